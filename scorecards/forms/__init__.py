"""The card as a form, and the short forms around it."""

from scorecards.forms.cards import AmendForm, CardForm, flat, worded
from scorecards.forms.debriefs import (
    BecauseForm,
    DecisionForm,
    FlagForm,
    GateForm,
    NoteForm,
    PlaceForm,
    QuestionForm,
    VoteForm,
)

__all__ = [
    "AmendForm",
    "BecauseForm",
    "CardForm",
    "DecisionForm",
    "FlagForm",
    "GateForm",
    "NoteForm",
    "PlaceForm",
    "QuestionForm",
    "VoteForm",
    "flat",
    "worded",
]
