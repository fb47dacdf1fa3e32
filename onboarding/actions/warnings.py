"""Early warnings: raised by either side, answered by the other, settled by either."""

from datetime import date, timedelta

from django.utils import timezone

from accounts.actors import Actor
from mail.actions import post
from onboarding.actions.frame import fresh, may_write, named, running, sentence
from onboarding.models import EarlyWarning, Plan
from onboarding.states import WARNING_MOVES, WarningState
from searches.actions import acting, log
from searches.errors import NotAllowed, Refused
from searches.models import Role, Search
from searches.moves import target_of
from searches.queries import today_there

RUNS = "onboarding.sign_off"
MAIL = "early_warning"
MOST = 50
LONGEST_BACK = timedelta(days=365)


def raise_warning(*, plan: Plan, what: str, since: date, way_out: str, by: Actor) -> EarlyWarning:
    """Say what is at risk, since when, and what you propose. The other side hears by mail."""
    with acting(plan.candidacy.search_id, by) as search:
        row = fresh(plan)
        may_write(by, row, RUNS)
        running(row)
        what = sentence(what, "Say in a sentence what is at risk.", "what")
        way_out = sentence(
            way_out, "Propose a way out, even if it is not the last word.", "way_out"
        )
        if not search.today - LONGEST_BACK <= since <= search.today:
            says = f"Write a day of the last year, at the latest today. {today_there(search)}"
            raise Refused(says, "since")
        same = row.warnings.exclude(state=WarningState.SETTLED).filter(what=what)
        if same.exists():
            raise Refused("This warning stands already.", "what")
        if row.warnings.count() >= MOST:
            raise Refused(f"At most {MOST} warnings are raised in one plan. Talk to each other.")
        warning = EarlyWarning.objects.create(
            plan=row, what=what, since=since, way_out=way_out, raised_by=named(by)
        )
        log(search, by, "warning.raised", warning)
        _tell(search, warning, hired=not warning.by_hired)
        return warning


def answer_warning(*, warning: EarlyWarning, words: str, by: Actor) -> None:
    """By the side that did not raise it."""
    with acting(warning.plan.candidacy.search_id, by) as search:
        row = _fresh(warning)
        may_write(by, row.plan, RUNS)
        if row.by_hired == (named(by) is None):
            raise NotAllowed("A warning is answered by the other side.")
        wrong = "This warning is answered already."
        row.state = target_of(WARNING_MOVES, "answer", row.state, wrong)
        row.answer = sentence(words, "Say what you will do about it.", "words")
        row.answered_by, row.answered_at = named(by), timezone.now()
        row.save()
        log(search, by, "warning.answered", row, "state", "answer")
        _tell(search, row, hired=row.by_hired)


def settle_warning(*, warning: EarlyWarning, by: Actor) -> None:
    """Once it is answered, by either side."""
    with acting(warning.plan.candidacy.search_id, by) as search:
        row = _fresh(warning)
        may_write(by, row.plan, RUNS)
        wrong = "It is settled already." if row.settled_at else "It wants an answer first."
        row.state = target_of(WARNING_MOVES, "settle", row.state, wrong)
        row.settled_by, row.settled_at = named(by), timezone.now()
        row.save()
        log(search, by, "warning.settled", row, "state")


def _fresh(warning: EarlyWarning) -> EarlyWarning:
    row = EarlyWarning.objects.get(pk=warning.pk)
    row.plan = fresh(warning.plan)
    return row


def _tell(search: Search, warning: EarlyWarning, *, hired: bool) -> None:
    """That there is word; what it says stands on the plan."""
    link = warning.plan.link
    if hired:
        assert link is not None  # of a plan that has started
        to = warning.plan.candidacy.candidate.email or link.email
        post(kind=MAIL, to=to, about=warning.pk, search=search, link=link)
        return
    managers = search.memberships.current().filter(role=Role.HIRING_MANAGER)
    for member in managers.select_related("user"):
        post(kind=MAIL, to=member.user, about=warning.pk, search=search)
