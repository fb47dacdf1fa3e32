"""Second votes: asked for when the panel has talked, given alone, shown when all are in."""

import re

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import Link
from candidates.actions import withdraw
from interviews.models import Interview
from interviews.signals import interview_added
from mail.actions import body_of
from mail.kinds import letter_of
from mail.models import Mail
from scorecards import actions
from scorecards.models import SecondVote
from scorecards.queries.talk import votes_of
from scorecards.rules import SEALED
from searches.errors import NotAllowed, Refused
from searches.home import lines_for
from searches.models import Membership, Role
from tests import factories
from tests.factories import scorecards as make

pytestmark = pytest.mark.django_db
WHY = "Zq heard of the second incident"


@pytest.fixture
def votes(candidacy) -> list[SecondVote]:
    """Of the two who scored; nobody has voted."""
    return list(make.asked(candidacy).votes.all())


def shown_to(viewer, candidacy):
    found = votes_of(candidacy.debriefs.get(closed_at=None), viewer)
    return [(vote.voter, vote.recommendation) for vote in found.given]


def page_of(client, viewer, candidacy) -> str:
    client.force_login(viewer)
    return client.get(reverse("scorecards:debrief", args=[candidacy.pk])).content.decode()


# ---- Asking -----------------------------------------------------------------------------------


def test_everybody_who_scored_is_asked(candidacy):
    cards = make.judged(candidacy)
    asked = make.asked(candidacy)
    assert {vote.voter for vote in asked.votes.all()} == {card.author for card in cards}


def test_who_scored_two_parts_has_one_vote(candidacy):
    first = make.judged(candidacy)
    seat = make.seat(make.interview(candidacy, "team"), first[0].author)
    make.submitted(seat)
    assert make.asked(candidacy).votes.count() == 2


def test_who_was_excused_or_only_observes_has_no_vote(candidacy):
    make.judged(candidacy)
    make.excused(make.seat(make.interview(candidacy, "board")))
    factories.member(candidacy.search, Role.OBSERVER)
    assert make.asked(candidacy).votes.count() == 2


def test_who_wrote_after_the_reveal_has_no_vote(candidacy):
    make.judged(candidacy)
    late = make.seat(make.interview(candidacy, "board"))
    make.excused(late)
    make.open_debrief(candidacy)
    actions.take_up_card(interview=late.interview, by=late.user)
    card = late.interview.cards.get(author=late.user)
    content = make.content(late.interview)
    actions.submit_card(
        interview=late.interview, revision=card.revision, content=content, by=late.user
    )
    assert late.user not in {vote.voter for vote in make.asked(candidacy).votes.all()}


def test_who_left_the_search_is_not_asked(candidacy, manager):
    one, _ = make.judged(candidacy)
    make.submitted(make.seat(make.interview(candidacy, "board")))
    Membership.objects.filter(user=one.author).update(ended_at=one.submitted_at)
    assert one.author not in {vote.voter for vote in make.asked(candidacy).votes.all()}


def test_it_takes_two(candidacy, manager):
    make.submitted(make.seat(make.interview(candidacy)))
    make.open_debrief(candidacy)
    with pytest.raises(Refused, match="takes two people"):
        actions.ask_second_votes(candidacy=candidacy, by=manager)


def test_they_are_asked_for_once(candidacy, manager, votes):
    with pytest.raises(Refused, match="asked for already"):
        actions.ask_second_votes(candidacy=candidacy, by=manager)


def test_there_is_nothing_to_vote_on_once_they_left(candidacy, manager):
    make.judged(candidacy)
    withdraw(candidacy=candidacy, because="Another offer", by=manager)
    with pytest.raises(Refused, match="out of the search"):
        actions.ask_second_votes(candidacy=candidacy, by=manager)


def test_a_panelist_does_not_ask(candidacy):
    card, _ = make.judged(candidacy)
    make.open_debrief(candidacy)
    with pytest.raises(NotAllowed):
        actions.ask_second_votes(candidacy=candidacy, by=card.author)


def test_nobody_asks_before_the_debrief_is_open(candidacy, manager):
    make.judged(candidacy)
    with pytest.raises(NotAllowed):
        actions.ask_second_votes(candidacy=candidacy, by=manager)


def test_who_is_asked_finds_it_on_home_and_in_the_mail(candidacy, votes):
    said = f"Do you keep your recommendation on {candidacy}?"
    assert said in [line.say for line in lines_for(votes[0].voter)]
    mails = Mail.objects.filter(kind=actions.SECOND_VOTE)
    assert {mail.user for mail in mails} == {vote.voter for vote in votes}


def test_the_mail_names_nobody_and_nothing_that_was_judged(candidacy, votes):
    mail = Mail.objects.filter(kind=actions.SECOND_VOTE)[0]
    letter = letter_of(mail)
    text = letter.subject + body_of(mail, letter)
    assert not any(word in text for word in ("Ada Lind", "Told of"))


def test_the_mail_is_dropped_once_it_was_answered(votes):
    make.voted(votes[0])
    mail = Mail.objects.get(kind=actions.SECOND_VOTE, user=votes[0].voter)
    assert letter_of(mail) is None


# ---- Voting -----------------------------------------------------------------------------------


def test_to_change_it_takes_a_recommendation_and_a_reason(votes):
    def change(**given):
        actions.give_second_vote(vote=votes[0], verdict="change", by=votes[0].voter, **given)

    with pytest.raises(Refused, match="Choose what you recommend now"):
        change(why="Heard more.")
    with pytest.raises(Refused, match="what changed your mind"):
        change(recommendation="no", why="  ")
    with pytest.raises(Refused, match="Choose what you recommend now"):
        change(recommendation="perhaps", why="Heard more.")


def test_neither_kept_nor_changed_is_refused(votes):
    with pytest.raises(Refused, match="Keep your recommendation, or change it"):
        actions.give_second_vote(vote=votes[0], verdict="abstain", by=votes[0].voter)


def test_the_database_takes_no_change_without_a_reason(votes):
    with pytest.raises(IntegrityError), transaction.atomic():
        SecondVote.objects.filter(pk=votes[0].pk).update(verdict="change", recommendation="no")


def test_a_vote_may_be_changed_until_all_are_in(votes):
    make.voted(votes[0], "no")
    make.voted(votes[0])
    votes[0].refresh_from_db()
    assert (votes[0].verdict, votes[0].recommendation, votes[0].why) == ("keep", "", "")


def test_the_last_vote_shows_them_all(candidacy, manager, votes):
    make.voted(votes[0], "no", WHY)
    make.voted(votes[1])
    assert shown_to(manager, candidacy) == [(votes[0].voter, "no"), (votes[1].voter, "")]


def test_once_shown_no_vote_changes(votes):
    for vote in votes:
        make.voted(vote)
    with pytest.raises(Refused, match="shown already"):
        make.voted(votes[0], "no")


def test_nobody_votes_for_somebody_else(manager, votes):
    for by in (manager, votes[1].voter):
        with pytest.raises(NotAllowed):
            actions.give_second_vote(vote=votes[0], verdict="keep", by=by)


def test_a_second_vote_moves_no_number(candidacy, manager, votes):
    from scorecards.queries.judgement import judgement_of

    before = judgement_of(candidacy).score
    make.voted(votes[0], "strong_no")
    make.voted(votes[1], "strong_no")
    assert judgement_of(candidacy).score == before


# ---- Private until all are in -------------------------------------------------------------------


def test_before_that_one_reads_ones_own_and_no_other(candidacy, manager, votes):
    make.voted(votes[0], "no", WHY)
    recruiter = factories.member(candidacy.search, Role.RECRUITER)
    observer = factories.member(candidacy.search, Role.OBSERVER)
    assert shown_to(votes[0].voter, candidacy) == [(votes[0].voter, "no")]
    for viewer in (manager, recruiter, observer, votes[1].voter):
        assert shown_to(viewer, candidacy) == []


def test_no_page_shows_a_vote_that_is_private(client, candidacy, manager, votes):
    make.voted(votes[0], "strong_no", WHY)
    for viewer in (manager, votes[1].voter, factories.member(candidacy.search, Role.OBSERVER)):
        page = page_of(client, viewer, candidacy)
        assert WHY not in page
        assert f"Still out: {votes[1].voter}" in page


def test_whether_a_private_vote_keeps_or_changes_makes_no_difference_to_a_page(
    client, candidacy, manager, votes
):
    make.voted(votes[0])
    kept = page_of(client, manager, candidacy)
    make.voted(votes[0], "strong_no", WHY)
    changed = page_of(client, manager, candidacy)
    assert sentences(kept) == sentences(changed)


def sentences(page: str) -> str:
    """Without the token of the forms and the number of the last event."""
    import re

    return re.sub(r'csrfmiddlewaretoken" value="\w+"|\?seen=\d+|X-CSRFToken[^}]+', "", page)


def test_who_runs_the_search_shows_what_is_in_and_who_is_missing_is_named(
    client, candidacy, manager, votes
):
    make.voted(votes[0], "no", WHY)
    actions.show_votes(candidacy=candidacy, by=manager)
    page = page_of(client, manager, candidacy)
    assert WHY in page
    assert f"Shown by {manager} before {votes[1].voter} voted." in page


def test_who_has_a_vote_shows_the_others_only_after_giving_it(candidacy, manager):
    row = make.interview(candidacy)
    mine, other = make.seat(row, manager), make.seat(row)
    make.submitted(mine)
    make.submitted(other)
    asked = make.asked(candidacy)
    make.voted(asked.votes.get(voter=other.user))
    with pytest.raises(Refused, match="Vote first yourself"):
        actions.show_votes(candidacy=candidacy, by=manager)


def test_nothing_is_shown_where_nobody_voted(candidacy, manager, votes):
    with pytest.raises(Refused, match="Nobody has voted yet"):
        actions.show_votes(candidacy=candidacy, by=manager)


def test_the_decision_waits_for_votes_that_are_out(candidacy, manager, votes):
    with pytest.raises(Refused, match="Second votes are still out"):
        make.decided(candidacy)
    make.voted(votes[0])
    actions.show_votes(candidacy=candidacy, by=manager)
    assert make.decided(candidacy)


def test_a_debrief_that_closes_again_takes_its_votes_along(client, candidacy, manager, votes):
    make.voted(votes[0], "no", WHY)
    added = make.interview(candidacy, "board")
    interview_added.send(sender=Interview, interview=added, search=candidacy.search, by=manager)
    with pytest.raises(NotAllowed):
        make.voted(votes[1])
    assert SEALED in page_of(client, manager, candidacy)


# ---- By link ------------------------------------------------------------------------------------


def behind(vote: SecondVote) -> str:
    return reverse("scorecards:second_vote", args=[vote.link.token])


def test_the_link_opens_without_signing_in_and_shows_ones_own_recommendation(client, votes):
    page = client.get(behind(votes[0])).content.decode()
    assert "Before anybody talked you recommended" in page
    assert "Ada Lind" not in page


def test_reading_it_changes_nothing(client, votes):
    client.get(behind(votes[0]))
    votes[0].refresh_from_db()
    assert votes[0].given_at is None


def test_one_tap_keeps_it(client, votes):
    answer = client.post(behind(votes[0]), {"verdict": "keep"})
    votes[0].refresh_from_db()
    assert (answer["Location"], votes[0].verdict) == (reverse("scorecards:voted"), "keep")


def test_a_change_without_a_reason_is_a_sentence_and_keeps_what_was_chosen(client, votes):
    page = client.post(behind(votes[0]), {"verdict": "change", "recommendation": "no"})
    body = page.content.decode()
    assert "Say in a sentence what changed your mind." in body
    assert 'value="no" id="id_recommendation_1" checked' in body


def test_the_link_closes_when_the_votes_are_shown(client, votes):
    for vote in votes:
        make.voted(vote)
    assert client.get(behind(votes[0])).status_code == 404


def test_the_link_closes_with_its_voters_access(client, votes):
    Membership.objects.filter(user=votes[0].voter).update(ended_at=votes[0].round.asked_at)
    assert client.get(behind(votes[0])).status_code == 404
    assert client.post(behind(votes[0]), {"verdict": "keep"}).status_code == 404


def test_one_voters_link_is_not_anothers(votes):
    link = Link.objects.get(pk=votes[0].link_id)
    with pytest.raises(NotAllowed):
        actions.give_second_vote(vote=votes[1], verdict="keep", by=link)


@pytest.mark.parametrize("verdict", [{}, {"verdict": "abstain"}])
def test_nobody_keeps_it_by_saying_nothing(client, votes, verdict):
    given = {"recommendation": "no", "why": "What Ruth said."}
    body = client.post(behind(votes[0]), given | verdict).content.decode()
    votes[0].refresh_from_db()
    assert votes[0].given_at is None
    assert "Keep your recommendation, or change it." in body
    assert "What Ruth said." in body


def test_enter_among_the_words_of_a_change_does_not_keep(client, votes):
    """A browser presses the first button of the form in which somebody presses Enter."""
    page = client.get(behind(votes[0])).content.decode()
    forms = re.findall(r"<form.*?</form>", page, re.DOTALL)
    (change,) = [form for form in forms if 'name="why"' in form]
    assert 'value="keep"' not in change
