"""Mail sent by a real worker: what is posted is sent, and what goes wrong loses nothing."""

import os
import signal
from datetime import timedelta
from pathlib import Path

import pytest
import redis
from django.conf import settings
from django.db import transaction

from mail import actions, kinds
from mail.models import Mail
from tests import factories
from tests.worker.kinds import letter
from tests.worker.process import until

pytestmark = [pytest.mark.worker, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def test_kind(worker_process, monkeypatch):
    monkeypatch.setitem(kinds._kinds, "test", letter)


def post(what: str = "is sent") -> Mail:
    """A mail; what its reader is called says what goes wrong with it."""
    user = factories.user(what)
    with transaction.atomic():
        return actions.post(kind="test", to=user, about=user.pk)


def becomes(mail: Mail, state: str) -> Mail:
    def is_so() -> bool:
        mail.refresh_from_db()
        return mail.state == state

    until(is_so, f"{mail} did not become {state}")
    return mail


def tried(mail: Mail, times: int) -> None:
    def is_so() -> bool:
        mail.refresh_from_db()
        return mail.attempts >= times

    until(is_so, f"{mail} was not tried {times} times")


def a_day_passes(mail: Mail) -> None:
    """Move the row's times back, as if the clock had gone on."""
    by = timedelta(days=1)
    row = Mail.objects.get(pk=mail.pk)
    row.created_at -= by
    row.tried_at = row.tried_at and row.tried_at - by
    row.save(update_fields=["created_at", "tried_at"])


def letters_to(mail: Mail) -> list[str]:
    files = (settings.VAR / "mail").glob("*.log")
    return [text for file in files if f"To: {mail.user.email}" in (text := file.read_text())]


def test_a_mail_posted_is_sent_once():
    mail = becomes(post(), "sent")
    assert mail.attempts == 1
    assert len(letters_to(mail)) == 1


def test_a_mail_whose_process_is_killed_comes_back_and_both_tries_are_counted(tmp_path):
    path = tmp_path / "go"
    mail = post(f"waits {path}")
    pid = Path(f"{path}.pid")
    until(lambda: pid.exists() and pid.read_text(), "Nothing was begun")
    os.kill(int(pid.read_text()), signal.SIGKILL)
    path.touch()
    a_day_passes(mail)
    assert becomes(mail, "sent").attempts == 2
    assert len(letters_to(mail)) == 1


def test_a_mail_that_kills_every_process_fails_alone():
    deadly = post("kills")
    for times in range(1, actions.ATTEMPTS + 1):
        tried(deadly, times)
        a_day_passes(deadly)
    becomes(deadly, "failed")
    assert letters_to(deadly) == []
    becomes(post(), "sent")


def test_a_mail_that_cannot_be_written_fails_alone():
    mail = post("fails")
    for times in range(1, actions.ATTEMPTS):
        tried(mail, times)
        becomes(mail, "waiting")
        a_day_passes(mail)
    becomes(mail, "failed")
    becomes(post(), "sent")


def test_a_queue_that_forgets_everything_loses_no_mail(worker_process):
    worker_process.stop()
    mail = post()
    redis.from_url(settings.CELERY_BROKER_URL).flushall()
    worker_process.start()
    a_day_passes(mail)
    assert becomes(mail, "sent").attempts == 1
