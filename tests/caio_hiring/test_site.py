"""What belongs to no single room: health, the demo's outbox, one door to the admin."""

import logging

import pytest
from django.test import Client

from accounts.actions import person_for
from caio_hiring.logs import HideTokens
from searches.models import Role, Search
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(client):
    search = factories.search()
    user = factories.hiring_manager_of(search)
    client.force_login(user)
    return user


# ---- Health


def test_health_answers_without_an_account(client):
    response = client.get("/health/")
    assert (response.status_code, response.content) == (200, b"ok")


def test_health_asks_the_database(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        client.get("/health/")


def test_health_says_nothing_of_the_machine(client):
    assert client.get("/health/").content == b"ok"


# ---- Signed out while typing, and an address that only takes forms


@pytest.mark.parametrize("header", ["HTTP_HX_REQUEST", "HTTP_X_DRAFT"])
def test_a_script_of_somebody_signed_out_is_told_so_and_given_no_sign_in_page(client, header):
    answer = client.post("/searches/1/scope/preview/", **{header: "1"})
    assert (answer.status_code, answer.content) == (401, b"")


def test_a_person_signed_out_is_sent_to_sign_in(client):
    assert client.get("/searches/1/scope/").status_code == 302


TYPED = "Zqtyped over ten minutes.\nAnd <b>more</b>."
SHOWN = "Zqtyped over ten minutes.\nAnd &lt;b&gt;more&lt;/b&gt;."


def test_a_form_sent_after_signing_out_shows_what_was_typed_and_the_way_back(client):
    answer = client.post("/candidacies/1/debrief/note/", {"text": TYPED})
    body = answer.content.decode()
    assert answer.status_code == 401
    assert SHOWN in body
    assert 'href="/account/login/?next=/candidacies/1/debrief/note/"' in body


def test_a_password_sent_after_signing_out_is_not_shown(client):
    answer = client.post("/account/password/change/", {"oldpassword": "a calm walk"})
    assert answer.status_code == 401
    assert "a calm walk" not in answer.content.decode()


def test_a_form_to_an_address_that_is_gone_shows_what_was_typed(client, manager):
    answer = client.post("/candidacies/99999999/debrief/note/", {"text": TYPED})
    assert answer.status_code == 404
    assert SHOWN in answer.content.decode()


def test_a_form_that_a_role_may_not_send_shows_what_was_typed(client, manager):
    search = Search.objects.get()
    client.force_login(factories.member(search, Role.OBSERVER))
    answer = client.post(f"/searches/{search.pk}/life/", {"because": TYPED})
    assert answer.status_code == 403
    assert SHOWN in answer.content.decode()


def test_a_form_with_a_token_of_an_earlier_sign_in_shows_what_was_typed(manager):
    client = Client(enforce_csrf_checks=True)
    client.force_login(manager)
    answer = client.post("/candidacies/1/debrief/note/", {"text": TYPED})
    assert answer.status_code == 403
    assert "Send it once more" in answer.content.decode()
    assert SHOWN in answer.content.decode()


def test_a_form_to_a_link_that_closed_shows_what_was_typed(client):
    answer = client.post("/votes/nowhere/", {"why": TYPED})
    assert answer.status_code == 404
    assert SHOWN in answer.content.decode()


def test_nothing_is_read_of_what_is_sent_to_no_address(client, manager):
    answer = client.post("/nowhere/", {"text": TYPED})
    assert answer.status_code == 404
    assert "Zqtyped" not in answer.content.decode()


def test_an_address_that_only_takes_forms_says_so(client, manager):
    answer = client.get("/offers/1/revise/")
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "only takes what a form sends" in answer.content.decode()


# ---- Logs


@pytest.mark.parametrize(
    "path", ["/people/join/{}/", "/q/{}/", "/offer/{}/letter/", "/plan/{}/check-ins/3/", "/q/{}"]
)
def test_a_log_line_holds_no_private_link(path):
    """Django names the path of a page that was not found or failed."""
    token = "Jx3-_kQ9Zz0aBcDeFgHiJk"
    line = logging.LogRecord(
        "django.request", logging.WARNING, "", 1, "Not Found: %s", (path.format(token),), None
    )
    assert HideTokens().filter(line)
    assert token not in line.getMessage()
    assert path.split("{}")[0] in line.getMessage()


def test_what_reaches_the_console_is_filtered(settings):
    assert settings.LOGGING["handlers"]["console"]["filters"] == ["hide_tokens"]


# ---- The outbox of the demo


def test_the_outbox_does_not_exist_outside_the_demo(client, manager):
    assert client.get("/outbox/").status_code == 404


def test_the_outbox_of_the_demo_shows_the_links_that_were_sent(client, settings, manager):
    settings.DEMO = True
    person_for(email="new@example.com", name="New Comer", by=manager)
    page = client.get("/outbox/")
    assert page.status_code == 200
    assert "new@example.com" in page.text
    assert "/people/join/" in page.text


def test_the_outbox_escapes_what_people_wrote(client, settings, manager):
    settings.DEMO = True
    person_for(email="new@example.com", name="<b>Bold</b>", by=manager)
    assert "<b>Bold</b>" not in client.get("/outbox/").text


# ---- The admin


def test_the_admin_has_no_sign_in_of_its_own(client):
    response = client.get("/admin/login/?next=/admin/")
    assert response.status_code == 302
    assert response["Location"].startswith("/account/login/")


def test_the_admin_sends_who_is_no_administrator_away(client, manager):
    assert client.get("/admin/", follow=True).redirect_chain[-1][0] == "/"


@pytest.mark.parametrize("address", ["/admin/", "/admin/accounts/user/"])
def test_an_administrator_sees_people_and_playbooks(address):
    client = Client()
    client.force_login(factories.administrator())
    assert client.get(address).status_code == 200


def test_whom_an_administrator_makes_one_opens_the_admin_too(client):
    made = factories.user()
    client.force_login(factories.administrator())
    data = {"name": made.name, "zone": made.zone, "is_staff": "on", "is_active": "on"}
    client.post(f"/admin/accounts/user/{made.pk}/change/", data)
    client.force_login(made)
    assert client.get("/admin/accounts/user/").status_code == 200


def test_an_administrator_moves_nobodys_address(client):
    """A code to sign in by would go there."""
    user = factories.user()
    client.force_login(factories.administrator())
    data = {"name": user.name, "zone": user.zone, "is_active": "on", "email": "me@example.com"}
    client.post(f"/admin/accounts/user/{user.pk}/change/", data)
    user.refresh_from_db()
    assert user.email != "me@example.com"


def test_the_admin_shows_no_search(client):
    search = factories.search()
    search.company = "Quillfeather"
    search.save()
    client.force_login(factories.administrator())
    for address in ("/admin/", "/admin/searches/search/", "/admin/accounts/user/"):
        assert "Quillfeather" not in client.get(address).text


# ---- Home


def test_home_asks_who_is_not_signed_in_to_sign_in(client):
    assert client.get("/")["Location"].startswith("/account/login/")


def test_home_says_what_waits_for_the_hiring_manager(client, manager):
    assert "scope" in client.get("/").text.lower()


def test_home_says_when_nothing_waits(client):
    client.force_login(factories.user())
    assert client.get("/").status_code == 200


def test_home_shows_no_search_of_others(client):
    search = factories.search()
    search.company = "Quillfeather"
    search.save()
    client.force_login(factories.administrator())
    assert "Quillfeather" not in client.get("/").text
