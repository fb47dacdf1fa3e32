"""The board's page: what is recommended, who dissents and why, what is risked and untested."""

import pytest
from django.urls import reverse

from briefs.models import Brief
from briefs.render import html_of, pdf_of
from scorecards import actions
from scorecards.briefs import board_snapshot_of
from scorecards.models import DebriefReading, RedFlag
from scorecards.queries.board import board_of, shortened
from scorecards.queries.debrief import debriefing_of
from scorecards.queries.talk import votes_of
from searches.errors import NotAllowed
from searches.models import Role
from tests import factories
from tests.factories import scorecards as make

pytestmark = pytest.mark.django_db
TEMPLATE = "briefs/board.html"
LONG = "It was so, and then it was otherwise. " * 200


@pytest.fixture
def candidacy():
    return make.candidacy(factories.search(), "Ada Lind")


@pytest.fixture
def manager(candidacy):
    return factories.hiring_manager_of(candidacy.search)


@pytest.fixture
def url(candidacy):
    return reverse("scorecards:board", args=[candidacy.pk])


def judged(candidacy, key="production", **votes):
    """An interview with a card of each of these people: name -> what they recommend."""
    row = make.interview(candidacy, key)
    for name, recommends in votes.items():
        seat = make.seat(row, factories.user(name))
        make.submitted(seat, recommendation=recommends, says=f"{name} says {recommends}.")
    make.open_debrief(candidacy)


def board(candidacy, viewer=None):
    viewer = viewer or factories.hiring_manager_of(candidacy.search)
    shown = debriefing_of(candidacy, viewer)
    return board_of(shown, votes_of(shown.debrief, viewer))


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


def changed(candidacy, name, to, *, shown=True):
    """Second votes: this one changed, the others kept."""
    asked = make.asked(candidacy)
    for vote in asked.votes.select_related("voter"):
        if vote.voter.name == name:
            make.voted(vote, to, "The second incident.")
        elif shown:
            make.voted(vote)


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


# ---- The page, and on paper ---------------------------------------------------------------------


def test_debrief_leads_to_the_page_and_back(client, candidacy, manager, url):
    make.open_debrief(candidacy)
    client.force_login(manager)
    debrief = reverse("scorecards:debrief", args=[candidacy.pk])
    assert url in client.get(debrief).content.decode()
    assert debrief in client.get(url).content.decode()


def test_page_shows_no_rating_of_anybody(client, candidacy, manager, url):
    make.judged(candidacy, says="Froze the model herself.")
    make.open_debrief(candidacy)
    client.force_login(manager)
    assert "(production)" not in client.get(url).content.decode()


def test_reading_the_page_is_reading_the_debrief(client, candidacy, url):
    make.open_debrief(candidacy)
    observer = factories.member(candidacy.search, Role.OBSERVER)
    client.force_login(observer)
    assert client.get(url).status_code == 200
    assert DebriefReading.objects.get().user == observer


def test_page_is_sealed_to_who_owes_a_card(client, candidacy, url):
    make.judged(candidacy, flags=[make.flag(name="Zqwhispered")])
    make.open_debrief(candidacy)
    seat = make.seat(make.interview(candidacy, "board"))
    client.force_login(seat.user)
    answer = client.get(url)
    assert answer.status_code == 403
    assert "Zqwhispered" not in answer.content.decode()
    with pytest.raises(NotAllowed, match="Opens at the debrief"):
        actions.request_board_page(candidacy=candidacy, by=seat.user)


def test_page_says_everything_in_words(client, candidacy, manager, url):
    judged(candidacy, Ruth="yes", Jonas="no")
    make.decided(candidacy, doubts="The board.", override="Worth the risk.")
    client.force_login(manager)
    body = client.get(url).content.decode()
    for words in ("Hire", "Jonas says no.", "The board.", "Worth the risk.", "Not met"):
        assert words in body


@pytest.fixture
def paper(candidacy, manager):
    make.judged(candidacy, flags=[make.flag()])
    make.decided(candidacy, doubts="The union.")
    return actions.request_board_page(candidacy=candidacy, by=manager)


def test_paper_holds_what_the_page_shows(paper):
    html = html_of(TEMPLATE, paper)
    for words in ("Hire", "Ada Lind", "Bluffs", "The union.", "Worth the risk.", "Nobody rated"):
        assert words in html


def test_cover_and_file_name_use_the_alias(paper, candidacy):
    assert candidacy.alias in paper.title
    assert "lind" not in paper.file_name
    header = html_of(TEMPLATE, paper).split("<header")[1].split("</header>")[0]
    assert "Lind" not in header


def test_paper_is_one_page_however_much_was_written(candidacy, manager):
    row = make.interview(candidacy)
    for name in ("Ruth", "Jonas", "Priya"):
        flags = [make.flag(name=f"{name} saw it", quote=LONG)]
        seat = make.seat(row, factories.user(name))
        make.submitted(seat, recommendation="no", says=LONG, flags=flags)
    make.submitted(make.seat(row))
    make.excused(make.seat(row), because=LONG)
    make.decided(candidacy, reasons=LONG, doubts=LONG, override=LONG)
    document, pages = pdf_of(TEMPLATE, actions.request_board_page(candidacy=candidacy, by=manager))
    assert document.startswith(b"%PDF")
    assert pages == 1


def test_paper_is_its_readers_alone(client, paper, candidacy):
    client.force_login(factories.member(candidacy.search, Role.RECRUITER))
    assert client.get(reverse("briefs:detail", args=[paper.pk])).status_code == 403


def test_paper_closes_with_the_debrief(client, paper, candidacy, manager):
    client.force_login(manager)
    detail = reverse("briefs:detail", args=[paper.pk])
    assert client.get(detail).status_code == 200
    actions.close_debrief(candidacy.search, candidacy, "An interview was added.", manager)
    assert client.get(detail).status_code == 403


def test_button_asks_for_the_paper(client, candidacy, manager):
    make.open_debrief(candidacy)
    client.force_login(manager)
    answer = client.post(reverse("scorecards:board_paper", args=[candidacy.pk]))
    brief = Brief.objects.get(kind="board")
    assert answer["Location"] == reverse("briefs:detail", args=[brief.pk])


def test_paper_holds_no_second_vote_before_all_are_in(candidacy):
    judged(candidacy, Ruth="yes", Jonas="yes")
    changed(candidacy, "Ruth", "no", shown=False)
    ruth = factories.User.objects.get(name="Ruth")
    assert "second incident" not in str(board_snapshot_of(candidacy, ruth))
