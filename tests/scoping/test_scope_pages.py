"""The scope's pages: filled in, saved by script and by button, signed, read."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import escape

from scoping import actions
from scoping.models import Scope
from searches.models import Event, Role
from tests import factories
from tests.factories import scoping as made
from tests.scoping.scope_form import DRAFT, PULLING, page_of, posted, url

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}


# ---- Who may ----


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.HIRING_MANAGER, 200),
        (Role.RECRUITER, 200),
        (Role.OBSERVER, 200),
        (Role.PANELIST, 403),
        (Role.APPROVER, 403),
    ],
)
def test_who_reads_the_scope(search, client, role, status):
    client.force_login(factories.member(search, role))
    assert client.get(url("scope", search)).status_code == status


@pytest.mark.parametrize("who", ["stranger", "administrator", "removed"])
def test_the_scope_does_not_exist_for_others(search, client, who):
    person = {
        "stranger": lambda: factories.user(),
        "administrator": factories.administrator,
        "removed": lambda: factories.removed_member(search, Role.HIRING_MANAGER),
    }[who]()
    client.force_login(person)
    for name in ("scope", "jd"):
        assert client.get(url(name, search)).status_code == 404
    for name in ("scope", "sign", "preview", "approve_jd", "check_jd"):
        assert client.post(url(name, search), posted(search)).status_code == 404
    assert not Scope.objects.exists()


def test_an_observer_reads_a_draft_and_is_given_no_form(search, client):
    made.draft_scope(search)
    client.force_login(factories.member(search, Role.OBSERVER))
    page = page_of(client.get(url("scope", search)))
    assert "Draft, not signed" in page
    assert "<textarea" not in page


@pytest.mark.parametrize("name", ["scope", "sign", "preview"])
def test_an_observer_saves_nothing(search, client, name):
    client.force_login(factories.member(search, Role.OBSERVER))
    assert client.post(url(name, search), posted(search)).status_code == 403
    assert not Scope.objects.exists()


def test_a_recruiter_is_told_who_signs(search, client, recruiter):
    made.draft_scope(search)
    client.force_login(recruiter)
    page = page_of(client.get(url("scope", search)))
    assert "Sign off the scope" not in page
    assert "Tobias Lindqvist signs the scope" in page
    assert client.post(url("sign", search), posted(search, 1)).status_code == 403


# ---- Filling in ----


def test_reading_the_page_writes_nothing(search, client, manager):
    assert client.get(url("scope", search)).status_code == 200
    assert not Scope.objects.exists()


def test_the_page_says_why_each_thing_is_asked(search, client, manager):
    page = page_of(client.get(url("scope", search)))
    for asked in (*search.playbook.facts, *search.playbook.questions):
        assert escape(asked.why) in page


def test_the_button_saves_without_a_script(search, client, manager):
    response = client.post(url("scope", search), posted(search) | {"save": "1"})
    assert response.status_code == 302
    scope = Scope.objects.get()
    assert scope.facts == made.FACTS
    assert scope.answers == made.ANSWERS


def test_what_was_saved_stands_in_the_page_again(search, client, manager):
    client.post(url("scope", search), posted(search))
    form = client.get(url("scope", search)).context["form"]
    shown = {f.html_name: f.value() for f in form if f.value() not in (None, "")}
    assert shown == {k: v for k, v in posted(search).items() if k != "revision"}


def test_the_script_is_told_when_and_which_revision(search, client, manager):
    response = client.post(url("scope", search), posted(search), **DRAFT)
    assert response.status_code == 200
    assert response.json()["revision"] == 1
    assert len(response.json()["saved"]) == 5


def test_the_script_is_told_in_a_sentence_what_is_wrong(search, client, manager):
    wrong = posted(search) | {"fact_headcount": "many"}
    response = client.post(url("scope", search), wrong, **DRAFT)
    assert response.status_code == 400
    assert response.json()["message"].startswith("Not saved. ")
    assert not Scope.objects.exists()


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("fact_headcount", "６４０", "Write a plain number"),
        ("fact_headcount", "1_000", "Write a plain number"),
        ("fact_headcount", "1e9", "Write a plain number"),
        ("fact_headcount", "-3", "The least is 0"),
        ("fact_currency", "XYZ", "three letters"),
        ("fact_ai_budget", "4.2 million", "Write a plain number"),
        ("fact_budgeted_range_maximum", "100", "below the lower"),
        ("fact_start_by", "31.02.2027", "Write it like 2026-03-30"),
        ("fact_company_stage", "unicorn", "not one of the choices"),
        ("fact_place", "Berlin\u202e", "reverse its direction"),
        ("fact_product_lines", "x" * 301, "301 characters"),
        ("fact_product_lines", "line\n" * 41, "41 lines"),
        ("answer_horizon", "forever", "not one of the choices"),
        ("words_horizon", "x" * 100_000, "100000 characters"),
        ("kept_high_risk_without_a_line", "x" * 601, "601 characters"),
    ],
)
def test_what_is_wrong_is_said_at_the_field_and_nothing_is_lost(
    search, client, manager, field, value, says
):
    response = client.post(url("scope", search), posted(search, answers=PULLING) | {field: value})
    page = page_of(response)
    assert response.status_code == 200
    assert says in page
    assert f'id="id_{field}_error"' in page
    form = response.context["form"]
    assert form["fact_place"].value() in ("Berlin, Germany", value)
    assert form[field].value() == value
    assert not Scope.objects.exists()


def test_one_end_of_a_range_is_kept_and_signing_waits_for_the_other(search, client, manager):
    data = posted(search)
    del data["fact_budgeted_range_maximum"]
    saved = client.post(url("scope", search), data, headers={"X-Draft": "1"})
    assert saved.status_code == 200
    page = page_of(client.get(url("scope", search)))
    assert "Opens when both ends of “Budgeted pay range” are given." in page
    assert 'value="220000"' in page


def test_hostile_text_is_stored_as_written_and_shown_as_text(search, client, manager):
    hostile = "<script>alert('x')</script>{{ 7*7 }}"
    data = posted(search) | {"fact_place": hostile, "words_horizon": hostile}
    client.post(url("scope", search), data)
    assert Scope.objects.get().facts["place"] == hostile
    page = page_of(client.get(url("scope", search)))
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


# ---- What the answers come to ----


def test_the_recommendation_shows_its_arithmetic(search, client, manager):
    made.draft_scope(search)
    response = client.get(url("scope", search))
    row = response.context["outcome"]["rows"][0]
    assert (row.name, row.points) == ("Production operator", sum(row.cells))
    assert "Your answers recommend a production operator" in page_of(response)


def test_the_preview_answers_the_script_with_the_fragment_and_writes_nothing(
    search, client, manager
):
    before = Event.objects.count()
    response = client.post(url("preview", search), posted(search), **HTMX)
    page = page_of(response)
    assert page.lstrip().startswith('<div id="reading">')
    assert "Your answers recommend a production operator" in page
    assert 'id="progress-words" hx-swap-oob="true"' in page
    assert "<html" not in page
    assert not Scope.objects.exists()
    assert Event.objects.count() == before


def test_the_preview_reads_what_is_right_in_a_form_that_is_not(search, client, manager):
    wrong = posted(search) | {"fact_headcount": "many"}
    page = page_of(client.post(url("preview", search), wrong, **HTMX))
    assert "Your answers recommend a production operator" in page


def test_a_contradiction_has_two_ways_out_and_links_to_its_questions(search, client, manager):
    made.draft_scope(search, answers=PULLING)
    page = page_of(client.get(url("scope", search)))
    rule = search.playbook.rule("high_risk_without_a_line")
    assert all(way in page for way in rule.ways_out)
    assert 'href="#q-ai_act"' in page
    assert 'href="#q-reporting_line"' in page
    assert 'id="q-reporting_line"' in page


def test_the_count_of_contradictions_leads_to_them_above_the_outcome(search, client, manager):
    made.draft_scope(search, answers=PULLING)
    page = page_of(client.get(url("scope", search)))
    assert 'href="#pulls"' in page
    assert page.index('id="pulls"') < page.index('id="c-high_risk_without_a_line"')
    assert page.index('id="c-high_risk_without_a_line"') < page.index('id="rec"')


def test_the_shut_button_says_what_opens_it(search, client, manager):
    made.draft_scope(search, answers=PULLING)
    page = page_of(client.get(url("scope", search)))
    assert 'aria-disabled="true" aria-describedby="why-not"' in page
    assert "Opens when one contradiction is settled." in page


def test_signing_with_an_open_contradiction_is_refused_with_a_sentence(search, client, manager):
    response = client.post(url("sign", search), posted(search, answers=PULLING), follow=True)
    assert "The scope cannot be signed yet." in page_of(response)
    assert Scope.objects.get().state == "draft"


def test_keeping_both_with_a_sentence_opens_the_signature(search, client, manager):
    kept = {"high_risk_without_a_line": "The COO answers for it."}
    client.post(url("sign", search), posted(search, answers=PULLING, kept=kept))
    assert Scope.objects.get().state == "signed"


def test_a_sentence_stays_while_its_contradiction_is_away(search, client, manager):
    kept = {"high_risk_without_a_line": "The COO answers for it."}
    made.draft_scope(search, kept=kept)
    page = page_of(client.get(url("scope", search)))
    assert '<input type="hidden" name="kept_high_risk_without_a_line"' in page


def test_signing_saves_what_stands_in_the_page(search, client, manager):
    made.draft_scope(search)
    data = posted(search, 1) | {"fact_place": "Bonn, Germany"}
    response = client.post(url("sign", search), data)
    assert response.url == url("jd", search)
    assert Scope.objects.get().facts["place"] == "Bonn, Germany"


# ---- Signed ----


def test_the_signed_page_is_fixed_and_traces_back(search, client, manager):
    made.signed_scope(search, words={"horizon": "As long as the company."})
    response = client.get(url("scope", search))
    page = page_of(response)
    assert "<textarea" not in page
    assert "from questions 1, 2" in page
    assert "As long as the company." in page
    assert response.context["result"] == Scope.objects.get().result


def test_what_is_typed_while_somebody_signs_is_not_lost(search, client, recruiter):
    made.signed_scope(search)
    client.force_login(recruiter)
    data = posted(search) | {"fact_place": "Bonn, Germany"}
    response = client.post(url("scope", search), data)
    assert "The scope is signed. Reopen it to change it." in page_of(response)
    assert response.context["form"]["fact_place"].value() == "Bonn, Germany"


def test_reopening_asks_for_a_sentence(search, client, manager):
    made.signed_scope(search)
    page = page_of(client.post(url("reopen", search), {"because": ""}))
    assert "id_because_error" in page
    client.post(url("reopen", search), {"because": "A new CEO."})
    assert Scope.objects.get(number=2).reopened_because == "A new CEO."


def test_both_versions_can_be_read_while_one_is_open(search, client, manager):
    made.signed_scope(search)
    actions.reopen_scope(search=search, because="A new CEO.", by=manager)
    page = page_of(client.get(url("scope", search)))
    assert "A new CEO." in page
    assert url("version", search, 1) in page
    assert "Signed" in page_of(client.get(url("version", search, 1)))
    assert client.get(url("version", search, 9)).status_code == 404


def test_any_of_several_hiring_managers_signs(search, client, recruiter):
    factories.member(search, Role.HIRING_MANAGER, "Ines Kovač")
    client.force_login(recruiter)
    assert "Tobias Lindqvist or Ines Kovač signs." in page_of(client.get(url("scope", search)))


def test_a_confidential_search_without_an_alias_is_told_so(search, client, manager):
    made.draft_scope(search, facts=made.FACTS | {"confidential": True})
    assert "Give the search an alias" in page_of(client.get(url("scope", search)))
    search.alias = "Project Heron"
    search.save(update_fields=["alias"])
    assert "Give the search an alias" not in page_of(client.get(url("scope", search)))


def test_a_start_in_the_last_year_there_is_locks_nobody_out(search, manager, client):
    made.draft_scope(search, facts=made.FACTS | {"start_by": "9999-12-31"})
    address = reverse("scoping:scope", args=[search.pk])
    assert client.get(address).status_code == 200
    sent = {"revision": "0", "fact_start_by": "9999-12-31"}
    assert "within five years" in client.post(address, sent).content.decode()


# ---- Cost ----


def queries_for(client, path):
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


def test_the_page_costs_the_same_however_many_have_said_something(search, client, manager):
    made.draft_scope(search)
    few = queries_for(client, url("scope", search))
    for number in range(6):
        somebody = factories.member(search, Role.RECRUITER)
        scope = Scope.objects.get()
        content = {n: getattr(scope, n) for n in made.content()}
        content["facts"] = scope.facts | {"headcount": 1000 + number}
        actions.save_scope(scope=scope, revision=scope.revision, by=somebody, **content)
    assert queries_for(client, url("scope", search)) == few <= 12


def test_the_signed_page_costs_the_same_with_many_versions(search, client, manager):
    made.signed_scope(search)
    few = queries_for(client, url("scope", search))
    for _ in range(4):
        again = actions.reopen_scope(search=search, because="Again.", by=manager)
        actions.sign_scope(scope=again, by=manager)
    assert queries_for(client, url("scope", search)) == few <= 12
