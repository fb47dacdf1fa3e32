"""Documents made by a real worker: what is asked for is made, and what goes wrong loses nothing."""

import os
import signal
from datetime import timedelta
from pathlib import Path

import pytest
import redis
from django.conf import settings
from django.utils import timezone

from briefs import actions, kinds, tasks
from briefs.models import Brief
from searches.actions import acting
from searches.models import Search
from tests import factories
from tests.worker.kinds import documents
from tests.worker.process import Worker, until

pytestmark = [pytest.mark.worker, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def test_kinds(monkeypatch):
    for kind in documents():
        monkeypatch.setitem(kinds._kinds, kind.name, kind)


@pytest.fixture
def search(worker_process) -> Search:
    return factories.search()


@pytest.fixture
def stopped(worker_process):
    """The worker, ended; it runs again after the test."""
    worker_process.stop()
    yield worker_process
    if not worker_process.runs:
        worker_process.start()


def ask(search: Search, name: str, **snapshot: str) -> Brief:
    with acting(search.pk, search.opened_by) as locked:
        return actions.request(
            locked,
            kind=f"test_{name}",
            about=search.pk,
            title=f"Test: {name}",
            file_name="test",
            snapshot={"says": name} | snapshot,
            by=search.opened_by,
        )


def becomes(brief: Brief, state: str) -> Brief:
    def is_so() -> bool:
        brief.refresh_from_db()
        return brief.state == state

    until(is_so, f"{brief} did not become {state}")
    return brief


def tried(brief: Brief, times: int) -> None:
    def is_so() -> bool:
        brief.refresh_from_db()
        return brief.attempts == times

    until(is_so, f"{brief} was not tried {times} times")


def time_passes(brief: Brief, seconds: int) -> None:
    """Move the row's times back, as if the clock had gone on."""
    by = timedelta(seconds=seconds)
    row = Brief.objects.get(pk=brief.pk)
    row.requested_at -= by
    row.tried_at = row.tried_at and row.tried_at - by
    row.save(update_fields=["requested_at", "tried_at"])


def in_the_middle(path: Path) -> int:
    """The process that waits in the middle of a document."""
    pid = Path(f"{path}.pid")
    until(lambda: pid.exists() and pid.read_text(), "Nothing was begun")
    return int(pid.read_text())


def test_a_brief_asked_for_is_made(search):
    brief = becomes(ask(search, "plain"), "ready")
    assert brief.attempts == 1
    assert brief.pages == 1
    assert brief.file.open("rb").read(5) == b"%PDF-"


def test_a_brief_whose_process_is_killed_comes_back_and_both_tries_are_counted(search, tmp_path):
    path = tmp_path / "go"
    brief = ask(search, "waits", path=str(path))
    os.kill(in_the_middle(path), signal.SIGKILL)
    path.touch()
    time_passes(brief, 120)
    assert becomes(brief, "ready").attempts == 2


def test_a_document_that_kills_every_process_fails_alone_after_three_tries(search):
    deadly = ask(search, "kills")
    other = ask(search, "plain")
    for times in (1, 2, 3):
        tried(deadly, times)
        time_passes(deadly, 120)
    assert becomes(deadly, "failed").attempts == 3
    assert deadly.problem == "It took too long three times."
    assert becomes(other, "ready").attempts == 1
    assert becomes(ask(search, "plain", says="after it"), "ready").attempts == 1


def test_a_document_that_cannot_be_made_fails_after_three_tries(search):
    brief = ask(search, "fails")
    for times in (1, 2):
        tried(brief, times)
        becomes(brief, "waiting")
        time_passes(brief, 60)
    assert becomes(brief, "failed").attempts == 3
    assert brief.problem == "The document could not be made three times."


def test_a_failed_document_asked_for_again_is_tried_anew(search):
    brief = ask(search, "plain")
    becomes(brief, "ready")
    Brief.objects.filter(pk=brief.pk).update(state="failed", attempts=3, problem="x", file="")
    actions.ask_again(brief=brief, by=search.opened_by)
    assert becomes(brief, "ready").attempts == 1


def test_a_queue_that_forgets_everything_loses_no_brief(search, stopped):
    queue = redis.from_url(stopped.broker)
    brief = ask(search, "plain")
    assert queue.llen("celery") > 0
    queue.flushall()
    stopped.start()
    time_passes(brief, 60)
    assert becomes(brief, "ready").attempts == 1


def test_a_queue_that_forgets_everything_under_a_running_worker_is_used_again(search):
    becomes(ask(search, "plain", says="before"), "ready")
    redis.from_url(settings.CELERY_BROKER_URL).flushall()
    brief = ask(search, "plain", says="after")
    time_passes(brief, 60)
    becomes(brief, "ready")


def test_a_worker_killed_whole_leaves_its_brief_to_the_next(search, worker_process, tmp_path):
    path = tmp_path / "go"
    brief = ask(search, "waits", path=str(path))
    in_the_middle(path)
    worker_process.kill()
    path.touch()
    time_passes(brief, 120)
    worker_process.start()
    assert becomes(brief, "ready").attempts == 2


def test_the_demos_queue_of_files_loses_no_brief_of_a_killed_worker(search, stopped, tmp_path):
    """That queue never gives a message back; the sweep in the demo's worker does."""
    path = tmp_path / "go"
    demo = Worker("filesystem://", tmp_path)
    brief = ask(search, "waits", path=str(path))
    time_passes(brief, 60)
    try:
        demo.start()
        in_the_middle(path)
        demo.kill()
        path.touch()
        time_passes(brief, 120)
        demo.start()
        assert becomes(brief, "ready").attempts == 2
    finally:
        demo.kill()


def test_a_brief_that_is_being_made_is_not_begun_twice(search, tmp_path):
    path = tmp_path / "go"
    brief = ask(search, "waits", path=str(path))
    in_the_middle(path)
    tasks.sweep()
    actions.make(brief.pk)
    path.touch()
    assert becomes(brief, "ready").attempts == 1


def test_a_finished_brief_is_left_alone(search):
    brief = becomes(ask(search, "plain"), "ready")
    actions.make(brief.pk)
    again = Brief.objects.get(pk=brief.pk)
    assert (again.attempts, again.finished_at) == (1, brief.finished_at)
    assert again.finished_at < timezone.now()
