"""What every test may use, and how the run says which tests it left out.

A test that needs what this machine lacks carries a mark (see pyproject.toml) and is deselected,
never skipped: the end of the run says in a sentence how many, and what they need. With
TESTS_RECORD=path the ids of the tests found and of those that ran are written there as JSON.
"""

import json
import os
import shutil
from pathlib import Path

import pytest
from celery import current_app
from django.test import SimpleTestCase
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis
from kombu.exceptions import OperationalError

# Nothing is timed in a test: a slow machine finds the same things, later.
hypothesis.register_profile(
    "any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis.load_profile("any machine")

CHROMIUM_ARGS = ["--no-sandbox", "--disable-background-networking", "--disable-gpu"]
PATIENCE = 15_000  # milliseconds that a page may take on a slow machine

DATABASE = {"db", "transactional_db", "live_server"}

LEFT_OUT = pytest.StashKey[dict[str, list[str]]]()  # what is missing -> ids of tests needing it
FOUND = pytest.StashKey[list[str]]()
RAN = pytest.StashKey[set[str]]()


def chromium() -> str | None:
    """Path of the browser that `browser` tests drive, or None."""
    names = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)


def missing() -> dict[str, str]:
    """mark -> what would have to be there for its tests to run here."""
    postgres = os.environ.get("DATABASE_URL", "").startswith("postgres")
    broker = os.environ.get("CELERY_BROKER_URL", "").startswith("redis")
    lacks = {}
    if not postgres:
        lacks["postgres"] = "PostgreSQL (DATABASE_URL)"
    if not (postgres and broker):
        lacks["worker"] = "PostgreSQL and a broker (DATABASE_URL, CELERY_BROKER_URL)"
    if not chromium():
        lacks["browser"] = "Chromium (CHROMIUM)"
    return lacks


def uses_database(item) -> bool:
    return bool(
        item.get_closest_marker("django_db")
        or DATABASE.intersection(item.fixturenames)
        or issubclass(item.cls or object, SimpleTestCase)
    )


def pytest_configure(config):
    config.stash[LEFT_OUT] = {}
    config.stash[FOUND] = []
    config.stash[RAN] = set()
    config.pluginmanager.register(Recorder(config.stash[RAN]))


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(config, items):
    config.stash[FOUND] = [item.nodeid for item in items]
    for item in items:  # what touches no database says the same on every one
        item.add_marker("database" if uses_database(item) else "once")
    yield  # -k and -m choose first
    lacks = missing()
    kept, left = [], []
    for item in items:
        needs = [what for mark, what in lacks.items() if item.get_closest_marker(mark)]
        for what in needs:
            config.stash[LEFT_OUT].setdefault(what, []).append(item.nodeid)
        (left if needs else kept).append(item)
    if left:
        config.hook.pytest_deselected(items=left)
        items[:] = kept


class Recorder:
    """Hears of every test that ran, in whichever process."""

    def __init__(self, ran: set[str]):
        self.ran = ran

    def pytest_runtest_logreport(self, report):
        ended = report.when == "call" or report.outcome == "failed"
        if ended and report.outcome != "skipped":
            self.ran.add(report.nodeid)


def pytest_sessionfinish(session):
    output = getattr(session.config, "workeroutput", None)
    if output is not None:  # one of several processes: the first one reports for all
        output["found"] = session.config.stash[FOUND]
        output["left_out"] = session.config.stash[LEFT_OUT]


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node, error):
    output = getattr(node, "workeroutput", {})
    node.config.stash[FOUND] = output.get("found", node.config.stash[FOUND])
    node.config.stash[LEFT_OUT] = output.get("left_out", node.config.stash[LEFT_OUT])


def pytest_terminal_summary(terminalreporter, config):
    left_out = config.stash[LEFT_OUT]
    if left_out:
        terminalreporter.section("left out", sep="-")
    for what, ids in left_out.items():
        terminalreporter.line(f"Not run here, for want of {what}, {len(ids)} in number:")
        for nodeid in ids:
            terminalreporter.line(f"  {nodeid}")


def pytest_unconfigure(config):
    path = os.environ.get("TESTS_RECORD")
    if path and not hasattr(config, "workerinput"):
        found, ran = config.stash.get(FOUND, []), config.stash.get(RAN, set())
        Path(path).write_text(json.dumps({"found": sorted(found), "ran": sorted(ran)}))


@pytest.fixture(scope="session")
def browser():
    """One Chromium for every test marked `browser`: a process can have one Playwright at a time.

    Playwright's event loop runs in this thread; Django would refuse every query beside it.
    """
    from playwright.sync_api import expect, sync_playwright

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=CHROMIUM_ARGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def worker_process(django_db_setup):
    """A real Celery worker with its beat, on the test database. For tests marked `worker`.

    It ends with the module: the tests after it have rows that no worker may take.
    What it is to see has to be committed: use `transactional_db` or `live_server`.
    """
    from django.conf import settings

    from tests.worker.process import Worker

    worker = Worker(settings.CELERY_BROKER_URL, settings.VAR)
    try:
        yield worker.start()
    finally:
        worker.stop()


@pytest.fixture(autouse=True)
def answering_queue():
    """A queue that did not answer in one test is asked again in the next."""
    from mail import queue

    queue.try_again()


@pytest.fixture
def queued(monkeypatch) -> list[int]:
    """The ids that a test's work hands to the queue; nothing takes them from there."""
    ids: list[int] = []
    monkeypatch.setattr(current_app, "send_task", lambda task, args: ids.extend(args))
    return ids


@pytest.fixture
def dead_queue(monkeypatch) -> list[int]:
    """The ids that a queue was asked to take when it did not answer."""
    ids: list[int] = []

    def refuse(task: str, args: list[int]) -> None:
        ids.extend(args)
        raise OperationalError("no broker")

    monkeypatch.setattr(current_app, "send_task", refuse)
    return ids
