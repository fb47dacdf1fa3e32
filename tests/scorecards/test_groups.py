"""How groups of candidates fare: one pool, for administrators who judge nobody."""

from collections.abc import Iterable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from candidates.models import Candidacy, Candidate, VoluntaryAnswer
from candidates.states import Stage
from scorecards.queries.groups import Groups, groups_for
from searches.models import Membership, Role, Search
from tests import factories
from tests.scorecards.conftest import page_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator():
    return factories.administrator()


def people(search: Search, number: int, stage: str, **said: str) -> list[Candidacy]:
    """So many of a search who never came further than this stage, and what they said."""
    rows = []
    for _ in range(number):
        person = Candidate.objects.create(name="Nadine Weiss")
        alias = f"{search.pk}-{person.pk}"
        row = Candidacy.objects.create(search=search, candidate=person, alias=alias, stage=stage)
        rows.append(row)
        if said:
            VoluntaryAnswer.objects.create(candidacy=row, **said)
    return rows


def ended(days_ago: int = 0) -> Search:
    """A search in which somebody was hired, who said nothing."""
    search = factories.search()
    (row,) = people(search, 1, Stage.HIRED)
    since = timezone.now() - timedelta(days=days_ago)
    Candidacy.objects.filter(pk=row.pk).update(stage_since=since)
    return search


def filled(searches: Iterable[Search]) -> None:
    """In each: of four women one goes on, of four men two, of four who said nothing two."""
    for search in searches:
        for stage, counts in ((Stage.ADDED, (4, 2, 2)), (Stage.TALKING, (2, 4, 2))):
            women, men, unsaid = counts
            people(search, women, stage, gender="woman")
            people(search, men, stage, gender="man")
            people(search, unsaid, stage)


@pytest.fixture
def three():
    searches = [ended(days_ago=9 - number) for number in range(3)]
    filled(searches)
    return searches


def shown(viewer) -> Groups:
    found = groups_for(viewer)
    assert found
    return found


def rates(viewer) -> dict[str, tuple[int, int]]:
    """Of the first step of the question on gender."""
    (gender, *_) = shown(viewer).questions or [None]
    return {c.group: tuple(c.rate) for c in gender.steps[0].groups} if gender else {}


def read(user) -> str:
    client = Client()
    client.force_login(user)
    answer = client.get(reverse("scorecards:process"))
    assert answer.status_code == 200
    return page_of(answer)


# ---- What is shown ----------------------------------------------------------------------------


def test_rates_of_groups_stand_beside_the_highest(administrator, three):
    women, men = shown(administrator).questions[0].steps[0].groups
    assert (women.group, *women.rate) == ("Women", 18, 6)
    assert (men.group, *men.rate) == ("Men", 18, 12)
    assert (women.ratio, men.ratio) == (0.5, None)
    page = read(administrator)
    assert "A screening heuristic, no finding" in page
    assert "Under four fifths" in page
    assert "6 of 18" in page


def test_what_few_stand_behind_is_insufficient_data(administrator, three):
    gender, age, minority = shown(administrator).questions
    assert [bool(step.groups) for step in gender.steps] == [True, *[False] * 5]
    assert not age.told
    assert not minority.told
    assert "Insufficient data" in read(administrator)


def test_a_group_of_few_is_named_nowhere_and_given_away_by_nothing(administrator, three):
    people(three[0], 3, Stage.TALKING, gender="other")
    assert rates(administrator) == {"Women": (18, 6), "Men": (18, 12)}
    assert "Another, or none of these" not in read(administrator)


def test_one_group_alone_is_not_shown(administrator, three):
    VoluntaryAnswer.objects.filter(gender="man").delete()
    assert rates(administrator) == {}


def test_what_was_taken_back_is_not_counted(administrator, three):
    VoluntaryAnswer.objects.filter(gender="woman").first().delete()
    assert rates(administrator)["Women"] == (17, 6)


def test_internal_candidates_are_not_counted(administrator, three):
    before = rates(administrator)
    for row in people(three[0], 6, Stage.TALKING, gender="woman"):
        Candidacy.objects.filter(pk=row.pk).update(internal=True)
    assert rates(administrator) == before


# ---- Over which searches ----------------------------------------------------------------------


def test_two_searches_that_ended_are_too_few(administrator):
    filled([ended(), ended()])
    assert shown(administrator).questions == []
    page = read(administrator)
    assert "It takes at least three searches that ended" in page
    assert "18" not in page.split("Do groups go on alike?")[1]


def test_a_search_under_way_is_not_counted(administrator, three):
    before = rates(administrator)
    filled([factories.search()])
    assert rates(administrator) == before


def test_a_search_closed_without_a_hire_has_ended(administrator):
    searches = [ended(), ended(), factories.search()]
    filled(searches)
    assert rates(administrator) == {}
    Search.objects.filter(pk=searches[-1].pk).update(life="closed")
    by = searches[-1].opened_by
    searches[-1].life_changes.create(life="closed", because="The budget is frozen.", by=by)
    assert rates(administrator) == {"Women": (18, 6), "Men": (18, 12)}


def test_the_figures_move_by_three_searches_at_a_time(administrator, three):
    before = rates(administrator)
    for _ in range(2):
        filled([ended()])
        assert rates(administrator) == before
    filled([ended()])
    assert rates(administrator) == {"Women": (36, 12), "Men": (36, 24)}


# ---- For whom ---------------------------------------------------------------------------------


def test_who_runs_the_searches_sees_no_groups(three):
    manager = three[0].opened_by
    assert groups_for(manager) is None
    page = read(manager)
    assert "Do groups go on alike?" not in page
    assert "Women" not in page


def test_an_administrator_who_runs_a_search_sees_both(administrator, three):
    Membership.objects.create(search=three[0], user=administrator, role=Role.RECRUITER)
    page = read(administrator)
    assert "Who goes on, and how long it takes" in page
    assert "6 of 18" in page


@pytest.fixture
def seated(administrator):
    """On the panel of some search, whichever."""
    return Membership.objects.create(
        search=factories.search(), user=administrator, role=Role.PANELIST
    )


def test_an_administrator_on_a_panel_is_told_why_they_see_none(administrator, three, seated):
    assert shown(administrator) == Groups([], seated=True)
    page = read(administrator)
    assert "You sit on a panel" in page
    assert "Women" not in page


def test_an_administrator_who_has_left_the_panel_sees_them(administrator, three, seated):
    Membership.objects.filter(pk=seated.pk).update(ended_at=timezone.now())
    assert rates(administrator)


def test_an_administrator_is_led_there_from_home(administrator):
    client = Client()
    client.force_login(administrator)
    assert reverse("scorecards:process") in page_of(client.get(reverse("home")))


# ---- What it costs ----------------------------------------------------------------------------


def test_it_costs_the_same_however_many_searches_ended(administrator, three):
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            read(administrator)
        return len(queries)

    cost()
    few = cost()
    filled(ended() for _ in range(6))
    assert cost() == few
