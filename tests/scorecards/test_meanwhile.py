"""What was open when the page was made has closed by the time somebody presses the button."""

import re

import pytest
from django.urls import reverse

from candidates.actions import withdraw
from candidates.models import Candidacy
from interviews.models import Interview
from interviews.signals import interview_added
from scorecards import actions
from scorecards.forms.ratings import flat_ratings
from scorecards.models import FlagAnswer, RedFlag
from scorecards.queries.debrief import debriefing_of
from scorecards.queries.standing import standing_decision
from searches.errors import NotAllowed
from searches.models import Role
from searches.rules import may
from tests import factories
from tests.factories import scorecards as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def candidacy(search):
    row = make.candidacy(search, "Ada Lind")
    make.open_debrief(row)
    return row


def closed(candidacy: Candidacy) -> None:
    """Closed again: somebody adds an interview."""
    added = make.interview(candidacy, "board")
    by = factories.hiring_manager_of(candidacy.search)
    interview_added.send(sender=Interview, interview=added, search=candidacy.search, by=by)


@pytest.mark.parametrize(
    "act",
    [
        lambda row, by: actions.take_note(candidacy=row, text="So.", by=by),
        lambda row, by: actions.ask_second_votes(candidacy=row, by=by),
    ],
    ids=["take a note", "ask for second votes"],
)
def test_a_debrief_that_closes_between_the_page_and_the_lock_is_shut(candidacy, manager, act):
    assert may(manager, "scorecards.read_debrief", candidacy)  # as the page asked
    closed(candidacy)
    with pytest.raises(NotAllowed, match="debrief"):
        act(candidacy, manager)


def test_a_debrief_that_closes_while_its_page_is_read_is_shut(candidacy, manager):
    closed(candidacy)
    with pytest.raises(NotAllowed, match="Opens at the debrief"):
        debriefing_of(candidacy, manager)


def test_a_gate_that_shuts_while_its_page_is_read_is_shut(search, manager):
    row = make.interview(make.candidacy(search), "questionnaire")
    make.submitted(make.seat(row))
    make.seat(row)
    with pytest.raises(NotAllowed, match="This gate opens when all scorecards"):
        actions.read_gate(candidacy=row.candidacy, part=row.part, by=manager)


# ---- An old page, sent once more ----------------------------------------------------------------


def hidden(body: str, name: str) -> str:
    (value,) = re.findall(rf'<input type="hidden" name="{name}"(?: value="(\w*)")?', body)
    return value


def test_a_decision_that_came_second_supersedes_once_the_first_was_looked_at(
    client, candidacy, manager
):
    client.force_login(manager)
    url = reverse("scorecards:debrief", args=[candidacy.pk])
    old = {"outcome": "no_hire", "reasons": "The references.", "after": ""}
    make.decided(candidacy, "wait")
    body = client.post(url, old).content.decode()
    assert "A decision was recorded meanwhile." in body
    assert "The references." in body
    again = client.post(url, old | {"after": hidden(body, "after")})
    assert again.status_code == 302
    assert standing_decision(candidacy).outcome == "no_hire"


@pytest.fixture
def amending(client, search):
    """The page on which an author amends, as its form would be sent."""
    row = make.interview(make.candidacy(search))
    make.submitted(make.seat(row))
    card = make.submitted(make.seat(row), flags=[make.flag()])
    client.force_login(card.author)
    url = reverse("scorecards:amend", args=[row.pk])
    form = client.get(url).context["form"]
    sent = {field.html_name: field.value() or "" for field in form}
    return card, url, sent | {"why": "Misheard it.", "amended_because": "The recording."}


def test_who_amended_in_two_windows_sees_both_texts_and_may_send_the_second(client, amending):
    card, url, sent = amending
    client.post(url, sent)
    body = client.post(url, sent | {"why": "Heard it twice."}).content.decode()
    assert "You amended this scorecard meanwhile." in body
    assert "Misheard it." in body
    assert "Heard it twice." in body
    client.post(url, sent | {"why": "Heard it twice.", "after": hidden(body, "after")})
    assert [row.why for row in card.amendments.order_by("pk")] == [
        "Misheard it.",
        "Heard it twice.",
    ]


def test_who_amends_while_the_cards_are_opened_is_told_that_it_will_not_count(client, amending):
    card, url, sent = amending
    make.open_debrief(card.candidacy)
    body = client.post(url, sent).content.decode()
    assert "The scorecards were opened while you wrote." in body
    assert "Misheard it." in body
    assert not card.amendments.exists()
    client.post(url, sent | {"sealed": hidden(body, "sealed")})
    assert card.amendments.get().after_reveal


def test_an_amendment_begun_before_the_reveal_raises_its_flags_once(client, amending):
    card, url, sent = amending
    make.open_debrief(card.candidacy)
    client.post(url, sent | {"sealed": "False"})
    assert list(RedFlag.objects.values_list("card", flat=True)) == [card.pk]


# ---- What was typed stands on the page that does not take it ------------------------------------

TYPED = "Zqtyped over ten minutes."


@pytest.fixture
def sends(client):
    """What somebody is answered who sends a form; every one holds what they typed in it."""

    def send(who, name, *args, **given) -> str:
        client.force_login(who)
        body = client.post(reverse(f"scorecards:{name}", args=args), given).content.decode()
        assert TYPED in body
        return body

    return send


def test_a_vote_that_comes_after_the_showing(sends, candidacy):
    votes = make.asked(candidacy).votes.all()
    for vote in votes:
        make.voted(vote)
    change = {"verdict": "change", "recommendation": "no", "why": TYPED}
    body = sends(votes[0].voter, "vote", candidacy.pk, **change)
    assert "The second votes are shown already." in body


def test_a_vote_that_comes_after_the_debrief_closed(sends, candidacy):
    vote = make.asked(candidacy).votes.first()
    closed(candidacy)
    sends(vote.voter, "vote", candidacy.pk, verdict="change", recommendation="no", why=TYPED)


def test_a_decision_on_somebody_who_left(sends, candidacy, manager):
    withdraw(candidacy=candidacy, because="They took another post.", by=manager)
    body = sends(manager, "debrief", candidacy.pk, outcome="hire", reasons=TYPED, override="So.")
    assert "There is nothing left to decide." in body


@pytest.fixture
def gate(search):
    row = make.interview(make.candidacy(search), "questionnaire")
    make.submitted(make.seat(row))
    return row


def test_a_gate_that_was_decided_already(sends, gate, manager):
    at = {"candidacy": gate.candidacy, "part": gate.part}
    actions.decide_gate(**at, go=True, because="Runs things.", by=manager)
    body = sends(manager, "gate", gate.candidacy_id, gate.part_id, go="stop", because=TYPED)
    assert "This gate is decided already." in body


def test_a_gate_that_shut_again(sends, gate, manager):
    make.seat(gate)
    sends(manager, "gate", gate.candidacy_id, gate.part_id, go="stop", because=TYPED)


def test_a_question_passed_on_into_an_open_debrief(sends, candidacy):
    interview = candidacy.interviews.first()
    author = interview.seats.first().user
    body = sends(author, "pass_question", interview.pk, text=TYPED)
    assert "The debrief is open. Raise it there." in body


def test_a_question_that_was_dealt_with(sends, search):
    seat = make.seat(make.interview(make.candidacy(search)))
    asked = actions.pass_question(interview=seat.interview, text="Who ran it?", by=seat.user)
    recruiter = factories.member(search, Role.RECRUITER)
    actions.decline_question(question=asked, by=recruiter)
    part = make.part(search, "board").pk
    body = sends(recruiter, "question", search.pk, asked.pk, text=TYPED, part=part)
    assert "This question was dealt with already." in body


def test_a_practice_rating_that_was_shown_meanwhile(sends, search, manager):
    people = [factories.user() for _ in range(4)]
    practice = make.practice(search, *people)
    for user in people[1:]:
        make.practised(practice, user)
    actions.show_practice(practice=practice, by=manager)
    typed = flat_ratings(make.practice_content(practice, 3, says=TYPED))
    body = sends(people[0], "practice", search.pk, **typed, revision=0, send="1")
    assert "The practice rating is shown already." in body


# ---- One page of a red flag, three buttons ------------------------------------------------------


@pytest.fixture
def on_flag(sends, search, manager):
    """What who manages the search is answered on the page of a red flag in the open debrief."""
    row = make.candidacy(search)
    make.judged(row, flags=[make.flag()])
    make.open_debrief(row)
    at = (row.pk, *make.place_of(RedFlag.objects.order_by("pk")[0]))
    return lambda **given: sends(manager, "flag", *at, **given)


def reports() -> list[str]:
    return ["{}-{}".format(*make.place_of(flag)) for flag in RedFlag.objects.all()]


@pytest.mark.parametrize("act", ["owner", "settle"])
def test_an_answer_half_written_survives_another_button(on_flag, manager, act):
    settling = {"flags": reports(), "move": "clear", "because": "We misread it."}
    body = on_flag(act=act, text=TYPED, owner=manager.pk, **settling)
    assert "is not sent yet." in body
    assert not FlagAnswer.objects.exists()


@pytest.mark.parametrize("act", ["answer", "owner"])
def test_a_reason_half_written_survives_another_button(on_flag, manager, act):
    body = on_flag(text="A talk.", owner=manager.pk, act=act, because=TYPED, move="confirm")
    assert "is not sent yet." in body
    assert re.search(r'value="confirm"[^>]* checked', body)
    assert {flag.state for flag in RedFlag.objects.all()} == {"open"}


def test_a_reason_survives_a_button_that_is_refused(on_flag):
    body = on_flag(act="answer", text="", because=TYPED)
    assert "to put right" in body


def test_what_was_sent_is_not_offered_once_more(on_flag):
    body = on_flag(act="answer", text="They had it from a talk.", because=TYPED)
    assert body.count("They had it from a talk.") == 1


def test_a_reason_survives_the_settling_of_somebody_else(on_flag, search, manager):
    recruiter = factories.member(search, Role.RECRUITER)
    flags = list(RedFlag.objects.all())
    actions.settle_flags(flags=flags, move="clear", because="Because.", by=recruiter)
    on_flag(act="answer", text="They had it from a talk.", because=TYPED)


def test_a_button_that_nobody_made_keeps_all_words(on_flag):
    on_flag(act="forged", text=TYPED)
