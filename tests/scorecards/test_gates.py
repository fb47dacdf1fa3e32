"""The gates: what the hiring manager sees at one, and going on or stopping."""

import pytest
from django.urls import reverse

from scorecards import actions
from scorecards.models import Card, Gate, GateReading
from searches.errors import NotAllowed, Refused
from searches.models import Role
from tests import factories
from tests.factories import scorecards as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def questionnaire():
    return make.interview(make.candidacy(factories.search()), "questionnaire")


@pytest.fixture
def candidacy(questionnaire):
    return questionnaire.candidacy


@pytest.fixture
def manager(candidacy):
    return factories.hiring_manager_of(candidacy.search)


@pytest.fixture
def page(client, manager, candidacy, questionnaire):
    client.force_login(manager)
    url = reverse("scorecards:gate", args=[candidacy.pk, questionnaire.part_id])

    def ask(method="get", **data):
        return getattr(client, method)(url, data, follow=True)

    return ask


def judged(questionnaire, **what):
    return [make.submitted(make.seat(questionnaire), **what) for _ in range(2)]


def decided(questionnaire, *, go=True, by=None):
    return actions.decide_gate(
        candidacy=questionnaire.candidacy,
        part=questionnaire.part,
        go=go,
        because="Two clear yeses.",
        by=by or factories.hiring_manager_of(questionnaire.search),
    )


def test_gate_shows_recommendations_and_flags(questionnaire, page):
    judged(questionnaire, recommendation="strong_no", flags=[make.flag(quote="I am certain.")])
    body = page().content.decode()
    assert "Strong no" in body
    assert "I am certain." in body


def test_gate_shows_no_rating_and_no_word(questionnaire, page):
    judged(questionnaire, says="Froze the model herself.")
    body = page().content.decode()
    assert "Froze the model herself." not in body
    assert "4 of 5" not in body


def test_gate_that_is_not_ready_shows_nothing_and_names_who_is_due(questionnaire, page):
    make.submitted(make.seat(questionnaire), recommendation="strong_no")
    late = make.seat(questionnaire)
    body = page().content.decode()
    assert "Strong no" not in body
    assert str(late.user) in body


def test_looking_at_a_shut_gate_is_not_reading_it(questionnaire, page):
    make.seat(questionnaire)
    page()
    assert not GateReading.objects.exists()


def test_reading_is_on_record(questionnaire, manager, page):
    judged(questionnaire)
    page()
    assert GateReading.objects.get().user == manager


def test_going_on_is_recorded_with_its_sentence(questionnaire, page, candidacy):
    judged(questionnaire)
    page("post", go="go", because="Two clear yeses.")
    gate = Gate.objects.get()
    candidacy.refresh_from_db()
    assert (gate.go, gate.because, candidacy.stage) == (True, "Two clear yeses.", "loop")


def test_stopping_ends_the_candidacy(questionnaire, page, candidacy):
    judged(questionnaire)
    page("post", go="stop", because="No system of their own.")
    candidacy.refresh_from_db()
    assert candidacy.ended
    assert "No system" not in candidacy.ended_because


@pytest.mark.parametrize("left_out", ["go", "because"])
def test_gate_needs_both_a_decision_and_a_sentence(questionnaire, page, left_out):
    judged(questionnaire)
    page("post", **({"go": "go", "because": "Two clear yeses."} | {left_out: ""}))
    assert not Gate.objects.exists()


def test_gate_is_decided_once(questionnaire):
    judged(questionnaire)
    decided(questionnaire)
    with pytest.raises(Refused, match="decided already"):
        decided(questionnaire, go=False)


def test_gate_is_not_decided_while_a_card_is_due(questionnaire):
    make.submitted(make.seat(questionnaire))
    make.seat(questionnaire)
    with pytest.raises(Refused, match="opens when"):
        decided(questionnaire)


def test_gate_is_not_decided_at_an_open_debrief(questionnaire, candidacy):
    judged(questionnaire)
    make.open_debrief(candidacy)
    with pytest.raises(Refused, match="debrief is open"):
        decided(questionnaire)


def test_recruiter_does_not_decide_a_gate(questionnaire):
    judged(questionnaire)
    with pytest.raises(NotAllowed):
        decided(questionnaire, by=factories.member(questionnaire.search, Role.RECRUITER))


def test_reason_of_a_gate_stays_sealed_until_the_debrief(client, questionnaire, candidacy):
    judged(questionnaire)
    decided(questionnaire)
    client.force_login(factories.member(candidacy.search, Role.RECRUITER))
    body = client.get(reverse("scorecards:cards", args=[candidacy.pk])).content.decode()
    assert "Go on" in body
    assert "Two clear yeses." not in body


def test_gate_of_a_part_that_was_not_held_is_not_found(client, manager, candidacy, questionnaire):
    client.force_login(manager)
    part = make.part(candidacy.search, "alignment")
    url = reverse("scorecards:gate", args=[candidacy.pk, part.pk])
    assert client.get(url).status_code == 404


def read_by_manager(questionnaire):
    """The hiring manager, who has a seat in the questionnaire, and their card after the gate."""
    manager = factories.hiring_manager_of(questionnaire.search)
    own = make.submitted(make.seat(questionnaire, manager))
    make.submitted(make.seat(questionnaire))
    actions.read_gate(candidacy=questionnaire.candidacy, part=questionnaire.part, by=manager)
    return manager, own


def test_an_amendment_after_reading_the_gate_is_shown_and_never_averaged(questionnaire):
    manager, own = read_by_manager(questionnaire)
    amendment = actions.amend_card(
        card=own,
        after=own.pk,
        content=make.content(questionnaire, ratings=1),
        because="I read what the others say.",
        by=manager,
    )
    assert amendment.after_reveal
    assert own in Card.objects.counting()
    assert amendment not in Card.objects.counting()


def test_an_excused_card_taken_up_after_reading_the_gate_is_never_averaged(
    questionnaire, candidacy, manager
):
    seat = make.seat(questionnaire, manager)
    make.submitted(make.seat(questionnaire))
    make.excused(seat, by=factories.member(candidacy.search, Role.RECRUITER))
    actions.read_gate(candidacy=candidacy, part=questionnaire.part, by=manager)
    actions.take_up_card(interview=questionnaire, by=manager)
    assert make.submitted(seat).after_reveal


def test_a_wrong_answer_at_a_gate_is_a_reading_too(questionnaire, page, manager):
    judged(questionnaire)
    page("post", go="perhaps")
    assert GateReading.objects.filter(user=manager).exists()
