"""How every page says things: icons, states, times, days, money, fields and their errors."""

from collections import Counter
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django import forms, template
from django.forms.boundfield import BoundField
from django.forms.formsets import BaseFormSet
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from accounts.sentences import sentence
from accounts.zones import city

register = template.Library()

# What belongs together is not parted at the end of a line.
TIE = "\u00a0"
MINUS = "\u2212"
ICON = {"good": "check", "care": "clock", "stop": "stop", "info": "info", "quiet": "ring"}
NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")


# ---- Icons and states ----


@register.simple_tag
def icon(name: str) -> SafeString:
    return format_html(
        '<svg class="icon" aria-hidden="true"><use href="{}#i-{}"/></svg>',
        static("icons.svg"),
        name,
    )


@register.simple_tag
def state(meaning: str, words: str, icon_name: str = "") -> SafeString:
    """A word with its icon and colour; the meaning is good, care, stop, info or quiet."""
    return format_html(
        '<span class="state state-{}">{}<span>{}</span></span>',
        meaning,
        icon(icon_name or ICON[meaning]),
        words,
    )


@register.filter
def tone(level_tag: str) -> str:
    """The meaning of one of Django's message levels."""
    return {"success": "good", "warning": "care", "error": "stop"}.get(level_tag, "info")


@register.filter
def tone_icon(meaning: str) -> str:
    return "care" if meaning == "care" else ICON.get(meaning, "info")


@register.simple_tag
def saved(at: str = "") -> SafeString:
    """Where a form that saves itself says so; the script writes into the same line."""
    return format_html(
        '<span class="saved" role="status" data-saved>{}{}<span>{}</span></span>',
        icon("check"),
        icon("care"),
        f"Saved {at}" if at else "",
    )


# ---- Days and times ----


def zone_of(zone: object) -> Any:
    if not zone:
        return timezone.get_current_timezone()
    return ZoneInfo(zone) if isinstance(zone, str) else zone


def local(moment: datetime, zone: object = None) -> datetime:
    return moment.astimezone(zone_of(zone))


def clock(moment: datetime) -> str:
    return moment.strftime("%H:%M")


def place(zone: object) -> str:
    return city(str(zone)).replace(" ", TIE)


@register.filter
def day(value: date | datetime | None, zone: object = None) -> str:
    """'Tue 3 Mar 2026'; a moment is turned into the viewer's day, or that of the zone given."""
    if value is None:
        return ""
    if isinstance(value, datetime) and timezone.is_aware(value):
        value = local(value, zone)
    return f"{value:%a}{TIE}{value.day}{TIE}{value:%b}{TIE}{value.year}"


@register.filter
def when(moment: datetime | None, zone: object = None) -> str:
    """'Tue 3 Mar 2026, 14:00 Berlin', in the viewer's zone or the one given."""
    if moment is None:
        return ""
    there = local(moment, zone)
    return f"{day(there, there.tzinfo)}, {clock(there)}{TIE}{place(there.tzinfo)}"


@register.filter(name="clock")
def clock_filter(moment: datetime | None, zone: object = None) -> str:
    """'14:00', in the viewer's zone or the one given."""
    return clock(local(moment, zone)) if moment else ""


@register.simple_tag
def meeting(
    start: datetime | None,
    zone: object,
    viewer_zone: object = None,
    end: datetime | None = None,
) -> str:
    """'Tue 3 Mar 2026, 14:00 to 15:15 Berlin (08:00 to 09:15 your time)'.

    The zone is the one the meeting was planned in. The viewer's time is left out where the
    clocks agree, and carries its day where that differs.
    """
    if start is None:
        return ""
    here, there = local(start, zone), local(start, viewer_zone)
    said = f"{day(here, here.tzinfo)}, {span(here, end)}{TIE}{place(zone_of(zone))}"
    if here.utcoffset() == there.utcoffset():
        return said
    other_day = (
        "" if here.date() == there.date() else f"{there:%a}{TIE}{there.day}{TIE}{there:%b}, "
    )
    return f"{said} ({other_day}{span(there, end)} your{TIE}time)"


def span(start: datetime, end: datetime | None) -> str:
    if end is None:
        return clock(start)
    return f"{clock(start)}{TIE}to{TIE}{clock(local(end, start.tzinfo))}"


@register.simple_tag
def zone_sentence(zone: object = None) -> str:
    """'Times are in Berlin time (UTC+2).'"""
    now = timezone.now().astimezone(zone_of(zone))
    name = place(now.tzinfo)
    if name == "UTC":
        return "Times are in UTC."
    offset = now.strftime("%z")
    hours, minutes = int(offset[1:3]), offset[3:5]
    ahead = f"{'+' if offset[0] == '+' else MINUS}{hours}{'' if minutes == '00' else ':' + minutes}"
    return f"Times are in {name} time (UTC{ahead})."


# ---- Money ----


@register.filter
def money(amount: Decimal | int | str | None, currency: str = "") -> str:
    """'USD 320,000'; the pence only where there are some."""
    if amount is None or amount == "":
        return ""
    value = Decimal(str(amount))
    whole = value == value.to_integral_value()
    figure = f"{abs(value):,.0f}" if whole else f"{abs(value):,.2f}"
    return f"{currency}{TIE if currency else ''}{MINUS if value < 0 else ''}{figure}"


@register.filter
def count_word(number: int) -> str:
    """'Three' for 3: how a sentence begins with a number."""
    return NUMBERS[number] if 0 <= number < len(NUMBERS) else str(number)


# ---- Fields ----


def drawn(field: BoundField) -> None:
    """Note that the form stands on the page, with what was typed in it."""
    field.form.__dict__["_drawn"] = True


LOOKS = ("pick", "anchors")


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """The widget of a field in our classes; Django sets the aria attributes itself."""
    drawn(field)
    return field.as_widget(attrs={"class": control_class(field)})


def control_class(field: BoundField) -> str:
    widget = field.field.widget
    own = widget.attrs.get("class", "")
    if isinstance(widget, forms.CheckboxInput):
        name = "form-check-input"
    elif isinstance(widget, forms.Select):
        name = "form-select"
    else:
        name = "form-control"
    return " ".join(part for part in (name, own, "is-invalid" if field.errors else "") if part)


@register.filter
def kind(field: BoundField) -> str:
    """Which of the four shapes a field has: 'hidden', 'check', 'choices' or 'control'."""
    widget = field.field.widget
    if field.is_hidden:
        return "hidden"
    if isinstance(widget, forms.CheckboxInput):
        return "check"
    if isinstance(widget, forms.RadioSelect):  # CheckboxSelectMultiple is one of them
        return "choices"
    return "control"


@register.filter
def look(field: BoundField) -> str:
    """How choices are laid out: a list, one row (`pick`) or five anchors (`anchors`)."""
    own = field.field.widget.attrs.get("class", "").split()
    return next((name for name in LOOKS if name in own), "choices")


@register.filter
def options(field: BoundField) -> list[dict[str, object]]:
    """The choices of a radio or checkbox group, without the empty one, each with its hint.

    A form gives hints as `field.hints = {value: sentence}`.
    """
    drawn(field)
    hints = getattr(field.field, "hints", {})
    return [
        {
            "id": option.data["attrs"]["id"],
            "name": option.data["name"],
            "type": option.data["type"],
            "value": str(option.data["value"]),
            "label": option.data["label"],
            "hint": hints.get(str(option.data["value"]), ""),
            "checked": option.data["selected"],
            "disabled": option.data["attrs"].get("disabled", False),
        }
        for option in field
        if option.data["value"] != ""
    ]


@register.filter
def is_optional(field: BoundField) -> bool:
    """Whether the label says so. A form that is a draft sets `mark_optional = False`."""
    return not field.field.required and getattr(field.form, "mark_optional", True)


@register.simple_tag
def label(field: BoundField, name: str, help: str = "") -> str:
    """Another label and help for somebody else's form; before its errors, which quote it."""
    field.label, field.help_text = name, help
    return ""


@register.inclusion_tag("components/field.html")
def field(field: BoundField) -> dict[str, object]:
    # A placeholder goes away when somebody types; the label and the help stay.
    field.field.widget.attrs.pop("placeholder", None)
    return {"field": field}


@register.filter
def sentences(field: BoundField) -> list[str]:
    """What is wrong with a field, each in a sentence that says what would be right."""
    return [sentence(field, error) for error in field.errors.as_data()]


def target(field: BoundField) -> str:
    """The id that a link to the field jumps to; a group has none, its first choice does."""
    if field.id_for_label:
        return field.id_for_label
    return str(next((option["id"] for option in options(field)), field.auto_id))


def problems(form: forms.BaseForm | BaseFormSet) -> list[dict[str, object]]:
    if isinstance(form, BaseFormSet):
        own: list[dict[str, object]] = [
            {"at": "", "says": error} for error in form.non_form_errors()
        ]
        return own + [problem for part in form for problem in problems(part)]
    own = [{"at": "", "says": error} for error in form.non_field_errors()]
    return own + [
        {"at": "" if field.is_hidden else target(field), "says": said, "label": field.label}
        for field in form
        for said in sentences(field)
    ]


@register.inclusion_tag("components/form_errors.html", takes_context=True)
def form_errors(
    context: template.Context, *forms: forms.BaseForm | BaseFormSet
) -> dict[str, object]:
    """What is wrong in these forms, on top of the page, each sentence a link to its field."""
    wrong = [form for form in forms if form and problems(form)]
    found = [problem for form in wrong for problem in problems(form)]
    if request := context.get("request"):
        request.__dict__.setdefault("_wrong_forms", []).extend(wrong)
    said = Counter(problem["says"] for problem in found)
    for problem in found:
        if said[problem["says"]] > 1 and problem.get("label"):
            problem["says"] = f"{problem['label']}: {problem['says']}"
    kept = any(is_kept(field) for form in wrong for part in parts_of(form) for field in part)
    files = any(form.files for form in wrong)
    return {"problems": found, "count": count_word(len(found)), "kept": kept, "files": files}


def parts_of(form: forms.BaseForm | BaseFormSet) -> list[forms.BaseForm]:
    return list(form) if isinstance(form, BaseFormSet) else [form]


NEVER_KEPT = forms.PasswordInput, forms.FileInput


def is_kept(field: BoundField) -> bool:
    """Whether something was typed or chosen here that the page shows again."""
    if field.is_hidden or isinstance(field.field.widget, NEVER_KEPT):
        return False
    data = field.data
    return any(data) if isinstance(data, list) else bool(data)


# ---- What could not be taken ----

NOT_TYPED = frozenset(
    ("revision", "after", "sealed", "next", "save", "submit", "send", "record", "more")
)
SECRET = ("csrf", "password", "code")


@register.inclusion_tag("components/typed.html", takes_context=True)
def what_was_typed(context: template.Context) -> dict[str, object]:
    """What a form sent to a page that did not take it, to be copied: it stands nowhere else."""
    request = context.get("request")
    # Of an address that does not exist nothing has been read, and it may be of any size.
    if request is None or request.method != "POST" or request.resolver_match is None:
        return {}
    typed = [
        (name.replace("_", " ").capitalize(), value)
        for name, values in request.POST.lists()
        if name not in NOT_TYPED and not any(secret in name for secret in SECRET)
        for value in values
        if value.strip()
    ]
    request.__dict__["_typed_shown"] = True
    return {"typed": typed}


@register.inclusion_tag("components/typed.html", takes_context=True)
def typed_into_no_form(context: template.Context) -> dict[str, object]:
    """What was typed into a form that was not right and stands on the page no more: somebody else
    did it meanwhile. At the end of every page, since it is known only there."""
    request = context.get("request")
    if hasattr(request, "_typed_shown"):
        return {}
    wrong = getattr(request, "_wrong_forms", [])
    gone = any("_drawn" not in part.__dict__ for form in wrong for part in parts_of(form))
    return what_was_typed(context) if gone else {}
