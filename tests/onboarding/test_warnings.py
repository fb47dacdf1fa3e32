"""Early warnings: raised by one side with a way out, answered by the other, settled by either."""

from datetime import timedelta

import pytest
from django.urls import reverse

from candidates.weekly import snapshot_of
from mail.models import Mail
from onboarding import actions
from onboarding.models import EarlyWarning, Plan
from searches.errors import NotAllowed, Refused
from searches.models import Role
from searches.steps import blockers_of
from tests import factories
from tests.factories import offers
from tests.factories import onboarding as make
from tests.factories.days import search_day

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return make.running(offers.chosen(factories.search()))


@pytest.fixture
def manager(plan):
    return factories.hiring_manager_of(plan.search)


def test_a_warning_of_the_person_hired_is_answered_by_the_manager(plan, manager):
    row = make.warned(plan)
    actions.answer_warning(warning=row, words="Legal reads it on Friday.", by=manager)
    row.refresh_from_db()
    assert (row.state, row.answered_by) == ("answered", manager)


def test_a_warning_of_the_manager_is_answered_by_the_person_hired(plan, manager):
    row = make.warned(plan, by=manager)
    actions.answer_warning(warning=row, words="From Monday on.", by=plan.link)
    row.refresh_from_db()
    assert (row.state, row.answered_by, row.other) == ("answered", None, "Leila Haddad")


def test_nobody_answers_their_own_warning(plan, manager):
    own, theirs = make.warned(plan), make.warned(plan, "Hiring is late.", by=manager)
    with pytest.raises(NotAllowed):
        actions.answer_warning(warning=own, words="Fine.", by=plan.link)
    with pytest.raises(NotAllowed):
        actions.answer_warning(warning=theirs, words="Fine.", by=manager)


def test_a_warning_proposes_a_way_out(plan):
    with pytest.raises(Refused, match="Propose a way out") as refused:
        actions.raise_warning(
            plan=plan, what="Late.", since=search_day(), way_out=" ", by=plan.link
        )
    assert refused.value.field == "way_out"


@pytest.mark.parametrize("days", [1, -400])
def test_a_warning_is_of_the_last_year(plan, days):
    since = search_day() + timedelta(days=days)
    with pytest.raises(Refused, match="of the last year"):
        actions.raise_warning(plan=plan, what="Late.", since=since, way_out="So.", by=plan.link)


def test_the_same_warning_twice_is_one(plan):
    make.warned(plan)
    with pytest.raises(Refused, match="stands already"):
        make.warned(plan)
    assert EarlyWarning.objects.count() == 1


def test_a_warning_is_settled_once_it_is_answered(plan, manager):
    row = make.warned(plan)
    with pytest.raises(Refused, match="wants an answer first"):
        actions.settle_warning(warning=row, by=plan.link)
    actions.answer_warning(warning=row, words="On Friday.", by=manager)
    actions.settle_warning(warning=row, by=plan.link)
    with pytest.raises(Refused, match="settled already"):
        actions.settle_warning(warning=row, by=manager)


def test_an_answer_given_meanwhile_is_not_written_over(plan, manager):
    row = make.warned(plan)
    actions.answer_warning(warning=row, words="On Friday.", by=manager)
    with pytest.raises(Refused, match="answered already"):
        actions.answer_warning(warning=row, words="On Monday.", by=manager)
    row.refresh_from_db()
    assert row.answer == "On Friday."


def test_a_recruiter_raises_none(plan):
    with pytest.raises(NotAllowed):
        make.warned(plan, by=offers.recruiter_of(plan.search))


def test_an_open_warning_stands_on_top_of_the_plan_on_home_and_on_the_search(plan, manager, client):
    make.warned(plan, "The vendor is silent.")
    client.force_login(manager)
    for url in (plan.get_absolute_url(), reverse("home"), plan.search.get_absolute_url()):
        assert "The vendor is silent." in client.get(url).text, url


def test_a_settled_warning_leaves_the_top_and_stays_in_the_list(plan, manager, client):
    row = make.warned(plan, "The vendor is silent.")
    actions.answer_warning(warning=row, words="On Friday.", by=manager)
    actions.settle_warning(warning=row, by=manager)
    mine = client.get(reverse("onboarding:mine", args=[plan.link.token])).text
    listed = client.get(reverse("onboarding:mine_warnings", args=[plan.link.token])).text
    assert "The vendor is silent." not in mine
    assert "The vendor is silent." in listed
    assert "Settled" in listed


def test_each_side_hears_of_the_other_by_mail(plan, manager):
    row = make.warned(plan)
    (told,) = Mail.objects.filter(kind="early_warning")
    assert told.user == manager
    actions.answer_warning(warning=row, words="On Friday.", by=manager)
    told = Mail.objects.filter(kind="early_warning").latest("pk")
    assert (told.address, told.link) == ("leila@example.com", plan.link)


def test_a_warning_that_is_not_whole_keeps_what_was_typed(plan, client):
    url = reverse("onboarding:mine_warnings", args=[plan.link.token])
    page = client.post(url, {"what": "The vendor is silent.", "since": "", "way_out": ""})
    assert "The vendor is silent." in page.text
    assert "“The way out you propose” is empty" in page.text
    assert not EarlyWarning.objects.exists()


def test_an_observer_reads_warnings_and_answers_none(plan, client):
    row = make.warned(plan)
    client.force_login(factories.member(plan.search, Role.OBSERVER))
    assert row.what in client.get(reverse("onboarding:warnings", args=[plan.pk])).text
    url = reverse("onboarding:warning", args=[plan.pk, row.pk])
    assert client.post(url, {"words": "Fine."}).status_code == 403


def test_no_paper_that_may_travel_has_the_words_of_a_warning(plan, manager):
    make.warned(plan, "A board member blocks the data contract.")
    plan.search.refresh_from_db()
    assert any("A board member" in one.says for one in blockers_of(plan.search, manager))
    assert "board member" not in str(snapshot_of(plan.search, manager)["way"])


def test_nothing_is_warned_of_in_a_plan_that_lapsed_meanwhile(plan):
    Plan.objects.filter(pk=plan.pk).update(state="void")
    with pytest.raises(Refused, match="nobody comes"):
        make.warned(plan, by=factories.hiring_manager_of(plan.search))


def test_a_long_warning_is_cut_with_a_sign_that_it_goes_on(plan):
    assert str(make.warned(plan, what="risk " * 20)).endswith("…")
