"""A candidate's name, their employer and the company stand in no mail subject, calendar file, feed,
file name or cover: whatever the samples and a few acts more send and make is looked at."""

import re
from datetime import timedelta
from email.message import EmailMessage

import pytest
import time_machine
from django.core import mail as outgoing
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from briefs import kinds as briefs
from briefs.models import Brief
from briefs.render import html_of
from candidates import actions as candidates
from candidates.exporting import FORMS, file_name
from candidates.models import Candidacy, Candidate, Document
from interviews import actions as interviews
from interviews.models import Interview, Meeting
from mail import actions as mails
from mail import kinds
from mail.models import Mail
from offers.models import Approval
from offers.tasks import remind
from scorecards import actions as scorecards
from searches.models import Search, Step
from tests import factories
from tests.factories import scorecards as judged
from tests.journeys.places import acts, lookups

pytestmark = pytest.mark.once

THEIRS = {
    "offer_letter",
    "offer_letter_preview",
    "plan",
    "plan_update",
    "plan_review",
    "job_description",
}
"""Papers for the candidate or the person hired, who are called by their name; and the one that is
made for everybody, and tells nobody's."""


def words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w{4,}", text.casefold()) if word != "sample"}


def names() -> set[str]:
    """Every longer word of a candidate's name and employer, and of a company."""
    people = Candidate.objects.values_list("name", "employer")
    companies = Search.objects.values_list("company", flat=True)
    told = {word for row in people for part in row for word in words(part)}
    # A title or a panelist's name may share a word with them, and is no secret.
    known = {word for user in User.objects.all() for word in words(user.name)}
    roles = {word for search in Search.objects.all() for word in words(search.title)}
    return (told | {word for name in companies for word in words(name)}) - known - roles


@pytest.fixture
def sent(transactional_db, monkeypatch, settings) -> list[str]:
    """The kinds of the mail that went out; each is written at once, as a worker would."""
    went: list[str] = []

    def deliver(_: str, mail_id: int) -> None:
        mails.deliver(mail_id)
        row = Mail.objects.get(pk=mail_id)
        if row.state == Mail.State.SENT:
            went.append(row.kind)

    monkeypatch.setattr(mails, "hand_over", deliver)
    settings.DEMO = True
    for command in ("load_playbooks", "load_samples"):
        call_command(command, verbosity=0)
    return went


def do_the_rest() -> None:
    """What the samples leave out: each of these sends mail of a kind they do not send."""
    acts.invite()
    acts.ask_in_writing()
    acts.ask_referee()
    acts.propose()
    acts.stop_one()
    _write_to_who_left()
    _meet_move_and_call_off()
    _move_and_cancel_an_interview()
    _remind_from_the_eve_to_the_morning_after()
    acts.ask_for_a_panel_brief()
    acts.ask_for_the_status()
    acts.ask_for_the_board_page()
    acts.know_nobody()
    acts.compare_offers()
    acts.preview_the_letter()
    acts.ask_for_the_sheet()
    _hold_up_an_offer()
    acts.send_the_offer()
    acts.ask_and_answer()
    acts.say_yes()
    acts.sign_it()
    acts.move_the_first_day()
    acts.take_it_back()
    acts.review()
    _judge()
    _act_as_the_candidate()


def _hold_up_an_offer() -> None:
    asked = timezone.now() - timedelta(days=9)
    Approval.objects.exclude(asked_at=None).filter(state="waiting").update(asked_at=asked)
    remind()


def _write_to_who_left() -> None:
    gone = Candidacy.objects.filter(stage="stopped").exclude(candidate__email="")[0]
    by = lookups.user(lookups.RECRUITER)
    candidates.send_message(candidacy=gone, occasion="before", text="It went on.", by=by)


def _meet_move_and_call_off() -> None:
    acts.meet_for_debrief()
    row = Meeting.objects.order_by("-pk")[0]
    by = lookups.user(lookups.RECRUITER)
    at = row.starts_at + timedelta(hours=1)
    interviews.move_meeting(
        meeting=row, starts_at=at, zone=row.zone, minutes=30, place="Room 4", by=by
    )
    interviews.cancel_meeting(meeting=row, by=by)


def _ahead() -> Interview:
    """The next interview, put off for a week: its eve is then still to come, whatever the hour."""
    row = Interview.objects.filter(starts_at__gt=timezone.now(), state="planned")[0]
    at = row.starts_at + timedelta(days=7)
    return interviews.move_interview(
        interview=row,
        starts_at=at,
        zone=row.zone,
        minutes=row.minutes,
        place="Room 9",
        by=lookups.user(lookups.RECRUITER),
    )


def _move_and_cancel_an_interview() -> None:
    interviews.cancel_interview(interview=_ahead(), by=lookups.user(lookups.RECRUITER))


def _remind_from_the_eve_to_the_morning_after() -> None:
    row = _ahead()
    seat = row.seats.current().filter(duty="scoring")[0]
    for hours in range(-40, 60):  # an eve may lie 39 hours before a late interview
        with time_machine.travel(row.starts_at + timedelta(hours=hours)):
            scorecards.remind(seat_id=seat.pk)


def _judge() -> None:
    """Cards come in for a gate and for a debrief, and one is excused, in a search of its own."""
    search = factories.search()
    first, second = (judged.candidacy(search, f"Nadine Weissenborn {n}") for n in "AB")
    judged.judged(first, "questionnaire")
    judged.excused(judged.seat(judged.interview(first, "board")))
    for part in search.playbook.parts:
        judged.judged(second, part.key)
    judged.asked(second)


def _act_as_the_candidate() -> None:
    row = lookups.candidacy(Step.CANDIDATES)
    link = candidates.send_own_page(candidacy=row, by=lookups.user(lookups.RECRUITER))
    candidates.say_needs(candidacy=row, needs="Live captions", by=link)
    candidates.withdraw_themselves(candidacy=row, because="", by=link)


def test_no_name_is_in_a_subject_a_calendar_file_a_feed_a_file_name_or_a_cover(sent, subtests):
    do_the_rest()
    secret = names()
    assert {"haddad", "norrland", "kestrel"} <= secret
    with subtests.test("every kind of mail was sent"):
        assert set(kinds._kinds) - set(sent) == set()
    for message in outgoing.outbox:
        with subtests.test(message.subject):
            assert words(message.subject).isdisjoint(secret)
            for name, content in attached(message):
                assert words(name).isdisjoint(secret)
                assert words(content).isdisjoint(secret), content
    for user in User.objects.filter(is_active=True):
        with subtests.test(f"feed of {user}"):
            link = interviews.make_feed(by=user)
            feed = Client().get(reverse("interviews:feed", args=[link.token])).content.decode()
            assert words(feed).isdisjoint(secret)
    for brief in Brief.objects.exclude(kind__in=THEIRS):
        with subtests.test(f"{brief.kind} {brief.pk}"):
            assert words(brief.file_name).isdisjoint(secret)
            assert words(cover_of(brief)).isdisjoint(secret)
    for document in Document.objects.all():
        assert words(document.download_name).isdisjoint(secret)
    for search in Search.objects.all():
        assert all(words(file_name(search, form)).isdisjoint(secret) for form in FORMS)
    assert {brief.kind for brief in Brief.objects.all()} >= set(briefs._kinds) - {"merged_brief"}


def attached(message: EmailMessage) -> list[tuple[str, str]]:
    """Name and text of each attachment; a calendar file's folded lines are put together."""
    own = f"mailto:{message.to[0]}"  # their own address, in a file that went there
    return [
        (name, content.replace("\r\n ", "").replace(own, ""))
        for name, content, _ in message.attachments
    ]


def cover_of(brief: Brief) -> str:
    """Title, running lines and masthead of a paper."""
    page = html_of(briefs.kind_of(brief).template, brief)
    body = page.split("<body", 1)[1].split(">", 1)[0]
    title = page.split("<title>")[1].split("</title>")[0]
    return " ".join((title, body, page.split("<header", 1)[1].split("</header>")[0]))
