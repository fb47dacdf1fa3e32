"""Building an offer: its draft, its terms, its variants, its versions."""

from collections.abc import Mapping
from typing import Any

from accounts.actors import Actor
from accounts.models import User
from accounts.text import says_why
from candidates.actions import set_stage
from candidates.models import Candidacy
from offers.actions.standing import check_free, check_hired, fresh
from offers.bands import band_for
from offers.models import Offer, Variant
from offers.queries import may_be_revised
from offers.states import OFFER_MOVES, OfferState
from offers.terms import DATES, FRACTIONAL, kept
from offers.wording import HOUSE
from searches.actions import acting, advance, log
from searches.errors import Refused, Stale
from searches.models import Search, Step
from searches.moves import find, target_of

CHANGED = "This offer is {state}. Change its terms to make a new version."
MOST_VARIANTS = 4


def begin_offer(*, candidacy: Candidacy, by: User) -> Offer:
    """The draft of an offer; the one that is there, if there is one."""
    with acting(candidacy.search_id, by, "offers.build", candidacy) as search:
        row = Candidacy.objects.get(pk=candidacy.pk)
        check_hired(row, by)
        live = candidacy.offers.filter(state__in=_LIVE).first()
        if live:
            return live
        last = candidacy.offers.order_by("-number").first()
        band = band_for(search)
        monthly = band.get("period") == "month"
        offer = Offer.objects.create(
            candidacy=candidacy,
            number=last.number + 1 if last else 1,
            currency=band.get("currency", "USD"),
            terms={"engagement": FRACTIONAL} if monthly else {},
            band=band,
            letter=last.letter if last else HOUSE,
            built_by=by,
        )
        log(search, by, "offer.begun", offer)
        set_stage(search, row, "offer", by)
        advance(search, Step.OFFER, by)
        return offer


_LIVE = (
    OfferState.DRAFT,
    OfferState.IN_APPROVAL,
    OfferState.APPROVED,
    OfferState.SENT,
    OfferState.ACCEPTED,
)


def save_offer(*, offer: Offer, revision: int, terms: Mapping[str, Any], by: User) -> Offer:
    """Save a draft. Raises Stale, with what stands now, where somebody saved since `revision`."""
    with acting(offer.candidacy.search_id, by, "offers.build", offer) as search:
        row = draft_of(offer)
        if row.revision != revision:
            raise Stale("Somebody saved this offer while you wrote. Both are below.", row)
        before = _spelt(row)
        for key in ("currency", *DATES):
            if key in terms:
                setattr(row, key, terms[key])
        row.terms = kept(terms)
        row.exception_because = terms.get("exception_because", row.exception_because)
        now = _spelt(row)
        changed = sorted(key for key in before | now if before.get(key) != now.get(key))
        if not changed:
            return row  # who changed nothing has had no hand in it
        row.revision += 1
        row.save()
        log(search, by, "offer.saved", row, *changed)
        return row


def _spelt(offer: Offer) -> dict[str, Any]:
    keys = ("currency", "exception_because", *DATES)
    return {key: getattr(offer, key) for key in keys} | offer.terms


def keep_variant(*, offer: Offer, name: str, by: User) -> Variant:
    """Keep the draft as it stands under a name of its own, to be laid beside others."""
    with acting(offer.candidacy.search_id, by, "offers.build", offer) as search:
        row = draft_of(offer)
        if row.candidacy.variants.filter(name=name).exists():
            raise Refused("A variant has this name. Choose another, or drop that one.", "name")
        if row.candidacy.variants.count() >= MOST_VARIANTS:
            raise Refused(f"There are {MOST_VARIANTS} variants already. Drop one first.")
        variant = Variant.objects.create(
            candidacy=row.candidacy,
            name=name,
            currency=row.currency,
            terms=row.terms,
            kept_by=by,
        )
        log(search, by, "offer.variant_kept", variant)
        return variant


def take_variant(*, offer: Offer, variant: Variant, revision: int, by: User) -> Offer:
    """Make a variant's terms the draft's own. What stood there is kept only if it was kept."""
    with acting(offer.candidacy.search_id, by, "offers.build", offer) as search:
        row = draft_of(offer)
        if row.revision != revision:
            raise Refused("Somebody changed the draft since you opened this page. Read it again.")
        kept_one = row.candidacy.variants.filter(pk=variant.pk).first()
        if kept_one is None:
            raise Refused("This variant was dropped meanwhile.")
        row.currency, row.terms = kept_one.currency, kept_one.terms
        row.revision += 1
        row.save()
        log(search, by, "offer.saved", row, "terms")
        return row


def drop_variant(*, offer: Offer, variant: Variant, by: User) -> None:
    with acting(offer.candidacy.search_id, by, "offers.build", offer) as search:
        row = offer.candidacy.variants.filter(pk=variant.pk).first()
        if row:
            log(search, by, "offer.variant_dropped", row)
            row.delete()


def draft_of(offer: Offer) -> Offer:
    """The row under the lock, if it may still be changed."""
    row = fresh(offer)
    if row.state != OfferState.DRAFT:
        raise Refused(CHANGED.format(state=row.get_state_display()))
    return row


def revise_offer(*, offer: Offer, because: str, by: User) -> Offer:
    """Change the terms: the version and its approvals are void, and a new draft carries on."""
    with acting(offer.candidacy.search_id, by, "offers.build", offer) as search:
        row = fresh(offer)
        target_of(OFFER_MOVES, "revise", row.state, "This offer cannot be changed any more.")
        check_free(row.candidacy)
        if not may_be_revised(row):
            raise Refused("This version is past. Go on with the newest, or decide anew first.")
        if not says_why(because):
            raise Refused("Say in three words or more why the terms change.", "because")
        return new_version(search, row, "revise", because, by)


def new_version(search: Search, offer: Offer, move: str, because: str, by: Actor) -> Offer:
    if offer.link:
        offer.link.revoke()
    offer.state = target_of(OFFER_MOVES, move, offer.state, "")
    offer.save(update_fields=["state"])
    log(search, by, "offer.voided", offer, "state")
    copied = {key: getattr(offer, key) for key in ("currency", *DATES)}
    draft = Offer.objects.create(
        candidacy=offer.candidacy,
        number=offer.number + 1,
        terms=offer.terms,
        band=offer.band,
        exception_because=offer.exception_because,
        letter=offer.letter,
        built_by=offer.built_by,
        changed_because=because,
        **copied,
    )
    log(search, by, "offer.begun", draft)
    return draft


def withdraw_offers(search: Search, *, candidacy: Candidacy, by: Actor) -> None:
    """End what is under way, links too: the decision changed, or the person left the search.

    Inside another action's frame.
    """
    sources = find(OFFER_MOVES, "withdraw").sources
    for row in Offer.objects.filter(candidacy=candidacy, state__in=sources).select_related("link"):
        if row.link:
            row.link.revoke()
        row.state = target_of(OFFER_MOVES, "withdraw", row.state, "")
        row.save(update_fields=["state"])
        log(search, by, "offer.withdrawn", row, "state")
