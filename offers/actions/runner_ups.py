"""Who is kept warm until the other has started: named by the hiring manager, never by a sum."""

from django.utils import timezone

from accounts.actors import Actor
from accounts.models import User
from accounts.text import says_why
from candidates.models import Candidacy
from candidates.states import Stage
from offers.actions.passage import fresh_passage, next_warm_word
from offers.models import Passage, RunnerUp, Touchpoint
from scorecards.queries import standing_decision
from scorecards.states import Outcome
from searches.actions import acting, log
from searches.errors import Refused
from searches.models import Search

COMES_FROM = (Stage.DEBRIEF, Stage.OFFER)


def name_runner_up(*, passage: Passage, candidacy: Candidacy, because: str, by: User) -> RunnerUp:
    """Keep them warm until the first day of the other. They are told nothing by it."""
    with acting(passage.candidacy.search_id, by, "offers.name_runner_up", candidacy) as search:
        row = fresh_passage(passage)
        other = Candidacy.objects.select_related("candidate").get(pk=candidacy.pk)
        if not row.under_way:
            raise Refused(f"Nobody is kept warm any more: {row.candidacy} is past that.")
        _check_may_be_one(search, row, other)
        if not says_why(because):
            raise Refused("Say in a sentence why them.", "because")
        named = RunnerUp.objects.create(
            passage=row, candidacy=other, because=because.strip(), named_by=by
        )
        log(search, by, "runner_up.named", named)
        next_warm_word(search, row, other)
        return named


def _check_may_be_one(search: Search, passage: Passage, other: Candidacy) -> None:
    if other.search_id != search.pk or other.stage not in COMES_FROM:
        raise Refused("Only who stands at the debrief is kept warm.", "candidacy")
    decision = standing_decision(other)
    if decision and decision.outcome == Outcome.NO_HIRE:
        raise Refused(f"The debrief decided not to hire {other}. Tell them so.", "candidacy")
    if passage.runner_ups.current().filter(candidacy=other).exists():
        raise Refused(f"{other} is kept warm already.", "candidacy")


def let_go(*, runner_up: RunnerUp, by: User) -> None:
    """They are no longer kept warm. It ends nothing else: they stay where they stand."""
    with acting(runner_up.candidacy.search_id, by, "offers.name_runner_up", runner_up) as search:
        row = RunnerUp.objects.select_related("candidacy__candidate").get(pk=runner_up.pk)
        if row.ended_at:
            raise Refused(f"{row.candidacy} is not kept warm any more.")
        _end(search, row, by)


def _end(search: Search, row: RunnerUp, by: Actor) -> None:
    row.ended_at = timezone.now()
    row.save(update_fields=["ended_at"])
    Touchpoint.objects.filter(
        passage=row.passage_id, candidacy=row.candidacy_id, done_at=None
    ).delete()
    log(search, by, "runner_up.let_go", row, "ended_at")


def cool_down(search: Search, *, candidacy: Candidacy, by: Actor) -> None:
    """Who was kept warm left. Inside another action's frame.

    Raises Refused where they were stopped and the one they are kept for may still take it back.
    """
    rows = RunnerUp.objects.current().filter(candidacy=candidacy).select_related("passage")
    for row in rows:
        if candidacy.stage == Stage.STOPPED and row.passage.under_way:
            raise Refused(
                f"{candidacy} is kept warm until the first day of who said yes. Let them go there "
                "first, and tell them after."
            )
        _end(search, row, by)
