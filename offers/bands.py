"""Which band an offer is held against, and where its pay lies on it and on the posted range."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeGuard

from accounts.templatetags.face import day, money
from offers.band_file import market_names
from offers.models import CompanyBand, Offer
from offers.package import Deal, deal_of, yearly
from offers.pay import (
    CurrencyMismatch,
    Money,
    Range,
    outside,
    percent_of_midpoint,
    place_in_range,
    spread,
)
from offers.terms import FRACTIONAL, FULL_TIME, monthly, terms_of
from playbooks.schema import Basis, Playbook
from scoping.queries import band_of, facts_signed
from searches.models import Search

Kept = dict[str, Any]
"""A band as an offer keeps it: plain JSON, money as text. {} where there is none."""


def band_for(search: Search) -> Kept:
    """The band that follows from the signed scope: the company's own, else the playbook's."""
    proposed = band_of(search)
    own = own_bands(search, proposed.get("level", ""))
    return own[0] if own else proposed


def own_bands(search: Search, level: str) -> list[Kept]:
    """The company's own bands for this scope: of this level before those of any, then in its
    currency before those in another, newest first."""
    facts = facts_signed(search)
    engagement = facts.get("engagement") or FULL_TIME
    rows = CompanyBand.objects.in_force().filter(
        playbook=search.playbook_version.slug,
        engagement=engagement,
        market=facts.get("pay_market") or "",
        level__in={level, ""},
        as_of__lte=search.today,
    )
    currency = facts.get("currency")
    by_fit = sorted(
        rows, key=lambda row: (row.level, row.currency == currency, row.as_of, row.pk), reverse=True
    )
    return [_kept(row, search.playbook) for row in by_fit]


def _kept(row: CompanyBand, playbook: Playbook) -> Kept:
    """Level and market are called as in the playbook, whichever of the two bands stands."""
    levels = {band.level: band.level_name for band in playbook.bands}
    until = money(row.maximum) if row.maximum is not None else "and up"
    joined = f"{money(row.minimum)} to {until}" if row.maximum is not None else None
    return {
        "key": f"own-{row.pk}",
        "level": row.level,
        "level_name": levels.get(row.level, row.level_name),
        "market_name": market_names(playbook).get(row.market, row.market),
        "currency": row.currency,
        "period": "year" if row.engagement == FULL_TIME else "month",
        "minimum": str(row.minimum),
        "maximum": None if row.maximum is None else str(row.maximum),
        "printed": joined or f"{money(row.minimum)} and up",
        "basis": row.basis,
        "as_of": day(row.as_of),
        "source_title": row.source,
        "own": True,
        "says": "The company's own band for this market, engagement and level stands in place of "
        "the playbook's.",
    }


# ---- Held against it ----


@dataclass(frozen=True)
class Held:
    """What an offer is held against: a range, by the year or the month, and of what."""

    name: str
    range: Range
    period: str = "year"
    basis: str = ""


def band_of_offer(offer: Offer) -> Held | None:
    return _held("its band", offer.band)


def _held(name: str, kept: Kept) -> Held | None:
    if not kept:
        return None
    most = kept.get("maximum")
    range_ = Range(
        Decimal(kept["minimum"]), None if most is None else Decimal(most), kept["currency"]
    )
    return Held(name, range_, kept.get("period", "year"), kept.get("basis", ""))


def posted_for(search: Search) -> Kept:
    """The range of base pay that the job is advertised with."""
    facts = facts_signed(search)
    posted, currency = facts.get("budgeted_range"), facts.get("currency")
    if not posted or not currency:
        return {}
    period = "month" if facts.get("engagement") == FRACTIONAL else "year"
    ends = {key: str(posted[key]) for key in ("minimum", "maximum")}
    return ends | {"currency": currency, "period": period}


def posted_of(offer: Offer) -> Held | None:
    """The range posted for the job: as it is now, and from the approval on as it was then."""
    kept = offer.held["posted"] if offer.held else posted_for(offer.search)
    return _held("the range posted for the job", kept)


@dataclass(frozen=True)
class Place:
    """Where the pay lies on a range, in per cent. A None is 'not applicable': its maximum is open.

    `range` is in the currency of the offer, by its dated rate where they differ; `pay` is what was
    held against it, by the range's own period, and `of_what` says what that is.
    """

    range: Range
    pay: Money
    period: str
    of_what: str
    of_midpoint: Decimal | None
    in_range: Decimal | None
    spread: Decimal | None
    outside: str
    """ "below", "above" or ""."""


def place_on(offer: Offer, held: Held | None) -> Place | None:
    """None where there is no base or no range. CurrencyMismatch without a dated rate."""
    deal = deal_of(offer)
    if held is None or deal is None:
        return None
    pay, of_what = _pay(deal, held)
    range_ = _in_own(deal, held.range)
    return Place(
        range_,
        pay,
        held.period,
        of_what,
        percent_of_midpoint(pay, range_),
        place_in_range(pay, range_),
        spread(range_),
        outside(pay, range_),
    )


def _pay(deal: Deal, held: Held) -> tuple[Money, str]:
    """The base, or the base with its target bonus where the range is of total cash."""
    year, of_what = deal.package.base, "base"
    if held.basis.startswith(Basis.TOTAL_CASH):
        year, of_what = year + year.times(deal.package.target_bonus), "base with its target bonus"
    return _by(held.period, year), of_what


def _by(period: str, year: Money) -> Money:
    return year.times(Fraction(1, 12)) if period == "month" else year


def _in_own(deal: Deal, range_: Range) -> Range:
    least = deal.in_own(Money(range_.minimum, range_.currency))
    most = range_.maximum
    top = None if most is None else deal.in_own(Money(most, range_.currency)).amount
    return Range(least.amount, top, least.currency)


EDGE = {"below": "under the minimum of", "above": "over the maximum of"}


def exceptions(offer: Offer, posted: Held | None) -> list[str]:
    """Why the offer needs an exception, each in a sentence; empty where it needs none.

    `posted` is what posted_of(offer) says.
    """
    if offer.base is None:
        return []
    band = band_of_offer(offer)
    said = [] if band else ["There is no band for this search, so nothing says what is usual."]
    if band:
        said += _of_other_work(offer, band)
    return said + [says for one in (band, posted) if one and (says := _exception(offer, one))]


FRACTIONAL_DAYS = (2, 3)
"""Least and most days a week that fractional work, and so its band, is of in a scope."""


def _of_other_work(offer: Offer, band: Held) -> Iterator[str]:
    """A band says nothing of other work than it is for, wherever the figure may lie on it."""
    period = "month" if monthly(offer) else "year"
    if period != band.period:
        yield f"The offer is paid by the {period} and its band is by the {band.period}."
    elif monthly(offer) and "days_a_week" in offer.terms:
        least, most = FRACTIONAL_DAYS
        if not least <= Decimal(offer.terms["days_a_week"]) <= most:
            yield f"Its band is for {least} or {most} days a week, and the offer is not."


def _exception(offer: Offer, held: Held) -> str:
    try:
        place = place_on(offer, held)
    except CurrencyMismatch:
        return (
            f"The offer is in {offer.currency} and {held.name} in {held.range.currency}, with no "
            "dated rate between them."
        )
    return f"The {place.of_what} is {EDGE[place.outside]} {held.name}." if _out(place) else ""


def _out(place: Place | None) -> TypeGuard[Place]:
    return place is not None and place.outside != ""


def hoped(offer: Offer, period: str) -> tuple[Decimal, Decimal] | None:
    """What the candidate hopes for, if they said so: from, to, by the year or the month."""
    terms = terms_of(offer)
    keys = [key for key in ("hopes_from", "hopes_to") if key in terms]
    ends = [_by(period, Money(yearly(terms, key), offer.currency)).amount for key in keys]
    return (min(ends), max(ends)) if ends else None
