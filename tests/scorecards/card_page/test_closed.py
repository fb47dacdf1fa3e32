"""A scorecard that is shut or submitted: what it shows, amendments, questions passed on."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from interviews.models import Interview
from interviews.states import InterviewState
from scorecards.models import Card, PassedQuestion
from searches.models import Event
from tests import factories
from tests.factories import scorecards as make
from tests.scorecards.card_page.typed import own, typed

pytestmark = pytest.mark.django_db
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"')


# ---- What shuts it ------------------------------------------------------------------------


def test_card_of_a_cancelled_interview_is_shut_and_keeps_its_draft(page, seat):
    page("post", save="1", **typed(seat.interview, why="A draft."))
    other = make.seat(make.interview(seat.interview.candidacy, "board"), seat.user)
    assert other.user == seat.user  # still let in to the candidacy
    Interview.objects.filter(pk=seat.interview_id).update(
        state=InterviewState.CANCELLED, cancelled_at=timezone.now()
    )
    answer = page("post", submit="1", **typed(seat.interview, revision=1))
    body = answer.content.decode()
    assert "was cancelled" in body
    assert "A draft." in body
    assert own(seat).state == "draft"


def test_draft_of_who_was_replaced_is_shown_to_them_and_not_submitted(page, seat):
    page("post", save="1", **typed(seat.interview, why="A draft."))
    make.seat(make.interview(seat.interview.candidacy, "board"), seat.user)
    make.replaced(seat)
    answer = page("post", submit="1", **typed(seat.interview, revision=1))
    body = answer.content.decode()
    assert "given to somebody else" in body
    assert "A draft." in body
    assert own(seat).state == "draft"


def test_excused_card_says_by_whom_and_why(page, seat):
    card = make.excused(seat, because="Ill since Monday.")
    body = page().content.decode()
    assert str(card.excused_by) in body
    assert "Ill since Monday." in body


def test_excused_card_is_not_submitted(page, seat):
    make.excused(seat)
    page("post", submit="1", **typed(seat.interview))
    assert own(seat).state == "excused"
    assert not Event.objects.filter(verb="card.submitted").exists()


def test_who_was_excused_may_take_it_up_and_finds_the_draft(page, seat):
    make.card(seat, says="Half of it.")
    make.excused(seat)
    assert "Half of it." in page("post", at="take-up/").content.decode()
    assert own(seat).state == "draft"


def test_others_get_the_same_answer_whatever_the_card_holds(client, interview):
    """No card, a draft, a submitted one, an excused one: not a byte of difference."""
    manager = factories.hiring_manager_of(interview.search)
    client.force_login(manager)
    seen = set()
    for state in (None, make.card, make.submitted, make.excused):
        one = make.interview(make.candidacy(interview.search, "Ada Lind"))
        other = make.seat(one)
        if state:
            state(other)
        answer = client.get(reverse("scorecards:card", args=[one.pk]))
        seen.add((answer.status_code, TOKEN.sub(b"", answer.content)))
    assert len(seen) == 1
    assert seen.pop()[0] == 403


# ---- Amending -----------------------------------------------------------------------------


def test_amendment_stands_dated_beside_the_original(page, seat):
    card = make.submitted(seat)
    given = typed(seat.interview, rating_production="2", after=card.pk, amended_because="Misheard.")
    body = page("post", at="amend/", **given).content.decode()
    assert Card.objects.get(amends=card).amended_because == "Misheard."
    assert "Misheard." in body
    card.refresh_from_db()
    assert card.ratings.get(competency="production").value == 4


def test_amendment_needs_its_reason(page, seat):
    card = make.submitted(seat)
    page("post", at="amend/", **typed(seat.interview, after=card.pk, amended_because=""))
    assert not Card.objects.filter(amends=card).exists()


def test_amending_twice_from_one_page_makes_one_amendment(page, seat):
    card = make.submitted(seat)
    given = typed(seat.interview, after=card.pk, amended_because="Misheard.")
    page("post", at="amend/", **given)
    answer = page("post", at="amend/", **given)
    assert "meanwhile" in answer.content.decode()
    assert Card.objects.filter(amends=card).count() == 1


def test_draft_is_not_amended(page, seat):
    make.card(seat)
    body = page(at="amend/").content.decode()
    assert "once it is submitted" in body


def test_what_a_second_window_typed_after_submitting_is_shown_and_not_kept(page, seat):
    make.submitted(seat)
    answer = page("post", submit="1", **typed(seat.interview, why="Typed in the other window."))
    body = answer.content.decode()
    assert "is submitted" in body
    assert "Typed in the other window." in body
    assert own(seat).why == "Told of the worst day first."


# ---- Passing on a question ------------------------------------------------------------------


def test_question_is_passed_on_once(page, seat):
    for _ in range(2):
        page("post", at="question/", text="What happened to late labels?")
    assert PassedQuestion.objects.count() == 1


def test_passing_a_question_on_leaves_no_line_in_the_log(page, seat):
    """Its minute, between two lines with a name, would say whose it is."""
    before = Event.objects.count()
    page("post", at="question/", text="What happened to late labels?")
    assert Event.objects.count() == before


def test_empty_question_is_said_at_its_field(page, seat):
    answer = page("post", at="question/", text="")
    assert "is empty" in answer.content.decode()
    assert not PassedQuestion.objects.exists()
