"""Two rows of one person become one: nothing is lost, nothing is half done, nothing unsealed."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from accounts.models import User
from candidates.actions import (
    Person,
    add_candidate,
    add_document,
    merge,
    move,
    send_own_page,
    stop,
)
from candidates.models import (
    Access,
    Candidacy,
    Candidate,
    Claim,
    Conflict,
    Document,
    Merge,
    Questionnaire,
    Reference,
    System,
)
from candidates.own import own_link
from interviews.models import Interview
from scorecards.models import Card
from searches.errors import NotAllowed, Refused
from searches.models import Event, Role
from searches.wording import unbroken
from tests import factories
from tests.candidates import files
from tests.candidates.conftest import page_of
from tests.factories import candidates as make
from tests.factories import scorecards as judged


@pytest.fixture
def other(search):
    return make.candidacy(search, "Leila HADDAD", email="leila@home.example", employer="")


def all_of(candidacy: Candidacy, by: User) -> None:
    file = SimpleUploadedFile("cv.pdf", files.pdf())
    add_document(candidacy=candidacy, file=file, name="cv.pdf", kind="pdf", by=by)
    make.claim(candidacy)
    make.reference(candidacy)
    make.system(candidacy)
    make.answered(candidacy)
    make.declared(candidacy, factories.user("Priya Raman"), "knows", "Worked at Norrland.")


def test_all_that_hangs_on_the_one_comes_to_the_other(candidacy, other, manager):
    all_of(other, manager)
    merge(kept=candidacy, gone=other, by=manager)
    for model in (Document, Claim, Reference, System, Questionnaire, Conflict, Access):
        assert model.objects.get().candidacy == candidacy, model
    assert list(Candidacy.objects.all()) == [candidacy]
    assert Candidate.objects.count() == 1


def test_a_merge_pressed_in_a_second_tab_is_told_of_the_first(as_, candidacy, other, manager):
    address = reverse("candidates:merge", args=[candidacy.pk, other.pk])
    as_(manager).post(address, {"keep": candidacy.pk})
    page = as_(manager).post(address, {"keep": other.pk}, follow=True)
    assert page.redirect_chain == [(candidacy.get_absolute_url(), 302)]
    assert "These two are one already." in page_of(page)


def test_who_may_not_know_of_the_one_is_not_told_of_the_other(as_, candidacy, other, manager):
    merge(kept=candidacy, gone=other, by=manager)
    stranger = factories.member(factories.search(), Role.HIRING_MANAGER)
    response = as_(stranger).get(reverse("candidates:merge", args=[candidacy.pk, other.pk]))
    assert response.status_code == 404


def test_texts_are_joined_and_empty_fields_filled(search, manager):
    one = make.candidacy(search, "Ada", summary="Ran fraud.", expects="", employer="", phone="")
    two = make.candidacy(
        search, "Ada", summary="Led 14.", expects="EUR 250,000", employer="Fjord", phone="4722"
    )
    kept = merge(kept=one, gone=two, by=manager)
    kept.refresh_from_db()
    assert kept.summary == "Ran fraud.\n\nLed 14."
    assert kept.expects == "EUR 250,000"
    assert (kept.candidate.employer, kept.candidate.phone) == ("Fjord", "4722")


def test_the_same_words_are_not_written_twice(search, manager):
    one = make.candidacy(search, "Ada", summary="Ran fraud. Led 14.")
    two = make.candidacy(search, "Ada", summary="Led 14.")
    assert merge(kept=one, gone=two, by=manager).summary == "Ran fraud. Led 14."


def test_what_differs_is_kept_as_what_the_other_said(as_, candidacy, other, manager):
    alias = other.alias
    merge(kept=candidacy, gone=other, by=manager)
    said = Merge.objects.get().said
    assert "Name: Leila HADDAD" in said
    assert "Mail address: leila@home.example" in said
    assert f"Alias: {alias}" in said
    page = page_of(as_(manager).get(candidacy.get_absolute_url()))
    assert "leila@home.example" in page


def test_a_panelist_is_not_told_what_the_other_row_said(as_, candidacy, other, manager, panelist):
    merge(kept=candidacy, gone=other, by=manager)
    make.declared(candidacy, panelist)
    assert "leila@home.example" not in page_of(as_(panelist).get(candidacy.get_absolute_url()))


TEXTS = ("phone", "employer", "title", "summary", "expects", "forfeits")
SAID = st.fixed_dictionaries(dict.fromkeys(TEXTS, st.sampled_from(["", "one", "two", "one two"])))


class Lossless(TestCase):
    @given(SAID, SAID)
    @settings(max_examples=25)
    def test_no_word_of_either_is_lost(self, mine, theirs):
        search = factories.search()
        by = factories.hiring_manager_of(search)
        one = add_candidate(search=search, person=Person(name="Ada", **mine), by=by)
        two = add_candidate(search=search, person=Person(name="Bo", **theirs), by=by)
        kept = Candidacy.objects.get(pk=merge(kept=one, gone=two, by=by).pk)
        whole = [getattr(kept.candidate, n) for n in ("name", "phone", "employer", "title")]
        whole += [kept.summary, kept.expects, kept.forfeits, Merge.objects.latest("pk").said]
        for text in ("Ada", "Bo", *mine.values(), *theirs.values()):
            assert any(text in part for part in whole)


def test_the_further_stage_stands(search, candidacy, other, manager):
    move(candidacy=other, name="shortlist", by=manager)
    since = Candidacy.objects.get(pk=other.pk).stage_since
    kept = merge(kept=candidacy, gone=other, by=manager)
    assert (kept.stage, kept.stage_since) == ("shortlisted", since)


def test_who_is_in_play_on_one_row_is_in_play(candidacy, other, manager):
    stop(candidacy=candidacy, because="The role has changed", by=manager)
    kept = merge(kept=candidacy, gone=other, by=manager)
    assert (kept.stage, kept.ended_because) == ("added", "")
    assert "Stopped: The role has changed" in Merge.objects.get().said


def test_it_is_in_the_log_and_the_log_stands(search, candidacy, other, manager):
    all_of(other, manager)
    merge(kept=candidacy, gone=other, by=manager)
    event = Event.objects.get(verb="candidate.merged")
    assert (event.record_id, event.user) == (candidacy.pk, manager)
    assert unbroken(search)


def test_the_person_stays_where_another_search_has_them(search, manager, candidacy):
    elsewhere = factories.search(by=manager)
    there = make.candidacy(elsewhere, "Ada", email="ada@example.com")
    here = make.candidacy(search, "Ada", email="ada@example.com")
    merge(kept=candidacy, gone=here, by=manager)
    there.refresh_from_db()
    assert there.candidate.email == "ada@example.com"


# ---- What cannot be one --------------------------------------------------------------------


def snapshot() -> list:
    models = (Candidacy, Candidate, Claim, Questionnaire, Interview, Conflict, Access, Merge, Event)
    return [list(model.objects.order_by("pk").values()) for model in models]


def refused(one, two, by, says) -> None:
    before = snapshot()
    for kept, gone in ((one, two), (two, one)):
        with pytest.raises(Refused, match=says):
            merge(kept=kept, gone=gone, by=by)
    assert snapshot() == before


def test_two_questionnaires_stay_two(candidacy, other, manager):
    make.answered(candidacy)
    make.claim(other)
    make.answered(other)
    refused(candidacy, other, manager, "Both have begun the questionnaire")


def test_a_questionnaire_and_an_interview_stay_two(search, manager):
    one, two = judged.candidacy(search), make.candidacy(search, "Ada")
    judged.interview(one)
    make.answered(two)
    refused(one, two, manager, "Both have begun the questionnaire")


def test_two_who_were_interviewed_stay_two(search, manager):
    one, two = judged.candidacy(search), judged.candidacy(search)
    judged.interview(one)
    judged.interview(two)
    refused(one, two, manager, "Both have begun the questionnaire")


@pytest.mark.parametrize("stage", ["debrief", "offer", "hired"])
def test_who_is_past_the_loop_stays_apart(candidacy, other, manager, stage):
    Candidacy.objects.filter(pk=other.pk).update(stage=stage)
    refused(candidacy, other, manager, "come to the debrief or further")


def test_whose_cards_were_opened_stays_apart(search, candidacy, manager):
    one = judged.candidacy(search)
    judged.submitted(judged.seat(judged.interview(one)))
    judged.open_debrief(one)
    Candidacy.objects.filter(pk=one.pk).update(stage="loop")
    refused(one, candidacy, manager, "come to the debrief or further")


def test_one_row_is_not_merged_with_itself(candidacy, manager):
    with pytest.raises(Refused, match="two candidates"):
        merge(kept=candidacy, gone=candidacy, by=manager)


def test_a_row_of_another_search_is_not_taken(candidacy, manager):
    there = make.candidacy(factories.search(by=manager), "Ada")
    with pytest.raises(Refused, match="two candidates of this search"):
        merge(kept=candidacy, gone=there, by=manager)


def test_what_a_room_does_not_bring_along_stops_it(candidacy, other, manager, monkeypatch):
    from candidates.actions import merging

    make.claim(other)
    monkeypatch.setattr(merging, "MOVES", ())
    with pytest.raises(Refused):
        merge(kept=candidacy, gone=other, by=manager)
    assert Claim.objects.get().candidacy == other


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.PANELIST, Role.APPROVER])
def test_who_does_not_run_the_search_merges_nobody(candidacy, other, role):
    with pytest.raises(NotAllowed):
        merge(kept=candidacy, gone=other, by=factories.member(candidacy.search, role))


def test_who_owes_a_word_on_one_of_them_merges_nobody(candidacy, other, manager):
    make.let_in(other, manager)
    with pytest.raises(NotAllowed):
        merge(kept=candidacy, gone=other, by=manager)


# ---- Blindness -----------------------------------------------------------------------------


def seen() -> dict[str, set[int]]:
    """Who may read which card."""
    rows = {user.pk: user for user in User.objects.all()}
    return {
        str(user): set(Card.objects.visible_to(user).values_list("pk", flat=True))
        for user in rows.values()
    }


@pytest.mark.parametrize("keep_the_judged", [True, False])
def test_whoever_reads_a_sealed_card_reads_nothing_new(search, manager, keep_the_judged):
    one, two = judged.candidacy(search), make.candidacy(search, "Ada")
    interview = judged.interview(one)
    judged.submitted(judged.seat(interview))
    judged.seat(interview)
    for role in Role.values:
        if role not in (Role.PANELIST, Role.HIRING_MANAGER):
            factories.member(search, role)
    make.declared(two, factories.user("Let in elsewhere"))
    make.let_in(one, factories.user("Not yet declared"))
    before = seen()
    kept, gone = (one, two) if keep_the_judged else (two, one)
    merge(kept=kept, gone=gone, by=manager)
    assert seen() == before
    assert Interview.objects.get(pk=interview.pk).candidacy == kept


def test_of_two_declarations_the_stricter_stands(candidacy, other, manager, panelist):
    make.declared(candidacy, panelist, "none")
    make.declared(other, panelist, "knows", "Worked at Norrland.")
    merge(kept=candidacy, gone=other, by=manager)
    assert (Conflict.objects.get().answer, Access.objects.current().count()) == ("knows", 1)
    assert f"{panelist}: No conflict." in Merge.objects.get().said


def test_who_asked_to_be_replaced_on_one_is_not_seated_through_the_other(search, manager):
    one, two = judged.candidacy(search), make.candidacy(search, "Ada")
    seat = judged.seat(judged.interview(one))
    make.declared(two, seat.user, "replace")
    merge(kept=one, gone=two, by=manager)
    seat.refresh_from_db()
    assert seat.ended_at is not None


def test_a_shortlist_stays_closed_to_who_owes_a_word_on_the_row_that_went(
    search, manager, candidacy
):
    from candidates.actions import make_shortlist
    from candidates.briefs import may_read_shortlist

    rows = [make.candidacy(search, name) for name in ("One", "Two", "Three")]
    for row in rows:
        move(candidacy=row, name="shortlist", by=manager)
    recruiter = factories.member(search, Role.RECRUITER)
    brief = make_shortlist(search=search, chosen=rows, by=recruiter)
    make.let_in(rows[0], recruiter)
    assert not may_read_shortlist(recruiter, brief)
    merge(kept=candidacy, gone=rows[0], by=manager)
    assert not may_read_shortlist(User.objects.get(pk=recruiter.pk), brief)


# ---- The page ------------------------------------------------------------------------------


def test_the_page_sets_both_side_by_side_and_keeps_the_one_chosen(as_, recruiter, candidacy, other):
    url = reverse("candidates:merge", args=[candidacy.pk, other.pk])
    make.claim(other)
    page = page_of(as_(recruiter).get(url))
    assert "claims: 1" in page
    assert "Keep Leila Haddad" in page
    assert "Keep Leila HADDAD" in page
    answer = as_(recruiter).post(url, {"keep": other.pk})
    assert answer["Location"] == other.get_absolute_url()
    assert list(Candidacy.objects.all()) == [other]


@pytest.mark.parametrize("keep", ["", "0", "x", "99999999"])
def test_nothing_is_merged_before_one_is_chosen(as_, recruiter, candidacy, other, keep):
    url = reverse("candidates:merge", args=[candidacy.pk, other.pk])
    assert as_(recruiter).post(url, {"keep": keep}).status_code == 200
    assert Candidacy.objects.count() == 2


def test_a_refusal_is_a_sentence_on_the_page(as_, recruiter, candidacy, other):
    make.answered(candidacy)
    make.answered(other)
    url = reverse("candidates:merge", args=[candidacy.pk, other.pk])
    page = page_of(as_(recruiter).post(url, {"keep": candidacy.pk}))
    assert "Both have begun the questionnaire or been interviewed." in page


def test_what_would_help_them_is_not_lost(candidacy, other, manager):
    Candidacy.objects.filter(pk=other.pk).update(needs="A sign interpreter")
    merge(kept=candidacy, gone=other, by=manager)
    candidacy.refresh_from_db()
    assert candidacy.needs == "A sign interpreter"


def test_their_own_page_goes_on_where_both_rows_wrote_to_one_address(search, manager):
    one = make.candidacy(search, "Leila Haddad", email="")
    other = make.candidacy(search, "Leila Haddad")
    link = send_own_page(candidacy=other, by=manager)
    merge(kept=one, gone=other, by=manager)
    assert own_link(one) == link


def test_else_it_is_closed_and_the_row_says_so(candidacy, other, manager):
    Candidate.objects.filter(pk=other.candidate_id).update(email="other@example.com")
    other.refresh_from_db()
    send_own_page(candidacy=other, by=manager)
    merge(kept=candidacy, gone=other, by=manager)
    assert own_link(candidacy) is None
    assert "Their own page: closed" in candidacy.merges.get().said
