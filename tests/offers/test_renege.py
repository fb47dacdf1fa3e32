"""A yes taken back: the offer and the plan end, and the debrief with who was kept warm is open."""

from datetime import timedelta

import pytest
from django.urls import reverse

from candidates.actions import stop, withdraw
from candidates.states import Stage
from mail.models import Mail
from offers import actions, on_the_way
from offers.models import RunnerUp, Touchpoint
from offers.states import OfferState, PassageState
from onboarding.actions import start_plan
from onboarding.models import Plan
from onboarding.states import PlanState
from scorecards.actions import decide
from scorecards.queries import standing_decision
from searches import wording
from searches.errors import NotAllowed, Refused
from searches.models import Role, Step
from searches.steps import blockers_of
from tests import factories
from tests.factories import offers as make
from tests.factories import scorecards

pytestmark = pytest.mark.django_db


@pytest.fixture
def passage():
    return make.passage(make.chosen(factories.search()))


@pytest.fixture
def other(passage):
    return make.second(passage.search)


@pytest.fixture
def manager(passage):
    return factories.hiring_manager_of(passage.search)


@pytest.fixture
def recruiter(passage):
    return make.recruiter_of(passage.search)


def decided(candidacy, outcome, by):
    standing = standing_decision(candidacy)
    return decide(
        candidacy=candidacy,
        after=standing.pk if standing else None,
        outcome=outcome,
        reasons="As strong in production.",
        override="The bar is met where it counts.",
        by=by,
    )


def to_decide(user) -> list[str]:
    return [line.say for line in on_the_way.waiting(user) if "Decide anew" in line.say]


# ---- Taking it back ----


def test_a_yes_taken_back_ends_the_offer_and_the_candidacy(passage):
    row = make.reneged(passage)
    offer, candidacy = row.offer, row.candidacy
    offer.refresh_from_db()
    candidacy.refresh_from_db()
    assert (row.state, offer.state) == (PassageState.RENEGED, OfferState.RENEGED)
    assert (candidacy.stage, candidacy.ended_because) == (Stage.WITHDRAWN, "Stays where they are")


def test_the_plan_that_waited_is_nobodys(passage, manager):
    make.reneged(passage)
    assert Plan.objects.get(offer=passage.offer).state == PlanState.VOID
    assert not Plan.objects.visible_to(manager).exists()


def test_the_page_of_a_plan_nobody_came_to_is_gone(passage, manager, client):
    plan = Plan.objects.get(offer=passage.offer)
    client.force_login(manager)
    assert client.get(plan.get_absolute_url()).status_code == 200
    make.reneged(passage)
    assert client.get(plan.get_absolute_url()).status_code == 404


def test_the_address_of_the_offer_opens_nothing_any_more(passage, client):
    make.reneged(passage)
    url = reverse("offers:answer", args=[passage.offer.link.token])
    assert client.get(url).status_code == 404


def test_it_is_taken_back_once(passage):
    make.reneged(passage)
    with pytest.raises(Refused, match="took the yes back"):
        make.reneged(passage)


def test_who_has_started_takes_nothing_back(passage, manager):
    start_plan(plan=passage.offer.plan, started_on=passage.search.today, by=manager)
    with pytest.raises(Refused, match="has started"):
        make.reneged(passage)


def test_nobody_starts_who_took_it_back(passage, manager):
    plan = passage.offer.plan
    make.reneged(passage)
    with pytest.raises(Refused):
        start_plan(plan=plan, started_on=passage.search.today, by=manager)


@pytest.mark.parametrize(("days", "says"), [(1, "still to come"), (-9, "It was taken back later")])
def test_the_day_lies_between_the_yes_and_today(passage, recruiter, days, says):
    on = passage.search.today + timedelta(days=days)
    with pytest.raises(Refused, match=says):
        actions.renege(passage=passage, reneged_on=on, because="Stays where they are", by=recruiter)


def test_it_is_taken_back_for_a_reason(passage, recruiter):
    with pytest.raises(Refused, match="Say why"):
        actions.renege(passage=passage, reneged_on=passage.search.today, because=" ", by=recruiter)


def test_who_runs_the_search_hears_of_it_by_alias(passage, manager):
    make.reneged(passage)
    mail = Mail.objects.get(kind="yes_taken_back")
    assert mail.user == manager


# ---- Who is kept warm ----


def test_the_search_goes_back_to_the_debrief(passage, other):
    make.kept_warm(passage, other)
    make.reneged(passage)
    passage.search.refresh_from_db()
    assert passage.search.step == Step.DEBRIEF


def test_with_nobody_else_the_search_goes_back_to_the_candidates(passage):
    make.reneged(passage)
    passage.search.refresh_from_db()
    assert passage.search.step == Step.CANDIDATES


def test_the_hiring_manager_is_asked_to_decide_anew(passage, other, manager):
    decided(other, "wait", manager)
    make.kept_warm(passage, other)
    assert not to_decide(manager)
    make.reneged(passage)
    says = "Decide anew on Ola Nordmann: Leila Haddad took the yes back."
    assert to_decide(manager) == [says]
    passage.search.refresh_from_db()
    assert "is open" in blockers_of(passage.search, manager)[-1].says


def test_a_decision_made_since_asks_no_more(passage, other, manager):
    make.kept_warm(passage, other)
    make.reneged(passage)
    decided(other, "wait", manager)
    assert not to_decide(manager)


def test_an_offer_goes_to_who_was_kept_warm(passage, other, manager, recruiter):
    make.kept_warm(passage, other)
    make.reneged(passage)
    decided(other, "hire", manager)
    other.candidate.email = "ola@example.com"
    other.candidate.save()
    again = make.passage(other)
    assert again.state == PassageState.ACCEPTED
    passage.search.refresh_from_db()
    assert passage.search.step == Step.PLAN


def test_a_word_with_them_brings_the_next_two_weeks_later(passage, other, recruiter):
    make.kept_warm(passage, other)
    row = Touchpoint.objects.get(candidacy=other)
    actions.keep_touch(touchpoint=row, words="Still likes the role.", by=recruiter)
    after = Touchpoint.objects.get(candidacy=other, done_at=None)
    assert timedelta(days=12) < after.due_on - passage.search.today < timedelta(days=25)


def test_who_is_let_go_is_spoken_with_no_more(passage, other, manager):
    row = make.kept_warm(passage, other)
    actions.let_go(runner_up=row, by=manager)
    assert not Touchpoint.objects.filter(candidacy=other).exists()
    with pytest.raises(Refused, match="not kept warm any more"):
        actions.let_go(runner_up=row, by=manager)


def test_somebody_is_kept_warm_once(passage, other):
    make.kept_warm(passage, other)
    with pytest.raises(Refused, match="kept warm already"):
        make.kept_warm(passage, other)


def test_only_who_stands_at_the_debrief_is_kept_warm(passage):
    with pytest.raises(Refused, match="at the debrief"):
        make.kept_warm(passage, scorecards.candidacy(passage.search, "Maya Lindholm"))


def test_who_was_decided_against_is_told_instead(passage, other, manager):
    decided(other, "no_hire", manager)
    with pytest.raises(Refused, match="decided not to hire"):
        make.kept_warm(passage, other)


def test_who_is_decided_against_is_kept_warm_no_more(passage, other, manager):
    make.kept_warm(passage, other)
    decided(other, "wait", manager)
    assert RunnerUp.objects.current().exists()
    decided(other, "no_hire", manager)
    assert not RunnerUp.objects.current().exists()
    assert not Touchpoint.objects.waiting().filter(candidacy=other).exists()
    make.reneged(passage)
    assert to_decide(manager) == []


def test_somebody_of_another_search_is_not_kept_warm_here(passage):
    elsewhere = make.second(factories.search())
    manager = factories.hiring_manager_of(passage.search)
    with pytest.raises((Refused, NotAllowed)):
        actions.name_runner_up(
            passage=passage, candidacy=elsewhere, because="As strong as she is.", by=manager
        )


def test_who_is_kept_warm_is_not_stopped_before_the_first_day(passage, other, recruiter):
    make.kept_warm(passage, other)
    with pytest.raises(Refused, match="kept warm until the first day"):
        stop(candidacy=other, because="Others fit this role better", by=recruiter)
    other.refresh_from_db()
    assert other.stage == Stage.DEBRIEF


def test_who_is_kept_warm_may_withdraw(passage, other, recruiter):
    make.kept_warm(passage, other)
    withdraw(candidacy=other, because="Took another offer", by=recruiter)
    assert not RunnerUp.objects.current().exists()


def test_the_hiring_manager_alone_names_who_is_kept_warm(passage, other, recruiter):
    with pytest.raises(NotAllowed, match="hiring manager names"):
        actions.name_runner_up(
            passage=passage, candidacy=other, because="As strong as she is.", by=recruiter
        )


# ---- What nobody else learns ----


def page_of(client, user, *args):
    client.force_login(user)
    return client.get(reverse("offers:passage", args=args))


@pytest.mark.parametrize("role", [Role.PANELIST, Role.OBSERVER, Role.APPROVER, Role.PARTNER])
def test_who_is_kept_warm_stands_in_nobody_elses_log(passage, other, role):
    make.kept_warm(passage, other)
    member = factories.member(passage.search, role)
    verbs = set(wording.lines_for(passage.search, member).values_list("verb", flat=True))
    assert not {verb for verb in verbs if verb.startswith(("runner_up", "touchpoint"))}
    runs = wording.lines_for(passage.search, factories.hiring_manager_of(passage.search))
    assert runs.filter(verb="runner_up.named").exists()


def test_an_internal_candidate_kept_warm_is_not_given_away(passage, other, recruiter, client):
    make.kept_warm(passage, other)
    url = passage.offer_id
    assert b"Ola Nordmann" in page_of(client, recruiter, url).content
    other.internal = True
    other.save()
    assert b"Ola Nordmann" not in page_of(client, recruiter, url).content


def test_the_approver_of_the_offer_reads_nothing_of_these_weeks(passage, other, client):
    make.kept_warm(passage, other)
    approver = passage.offer.approvals.get().approver
    answer = page_of(client, approver, passage.offer_id)
    assert answer.status_code == 403
    assert b"Ola Nordmann" not in answer.content
