"""The offer letter, offers compared, the approval sheet: made from what, read by whom."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from accounts.actors import Actor
from accounts.models import User
from accounts.templatetags.face import day, when
from briefs import actions as briefs
from briefs.kinds import Kind, register
from briefs.models import Brief
from offers.approving import steps_of
from offers.models import ApprovalStep, Offer
from offers.queries import differing, place_in_words, shown, side_by_side, sums
from offers.terms import Said, filled, offered
from offers.wording import HOUSE, Part, parts
from searches.models import Search

LETTER = "offer_letter"
PREVIEW = "offer_letter_preview"
COMPARISON = "offer_comparison"
SHEET = "approval_sheet"


def may_read(viewer: User, brief: Brief) -> bool:
    return Offer.objects.visible_to(viewer).filter(pk=brief.about).exists()


def snapshot_of(offer: Offer) -> dict[str, Any]:
    places = places_of(offer)
    return {key: places[key] for key in ("candidate", "role", "company")} | {
        "number": offer.number,
        "parts": letter_of(offer),
        "groups": said(offered(offer)),
        "signed_by": places["sender"],
    }


def letter_of(offer: Offer) -> list[Part]:
    """The words of its letter, with what they leave open filled in."""
    return parts(offer.letter or HOUSE, places_of(offer))


def places_of(offer: Offer) -> dict[str, str]:
    """What a letter leaves open: as it is now, and from the approval on as it was approved."""
    return offer.held.get("places") or {
        "candidate": offer.candidacy.candidate.name,
        "role": offer.search.title,
        "company": offer.search.company,
        "start": day(offer.starts_on) or "a day to be agreed",
        "last_day": day(offer.expires_on) or "a day to be agreed",
        "sender": str(offer.built_by or offer.search.company),
    }


def said(groups: Iterable[Said]) -> list[dict[str, Any]]:
    """Terms group by group, as plain JSON."""
    return [
        {"title": group.title, "lines": [{"name": n, "says": says} for n, says in group.lines]}
        for group in groups
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


def sheet_of(offer: Offer, reader: User) -> dict[str, Any]:
    """The exact terms, their place on the band, and who approved them, when and for whom."""
    seen, zone = shown(offer), offer.search.zone
    return {
        "alias": offer.candidacy.alias,
        "candidate": offer.candidacy.candidate.name,
        "role": offer.search.shown_outside,
        "reader": str(reader),
        "day": day(timezone.localdate()),
        "number": offer.number,
        "state": offer.get_state_display(),
        "digest": offer.digest,
        "submitted": when(offer.submitted_at, zone),
        "starts_on": day(offer.starts_on),
        "expires_on": day(offer.expires_on),
        "groups": said(filled(offer)),
        "band": offer.band.get("printed", ""),
        "place": place_in_words(seen.place),
        "outside": seen.outside,
        "exception": offer.exception_because,
        "steps": [_step_of(step, zone) for step in steps_of(offer)],
    }


def _step_of(step: ApprovalStep, zone: str) -> dict[str, Any]:
    board = getattr(step, "resolution", None)
    return {
        "position": step.position,
        "because": step.says,
        "needed": step.needed,
        "committee": step.committee,
        "rows": [
            {
                "name": str(row.answered_by or row.approver),
                "instead_of": str(row.approver) if row.by_deputy else "",
                "state": row.get_state_display(),
                "at": when(row.answered_at, zone),
                "digest": row.digest[:12] if row.answered_by else "",
            }
            for row in step.approvals.all()
        ],
        "resolution": board
        and {
            "body": board.body,
            "on": day(board.resolved_on),
            "file": board.file_name,
            "entered": f"{board.entered_by}, {when(board.entered_at, zone)}",
            "digest": board.digest[:12],
        },
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


READER, CANDIDATE = Brief.Audience.READER, Brief.Audience.CANDIDATE
for name, label, template, audience in (
    (LETTER, "Offer letter", "offer_letter", CANDIDATE),
    (PREVIEW, "Preview of an offer letter", "offer_letter", READER),
    (COMPARISON, "Offers compared", "offer_comparison", READER),
    (SHEET, "Approval sheet", "approval_sheet", READER),
):
    register(Kind(name, label, f"briefs/{template}.html", audience=audience, may_read=may_read))
