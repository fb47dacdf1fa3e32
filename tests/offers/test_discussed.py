"""What the candidate asks about the terms, who answers, and who reads of it."""

import pytest
from django.urls import reverse

from mail.kinds import letter_of
from mail.models import Mail
from offers import actions
from offers.models import Discussed
from searches.errors import Refused
from searches.models import Role
from tests import factories
from tests.factories import offers as make

pytestmark = pytest.mark.django_db

ASKED = "Does the notice begin at the end of a month?"
ANSWER = "Yes, of a quarter."


@pytest.fixture
def candidacy():
    return make.chosen(factories.search())


def asked_by_link(candidacy) -> Discussed:
    return actions.ask(by=make.sent(candidacy).link, text=ASKED)


def own_page(offer) -> str:
    return reverse("offers:answer", args=[offer.link.token])


def test_a_question_by_link_goes_to_who_runs_the_search(candidacy):
    asked_by_link(candidacy)
    told = Mail.objects.filter(kind="offer_question").values_list("user", flat=True)
    assert make.recruiter_of(candidacy.search).pk in told


def test_mail_about_a_question_holds_neither_name_nor_words(candidacy):
    asked_by_link(candidacy)
    letter = letter_of(Mail.objects.filter(kind="offer_question").first())
    assert candidacy.alias in letter.subject
    assert str(candidacy.candidate.name) not in letter.subject
    assert ASKED not in str(letter.context)


def test_an_answer_is_mailed_and_stands_on_the_candidate_s_page(candidacy, client):
    row = asked_by_link(candidacy)
    actions.answer(discussed=row, text=ANSWER, by=make.recruiter_of(candidacy.search))
    assert Mail.objects.filter(kind="offer_question_answered", link=row.link).exists()
    page = client.get(own_page(candidacy.offers.get()))
    assert ASKED in page.text
    assert ANSWER in page.text


def test_what_was_noted_of_a_talk_is_not_on_the_candidate_s_page(candidacy, client):
    offer = make.sent(candidacy)
    by = make.recruiter_of(candidacy.search)
    actions.note(offer=offer, asked="Wants more equity.", answer="We said no.", by=by)
    assert "equity." not in client.get(own_page(offer)).text.split("Your questions")[1]


def test_a_question_is_answered_once(candidacy):
    row, by = asked_by_link(candidacy), make.recruiter_of(candidacy.search)
    actions.answer(discussed=row, text=ANSWER, by=by)
    with pytest.raises(Refused, match="answered already"):
        actions.answer(discussed=row, text="No.", by=by)


def test_who_asks_without_end_is_asked_to_wait(candidacy):
    link = make.sent(candidacy).link
    for _ in range(5):
        actions.ask(by=link, text=ASKED)
    with pytest.raises(Refused, match="wait for an answer"):
        actions.ask(by=link, text=ASKED)


def test_nothing_is_asked_of_an_offer_that_is_over(candidacy, client):
    offer = make.sent(candidacy)
    actions.revise_offer(
        offer=offer, because="They ask for more.", by=make.recruiter_of(offer.search)
    )
    url = reverse("offers:ask", args=[offer.link.token])
    page = client.post(url, {"asked": ASKED})
    assert page.status_code == 404
    assert ASKED in page.text
    assert not Discussed.objects.exists()


def test_an_empty_question_is_asked_for(candidacy, client):
    offer = make.sent(candidacy)
    page = client.post(reverse("offers:ask", args=[offer.link.token]), {"asked": "  "})
    assert 'href="#id_asked"' in page.text
    assert not Discussed.objects.exists()


def test_who_approves_reads_what_was_discussed(candidacy, client):
    offer = make.in_approval(candidacy)
    by = make.recruiter_of(candidacy.search)
    actions.note(offer=offer, asked=ASKED, answer=ANSWER, by=by)
    make.declare(offer)
    client.force_login(offer.approvals.get().approver)
    page = client.get(offer.get_absolute_url()).text
    assert ANSWER in page
    assert "Note what was asked" not in page


def test_an_answer_that_is_refused_keeps_its_words(candidacy, client):
    row, by = asked_by_link(candidacy), make.recruiter_of(candidacy.search)
    actions.answer(discussed=row, text=ANSWER, by=by)
    client.force_login(by)
    url = reverse("offers:reply", args=[candidacy.offers.get().pk, 1])
    page = client.post(url, {"answer": "Another answer."})
    assert "answered already" in page.text
    assert "Another answer." in page.text


@pytest.mark.parametrize("place", [0, 2, 10**23])
def test_an_answer_to_nothing_is_not_found(candidacy, client, place):
    asked_by_link(candidacy)
    client.force_login(make.recruiter_of(candidacy.search))
    url = reverse("offers:reply", args=[candidacy.offers.get().pk, place])
    assert client.post(url, {"answer": ANSWER}).status_code == 404


@pytest.mark.parametrize("role", [Role.PANELIST, Role.OBSERVER])
def test_nobody_else_notes_or_answers(candidacy, client, role):
    row = asked_by_link(candidacy)
    client.force_login(factories.member(candidacy.search, role))
    url = reverse("offers:reply", args=[candidacy.offers.get().pk, 1])
    assert client.post(url, {"answer": ANSWER}).status_code == 404
    row.refresh_from_db()
    assert row.answer == ""
