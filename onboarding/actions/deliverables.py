"""Every write on a deliverable: whose it is, when it is due, what shows it is done, sign-off."""

from datetime import date, timedelta
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from accounts.actors import Actor
from accounts.models import User
from accounts.templatetags.face import day
from candidates.papers import Paper
from onboarding.actions.frame import may_write, running, sentence
from onboarding.models import Deliverable, DueChange
from onboarding.states import DELIVERABLE_MOVES, DeliverableState
from searches.actions import acting, log
from searches.business_days import on_or_after
from searches.errors import Refused
from searches.models import RUNS
from searches.moves import target_of

LONGEST = 20_000
"""Characters of evidence in words: what is longer is a file."""
FURTHEST = timedelta(days=365)
SIGNED = "This deliverable is signed off and stays as it is."
CHANGED = "The evidence was changed meanwhile. Read it again."


def _search_of(deliverable: Deliverable) -> int:
    return deliverable.phase.plan.candidacy.search_id


def _fresh(deliverable: Deliverable) -> Deliverable:
    rows = Deliverable.objects.select_related("owner", "phase__plan__candidacy__search")
    return rows.get(pk=deliverable.pk)


def hand_in(
    *,
    deliverable: Deliverable,
    evidence: str,
    evidence_url: str,
    file: Paper | None = None,
    seen: str | None = None,
    by: Actor,
) -> None:
    """Put evidence on a deliverable: words, an address, a file, or several of them.

    A file takes the place of the one before; without a new one, that one stays. `seen` is the
    stamp of what the page showed, so that nobody's evidence is written over unread; None where
    it was not on a page.
    """
    with acting(_search_of(deliverable), by) as search:
        row = _fresh(deliverable)
        may_write(by, row.plan)
        running(row.plan)
        row.state = target_of(DELIVERABLE_MOVES, "hand_in", row.state, SIGNED)
        if seen is not None and seen != stamp(row):
            raise Refused(CHANGED)
        if len(evidence) > LONGEST:
            raise Refused(
                f"That is {len(evidence):,} characters. Use at most {LONGEST:,}, or send a file.",
                "evidence",
            )
        if not (evidence.strip() or evidence_url or file or row.file):
            raise Refused(
                "Write what shows it is done, give the address where it lies, or send a file.",
                "evidence",
            )
        row.evidence, row.evidence_url = evidence.strip(), evidence_url
        if file:
            _store(row, file)
        row.handed_in_at = timezone.now()
        row.save()
        log(search, by, "deliverable.handed_in", row, "evidence", "evidence_url", "file", "state")


def _store(row: Deliverable, file: Paper) -> None:
    """Under a name of ours; the one before is gone once this one is there."""
    storage, before = row.file.storage, str(row.file.name)
    if before:
        transaction.on_commit(lambda: storage.delete(before))
    row.file_name, row.file_kind = file.name, file.kind
    row.file.save(f"{uuid4().hex}.{file.kind}", file.file, save=False)


def stamp(deliverable: Deliverable) -> str:
    """What a page that shows the evidence sends back, so that no other is signed off by it."""
    return deliverable.handed_in_at.isoformat() if deliverable.handed_in_at else ""


def sign_off(*, deliverable: Deliverable, words: str, seen: str = "", by: User) -> None:
    """`seen` is the stamp of the evidence that was read; left out where it was not on a page."""
    with acting(_search_of(deliverable), by, "onboarding.sign_off", deliverable.plan) as search:
        row = _fresh(deliverable)
        running(row.plan)
        wrong = "There is no evidence to sign off yet, or it is signed off already."
        row.state = target_of(DELIVERABLE_MOVES, "sign_off", row.state, wrong)
        if seen and seen != stamp(row):
            raise Refused(CHANGED)
        row.signed_by, row.signed_at = by, timezone.now()
        row.words = sentence(words, "", "words") if words.strip() else ""
        row.save()
        log(search, by, "deliverable.signed_off", row, "state")


def send_back(*, deliverable: Deliverable, words: str, seen: str = "", by: User) -> None:
    with acting(_search_of(deliverable), by, "onboarding.sign_off", deliverable.plan) as search:
        row = _fresh(deliverable)
        running(row.plan)
        wrong = "There is no evidence to send back, or it is signed off already."
        row.state = target_of(DELIVERABLE_MOVES, "send_back", row.state, wrong)
        if seen and seen != stamp(row):
            raise Refused(CHANGED)
        row.words = sentence(words, "Say in a sentence what is missing.", "words")
        row.save()
        log(search, by, "deliverable.sent_back", row, "state", "words")


def name_owner(*, deliverable: Deliverable, owner: User | None, by: User) -> None:
    """Whose it is: somebody who runs the search, by name, or the person hired (`None`).

    Nobody else may hand evidence in.
    """
    with acting(_search_of(deliverable), by, "onboarding.sign_off", deliverable.plan) as search:
        row = _fresh(deliverable)
        running(row.plan)
        if row.state == DeliverableState.SIGNED:
            raise Refused(SIGNED)
        runs = search.memberships.current().filter(role__in=RUNS)
        if owner and not runs.filter(user=owner).exists():
            raise Refused("Choose somebody who runs this search, or the person hired.", "owner")
        if row.owner == owner:
            return
        row.owner = owner
        row.save(update_fields=["owner"])
        log(search, by, "deliverable.owned", row, "owner")


def move_due(*, deliverable: Deliverable, was: date, now: date, because: str, by: User) -> date:
    """Let it fall due on another day; both stay readable. Answers the day, a business day.

    `was` is the day the page showed.
    """
    with acting(_search_of(deliverable), by, "onboarding.sign_off", deliverable.plan) as search:
        row = _fresh(deliverable)
        plan = row.plan
        running(plan)
        if row.state == DeliverableState.SIGNED:
            raise Refused(SIGNED)
        if row.due_on != was:
            raise Refused(f"It was moved meanwhile: it is due on {day(row.due_on)}.")
        if not max(plan.starts_on, search.today) <= now <= plan.starts_on + FURTHEST:
            raise Refused("Choose a day from today on, within a year of the start.", "now")
        now = on_or_after(now, plan.calendar)
        if now == was:
            raise Refused("It is due on that day already.", "now")
        because = sentence(because, "Say in a sentence why it moves.", "because")
        DueChange.objects.create(deliverable=row, was=was, now=now, because=because, by=by)
        row.due_on = now
        row.save(update_fields=["due_on"])
        log(search, by, "deliverable.moved", row, "due_on")
        return now
