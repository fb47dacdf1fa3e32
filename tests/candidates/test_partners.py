"""Candidates whom a search partner submits, and the pages that the partner reads."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from candidates.actions import stop
from candidates.models import Candidacy, Submission
from searches.actions import remove_person, turn
from searches.errors import NotAllowed, Refused
from searches.models import Role
from tests import factories
from tests.candidates import files
from tests.candidates.conftest import page_of
from tests.candidates.submitting import cv, pages_of
from tests.factories import candidates as candidate
from tests.factories import partners as make
from tests.factories import scoping as make_scoping


def a_form(search, **more):
    return {
        "name": "Sunniva Berg",
        "email": "sunniva@example.com",
        "employer": "Fjord Bank",
        "words": "Ran credit scoring.",
        "agreed_on": search.today.isoformat(),
    } | more


def post(as_, partner, search, **more):
    return as_(partner).post(
        reverse("candidates:partner_submit", args=[search.pk]), a_form(search, **more)
    )


# ---- Submitting


def test_what_is_submitted_waits_and_is_no_candidate(as_, partner, search):
    response = post(as_, partner, search, cv=cv().file)
    assert response.url == f"/searches/{search.pk}/partner/"
    row = Submission.objects.get()
    assert (row.partner, row.state, row.candidacy) == (partner, "open", None)
    assert (row.cv_name, row.cv.read()) == ("cv.pdf", files.pdf(b"Sunniva"))
    assert not Candidacy.objects.exists()


def test_a_partner_reads_the_same_whether_the_person_is_known_or_not(as_, partner, search):
    """Somebody in the search, kept quiet or not, on it, or unknown: one answer."""
    known = candidate.candidacy(search, "Sunniva Berg", employer="Fjord Bank")
    observer = factories.member(search, Role.OBSERVER)
    seen = set()
    for email in (known.candidate.email, observer.email, "nobody@example.com"):
        response = post(as_, partner, search, email=email)
        body = page_of(as_(partner).get(response.url))
        seen.add((response.status_code, response.url, "already" in body))
    assert seen == {(302, f"/searches/{search.pk}/partner/", False)}


def test_the_same_address_twice_by_the_same_partner_is_said_so(as_, partner, search):
    make.submission(search, partner, email="sunniva@example.com")
    page = page_of(post(as_, partner, search, email="SUNNIVA@example.com"))
    assert "You submitted this address on" in page
    assert "Ran credit scoring." in page
    assert Submission.objects.count() == 1


def test_another_partner_is_told_nothing_of_the_first(search, sent):
    other = make.submission(search, make.partner(search, "Other"), email=sent.email)
    assert other.state == "open"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"agreed_on": ""}, "“Day on which they agreed to be put forward”"),
        ({"agreed_on": "2999-01-01"}, "This day is still to come"),
        ({"email": "not an address"}, "“Mail address”"),
        ({"words": ""}, "“Why them”"),
        ({"employer": ""}, "“Employer”"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(as_, partner, search, wrong, said):
    page = page_of(post(as_, partner, search, **wrong))
    assert said in page
    assert "Sunniva Berg" in page
    assert not Submission.objects.exists()


def test_a_cv_is_told_by_its_content(as_, partner, search):
    page = page_of(post(as_, partner, search, cv=SimpleUploadedFile("cv.pdf", b"MZ")))
    assert "Send a PDF or a Word document" in page
    assert not Submission.objects.exists()


def test_nobody_is_put_forward_tomorrow(search, partner):
    with pytest.raises(Refused, match="still to come"):
        make.submission(search, partner, agreed_on=search.today + timedelta(days=1))


def test_the_day_they_agreed_is_there_in_the_database_too(sent):
    with pytest.raises(IntegrityError), transaction.atomic():
        Submission.objects.update(agreed_on=None)


@pytest.mark.parametrize("life", ["pause", "close"])
def test_a_search_that_is_shut_takes_nobody_and_stays_readable(
    as_, search, manager, partner, sent, life
):
    turn(search=search, name=life, because="Quillfeather buys us.", by=manager)
    page = page_of(post(as_, partner, search))
    assert "This search is" in page
    for name, args in (("partner", []), ("partner_submit", []), ("partner_submission", [sent.pk])):
        response = as_(partner).get(reverse(f"candidates:{name}", args=[search.pk, *args]))
        assert response.status_code == 200
        assert "Quillfeather" not in page_of(response)
    assert Submission.objects.count() == 1


def test_a_member_submits_nobody(search, manager):
    with pytest.raises(NotAllowed, match="Only a search partner"):
        make.submission(search, manager)


def test_a_cv_that_has_to_be_chosen_again_is_said(as_, search, partner):
    file = SimpleUploadedFile("cv.pdf", files.pdf())
    page = page_of(post(as_, partner, search, agreed_on="2100-01-01", cv=file))
    assert "Choose the CV again" in page


# ---- The partner's pages


def test_a_partner_reads_the_stage_and_since_when(as_, search, partner, sent):
    make.taken(sent)
    Candidacy.objects.update(stage="shortlisted", stage_since=timezone.now() - timedelta(days=3))
    body = pages_of(as_, partner, search, sent)
    assert body.count("Shortlisted") == 2
    assert "In conversation" not in body


def test_an_end_is_told_without_its_reason(as_, search, manager, partner, sent):
    stop(candidacy=make.taken(sent), because="Too little shown from production", by=manager)
    body = pages_of(as_, partner, search, sent)
    assert "Stopped" in body
    assert "production" not in body


def test_what_the_search_notes_of_a_candidate_is_not_the_partners(as_, search, manager, sent):
    candidacy = make.taken(sent)
    Candidacy.objects.update(summary="Quillfeather", expects="Quillfeather", alias="Quillfeather")
    candidate.claim(candidacy, "Quillfeather")
    candidate.reference(candidacy, "Quillfeather", "Quillfeather")
    type(candidacy.candidate).objects.update(name="Quillfeather", email="q@quillfeather.example")
    assert "uillfeather" not in pages_of(as_, sent.partner, search, sent)


def test_a_partner_reads_only_their_own(as_, search, partner, sent):
    other = make.partner(search, "Other Partner")
    one = reverse("candidates:partner_submission", args=[search.pk, sent.pk])
    assert as_(other).get(one).status_code == 404
    every = page_of(as_(other).get(reverse("candidates:partner", args=[search.pk])))
    assert "Sunniva" not in every


def test_a_partner_reads_nothing_through_another_search(as_, partner, sent):
    elsewhere = factories.search()
    factories.grant(elsewhere, user=partner, role=Role.PARTNER, by=elsewhere.opened_by)
    path = reverse("candidates:partner_submission", args=[elsewhere.pk, sent.pk])
    assert as_(partner).get(path).status_code == 404


def test_nothing_is_left_of_the_pages_when_the_role_ends(as_, search, manager, partner, sent):
    remove_person(search=search, user=partner, role=Role.PARTNER, by=manager)
    for name, args in (("partner", []), ("partner_submit", []), ("partner_submission", [sent.pk])):
        path = reverse(f"candidates:{name}", args=[search.pk, *args])
        assert as_(partner).get(path).status_code == 404
    assert not Submission.objects.visible_to(partner).exists()


def test_the_job_description_is_there_once_it_is_approved(as_, search, partner):
    path = reverse("candidates:partner_jd", args=[search.pk])
    assert as_(partner).get(path).status_code == 404
    make_scoping.approved_jd(search)
    page = page_of(as_(partner).get(path))
    assert "Kestrel Credit" in page
    for title in [section.title for section in search.playbook.jd.sections]:
        assert title in page
    assert path in page_of(as_(partner).get(reverse("candidates:partner", args=[search.pk])))


def test_a_draft_of_the_job_description_is_not_the_partners(as_, search, partner):
    make_scoping.approved_jd(search)
    search.job_descriptions.update(state="draft", approved_at=None)
    path = reverse("candidates:partner_jd", args=[search.pk])
    assert as_(partner).get(path).status_code == 404
