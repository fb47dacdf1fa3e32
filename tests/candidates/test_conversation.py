"""The questionnaire as a conversation: who types, and drafts that conflict in the open."""

import pytest
from django.urls import reverse

from candidates.actions import begin_conversation, choose_way, save_answers, submit_answers
from candidates.models import Questionnaire
from candidates.signals import questionnaire_answered
from candidates.states import Way
from searches.errors import NotAllowed, Refused, Stale
from searches.models import Role
from tests import factories
from tests.candidates.conftest import page_of
from tests.factories import candidates as make


@pytest.fixture
def typed(candidacy, manager) -> Questionnaire:
    """Begun as a conversation."""
    choose_way(search=candidacy.search, way=Way.CONVERSATION, by=manager)
    return begin_conversation(candidacy=candidacy, by=manager)


def test_the_interviewer_types_and_a_second_reader_is_shown_both(as_, typed, manager, recruiter):
    url = reverse("candidates:questionnaire", args=[typed.candidacy_id])
    as_(manager).post(url, {"own_system": "Typed by one", "revision": 0, "save": "1"})
    page = page_of(
        as_(recruiter).post(url, {"own_system": "Typed by two", "revision": 0, "save": "1"})
    )
    assert "Typed by one" in page
    assert "Typed by two" in page


def test_a_panelist_who_is_let_in_types(typed, panelist):
    make.declared(typed.candidacy, panelist)
    save_answers(questionnaire=typed, answers={"own_system": "x"}, revision=0, by=panelist)
    typed.refresh_from_db()
    assert typed.answers["own_system"] == "x"


@pytest.mark.parametrize("answer", ["", "replace"])
def test_a_panelist_who_may_not_judge_does_not_type(typed, panelist, answer):
    make.let_in(typed.candidacy, panelist)
    if answer:
        make.declared(typed.candidacy, panelist, answer)
    with pytest.raises(NotAllowed):
        save_answers(questionnaire=typed, answers={"own_system": "x"}, revision=0, by=panelist)


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.APPROVER])
def test_observers_and_approvers_do_not_type(typed, role):
    somebody = factories.member(typed.search, role)
    with pytest.raises(NotAllowed):
        save_answers(questionnaire=typed, answers={"own_system": "x"}, revision=0, by=somebody)


def test_what_is_being_typed_is_not_shown_to_who_does_not_type(as_, typed, manager, observer):
    save_answers(
        questionnaire=typed, answers={"own_system": "Quillfeather"}, revision=0, by=manager
    )
    url = reverse("candidates:questionnaire", args=[typed.candidacy_id])
    assert "Quillfeather" in page_of(as_(manager).get(url))
    assert "Quillfeather" not in page_of(as_(observer).get(url))


def test_the_rooms_above_hear_of_the_answers_once(typed, manager):
    heard = []

    def hear(**said):
        heard.append((said["candidacy"], said["search"].pk, said["by"]))

    questionnaire_answered.connect(hear)
    try:
        given = {"answers": make.words(typed.search), "by": manager}
        submit_answers(questionnaire=typed, revision=0, **given)
        with pytest.raises(Refused):
            submit_answers(questionnaire=typed, revision=1, **given)
    finally:
        questionnaire_answered.disconnect(hear)
    assert heard == [(typed.candidacy, typed.search.pk, manager)]


def test_stale_answers_are_not_submitted(typed, manager, recruiter):
    save_answers(questionnaire=typed, answers={"own_system": "One"}, revision=0, by=manager)
    with pytest.raises(Stale):
        submit_answers(
            questionnaire=typed, answers=make.words(typed.search), revision=0, by=recruiter
        )
    typed.refresh_from_db()
    assert typed.submitted_at is None
