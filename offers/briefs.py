"""The offer letter: what it is made from and who may read it."""

from typing import Any

from django.utils import timezone

from accounts.actors import Actor
from accounts.models import User
from accounts.templatetags.face import day
from briefs import actions as briefs
from briefs.kinds import Kind, register
from briefs.models import Brief
from offers.models import Offer
from offers.queries import differing, side_by_side, sums
from offers.terms import filled
from searches.models import Search

LETTER = "offer_letter"
COMPARISON = "offer_comparison"


def may_read(viewer: User, brief: Brief) -> bool:
    return Offer.objects.visible_to(viewer).filter(pk=brief.about).exists()


def snapshot_of(offer: Offer) -> dict[str, Any]:
    candidacy = offer.candidacy
    return {
        "candidate": candidacy.candidate.name,
        "role": candidacy.search.title,
        "company": candidacy.search.company,
        "number": offer.number,
        "expires_on": day(offer.expires_on),
        "starts_on": day(offer.starts_on),
        "groups": said(offer),
        "signed_by": str(offer.built_by or ""),
    }


def said(offer: Offer) -> list[dict[str, Any]]:
    """The filled terms, group by group, as plain JSON."""
    return [
        {"title": group.title, "lines": [{"name": n, "says": says} for n, says in group.lines]}
        for group in filled(offer)
    ]


def comparison_of(offer: Offer, reader: User) -> dict[str, Any]:
    """The draft and its variants side by side: what differs, and what each comes to."""
    columns = side_by_side(offer)
    return {
        "alias": offer.candidacy.alias,
        "candidate": offer.candidacy.candidate.name,
        "role": offer.search.shown_outside,
        "reader": str(reader),
        "day": day(timezone.localdate()),
        "names": [column.name for column in columns],
        "differing": [{"name": name, "says": says} for name, says in differing(columns)],
        "sums": [{"name": name, "says": says} for name, says in sums(columns)],
    }


def request_letter(search: Search, offer: Offer, by: Actor) -> Brief:
    """Inside another action's frame."""
    return briefs.request(
        search,
        kind=LETTER,
        about=offer.pk,
        title=f"Offer to {offer.candidacy.candidate}: {search.title}",
        file_name=f"offer {search.shown_outside} {offer.candidacy.alias}",
        snapshot=snapshot_of(offer),
        by=by,
    )


register(
    Kind(
        name=LETTER,
        label="Offer letter",
        template="briefs/offer_letter.html",
        audience=Brief.Audience.CANDIDATE,
        may_read=may_read,
    )
)
register(
    Kind(
        name=COMPARISON,
        label="Offers compared",
        template="briefs/offer_comparison.html",
        audience=Brief.Audience.READER,
        may_read=may_read,
    )
)
