"""Documents made by id, at most three times, alone; and put back when nobody made them."""

import io
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from pypdf import PdfReader

from briefs import actions, tasks
from briefs.models import Brief
from tests.briefs.acts import SNAPSHOT, ask, breaking, made

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("test_kinds")]


# ---- Making ----


def test_a_document_is_made_and_finished(search):
    brief = made(ask(search))
    assert (brief.state, brief.attempts, brief.pages) == ("ready", 1, 1)
    assert brief.file.read().startswith(b"%PDF-")


def test_no_temporary_file_is_left_behind(search):
    made(ask(search))
    assert not list(Path(settings.VAR).glob("tmp*.pdf"))


def test_making_it_again_does_nothing(search, monkeypatch):
    brief = made(ask(search))
    breaking(monkeypatch)
    assert made(brief).state == "ready"
    assert brief.attempts == 1


def test_a_row_that_is_gone_is_passed_over(search):
    brief = ask(search)
    pk = brief.pk
    brief.delete()
    actions.make(pk)


def test_one_that_is_being_made_is_left_alone(search):
    brief = ask(search)
    Brief.objects.update(state="rendering", attempts=1, tried_at=timezone.now())
    assert made(brief).attempts == 1


def test_one_whose_process_was_lost_is_made_by_another(search):
    brief = ask(search)
    lost = timezone.now() - actions.GIVEN_UP_AFTER - timedelta(seconds=1)
    Brief.objects.update(state="rendering", attempts=1, tried_at=lost)
    assert (made(brief).state, brief.attempts) == ("ready", 2)


def test_a_document_fails_alone_after_three_tries(search, monkeypatch):
    bad, good = ask(search), ask(search, title="Good")
    with monkeypatch.context() as broken:
        breaking(broken)
        for attempt in (1, 2):
            assert (made(bad).state, bad.attempts) == ("waiting", attempt)
        assert (made(bad).state, bad.attempts) == ("failed", 3)
        assert (made(bad).state, bad.attempts) == ("failed", 3)
    assert bad.problem == "The document could not be made three times."
    assert made(good).state == "ready"


def test_one_that_killed_its_process_three_times_is_given_up(search):
    brief = ask(search)
    lost = timezone.now() - actions.GIVEN_UP_AFTER - timedelta(seconds=1)
    Brief.objects.update(state="rendering", attempts=3, tried_at=lost)
    assert (made(brief).state, brief.problem) == ("failed", "It took too long three times.")


def test_a_fourth_try_is_refused_by_the_database(search):
    ask(search)
    with pytest.raises(IntegrityError), transaction.atomic():
        Brief.objects.update(attempts=4)


def test_ready_without_a_file_is_refused_by_the_database(search):
    ask(search)
    with pytest.raises(IntegrityError), transaction.atomic():
        Brief.objects.update(state="ready")


@pytest.mark.parametrize(
    "blocks",
    [
        [{"kind": "text", "lines": ["<div>" * 400]}],
        [{"kind": "text", "lines": ["x" * 5_000]}],
        [{"kind": "list", "lines": [f"{n}" for n in range(300)]}],
        [{"kind": "text", "lines": ["<img src='file:///etc/passwd'>"]}],
    ],
)
def test_hostile_words_are_words_on_paper(search, blocks):
    sections = [{"title": "T", "blocks": blocks}]
    brief = made(ask(search, snapshot=SNAPSHOT | {"sections": sections}))
    assert brief.state == "ready"
    first = blocks[0]["lines"][0][:20]
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(brief.file.read())).pages)
    assert first in text


def test_what_nobody_would_read_is_not_made(search):
    sections = [{"title": "T", "blocks": [{"kind": "text", "lines": ["x" * 500_000]}]}]
    brief = made(ask(search, snapshot=SNAPSHOT | {"sections": sections}))
    assert (brief.state, brief.attempts) == ("waiting", 1)


# ---- The sweeper ----


@pytest.mark.parametrize(
    ("state", "asked", "tried", "due"),
    [
        ("waiting", 60, None, True),
        ("waiting", 0, None, False),
        ("waiting", 600, 60, True),
        ("waiting", 600, 0, False),
        ("rendering", 600, 91, True),
        ("rendering", 600, 60, False),
        ("failed", 600, 600, False),
    ],
)
def test_what_is_unfinished_and_untouched_is_put_back(search, queued, state, asked, tried, due):
    brief = ask(search)
    now = timezone.now()
    tried_at = None if tried is None else now - timedelta(seconds=tried)
    Brief.objects.update(
        state=state, requested_at=now - timedelta(seconds=asked), tried_at=tried_at
    )
    tasks.sweep()
    assert queued == ([brief.pk] if due else [])


def test_what_is_ready_is_not_put_back(search, queued):
    made(ask(search))
    Brief.objects.update(requested_at=timezone.now() - timedelta(hours=1))
    tasks.sweep()
    assert queued == []
