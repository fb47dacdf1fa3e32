"""Red flags are settled: all reports of one thing, or one of several."""

import pytest

from scorecards import actions
from scorecards.models import RedFlag
from tests.factories import scorecards as make
from tests.scorecards.flags.pages import body_of, debrief_url, states

pytestmark = pytest.mark.django_db


def ticked(flag: RedFlag) -> str:
    return "{}-{}".format(*make.place_of(flag))


# ---- Settling -----------------------------------------------------------------------------------


@pytest.fixture
def reports(candidacy):
    make.judged(candidacy, flags=[make.flag()])
    make.open_debrief(candidacy)
    return list(RedFlag.objects.all())


def settle(client, manager, of, **more):
    sent = {"act": "settle", "move": "clear", "because": "The reference explained it."}
    return body_of(client, manager, debrief_url(of[0]), **(sent | more))


def test_all_reports_of_one_thing_are_settled_in_one_step(client, manager, reports):
    settle(client, manager, reports, flags=[ticked(flag) for flag in reports])
    assert states() == ["cleared", "cleared"]


def test_one_report_of_several_is_settled_alone(client, manager, reports):
    settle(client, manager, reports, flags=[ticked(reports[1])])
    assert states() == ["open", "cleared"]


def test_none_is_settled_without_saying_which(client, manager, reports):
    assert "Choose whose report you settle." in settle(client, manager, reports)
    assert states() == ["open", "open"]


def test_a_report_of_something_else_is_not_settled_along(client, manager, reports, candidacy):
    make.submitted(make.seat(make.interview(candidacy, "team")), flags=[make.flag(name="Blames")])
    other = RedFlag.objects.get(name="Blames")
    settle(client, manager, reports, flags=[ticked(reports[0]), ticked(other)])
    assert set(states()) == {"open"}


def test_settled_meanwhile_settles_none_and_keeps_the_sentence(client, manager, reports):
    actions.settle_flag(flag=reports[1], move="clear", because="Explained.", by=manager)
    body = settle(client, manager, reports, flags=[ticked(flag) for flag in reports])
    assert "This red flag is cleared already." in body
    assert "The reference explained it." in body
    assert states() == ["open", "cleared"]


def test_settled_meanwhile_is_said_where_there_was_one_report(client, manager, flag):
    actions.settle_flag(flag=flag, move="clear", because="Explained.", by=manager)
    body = settle(client, manager, [flag])
    assert "This red flag is cleared already." in body
    assert "The reference explained it." in body


def test_recruiter_is_not_offered_to_accept(client, recruiter, flag):
    body = body_of(client, recruiter, debrief_url(flag))
    assert "Clear it" in body
    assert "Accept it" not in body


def test_reading_a_flag_is_reading_the_debrief(client, recruiter, flag, candidacy):
    body_of(client, recruiter, debrief_url(flag))
    assert candidacy.debriefs.get().readings.filter(user=recruiter).exists()
