"""The terms of an offer: what they are called, and the digest that an approval is bound to."""

import hashlib
import json
from decimal import Decimal
from typing import Any

from offers.models import Offer
from offers.pay import Money, Range, outside

WORDED = {
    "severance": "Severance",
    "change_of_control": "Change of control",
    "acceleration": "Acceleration",
    "exercise_window": "Exercise window",
    "relocation": "Relocation",
    "benefits": "Benefits",
    "conditions": "Conditions",
    "commitments": "We commit to",
    "other": "Other terms",
}
"""Further terms, in words. Only filled ones are shown anywhere."""

FIGURES = {
    "currency": "Currency",
    "base": "Base",
    "bonus_percent": "Target bonus, % of base",
    "bonus_payout": "Bonus paid out, % of target (assumed)",
    "sign_on": "Sign-on",
    "sign_on_terms": "Sign-on is paid back",
    "equity": "Equity",
    "units": "Shares or units",
    "unit_price": "Value of one today",
    "strike": "Strike price",
    "vesting_months": "Vesting, months",
    "cliff_months": "Cliff, months",
    "starts_on": "Start",
    "expires_on": "Open until",
}

TERMS = FIGURES | WORDED


def terms_of(offer: Offer) -> dict[str, Any]:
    """Every term by key, as stored: what is approved, compared, printed and digested."""
    figures = {key: getattr(offer, key) for key in FIGURES}
    return figures | {key: offer.terms.get(key, "") for key in WORDED}


def digest_of(offer: Offer) -> str:
    """SHA-256 of the exact terms, the version and the band they were held against."""
    spelt = {key: plain(value) for key, value in terms_of(offer).items()}
    bound = {
        "terms": spelt,
        "number": offer.number,
        "band": offer.band,
        "exception": offer.exception_because,
    }
    return hashlib.sha256(json.dumps(bound, sort_keys=True).encode()).hexdigest()


def plain(value: Any) -> str:
    """One spelling a value: 250000 and 250000.00 are the same pay, and read 250000."""
    return f"{value.normalize():f}" if hasattr(value, "normalize") else str(value)


def differences(before: Offer, after: Offer) -> list[tuple[str, Any, Any]]:
    """What changed between two versions: the term's name, what it was, what it is."""
    was, now = terms_of(before), terms_of(after)
    return [(TERMS[key], was[key], now[key]) for key in TERMS if plain(was[key]) != plain(now[key])]


def range_of(offer: Offer) -> Range | None:
    """The band the offer is held against, or None where the playbook has none for this search."""
    if not offer.band:
        return None
    maximum = offer.band.get("maximum")
    return Range(
        Decimal(offer.band["minimum"]),
        None if maximum is None else Decimal(maximum),
        offer.band["currency"],
    )


def out_of_band(offer: Offer) -> str:
    """Why the offer needs an exception, in a sentence; empty where it needs none."""
    band = range_of(offer)
    if offer.base is None:
        return ""
    if band is None:
        return "There is no band for this search, so nothing says what is usual."
    if offer.currency != band.currency:
        return f"The offer is in {offer.currency} and its band in {band.currency}."
    side = outside(Money(offer.base, offer.currency), band)
    edge = {"below": "under the minimum of its band", "above": "over the maximum of its band"}
    return f"The base is {edge[side]}." if side else ""
