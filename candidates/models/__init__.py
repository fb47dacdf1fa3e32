"""A person (once), and that person in one search, with all that is gathered on them."""

from candidates.models.candidacies import (
    NAMED,
    Access,
    Candidacy,
    Candidate,
    Conflict,
    KeptOut,
    Merge,
    NotTheSame,
    OnCandidacy,
    unaware,
)
from candidates.models.erasures import Erasure
from candidates.models.papers import Claim, ColumnMap, Document, Message, Reference, System
from candidates.models.partners import Feedback, OffLimits, Submission
from candidates.models.questionnaire import Questionnaire, QuestionnaireWay
from candidates.models.voluntary import VoluntaryAnswer

__all__ = [
    "NAMED",
    "Access",
    "Candidacy",
    "Candidate",
    "Claim",
    "ColumnMap",
    "Conflict",
    "Document",
    "Erasure",
    "Feedback",
    "KeptOut",
    "Merge",
    "Message",
    "NotTheSame",
    "OffLimits",
    "OnCandidacy",
    "Questionnaire",
    "QuestionnaireWay",
    "Reference",
    "Submission",
    "System",
    "VoluntaryAnswer",
    "unaware",
]
