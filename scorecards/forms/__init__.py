"""The card as a form, and the short forms around it."""

from scorecards.forms.cards import AmendForm, CardForm, flat, worded
from scorecards.forms.debriefs import (
    BecauseForm,
    DecisionForm,
    GateForm,
    NoteForm,
    PlaceForm,
    QuestionForm,
    VoteForm,
)
from scorecards.forms.flags import AnswerForm, FlagForm, OwnerForm
from scorecards.forms.practice import PracticeForm

__all__ = [
    "AmendForm",
    "AnswerForm",
    "BecauseForm",
    "CardForm",
    "DecisionForm",
    "FlagForm",
    "GateForm",
    "NoteForm",
    "OwnerForm",
    "PlaceForm",
    "PracticeForm",
    "QuestionForm",
    "VoteForm",
    "flat",
    "worded",
]
