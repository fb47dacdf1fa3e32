"""Candidates in the order of their means: only when asked, and how sure that is."""

import pytest

from tests import factories
from tests.factories import scorecards as make
from tests.scorecards.compare.side_by_side import ALL_SIX, opened, shown

pytestmark = pytest.mark.django_db
CANNOT = "These two cannot be told apart on this evidence."


def test_nothing_ranks_until_asked(search, page):
    opened(search, "Ada Lind", 2)
    opened(search, "Bo Ode", 5)
    body = page()
    assert shown(body) == ["Ada Lind", "Bo Ode"]
    assert "In the order in which their debriefs opened." in body
    assert "told apart" not in body


def test_in_order_the_highest_mean_comes_first(search, page):
    opened(search, "Ada Lind", 2, 3)
    opened(search, "Bo Ode", 5, 4)
    assert shown(page("?order=mean")) == ["Bo Ode", "Ada Lind"]


def test_neighbours_that_cannot_be_told_apart_are_said_so(search, page):
    opened(search, "Ada Lind", 3, 5, 4, parts=ALL_SIX)
    opened(search, "Bo Ode", 4, 3, 4, parts=ALL_SIX)
    assert CANNOT in page("?order=mean")


def test_neighbours_that_can_be_told_apart_are_said_by_how_much(search, page):
    opened(search, "Ada Lind", 5, 4, parts=ALL_SIX)
    opened(search, "Bo Ode", 1, 2, parts=ALL_SIX)
    body = page("?order=mean")
    assert "These two can be told apart: by 3.00 points, 95% interval" in body
    assert CANNOT not in body


def test_under_four_people_nothing_is_said_of_telling_apart(search, page):
    opened(search, "Ada Lind", 5, 4)
    opened(search, "Bo Ode", 1, 2)
    said = "It cannot be said whether these two can be told apart: fewer than four people rated Ada"
    assert said in page("?order=mean")


def test_a_competency_that_hangs_on_one_person_is_named(search, page):
    opened(search, "Ada Lind", 5, 4, parts=ALL_SIX)
    row = make.candidacy(search, "Bo Ode")
    make.judged(row, "questionnaire", ratings=3)
    make.judged(row, "trade_off", ratings=4)
    make.submitted(make.seat(make.interview(row, "team")), ratings=2)
    make.open_debrief(row)
    assert "only one person rated Bo Ode on Leading people" in page("?order=mean")


def test_what_only_one_was_assessed_on_is_left_out_and_named(search, page):
    """On everything Ada has the lower mean; on what both were assessed on the higher."""
    ada = make.candidacy(search, "Ada Lind")
    make.judged(ada, "production", ratings=5)
    make.judged(ada, "trade_off", ratings=1)
    make.open_debrief(ada)
    opened(search, "Bo Ode", 4)
    body = page("?order=mean")
    assert shown(body) == ["Ada Lind", "Bo Ode"]
    assert '<span class="mean-num">5.00</span> <b>Ada Lind</b>' in body
    assert (
        "Left out, because not all were: Financial and business outcome, "
        "Board and stakeholder communication." in body
    )


def test_without_anything_in_common_there_is_no_order(search, page):
    opened(search, "Ada Lind", 4)
    opened(search, "Bo Ode", 5, parts=("trade_off",))
    body = page("?order=mean")
    assert "so there is no order" in body
    assert shown(body) == ["Ada Lind", "Bo Ode"]


def test_an_order_that_hangs_on_the_weights_names_the_competencies(search, page):
    """On production, which weighs most, Ada is two points ahead, and on all the rest Bo is one."""
    for name, production, rest in (("Ada Lind", 5, 3), ("Bo Ode", 3, 4)):
        row = make.candidacy(search, name)
        keys = factories.caio().weights()
        for key in ALL_SIX:
            make.judged(row, key, ratings=dict.fromkeys(keys, rest) | {"production": production})
        make.open_debrief(row)
    body = page("?order=mean")
    assert shown(body) == ["Bo Ode", "Ada Lind"]
    assert "The order hangs on the weights" in body
    assert "With Production AI judgement counting double, Ada Lind leads." in body


def test_an_order_that_holds_says_so_in_one_sentence(search, page):
    opened(search, "Ada Lind", 5, 4)
    opened(search, "Bo Ode", 1, 2)
    body = page("?order=mean")
    assert "The order holds with any one weight halved or doubled, and with all equal." in body
    assert "counting" not in body
