"""The forms of the candidates' pages."""

from candidates.forms.erasing import EraseForm
from candidates.forms.own import LeaveForm, NeedsForm, VoluntaryForm
from candidates.forms.papers import (
    AskForm,
    CheckForm,
    ClaimForm,
    DocumentForm,
    RefereeForm,
    ReferenceForm,
    SystemForm,
)
from candidates.forms.partners import DeclineForm, OffLimitsForm, SubmissionForm, TakeForm, TellForm
from candidates.forms.people import (
    AddForm,
    CandidateForm,
    ConflictForm,
    ImportForm,
    KeepOutForm,
    MessageForm,
    QuietForm,
    ReasonForm,
    ShortlistForm,
    TakeBackForm,
)
from candidates.forms.questionnaire import AnswersForm, WayForm

__all__ = [
    "AddForm",
    "AnswersForm",
    "AskForm",
    "CandidateForm",
    "CheckForm",
    "ClaimForm",
    "ConflictForm",
    "DeclineForm",
    "DocumentForm",
    "EraseForm",
    "ImportForm",
    "KeepOutForm",
    "LeaveForm",
    "MessageForm",
    "NeedsForm",
    "OffLimitsForm",
    "QuietForm",
    "ReasonForm",
    "RefereeForm",
    "ReferenceForm",
    "ShortlistForm",
    "SubmissionForm",
    "SystemForm",
    "TakeBackForm",
    "TakeForm",
    "TellForm",
    "VoluntaryForm",
    "WayForm",
]
