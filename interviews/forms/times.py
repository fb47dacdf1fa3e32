"""A day, a clock and a zone; and, only where it is needed, which of two times is meant."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.forms import ZoneField
from accounts.numbers import WholeNumberField
from accounts.templatetags.face import clock, day, when
from accounts.text import CleanCharField
from accounts.zones import city
from interviews.models import LONGEST, Interview, Meeting
from interviews.times import NoSuchTime, Twice, instant, offset_words

FURTHEST = timedelta(days=366)
SHORTEST = 10
UNKNOWN_ZONE = "This zone is not known. Choose one from the list, such as Europe/Berlin."
HELP_ON_PLACE = (
    "A room, an address or the link of a video call. It stands in the mail and in the calendar "
    "file."
)


def day_field(label: str, **more: Any) -> forms.DateField:
    look = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "w-short"})
    return forms.DateField(label=label, widget=look, **more)


def clock_field(label: str, **more: Any) -> forms.TimeField:
    look = forms.TimeInput(format="%H:%M", attrs={"type": "time", "class": "w-short"})
    return forms.TimeField(label=label, widget=look, **more)


def minutes_field(label: str = "Minutes", **more: Any) -> WholeNumberField:
    look = forms.TextInput(attrs={"inputmode": "numeric", "class": "w-short"})
    given = {"min_value": SHORTEST, "max_value": LONGEST} | more
    return WholeNumberField(label=label, widget=look, **given)


def zone_field(help_text: str) -> ZoneField:
    return ZoneField(
        label="Time zone", help_text=help_text, error_messages={"invalid_choice": UNKNOWN_ZONE}
    )


def place_field() -> CleanCharField:
    return CleanCharField(label="Where", max_length=300, required=False, help_text=HELP_ON_PLACE)


def which_field() -> forms.TypedChoiceField:
    """Hidden until a clock shows the time twice; then one of the two has to be chosen."""
    return forms.TypedChoiceField(
        label="Which of the two",
        choices=[("", ""), ("0", "the first"), ("1", "the second")],
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.HiddenInput,
    )


def refuse_far_day(chosen: date) -> date:
    today = timezone.localdate()
    if chosen > today + FURTHEST:
        most = day(today + FURTHEST)
        raise ValidationError(f"This is more than a year ahead. The last day is {most}.")
    if chosen < today - FURTHEST:
        raise ValidationError("This is more than a year ago. Check the year.")
    return chosen


class TimesForm(forms.Form):
    """Reads days and clocks as instants, and says at their fields what is wrong with them."""

    def moment(
        self, data: dict[str, Any], on: str = "day", at: str = "time", which: str = "which"
    ) -> datetime | None:
        """The instant that these fields mean in the form's zone, or None with a word at a field."""
        zone = data["zone"]
        try:
            return instant(data[on], data[at], zone, data.get(which)).astimezone(UTC)
        except NoSuchTime as gap:
            self.add_error(at, _no_such_time(data[on], data[at], zone, gap))
        except Twice as twice:
            self._ask_which(which, zone, twice)
        return None

    def to_come(self, data: dict[str, Any], moment: datetime | None, on: str = "day") -> bool:
        if moment is not None and moment <= timezone.now():
            past = when(moment, data["zone"])
            self.add_error(on, f"{past} has passed. Choose a time to come.")
            return False
        return moment is not None

    def _ask_which(self, name: str, zone: str, twice: Twice) -> None:
        words = [
            f"{word} {clock(m)} ({offset_words(m)})"
            for word, m in zip(("the first", "the second"), twice.both, strict=True)
        ]
        field = self.fields[name]
        field.widget = forms.RadioSelect(attrs={"class": "pick"})
        field.choices = [("0", words[0]), ("1", words[1])]
        self.add_error(
            name,
            f"Clocks in {city(zone)} go back that night, and {clock(twice.both[0])} comes "
            "twice. Choose which is meant.",
        )


def _no_such_time(on: date, at: Any, zone: str, gap: NoSuchTime) -> str:
    earlier, later = gap.either
    return (
        f"Clocks in {city(zone)} go forward on {day(on)}: there is no "
        f"{at:%H:%M}. Choose {clock(earlier)} or {clock(later)}."
    )


class MomentForm(TimesForm):
    """One time: `starts_at` in the cleaned data once it is known which."""

    day = day_field("Day")
    time = clock_field("Begins at")
    zone = zone_field("The day and time are on the clocks of this place.")
    which = which_field()

    def clean_day(self) -> date:
        return refuse_far_day(self.cleaned_data["day"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if {"day", "time", "zone"} <= data.keys():
            moment = self.moment(data)
            if moment is not None:
                data["starts_at"] = moment
                self.check_past(data)
        return data

    def check_past(self, data: dict[str, Any]) -> None:
        self.to_come(data, data["starts_at"])

    def planned(self) -> dict[str, Any]:
        """What the actions that plan and move take."""
        names = ("starts_at", "zone", "minutes", "place")
        return {name: self.cleaned_data[name] for name in names}


class PlanForm(MomentForm):
    minutes = minutes_field()
    zone = zone_field(
        "The day and time are on the clocks of this place. The candidate's mail says it too."
    )
    place = place_field()
    was_held = forms.BooleanField(
        label="It took place then", required=False, widget=forms.HiddenInput
    )
    field_order = ("day", "time", "minutes", "zone", "place", "which", "was_held")

    def check_past(self, data: dict[str, Any]) -> None:
        """A time that has passed is taken only where somebody says that it took place then."""
        if data["starts_at"] >= timezone.now() or data.get("was_held"):
            return
        self.fields["was_held"].widget = forms.CheckboxInput()
        self.add_error(
            "was_held",
            f"{when(data['starts_at'], data['zone'])} has passed. Tick this if the interview "
            "took place then, or choose a time to come.",
        )


class ZoneForm(forms.Form):
    """On whose clocks a page shows its times."""

    zone = ZoneField(label="Your time zone", error_messages={"invalid_choice": UNKNOWN_ZONE})


def as_planned(row: Interview | Meeting) -> dict[str, Any]:
    """An interview's time and place as the initial values of a form."""
    assert row.starts_at is not None
    here: datetime = row.starts_at.astimezone(ZoneInfo(row.zone))
    return {
        "day": here.date(),
        "time": here.time(),
        "minutes": row.minutes,
        "zone": row.zone,
        "place": row.place,
    }
