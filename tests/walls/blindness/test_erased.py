"""Nobody reads a card of who was erased: its author neither, and at no gate."""

import pytest

from candidates.actions import erase
from scorecards.blindness import gate_is_ready
from scorecards.models import Card
from tests.factories import candidates, scorecards
from tests.walls.predicate import assert_both_agree

pytestmark = pytest.mark.django_db


def erased(candidacy, manager) -> None:
    candidates.gone(candidacy)
    erase(candidacy=candidacy, ground="asked", by=manager)


def test_a_card_of_who_was_erased_is_read_by_nobody(candidacy, manager):
    card = scorecards.judged(candidacy)[0]
    draft = scorecards.card(scorecards.seat(scorecards.interview(candidacy, "board")))
    readers = [card.author, draft.author, manager]
    assert all(Card.objects.visible_to(reader).exists() for reader in readers[:2])
    erased(candidacy, manager)
    assert not any(Card.objects.visible_to(reader).exists() for reader in readers)
    assert_both_agree()


def test_no_gate_opens_the_cards_of_who_was_erased(candidacy, manager):
    gate = scorecards.judged(candidacy, "questionnaire")[0].interview.part
    assert Card.objects.at_gate(manager, candidacy, gate).exists()
    erased(candidacy, manager)
    assert not gate_is_ready(candidacy, gate)
    assert not Card.objects.at_gate(manager, candidacy, gate).exists()
