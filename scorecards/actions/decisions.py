"""The decision of a debrief."""

from django.utils import timezone

from accounts.models import User
from candidates.models import Candidacy
from candidates.states import Stage
from scorecards.actions.flags import mark_settled
from scorecards.models import Debrief, Decision, VoteRound
from scorecards.queries.judgement import judgement_of
from scorecards.queries.standing import blocking_flags, standing_decision
from scorecards.signals import decided
from scorecards.states import FLAG_MOVES, Outcome
from searches.actions import acting, advance, log
from searches.errors import Refused, Stale
from searches.models import Step
from searches.moves import target_of


def decide(
    *,
    candidacy: Candidacy,
    after: int | None,
    outcome: str,
    reasons: str,
    doubts: str = "",
    override: str = "",
    by: User,
) -> Decision:
    """Record the decision with the rule beside it; one made before is superseded, never changed.

    `after` is the id of the decision that stood when this one was written (None: there was none).
    A hire against the rule or over an open critical flag needs `override`, which accepts the flag.
    """
    judged = Candidacy.objects.get(pk=candidacy.pk)
    with acting(candidacy.search_id, by, "scorecards.decide", judged) as search:
        row = Candidacy.objects.get(pk=candidacy.pk)
        row.search = search
        _check_undecided(row)
        if not reasons.strip():
            raise Refused("Say why you decide so.")
        _supersede(row, after)
        judgement = judgement_of(row)
        against = outcome == Outcome.HIRE and not judgement.rule_met
        if against and not override.strip():
            raise Refused("A hire against the rule needs a sentence on why.")
        decision = Decision(candidacy=row, outcome=outcome, reasons=reasons, doubts=doubts)
        decision.debrief = Debrief.objects.get(candidacy=row, closed_at=None)
        decision.rule = [{"met": line.met, "sentence": line.sentence} for line in judgement.rule]
        decision.rule_met, decision.override = judgement.rule_met, override if against else ""
        decision.decided_by = by
        decision.save()
        log(search, by, "decision.recorded", decision)
        if against:
            _accept_flags(row, override, by)
        if outcome == Outcome.HIRE:
            advance(search, Step.OFFER, by)
        decided.send(sender=Decision, decision=decision, search=search, by=by)
        return decision


def _check_undecided(candidacy: Candidacy) -> None:
    if candidacy.ended:
        raise Refused(f"{candidacy} is out of the search. There is nothing left to decide.")
    if candidacy.stage == Stage.HIRED:
        raise Refused(f"{candidacy} has accepted the offer. There is nothing left to decide.")
    out = VoteRound.objects.filter(debrief__candidacy=candidacy, debrief__closed_at=None)
    if out.filter(closed_at=None).exists():
        raise Refused("Second votes are still out. Wait for them, or show what is in.")


def _supersede(candidacy: Candidacy, after: int | None) -> None:
    standing = standing_decision(candidacy)
    if (standing.pk if standing else None) != after:
        raise Stale("A decision was recorded meanwhile. Look at it first.", standing)
    if standing:
        standing.superseded_at = timezone.now()
        standing.save()


def _accept_flags(candidacy: Candidacy, because: str, by: User) -> None:
    for flag in blocking_flags(candidacy):
        flag.state = target_of(FLAG_MOVES, "accept", flag.state, "This red flag is settled.")
        mark_settled(flag, because, by)
