"""The scope asked one piece at a time."""

import re

import pytest
from django.urls import reverse

from tests.factories import scoping as made

pytestmark = pytest.mark.django_db


def one_at(client, search, at):
    return client.get(reverse("scoping:scope", args=[search.pk]), {"one": at})


def shown_alone(answer):
    """The places of the pieces that are not hidden."""
    text = answer.content.decode()
    places = re.findall(r'<(?:div|fieldset) class="[^"]*" id="([fq]-\w+)"( hidden)?', text)
    return [place for place, hidden in places if not hidden]


def test_one_piece_at_a_time_is_the_one_asked_for(search, manager, client):
    assert shown_alone(one_at(client, search, "f-headcount")) == ["f-headcount"]
    assert shown_alone(one_at(client, search, "q-horizon")) == ["q-horizon"]


def test_one_at_a_time_begins_with_what_was_not_said(search, manager, client):
    answers = {key: value for key, value in made.ANSWERS.items() if key != "platform"}
    made.draft_scope(search, answers=answers)
    assert shown_alone(one_at(client, search, "next")) == ["q-platform"]


def test_going_on_saves_and_shows_the_next_piece(search, manager, client):
    address = reverse("scoping:scope", args=[search.pk])
    sent = {"revision": "0", "fact_headcount": "640", "at": "f-place"}
    answer = client.post(f"{address}?one=f-headcount", sent)
    assert answer["Location"] == f"{address}?one=f-place"
    assert search.scopes.get().facts["headcount"] == 640


def test_a_wrong_piece_is_shown_again_with_its_sentence(search, manager, client):
    address = reverse("scoping:scope", args=[search.pk])
    sent = {"revision": "0", "fact_headcount": "many", "at": "f-place"}
    answer = client.post(f"{address}?one=f-headcount", sent)
    assert shown_alone(answer) == ["f-headcount"]
    assert "many" in answer.content.decode()


def test_every_piece_has_its_turn_and_the_result_is_the_last(search, manager, client):
    at, seen = "f-engagement", []
    while at:
        piece = one_at(client, search, at).context["one"]
        seen.append(piece.at)
        at = piece.after
    playbook = search.playbook
    assert seen == [
        *(f"f-{fact.key}" for fact in playbook.facts),
        *(f"q-{question.key}" for question in playbook.questions),
        "result",
    ]


@pytest.mark.parametrize("at", ["f-nothing", "<script>", "q-", "9"])
def test_a_piece_that_does_not_exist_begins_at_the_next(search, manager, client, at):
    answer = one_at(client, search, at)
    assert shown_alone(answer) == ["f-company_stage"]
    assert "<script>9" not in answer.content.decode()


def test_all_on_one_page_keeps_what_was_typed(search, manager, client):
    address = reverse("scoping:scope", args=[search.pk])
    sent = {"revision": "0", "fact_headcount": "640", "at": "all"}
    assert client.post(f"{address}?one=f-headcount", sent)["Location"] == address
    assert search.scopes.get().facts["headcount"] == 640
