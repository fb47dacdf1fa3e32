"""When somebody leaves, everything that hung on it ends, whichever room it is in."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Link
from candidates.actions import stop, withdraw
from candidates.models import Candidacy
from candidates.signals import candidacy_ended
from interviews.models import Interview
from mail.actions import body_of, message_of
from mail.kinds import letter_of
from mail.models import Mail
from scorecards.blindness import owed_seats
from scorecards.models import Card
from searches.home import lines_for
from tests import factories
from tests.factories import candidates as make
from tests.factories import offers as make_offers
from tests.factories import scorecards as judged

ENDS = pytest.mark.parametrize("end", [stop, withdraw])


def ended(end, candidacy: Candidacy) -> None:
    by = factories.hiring_manager_of(candidacy.search)
    end(candidacy=candidacy, because="No answer any more", by=by)


def test_the_rooms_that_hear_of_it():
    """Who adds a room that plans, asks or reminds adds its receiver, and a test here."""
    heard = {receiver.__name__ for _, ref, *_ in candidacy_ended.receivers if (receiver := ref())}
    assert heard >= {"cancel_what_stands", "reveal_what_was_judged", "end_with_the_candidacy"}


@ENDS
def test_the_candidates_own_link_closes(candidacy, end):
    token = make.sent(candidacy).link.token
    ended(end, candidacy)
    assert Link.objects.open_with(token, "questionnaire") is None


@ENDS
def test_the_referees_links_close(candidacy, end):
    tokens = [make.asked_in_writing(candidacy, f"Referee {n}").link.token for n in range(2)]
    ended(end, candidacy)
    assert [Link.objects.open_with(token, "reference") for token in tokens] == [None, None]


@ENDS
def test_mail_that_still_waits_for_referee_and_candidate_is_dropped(candidacy, end):
    make.sent(candidacy)
    make.asked_in_writing(candidacy)
    ended(end, candidacy)
    waiting = Mail.objects.filter(kind__in=["questionnaire", "reference"])
    assert [message_of(mail) for mail in waiting] == [None, None]


@ENDS
def test_interviews_to_come_are_cancelled(search, end):
    row = judged.candidacy(search)
    interview = judged.interview(row)
    soon = timezone.now() + timedelta(days=2)
    Interview.objects.filter(pk=interview.pk).update(starts_at=soon, state="planned")
    ended(end, row)
    interview.refresh_from_db()
    assert interview.state == "cancelled"


@ENDS
def test_an_interview_to_come_is_cancelled_if_notes_were_typed_before_it(search, end):
    interview = judged.interview(judged.candidacy(search))
    judged.card(judged.seat(interview))
    soon = timezone.now() + timedelta(days=2)
    Interview.objects.filter(pk=interview.pk).update(starts_at=soon, state="planned")
    ended(end, interview.candidacy)
    interview.refresh_from_db()
    assert interview.state == "cancelled"


@ENDS
def test_what_was_held_stays_held_if_no_card_was_begun(search, end):
    interview = judged.interview(judged.candidacy(search))
    seat = judged.seat(interview)
    Interview.objects.filter(pk=interview.pk).update(state="held")
    ended(end, interview.candidacy)
    interview.refresh_from_db()
    card = Card.objects.get(interview=interview, author=seat.user)
    assert (interview.state, card.state) == ("held", "excused")


@ENDS
def test_what_began_by_the_clock_stays_with_what_was_typed(search, end):
    interview = judged.interview(judged.candidacy(search))
    draft = judged.card(judged.seat(interview), says="Froze the model himself.")
    Interview.objects.filter(pk=interview.pk).update(state="planned")
    ended(end, interview.candidacy)
    interview.refresh_from_db()
    kept = Card.objects.get(pk=draft.pk)
    assert interview.state != "cancelled"
    assert (kept.state, kept.why) == ("excused", draft.why)


@ENDS
def test_no_debrief_is_opened_over_nothing(search, end):
    interview = judged.interview(judged.candidacy(search))
    judged.card(judged.seat(interview))
    ended(end, interview.candidacy)
    assert not interview.candidacy.debriefs.exists()


@ENDS
def test_the_panel_is_told_that_nothing_is_left_to_decide(search, end):
    row = judged.candidacy(search)
    judged.judged(row)
    ended(end, row)
    mail = Mail.objects.filter(kind="debrief_is_open").first()
    letter = letter_of(mail)
    assert "There is nothing left to decide." in body_of(mail, letter)


@ENDS
def test_nobody_owes_a_card_any_more(search, end):
    row = judged.candidacy(search)
    interview = judged.interview(row)
    judged.submitted(judged.seat(interview))
    late = judged.seat(interview).user
    ended(end, row)
    assert not owed_seats().filter(interview__candidacy=row).exists()
    assert not [line for line in lines_for(late) if str(row) in line.say]


@ENDS
def test_the_offers_link_closes(search, end):
    offer = make_offers.sent(make_offers.chosen(search))
    assert offer.link is not None
    token = offer.link.token
    ended(end, offer.candidacy)
    assert Link.objects.open_with(token, "offer") is None


@ENDS
def test_what_ended_waits_on_nobodys_home(search, end):
    row = make.candidacy(search, "Quillfeather")
    somebody = factories.user()
    make.let_in(row, somebody)
    make.sent(row)
    ended(end, row)
    for user in (somebody, factories.hiring_manager_of(search)):
        assert not [line for line in lines_for(user) if "Quillfeather" in line.say]
