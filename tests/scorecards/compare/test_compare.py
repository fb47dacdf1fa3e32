"""Candidates side by side: who stands there, what is said, and that nothing ranks unasked."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from candidates.actions import keep_quiet
from interviews.states import Duty
from scorecards import actions
from scorecards.models import DebriefReading
from searches.models import Role
from tests import factories
from tests.factories import scoping
from tests.factories import scorecards as make
from tests.scorecards.compare.side_by_side import ALL_SIX, opened, shown

pytestmark = pytest.mark.django_db
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')


# ---- Who stands there -----------------------------------------------------------------------


def test_candidates_with_an_open_debrief_stand_side_by_side(search, page):
    opened(search, "Ada Lind", 4, 5)
    opened(search, "Bo Ode", 3, 4)
    assert shown(page()) == ["Ada Lind", "Bo Ode"]


def test_one_open_debrief_is_nothing_to_compare(search, page):
    opened(search, "Ada Lind", 4)
    body = page()
    assert "Nothing to compare yet" in body
    assert "Ada Lind" not in body


def test_a_sealed_candidate_leaves_no_trace(search, page):
    opened(search, "Ada Lind", 4)
    opened(search, "Bo Ode", 3)
    before = TOKEN.sub("", page())
    sealed = make.candidacy(search, "Cy Fell")
    make.judged(sealed, flags=[make.flag()], ratings=1)
    assert TOKEN.sub("", page()) == before
    unknown, known = page("?with=100000"), page(f"?with={sealed.pk}")
    assert TOKEN.sub("", known) == TOKEN.sub("", unknown)


def test_who_owes_a_card_does_not_see_that_candidate(search, page):
    recruiter = factories.member(search, Role.RECRUITER)
    for name in ("Ada Lind", "Bo Ode", "Cy Fell"):
        row = opened(search, name, 4)
    make.seat(make.interview(row, "board"), recruiter)
    assert shown(page(who=recruiter)) == ["Ada Lind", "Bo Ode"]


def test_who_has_not_said_whether_they_know_a_candidate_does_not_see_them(search, manager, page):
    """The debrief asks them first; here that candidate is left out until then."""
    rows = [opened(search, name, 4) for name in ("Ada Lind", "Bo Ode", "Cy Fell")]
    interview = make.interview(rows[0], "board")
    make.seat(interview, manager, duty=Duty.OBSERVING, declared="")
    assert shown(page()) == ["Bo Ode", "Cy Fell"]


def test_a_panelist_sees_those_they_sat_with(search, page):
    for name in ("Ada Lind", "Bo Ode"):
        opened(search, name, 4)
    mine = opened(search, "Cy Fell", 4)
    panelist = mine.interviews.first().seats.first().user
    assert "Nothing to compare yet" in page(who=panelist)
    also = make.candidacy(search, "Di Ray")
    make.submitted(make.seat(make.interview(also), panelist))
    make.open_debrief(also)
    assert shown(page(who=panelist)) == ["Cy Fell", "Di Ray"]


def test_an_approver_has_nothing_to_compare(search, page):
    for name in ("Ada Lind", "Bo Ode"):
        opened(search, name, 4)
    assert "Nothing to compare yet" in page(who=factories.member(search, Role.APPROVER))


def test_an_internal_candidate_stands_there_for_who_was_named(search, manager, page):
    recruiter = factories.member(search, Role.RECRUITER)
    rows = [opened(search, name, 4) for name in ("Ada Lind", "Bo Ode", "Cy Fell")]
    keep_quiet(candidacy=rows[2], who=[], by=manager)
    assert shown(page(who=recruiter)) == ["Ada Lind", "Bo Ode"]
    assert "Cy Fell" not in page(f"?with={rows[2].pk}&with={rows[0].pk}", who=recruiter)
    assert shown(page()) == ["Ada Lind", "Bo Ode", "Cy Fell"]


def test_a_candidate_of_another_search_does_not_stand_there(search, manager, page):
    other = opened(factories.search(by=manager), "Elsewhere Ek", 4)
    rows = [opened(search, name, 4) for name in ("Ada Lind", "Bo Ode")]
    assert "Elsewhere Ek" not in page(f"?with={other.pk}&with={rows[0].pk}")


def test_a_debrief_that_closed_again_takes_its_candidate_off(search, manager, page):
    rows = [opened(search, name, 4) for name in ("Ada Lind", "Bo Ode", "Cy Fell")]
    rows[0].debriefs.update(closed_at=search.opened_at)
    assert shown(page()) == ["Bo Ode", "Cy Fell"]


def test_reading_is_on_record_for_who_is_shown_and_nobody_else(search, manager, page):
    rows = [opened(search, name, 4) for name in ("Ada Lind", "Bo Ode", "Cy Fell")]
    page(f"?with={rows[0].pk}&with={rows[1].pk}")
    read = DebriefReading.objects.filter(user=manager)
    assert set(read.values_list("debrief__candidacy", flat=True)) == {rows[0].pk, rows[1].pk}


# ---- Who is chosen --------------------------------------------------------------------------


def test_ticks_choose_who_is_compared(search, page):
    rows = [opened(search, name, 4) for name in ("Ada Lind", "Bo Ode", "Cy Fell")]
    assert shown(page(f"?with={rows[2].pk}&with={rows[0].pk}")) == ["Ada Lind", "Cy Fell"]


def test_without_ticks_the_four_latest_stand_there(search, page):
    for name in ("Ada Lind", "Bo Ode", "Cy Fell", "Di Ray", "Ed Sol"):
        opened(search, name, 4)
    assert shown(page()) == ["Bo Ode", "Cy Fell", "Di Ray", "Ed Sol"]


def test_more_than_four_ticks_are_cut_with_a_sentence(search, page):
    names = ("Ada Lind", "Bo Ode", "Cy Fell", "Di Ray", "Ed Sol")
    rows = [opened(search, name, 4) for name in names]
    body = page("?" + "&".join(f"with={row.pk}" for row in rows))
    assert len(shown(body)) == 4
    assert "4 fit side by side" in body


@pytest.mark.parametrize("ticks", ["?with=", "?with=x", "?with=" + "9" * 5000, "?with=%00&order=x"])
def test_ticks_that_choose_nobody_say_so_and_lose_nothing(search, page, ticks):
    for name in ("Ada Lind", "Bo Ode"):
        opened(search, name, 4)
    body = page(ticks)
    assert shown(body) == ["Ada Lind", "Bo Ode"]
    assert "It takes two to compare." in body


def test_ticks_stay_in_the_address_of_the_order(search, page):
    rows = [opened(search, name, 4) for name in ("Ada Lind", "Bo Ode", "Cy Fell")]
    body = page(f"?with={rows[0].pk}&with={rows[1].pk}")
    assert f"?with={rows[0].pk}&amp;with={rows[1].pk}&amp;order=mean" in body


# ---- What stands there ----------------------------------------------------------------------


def test_recommendations_are_counted_without_those_after_the_reveal(search, page):
    row = opened(search, "Ada Lind", 4, recommendation="strong_yes")
    opened(search, "Bo Ode", 4, recommendation="no")
    late = make.seat(make.interview(row, "board"))
    make.submitted(late, recommendation="strong_no", says="Far too late.")
    body = page()
    assert "2 Strong yes" in body
    assert "2 No" in body
    assert "1 Strong no" not in body
    assert "1 written after the reveal, not counted" in body


def test_flags_that_are_open_are_named_and_settled_ones_are_not(search, manager, page):
    row = make.candidacy(search, "Ada Lind")
    flags = [make.flag(name="Bluffs"), make.flag(name="Blames others")]
    card = make.submitted(make.seat(make.interview(row)), flags=flags)
    make.open_debrief(row)
    opened(search, "Bo Ode", 4)
    cleared = card.flags.get(name="Blames others")
    actions.settle_flag(flag=cleared, move="clear", because="Explained.", by=manager)
    body = page()
    assert "Bluffs" in body
    assert "Blames others" not in body


def test_one_red_flag_of_several_people_is_named_once(search, page):
    row = make.candidacy(search, "Ada Lind")
    interview = make.interview(row)
    for name in ("Bluffs", "bluffs"):
        flag = make.flag(name=name, seriousness="serious")
        make.submitted(make.seat(interview), flags=[flag])
    make.open_debrief(row)
    opened(search, "Bo Ode", 4)
    assert page().count("Serious, open") == 1


def test_a_wording_that_was_amended_away_is_not_shown(search, page):
    row = make.candidacy(search, "Ada Lind")
    card = make.submitted(make.seat(make.interview(row)), says="Before.", ratings=1)
    new = make.content(card.interview, says="After.", ratings=5)
    actions.amend_card(card=card, after=card.pk, content=new, because="Misheard.", by=card.author)
    make.open_debrief(row)
    opened(search, "Bo Ode", 4)
    body = page()
    assert "After." in body
    assert "Before." not in body


def test_evidence_is_one_click_away(search, page):
    opened(search, "Ada Lind", 4, says="Froze the model herself.")
    opened(search, "Bo Ode", 4, says="Called the vendor.")
    seen = page().split("What people saw: Production AI judgement")[1].split("</details>")[0]
    assert "Froze the model herself. (production)" in seen
    assert "Called the vendor. (production)" in seen


def test_what_was_not_assessed_is_named(search, page):
    opened(search, "Ada Lind", 4, parts=ALL_SIX)
    opened(search, "Bo Ode", 4)
    row = page().split("Not assessed</th>")[1].split("</tr>")[0]
    assert "Portfolio strategy" in row.split("</td>")[1]
    assert "Nothing" in row.split("</td>")[0]


def test_furthest_apart_comes_first(search, page):
    whole = dict.fromkeys(("production", "strategy", "governance", "people", "finance"), 4)
    for name, people in (("Ada Lind", 5), ("Bo Ode", 2)):
        row = make.candidacy(search, name)
        for key in ALL_SIX:
            make.judged(row, key, ratings=whole | {"people": people, "stakeholders": 3})
        make.open_debrief(row)
    lead = page().split('class="lead"')[1].split("</p>")[0]
    assert "Furthest apart on Leading people: Ada Lind 5.0, Bo Ode 2.0." in lead


def test_another_version_of_the_loop_is_said_in_a_sentence(search, page):
    opened(search, "Ada Lind", 4)
    row = opened(search, "Bo Ode", 4)
    part = row.interviews.get().part
    loop = part.loop
    loop.pk, loop.number, loop.state = None, 2, "superseded"
    loop.save()
    part.pk, part.loop = None, loop
    part.save()
    row.interviews.update(part=part)
    said = "They were not judged by one version of the loop: Ada Lind by 1, Bo Ode by 2."
    assert said in page()


def test_another_version_of_the_scope_is_said_in_a_sentence(search, manager, page):
    from scoping.actions import reopen_scope, sign_scope

    scope = scoping.signed_scope(search)
    opened(search, "Ada Lind", 4)
    scope.refresh_from_db()
    again = reopen_scope(search=search, because="Another country.", by=manager)
    sign_scope(scope=again, by=manager)
    opened(search, "Bo Ode", 4)
    said = "They were not judged by one version of the scope: Ada Lind by 1, Bo Ode by 2."
    assert said in page()


def test_one_loop_and_one_scope_need_no_sentence(search, page):
    for name in ("Ada Lind", "Bo Ode"):
        opened(search, name, 4)
    assert "They were not judged" not in page()


def test_it_is_linked_from_the_debriefs_and_from_a_debrief(client, search, manager):
    rows = [opened(search, name, 4) for name in ("Ada Lind", "Bo Ode")]
    client.force_login(manager)
    link = reverse("scorecards:compare", args=[search.pk])
    for path in (
        reverse("scorecards:debriefs", args=[search.pk]),
        reverse("scorecards:debrief", args=[rows[0].pk]),
    ):
        assert f'href="{link}"' in client.get(path).content.decode()


def test_a_single_open_debrief_links_nowhere(client, search, manager):
    row = opened(search, "Ada Lind", 4)
    make.judged(make.candidacy(search))
    client.force_login(manager)
    link = reverse("scorecards:compare", args=[search.pk])
    for path in (
        reverse("scorecards:debriefs", args=[search.pk]),
        reverse("scorecards:debrief", args=[row.pk]),
    ):
        assert link not in client.get(path).content.decode()


@pytest.mark.parametrize("ask_for", ["", "?order=mean"])
def test_more_candidates_cost_no_more_queries(search, page, ask_for):
    def asked() -> int:
        page(ask_for)
        with CaptureQueriesContext(connection) as queries:
            page(ask_for)
        return len(queries)

    for name in ("Ada Lind", "Bo Ode"):
        opened(search, name, 4, flags=[make.flag()])
    two = asked()
    for name in ("Cy Fell", "Di Ray"):
        opened(search, name, 3, flags=[make.flag()])
    assert asked() == two
