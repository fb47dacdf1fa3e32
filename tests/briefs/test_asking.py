"""Documents asked for once, by an action; and asked for again when they failed."""

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from pypdf import PdfReader

from briefs import actions
from briefs.models import Brief
from searches.errors import Refused
from searches.models import Search
from tests import factories
from tests.briefs.acts import SNAPSHOT, again, ask, made, url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("test_kinds")]


def test_a_document_is_queued_once_the_action_is_done(
    search, queued, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        brief = ask(search)
        assert queued == []
    assert queued == [brief.pk]


def test_a_dead_queue_fails_no_page_and_the_row_waits(
    search, dead_queue, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        brief = ask(search)
    assert again(brief).state == "waiting"


@pytest.mark.parametrize(
    ("zone", "width", "height"),
    [("Europe/Berlin", 595, 842), ("America/New_York", 612, 792), ("UTC", 595, 842)],
)
def test_a_document_is_on_the_paper_of_its_readers_country(search, zone, width, height):
    reader = factories.user(zone=zone)
    box = PdfReader(made(ask(search, "reader", reader)).file).pages[0].mediabox
    assert (round(box.width), round(box.height)) == (width, height)


def test_a_document_without_a_reader_is_on_the_paper_of_its_search(search):
    Search.objects.filter(pk=search.pk).update(zone="America/Los_Angeles")
    assert ask(search).snapshot["paper"] == "letter"


def test_a_document_whose_queue_is_dead_says_that_it_waits(
    search, client, dead_queue, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        brief = ask(search)
    client.force_login(brief.requested_by)
    page = client.get(reverse("briefs:detail", args=[brief.pk]))
    assert "PDFs are waiting: their queue does not answer." in page.text
    assert made(brief).problem == ""


def test_a_dead_broker_is_given_one_try_and_a_second(search):
    assert settings.CELERY_TASK_PUBLISH_RETRY_POLICY == {"max_retries": 0}
    assert settings.CELERY_BROKER_CONNECTION_TIMEOUT == 1


def test_the_same_is_not_made_twice(search):
    brief = ask(search)
    assert ask(search) == brief
    assert ask(search, snapshot=SNAPSHOT | {"version": 2}) != brief
    assert ask(search, title="Another") != brief


def test_what_failed_is_made_anew(search):
    brief = ask(search)
    Brief.objects.update(state="failed")
    assert ask(search) != brief


def test_the_file_name_is_the_alias_in_plain_letters(search):
    assert ask(search).file_name == "project-heron-brief.pdf"
    assert ask(search, title="b", file_name="../../etc/passwd\n").file_name == "etcpasswd.pdf"
    assert ask(search, title="c", file_name="人工知能").file_name == "document.pdf"


@pytest.mark.parametrize(("audience", "named"), [("reader", False), ("public", True)])
def test_who_it_is_for_and_its_reader_agree_in_the_database(search, audience, named):
    reader = search.opened_by if named else None
    with pytest.raises(IntegrityError), transaction.atomic():
        ask(search, audience, reader)


def test_what_changes_after_asking_does_not_change_the_document(search):
    snapshot = SNAPSHOT | {"heading": "As asked"}
    brief = ask(search, snapshot=snapshot)
    snapshot["heading"] = "Changed"
    assert again(brief).snapshot["heading"] == "As asked"


def test_a_failed_one_is_asked_for_again_with_three_new_tries(search, client):
    brief = ask(search)
    Brief.objects.update(state="failed", attempts=3, problem="It took too long three times.")
    client.force_login(search.opened_by)
    page = client.get(url("detail", brief)).content.decode()
    assert "It took too long three times." in page
    assert "every 1s" not in page
    client.post(url("again", brief))
    assert (again(brief).state, brief.attempts, brief.problem) == ("waiting", 0, "")
    assert made(brief).state == "ready"


def test_what_has_not_failed_is_not_asked_for_again(search, client):
    brief = ask(search)
    with pytest.raises(Refused):
        actions.ask_again(brief=brief, by=search.opened_by)
    client.force_login(search.opened_by)
    response = client.post(url("again", brief), follow=True)
    assert "This document has not failed." in response.content.decode()


def test_asking_is_in_the_log_by_name_and_id_alone(search):
    brief = ask(search, title="Quillfeather")
    line = search.events.get(verb="brief.requested")
    assert (line.record, line.record_id, line.fields) == ("briefs.brief", brief.pk, ["kind"])
