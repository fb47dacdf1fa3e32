"""Times for a candidate to choose from, their answer, a whole day at once, the debrief meeting."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField

from accounts.text import WordsField
from interviews.actions.slots import FEWEST, GONE, MOST
from interviews.day import Pauses, laid_out, next_business_day
from interviews.forms.times import (
    MomentForm,
    TimesForm,
    clock_field,
    day_field,
    minutes_field,
    place_field,
    refuse_far_day,
    which_field,
    zone_field,
)
from interviews.models import Part

SHOWN_SLOTS = 3
"""Rows that are open from the start; the others unfold."""
LONGEST_PAUSE = 180


class SlotsForm(TimesForm):
    """Two to eight times in one zone, each a row of its own; empty rows are left out."""

    minutes = minutes_field()
    zone = zone_field(
        "The days and times are on the clocks of this place. The candidate sees them on their "
        "own too."
    )
    place = place_field()
    mark_optional = False

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.row_of: dict[datetime, int] = {}
        for n in range(1, MOST + 1):
            self.fields[f"day_{n}"] = day_field(f"Day of time {n}", required=False)
            self.fields[f"time_{n}"] = clock_field("Begins at", required=False)
            self.fields[f"which_{n}"] = which_field()

    def _rows(self, first: int, last: int) -> list[tuple[BoundField, ...]]:
        names = ("day", "time", "which")
        return [tuple(self[f"{name}_{n}"] for name in names) for n in range(first, last + 1)]

    @property
    def first_rows(self) -> list[tuple[BoundField, ...]]:
        return self._rows(1, SHOWN_SLOTS)

    @property
    def more_rows(self) -> list[tuple[BoundField, ...]]:
        return self._rows(SHOWN_SLOTS + 1, MOST)

    @property
    def more_rows_used(self) -> bool:
        return any(field.value() for row in self.more_rows for field in row)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for n in range(1, MOST + 1):
            self._read_row(data, n)
        if not self.errors and len(self.row_of) < FEWEST:
            self._ask_for_more()
        return data

    def _read_row(self, data: dict[str, Any], n: int) -> None:
        day, clock = f"day_{n}", f"time_{n}"
        if not data.get(day) and not data.get(clock):
            return
        wanted = ((day, "Choose the day of this time."), (clock, "Say when it begins."))
        for field, missing in wanted:
            if not data.get(field) and field not in self.errors:
                self.add_error(field, missing)
        if self.errors.keys() & {day, clock} or "zone" not in data:
            return
        try:
            refuse_far_day(data[day])
        except ValidationError as far:
            self.add_error(day, far)
            return
        moment = self.moment(data, day, clock, f"which_{n}")
        if moment in self.row_of:
            self.add_error(clock, f"This is time {self.row_of[moment]} already. Choose another.")
        elif self.to_come(data, moment, day):
            self.row_of[moment] = n

    def _ask_for_more(self) -> None:
        empty = next(n for n in range(1, MOST + 1) if n not in self.row_of.values())
        self.add_error(f"day_{empty}", "Propose at least two times, so that there is a choice.")

    def refuse(self, slot: datetime, says: str) -> None:
        """What an action found wrong with one of the times, at its row."""
        self.add_error(f"day_{self.row_of[slot]}", says)

    def proposed(self) -> dict[str, Any]:
        names = ("zone", "minutes", "place")
        return {"slots": sorted(self.row_of), **{n: self.cleaned_data[n] for n in names}}


class ChooseForm(forms.Form):
    """One of the times that are still free."""

    slot = forms.TypedChoiceField(
        label="Which time suits you",
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={
            "required": "No time is chosen. Choose one, or say below that none fits.",
            "invalid_choice": GONE,
        },
    )

    def __init__(self, *args: Any, slots: Iterable[tuple[int, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["slot"].choices = [(str(pk), words) for pk, words in slots]


class RefuseForm(forms.Form):
    words = WordsField(
        label="When you could instead",
        rows=3,
        max_length=1_000,
        help_text="Days and times, on which clocks. Who runs the search reads it.",
        error_messages={"required": "This is empty. Say in a sentence when you could."},
    )


class MeetingForm(MomentForm):
    minutes = minutes_field()
    place = place_field()
    field_order = ("day", "time", "minutes", "zone", "place", "which")


class DayForm(MomentForm):
    """A day, when it begins, its pauses, and which parts; with it the debrief meeting."""

    between = minutes_field("Pause between parts", min_value=0, max_value=LONGEST_PAUSE)
    midday = minutes_field("Pause at midday", min_value=0, max_value=LONGEST_PAUSE)
    place = place_field()
    parts = forms.TypedMultipleChoiceField(
        label="Parts",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "No part is chosen. Choose at least one.",
            "invalid_choice": "One of the parts is no longer to plan. Choose from the list.",
        },
    )
    meets = forms.BooleanField(label="Set the debrief meeting too", required=False)
    meets_at = clock_field("Begins at", required=False)
    meets_for = minutes_field(required=False)
    meets_which = which_field()
    field_order = ("day", "time", "between", "midday", "zone", "place", "which", "parts")

    def __init__(self, *args: Any, parts: Sequence[Part], meets: bool = True, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.to_plan = parts
        if not meets:  # it is set already
            for name in ("meets", "meets_at", "meets_for", "meets_which"):
                del self.fields[name]
        self.fields["parts"].choices = [(str(p.pk), f"{p}, {p.minutes} minutes") for p in parts]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if {"starts_at", "between", "midday", "parts"} <= data.keys() and not self.errors:
            self._lay_out(data)
        if data.get("meets") and {"day", "zone"} <= data.keys():
            self._meet(data)
        return data

    def _lay_out(self, data: dict[str, Any]) -> None:
        chosen = [part for part in self.to_plan if part.pk in data["parts"]]
        lengths = [part.minutes for part in chosen]
        pauses = Pauses(data["between"], data["midday"])
        begins = laid_out(data["starts_at"], lengths, pauses, data["zone"])
        last_minute = begins[-1] + timedelta(minutes=lengths[-1] - 1)
        if last_minute.astimezone(ZoneInfo(data["zone"])).date() != data["day"]:
            says = "The last part would end on the next day. Begin earlier, or leave parts out."
            self.add_error("time", says)
        data["times"] = list(zip(chosen, begins, strict=True))

    def _meet(self, data: dict[str, Any]) -> None:
        for field in ("meets_at", "meets_for"):
            if data.get(field) is None and field not in self.errors:
                self.add_error(field, "The debrief meeting needs this, or take its tick away.")
        if self.errors.keys() & {"meets_at", "meets_for"}:
            return
        data["meets_on"] = next_business_day(data["day"])
        data["meets_moment"] = self.moment(data, "meets_on", "meets_at", "meets_which")

    def sent(self) -> list[tuple[str, str]]:
        """What was given, field by field, for the form that plans what is shown."""
        return [(name, value) for name in self.fields for value in self.data.getlist(name)]

    def debrief(self) -> dict[str, Any] | None:
        """When the debrief meeting is and how long, if it is wanted."""
        data = self.cleaned_data
        if not data.get("meets"):
            return None
        return {"starts_at": data["meets_moment"], "minutes": data["meets_for"]}
