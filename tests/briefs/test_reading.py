"""Documents read by whom they are for, and waited for on a page."""

from datetime import timedelta

import pytest
from django.utils import timezone

from briefs.models import Brief
from searches.models import Role
from tests import factories
from tests.briefs.acts import ask, made, url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("test_kinds")]


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
