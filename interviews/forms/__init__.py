"""What the pages of the loop and its interviews ask for."""

from interviews.forms.planning import ChooseForm, DayForm, MeetingForm, RefuseForm, SlotsForm
from interviews.forms.seats import (
    ChangeLoopForm,
    OpenLoopForm,
    PersonForm,
    ProbeForm,
    SeatForm,
)
from interviews.forms.times import PlanForm, ZoneForm, as_planned

__all__ = [
    "ChangeLoopForm",
    "ChooseForm",
    "DayForm",
    "MeetingForm",
    "OpenLoopForm",
    "PersonForm",
    "PlanForm",
    "ProbeForm",
    "RefuseForm",
    "SeatForm",
    "SlotsForm",
    "ZoneForm",
    "as_planned",
]
