"""How strictly somebody rates: over all searches for them alone, in one for who runs it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from scorecards.queries.agreement import agreement_in
from scorecards.queries.strictness import own_strictness
from searches.models import Role
from tests import factories
from tests.factories import scorecards as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def ines():
    return factories.user("Ines Kovač")


@pytest.fixture
def others():
    return [factories.user(name) for name in ("Priya Raman", "Yusuf Demir", "Aiko Tanaka")]


def sat(me, others, *, mine=3, theirs=4, search=None, opened=True, key="production"):
    """A candidate whom somebody judged together with others; by default the debrief is open."""
    row = make.candidacy(search or factories.search())
    interview = make.interview(row, key)
    for who in (me, *others):
        make.submitted(make.seat(interview, who), ratings=mine if who == me else theirs)
    if opened:
        make.open_debrief(row)
    return row


def test_it_says_how_much_stricter_somebody_rates(ines, others):
    for _ in range(3):
        sat(ines, others)
    found = own_strictness(ines)
    assert found.points == pytest.approx(-1)
    assert found.says == "You rate 1.0 points stricter than the people you sat with."


def test_it_says_how_much_milder_somebody_rates(ines, others):
    for _ in range(3):
        sat(ines, others, mine=5, theirs=3)
    assert own_strictness(ines).says.startswith("You rate 2.0 points milder")


def test_it_says_when_there_is_no_difference(ines, others):
    for _ in range(3):
        sat(ines, others, mine=4)
    assert own_strictness(ines).says.startswith("You rate as the people you sat with do")


def test_weak_candidates_make_nobody_strict(ines, others):
    """Everybody gave every candidate the same; some candidates are weak."""
    for value in (1, 2, 5):
        sat(ines, others, mine=value, theirs=value)
    assert own_strictness(ines).points == pytest.approx(0)


def test_a_hard_part_makes_nobody_strict(ines, others):
    """Ines alone rated what went badly; where others rated as well they agree."""
    for _ in range(3):
        row = sat(ines, others, mine=4, opened=False)
        make.submitted(make.seat(make.interview(row, "team"), ines), ratings=1)
        make.open_debrief(row)
    assert own_strictness(ines).points == pytest.approx(0)


def test_it_counts_candidates_searches_and_people(ines, others):
    search = factories.search()
    for where in (search, search, None):
        sat(ines, others, search=where)
    found = own_strictness(ines)
    assert (found.candidates, found.searches, found.people) == (3, 2, 3)
    assert found.ratings == 3 * 2  # two competencies in that part


def test_what_nobody_else_rated_is_not_counted(ines, others):
    for _ in range(2):
        sat(ines, others)
    sat(ines, [])
    found = own_strictness(ines)
    assert (found.candidates, found.ratings) == (2, 4)


def test_under_three_candidates_nothing_is_said(ines, others):
    for _ in range(2):
        sat(ines, others)
    found = own_strictness(ines)
    assert (found.points, found.candidates) == (None, 2)
    assert found.says.startswith("Nothing is said yet.")


def test_under_three_other_people_nothing_is_said(ines, others):
    for _ in range(4):
        sat(ines, others[:2])
    found = own_strictness(ines)
    assert (found.points, found.people) == (None, 2)


def test_who_shares_nothing_with_some_is_not_identifiable(ines, others):
    """Two rated what Ines did not, and nothing that she did."""
    for _ in range(3):
        row = sat(ines, others[:1], opened=False)
        board = make.interview(row, "team")
        for who in others[1:]:
            make.submitted(make.seat(board, who))
        make.open_debrief(row)
    found = own_strictness(ines)
    assert found.points is None
    assert found.says.startswith("Not identifiable")


def test_a_sealed_candidate_counts_for_nothing(ines, others):
    for _ in range(3):
        sat(ines, others)
    before = own_strictness(ines)
    sat(ines, others, mine=1, theirs=5, opened=False)
    assert own_strictness(ines) == before


def test_a_candidate_for_whom_one_owes_a_card_counts_for_nothing(ines, others):
    rows = [sat(ines, others) for _ in range(4)]
    make.seat(make.interview(rows[0], "board"), ines)
    assert own_strictness(ines).candidates == 3


def test_a_candidate_one_did_not_rate_counts_for_nothing(ines, others):
    """Though their debrief is open to who runs the search."""
    search = factories.search(by=ines)
    for _ in range(3):
        sat(ines, others, search=search)
    before = own_strictness(ines)
    sat(factories.user(), others, mine=1, theirs=5, search=search)
    assert own_strictness(ines) == before


def test_a_card_after_the_reveal_counts_for_nothing(ines, others):
    for _ in range(2):
        sat(ines, others)
    row = sat(others[0], others[1:])
    make.submitted(make.seat(make.interview(row, "board"), ines), ratings=1)
    assert own_strictness(ines).candidates == 2


def test_who_left_the_search_reads_nothing_of_it_any_more(ines, others):
    rows = [sat(ines, others) for _ in range(3)]
    rows[0].search.memberships.filter(user=ines).update(ended_at=rows[0].search.opened_at)
    assert own_strictness(ines).candidates == 2


def test_the_page_is_the_readers_own(client, ines, others):
    for _ in range(3):
        sat(ines, others)
    url = reverse("scorecards:my_strictness")
    client.force_login(ines)
    assert "You rate 1.0 points stricter" in client.get(url).content.decode()
    client.force_login(others[0])
    assert "You rate 0.3 points milder" in client.get(url).content.decode()
    client.force_login(factories.administrator())
    body = client.get(url, {"user": ines.pk, "pk": ines.pk}).content.decode()
    assert "Nothing is said yet." in body
    assert "Ines" not in body


def test_the_page_names_no_other_person(client, ines, others):
    for _ in range(3):
        sat(ines, others)
    client.force_login(ines)
    body = client.get(reverse("scorecards:my_strictness")).content.decode()
    assert not [str(who) for who in others if str(who) in body]


def test_the_profile_leads_to_it(client, ines):
    client.force_login(ines)
    body = client.get(reverse("accounts:profile")).content.decode()
    assert reverse("scorecards:my_strictness") in body


def test_it_costs_one_query_however_much_there_is(ines, others):
    for _ in range(3):
        sat(ines, others)
    with CaptureQueriesContext(connection) as queries:
        own_strictness(ines)
    assert len(queries) == 1


# ---- In one search, on the debrief ----------------------------------------------------------


@pytest.fixture
def judged(ines, others):
    search = factories.search()
    rows = [sat(ines, others, search=search) for _ in range(2)]
    return rows[0]


def strictness_on(client, candidacy, viewer) -> str:
    client.force_login(viewer)
    body = client.get(reverse("scorecards:debrief", args=[candidacy.pk])).content.decode()
    said = body.split("Strictness, in points above or below the panel:")
    return said[1].split("</p>")[0] if len(said) > 1 else ""


@pytest.mark.parametrize("role", [Role.HIRING_MANAGER, Role.RECRUITER])
def test_who_runs_the_search_reads_how_strictly_each_rates(client, judged, role, ines, others):
    if role == Role.HIRING_MANAGER:
        viewer = factories.hiring_manager_of(judged.search)
    else:
        viewer = factories.member(judged.search, role)
    said = strictness_on(client, judged, viewer)
    assert all(str(who) in said for who in (ines, *others))


def test_a_panelist_reads_their_own_and_nobody_elses(client, judged, ines, others):
    said = strictness_on(client, judged, ines)
    assert "Ines Kovač -0.8" in said
    assert not [str(who) for who in others if str(who) in said]


def test_an_observer_reads_nobodys(client, judged):
    observer = factories.member(judged.search, Role.OBSERVER)
    assert strictness_on(client, judged, observer) == ""
    found = agreement_in(judged.search, observer)
    assert found.strictness.identifiable
    assert found.by_name == []
