"""The portfolio: production systems a candidate answered for."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from candidates.actions import add_system, change_system
from candidates.models import System
from candidates.queries import systems_of
from searches.errors import NotAllowed, Refused
from searches.models import Event, Role
from tests import factories
from tests.candidates.conftest import page_of
from tests.factories import candidates as make

SENT = {
    "what": "Fraud scoring",
    "role": "The model",
    "from_year": "2022",
    "scale": "1,900 a second",
}


def test_a_system_stands_on_the_candidates_page(as_, recruiter, candidacy):
    as_(recruiter).post(reverse("candidates:add_system", args=[candidacy.pk]), SENT)
    page = page_of(as_(recruiter).get(candidacy.get_absolute_url()))
    for words in ("Fraud scoring", "Since 2022. The model", "1,900 a second"):
        assert words in page


def test_a_declared_panelist_reads_the_portfolio(as_, candidacy, panelist):
    make.system(candidacy)
    make.declared(candidacy, panelist)
    page = page_of(as_(panelist).get(candidacy.get_absolute_url()))
    assert "Nulls for 40 minutes." in page
    assert "Add a production system" not in page


def test_the_latest_begun_comes_first(candidacy):
    for what, year in (("Old", 2015), ("New", 2024), ("Mid", 2020)):
        make.system(candidacy, what, from_year=year)
    assert [row.what for row in systems_of(candidacy)] == ["New", "Mid", "Old"]


@pytest.mark.parametrize(
    ("began", "ended", "says"),
    [(2020, None, "since 2020"), (2020, 2024, "2020 to 2024"), (2020, 2020, "2020")],
)
def test_its_years_are_said(candidacy, began, ended, says):
    assert make.system(candidacy, from_year=began, to_year=ended).years == says


def test_a_system_does_not_end_before_it_began(candidacy):
    with pytest.raises(Refused, match="before it began"):
        make.system(candidacy, from_year=2024, to_year=2023)
    with pytest.raises(IntegrityError), transaction.atomic():
        System.objects.create(candidacy=candidacy, from_year=2024, to_year=2023)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"what": ""}, "“What it is” is empty"),
        ({"from_year": ""}, "“From the year” is empty"),
        ({"from_year": "22"}, "The least is 1960"),
        ({"from_year": "in 2022"}, "Write a plain number"),
        ({"to_year": "2021"}, "This is before it began"),
        ({"incident": "x" * 1_001}, "Use at most 1000"),
    ],
)
def test_a_wrong_system_is_a_sentence_and_nothing_is_lost(as_, recruiter, candidacy, wrong, says):
    url = reverse("candidates:add_system", args=[candidacy.pk])
    page = page_of(as_(recruiter).post(url, SENT | wrong))
    assert says in page
    assert "1,900 a second" in page
    assert not System.objects.exists()


def test_a_change_names_the_fields_and_no_words(candidacy, recruiter):
    row = make.system(candidacy)
    said = {n: getattr(row, n) for n in ("what", "role", "scale", "incident", "changed")}
    years = {"from_year": row.from_year, "to_year": row.to_year}
    change_system(system=row, by=recruiter, metric="Precision", **said, **years)
    assert Event.objects.get(verb="system.changed").fields == ["metric"]


def test_a_candidate_carries_twenty_and_no_more(candidacy):
    System.objects.bulk_create(
        System(candidacy=candidacy, what=f"{n}", role="x", from_year=2020) for n in range(20)
    )
    with pytest.raises(Refused, match="at most 20 production systems"):
        make.system(candidacy)


def test_a_system_of_one_candidate_is_not_reached_through_another(
    as_, search, recruiter, candidacy
):
    row = make.system(candidacy)
    other = make.candidacy(search, "Mateus Carvalho")
    url = reverse("candidates:change_system", args=[other.pk, row.pk])
    assert as_(recruiter).get(url).status_code == 404


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.PANELIST, Role.APPROVER])
def test_who_does_not_run_the_search_notes_none(candidacy, role):
    by = factories.member(candidacy.search, role)
    with pytest.raises(NotAllowed):
        add_system(candidacy=candidacy, by=by, what="x", role="y", from_year=2020, to_year=None)
