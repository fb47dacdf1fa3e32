"""Documents: asked for once, made by id, at most three times, alone; read by whom they are for."""

import io
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from briefs import actions, kinds, render, tasks
from briefs.kinds import Kind
from briefs.models import Brief
from searches.actions import acting
from searches.errors import Refused
from searches.models import Role, Search
from tests import factories

pytestmark = pytest.mark.django_db
SNAPSHOT = {
    "heading": "Project Heron",
    "version": 1,
    "approved": "today",
    "sections": [{"title": "Mandate", "blocks": [{"kind": "text", "lines": ["Owns 4 lines."]}]}],
}


@pytest.fixture
def search():
    return factories.search(alias="Project Heron")


@pytest.fixture
def readers():
    """Whom the kinds of these tests may be read by; a test takes somebody out."""
    return {"everyone": True}


@pytest.fixture(autouse=True)
def test_kinds(monkeypatch, readers):
    for audience in Brief.Audience.values:
        kind = Kind(
            name=f"test_{audience}",
            label="Test",
            template="briefs/job_description.html",
            audience=audience,
            may_read=lambda viewer, brief: readers["everyone"],
        )
        monkeypatch.setitem(kinds._kinds, kind.name, kind)


def ask(search, audience="public", reader=None, **changed):
    details = {
        "kind": f"test_{audience}",
        "about": search.pk,
        "title": "A title",
        "file_name": f"{search.shown_outside} brief",
        "snapshot": SNAPSHOT,
        "by": search.opened_by,
        "reader": reader,
    } | changed
    with acting(search.pk, search.opened_by) as locked:
        return actions.request(locked, **details)


def made(brief):
    actions.make(brief.pk)
    brief.refresh_from_db()
    return brief


def again(brief):
    brief.refresh_from_db()
    return brief


def url(name, brief):
    return reverse(f"briefs:{name}", args=[brief.pk])


def breaking(monkeypatch, error=ZeroDivisionError):
    def fails(*_):
        raise error("A number is absurd")

    monkeypatch.setattr(actions, "pdf_of", fails)


# ---- Asking ----


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


# ---- What a document may fetch ----


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        f"file://{settings.BASE_DIR}/caio_hiring/settings.py",
        f"file://{render.OURS}/../app.css",
        f"file://{render.OURS}/%2e%2e/app.css",
        f"file://evil.example{render.OURS}/page.css",
        "http://example.com/x.png",
        "https://example.com/x.png",
        "ftp://example.com/x",
        "//example.com/x",
        "/etc/passwd",
    ],
)
def test_a_document_fetches_nothing_that_is_not_ours(address):
    with pytest.raises(render.Forbidden):
        render.fetch.fetch(address)


def test_a_link_out_of_our_folder_is_not_followed(tmp_path, monkeypatch):
    (tmp_path / "secret").write_text("Quillfeather")
    ours = tmp_path / "ours"
    ours.mkdir()
    (ours / "page.css").symlink_to(tmp_path / "secret")
    monkeypatch.setattr(render, "OURS", ours)
    with pytest.raises(render.Forbidden):
        render.fetch.fetch(f"file://{ours}/page.css")


def test_our_own_files_and_data_are_let_through():
    font = f"file://{render.OURS}/fonts/Vollkorn-Regular.ttf"
    assert render.fetch.fetch(font).read(4) == b"\x00\x01\x00\x00"
    assert render.fetch.fetch("data:text/plain,ours").read() == b"ours"


@pytest.mark.parametrize(
    "html",
    [
        "<img src='file:///etc/passwd' alt='x'>",
        "<link rel=attachment href='file:///etc/passwd'>",
        "<link rel=stylesheet href='http://example.com/x.css'>",
        "<style>@import url(file:///etc/passwd);</style>",
        "<p style='background: url(file:///etc/passwd)'>x</p>",
    ],
)
def test_a_document_that_fetches_what_is_not_ours_is_not_made(search, monkeypatch, html):
    monkeypatch.setattr(render, "html_of", lambda *_: f"<html lang=en><title>t</title>{html}")
    brief = made(ask(search))
    assert brief.state == "waiting"
    assert not brief.file


# ---- The document itself ----


@pytest.fixture
def confidential(search):
    brief = made(ask(search, "reader", search.opened_by))
    return PdfReader(io.BytesIO(brief.file.read()))


def test_it_is_tagged_titled_and_in_english(confidential):
    root = confidential.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert confidential.metadata.title == "A title"
    assert b"pdfuaid:part" in root["/Metadata"].get_object().get_data()


def test_our_font_is_in_it_and_no_other(confidential):
    fonts = set()
    for page in confidential.pages:
        for font in page["/Resources"]["/Font"].values():
            descendant = font.get_object()["/DescendantFonts"][0].get_object()
            assert "/FontFile2" in descendant["/FontDescriptor"].get_object()
            fonts.add(descendant["/BaseFont"].split("+")[1])
    assert fonts
    assert all(name.startswith("Brief-Vollkorn") for name in fonts)


def test_it_says_for_whom_it_is_and_its_page_numbers(confidential):
    text = " ".join(confidential.pages[0].extract_text().split())
    assert "Confidential" in text
    assert "prepared for Tobias Lindqvist" in text
    assert "Page 1 of 1" in text


# ---- Reading ----


def test_a_document_for_one_reader_is_closed_to_others(search, client):
    reader, other = (factories.member(search, Role.PANELIST) for _ in range(2))
    brief = made(ask(search, "reader", reader))
    for somebody, status in ((reader, 200), (other, 403), (search.opened_by, 403)):
        client.force_login(somebody)
        assert client.get(url("detail", brief)).status_code == status
        assert client.get(url("download", brief)).status_code == status


@pytest.mark.parametrize("name", ["detail", "download"])
def test_a_right_that_is_lost_is_lost_for_old_files_too(search, client, readers, name):
    brief = made(ask(search))
    client.force_login(search.opened_by)
    assert client.get(url(name, brief)).status_code == 200
    readers["everyone"] = False
    assert client.get(url(name, brief)).status_code == 403


@pytest.mark.parametrize("who", ["stranger", "administrator", "removed"])
def test_a_document_does_not_exist_for_others(search, client, who):
    brief = made(ask(search))
    person = {
        "stranger": factories.user,
        "administrator": factories.administrator,
        "removed": lambda: factories.removed_member(search, Role.RECRUITER),
    }[who]()
    client.force_login(person)
    for name in ("detail", "download"):
        assert client.get(url(name, brief)).status_code == 404
    assert client.post(url("again", brief)).status_code == 404


def test_the_download_is_named_and_kept_out_of_caches(search, client):
    brief = made(ask(search))
    client.force_login(search.opened_by)
    response = client.get(url("download", brief))
    assert response["Content-Disposition"] == 'attachment; filename="project-heron-brief.pdf"'
    assert response["Content-Type"] == "application/pdf"
    assert response["Cache-Control"] == "no-store"
    assert b"".join(response.streaming_content).startswith(b"%PDF-")


def test_what_is_not_ready_or_gone_from_disk_is_not_downloaded(search, client):
    brief = ask(search)
    client.force_login(search.opened_by)
    assert client.get(url("download", brief)).status_code == 404
    made(brief).file.storage.delete(brief.file.name)
    assert client.get(url("download", brief)).status_code == 404


def test_files_are_served_at_no_address(search, client):
    brief = made(ask(search))
    client.force_login(search.opened_by)
    for path in (f"/media/{brief.file.name}", f"/{brief.file.name}", f"/static/{brief.file.name}"):
        assert client.get(path).status_code == 404


# ---- How far it is ----

HTMX = {"HTTP_HX_REQUEST": "true"}


def test_a_waiting_page_asks_again_by_itself_and_has_a_link_for_who_has_no_script(search, client):
    brief = ask(search)
    client.force_login(search.opened_by)
    page = client.get(url("detail", brief)).content.decode()
    assert 'hx-trigger="every 1s"' in page
    assert "Look again" in page
    assert 'role="status"' in page


def test_the_script_is_told_only_what_is_new(search, client):
    brief = ask(search)
    client.force_login(search.opened_by)
    path = url("detail", brief)
    assert client.get(path, {"seen": "waiting-soon"}, **HTMX).status_code == 204
    made(brief)
    response = client.get(path, {"seen": "waiting-soon"}, **HTMX)
    assert "Download the PDF" in response.content.decode()
    assert "<html" not in response.content.decode()
    assert "hx-get" not in response.content.decode()


def test_a_document_that_waits_for_long_says_so(search, client):
    brief = ask(search)
    client.force_login(search.opened_by)
    Brief.objects.update(requested_at=timezone.now() - timedelta(minutes=1))
    page = client.get(url("detail", brief), {"seen": "waiting-soon"}, **HTMX).content.decode()
    assert "Nothing is lost" in page


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
