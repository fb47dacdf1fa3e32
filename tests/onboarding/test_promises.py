"""What was promised in the offer, and the team in its order: both sides read it."""

import pytest
from django.urls import reverse

from onboarding import actions
from onboarding.models import Hire, PromiseWord
from searches.errors import NotAllowed, Refused
from tests import factories
from tests.factories import offers
from tests.factories import onboarding as make
from tests.factories.days import search_day

pytestmark = pytest.mark.django_db
COMMITTED = "20% of engineers' time for technical debt.\n\n- A quarterly hour with the board."


@pytest.fixture
def plan():
    return make.running(offers.chosen(factories.search()), commitments=COMMITTED)


@pytest.fixture
def manager(plan):
    return factories.hiring_manager_of(plan.search)


def test_each_line_of_the_commitments_is_a_promise(plan):
    assert [row.text for row in plan.promises.all()] == [
        "20% of engineers' time for technical debt.",
        "A quarterly hour with the board.",
    ]


def test_each_side_says_for_itself_whether_it_is_kept(plan, manager, client):
    row = plan.promises.all()[0]
    actions.judge_promise(promise=row, kept="not_kept", words="No day so far.", by=plan.link)
    actions.judge_promise(promise=row, kept="kept", words="From May on.", by=manager)
    page = client.get(reverse("onboarding:mine_promises", args=[plan.link.token])).text
    assert "No day so far." in page
    assert "From May on." in page


def test_what_was_said_before_stays(plan):
    row = plan.promises.all()[0]
    actions.judge_promise(promise=row, kept="not_kept", words="No day so far.", by=plan.link)
    actions.judge_promise(promise=row, kept="kept", words="Two days now.", by=plan.link)
    assert PromiseWord.objects.count() == 2


def test_the_same_word_twice_is_one(plan):
    row = plan.promises.all()[0]
    actions.judge_promise(promise=row, kept="kept", words="Two days.", by=plan.link)
    with pytest.raises(Refused, match="said the same"):
        actions.judge_promise(promise=row, kept="kept", words="Two days.", by=plan.link)
    assert PromiseWord.objects.count() == 1


def test_a_word_on_a_promise_says_what_shows_it(plan):
    with pytest.raises(Refused, match="what shows it"):
        actions.judge_promise(promise=plan.promises.all()[0], kept="kept", words="", by=plan.link)


def test_a_recruiter_does_not_say_whether_it_is_kept(plan):
    by = offers.recruiter_of(plan.search)
    with pytest.raises(NotAllowed):
        actions.judge_promise(promise=plan.promises.all()[0], kept="kept", words="Yes.", by=by)


def test_an_offer_without_commitments_promises_nothing(client):
    plan = make.running(offers.chosen(factories.search()))
    page = client.get(reverse("onboarding:mine_promises", args=[plan.link.token])).text
    assert "holds no commitments" in page


def test_the_team_is_laid_out_in_the_order_of_hiring_from_day_1(plan):
    rows = list(plan.hires.all())
    assert rows[0].key == "ml_lead"
    assert rows[0].starts_on == plan.business_day(1)
    assert [row.starts_on for row in rows] == sorted(row.starts_on for row in rows)
    assert "Before the first production launch." in {row.note for row in rows}


def test_who_is_there_already_is_not_hired(plan):
    """The signed scope of the tests counts machine learning engineers."""
    assert "applied_engineer" not in plan.hires.values_list("key", flat=True)


def test_a_place_is_open_then_under_way_then_done(plan, manager):
    row = plan.hires.all()[0]
    actions.move_hire(hire=row, name="begin", by=offers.recruiter_of(plan.search))
    actions.move_hire(hire=row, name="fill", by=manager)
    row.refresh_from_db()
    assert (row.state, row.moved_by) == ("done", manager)
    with pytest.raises(Refused, match="is done already"):
        actions.move_hire(hire=row, name="fill", by=manager)


def test_a_place_nobody_fills_in_time_is_late(plan, client):
    today = search_day()
    Hire.objects.filter(plan=plan, key="ml_lead").update(
        starts_on=today.replace(year=today.year - 1, day=1),
        ends_on=today.replace(year=today.year - 1, day=2),
    )
    page = client.get(reverse("onboarding:mine_promises", args=[plan.link.token])).text
    assert ">Late<" in page


def test_the_person_hired_moves_no_place(plan, client):
    page = client.get(reverse("onboarding:mine_promises", args=[plan.link.token])).text
    assert "Somebody is hired" not in page
