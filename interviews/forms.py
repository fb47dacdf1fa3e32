from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.forms import ZONE_CHOICES
from accounts.models import User
from accounts.numbers import WholeNumberField
from accounts.templatetags.face import clock, day, when
from accounts.text import CleanCharField, WordsField
from accounts.zones import city
from interviews.models import LONGEST, Interview
from interviews.times import NoSuchTime, Twice, instant, offset_words

FURTHEST = timedelta(days=366)
SHORTEST = 10


class PersonForm(forms.Form):
    """Somebody by name and mail address, or one of the people who are here already."""

    person = forms.ModelChoiceField(
        label="Somebody already on this search",
        queryset=User.objects.none(),
        required=False,
        empty_label="Somebody new",
    )
    name = CleanCharField(label="Name", max_length=120, required=False)
    email = forms.EmailField(
        label="Mail address",
        max_length=254,
        required=False,
        help_text="Who has no account yet is invited by mail.",
    )
    mark_optional = False

    def __init__(self, *args: Any, people: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        field.queryset = people
        if not people:
            del self.fields["person"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        chosen = data.get("person")
        if chosen and (data.get("name") or data.get("email")):
            raise ValidationError("Choose somebody or write a name and address, not both.")
        if chosen:
            data["name"], data["email"] = chosen.name, chosen.email
            return data
        for field, missing in (("name", "The name"), ("email", "The mail address")):
            if not data.get(field) and field not in self.errors:
                self.add_error(field, f"{missing} is empty. Write it, or choose somebody above.")
        return data

    def person_named(self) -> dict[str, str]:
        return {"name": self.cleaned_data["name"], "email": self.cleaned_data["email"]}


class SeatForm(PersonForm):
    only_here = forms.BooleanField(label="In this part only", required=False)

    def __init__(self, *args: Any, elsewhere: list[str], **kwargs: Any):
        super().__init__(*args, **kwargs)
        if elsewhere:
            parts = " and ".join(f"“{title}”" for title in elsewhere)
            self.fields["only_here"].help_text = f"Left open, they sit in {parts} too."
        else:
            del self.fields["only_here"]


class OpenLoopForm(forms.Form):
    short_because = WordsField(
        label="Why it opens with this missing",
        rows=2,
        max_length=1_000,
        required=False,
        help_text="The debrief shows this reason and your name.",
    )
    mark_optional = False


class ChangeLoopForm(forms.Form):
    because = WordsField(
        label="Why the loop changes",
        rows=2,
        max_length=1_000,
        error_messages={"required": "The reason is empty. A sentence is enough."},
    )


class ProbeForm(forms.Form):
    text = WordsField(
        label="The question, as it is to be asked",
        rows=3,
        max_length=600,
        help_text="Neutral and open, about what the candidate did. Nothing on where it comes from, "
        "and nothing on what anybody thought.",
        error_messages={"required": "The question is empty. Write it as you want it asked."},
    )


class PlanForm(forms.Form):
    """A day, a clock and a zone; and, only where it is needed, which of two times is meant."""

    day = forms.DateField(
        label="Day",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "w-short"}),
    )
    time = forms.TimeField(
        label="Begins at",
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time", "class": "w-short"}),
    )
    minutes = WholeNumberField(
        label="Minutes",
        min_value=SHORTEST,
        max_value=LONGEST,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "w-short"}),
    )
    zone = forms.ChoiceField(
        label="Time zone",
        choices=ZONE_CHOICES,
        help_text="The day and time are on the clocks of this place. The candidate's mail "
        "says it too.",
        error_messages={
            "invalid_choice": "This zone is not known. Choose one from the list, such as "
            "Europe/Berlin."
        },
    )
    place = CleanCharField(
        label="Where",
        max_length=300,
        required=False,
        help_text="A room, an address or the link of a video call. It stands in the mail and in "
        "the calendar file.",
    )
    which = forms.TypedChoiceField(
        label="Which of the two",
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.HiddenInput,
    )
    was_held = forms.BooleanField(
        label="It took place then", required=False, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["which"].choices = [("", ""), ("0", "the first"), ("1", "the second")]

    def clean_day(self) -> date:
        chosen, today = self.cleaned_data["day"], timezone.localdate()
        if chosen > today + FURTHEST:
            most = day(today + FURTHEST)
            raise ValidationError(f"This is more than a year ahead. The last day is {most}.")
        if chosen < today - FURTHEST:
            raise ValidationError("This is more than a year ago. Check the year.")
        return chosen

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not {"day", "time", "zone"} <= data.keys():
            return data
        try:
            starts_at = instant(data["day"], data["time"], data["zone"], data.get("which"))
        except NoSuchTime as gap:
            self.add_error("time", _no_such_time(data, gap))
        except Twice as twice:
            self._ask_which(data, twice)
        else:
            data["starts_at"] = starts_at.astimezone(UTC)
            self._ask_back(data)
        return data

    def _ask_which(self, data: dict[str, Any], twice: Twice) -> None:
        words = [
            f"{word} {clock(m)} ({offset_words(m)})"
            for word, m in zip(("the first", "the second"), twice.both, strict=True)
        ]
        field = self.fields["which"]
        field.widget = forms.RadioSelect(attrs={"class": "pick"})
        field.choices = [("0", words[0]), ("1", words[1])]
        self.add_error(
            "which",
            f"Clocks in {city(data['zone'])} go back that night, and {clock(twice.both[0])} comes "
            "twice. Choose which is meant.",
        )

    def _ask_back(self, data: dict[str, Any]) -> None:
        """A time that has passed is taken only where somebody says that it took place then."""
        if data["starts_at"] >= timezone.now() or data.get("was_held"):
            return
        self.fields["was_held"].widget = forms.CheckboxInput()
        self.add_error(
            "was_held",
            f"{when(data['starts_at'], data['zone'])} has passed. Tick this if the interview "
            "took place then, or choose a time to come.",
        )

    def planned(self) -> dict[str, Any]:
        """What plan_interview and move_interview take."""
        names = ("starts_at", "zone", "minutes", "place")
        return {name: self.cleaned_data[name] for name in names}


def _no_such_time(data: dict[str, Any], gap: NoSuchTime) -> str:
    earlier, later = gap.either
    return (
        f"Clocks in {city(data['zone'])} go forward on {day(data['day'])}: there is no "
        f"{data['time']:%H:%M}. Choose {clock(earlier)} or {clock(later)}."
    )


def as_planned(interview: Interview) -> dict[str, Any]:
    """An interview's time and place as the initial values of PlanForm."""
    assert interview.starts_at is not None
    here: datetime = interview.starts_at.astimezone(ZoneInfo(interview.zone))
    return {
        "day": here.date(),
        "time": here.time(),
        "minutes": interview.minutes,
        "zone": interview.zone,
        "place": interview.place,
    }
