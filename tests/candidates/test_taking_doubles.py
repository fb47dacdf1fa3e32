"""Whom a search partner submits may be here already: who takes them is asked once more."""

import pytest
from django.urls import reverse

from candidates.actions import keep_quiet
from candidates.models import Submission
from tests import factories
from tests.candidates.conftest import page_of
from tests.factories import candidates as candidate
from tests.factories import partners as make

ASKED = "This is somebody else: take them all the same"


@pytest.fixture
def sent(search):
    return make.submission(search, make.partner(search))


def take(as_, sent: Submission, **ticked: str):
    by = factories.hiring_manager_of(sent.search)
    address = reverse("candidates:take_submission", args=[sent.search_id, sent.pk])
    return as_(by).post(address, ticked, follow=True)


def test_nobody_is_asked_where_nobody_is_alike(as_, sent):
    assert ASKED not in page_of(take(as_, sent))
    sent.refresh_from_db()
    assert sent.candidacy


def test_who_seems_to_be_here_is_not_taken_before_it_is_ticked(as_, search, sent):
    candidate.candidacy(search, sent.name, email="", employer=sent.employer)
    page = page_of(take(as_, sent))
    assert "Look first whether they are here already; then tick this." in page
    sent.refresh_from_db()
    assert sent.candidacy is None


def test_a_tick_takes_them_as_somebody_else(as_, search, sent):
    candidate.candidacy(search, sent.name, email="", employer=sent.employer)
    take(as_, sent, anyway="on")
    sent.refresh_from_db()
    assert sent.candidacy


def test_the_same_address_is_refused_with_or_without_a_tick(as_, search, sent):
    candidate.candidacy(search, sent.name, email=sent.email)
    for ticked in ({}, {"anyway": "on"}):
        assert "is in this search already" in page_of(take(as_, sent, **ticked))
    sent.refresh_from_db()
    assert sent.candidacy is None


def test_an_internal_double_is_not_given_away_to_who_was_not_named(as_, search, sent):
    by = factories.hiring_manager_of(search)
    row = candidate.candidacy(search, sent.name, email="", employer=sent.employer)
    keep_quiet(candidacy=row, who=[by], by=by)
    recruiter = factories.member(search, "recruiter")
    address = reverse("candidates:take_submission", args=[search.pk, sent.pk])
    assert ASKED not in page_of(as_(recruiter).post(address, follow=True))
