"""They leave within the 90 days: the plan ends with that day, and nothing more comes due."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from candidates.actions import erase
from candidates.models import Erasure
from onboarding import actions
from onboarding.models import CheckIn, Deliverable, Guard, Plan, Review
from onboarding.register import waiting
from searches.errors import NotAllowed, Refused
from tests import factories
from tests.factories import offers
from tests.factories import onboarding as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return make.began(offers.chosen(factories.search()), 50)


@pytest.fixture
def manager(plan, client):
    user = factories.hiring_manager_of(plan.search)
    client.force_login(user)
    return user


def left(plan, by, days_ago: int = 10) -> Plan:
    on = timezone.localdate() - timedelta(days=days_ago)
    actions.leave_plan(plan=plan, left_on=on, because="Another role.", by=by)
    return Plan.objects.get(pk=plan.pk)


def test_who_leaves_ends_the_plan_though_nothing_is_signed_off(plan, manager, client):
    on = timezone.localdate() - timedelta(days=10)
    typed = {"left_on": f"{on}", "because": "Another role."}
    page = client.post(reverse("onboarding:left", args=[plan.pk]), typed, follow=True)
    plan.refresh_from_db()
    assert (plan.state, plan.ended_on, plan.left_because) == ("done", on, "Another role.")
    assert "they left" in page.text
    assert set(Deliverable.objects.filter(phase__plan=plan).values_list("state")) == {("open",)}


def test_the_person_who_left_reads_the_day_and_not_the_reason(plan, manager, client):
    left(plan, manager)
    page = client.get(reverse("onboarding:mine", args=[plan.link.token])).text
    assert "Ended on" in page
    assert "Another role." not in page


@pytest.mark.parametrize("days_ago", [-1, 51])
def test_they_leave_between_the_start_and_today(plan, manager, days_ago):
    with pytest.raises(Refused, match="from the start to today"):
        left(plan, manager, days_ago)


def test_that_they_left_is_said_with_a_reason_and_on_a_form_that_keeps_the_day(
    plan, manager, client
):
    page = client.post(reverse("onboarding:left", args=[plan.pk]), {"left_on": "2026-01-02"})
    assert 'value="2026-01-02"' in page.text
    plan.refresh_from_db()
    assert plan.state == "running"


def test_a_recruiter_does_not_say_that_they_left(plan):
    with pytest.raises(NotAllowed):
        left(plan, offers.recruiter_of(plan.search))


def test_what_comes_due_after_they_left_is_asked_of_nobody(plan, manager):
    make.warned(plan)
    make.handed_in(plan)
    CheckIn.objects.filter(plan=plan).update(due_on=timezone.localdate())
    Review.objects.filter(plan=plan).update(due_on=timezone.localdate())
    before = [line.url for line in waiting(manager)]
    assert reverse("onboarding:review", args=[plan.pk]) in before
    left(plan, manager)
    after = [line.url for line in waiting(manager) if f"/plans/{plan.pk}/" in line.url]
    assert after in ([], [reverse("onboarding:watch", args=[plan.pk])])


def test_a_guard_of_days_after_the_end_was_not_kept(plan, manager, client):
    page = client.get(plan.get_absolute_url()).text
    assert page.count("Kept.") == Guard.objects.filter(phase__ends_on__lt=plan.search.today).count()
    left(plan, manager, 50)
    assert "Kept." not in client.get(plan.get_absolute_url()).text


def test_who_left_can_be_erased(plan, manager):
    left(plan, manager)
    row = plan.candidacy
    erase(candidacy=row, ground=Erasure.Ground.ASKED, by=manager)
    plan.refresh_from_db()
    assert plan.left_because != "Another role."


def test_nobody_left_without_a_day(plan):
    with pytest.raises(IntegrityError), transaction.atomic():
        Plan.objects.filter(pk=plan.pk).update(left=True)


def test_the_person_hired_reads_moments_in_the_zone_of_the_search(plan, client):
    row = make.updated(plan)
    at = timezone.now().replace(hour=23, minute=30) - timedelta(days=2)  # the next day in Berlin
    CheckIn.objects.filter(pk=row.pk).update(hired_at=at)
    page = client.get(reverse("onboarding:mine_check_in", args=[plan.link.token, row.pk])).text
    assert f"\u00a0{(at + timedelta(days=1)).day}\u00a0" in page.partition("Sent ")[2][:9]


def test_evidence_that_was_sent_back_is_shown_as_such(plan, manager, client):
    actions.send_back(deliverable=make.handed_in(plan), words="Which systems?", by=manager)
    assert "Sent back" in client.get(reverse("onboarding:mine", args=[plan.link.token])).text


def test_an_update_that_is_late_is_late_though_the_manager_has_written(plan, manager, client):
    check = plan.check_ins.all()[0]
    CheckIn.objects.exclude(pk=check.pk).delete()
    actions.answer_update(check=check, words="How was it?", by=manager)
    page = client.get(reverse("onboarding:mine", args=[plan.link.token])).text
    assert "One side" not in page


def test_what_waits_for_the_person_hired_stands_on_top_of_their_page(plan, manager, client):
    item = make.handed_in(plan)
    actions.send_back(deliverable=item, words="Which systems?", by=manager)
    CheckIn.objects.filter(plan=plan).update(due_on=timezone.localdate())
    Review.objects.filter(plan=plan).update(due_on=timezone.localdate())
    page = client.get(reverse("onboarding:mine", args=[plan.link.token]))
    urls = [url for _, url in page.context["asked"]]
    checks = plan.check_ins.count()
    assert "Waits for you" in page.text
    assert (len(urls), urls[0]) == (
        checks + 2,
        reverse("onboarding:mine_deliverable", args=[plan.link.token, item.pk]),
    )
    left(plan, manager)
    assert "Waits for you" not in client.get(urls[0].partition("deliverables")[0]).text
