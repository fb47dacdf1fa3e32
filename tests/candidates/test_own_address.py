"""The address of a candidate's own page: given, closed, and moved with the mail address."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Link
from candidates.actions import (
    change_candidate,
    close_own_page,
    give_own_page,
    send_own_page,
    withdraw_themselves,
)
from candidates.own import OWN_PAGE, own_link
from interviews.actions import propose_slots
from mail.actions import body_of, message_of
from mail.kinds import letter_of
from mail.models import Mail
from searches.actions import acting, turn
from searches.errors import NotAllowed, Refused
from tests.candidates.conftest import page_of
from tests.candidates.own_page import WORD, own, read
from tests.factories import candidates as make
from tests.factories import interviews as loops

# ---- Giving it, taking it back -----------------------------------------------------------------


def test_who_is_sent_the_questions_gets_a_page_and_the_mail_names_it(candidacy, in_writing):
    row = make.sent(candidacy)
    mail = Mail.objects.get(kind="questionnaire", about=row.pk)
    assert own(own_link(candidacy)) in body_of(mail, letter_of(mail))


def test_the_mail_of_an_interview_names_the_page(candidacy):
    row = loops.interview(candidacy)
    mail = Mail.objects.get(kind="interview_planned_for_candidate", about=row.pk)
    assert own(own_link(candidacy)) in body_of(mail, letter_of(mail))


def test_one_page_serves_all_mails(candidacy, in_writing, manager):
    make.sent(candidacy)
    with acting(candidacy.search_id, manager) as search:
        give_own_page(search, candidacy, manager)
    assert Link.objects.filter(kind=OWN_PAGE, about=candidacy.pk).count() == 1


def test_without_an_address_there_is_no_page(search, manager):
    row = make.candidacy(search, "No Mail", email="")
    with pytest.raises(Refused, match="no mail address"):
        send_own_page(candidacy=row, by=manager)
    with acting(search.pk, manager) as locked:
        give_own_page(locked, row, manager)
    assert own_link(row) is None


def test_a_new_address_closes_the_one_before(candidacy, link, manager):
    new = send_own_page(candidacy=candidacy, by=manager)
    assert Client().get(own(link)).status_code == 404
    assert Client().get(own(new)).status_code == 200


def test_the_mail_says_no_name_in_its_subject(candidacy, link):
    mail = Mail.objects.get(kind=OWN_PAGE)
    assert "Haddad" not in message_of(mail).subject
    assert own(link) in message_of(mail).body


def test_a_closed_address_sends_no_mail_any_more(candidacy, link, manager):
    close_own_page(candidacy=candidacy, by=manager)
    assert letter_of(Mail.objects.get(kind=OWN_PAGE)) is None
    with pytest.raises(Refused, match="no open address"):
        close_own_page(candidacy=candidacy, by=manager)


def test_it_can_be_closed_while_the_search_is_paused(candidacy, link, manager):
    turn(search=candidacy.search, name="pause", because="Budget is being set.", by=manager)
    assert "The search is paused" in read(link)
    close_own_page(candidacy=candidacy, by=manager)
    assert own_link(candidacy) is None


def test_another_mail_address_closes_the_page(candidacy, link, manager):
    from candidates.actions import Person

    person = Person(name="Leila Haddad", email="leila.elsewhere@example.com")
    change_candidate(candidacy=candidacy, person=person, by=manager)
    assert Client().get(own(link)).status_code == 404


@pytest.mark.parametrize("act", [send_own_page, close_own_page])
def test_who_only_observes_gives_and_closes_nothing(candidacy, link, observer, act):
    with pytest.raises(NotAllowed):
        act(candidacy=candidacy, by=observer)


def test_a_link_about_somebody_else_opens_nothing_of_theirs(candidacy, link, search):
    other = make.candidacy(search, f"{WORD} Other")
    with pytest.raises(NotAllowed):
        withdraw_themselves(candidacy=other, because="", by=link)
    assert WORD not in read(link)


# ---- Another mail address ----


def at_another_address(candidacy, by) -> None:
    from candidates.actions import Person

    person = Person(name="Leila Haddad", email="leila.private@example.com")
    change_candidate(candidacy=candidacy, person=person, by=by)


def test_whoever_reads_the_old_mail_finds_every_address_closed(candidacy, in_writing, manager):
    old = make.sent(candidacy).link
    at_another_address(candidacy, manager)
    assert Client().get(reverse("candidates:answer", args=[old.token])).status_code == 404


def test_times_sent_to_the_old_address_are_withdrawn(candidacy, manager):
    soon = timezone.now() + timedelta(days=5)
    proposal = propose_slots(
        candidacy=candidacy,
        part=loops.part(candidacy.search),
        slots=[soon, soon + timedelta(hours=3)],
        zone="UTC",
        minutes=60,
        place="",
        by=manager,
    )
    at_another_address(candidacy, manager)
    answer = Client().get(reverse("interviews:choose", args=[proposal.link.token]))
    assert answer.status_code == 404


def test_mail_that_goes_to_an_old_address_names_no_page(candidacy, manager):
    row = loops.interview(candidacy)
    mail = Mail.objects.get(kind="interview_planned_for_candidate", about=row.pk)
    at_another_address(candidacy, manager)
    send_own_page(candidacy=candidacy, by=manager)
    assert "/c/" not in body_of(mail, letter_of(mail))


def test_that_an_interview_is_off_reaches_the_new_address(candidacy, manager):
    from interviews.actions import cancel_interview

    row = loops.interview(candidacy)
    at_another_address(candidacy, manager)
    cancel_interview(interview=row, by=manager)
    mail = Mail.objects.get(kind="interview_cancelled_for_candidate")
    assert mail.to == "leila.private@example.com"


def test_who_has_left_is_given_no_page_anew(as_, candidacy, manager, recruiter):
    make.gone(candidacy)
    assert "own-page/send" not in page_of(as_(recruiter).get(candidacy.get_absolute_url()))
    with pytest.raises(Refused, match="have left the search"):
        send_own_page(candidacy=candidacy, by=manager)
