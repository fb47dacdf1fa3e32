"""People and the links that let them in: invitations, private links, profiles."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts import actions
from accounts.models import Link, User
from mail.models import Mail
from tests import factories

pytestmark = pytest.mark.django_db
JOIN = {"name": "Ines Kovač", "zone": "Europe/Zagreb", "password": "a sentence works well"}


@pytest.fixture
def root():
    return factories.administrator()


@pytest.fixture
def invited(root):
    return actions.invite(email="Ines@Example.com", name="Ines", can_open_searches=False, by=root)


@pytest.fixture
def link(invited):
    return Link.objects.get(about=invited.pk)


def path_of(link):
    return reverse("accounts:join", args=[link.token])


# ---- Links ----


def test_the_database_holds_a_links_hash_and_not_its_token(link):
    token = link.token
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM accounts_link")
        row = " ".join(map(str, cursor.fetchone()))
    assert token not in row
    assert Link.hash(token) in row


def test_a_token_has_128_bits_and_no_two_are_alike(root):
    links = [Link.issue(kind="k", about=1, email="a@b.example", by=root, days=1) for _ in range(20)]
    assert {len(link.token) for link in links} == {22}  # 16 bytes in base64
    assert len({link.token for link in links}) == 20


def test_a_copy_of_the_database_does_not_make_a_token(link, settings):
    token = link.token
    settings.SECRET_KEY = "another site's"
    assert Link.objects.get(pk=link.pk).token != token


@pytest.mark.parametrize(
    "change",
    [
        {"expires_at": timezone.now() - timedelta(seconds=1)},
        {"revoked_at": timezone.now()},
        {"kind": "offer"},
    ],
)
def test_a_link_that_is_over_opens_nothing(link, change):
    assert Link.objects.open_with(link.token, actions.INVITATION) == link
    Link.objects.update(**change)
    assert Link.objects.open_with(link.token, actions.INVITATION) is None


@pytest.mark.parametrize("token", ["", "x", "\ud800", "ä" * 22, "a" * 10_000, "' OR 1=1 --"])
def test_a_wrong_token_opens_nothing(link, token):
    assert Link.objects.open_with(token, actions.INVITATION) is None


@pytest.mark.parametrize("token", ["x", "ä" * 22, "a" * 5_000])
def test_a_wrong_address_says_that_the_link_is_closed(client, link, token):
    response = client.get(reverse("accounts:join", args=[token]))
    assert response.status_code == 404
    assert "This link is closed" in response.content.decode()


# ---- Joining ----


def test_opening_an_invitation_consumes_nothing(client, link):
    for _ in range(3):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path_of(link)).status_code == 200
        assert not [q for q in queries if q["sql"].startswith(("UPDATE", "INSERT", "DELETE"))]
    assert client.head(path_of(link)).status_code == 405
    link.refresh_from_db()
    assert (link.used_at, link.revoked_at) == (None, None)


def test_the_page_behind_a_link_stays_out_of_caches_and_referrers(client, link):
    response = client.get(path_of(link))
    assert response["Cache-Control"] == "no-store"
    assert response["Referrer-Policy"] == "same-origin"


def test_joining_makes_the_account_ones_own_and_spends_the_link(client, link, invited):
    response = client.post(path_of(link), JOIN)
    assert response.url == reverse("home")
    invited.refresh_from_db()
    assert (invited.name, invited.zone) == ("Ines Kovač", "Europe/Zagreb")
    assert invited.check_password(JOIN["password"])
    assert client.get("/").status_code == 200
    assert client.get(path_of(link)).status_code == 404


def test_joining_twice_at_once_lets_one_in(link):
    assert actions.accept_invitation(by=link, name="A", zone="UTC", password="x" * 12)
    assert actions.accept_invitation(by=link, name="B", zone="UTC", password="y" * 12) is None
    assert User.objects.get(pk=link.about).name == "A"


def test_a_link_is_no_second_way_into_an_account_that_is_in_use(client, link, invited):
    invited.set_password("their own password")
    invited.save()
    assert client.get(path_of(link)).status_code == 404
    assert client.post(path_of(link), JOIN).status_code == 404
    invited.refresh_from_db()
    assert invited.check_password("their own password")


def test_who_may_not_sign_in_does_not_join(client, link, invited):
    User.objects.filter(pk=invited.pk).update(is_active=False)
    assert client.post(path_of(link), JOIN).status_code == 404


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("password", "short"),
        ("password", "password1234"),
        ("password", "ines@example.com"),
        ("name", ""),
        ("name", "x" * 121),
        ("zone", "Mars/Olympus"),
    ],
)
def test_what_is_wrong_is_said_at_the_field_and_the_link_stays_open(client, link, field, value):
    response = client.post(path_of(link), JOIN | {field: value})
    assert response.status_code == 200
    assert f'id="id_{field}_error"' in response.content.decode()
    link.refresh_from_db()
    assert link.used_at is None


def test_a_password_is_never_sent_back(client, link):
    page = client.post(path_of(link), JOIN | {"zone": "Mars/Olympus"}).content.decode()
    assert JOIN["password"] not in page


# ---- Inviting ----


def test_who_is_invited_has_no_password_until_they_choose_one(invited):
    assert not invited.has_usable_password()
    assert not invited.has_joined


def test_an_address_is_one_whatever_its_case(root, invited):
    assert invited.email == "ines@example.com"
    again = actions.invite(email=" INES@example.COM", name="X", can_open_searches=True, by=root)
    assert again == invited
    assert User.objects.get(pk=invited.pk).can_open_searches


def test_inviting_again_closes_the_earlier_link(root, link, invited):
    actions.invite(email=invited.email, name="X", can_open_searches=False, by=root)
    link.refresh_from_db()
    assert link.revoked_at
    assert Link.objects.live().count() == 1


def test_naming_somebody_again_keeps_the_invitation_they_have(root, link, invited):
    assert actions.person_for(email=invited.email, name="X", by=root) == invited
    assert list(Link.objects.live()) == [link]


def test_naming_somebody_whose_invitation_ran_out_invites_them_again(root, link, invited):
    Link.objects.update(expires_at=timezone.now() - timedelta(days=1))
    actions.person_for(email=invited.email, name="X", by=root)
    assert Link.objects.live().count() == 1


def test_naming_somebody_who_has_joined_sends_no_invitation(root):
    user = factories.user(email="known@example.com")
    assert actions.person_for(email="known@example.com", name="X", by=root) == user
    assert not Link.objects.exists()
    assert not Mail.objects.exists()


def test_only_an_administrator_invites_to_the_site(client):
    somebody = factories.user(can_open_searches=True)
    with pytest.raises(PermissionDenied):
        actions.invite(email="a@example.com", name="A", can_open_searches=True, by=somebody)
    client.force_login(somebody)
    response = client.post(reverse("accounts:invite"), {"name": "A", "email": "a@example.com"})
    assert response.status_code == 403
    assert not User.objects.filter(email="a@example.com").exists()


def test_the_page_shows_who_has_joined(client, root, invited):
    client.force_login(root)
    page = client.get(reverse("accounts:invite")).content.decode()
    assert "ines@example.com" in page
    assert "Invited" in page


def test_an_administrator_is_shown_accounts_and_no_content(client, root):
    search = factories.search(title="Quillfeather")
    client.force_login(root)
    for path in ("/", "/searches/", reverse("accounts:invite")):
        assert "Quillfeather" not in client.get(path).content.decode()
    assert client.get(search.get_absolute_url()).status_code == 404


def test_nobody_signs_up_by_themselves(client):
    data = {"email": "me@example.com", "password1": JOIN["password"]}
    client.post(reverse("account_signup"), data)
    assert not User.objects.filter(email="me@example.com").exists()


# ---- Profile ----


def test_a_profile_is_ones_own(client):
    user, other = factories.user("Ada"), factories.user("Ben")
    client.force_login(user)
    client.post(reverse("accounts:profile"), {"name": "Ada Lind", "zone": "Asia/Kathmandu"})
    user.refresh_from_db()
    other.refresh_from_db()
    assert (user.name, user.zone, other.name) == ("Ada Lind", "Asia/Kathmandu", "Ben")


def test_a_zone_that_does_not_exist_is_refused_with_a_sentence(client):
    client.force_login(factories.user())
    response = client.post(reverse("accounts:profile"), {"name": "A", "zone": "Mars/Olympus"})
    assert "not one of the choices" in response.content.decode()


def test_a_name_is_shown_as_text(client):
    client.force_login(factories.user("<b>Ada</b>"))
    page = client.get("/").content.decode()
    assert "<b>Ada</b>" not in page
    assert "&lt;b&gt;Ada&lt;/b&gt;" in page


def test_the_menu_of_zones_holds_them_all_and_the_chosen_one(client):
    client.force_login(factories.user(zone="Asia/Kathmandu"))
    page = client.get(reverse("accounts:profile")).content.decode()
    assert '<option value="Asia/Kathmandu" selected>Asia/Kathmandu</option>' in page
    assert page.count("<option") > 400
    assert page.count(" selected>") == 1
