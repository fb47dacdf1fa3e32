from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.models import User
from accounts.numbers import AmountField
from accounts.text import CleanCharField, WordsField
from candidates.papers import PaperField
from offers import kinds
from offers.models import Offer, When
from offers.pay import shares_of
from offers.terms import (
    BY_CASE,
    CASES,
    CLIFF,
    DATES,
    FRACTIONAL,
    GROUPS,
    INTERIM,
    LATEST_START,
    OPEN_TOO_LONG,
    TERMS,
    VESTING,
    Group,
)


@dataclass(frozen=True)
class Section:
    """A group of the form with its fields, and in a line what is filled of them."""

    group: Group
    fields: list[forms.BoundField]
    says: str

    @property
    def is_wrong(self) -> bool:
        return any(field.errors for field in self.fields)


class OfferForm(forms.Form):
    """The terms of a draft. Everything may be left for later; approval asks for the rest."""

    mark_optional = False

    currency = forms.ChoiceField(label="Currency", choices=kinds.CODES)
    starts_on = kinds.DAY.make(label=DATES["starts_on"], required=False)
    expires_on = kinds.DAY.make(label=DATES["expires_on"], required=False)
    exception_because = WordsField(
        label="Why an exception",
        rows=2,
        required=False,
        help_text="Needed where the pay lies outside its band or the posted range; approvers read "
        "it.",
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for key, term in TERMS.items():
            self.fields[key] = term.kind.make(label=term.name, help_text=term.help, required=False)

    def sections(self) -> Iterator[Section]:
        """The groups of what is offered, in the order of the page."""
        for group in GROUPS:
            if not group.assumed:
                fields = [self[term.key] for term in group.terms]
                filled = [str(field.label) for field in fields if _is_filled(field)]
                yield Section(group, fields, ", ".join(filled))

    def grid(self) -> list[tuple[str, list[forms.BoundField]]]:
        """What the cases assume: a row's name and its fields for low, base and high."""
        return [
            (name, [self[f"{key}_{case}"] for case in CASES])
            for key, (name, _, _) in BY_CASE.items()
        ]

    def assumed_wrong(self) -> bool:
        assumed = [term.key for group in GROUPS if group.assumed for term in group.terms]
        return any(key in self.errors for key in assumed)

    def rate_fields(self) -> list[forms.BoundField]:
        return [self[key] for key in ("rate", "rate_currency", "rate_on", "rate_source")]

    def hopes_fields(self) -> list[forms.BoundField]:
        return [self[key] for key in ("hopes_from", "hopes_to")]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for check in CHECKS:
            for key, says in check(data):
                if key not in self.errors:
                    self.add_error(key, says)
        return data | _by_default(data)


def _is_filled(field: forms.BoundField) -> bool:
    return field.value() not in (None, "", False, TERMS[field.name].kind.unsaid)


def _by_default(data: dict[str, Any]) -> dict[str, Any]:
    """What stands for an empty vesting or cliff: written down, so that the letter says it too."""
    if data.get("instrument") in (None, "", "none"):
        return {}
    vesting, cliff = data.get("vesting_months") or VESTING, data.get("cliff_months")
    shorter = min(CLIFF, vesting) if cliff is None else cliff
    return {"vesting_months": vesting, "cliff_months": shorter}


# ---- What one term says of another; each yields the field and a sentence ----

Wrong = Iterator[tuple[str, str]]


def _dates(data: dict[str, Any]) -> Wrong:
    today = timezone.localdate()
    for key in DATES:
        if data.get(key) and data[key] < today:
            yield key, "This day has passed. Choose a later one."
        if data.get(key) and data[key] > today + LATEST_START:
            yield key, "This lies more than two years ahead. Choose an earlier day."
    start, last = data.get("starts_on"), data.get("expires_on")
    if start and last and last > start:
        yield "expires_on", OPEN_TOO_LONG


def _vesting(data: dict[str, Any]) -> Wrong:
    if data.get("vesting_months") == 0:
        yield "vesting_months", "Vesting takes a month or more. Leave it empty for 48."
    if (data.get("cliff_months") or 0) > (data.get("vesting_months") or VESTING):
        yield "cliff_months", "The cliff is longer than the vesting. Make it shorter."


def _equity(data: dict[str, Any]) -> Wrong:
    units, percent, count = (data.get(k) for k in ("units", "equity_percent", "fully_diluted"))
    if (units or percent) and data.get("instrument") in ("", "none"):
        yield "instrument", "There are shares below but no instrument. Choose one."
    if percent and not units and not count:
        yield "fully_diluted", "A percentage needs the fully diluted count, or give the units."
    if units and percent and count and shares_of(percent, count) != units:
        worth = f"{shares_of(percent, count):,}"
        yield "units", f"The percentage of that count is {worth}. Give one of the two, or agree."
    if data.get("instrument") == "rsu" and data.get("strike"):
        yield "strike", "Units of restricted stock have no strike. Leave it empty."
    if (
        data.get("acceleration") in ("single", "double")
        and data.get("acceleration_percent") is None
    ):
        yield "acceleration_percent", "Say how much of what is unvested vests: 100 for all."
    if data.get("acceleration") in ("", "none") and data.get("acceleration_percent"):
        yield "acceleration", "A part vests below, and no event is named. Choose one."


def _bonus(data: dict[str, Any]) -> Wrong:
    target, most = data.get("bonus_target"), data.get("bonus_maximum")
    if target is not None and most is not None and most < target:
        yield "bonus_maximum", "The maximum is below the target. Make it the target or more."
    if data.get("lti") and not data.get("lti_year"):
        yield "lti_year", "Say in which year it is paid: 3 for the third."
    if most and not target:
        yield "bonus_target", "There is a maximum and no target. Fill in the target too."
    for key in ("lti_year", "lti_terms"):
        if data.get(key) and not data.get("lti"):
            yield key, "There is no incentive for this. Fill in its amount, or leave this empty."


def _sign_on(data: dict[str, Any]) -> Wrong:
    if data.get("clawback_months") and not (data.get("sign_on") or data.get("sign_on_later")):
        yield "clawback_months", "There is no sign-on to pay back. Leave it empty."
    if data.get("sign_on_later") and not data.get("sign_on"):
        yield "sign_on", "There is a second part and no first. Fill in the first."


WHOLE_WEEK = 5


def _work(data: dict[str, Any]) -> Wrong:
    days, by_the_month = data.get("days_a_week"), data.get("engagement") in (FRACTIONAL, INTERIM)
    if by_the_month and not days:
        yield "days_a_week", "Say how many days a week, such as 2.5."
    if days and days < WHOLE_WEEK and not by_the_month:
        yield "days_a_week", "Full time is five days a week. Leave it empty, or choose fractional."
    if data.get("term_months") == 0:
        yield "term_months", "A fixed term takes a month or more. Leave it empty if it has no end."
    for key, year in (("sign_on_later", 2), ("lti", data.get("lti_year") or 1)):
        if data.get(key) and 0 < (data.get("term_months") or 0) <= 12 * (year - 1):
            yield key, f"It is paid in year {year}, and the fixed term ends before. Change either."


def _cases(data: dict[str, Any]) -> Wrong:
    for what in ("payout", "price"):
        steps = [data.get(f"{what}_{case}") for case in CASES]
        given = [step for step in steps if step is not None]
        if given != sorted(given):
            yield f"{what}_high", "Low is at most base, and base at most high. Put them in order."


def _rate(data: dict[str, Any]) -> Wrong:
    asked = ("rate", "rate_currency", "rate_on", "rate_source")
    if not any(data.get(key) for key in asked):
        return
    for key in asked:
        if not data.get(key):
            yield key, "A rate has its currency, its day and its source. Fill this in too."
    if data.get("rate_on") and data["rate_on"] > timezone.localdate():
        yield "rate_on", "This day has not come yet. A rate is of a day that has been."
    if data.get("rate_currency") and data.get("rate_currency") == data.get("currency"):
        yield "rate_currency", "This is the offer's own currency. Choose the other one."


def _hopes(data: dict[str, Any]) -> Wrong:
    low, high = data.get("hopes_from"), data.get("hopes_to")
    if low is not None and high is not None and high < low:
        yield "hopes_to", "This is less than where it begins. Make it more."


CHECKS = (_dates, _vesting, _equity, _bonus, _sign_on, _work, _cases, _rate, _hopes)


class BandsForm(forms.Form):
    """A CSV file, or its text. What came as a file stands in the text afterwards."""

    file = forms.FileField(label="A CSV file", required=False)
    text = forms.CharField(
        label="Or its text",
        required=False,
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false", "class": "code"}),
        help_text="What you change here counts; a file chosen above takes its place.",
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if upload := data.get("file"):
            if upload.size > 1_000_000:
                raise ValidationError("The file is too large to be bands. The most is 1 MB.")
            try:
                data["text"] = upload.read().decode("utf-8-sig")
            except UnicodeDecodeError:
                raise ValidationError("The file is not UTF-8 text. Save it as UTF-8.") from None
        if not self.errors and not (data.get("text") or "").strip():
            raise ValidationError("Choose a file, or write its text.")
        return data


class VariantForm(forms.Form):
    name = CleanCharField(
        label="Name of this variant", max_length=60, help_text="Such as: more equity, less cash."
    )


class RuleForm(forms.Form):
    """A line of "Who approves what"."""

    mark_optional = False

    when = forms.ChoiceField(label="It is about", choices=When, initial=When.ALWAYS)
    amount = AmountField(
        label="Over which amount",
        required=False,
        help_text="For an offer over an amount: the cash of its first year, all at target.",
    )
    currency = forms.ChoiceField(
        label="In which currency",
        required=False,
        choices=[("", "None"), *kinds.CODES],
    )
    committee = forms.BooleanField(
        label="A board decides: its resolution is entered instead of approvals", required=False
    )
    people = forms.MultipleChoiceField(
        label="Who approves",
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "pick"}),
        help_text="Nobody chosen: any approver of this search.",
    )
    needed = forms.IntegerField(label="How many of them", initial=1, min_value=1, max_value=20)
    position = forms.IntegerField(
        label="At which step",
        initial=1,
        min_value=1,
        max_value=20,
        help_text="Rules of one step are asked at once; step 2 when step 1 is done.",
    )

    def __init__(self, *args: Any, approvers: list[User], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.known = {str(user.pk): user for user in approvers}
        self.fields["people"].choices = [(pk, str(user)) for pk, user in self.known.items()]

    def clean_people(self) -> list[User]:
        return [self.known[pk] for pk in self.cleaned_data["people"]]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("when") == When.OVER_AMOUNT and "amount" not in self.errors:
            for key, says in (
                ("amount", "Say over which amount."),
                ("currency", "Say in which currency."),
            ):
                if not data.get(key):
                    self.add_error(key, says)
        return data


class DeputyForm(forms.Form):
    user = forms.ChoiceField(label="While away")
    deputy = forms.ChoiceField(label="Their deputy")
    since = kinds.DAY.make(label="First day", required=False)
    until = kinds.DAY.make(label="Last day", required=False)

    def __init__(self, *args: Any, approvers: list[User], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.known = {str(user.pk): user for user in approvers}
        for name in ("user", "deputy"):
            people = [(pk, str(user)) for pk, user in self.known.items()]
            self.fields[name].choices = [("", "Choose somebody"), *people]

    def clean_user(self) -> User:
        return self.known[self.cleaned_data["user"]]

    def clean_deputy(self) -> User:
        return self.known[self.cleaned_data["deputy"]]


class ResolutionForm(forms.Form):
    """What a board resolved on the terms on the page."""

    resolved_on = kinds.DAY.make(label="Day of the resolution")
    body = CleanCharField(
        label="Which body", max_length=120, help_text="Such as: the compensation committee."
    )
    paper = PaperField(label="Its document")
    digest = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, step: int, **kwargs: Any):
        """Two boards may be asked on one page: each form has its fields under its own name."""
        super().__init__(*args, auto_id=f"board_{step}_%s", **kwargs)


class ReasonForm(forms.Form):
    because = WordsField(label="What should change, and why", rows=2, max_length=2000)


def initial_of(offer: Offer) -> dict[str, Any]:
    """The draft as it is typed: plain figures, and nothing where nothing is filled in."""
    dates = {key: getattr(offer, key) for key in DATES}
    own = {"revision": offer.revision, "exception_because": offer.exception_because}
    ticked = {key: TERMS[key].kind.read(text) for key, text in offer.terms.items()}
    return {"currency": offer.currency, **own, **dates} | {
        key: kinds.plain(value) if not isinstance(value, bool) else value
        for key, value in ticked.items()
    }
