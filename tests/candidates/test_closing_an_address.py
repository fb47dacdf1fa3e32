"""The private link to the questionnaire, taken back by who sent it."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Link
from candidates.actions import close_questionnaire, save_answers, send_questionnaire
from candidates.models import Questionnaire
from candidates.register import lapsed
from searches.errors import NotAllowed, Refused
from searches.models import Event
from tests.candidates.conftest import page_of
from tests.factories import candidates as make


def test_a_closed_address_opens_nothing_and_keeps_the_draft(client, candidacy, manager):
    row = make.sent(candidacy)
    token = row.link.token
    key = next(iter(make.words(candidacy.search)))
    save_answers(questionnaire=row, answers={key: "So far."}, revision=0, by=row.link)
    close_questionnaire(candidacy=candidacy, by=manager)
    assert client.get(reverse("candidates:answer", args=[token])).status_code == 404
    assert Questionnaire.objects.get().answers[key] == "So far."
    assert Event.objects.filter(verb="questionnaire.closed").count() == 1


def test_after_closing_the_questions_can_be_sent_again(client, candidacy, manager):
    make.sent(candidacy)
    close_questionnaire(candidacy=candidacy, by=manager)
    again = send_questionnaire(candidacy=candidacy, by=manager)
    url = reverse("candidates:answer", args=[again.link.token])
    assert client.get(url).status_code == 200


@pytest.mark.parametrize("how", ["never sent", "closed", "answered"])
def test_only_an_open_address_is_closed(search, candidacy, manager, in_writing, how):
    if how == "closed":
        make.sent(candidacy)
        close_questionnaire(candidacy=candidacy, by=manager)
    elif how == "answered":
        make.answered(candidacy)
    with pytest.raises(Refused, match="no open address"):
        close_questionnaire(candidacy=candidacy, by=manager)


def test_who_does_not_run_the_search_closes_no_address(candidacy, observer):
    make.sent(candidacy)
    with pytest.raises(NotAllowed):
        close_questionnaire(candidacy=candidacy, by=observer)


def test_the_page_closes_it_and_says_so(as_, candidacy, manager):
    make.sent(candidacy)
    client, url = as_(manager), reverse("candidates:questionnaire", args=[candidacy.pk])
    close = reverse("candidates:close_questionnaire", args=[candidacy.pk])
    assert close in page_of(client.get(url))
    page = page_of(client.post(close, follow=True))
    assert "The address is closed" in page
    assert "Send a new link" in page
    assert close not in page


def test_a_closed_address_does_not_come_back_as_one_that_ran_out(candidacy, manager):
    row = make.sent(candidacy)
    close_questionnaire(candidacy=candidacy, by=manager)
    Link.objects.filter(pk=row.link_id).update(expires_at=timezone.now())
    assert list(lapsed(manager)) == []
