"""The decision, and what stands in its way."""

import pytest

from scorecards import actions
from scorecards.models import Card, Decision, RedFlag
from scorecards.queries import open_critical_flags, standing_decision
from searches.errors import NotAllowed, Refused, Stale
from searches.models import Role, Step
from tests import factories
from tests.factories import scorecards as make
from tests.scorecards.debrief.whole import whole

pytestmark = pytest.mark.django_db


# ---- Deciding -------------------------------------------------------------------------------


DECISION = {"outcome": "hire", "reasons": "Has run what we need run."}


def test_decision_keeps_the_rule_as_it_stood(candidacy, page):
    whole(candidacy)
    page("post", **DECISION)
    decision = Decision.objects.get()
    assert decision.rule_met
    assert all(line["met"] for line in decision.rule)


def test_hire_moves_the_search_to_the_offer(candidacy, page):
    whole(candidacy)
    page("post", **DECISION)
    candidacy.search.refresh_from_db()
    assert candidacy.search.step == Step.OFFER


def test_hire_against_the_rule_needs_a_sentence(candidacy, page):
    whole(candidacy, ratings=2)
    body = page("post", **DECISION).content.decode()
    assert "A hire against the rule needs a sentence on why." in body
    assert "Has run what we need run." in body
    assert not Decision.objects.exists()


def test_hire_against_the_rule_keeps_its_sentence(candidacy, page):
    whole(candidacy, ratings=2)
    page("post", **DECISION, override="Nobody else can start now.")
    assert Decision.objects.get().override == "Nobody else can start now."


def test_action_refuses_a_hire_against_the_rule_without_a_sentence(candidacy):
    whole(candidacy, ratings=2)
    with pytest.raises(Refused, match="against the rule"):
        make.decided(candidacy, override=" ")


def test_not_hiring_needs_no_override(candidacy, page):
    whole(candidacy, ratings=2)
    page("post", outcome="no_hire", reasons="Could not name a number.")
    assert Decision.objects.get().override == ""


def test_hire_over_a_critical_flag_accepts_it_by_name(candidacy, manager, page):
    whole(candidacy, flags=[make.flag()])
    assert open_critical_flags(candidacy) == 6
    page("post", **DECISION, override="We take it on.")
    flag = RedFlag.objects.first()
    assert (flag.state, flag.settled_by, flag.settled_because) == (
        "accepted",
        manager,
        "We take it on.",
    )
    assert open_critical_flags(candidacy) == 0
    assert not Decision.objects.get().rule_met


def test_hire_over_a_critical_flag_needs_a_sentence(candidacy, page):
    whole(candidacy, flags=[make.flag()])
    page("post", **DECISION)
    assert not Decision.objects.exists()
    assert set(RedFlag.objects.values_list("state", flat=True)) == {"open"}


def test_waiting_accepts_no_flag(candidacy, page):
    whole(candidacy, flags=[make.flag()])
    page("post", outcome="wait", reasons="One more reference.", override="Ignored.")
    assert set(RedFlag.objects.values_list("state", flat=True)) == {"open"}


def test_later_decision_supersedes_the_first_and_both_stand(candidacy, page):
    whole(candidacy)
    page("post", outcome="wait", reasons="One more reference.")
    first = Decision.objects.get()
    body = page("post", **DECISION, after=first.pk).content.decode()
    first.refresh_from_db()
    assert first.superseded_at
    assert standing_decision(candidacy).outcome == "hire"
    assert "One more reference." in body


def test_deciding_twice_from_one_page_makes_one_decision(candidacy, page):
    whole(candidacy)
    page("post", **DECISION)
    body = page("post", **DECISION).content.decode()
    assert "A decision was recorded meanwhile." in body
    assert Decision.objects.count() == 1


def test_stale_decision_is_refused_by_the_action(candidacy):
    whole(candidacy)
    make.decided(candidacy)
    with pytest.raises(Stale):
        make.decided(candidacy, outcome="wait")


@pytest.mark.parametrize("role", [Role.RECRUITER, Role.OBSERVER])
def test_only_the_hiring_manager_decides(candidacy, role):
    whole(candidacy)
    with pytest.raises(NotAllowed):
        actions.decide(
            candidacy=candidacy,
            by=factories.member(candidacy.search, role),
            after=None,
            **DECISION,
        )


def test_hiring_manager_who_owes_a_card_does_not_decide(candidacy, manager):
    whole(candidacy)
    make.seat(make.interview(candidacy, "board"), manager)
    with pytest.raises(NotAllowed):
        make.decided(candidacy)


def test_nothing_is_decided_while_the_debrief_is_shut(candidacy, manager):
    make.judged(candidacy)
    with pytest.raises(NotAllowed):
        actions.decide(candidacy=candidacy, by=manager, after=None, **DECISION)


def test_nothing_is_decided_on_somebody_who_left(candidacy, manager):
    from candidates.actions import withdraw

    whole(candidacy)
    withdraw(candidacy=candidacy, because="Another offer.", by=manager)
    with pytest.raises(Refused, match="out of the search"):
        actions.decide(candidacy=candidacy, by=manager, after=None, **DECISION)


# ---- Red flags ------------------------------------------------------------------------------


@pytest.fixture
def flag(candidacy):
    make.submitted(make.seat(make.interview(candidacy)), flags=[make.flag()])
    make.open_debrief(candidacy)
    return RedFlag.objects.get()


@pytest.mark.parametrize(("move", "blocks"), [("clear", 0), ("confirm", 1), ("accept", 0)])
def test_settled_flag_blocks_only_when_confirmed(candidacy, flag, page, move, blocks):
    page("post", at=f"flags/{flag.card_id}/1/", move=move, because="The reference explained it.")
    flag.refresh_from_db()
    assert flag.settled_because == "The reference explained it."
    assert open_critical_flags(candidacy) == blocks


def test_settling_needs_a_sentence(flag, page):
    page("post", at=f"flags/{flag.card_id}/1/", move="clear", because="")
    flag.refresh_from_db()
    assert flag.state == "open"


def test_cleared_flag_is_not_settled_again(flag, manager):
    actions.settle_flag(flag=flag, move="clear", because="Explained.", by=manager)
    with pytest.raises(Refused, match="cleared already"):
        actions.settle_flag(flag=flag, move="accept", because="So be it.", by=manager)


def test_recruiter_clears_and_does_not_accept(candidacy, flag):
    recruiter = factories.member(candidacy.search, Role.RECRUITER)
    with pytest.raises(NotAllowed):
        actions.settle_flag(flag=flag, move="accept", because="So be it.", by=recruiter)
    actions.settle_flag(flag=flag, move="clear", because="Explained.", by=recruiter)
    flag.refresh_from_db()
    assert flag.state == "cleared"


def test_author_does_not_settle_their_own_flag_before_the_debrief(candidacy):
    card, _ = make.judged(candidacy, flags=[make.flag()])
    with pytest.raises(NotAllowed):
        actions.settle_flag(flag=card.flags.get(), move="clear", because="So.", by=card.author)


def test_serious_flag_blocks_nothing(candidacy):
    make.judged(candidacy, flags=[make.flag(seriousness="serious")])
    assert open_critical_flags(candidacy) == 0


def test_flag_of_a_wording_that_was_amended_away_blocks_nothing(candidacy):
    card = make.submitted(make.seat(make.interview(candidacy)), flags=[make.flag()])
    actions.amend_card(
        card=card,
        after=card.pk,
        content=make.content(card.interview),
        because="I misheard.",
        by=card.author,
    )
    assert open_critical_flags(candidacy) == 0


def test_flag_raised_after_the_reveal_blocks(candidacy):
    make.open_debrief(candidacy)
    make.submitted(make.seat(make.interview(candidacy, "board")), flags=[make.flag()])
    assert open_critical_flags(candidacy) == 1


def test_cards_of_drafts_raise_no_flag(candidacy):
    make.card(make.seat(make.interview(candidacy)), flags=[make.flag()])
    assert open_critical_flags(candidacy) == 0
    assert Card.objects.get().draft["flags"]
