"""Claims with their source and check; references with the candidate's consent."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from candidates.actions import (
    add_claim,
    add_document,
    add_reference,
    change_claim,
    check_claim,
    merge,
)
from candidates.models import Candidacy, Claim, Reference
from searches.errors import NotAllowed, Refused
from searches.models import Event
from tests.candidates import files
from tests.candidates.conftest import page_of
from tests.factories import candidates as make


def call(**more) -> dict[str, object]:
    return {
        "name": "Ola Nordmann",
        "relation": "led",
        "organisation": "Norrland Payments",
        "called_on": timezone.localdate().isoformat(),
        "notes": "Ran the incident herself.",
        "consented": "on",
        **more,
    }


def test_a_claim_says_where_it_comes_from_and_is_unchecked(candidacy):
    claim = make.claim(candidacy)
    assert (claim.state, claim.source) == ("unchecked", "CV, page 2")


def test_a_check_says_how_and_by_whom(candidacy, recruiter):
    claim = make.claim(candidacy)
    claim = check_claim(
        claim=claim, of=claim.text, state="verified", how="Her CFO's letter", by=recruiter
    )
    assert (claim.state, claim.how_checked, claim.checked_by) == (
        "verified",
        "Her CFO's letter",
        recruiter,
    )


@pytest.mark.parametrize("state", ["verified", "unsupported", "contradicted"])
def test_a_check_without_its_how_is_refused(candidacy, recruiter, state):
    claim = make.claim(candidacy)
    with pytest.raises(Refused, match="how it was checked"):
        check_claim(claim=claim, of=claim.text, state=state, how=" ", by=recruiter)
    with pytest.raises(IntegrityError), transaction.atomic():
        Claim.objects.filter(pk=claim.pk).update(state=state)


def test_new_words_undo_the_check_of_the_old_ones(candidacy, recruiter):
    claim = make.claim(candidacy, state="verified")
    changed = change_claim(claim=claim, text="Cut losses by 30%", source=claim.source, by=recruiter)
    assert (changed.state, changed.how_checked, changed.checked_by) == ("unchecked", "", None)


def test_a_new_source_leaves_the_check_standing(candidacy, recruiter):
    claim = make.claim(candidacy, state="verified")
    assert (
        change_claim(claim=claim, text=claim.text, source="CV, page 3", by=recruiter).state
        == "verified"
    )


def test_a_candidate_carries_so_many_claims_and_no_more(candidacy, recruiter, monkeypatch):
    from candidates.actions import papers

    monkeypatch.setattr(papers, "MOST_CLAIMS", 1)
    make.claim(candidacy)
    with pytest.raises(Refused, match="at most 1 claims"):
        add_claim(candidacy=candidacy, text="x", source="y", by=recruiter)


def test_a_reference_needs_the_candidates_consent(candidacy, recruiter):
    with pytest.raises(Refused, match="agreed to this call"):
        add_reference(
            candidacy=candidacy,
            name="Ola Nordmann",
            relation="led",
            organisation="",
            consented=False,
            called_on=timezone.localdate(),
            notes="x",
            by=recruiter,
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Reference.objects.create(
            candidacy=candidacy,
            name="x",
            relation="led",
            consented=False,
            called_on=timezone.localdate(),
            notes="x",
        )


WRONG = [
    ({"consented": ""}, "nobody is called without the"),
    ({"name": ""}, "“Who it is” is empty"),
    ({"notes": " \n "}, "Nothing is written yet"),
    ({"called_on": "31.02.2026"}, "is not a day of the calendar"),
    (
        {"called_on": (timezone.localdate() + timedelta(days=2)).isoformat()},
        "This day is still to come",
    ),
    ({"relation": "friend"}, "is not one of the choices"),
    ({"notes": "x" * 6_001}, "Use at most 6000"),
]


@pytest.mark.parametrize(("wrong", "says"), WRONG)
def test_a_wrong_reference_is_a_sentence_and_nothing_is_lost(
    as_, recruiter, candidacy, wrong, says
):
    url = reverse("candidates:add_reference", args=[candidacy.pk])
    page = page_of(as_(recruiter).post(url, call(**wrong)))
    assert says in page
    assert "Norrland Payments" in page
    assert not Reference.objects.exists()


def test_the_notes_of_a_call_are_changed_on_their_page(as_, recruiter, candidacy):
    reference = make.reference(candidacy)
    url = reverse("candidates:change_reference", args=[candidacy.pk, reference.pk])
    assert "Ran the incident herself." in page_of(as_(recruiter).get(url))
    as_(recruiter).post(url, call(notes="Ran it, and wrote it up."))
    reference.refresh_from_db()
    assert reference.notes == "Ran it, and wrote it up."


def test_no_word_of_a_reference_or_a_claim_is_in_the_log(candidacy):
    make.reference(candidacy)
    make.claim(candidacy, state="verified")
    fields = [field for event in Event.objects.all() for field in event.fields]
    assert not [field for field in fields if " " in field or field[0].isupper()]


def test_a_claim_of_one_candidate_is_not_reached_through_another(as_, search, recruiter, candidacy):
    other = make.candidacy(search, "Mateus Carvalho")
    claim = make.claim(candidacy)
    for name in ("change_claim", "check_claim"):
        url = reverse(f"candidates:{name}", args=[other.pk, claim.pk])
        assert as_(recruiter).get(url).status_code == 404


def test_a_claim_worded_anew_meanwhile_is_not_verified_by_a_check_of_the_old_words(
    candidacy, recruiter
):
    claim = make.claim(candidacy, "Cut losses by 19%")
    change_claim(claim=claim, text="Cut losses by 91%", source="CV", by=recruiter)
    with pytest.raises(Refused, match="worded anew"):
        check_claim(claim=claim, of="Cut losses by 19%", state="verified", how="x", by=recruiter)


def test_nothing_is_hung_on_a_row_that_went_into_another(search, manager):
    one, gone = (make.candidacy(search, "Leila Haddad", email=email) for email in ("a@x.co", ""))
    merge(kept=one, gone=Candidacy.objects.get(pk=gone.pk), by=manager)
    file = SimpleUploadedFile("cv.pdf", files.pdf())
    acts = (
        lambda: add_claim(candidacy=gone, text="x", source="y", by=manager),
        lambda: add_document(candidacy=gone, file=file, name="cv.pdf", kind="pdf", by=manager),
        lambda: make.system(gone),
    )
    for act in acts:
        with pytest.raises(Refused, match="put together with another"):
            act()


def test_who_does_not_run_the_search_writes_no_claim_and_no_reference(candidacy, observer):
    with pytest.raises(NotAllowed):
        add_claim(candidacy=candidacy, text="x", source="y", by=observer)
    with pytest.raises(NotAllowed):
        check_claim(claim=make.claim(candidacy), of="x", state="verified", how="x", by=observer)
