"""The offer letter: what it is made from and who may read it."""

from typing import Any

from accounts.actors import Actor
from accounts.models import User
from accounts.templatetags.face import day, money
from briefs import actions as briefs
from briefs.kinds import Kind, register
from briefs.models import Brief
from offers.models import Offer
from offers.queries import monthly
from offers.terms import TERMS, WORDED
from searches.models import Search

LETTER = "offer_letter"


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
        "pay": _pay_lines(offer),
        "terms": [
            {"name": TERMS[key], "says": offer.terms[key]} for key in WORDED if offer.terms.get(key)
        ],
        "signed_by": str(offer.built_by or ""),
    }


def _pay_lines(offer: Offer) -> list[dict[str, str]]:
    unit = "a month" if monthly(offer) else "a year"
    lines = [{"name": "Base", "says": f"{money(offer.base, offer.currency)} {unit}"}]
    if offer.bonus_percent:
        target = f"{offer.bonus_percent.normalize():f}% of base a year, on target"
        lines.append({"name": "Bonus", "says": target})
    if offer.sign_on:
        words = f"{money(offer.sign_on, offer.currency)}, once"
        back = f". {offer.sign_on_terms}" if offer.sign_on_terms else ""
        lines.append({"name": "Sign-on", "says": words + back})
    if offer.equity != Offer.Equity.NONE and offer.units:
        lines.append({"name": "Equity", "says": _equity_words(offer)})
    return lines


def _equity_words(offer: Offer) -> str:
    strike = (
        f" at a strike of {money(offer.strike, offer.currency)}"
        if offer.equity == Offer.Equity.OPTIONS
        else ""
    )
    return (
        f"{offer.units:,} {offer.get_equity_display()}{strike}, vesting month by month over "
        f"{offer.vesting_months} months, nothing before month {offer.cliff_months}"
    )


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
