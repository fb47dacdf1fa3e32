"""A person (once), and that person in one search, with all that is gathered on them."""

from candidates.models.candidacies import (
    NAMED,
    SEES_ALL,
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
from candidates.models.papers import Claim, ColumnMap, Document, Message, Reference, System
from candidates.models.questionnaire import Questionnaire, QuestionnaireWay

__all__ = [
    "NAMED",
    "SEES_ALL",
    "Access",
    "Candidacy",
    "Candidate",
    "Claim",
    "ColumnMap",
    "Conflict",
    "Document",
    "KeptOut",
    "Merge",
    "Message",
    "NotTheSame",
    "OnCandidacy",
    "Questionnaire",
    "QuestionnaireWay",
    "Reference",
    "System",
    "unaware",
]
