"""The 90-day plan: it waits for the person, then runs on their first day."""

from datetime import timedelta
from itertools import pairwise

import pytest
from django.utils import timezone

from accounts.models import Link
from candidates.models import Candidate
from offers.models import Offer
from onboarding import actions
from onboarding.models import CheckIn, Deliverable, Guard, Phase
from onboarding.queries.plans import shown
from searches.errors import NotAllowed, Refused
from searches.models import Role
from tests import factories
from tests.factories import offers
from tests.factories import onboarding as make
from tests.factories.days import search_day

pytestmark = pytest.mark.django_db


@pytest.fixture
def candidacy():
    return offers.chosen(factories.search())


@pytest.fixture
def manager(candidacy):
    return factories.hiring_manager_of(candidacy.search)


def test_acceptance_does_not_start_the_plan(candidacy):
    plan = make.waiting(candidacy)
    assert plan.state == "waiting"
    assert not plan.phases.exists()


def test_the_start_date_is_day_1(candidacy):
    day = search_day() - timedelta(days=3)
    plan = make.running(candidacy, started_on=day)
    first = plan.phases.first()
    assert first.starts_on == day
    assert shown(plan).day == 4


def test_the_plan_has_four_phases_that_follow_each_other(candidacy):
    phases = list(make.running(candidacy).phases.all())
    assert len(phases) == 4
    for before, after in pairwise(phases):
        assert after.starts_on == before.ends_on + timedelta(days=1)
    assert (phases[-1].ends_on - phases[0].starts_on).days + 1 == 90


def test_every_phase_asks_for_something(candidacy):
    make.running(candidacy)
    assert not Phase.objects.filter(deliverables=None).exists()


def test_starting_twice_is_refused(candidacy, manager):
    plan = make.running(candidacy)
    with pytest.raises(Refused, match="started already"):
        actions.start_plan(plan=plan, started_on=search_day(), by=manager)


@pytest.mark.parametrize(("days", "says"), [(1, "still to come"), (-61, "last 60 days")])
def test_a_start_is_recorded_on_the_day_or_within_two_months(candidacy, manager, days, says):
    plan = make.waiting(candidacy)
    Offer.objects.update(answered_at=timezone.now() - timedelta(days=90))
    on = candidacy.search.today + timedelta(days=days)
    with pytest.raises(Refused, match=says):
        actions.start_plan(plan=plan, started_on=on, by=manager)
    plan.refresh_from_db()
    assert plan.state == "waiting"


def test_the_person_hired_hands_in_by_their_link(candidacy):
    row = make.handed_in(make.running(candidacy))
    assert row.state == "in"


def test_another_link_does_not_hand_in(candidacy):
    plan = make.running(candidacy)
    other = Link.issue(kind="plan", about=plan.pk, email="x@example.com", by=None, days=3)
    row = Deliverable.objects.filter(phase__plan=plan).first()
    with pytest.raises(NotAllowed):
        actions.hand_in(deliverable=row, evidence="x", evidence_url="", by=other)


def test_a_revoked_link_does_not_hand_in(candidacy):
    plan = make.running(candidacy)
    plan.link.revoke()
    row = Deliverable.objects.filter(phase__plan=plan).first()
    with pytest.raises(NotAllowed):
        actions.hand_in(deliverable=row, evidence="x", evidence_url="", by=plan.link)


def test_evidence_is_needed(candidacy):
    plan = make.running(candidacy)
    row = Deliverable.objects.filter(phase__plan=plan).first()
    with pytest.raises(Refused, match="Write what shows it is done"):
        actions.hand_in(deliverable=row, evidence=" ", evidence_url="", by=plan.link)


def test_only_the_hiring_manager_signs_off(candidacy):
    row = make.handed_in(make.running(candidacy))
    with pytest.raises(NotAllowed):
        actions.sign_off(deliverable=row, words="", by=offers.recruiter_of(candidacy.search))


def test_sign_off_needs_evidence(candidacy, manager):
    plan = make.running(candidacy)
    row = Deliverable.objects.filter(phase__plan=plan).first()
    with pytest.raises(Refused, match="no evidence"):
        actions.sign_off(deliverable=row, words="", by=manager)


def test_what_is_signed_off_stays(candidacy, manager):
    plan = make.running(candidacy)
    row = make.handed_in(plan)
    actions.sign_off(deliverable=row, words="Clear.", by=manager)
    with pytest.raises(Refused, match="stays as it is"):
        actions.hand_in(deliverable=row, evidence="Another", evidence_url="", by=plan.link)


def test_sending_back_needs_a_sentence(candidacy, manager):
    row = make.handed_in(make.running(candidacy))
    with pytest.raises(Refused, match="what is missing"):
        actions.send_back(deliverable=row, words="", by=manager)


def test_a_guard_is_broken_once_with_what_happened(candidacy, manager):
    plan = make.running(candidacy)
    guard = Guard.objects.filter(phase__plan=plan).first()
    actions.break_guard(guard=guard, because="Met a vendor in week one.", by=manager)
    with pytest.raises(Refused, match="recorded already"):
        actions.break_guard(guard=guard, because="Again.", by=manager)
    assert shown(plan).broken == 1


def test_a_check_in_holds_both_sides(candidacy, manager):
    plan = make.running(candidacy)
    check = plan.check_ins.first()
    actions.write_update(check=check, said={"done": "The team is open."}, by=plan.link)
    actions.answer_update(check=check, words="A calm start.", by=manager)
    row = CheckIn.objects.get(pk=check.pk)
    assert (row.done, row.manager_words) == ("The team is open.", "A calm start.")


def test_a_start_needs_an_address_for_the_link(candidacy, manager):
    plan = make.waiting(candidacy)
    Candidate.objects.update(email="")
    with pytest.raises(Refused, match="no mail address"):
        actions.start_plan(plan=plan, started_on=search_day(), by=manager)


def test_the_90_days_close_only_when_all_is_signed_off(candidacy, manager):
    plan = make.running(candidacy)
    with pytest.raises(Refused, match="Every deliverable is signed off first"):
        actions.finish_plan(plan=plan, by=manager)


def test_an_approver_does_not_see_the_plan(candidacy, client):
    plan = make.waiting(candidacy)
    client.force_login(factories.member(candidacy.search, Role.APPROVER))
    assert client.get(plan.get_absolute_url()).status_code == 403


def test_a_guard_of_a_phase_that_has_not_begun_cannot_be_broken(candidacy, manager):
    plan = make.running(candidacy)
    guard = Guard.objects.filter(phase__plan=plan, phase__starts_on__gt=plan.search.today)[0]
    with pytest.raises(Refused, match="has not begun"):
        actions.break_guard(guard=guard, because="Met a vendor.", by=manager)
