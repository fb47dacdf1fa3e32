"""The letter's words: those of one offer while it is a draft, and the company's own templates."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from offers.actions.building import draft_of
from offers.actions.standing import kept_by_one, require_administrator
from offers.models import LetterTemplate, Offer
from offers.wording import problems
from searches.actions import acting, log
from searches.errors import Refused

WROTE = (
    "Somebody saved this offer while you wrote. Yours is not saved; how the letter reads now "
    "stands below it. Save again to put yours in its place."
)


def word_letter(*, offer: Offer, text: str, revision: int, by: User) -> Offer:
    """Write the letter of a draft. Whoever approves reads it, and approves it with the terms."""
    with acting(offer.candidacy.search_id, by, "offers.build", offer) as search:
        row = draft_of(offer)
        if row.revision != revision:
            raise Refused(WROTE)
        _check(text)
        row.letter, row.revision = text, row.revision + 1
        row.save(update_fields=["letter", "revision"])
        log(search, by, "offer.worded", row, "letter")
        return row


def _check(text: str) -> None:
    if says := next(problems(text), ""):
        raise Refused(says, "text")


@kept_by_one
def keep_template(*, name: str, text: str, by: User) -> LetterTemplate:
    """Keep a letter under a name, in place of the one of that name; of two at once, one."""
    require_administrator(by)
    _check(text)
    standing = LetterTemplate.objects.select_for_update().in_force().filter(name=name)
    standing.update(ended_at=timezone.now())
    return LetterTemplate.objects.create(name=name, text=text, added_by=by)


@transaction.atomic
def end_template(*, template: LetterTemplate, by: User) -> None:
    """Nobody begins with it any more; offers that did keep their copy."""
    require_administrator(by)
    LetterTemplate.objects.in_force().filter(pk=template.pk).update(ended_at=timezone.now())
