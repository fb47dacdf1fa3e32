"""The job description: drafts, what has to be mended, approval, versions, its pages and its PDF."""

import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from briefs.actions import make
from briefs.models import Brief
from scoping import actions, queries
from scoping.briefs import blocks_of, snapshot_of
from scoping.forms import JdForm, mark_of
from scoping.models import JobDescription
from searches.errors import NotAllowed, Refused, Stale
from searches.models import Role, Step
from tests import factories
from tests.factories import scoping as made

pytestmark = pytest.mark.django_db
DRAFT = {"HTTP_X_DRAFT": "1"}
VAGUE = "A visionary who leads 12 people."


def url(name, search, *args):
    return reverse(f"scoping:{name}", args=[search.pk, *args])


def posted(jd, revision=None, **sections):
    data = {f"section_{key}": text for key, text in (jd.sections | sections).items()}
    return data | {"revision": jd.revision if revision is None else revision}


def page_of(response):
    return response.content.decode()


def save(jd, by, **sections):
    return actions.save_jd(jd=jd, revision=jd.revision, sections=jd.sections | sections, by=by)


# ---- Drafts ----


def test_it_is_built_from_the_signed_scope_only(search, manager):
    with pytest.raises(Refused, match="Sign the scope first"):
        actions.begin_jd(search=search, by=manager)


def test_the_first_draft_is_filled_and_made_once(search, manager, recruiter):
    scope = made.signed_scope(search)
    jd = actions.begin_jd(search=search, by=recruiter)
    assert jd.scope == scope
    assert list(jd.sections) == [section.key for section in search.playbook.jd.sections]
    assert "EUR 4,200,000" in jd.sections["mandate"]
    assert actions.begin_jd(search=search, by=manager) == jd


@pytest.mark.parametrize("role", [Role.PANELIST, Role.APPROVER, Role.OBSERVER])
def test_who_does_not_run_the_search_writes_nothing(search, role):
    made.signed_scope(search)
    with pytest.raises(NotAllowed):
        actions.begin_jd(search=search, by=factories.member(search, role))


def test_a_section_the_playbook_does_not_have_is_not_kept(search, manager):
    jd = save(made.draft_jd(search), manager, horoscope="Leo.")
    assert "horoscope" not in jd.sections


def test_the_second_to_change_a_section_overwrites_nothing(search, manager, recruiter):
    jd = made.draft_jd(search)
    save(jd, manager, mandate="Owns 3 lines.")
    with pytest.raises(Stale):
        save(jd, recruiter, mandate="Owns 4 lines.")
    assert JobDescription.objects.get().sections["mandate"] == "Owns 3 lines."


# ---- What has to be mended ----


def let_stand(jd, by, dismissed):
    return actions.save_jd(
        jd=jd, revision=jd.revision, sections=jd.sections, dismissed=dismissed, by=by
    )


def test_a_finding_that_must_be_mended_blocks_approval(search, manager):
    jd = made.draft_jd(search, mandate=VAGUE)
    with pytest.raises(Refused, match="one finding is mended"):
        actions.approve_jd(jd=jd, by=manager)
    assert JobDescription.objects.get().state == "draft"


def test_advice_blocks_nothing(search, manager):
    jd = made.draft_jd(search, mandate="She supports 12 people.")
    assert {finding.severity for finding in jd.findings} == {"advice"}
    assert actions.approve_jd(jd=jd, by=manager).state == "approved"


def test_a_finding_may_stand_with_a_sentence(search, manager):
    jd = made.draft_jd(search, mandate=VAGUE)
    (finding,) = jd.to_mend
    for nothing in ("", "x", "Just because"):
        jd = let_stand(jd, manager, {finding.key: nothing})
        assert jd.to_mend == [finding]
    jd = let_stand(jd, manager, {finding.key: "The founders insist."})
    assert jd.to_mend == []
    assert actions.approve_jd(jd=jd, by=manager).dismissed == {finding.key: "The founders insist."}


def test_the_same_words_in_another_section_are_found_again(search, manager):
    jd = made.draft_jd(search, mandate=VAGUE)
    jd = let_stand(jd, manager, {jd.to_mend[0].key: "The founders insist."})
    assert len(save(jd, manager, authority=VAGUE).to_mend) == 1


# ---- Approval and versions ----


def test_approving_moves_the_search_to_candidates(search):
    made.approved_jd(search)
    search.refresh_from_db()
    assert search.step == Step.CANDIDATES


def test_the_recruiter_does_not_approve(search, recruiter):
    with pytest.raises(NotAllowed):
        actions.approve_jd(jd=made.draft_jd(search), by=recruiter)


def test_what_is_approved_is_what_the_approver_saw(search, manager, recruiter):
    seen = made.draft_jd(search)
    save(seen, recruiter, mandate="Owns 4 lines.")
    with pytest.raises(Stale):
        actions.approve_jd(jd=seen, by=manager)


def test_an_approved_one_is_fixed(search, manager):
    jd = made.approved_jd(search)
    with pytest.raises(Refused, match="Reopen it"):
        save(jd, manager, mandate="Owns 4 lines.")
    with pytest.raises(Refused, match="Reopen it"):
        actions.begin_jd(search=search, by=manager)


def test_the_approved_version_holds_until_the_new_one_is(search, manager):
    first = made.approved_jd(search)
    second = actions.reopen_jd(search=search, because="The budget has grown.", by=manager)
    assert JobDescription.objects.approved().get(search=search) == first
    assert second.sections == first.sections
    second = save(second, manager, mandate="Owns 4 lines.")
    actions.approve_jd(jd=second, by=manager)
    assert JobDescription.objects.approved().get(search=search) == second
    first.refresh_from_db()
    assert first.state == "superseded"


# ---- Pages ----


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


# ---- The PDF ----


def pdf_of(search, client):
    response = client.post(url("jd_pdf", search, 1))
    brief = Brief.objects.get()
    assert response.url == reverse("briefs:detail", args=[brief.pk])
    make(brief.pk)
    brief.refresh_from_db()
    return brief, PdfReader(io.BytesIO(brief.file.read()))


def test_a_draft_has_no_pdf(search, client, manager):
    made.draft_jd(search)
    response = client.post(url("jd_pdf", search, 1), follow=True)
    assert "Approve it first." in page_of(response)
    assert not Brief.objects.exists()


def test_the_pdf_is_tagged_titled_and_says_what_was_approved(search, client, manager):
    made.approved_jd(search, mandate="Owns 4 lines.\n\n- first thing\n- second thing")
    brief, pdf = pdf_of(search, client)
    text = " ".join(page.extract_text() for page in pdf.pages)
    assert pdf.metadata.title == "Job description: Chief AI Officer"
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert "Owns 4 lines." in text
    assert "Page 1 of" in text
    assert "Confidential" not in text
    assert brief.reader is None


def test_the_pdf_has_a_bookmark_a_section(search, client, manager):
    made.approved_jd(search)
    _, pdf = pdf_of(search, client)
    titles = []

    def walk(items):
        for item in items:
            walk(item) if isinstance(item, list) else titles.append(item.title)

    walk(pdf.outline)
    assert {section.title for section in search.playbook.jd.sections} <= set(titles)


def test_cover_and_file_name_carry_the_alias(client):
    search = factories.search(alias="Project Heron")
    client.force_login(search.opened_by)
    made.approved_jd(search)
    brief, pdf = pdf_of(search, client)
    assert brief.file_name == "project-heron-job-description-version-1.pdf"
    cover = pdf.pages[0].extract_text().split("Mandate")[0]
    assert "Project Heron" in cover
    assert "Kestrel" not in cover


def test_any_member_reads_the_pdf_and_nobody_else(search, client, manager):
    made.approved_jd(search)
    brief, _ = pdf_of(search, client)
    download = reverse("briefs:download", args=[brief.pk])
    client.force_login(factories.member(search, Role.PANELIST))
    assert client.get(download).status_code == 200
    client.force_login(factories.administrator())
    assert client.get(download).status_code == 404


def test_a_text_becomes_paragraphs_and_lists():
    assert blocks_of("One\ntwo\n\nthree\n- a\n- b\nfour") == [
        {"kind": "text", "lines": ["One", "two"]},
        {"kind": "text", "lines": ["three"]},
        {"kind": "list", "lines": ["a", "b"]},
        {"kind": "text", "lines": ["four"]},
    ]


def test_a_finding_told_twice_has_one_sentence(search, manager):
    content = {"sections": {"mandate": "visionary 12. visionary 13."}, "dismissed": {}}
    form = JdForm(playbook=search.playbook, content=content)
    assert [f.quote for f in form.found if f.rule == "vague"] == ["visionary"]


# ---- A confidential search ----


def test_a_confidential_job_description_does_not_name_the_company(search, manager):
    scope = made.signed_scope(search, facts=made.FACTS | {"confidential": True})
    assert search.company not in " ".join(queries.filled(scope).values())


def test_the_pdf_of_a_confidential_job_description_does_not_name_the_company(search, manager):
    made.signed_scope(search, facts=made.FACTS | {"confidential": True})
    snapshot = snapshot_of(made.approved_jd(search, mandate="Owns 4 lines."))
    assert snapshot["company"] == ""


# ---- What differs between two versions ----


def test_a_version_tells_what_changed_since_the_one_before(search, manager, client):
    made.approved_jd(search, mandate="Owns 4 lines.\n\nAnswers for revenue.")
    draft = actions.reopen_jd(search=search, because="A fifth line.", by=manager)
    draft = save(draft, manager, mandate="Owns 5 lines.\n\nAnswers for revenue.")
    second = actions.approve_jd(jd=draft, by=manager)
    page = client.get(url("jd_version", search, second.number))
    (change,) = page.context["changes"]
    assert (change.what, change.was, change.now) == (
        "Mandate and outcome",
        "Owns 4 lines.",
        "Owns 5 lines.",
    )
    assert "What changed since version 1" in page_of(page)


def test_a_first_version_is_compared_with_nothing(search, manager, client):
    made.approved_jd(search)
    assert "What changed since" not in page_of(client.get(url("jd", search)))


def test_a_draft_is_not_told_to_who_reads_approved_versions_alone(search, manager, client):
    first = made.approved_jd(search, mandate="Owns 4 lines.")
    draft = actions.reopen_jd(search=search, because="A fifth line.", by=manager)
    save(draft, manager, mandate="Owns 5 lines.")
    client.force_login(factories.member(search, Role.PANELIST))
    page = page_of(client.get(url("jd_version", search, first.number)))
    assert "Owns 5 lines." not in page
