"""Red flags at a gate, and what becomes known of them before the debrief."""

import pytest
from django.urls import reverse

from mail.models import Mail
from scorecards import actions
from scorecards.briefs import snapshot_of
from scorecards.models import Card, GateReading, RedFlag
from searches.errors import NotAllowed
from searches.models import Event, Role
from tests import factories
from tests.factories import scorecards as make
from tests.scorecards.flags.pages import SAID, body_of, first_flag, states

pytestmark = pytest.mark.django_db


def gate_url(flag, part):
    return reverse(
        "scorecards:flag_at_gate", args=[flag.candidacy.pk, part.pk, *make.place_of(flag)]
    )


# ---- At a gate ----------------------------------------------------------------------------------


def test_gate_shows_the_register_with_who_saw_it(client, candidacy, manager, at_gate):
    url = reverse("scorecards:gate", args=[candidacy.pk, at_gate.pk])
    body = body_of(client, manager, url)
    assert body.count("<h3>Bluffs</h3>") == 1
    for card in Card.objects.all():
        assert f"{card.author}, {at_gate}: critical, open" in body


def test_manager_notes_and_names_at_the_gate(client, manager, recruiter, at_gate):
    url = gate_url(first_flag(), at_gate)
    body_of(client, manager, url, act="answer", text=SAID)
    body = body_of(client, manager, url, act="owner", owner=recruiter.pk)
    assert SAID in body
    assert f"<b>{recruiter}</b>" in body


def test_nothing_is_settled_at_a_gate(client, manager, at_gate):
    sent = {"act": "settle", "move": "clear", "because": "Explained."}
    body = body_of(client, manager, gate_url(first_flag(), at_gate), **sent)
    assert "Settle the red flag" not in body
    assert set(states()) == {"open"}


@pytest.mark.parametrize("role", [Role.RECRUITER, Role.OBSERVER])
def test_nobody_else_tends_a_flag_at_a_gate(candidacy, manager, at_gate, role):
    other = factories.member(candidacy.search, role)
    for gate in (at_gate, None):
        with pytest.raises(NotAllowed):
            actions.note_answer(flag=first_flag(), text=SAID, gate=gate, by=other)


def test_author_does_not_tend_their_own_flag_at_a_gate(at_gate, manager):
    flag = first_flag()
    for gate in (at_gate, None):
        with pytest.raises(NotAllowed):
            actions.name_owner(flag=flag, owner=manager, gate=gate, by=flag.card.author)


def test_manager_tends_nothing_of_a_later_part(candidacy, manager, at_gate):
    late, _ = make.judged(candidacy, "production", flags=[make.flag()])
    with pytest.raises(NotAllowed):
        actions.note_answer(flag=late.flags.get(), text=SAID, gate=at_gate, by=manager)


def test_owner_named_at_a_gate_is_not_set_on_a_sealed_report(
    candidacy, manager, recruiter, at_gate
):
    late, _ = make.judged(candidacy, "production", flags=[make.flag()])
    actions.name_owner(flag=first_flag(), owner=recruiter, gate=at_gate, by=manager)
    assert late.flags.get().owner is None


def test_flag_of_a_later_part_is_not_found_at_a_gate(client, candidacy, manager, at_gate):
    late, _ = make.judged(candidacy, "production", flags=[make.flag(name="Blames")])
    client.force_login(manager)
    assert client.get(gate_url(late.flags.get(), at_gate)).status_code == 404


def test_shut_gate_does_not_say_whether_there_is_a_flag(client, candidacy, manager, at_gate):
    flag = first_flag()
    make.seat(flag.card.interview)
    client.force_login(manager)
    unreal = reverse("scorecards:flag_at_gate", args=[candidacy.pk, at_gate.pk, 10_000, 1])
    assert {client.get(url).status_code for url in (gate_url(flag, at_gate), unreal)} == {403}


def test_reading_a_flag_at_a_gate_is_on_record(client, manager, at_gate):
    body_of(client, manager, gate_url(first_flag(), at_gate))
    assert GateReading.objects.get().user == manager


# ---- As closed as the card ----------------------------------------------------------------------


@pytest.fixture
def tended(candidacy, manager, at_gate):
    """Somebody with a card still to write is named at the gate, and the answer noted."""
    seat = make.seat(make.interview(candidacy, "production"), factories.user("Ines Kovač"))
    actions.name_owner(flag=first_flag(), owner=seat.user, gate=at_gate, by=manager)
    actions.note_answer(
        flag=first_flag(), text="Zqwhispered had it from a talk.", gate=at_gate, by=manager
    )
    return seat


def pages(candidacy):
    yield "/"
    for name in ("searches:detail", "searches:log", "scorecards:debriefs"):
        yield reverse(name, args=[candidacy.search_id])
    for name in ("candidates:detail", "scorecards:cards", "scorecards:debrief", "scorecards:board"):
        yield reverse(name, args=[candidacy.pk])


def test_owner_learns_nothing_before_the_debrief(client, candidacy, tended):
    for url in pages(candidacy):
        body = body_of(client, tended.user, url)
        for word in ("Zqwhispered", "yours to see to", "sees to", "of a debrief", "noted what"):
            assert word not in body, (url, word)
    assert not Mail.objects.filter(user=tended.user).exists()


def test_author_learns_nothing_of_what_came_of_their_own_flag(client, candidacy, at_gate, manager):
    author = first_flag().card.author
    actions.name_owner(flag=first_flag(), owner=author, gate=at_gate, by=manager)
    actions.note_answer(
        flag=first_flag(), text="Zqwhispered had it from a talk.", gate=at_gate, by=manager
    )
    own = reverse("scorecards:card", args=[first_flag().card.interview_id])
    for url in (*pages(candidacy), own):
        body = body_of(client, author, url)
        assert "Zqwhispered" not in body, url
        assert "see to" not in body, url
        assert "of a debrief" not in body, url


def test_log_keeps_both_acts_and_shows_them_to_who_did_them(client, candidacy, tended, manager):
    verbs = set(Event.objects.filter(record="scorecards.redflag").values_list("verb", flat=True))
    assert verbs == {"flag.owned", "flag.answered"}
    log = reverse("searches:log", args=[candidacy.search_id])
    assert "named who sees to a point of a debrief" in body_of(client, manager, log)
    assert "point of a debrief" not in body_of(
        client, factories.member(candidacy.search, Role.RECRUITER), log
    )


def test_log_shows_them_once_the_debrief_is_open(client, candidacy, tended, recruiter):
    make.submitted(tended)
    make.open_debrief(candidacy)
    log = reverse("searches:log", args=[candidacy.search_id])
    body = body_of(client, recruiter, log)
    assert "named who sees to a point of a debrief" in body
    assert "Zqwhispered" not in body


def test_owner_finds_all_of_it_once_the_debrief_is_open(client, candidacy, tended):
    make.submitted(tended)
    make.open_debrief(candidacy)
    assert "A red flag on Ada Lind is yours to see to." in body_of(client, tended.user, "/")
    debrief = reverse("scorecards:debrief", args=[candidacy.pk])
    assert "Zqwhispered had it from a talk." in body_of(client, tended.user, debrief)


def amended(card, **what):
    return actions.amend_card(
        card=card,
        after=card.pk,
        content=make.content(card.interview, **what),
        because="I misheard one word.",
        by=card.author,
    )


def test_what_came_of_a_flag_goes_with_its_amendment(candidacy, tended):
    amended(first_flag().card, flags=[make.flag(name="bluffs", quote="I am sure of it.")])
    new = RedFlag.objects.get(quote="I am sure of it.")
    assert new.owner == tended.user
    assert [answer.text for answer in new.answers.all()] == ["Zqwhispered had it from a talk."]


def test_answer_to_a_flag_that_was_amended_away_is_not_lost(candidacy, manager, tended):
    amended(first_flag().card)
    make.submitted(tended)
    make.open_debrief(candidacy)
    lost = snapshot_of(candidacy, manager)["superseded"]
    assert "The candidate’s answer: “Zqwhispered had it from a talk.”" in lost[0]["lines"]
