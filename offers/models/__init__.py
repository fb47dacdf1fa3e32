"""Bands, and packages for one candidacy in versions, with approvals bound to their terms."""

from offers.models.bands import CompanyBand
from offers.models.offers import Approval, Offer, Variant
from offers.models.passage import Passage, RunnerUp, Touchpoint

__all__ = [
    "Approval",
    "CompanyBand",
    "Offer",
    "Passage",
    "RunnerUp",
    "Touchpoint",
    "Variant",
]
