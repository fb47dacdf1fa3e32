"""Bands, and packages for one candidacy in versions, with approvals bound to their terms."""

from offers.models.approvals import (
    Approval,
    ApprovalRule,
    ApprovalStep,
    Deputy,
    Resolution,
    When,
)
from offers.models.bands import CompanyBand
from offers.models.letters import Agreement, Discussed, LetterTemplate
from offers.models.offers import Offer, Variant
from offers.models.passage import FirstDayMoved, Passage, RunnerUp, Touchpoint

__all__ = [
    "Agreement",
    "Approval",
    "ApprovalRule",
    "ApprovalStep",
    "CompanyBand",
    "Deputy",
    "Discussed",
    "FirstDayMoved",
    "LetterTemplate",
    "Offer",
    "Passage",
    "Resolution",
    "RunnerUp",
    "Touchpoint",
    "Variant",
    "When",
]
