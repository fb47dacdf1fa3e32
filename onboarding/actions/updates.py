"""The monthly update of the person hired, and the manager's answer."""

from django.utils import timezone

from accounts.actors import Actor
from accounts.models import User
from briefs.models import Brief
from onboarding.actions.frame import fresh, may_write, running
from onboarding.briefs import request_update_brief
from onboarding.models import CheckIn
from onboarding.models.updates import PARTS
from searches.actions import acting, log
from searches.errors import NotAllowed, Refused

LONGEST_PART = 600
"""Characters of each of an update's parts: four of them and an answer stay one page."""
FIXED = "Both sides have written: it stays as it is."
CHANGED = "Something was written here meanwhile. Read it again."


def stamp(check: CheckIn) -> str:
    """What a page of the update sends back, so that nothing is fixed for good unread."""
    return " ".join(at.isoformat() if at else "-" for at in (check.hired_at, check.manager_at))


def write_update(
    *, check: CheckIn, said: dict[str, str], seen: str | None = None, by: Actor
) -> None:
    """The page of the person hired. It may be changed until the manager has answered.

    `seen` is the stamp of what the page showed; None where it was not on a page.
    """
    with acting(check.plan.candidacy.search_id, by) as search:
        row = _fresh(check)
        if isinstance(by, User):
            raise NotAllowed("The update is written by the person hired, behind their link.")
        may_write(by, row.plan)
        _open(row, seen)
        said = {name: said.get(name, "").strip() for name, _ in PARTS}
        if not any(said.values()):
            raise Refused("Nothing is written yet. A sentence in one of the boxes is enough.")
        for name, title in PARTS:
            _fits(said[name], name, title)
            setattr(row, name, said[name])
        row.hired_at = timezone.now()
        row.save()
        log(search, by, "update.written", row, *said)


def answer_update(*, check: CheckIn, words: str, seen: str | None = None, by: User) -> None:
    """The manager's side of a check-in. It may be changed until the update is in too."""
    with acting(check.plan.candidacy.search_id, by, "onboarding.sign_off", check.plan) as search:
        row = _fresh(check)
        _open(row, seen)
        if not row.hired_at and search.today < row.due_on:
            raise Refused("The update is not in yet, and not due. Answer it once it is.")
        words = words.strip()
        if not words:
            raise Refused("Write a sentence or two first.", "words")
        _fits(words, "words", "Your answer")
        row.manager_words, row.manager_at, row.manager = words, timezone.now(), by
        row.save()
        log(search, by, "check_in.written", row, "manager_words")


def _fresh(check: CheckIn) -> CheckIn:
    return CheckIn.objects.select_related("plan__candidacy__search").get(pk=check.pk)


def _open(row: CheckIn, seen: str | None) -> None:
    running(row.plan)
    if row.fixed:
        raise Refused(FIXED)
    if seen is not None and seen != stamp(row):
        raise Refused(CHANGED)


def _fits(text: str, field: str, title: str) -> None:
    if len(text) > LONGEST_PART:
        raise Refused(
            f"“{title}” has {len(text):,} characters. One page holds {LONGEST_PART} of each.", field
        )


def request_update(*, check: CheckIn, by: User) -> Brief:
    """The update and its answer on one page, for its reader by name."""
    with acting(check.plan.candidacy.search_id, by, "onboarding.read", check.plan) as search:
        row = _fresh(check)
        if not (row.hired_at or row.manager_at):
            raise Refused("Nothing is written yet.")
        row.plan = fresh(row.plan)
        return request_update_brief(search, row, by)
