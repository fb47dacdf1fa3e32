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
from offers.models.offers import Offer, Variant

__all__ = [
    "Approval",
    "ApprovalRule",
    "ApprovalStep",
    "CompanyBand",
    "Deputy",
    "Offer",
    "Resolution",
    "Variant",
    "When",
]
