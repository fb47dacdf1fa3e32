"""Searches: opening, steps, what waits at home, lifecycles as tables."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from searches import home, moves, steps
from searches.actions import acting, advance, change_search
from searches.errors import Refused
from searches.home import Waiting
from searches.models import Role, Search, Step
from searches.moves import Move
from tests import factories
from tests.factories import scoping as made

pytestmark = pytest.mark.django_db


@pytest.fixture
def search():
    return factories.search()


@pytest.fixture
def manager(search, client):
    client.force_login(search.opened_by)
    return search.opened_by


# ---- Opening ----


def opening(**changed):
    version = factories.caio_version()
    return {
        "playbook_version": version.pk,
        "title": "Chief AI Officer",
        "company": "Kestrel Credit",
        "zone": "Europe/Berlin",
        "alias": "",
    } | changed


def test_opening_a_search_leads_to_its_scope(client):
    client.force_login(factories.user(can_open_searches=True))
    response = client.post(reverse("searches:new"), opening())
    assert response.url == reverse("scoping:scope", args=[Search.objects.get().pk])


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "x" * 100_000),
        ("company", "Kestrel\nCredit"),
        ("company", "Kestrel\x07"),
        ("zone", "Mars/Olympus"),
        ("playbook_version", "999"),
        ("alias", "x" * 61),
    ],
)
def test_what_is_wrong_is_said_at_the_field(client, field, value):
    client.force_login(factories.user(can_open_searches=True))
    response = client.post(reverse("searches:new"), opening(**{field: value}))
    assert f'id="id_{field}_error"' in response.content.decode(errors="replace")
    assert not Search.objects.exists()


@pytest.mark.parametrize("title", ["", "   ", "\u3164"])
def test_without_a_role_it_is_called_as_the_playbook_calls_it(client, title):
    client.force_login(factories.user(can_open_searches=True))
    sent = opening(title=title)
    client.post(reverse("searches:new"), sent)
    assert Search.objects.get().title == "Chief AI Officer"


def test_a_chief_ai_officer_is_proposed_among_many_playbooks(client):
    client.force_login(factories.user(can_open_searches=True))
    call_command("load_playbooks", stdout=StringIO())
    form = client.get(reverse("searches:new")).context["form"]
    chosen = form.fields["playbook_version"].queryset.get(pk=form["playbook_version"].value())
    assert chosen.slug == "caio"


def test_hostile_words_are_stored_as_written_and_shown_as_text(client):
    client.force_login(factories.user(can_open_searches=True))
    hostile = "<img src=x onerror=alert(1)>"
    client.post(reverse("searches:new"), opening(title=hostile))
    search = Search.objects.get()
    assert search.title == hostile
    for path in ("/", "/searches/", search.get_absolute_url()):
        page = client.get(path).content.decode()
        assert "<img src=x" not in page
        assert "&lt;img src=x" in page


def test_what_is_read_over_a_shoulder_is_the_alias(search, client, manager):
    assert search.shown_outside == "Chief AI Officer"
    Search.objects.update(alias="Project Heron")
    page = client.get(search.get_absolute_url()).content.decode()
    assert "<title>Project Heron - CAIO Hiring</title>" in page


NAMES = {
    "title": "CAIO",
    "company": "Kestrel",
    "alias": "Project Heron",
    "zone": "UTC",
    "calendar": "GB-ENG",
}


def test_the_hiring_manager_gives_a_search_an_alias(search, client, manager):
    client.post(reverse("searches:edit", args=[search.pk]), NAMES)
    search.refresh_from_db()
    assert search.shown_outside == "Project Heron"
    line = search.events.get(verb="search.changed")
    assert line.fields == ["alias", "calendar", "company", "title", "zone"]


def test_the_same_names_again_leave_no_line(search, manager):
    for _ in range(2):
        change_search(search=search, by=manager, **NAMES)
    assert search.events.filter(verb="search.changed").count() == 1


def test_a_recruiter_does_not_rename_a_search(search, client):
    client.force_login(factories.member(search, Role.RECRUITER))
    path = reverse("searches:edit", args=[search.pk])
    assert client.get(path).status_code == 403
    assert client.post(path, NAMES).status_code == 403
    search.refresh_from_db()
    assert search.alias == ""


# ---- Steps ----


def test_the_row_of_steps_says_where_the_search_stands(search, manager):
    with acting(search.pk, manager) as locked:
        advance(locked, Step.CANDIDATES, manager)
        row = steps.rail(locked)
    assert [step.state for step in row] == ["done", "done", "now", *["later"] * 4]
    assert row[0].url == reverse("scoping:scope", args=[search.pk])
    assert row[3].url == ""


def test_a_search_never_goes_back_a_step(search, manager):
    with acting(search.pk, manager) as locked:
        advance(locked, Step.CANDIDATES, manager)
        advance(locked, Step.JD, manager)
    search.refresh_from_db()
    assert search.step == Step.CANDIDATES


def test_the_page_says_what_blocks_the_step_and_who_moves(search, client, manager):
    page = client.get(search.get_absolute_url()).content.decode()
    assert "The scope can be signed when" in page
    assert "Tobias Lindqvist moves next." in page
    made.draft_scope(search)
    page = client.get(search.get_absolute_url()).content.decode()
    assert "The scope is complete and waits for a signature." in page


def test_the_job_description_blocks_the_next_step(search, client, manager):
    made.draft_jd(search, mandate="A visionary with 12 people.")
    page = client.get(search.get_absolute_url()).content.decode()
    assert "The job description can be approved when one finding is mended" in page


# ---- Home ----


def says(user):
    return [line.say for section in home.sections_for(user) for line in section.lines]


def test_lines_are_ordered_by_when_they_are_due(monkeypatch):
    now = timezone.localtime().replace(hour=12, minute=0)
    monkeypatch.setattr(timezone, "localtime", lambda *_: now)
    due = {
        "late": now - timedelta(hours=1),
        "today": now + timedelta(hours=2),
        "week": now + timedelta(days=3),
        "far": now + timedelta(days=30),
        "none": None,
    }
    lines = [Waiting(name, "/", "Go", due=at) for name, at in due.items()]
    monkeypatch.setattr(home, "lines_for", lambda user: list(reversed(lines)))
    found = {s.kind: [line.say for line in s.lines] for s in home.sections_for(None)}
    assert found == {
        "late": ["late"],
        "today": ["today"],
        "week": ["week"],
        "next": ["none", "far"],
    }


def test_the_scope_waits_for_those_who_fill_it(search, manager):
    recruiter = factories.member(search, Role.RECRUITER)
    for user in (manager, recruiter):
        assert says(user) == [f"The scope of {search} is not finished."]
    for role in (Role.OBSERVER, Role.PANELIST, Role.APPROVER):
        assert says(factories.member(search, role)) == []


def test_a_complete_scope_waits_for_its_signature_alone(search, manager):
    made.draft_scope(search)
    assert says(manager) == [f"The scope of {search} is complete and waits for your signature."]
    assert says(factories.member(search, Role.RECRUITER)) == []


def test_the_job_description_waits_next(search, manager):
    made.signed_scope(search)
    assert says(manager) == [
        f"The job description of {search} is filled from the scope and waits for you."
    ]
    made.draft_jd(search)
    assert says(manager) == [
        f"The job description of {search} is ready and waits for your approval."
    ]


def test_nothing_of_a_search_waits_for_who_has_left(search):
    assert says(factories.removed_member(search, Role.HIRING_MANAGER)) == []


def test_home_costs_the_same_with_many_searches(
    search, client, manager, django_assert_max_num_queries
):
    for _ in range(6):
        made.draft_jd(factories.search(by=manager))
        made.draft_scope(factories.search(by=manager))
    client.get("/")
    with django_assert_max_num_queries(25):
        assert client.get("/").status_code == 200


def test_an_empty_home_says_what_will_be_here(client):
    client.force_login(factories.user())
    page = client.get("/").content.decode()
    assert "Nothing waits for you" in page
    assert "Open a search" not in page


def test_the_list_is_turned_and_holds_only_ones_own(search, client, manager):
    factories.search(title="Quillfeather")
    page = client.get("/searches/").content.decode()
    assert "Chief AI Officer" in page
    assert "Quillfeather" not in page


# ---- Lifecycles ----

TABLE = (
    Move("sign", ("draft",), "signed", "Sign", "x.sign"),
    Move("end", ("draft", "signed"), "ended", "End", "x.end"),
)


def test_a_move_leads_from_its_states_only():
    assert moves.target_of(TABLE, "sign", "draft", "No.") == "signed"
    with pytest.raises(Refused, match="Signed already"):
        moves.target_of(TABLE, "sign", "signed", "Signed already.")


def test_open_moves_are_read_from_the_same_table():
    assert [move.name for move in moves.open_to(TABLE, "draft")] == ["sign", "end"]
    assert moves.open_to(TABLE, "ended") == []


# ---- Demo only, and pages without content ----


def test_the_outbox_exists_in_the_demo_alone(client, settings):
    assert client.get("/outbox/").status_code == 404
    settings.DEMO = True
    assert client.get("/outbox/").status_code == 200


def test_what_is_recorded_is_said(client, manager):
    assert "What is recorded here" in client.get("/about/records/").content.decode()
