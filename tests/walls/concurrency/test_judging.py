"""Scorecards, the log and the queue: many at once."""

from datetime import timedelta

import pytest
from django.core import mail as django_mail
from django.utils import timezone

from accounts import actions as accounts
from accounts.models import User
from briefs import actions as briefs
from candidates import actions as candidates
from interviews.models import Interview, Seat
from mail import actions as mail
from mail.models import Mail
from scoping import actions as scoping
from scorecards import actions as scorecards
from scorecards.models import Card, Debrief, Decision, Rating
from searches.models import Event
from searches.wording import unbroken
from tests import factories
from tests.factories import candidates as make_candidates
from tests.factories import scoping as make_scoping
from tests.factories import scorecards as make_scorecards
from tests.walls.concurrency.at_once import at_once, done, events

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


# ---- Scorecards


def test_twenty_submits_of_one_card_make_one_card(search):
    seat = make_scorecards.seat(
        make_scorecards.interview(make_scorecards.candidacy(search)), factories.user()
    )
    content = make_scorecards.content(seat.interview)

    def submit() -> Card:
        interview = Interview.objects.get(pk=seat.interview_id)
        user = User.objects.get(pk=seat.user_id)
        return scorecards.submit_card(interview=interview, revision=0, content=content, by=user)

    assert len(done(at_once(*[submit] * 20))) == 1
    assert Card.objects.count() == 1
    assert Rating.objects.count() == len(content["ratings"])
    assert events(search, "card.submitted") == 1


def test_two_tabs_saving_one_card_keep_one_and_show_the_other(search):
    seat = make_scorecards.seat(
        make_scorecards.interview(make_scorecards.candidacy(search)), factories.user()
    )

    def save(says: str) -> Card:
        content = make_scorecards.content(seat.interview, says=says)
        user = User.objects.get(pk=seat.user_id)
        interview = Interview.objects.get(pk=seat.interview_id)
        return scorecards.save_card(interview=interview, revision=0, content=content, by=user)

    answers = at_once(lambda: save("Here."), lambda: save("There."))
    assert len(done(answers)) == 1
    (kept,) = Card.objects.all()
    (stale,) = (answer for answer in answers if isinstance(answer, Exception))
    assert stale.current.draft == kept.draft


def test_beats_that_come_at_once_send_one_reminder(search):
    row = make_scorecards.interview(make_scorecards.candidacy(search))
    before = timezone.now() - timedelta(days=1)
    # It ended twenty minutes ago, and is not due for hours yet.
    begins = timezone.now() - timedelta(minutes=row.minutes + 20)
    Interview.objects.filter(pk=row.pk).update(starts_at=begins)
    seat = make_scorecards.seat(row)
    Seat.objects.update(since=before)
    answers = at_once(*[lambda: scorecards.remind(seat_id=seat.pk)] * 6)
    assert len([answer for answer in done(answers) if answer]) == 1
    assert Mail.objects.filter(kind="card_to_write").count() == 1


def test_a_debrief_opened_by_two_at_once_is_open_once(search):
    candidacy = make_scorecards.candidacy(search)
    make_scorecards.judged(candidacy)
    people = [factories.hiring_manager_of(search), factories.member(search, "recruiter")]
    answers = at_once(
        *(lambda by=by: scorecards.open_debrief(candidacy=candidacy, by=by) for by in people)
    )
    assert len(done(answers)) == 1
    assert Debrief.objects.filter(candidacy=candidacy, closed_at=None).count() == 1


def test_two_decisions_at_once_record_one(search):
    candidacy = make_scorecards.candidacy(search)
    make_scorecards.open_debrief(candidacy)
    by = factories.hiring_manager_of(search)

    def decide(outcome: str) -> Decision:
        return scorecards.decide(
            candidacy=candidacy, after=None, outcome=outcome, reasons="So.", override="So.", by=by
        )

    assert len(done(at_once(lambda: decide("hire"), lambda: decide("no_hire")))) == 1
    assert Decision.objects.filter(candidacy=candidacy, superseded_at=None).count() == 1


def test_the_last_two_second_votes_at_once_show_all_once(search):
    candidacy = make_scorecards.candidacy(search)
    votes = make_scorecards.asked(candidacy).votes.all()
    answers = at_once(*(lambda vote=vote: make_scorecards.voted(vote) for vote in votes))
    assert len(done(answers)) == 2
    assert Event.objects.filter(search=search, verb="votes.shown").count() == 1


# ---- The log, the queue


def test_ten_writers_leave_one_unbroken_log(search):
    candidacy = make_candidates.candidacy(search)
    before = Event.objects.filter(search=search).count()

    def write() -> None:
        by = factories.hiring_manager_of(search)
        for number in range(5):
            candidates.add_claim(candidacy=candidacy, text=f"Claim {number}", source="CV", by=by)

    assert len(done(at_once(*[write] * 6))) == 6
    made = events(search, "claim.added")
    numbers = (
        Event.objects.filter(search=search).order_by("number").values_list("number", flat=True)
    )
    assert list(numbers) == list(range(1, before + made + 1))
    assert unbroken(search)


def test_one_brief_made_by_five_processes_is_made_once(search):
    jd = make_scoping.approved_jd(search)
    brief = scoping.request_jd_pdf(jd=jd, by=factories.hiring_manager_of(search))
    at_once(*[lambda: briefs.make(brief.pk)] * 5)
    brief.refresh_from_db()
    assert (brief.state, brief.attempts) == ("ready", 1)


def test_one_mail_delivered_by_five_processes_is_sent_once(search):
    user = accounts.person_for(
        email="new@example.com", name="New Comer", by=factories.hiring_manager_of(search)
    )
    (row,) = Mail.objects.filter(user=user)
    django_mail.outbox.clear()
    at_once(*[lambda: mail.deliver(row.pk)] * 5)
    row.refresh_from_db()
    assert row.state == "sent"
    assert len(django_mail.outbox) == 1
