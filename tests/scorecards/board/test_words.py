"""What the board is told: who is for it and who against, what is risked, and how sure it is."""

import pytest

from scorecards import actions
from scorecards.models import RedFlag
from scorecards.queries.board import shortened
from tests import factories
from tests.factories import scorecards as make
from tests.scorecards.board.judged import board, changed, judged

pytestmark = pytest.mark.django_db


def dissent(candidacy, viewer=None):
    return [(x.who, x.recommends, x.why) for x in board(candidacy, viewer).dissent]


# ---- What is recommended ------------------------------------------------------------------------


def test_decision_is_told_with_who_made_it_and_why(candidacy, manager):
    make.decided(candidacy, doubts="The board.")
    told = board(candidacy).verdict
    assert (told.outcome, told.by) == ("Hire", str(manager))
    assert (told.reasons, told.doubts) == ("Has run what we need run.", "The board.")


def test_a_decision_that_was_superseded_is_not_told(candidacy):
    first = make.decided(candidacy, "wait")
    make.decided(candidacy, "no_hire", after=first.pk)
    assert board(candidacy).verdict.outcome == "Do not hire"


def test_recommendations_are_counted(candidacy):
    judged(candidacy, Ruth="yes", Jonas="no", Priya="strong_yes")
    assert board(candidacy).tally == "Two of three recommendations are for a hire."


def test_before_a_decision_it_says_what_is_missing(candidacy):
    make.judged(candidacy, flags=[make.flag()])
    make.asked(candidacy)
    told = board(candidacy)
    assert told.verdict is None
    assert told.missing[0].startswith("Second votes are out: ")
    assert told.missing[1:] == [
        "A red flag is open: Bluffs.",
        "The hiring manager has not decided.",
    ]


def test_once_decided_nothing_is_missing(candidacy):
    make.judged(candidacy, flags=[make.flag(seriousness="minor")])
    make.decided(candidacy)
    assert board(candidacy).missing == []


def test_who_left_undecided_is_told_so(candidacy, manager):
    from candidates.actions import withdraw

    make.judged(candidacy)
    withdraw(candidacy=candidacy, because="Another offer.", by=manager)
    (missing,) = board(candidacy).missing
    assert missing.startswith("Ada Lind is out of the search")


# ---- Who dissents -------------------------------------------------------------------------------


def test_against_a_hire_stands_who_said_no_with_why(candidacy):
    judged(candidacy, Ruth="yes", Jonas="strong_no")
    make.decided(candidacy)
    assert dissent(candidacy) == [("Jonas", "Strong no", "Jonas says strong_no.")]


def test_against_not_hiring_stands_who_said_yes(candidacy):
    judged(candidacy, Ruth="yes", Jonas="no", Priya="no")
    make.decided(candidacy, "no_hire")
    assert [who for who, *_ in dissent(candidacy)] == ["Ruth"]


@pytest.mark.parametrize("outcome", ["wait", None])
def test_where_no_side_is_taken_who_differs_from_most_stands_there(candidacy, outcome):
    judged(candidacy, Ruth="yes", Jonas="no", Priya="no")
    if outcome:
        make.decided(candidacy, outcome)
    assert [who for who, *_ in dissent(candidacy)] == ["Ruth"]
    assert board(candidacy).sides_with == "most"


def test_where_both_sides_are_as_large_doubts_stand_there(candidacy):
    judged(candidacy, Ruth="yes", Jonas="no")
    assert [who for who, *_ in dissent(candidacy)] == ["Jonas"]


def test_second_vote_that_was_changed_takes_the_place_of_the_first(candidacy):
    judged(candidacy, Ruth="yes", Jonas="yes")
    changed(candidacy, "Ruth", "no")
    make.decided(candidacy)
    assert dissent(candidacy) == [("Ruth", "No", "The second incident.")]


def test_who_came_round_dissents_no_more(candidacy):
    judged(candidacy, Ruth="no", Jonas="yes")
    changed(candidacy, "Ruth", "yes")
    make.decided(candidacy)
    assert dissent(candidacy) == []


def test_kept_vote_leaves_the_first_as_it_was(candidacy):
    judged(candidacy, Ruth="no", Jonas="yes")
    changed(candidacy, "Jonas", "strong_yes")
    make.decided(candidacy)
    assert [who for who, *_ in dissent(candidacy)] == ["Ruth"]


def test_second_vote_counts_for_nothing_before_it_is_shown_not_even_to_its_voter(candidacy):
    judged(candidacy, Ruth="yes", Jonas="yes")
    changed(candidacy, "Ruth", "no", shown=False)
    ruth = factories.User.objects.get(name="Ruth")
    for viewer in (ruth, None):
        assert dissent(candidacy, viewer) == []
        assert "second incident" not in str(board(candidacy, viewer))


def test_amendment_after_the_reveal_is_no_vote(candidacy):
    judged(candidacy, Ruth="yes", Jonas="yes")
    card = factories.User.objects.get(name="Ruth").cards.get()
    actions.amend_card(
        card=card,
        after=card.pk,
        content=make.content(card.interview, recommendation="no"),
        because="Second thoughts.",
        by=card.author,
    )
    assert dissent(candidacy) == []


# ---- What is risked -----------------------------------------------------------------------------


def flagged(candidacy, manager, **moves):
    """Red flags by name, each settled by its move; '' leaves one open."""
    row = make.interview(candidacy)
    flags = [make.flag(name=name, seriousness="serious") for name in moves]
    make.submitted(make.seat(row, factories.user("Ruth")), flags=flags)
    make.open_debrief(candidacy)
    for flag in RedFlag.objects.filter(name__in=[name for name in moves if moves[name]]):
        actions.settle_flag(flag=flag, move=moves[flag.name], because="It was so.", by=manager)


def test_open_confirmed_and_accepted_flags_are_risks_and_cleared_ones_are_not(candidacy, manager):
    flagged(candidacy, manager, Bluffs="", Blames="confirm", Boasts="accept", Bores="clear")
    told = board(candidacy)
    assert [(risk.name, risk.words) for risk in told.risks] == [
        ("Bluffs", "Serious, open"),
        ("Blames", "Serious, confirmed"),
        ("Boasts", "Serious, accepted"),
    ]
    assert told.cleared == 1


def test_a_risk_says_who_saw_it_who_sees_to_it_and_how_it_was_settled(candidacy, manager):
    flagged(candidacy, manager, Blames="confirm")
    actions.name_owner(flag=RedFlag.objects.get(), owner=manager, by=manager)
    (risk,) = board(candidacy).risks
    assert (risk.who, risk.owner) == ("Ruth", str(manager))
    assert risk.how == f"Confirmed by {manager}: It was so."


def test_a_flag_that_the_override_accepted_does_not_repeat_it(candidacy):
    make.judged(candidacy, flags=[make.flag()])
    make.decided(candidacy, override="We take it on.")
    (risk,) = board(candidacy).risks
    assert (risk.words, risk.how) == ("Critical, accepted", "Accepted with the decision.")


def test_one_red_flag_of_several_people_is_one_risk(candidacy):
    make.judged(candidacy, flags=[make.flag()])
    make.open_debrief(candidacy)
    assert len(board(candidacy).risks) == 1


# ---- What was not tested ------------------------------------------------------------------------


def test_what_nobody_or_one_person_vouches_for_is_said_in_a_sentence_a_kind(candidacy):
    row = make.interview(candidacy)
    make.submitted(make.seat(row))
    make.excused(make.seat(row, factories.user("Jonas")), because="Ill since Monday.")
    make.open_debrief(candidacy)
    said = board(candidacy).not_tested
    assert said[0].startswith("Nobody rated Portfolio strategy")
    assert said[1].startswith("Only one person rated Production AI judgement")
    assert said[2].startswith("Not planned: “")
    assert said[3].startswith("Jonas was excused from")
    assert len(said) == 4


def test_a_loop_that_opened_short_is_said(candidacy):
    loop = make.loop(candidacy.search)
    loop.short_because = "Nobody knows the union."
    loop.save()
    make.open_debrief(candidacy)
    said = "The loop opened without full coverage: Nobody knows the union."
    assert said in board(candidacy).not_tested


# ---- The rule, and how sure it is ---------------------------------------------------------------


def test_rule_is_told_as_it_stood_when_it_was_decided(candidacy, manager):
    make.judged(candidacy, flags=[make.flag()])
    make.decided(candidacy, override="We take it on.")
    told = board(candidacy)
    assert not told.rule_met
    assert "No open critical red flag: 2 are open." in told.unmet
    assert told.verdict.override == "We take it on."


def test_rule_that_is_met_names_no_line(candidacy):
    for key in ("questionnaire", "alignment", "trade_off"):
        make.judged(candidacy, key)
    make.open_debrief(candidacy)
    told = board(candidacy)
    assert (told.rule_met, told.unmet) == (True, [])


def test_how_sure_is_one_sentence_without_a_mean(candidacy):
    row = make.interview(candidacy, "team")
    make.submitted(make.seat(row), ratings=2)
    make.submitted(make.seat(row), ratings=4)
    make.open_debrief(candidacy)
    told = board(candidacy)
    assert told.how_sure == (
        "Two people rated over one interview, two points or more apart on Leading people."
    )
    assert told.mean == "3.00"


def test_people_who_agree_are_told_so(candidacy):
    make.open_debrief(candidacy)
    assert board(candidacy).how_sure.endswith("nowhere two points apart.")


# ---- Short --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("Short.", "Short."),
        ("Two\n\nlines.", "Two lines."),
        ("One word more", "One word …"),
        ("Undividedly", "Undividedly"),
        ("Undividedlyonandon", "Undividedl …"),
    ],
)
def test_what_is_longer_is_cut_between_words_with_a_sign(text, short):
    assert shortened(text, 11) == short
