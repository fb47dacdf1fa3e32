"""Bands, and packages for one candidacy in versions, with approvals bound to their terms."""

from offers.models.bands import CompanyBand
from offers.models.letters import Agreement, Discussed, LetterTemplate
from offers.models.offers import Approval, Offer, Variant

__all__ = [
    "Agreement",
    "Approval",
    "CompanyBand",
    "Discussed",
    "LetterTemplate",
    "Offer",
    "Variant",
]
