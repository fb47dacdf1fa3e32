"""The job description: drafts, what has to be mended, approval, and what versions differ in."""

import pytest

from scoping import actions
from scoping.forms import JdForm
from scoping.models import JobDescription
from searches.errors import NotAllowed, Refused, Stale
from searches.models import Role, Step
from tests import factories
from tests.factories import scoping as made
from tests.scoping.jd_form import VAGUE, page_of, save, url

pytestmark = pytest.mark.django_db


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


def test_a_finding_told_twice_has_one_sentence(search, manager):
    content = {"sections": {"mandate": "visionary 12. visionary 13."}, "dismissed": {}}
    form = JdForm(playbook=search.playbook, content=content)
    assert [f.quote for f in form.found if f.rule == "vague"] == ["visionary"]


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
