"""The job description's pages: who reads them, saving, checking, approving, two people at once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from scoping import actions
from scoping.forms import mark_of
from scoping.models import JobDescription
from searches.models import Role
from tests import factories
from tests.factories import scoping as made
from tests.scoping.jd_form import DRAFT, VAGUE, page_of, posted, save, url

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("role", "draft", "approved"),
    [
        (Role.HIRING_MANAGER, 200, 200),
        (Role.RECRUITER, 200, 200),
        (Role.OBSERVER, 200, 200),
        (Role.PANELIST, 403, 200),
        (Role.APPROVER, 403, 200),
    ],
)
def test_a_draft_is_read_by_few_and_an_approved_one_by_all(search, client, role, draft, approved):
    jd = made.draft_jd(search)
    client.force_login(factories.member(search, role))
    assert client.get(url("jd", search)).status_code == draft
    assert client.get(url("jd_version", search, 1)).status_code == draft
    actions.approve_jd(jd=jd, by=search.opened_by)
    assert client.get(url("jd", search)).status_code == approved
    assert client.get(url("jd_version", search, 1)).status_code == approved


def test_a_panelist_reads_the_approved_text_while_a_new_one_is_written(search, client):
    made.approved_jd(search)
    manager = factories.hiring_manager_of(search)
    draft = actions.reopen_jd(search=search, because="The budget.", by=manager)
    save(draft, manager, mandate="Quillfeather 4.")
    client.force_login(factories.member(search, Role.PANELIST))
    response = client.get(url("jd", search))
    assert response.context["jd"].number == 1
    assert "Quillfeather" not in page_of(response)
    assert "Version 2" not in page_of(response)
    assert client.get(url("jd_version", search, 2)).status_code == 403


def test_before_the_scope_is_signed_the_page_says_what_will_be_here(search, client, manager):
    page = page_of(client.get(url("jd", search)))
    assert "as soon as the scope is signed" in page
    assert client.post(url("jd", search), {"section_mandate": "x"}).status_code == 404


def test_reading_the_page_writes_nothing(search, client, manager):
    made.signed_scope(search)
    response = client.get(url("jd", search))
    assert "EUR 4,200,000" in page_of(response)
    assert not JobDescription.objects.exists()


def test_what_only_a_person_can_say_is_listed_until_they_write(search, client, manager):
    made.signed_scope(search)
    before = page_of(client.get(url("jd", search)))
    assert "Left out until you write it: 1 sentence" in before
    assert "[outcome, with a number]" in before
    made.draft_jd(search, mandate="Runs credit scoring for 12 people.")
    assert "[outcome, with a number]" not in page_of(client.get(url("jd", search)))


def test_the_button_saves_and_checks_without_a_script(search, client, manager):
    jd = made.draft_jd(search)
    response = client.post(url("jd", search), posted(jd, mandate=VAGUE), follow=True)
    page = page_of(response)
    assert "<mark>visionary</mark>" in page
    assert "1 finding to mend" in page
    assert "Opens when one finding is mended" in page


def test_each_finding_quotes_its_words_and_says_what_is_better(search, client, manager):
    jd = made.draft_jd(search, mandate=VAGUE)
    page = page_of(client.get(url("jd", search)))
    (finding,) = jd.to_mend
    assert finding.reason in page
    assert finding.better in page


def test_the_check_answers_the_script_and_writes_nothing(search, client, manager):
    jd = made.draft_jd(search)
    data = posted(jd, mandate=VAGUE)
    page = page_of(client.post(url("check_jd", search), data, HTTP_HX_REQUEST="true"))
    assert 'id="found-mandate" hx-swap-oob="true"' in page
    assert "<mark>visionary</mark>" in page
    assert "<textarea" in page  # to let it stand
    assert "section_mandate" not in page
    assert JobDescription.objects.get().revision == jd.revision


def test_a_sentence_beside_a_finding_lets_it_stand(search, client, manager):
    jd = made.draft_jd(search, mandate=VAGUE)
    (finding,) = jd.to_mend
    data = posted(jd) | {f"stands_{mark_of(finding.key)}": "The founders insist."}
    client.post(url("jd", search), data)
    assert JobDescription.objects.get().to_mend == []
    data = posted(JobDescription.objects.get()) | {f"stands_{mark_of(finding.key)}": ""}
    client.post(url("jd", search), data)
    assert len(JobDescription.objects.get().to_mend) == 1


def test_approving_from_the_page_is_refused_with_a_sentence(search, client, manager):
    jd = made.draft_jd(search)
    response = client.post(url("approve_jd", search), posted(jd, mandate=VAGUE), follow=True)
    assert "cannot be approved yet" in page_of(response)
    saved = JobDescription.objects.get()
    assert (saved.state, saved.sections["mandate"]) == ("draft", VAGUE)


def test_approving_saves_what_stands_in_the_page(search, client, manager):
    jd = made.draft_jd(search)
    client.post(url("approve_jd", search), posted(jd, mandate="Owns 4 lines."))
    saved = JobDescription.objects.get()
    assert (saved.state, saved.sections["mandate"]) == ("approved", "Owns 4 lines.")


@pytest.mark.parametrize("name", ["jd", "approve_jd", "check_jd", "reopen_jd"])
def test_an_observer_changes_nothing(search, client, name):
    jd = made.draft_jd(search)
    client.force_login(factories.member(search, Role.OBSERVER))
    data = posted(jd, mandate="x") | {"because": "x"}
    assert client.post(url(name, search), data).status_code == 403
    assert JobDescription.objects.get().revision == jd.revision


def test_a_text_that_is_far_too_long_is_said_at_the_field_and_kept(search, client, manager):
    jd = made.draft_jd(search)
    long = "word " * 20_000
    response = client.post(url("jd", search), posted(jd, mandate=long))
    assert "Use at most 8000" in page_of(response)
    assert response.context["form"]["section_mandate"].value() == long
    assert JobDescription.objects.get().revision == jd.revision


def test_hostile_text_is_shown_as_text_on_the_page_and_in_what_is_found(search, client, manager):
    jd = made.draft_jd(search)
    hostile = "<script>alert(1)</script> visionary <b>12</b>"
    page = page_of(client.post(url("jd", search), posted(jd, mandate=hostile), follow=True))
    assert "<script>alert" not in page
    assert "&lt;/script&gt; <mark>visionary</mark>" in page


@pytest.fixture
def overtaken(search, client, manager, recruiter):
    """The manager has the page; the recruiter saves two sections meanwhile."""
    jd = made.draft_jd(search)
    save(jd, recruiter, mandate="Owns 3 lines.", authority="Reports to the CEO with 12.")
    return jd


def test_the_second_to_save_is_shown_both_texts(search, client, overtaken):
    response = client.post(url("jd", search), posted(overtaken, mandate="Owns 4 lines."))
    page = page_of(response)
    assert [piece.name for piece in response.context["both"]] == ["sections.mandate"]
    assert "Owns 3 lines." in page
    assert "Owns 4 lines." in page
    assert response.context["form"]["section_authority"].value() == "Reports to the CEO with 12."


def test_the_chosen_text_is_saved(search, client, overtaken):
    now = JobDescription.objects.get()
    data = posted(now, mandate="Owns 4 lines.") | {
        "both": "sections.mandate",
        "take.sections.mandate": "mine",
    }
    client.post(url("jd", search), data)
    sections = JobDescription.objects.get().sections
    assert sections["mandate"] == "Owns 4 lines."
    assert sections["authority"] == "Reports to the CEO with 12."


def test_the_script_is_told_of_a_conflict(search, client, overtaken):
    response = client.post(url("jd", search), posted(overtaken), **DRAFT)
    assert response.status_code == 409
    assert "Marguerite Osei" in response.json()["message"]


def test_a_scope_signed_since_shows_what_it_would_fill_in(search, client, manager):
    made.draft_jd(search)
    again = actions.reopen_scope(search=search, because="A new CEO.", by=manager)
    content = {name: getattr(again, name) for name in made.content()}
    content["facts"] = again.facts | {"ai_budget": "9000000"}
    again = actions.save_scope(scope=again, revision=0, by=manager, **content)
    actions.sign_scope(scope=again, by=manager)
    page = page_of(client.get(url("jd", search)))
    assert "The scope has changed since this was filled" in page
    assert "EUR 9,000,000" in page


def test_the_page_costs_the_same_with_many_versions(search, client, manager):
    made.approved_jd(search)

    def cost():
        client.get(url("jd", search))
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url("jd", search)).status_code == 200
        return len(asked)

    few = cost()
    for _ in range(4):
        again = actions.reopen_jd(search=search, because="Again.", by=manager)
        actions.approve_jd(jd=again, by=manager)
    assert cost() == few <= 12
