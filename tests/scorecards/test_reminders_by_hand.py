"""A reminder sent by hand, and the way from the mail to the card for somebody from outside."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail as outbox
from django.urls import reverse
from django.utils import timezone

from interviews import actions as interviews
from interviews.models import Interview, Seat
from mail.actions import deliver
from mail.models import Mail
from scorecards import actions, tasks
from searches.errors import NotAllowed, Refused
from searches.models import Event, Role
from tests import factories
from tests.factories import candidates as people
from tests.factories import interviews as planned
from tests.scorecards.reminding import at, letters

# ---- By hand ----


def by_hand(seat, by):
    return actions.remind_by_hand(interview=seat.interview, user=seat.user, by=by)


def test_the_recruiter_asks_for_a_card_once_a_day_a_person(seat, recruiter):
    with time_machine.travel(at(2, 16), tick=False):
        by_hand(seat, recruiter)
        with pytest.raises(Refused, match="was reminded today already"):
            by_hand(seat, recruiter)
    with time_machine.travel(at(3, 0, 30), tick=False):
        by_hand(seat, recruiter)
    assert Event.objects.filter(verb="card.reminded").count() == 2


def test_the_mail_says_who_asks(seat, recruiter):
    with time_machine.travel(at(2, 16), tick=False):
        by_hand(seat, recruiter)
    (letter,) = letters("card_to_write", at(2, 16, 1))
    assert letter.subject.startswith("Marguerite Osei asks for your scorecard: Production")


@pytest.mark.parametrize("moment", [at(2, 13), at(1, 9)])
def test_nobody_is_asked_before_the_interview(seat, recruiter, moment):
    with time_machine.travel(moment, tick=False), pytest.raises(Refused, match="owes no scorecard"):
        by_hand(seat, recruiter)


def test_who_wants_no_reminders_is_not_asked_by_mail(seat, recruiter, link, later):
    actions.stop_reminders(seat=seat, by=link)
    with pytest.raises(Refused, match="wants no more reminders"):
        by_hand(seat, recruiter)


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.PANELIST, Role.APPROVER])
def test_who_does_not_run_the_search_reminds_nobody(seat, role):
    with time_machine.travel(at(2, 16), tick=False), pytest.raises(NotAllowed):
        by_hand(seat, factories.member(seat.interview.search, role))


def test_the_page_offers_it_until_it_is_done(client, seat, recruiter):
    client.force_login(recruiter)
    url = reverse("scorecards:cards", args=[seat.interview.candidacy_id])
    remind = reverse("scorecards:remind", args=[seat.interview_id, seat.user_id])
    with time_machine.travel(at(2, 16), tick=False):
        client.force_login(recruiter)
        assert remind in client.get(url).content.decode()
        page = client.post(remind, follow=True).content.decode()
    assert "Ines Kovač is reminded by mail." in page
    assert "Reminded today" in page
    assert f'action="{remind}"' not in page


def test_the_page_offers_it_to_nobody_else(client, seat, search):
    remind = reverse("scorecards:remind", args=[seat.interview_id, seat.user_id])
    url = reverse("scorecards:cards", args=[seat.interview.candidacy_id])
    with time_machine.travel(at(2, 16), tick=False):
        client.force_login(factories.member(search, Role.OBSERVER))
        assert remind not in client.get(url).content.decode()


# ---- Somebody from outside, the whole way ----


def test_an_outsider_comes_from_the_mail_by_a_code_to_the_card_itself(client, search, manager):
    """Never been here, no password: mail, code, the two taps, the card."""
    candidacy = people.candidacy(search, "Leila Haddad")
    row = planned.interview(candidacy)
    interviews.fill_seat(
        interview=row, key="cto", email="dagny@fund.example", name="Dagny Voss", by=manager
    )
    starts = timezone.now().replace(microsecond=0) - timedelta(hours=1, minutes=20)
    Interview.objects.filter(pk=row.pk).update(starts_at=starts, minutes=60)
    Seat.objects.update(since=starts - timedelta(days=1))
    tasks.remind()
    mail = Mail.objects.get(kind="card_to_write", user__email="dagny@fund.example")
    deliver(mail.pk)
    (sent,) = [m for m in outbox.outbox if m.to == ["dagny@fund.example"]]
    card = reverse("scorecards:card", args=[row.pk])
    assert card in sent.body

    signing_in = client.get(card)
    assert signing_in["Location"] == f"{reverse('account_login')}?next={card}"
    page = client.get(signing_in["Location"]).content.decode()
    ask = f"{reverse('account_request_login_code')}?next={card.replace('/', '%2F')}"
    assert ask in page
    assert f'value="{card}"' in client.get(ask).content.decode()
    client.post(ask, {"email": "dagny@fund.example", "next": card})
    code = outbox.outbox[-1].body.split("\n\n")[1].strip()
    confirmed = client.post(reverse("account_confirm_login_code"), {"code": code, "next": card})
    assert confirmed["Location"] == card

    asked = client.get(card)
    assert asked["Location"].startswith(reverse("candidates:declare", args=[candidacy.pk]))
    declared = client.post(asked["Location"], {"answer": "none"})
    assert declared["Location"] == card
    assert "Submit scorecard" in client.get(card).content.decode()


def test_somebody_with_a_number_no_database_holds_is_not_there(client, search, manager):
    row = planned.interview(people.candidacy(search, "Leila Haddad"))
    client.force_login(manager)
    url = reverse("scorecards:remind", args=[row.pk, 10**30])
    assert client.post(url).status_code == 404
