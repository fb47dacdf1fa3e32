"""The outbox: a row a mail, written within the action, sent once, swept up when lost."""

from datetime import timedelta

import pytest
from django.core import mail as django_mail
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Link, User
from mail import actions, kinds, tasks
from mail.kinds import Letter
from mail.models import Mail
from mail.queries import sent_lately
from searches.actions import name_person, remove_person
from searches.models import Role
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter(monkeypatch):
    """A kind of mail whose letter each test may change."""
    said = {"subject": "A subject", "template": "emails/named.txt", "context": {}}
    monkeypatch.setitem(kinds._kinds, "test", lambda mail: Letter(**said))
    return said


@pytest.fixture
def posted(letter):
    return actions.post(kind="test", to=factories.user(email="ada@example.com"), about=1)


def again(mail):
    mail.refresh_from_db()
    return mail


# ---- Posting ----


def test_a_mail_belongs_to_the_action_that_causes_it(letter):
    user = factories.user()
    before = Mail.objects.count()

    def action():
        with transaction.atomic():
            actions.post(kind="test", to=user, about=1)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        action()
    assert Mail.objects.count() == before


def test_a_mail_is_queued_once_the_action_is_done(
    letter, queued, django_capture_on_commit_callbacks
):
    user = factories.user()
    with django_capture_on_commit_callbacks(execute=True):
        mail = actions.post(kind="test", to=user, about=1)
        assert queued == []
    assert queued == [mail.pk]


def test_a_dead_queue_fails_no_page_and_the_row_waits(
    letter, dead_queue, django_capture_on_commit_callbacks
):
    user = factories.user()
    with django_capture_on_commit_callbacks(execute=True):
        mail = actions.post(kind="test", to=user, about=1)
    assert again(mail).state == "waiting"


def test_a_dead_queue_is_asked_once_for_many_mails(
    letter, dead_queue, django_capture_on_commit_callbacks
):
    user = factories.user()
    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(10):
            actions.post(kind="test", to=user, about=1)
    assert len(dead_queue) == 1


@pytest.mark.parametrize(("user", "address"), [(False, ""), (True, "a@example.com")])
def test_a_mail_goes_to_a_user_or_to_an_address(user, address):
    to = factories.user() if user else None
    with pytest.raises(IntegrityError), transaction.atomic():
        Mail.objects.create(kind="test", user=to, address=address, about=1)


# ---- Sending ----


def test_a_mail_is_sent_once_however_often_it_is_delivered(posted, mailoutbox):
    for _ in range(3):
        actions.deliver(posted.pk)
    assert [m.to for m in mailoutbox] == [["ada@example.com"]]
    assert (again(posted).state, posted.attempts) == ("sent", 1)
    assert posted.sent_at


def test_a_row_that_is_gone_is_passed_over(posted, mailoutbox):
    pk = posted.pk
    posted.delete()
    actions.deliver(pk)
    assert mailoutbox == []


def test_a_line_break_in_a_subject_does_not_make_headers(posted, letter, mailoutbox):
    letter["subject"] = "Hello\r\nBcc: everybody@example.com"
    actions.deliver(posted.pk)
    assert mailoutbox[0].subject == "Hello Bcc: everybody@example.com"
    assert mailoutbox[0].bcc == []


def test_what_nobody_needs_any_more_is_dropped(posted, monkeypatch, mailoutbox):
    monkeypatch.setitem(kinds._kinds, "test", lambda mail: None)
    actions.deliver(posted.pk)
    assert (again(posted).state, mailoutbox) == ("dropped", [])


def test_who_may_not_sign_in_is_told_nothing(posted, mailoutbox):
    User.objects.update(is_active=False)
    actions.deliver(posted.pk)
    assert (again(posted).state, mailoutbox) == ("dropped", [])


@pytest.mark.parametrize("error", [ConnectionRefusedError, ValueError, TimeoutError])
def test_a_server_that_refuses_is_tried_again_and_not_for_ever(posted, monkeypatch, error):
    def refuse(self, messages):
        raise error

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuse)
    for attempt in range(1, actions.ATTEMPTS):
        actions.deliver(posted.pk)
        assert (again(posted).state, posted.attempts) == ("waiting", attempt)
    actions.deliver(posted.pk)
    assert (again(posted).state, posted.attempts) == ("failed", actions.ATTEMPTS)
    actions.deliver(posted.pk)
    assert again(posted).attempts == actions.ATTEMPTS


def test_a_letter_that_cannot_be_written_counts_and_fails_alone(posted, letter, mailoutbox):
    letter["template"] = "emails/there_is_no_such.txt"
    for _ in range(actions.ATTEMPTS + 2):
        actions.deliver(posted.pk)
    assert (again(posted).state, mailoutbox) == ("failed", [])


def test_a_letter_that_breaks_its_query_fails_alone(posted, monkeypatch):
    def breaks(mail):
        Mail.objects.create(kind="x", about=1)  # against a constraint

    monkeypatch.setitem(kinds._kinds, "test", breaks)
    actions.deliver(posted.pk)
    assert (again(posted).state, posted.attempts) == ("waiting", 1)


# ---- Sweeping ----


def test_what_was_lost_is_put_back_on_the_queue(posted, queued):
    Mail.objects.update(created_at=timezone.now() - timedelta(minutes=1))
    tasks.sweep()
    assert queued == [posted.pk]


def test_what_was_just_posted_or_tried_is_left_alone(posted, queued):
    tasks.sweep()
    assert queued == []
    Mail.objects.update(created_at=timezone.now() - timedelta(minutes=9), tried_at=timezone.now())
    tasks.sweep()
    assert queued == []


@pytest.mark.parametrize(
    ("tries", "minutes", "due"), [(1, 1, False), (1, 3, True), (4, 599, False)]
)
def test_a_mail_that_fails_again_waits_longer(posted, queued, tries, minutes, due):
    tried = timezone.now() - timedelta(minutes=minutes)
    Mail.objects.update(attempts=tries, tried_at=tried)
    tasks.sweep()
    assert queued == ([posted.pk] if due else [])


@pytest.mark.parametrize("state", ["sent", "failed", "dropped"])
def test_what_is_finished_is_not_swept(posted, queued, state):
    long_ago = timezone.now() - timedelta(minutes=1)
    sent_at = long_ago if state == "sent" else None
    Mail.objects.update(state=state, created_at=long_ago, sent_at=sent_at)
    tasks.sweep()
    assert queued == []


# ---- Invitations, and being put on a search ----


@pytest.fixture
def search():
    return factories.search(alias="Project Heron")


def named(search, email="ines@example.com"):
    return name_person(
        search=search, email=email, name="Ines", role=Role.RECRUITER, by=search.opened_by
    )


def test_an_invitation_carries_a_link_that_opens(search, client, mailoutbox):
    named(search)
    actions.deliver(Mail.objects.get().pk)
    (message,) = mailoutbox
    assert message.subject == "Tobias Lindqvist invites you to Project Heron"
    address = next(word for word in message.body.split() if "/join/" in word)
    assert client.get(address.removeprefix("http://127.0.0.1:8000")).status_code == 200


def test_a_mail_names_neither_role_nor_company_where_there_is_an_alias(search, mailoutbox):
    named(search)
    factories.user(email="ben@example.com")
    named(search, "ben@example.com")
    for mail in Mail.objects.all():
        actions.deliver(mail.pk)
    text = " ".join(message.subject + message.body for message in mailoutbox)
    assert "Project Heron" in text
    assert "Kestrel" not in text
    assert "Chief AI Officer" not in text


def test_an_invitation_withdrawn_before_it_was_sent_is_dropped(search):
    named(search)
    Link.objects.get().revoke()
    mail = Mail.objects.get()
    actions.deliver(mail.pk)
    assert again(mail).state == "dropped"


def test_who_left_before_the_mail_was_sent_is_told_nothing(search):
    user = factories.user(email="ben@example.com")
    named(search, "ben@example.com")
    remove_person(search=search, user=user, role=Role.RECRUITER, by=search.opened_by)
    mail = Mail.objects.get()
    actions.deliver(mail.pk)
    assert again(mail).state == "dropped"


def test_the_outbox_holds_ids_and_no_token(search):
    named(search)
    token = Link.objects.get().token
    assert not any(token in str(row) for row in Mail.objects.values())


def test_the_demos_outbox_reads_as_the_mail_does(search, client, settings):
    settings.DEMO = True
    named(search)
    (item,) = sent_lately()
    page = client.get("/outbox/").content.decode()
    assert item["letter"].subject in page
    assert f'href="http://127.0.0.1:8000/people/join/{Link.objects.get().token}/"' in page
    assert len(django_mail.outbox) == 0
