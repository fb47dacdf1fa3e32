"""What the pages of an offer show: its place on the band, four years of pay, who has approved."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from accounts.models import User
from candidates.models import Candidacy
from candidates.states import Stage
from offers.models import Approval, Offer
from offers.pay import (
    Case,
    Money,
    Package,
    Totals,
    Vesting,
    Year,
    option_value,
    pay_by_year,
    percent_of_midpoint,
    place_in_range,
    rsu_value,
    spread,
    totals,
)
from offers.states import ApprovalState, OfferState
from offers.terms import TERMS, range_of, terms_of
from scorecards.models import Decision
from scorecards.states import Outcome
from searches.models import Role, Search

PERCENT = Decimal(100)


@dataclass(frozen=True)
class Place:
    """Where the base lies on its band. A None is 'not applicable': the maximum is open."""

    of_midpoint: Decimal | None
    in_range: Decimal | None
    spread: Decimal | None


def place_of(offer: Offer) -> Place | None:
    band = range_of(offer)
    if band is None or offer.base is None or band.currency != offer.currency:
        return None
    pay = Money(offer.base, offer.currency)
    return Place(percent_of_midpoint(pay, band), place_in_range(pay, band), spread(band))


def monthly(offer: Offer) -> bool:
    """Whether the base is a month's: fractional bands are quoted by the month."""
    return offer.band.get("period") == "month"


def equity_of(offer: Offer) -> Money | None:
    """The whole grant at today's value: units times price, options above their strike."""
    price = Money(offer.unit_price, offer.currency)
    if offer.equity == Offer.Equity.RSU:
        return rsu_value(offer.units, price)
    if offer.equity == Offer.Equity.OPTIONS:
        strike = Money(offer.strike, offer.currency)
        return option_value(offer.units, strike, Case(price=price))
    return None


def four_years(offer: Offer) -> tuple[list[Year], Totals] | None:
    if offer.base is None:
        return None
    base = offer.base * 12 if monthly(offer) else offer.base
    package = Package(
        base=Money(base, offer.currency),
        target_bonus=offer.bonus_percent / PERCENT,
        sign_on={1: Money(offer.sign_on, offer.currency)},
        vesting=Vesting(offer.vesting_months, offer.cliff_months),
    )
    years = pay_by_year(package, equity=equity_of(offer), payout=offer.bonus_payout / PERCENT)
    return years, totals(years)


def awaiting_offer(viewer: User, searches: QuerySet[Search]) -> QuerySet[Candidacy]:
    """Candidacies whose open debrief decided to hire, and whose offer is still to begin."""
    hired = Decision.objects.filter(superseded_at=None, outcome=Outcome.HIRE)
    known = Candidacy.objects.visible_to(viewer)
    rows = known.filter(search__in=searches, pk__in=hired.values("candidacy"))
    return rows.filter(stage=Stage.DEBRIEF).select_related("candidate")


def turn_of(viewer: User, offer: Offer) -> Approval | None:
    """The viewer's approval, where it is their turn."""
    if offer.state != OfferState.IN_APPROVAL:
        return None
    waiting = offer.approvals.filter(state=ApprovalState.WAITING).order_by("position").first()
    return waiting if waiting and waiting.approver_id == viewer.pk else None


def named_approvers(search: Search) -> list[User]:
    rows = search.memberships.current().filter(role=Role.APPROVER).select_related("user")
    return [row.user for row in rows.order_by("since", "pk")]


def filled_terms(offer: Offer) -> list[tuple[str, str, object]]:
    """Key, name and value of every term that says something."""
    return [(key, TERMS[key], value) for key, value in terms_of(offer).items() if value]
