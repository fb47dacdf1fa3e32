"""What the pages of an offer show: its place on the band, four years of pay, who has approved."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from accounts.models import User
from accounts.templatetags.face import money
from candidates.models import Candidacy
from candidates.states import Stage
from offers.bands import Held, Place, band_of_offer, exceptions, place_on, posted_of
from offers.models import Approval, Offer, Variant
from offers.package import Picture, assumptions, deal_of, picture_of
from offers.pay import CurrencyMismatch, Money
from offers.rules import may_answer
from offers.states import OFFER_MOVES, ApprovalState, OfferState
from offers.terms import CASES, filled
from scorecards.models import Decision
from scorecards.states import Outcome
from searches.business_days import is_business_day
from searches.models import Search
from searches.moves import find


@dataclass(frozen=True)
class Shown:
    """An offer drawn: on its band and on the posted range, and over four years in three cases."""

    place: Place | None
    posted: Place | None
    picture: Picture | None
    assumed: list[tuple[str, str]]
    outside: list[str]
    """Why it needs an exception."""


def shown(offer: Offer) -> Shown:
    deal, posted = deal_of(offer), posted_of(offer)
    return Shown(
        place=_placed(offer, band_of_offer(offer)),
        posted=_placed(offer, posted),
        picture=picture_of(deal) if deal else None,
        assumed=assumptions(deal) if deal else [],
        outside=exceptions(offer, posted),
    )


def _placed(offer: Offer, held: Held | None) -> Place | None:
    try:
        return place_on(offer, held)
    except CurrencyMismatch:
        return None


@dataclass(frozen=True)
class Beside:
    """A variant, or the draft itself, in the row of those laid side by side."""

    name: str
    offer: Offer
    picture: Picture | None
    lines: dict[str, str]
    variant: Variant | None = None


def side_by_side(offer: Offer) -> list[Beside]:
    """The draft and its variants, each worked out in full."""
    variants = [
        _beside(row.name, with_terms(offer, row.currency, row.terms), row)
        for row in offer.candidacy.variants.all()
    ]
    return [_beside("The draft", offer), *variants]


def with_terms(offer: Offer, currency: str, terms: dict[str, str]) -> Offer:
    """The same offer with other terms, in no database."""
    return Offer(
        candidacy=offer.candidacy,
        number=offer.number,
        currency=currency,
        terms=terms,
        band=offer.band,
        starts_on=offer.starts_on,
        expires_on=offer.expires_on,
        exception_because=offer.exception_because,
    )


def _beside(name: str, offer: Offer, variant: Variant | None = None) -> Beside:
    deal = deal_of(offer)
    groups = [*filled(offer), *filled(offer, assumed=True)]
    lines = {term: words for group in groups for term, words in group.lines}
    return Beside(name, offer, picture_of(deal) if deal else None, lines, variant)


def differing(columns: list[Beside]) -> list[tuple[str, list[str]]]:
    """The terms in which the columns differ: the name, and what each says."""
    names = dict.fromkeys(name for column in columns for name in column.lines)
    rows = [(name, [column.lines.get(name, "") for column in columns]) for name in names]
    return [(name, says) for name, says in rows if len(set(says)) > 1]


def sums_by_case(picture: Picture) -> list[tuple[str, list[Money]]]:
    """Year 1, all four, the average and cash alone: low, base and high of each."""
    names = {
        "year_1": "Year 1",
        "all_years": "Four years",
        "average": "Average a year",
        "cash": "Cash alone, four years",
    }
    rows = [picture.sums[case] for case in CASES]
    return [(name, [getattr(row, what) for row in rows]) for what, name in names.items()]


SUMS = (
    ("Year 1, base case", "base", "year_1"),
    ("Four years: low", "low", "all_years"),
    ("Four years: base", "base", "all_years"),
    ("Four years: high", "high", "all_years"),
    ("Average a year, base case", "base", "average"),
    ("Cash alone over four years, base case", "base", "cash"),
)


def sums(columns: list[Beside]) -> list[tuple[str, list[str]]]:
    """What each column comes to, with its currency; a dash where it has no base yet."""
    return [(name, [_sum(column, case, what) for column in columns]) for name, case, what in SUMS]


def _sum(column: Beside, case: str, what: str) -> str:
    if column.picture is None:
        return "–"
    amount = getattr(column.picture.sums[case], what)
    said = money(amount.amount, amount.currency)
    return (
        f"{said}, without its equity" if column.picture.without_equity and what != "cash" else said
    )


def awaiting_offer(viewer: User, searches: QuerySet[Search]) -> QuerySet[Candidacy]:
    """Candidacies whose open debrief decided to hire, and whose offer is still to begin."""
    hired = Decision.objects.filter(superseded_at=None, outcome=Outcome.HIRE)
    known = Candidacy.objects.visible_to(viewer)
    rows = known.filter(search__in=searches, pk__in=hired.values("candidacy"))
    return rows.filter(stage=Stage.DEBRIEF).select_related("candidate")


def day_off(offer: Offer) -> str:
    """What is to be known of a start on which nobody works."""
    start, calendar = offer.starts_on, offer.search.calendar
    works = start is None or is_business_day(start, calendar)
    return "" if works else "A day off by this search’s calendar."


def version_before(offer: Offer) -> Offer | None:
    return offer.candidacy.offers.filter(number__lt=offer.number).order_by("-number").first()


def version_after(offer: Offer) -> Offer | None:
    """The newest, where this one is not."""
    return offer.candidacy.offers.filter(number__gt=offer.number).order_by("-number").first()


def may_be_revised(offer: Offer) -> bool:
    """The newest version alone, while the decision it followed stands and the seat is free."""
    if offer.state not in find(OFFER_MOVES, "revise").sources:
        return False
    at_the_offer = offer.candidacy.stage == Stage.OFFER
    return at_the_offer and version_after(offer) is None and not is_taken(offer.candidacy)


def is_taken(candidacy: Candidacy) -> bool:
    """Somebody else has said yes to the job."""
    others = Candidacy.objects.filter(search=candidacy.search_id).exclude(pk=candidacy.pk)
    return others.filter(stage=Stage.HIRED).exists()


def place_in_words(place: Place | None) -> str:
    """'104% of midpoint, 62% into the range.'"""
    if place is None:
        return ""
    parts = [
        f"{place.of_midpoint:.0f}% of midpoint" if place.of_midpoint is not None else "",
        f"{place.in_range:.0f}% into the range" if place.in_range is not None else "",
    ]
    return ", ".join(part for part in parts if part)


def own_place(viewer: User, offer: Offer) -> Approval | None:
    """The viewer's place among the approvals: one that waits, and their own, before the others."""
    mine = Q(approver=viewer) | Q(answered_by=viewer)
    stands_in = Q(stand_in__deputy=viewer, stand_in__ended_at=None)
    rows = offer.approvals.filter(mine | stands_in).select_related("approver", "stand_in", "step")
    return min(
        rows,
        key=lambda row: (
            row.state != ApprovalState.WAITING,
            viewer.pk not in (row.approver_id, row.answered_by_id),
            row.pk,
        ),
        default=None,
    )


def turn_of(viewer: User, offer: Offer) -> Approval | None:
    """The viewer's approval, where it is their turn."""
    place = own_place(viewer, offer) if offer.state == OfferState.IN_APPROVAL else None
    return place if place and may_answer(viewer, place) else None
