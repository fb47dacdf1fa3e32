"""What would help a candidate: who reads it, and who does not."""

import pytest
from django.test import Client
from django.urls import reverse

from candidates.actions.own import say_needs
from candidates.forms import NeedsForm
from mail.actions import message_of
from mail.models import Mail
from searches.errors import Refused
from searches.models import Event
from tests.candidates.conftest import page_of
from tests.candidates.own_page import WORD, leave, own
from tests.factories import candidates as make


def test_what_would_help_reaches_who_plans(as_, candidacy, link, recruiter):
    Client().post(own(link), {"needs": f"Live captions, {WORD}"})
    assert WORD in page_of(as_(recruiter).get(candidacy.get_absolute_url()))
    message = message_of(Mail.objects.filter(kind="candidate_asks")[0])
    assert WORD not in message.subject + message.body


def test_it_stands_where_the_interviews_are_planned(as_, candidacy, link, recruiter):
    Client().post(own(link), {"needs": WORD})
    assert WORD in page_of(as_(recruiter).get(reverse("interviews:candidacy", args=[candidacy.pk])))


@pytest.mark.parametrize("place", ["candidates:detail", "interviews:candidacy"])
def test_nobody_who_judges_or_observes_reads_it(as_, candidacy, link, observer, panelist, place):
    Client().post(own(link), {"needs": WORD})
    make.declared(candidacy, panelist)
    for who in (observer, panelist):
        page = as_(who).get(reverse(place, args=[candidacy.pk]))
        assert page.status_code == 200
        assert WORD not in page_of(page)


def test_saying_the_same_again_tells_nobody_anew(candidacy, link):
    for _ in range(2):
        Client().post(own(link), {"needs": "Live captions"})
    told = Mail.objects.filter(kind="candidate_asks").values_list("user", flat=True)
    assert len(told) == len(set(told))


def test_too_many_words_are_a_sentence_and_nothing_is_lost(candidacy, link):
    page = page_of(Client().post(own(link), {"needs": f"{WORD} " * 200}))
    assert "Use at most 1000" in page
    assert WORD in page


def test_what_would_help_is_not_said_for_a_search_one_has_left(candidacy, link):
    Client().post(leave(link), {})
    with pytest.raises(Refused, match="left this search"):
        say_needs(candidacy=candidacy, needs="Captions", by=link)


def test_the_question_asks_what_and_never_why():
    assert "Say what, not why" in NeedsForm.base_fields["needs"].help_text


def test_no_word_of_it_is_in_the_log(candidacy, link):
    Client().post(own(link), {"needs": WORD})
    assert WORD not in str([(e.verb, e.fields) for e in Event.objects.all()])


def test_the_log_does_not_say_that_somebody_asked_for_help(as_, candidacy, link, recruiter):
    Client().post(own(link), {"needs": "Live captions"})
    page = page_of(as_(recruiter).get(reverse("searches:log", args=[candidacy.search_id])))
    assert "wrote on their own page" in page
    assert "help" not in page.split("<main")[1].split("</main>")[0]
