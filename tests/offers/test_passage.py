"""Between the yes and the first day: the notice, the counter-offer, who speaks with them."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from offers import actions, on_the_way
from offers.models import Passage, Touchpoint
from offers.receivers import keep_offers_apart
from offers.states import Counter, PassageState
from offers.touchpoints import TOUCHES
from onboarding.actions import start_plan
from searches.actions import remove_person
from searches.business_days import is_business_day
from searches.errors import NotAllowed, Refused
from searches.models import Role
from searches.steps import blockers_of
from tests import factories
from tests.factories import offers as make
from tests.factories import scorecards
from tests.factories.days import search_day

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def passage() -> Passage:
    return make.passage(make.chosen(factories.search()))


@pytest.fixture
def manager(passage):
    return factories.hiring_manager_of(passage.search)


@pytest.fixture
def recruiter(passage):
    return make.recruiter_of(passage.search)


def keys(passage) -> set[str]:
    return set(passage.touchpoints.values_list("key", flat=True))


def lines_of_the_coming_weeks(user) -> list:
    Touchpoint.objects.update(due_on=search_day())
    return list(on_the_way.waiting(user))


def started(passage, on, by):
    return start_plan(plan=passage.offer.plan, started_on=on, by=by)


# ---- The yes ----


def test_a_yes_begins_the_way_to_the_first_day(passage):
    assert passage.state == PassageState.ACCEPTED
    assert keys(passage) == {"welcome", "rehearse", "first_day"}


def test_words_fall_due_on_business_days(passage):
    make.resigned(passage)
    calendar = passage.search.calendar
    assert all(is_business_day(row.due_on, calendar) for row in passage.touchpoints.all())


def test_the_last_words_come_before_the_first_day_agreed(passage):
    last = passage.touchpoints.get(key="first_day")
    assert passage.offer.starts_on - 9 * DAY <= last.due_on < passage.offer.starts_on


def test_without_a_recruiter_the_hiring_manager_speaks_with_them(passage):
    passage.search.memberships.filter(role=Role.RECRUITER).update(ended_at=timezone.now())
    manager = factories.hiring_manager_of(passage.search)
    today = search_day()
    actions.record_resignation(
        passage=passage, resigned_on=today, notice_ends_on=today + 30 * DAY, by=manager
    )
    assert passage.touchpoints.get(key="handover").who == Role.HIRING_MANAGER


@pytest.mark.parametrize("others", [0, 1])
def test_what_a_recruiter_who_leaves_was_to_say_is_said_by_who_is_there(
    passage, manager, recruiter, others
):
    for _ in range(others):
        factories.member(passage.search, Role.RECRUITER)
    Touchpoint.objects.update(due_on=timezone.localdate())
    remove_person(search=passage.search, user=recruiter, role=Role.RECRUITER, by=manager)
    asked = len(lines_of_the_coming_weeks(manager))
    left = passage.touchpoints.filter(who=Role.RECRUITER).count()
    assert (left == 0, asked == passage.touchpoints.count()) == (not others, not others)


def test_without_a_recruiter_the_hiring_manager_speaks_with_who_is_kept_warm(passage, manager):
    warm = make.second(passage.search)
    passage.search.memberships.filter(role=Role.RECRUITER).update(ended_at=timezone.now())
    make.kept_warm(passage, warm)
    assert passage.touchpoints.get(key="warm").who == Role.HIRING_MANAGER
    assert any("Ola Nordmann" in line.say for line in lines_of_the_coming_weeks(manager))


# ---- The notice ----


def test_a_resignation_dates_the_words_of_the_notice(passage):
    make.resigned(passage)
    assert keys(passage) == set(TOUCHES) - {"warm"}


def test_a_notice_agreed_anew_moves_the_words_that_are_still_to_come(passage, recruiter):
    make.resigned(passage, notice=30)
    before = passage.touchpoints.get(key="handover").due_on
    make.resigned(passage, notice=60)
    assert passage.touchpoints.get(key="handover").due_on > before


def test_words_that_were_had_stay_when_the_notice_moves(passage, recruiter):
    make.resigned(passage, notice=30)
    row = passage.touchpoints.get(key="resigned")
    actions.keep_touch(touchpoint=row, words="Their boss was kind.", by=recruiter)
    make.resigned(passage, notice=60)
    assert passage.touchpoints.get(key="resigned").words == "Their boss was kind."


@pytest.mark.parametrize(
    ("resigned", "ends", "says"),
    [
        (1, 30, "still to come"),
        (0, -1, "or later"),
        (0, 800, "a slip"),
        (-733, -733, "two years ago"),
    ],
)
def test_a_notice_out_of_its_time_is_refused(passage, recruiter, resigned, ends, says):
    today = passage.search.today
    with pytest.raises(Refused, match=says):
        actions.record_resignation(
            passage=passage,
            resigned_on=today + resigned * DAY,
            notice_ends_on=today + ends * DAY,
            by=recruiter,
        )


def test_the_first_day_of_the_calendar_gets_a_sentence(passage, recruiter, client):
    client.force_login(recruiter)
    url = reverse("offers:resigned", args=[passage.offer_id])
    page = client.post(url, {"resigned_on": "0001-01-01", "notice_ends_on": "0001-01-01"})
    assert "two years ago" in page.text


def test_a_first_day_within_the_notice_is_told(passage):
    row = make.resigned(passage, notice=90)
    assert row.starts_too_early
    assert not make.resigned(passage, notice=30).starts_too_early


def test_nobody_is_recorded_as_started_within_their_notice(passage, manager):
    make.resigned(passage)
    with pytest.raises(Refused, match="notice runs until"):
        started(passage, passage.search.today, manager)


def test_the_first_day_ends_the_way_to_it(passage, manager):
    started(passage, passage.search.today, manager)
    passage.refresh_from_db()
    assert (passage.state, passage.started_on) == (PassageState.STARTED, passage.search.today)
    with pytest.raises(Refused, match="has started"):
        make.resigned(passage)


# ---- The counter-offer ----


def test_a_counter_offer_is_noted_with_what_is_known(passage, recruiter):
    with pytest.raises(Refused, match="what is known"):
        actions.note_counter_offer(passage=passage, counter="made", words="", by=recruiter)
    row = actions.note_counter_offer(
        passage=passage, counter="made", words="A title, and more pay.", by=recruiter
    )
    assert row.counter == Counter.MADE


def test_a_counter_offer_waits_at_home(passage, recruiter):
    actions.note_counter_offer(passage=passage, counter="made", words="More pay now.", by=recruiter)
    assert next(on_the_way.waiting(recruiter)).say == "Leila Haddad has a counter-offer."


# ---- Words with them ----


def test_words_that_are_due_wait_at_home_for_who_is_to_have_them(passage, manager, recruiter):
    assert "Thank them" in next(on_the_way.waiting(manager)).say
    assert "Talk the resignation" in next(on_the_way.waiting(recruiter)).say


def test_words_that_were_had_wait_no_more(passage, manager):
    row = passage.touchpoints.get(key="welcome")
    actions.keep_touch(touchpoint=row, words="They are glad.", by=manager)
    assert not list(on_the_way.waiting(manager))


def test_words_are_kept_with_what_was_heard(passage, manager):
    row = passage.touchpoints.get(key="welcome")
    with pytest.raises(Refused, match="what you heard"):
        actions.keep_touch(touchpoint=row, words="ok", by=manager)


def test_words_are_noted_once(passage, manager, recruiter):
    row = passage.touchpoints.get(key="welcome")
    actions.keep_touch(touchpoint=row, words="They are glad.", by=manager)
    with pytest.raises(Refused, match=f"{manager} has noted this"):
        actions.keep_touch(touchpoint=row, words="They are not sure.", by=recruiter)


def test_a_first_day_asks_for_no_more_words(passage, manager):
    started(passage, passage.search.today, manager)
    assert not Touchpoint.objects.waiting().exists()


def test_the_search_says_who_speaks_next(passage, manager):
    passage.search.refresh_from_db()
    says = [blocker.says for blocker in blockers_of(passage.search, manager)]
    assert any("thank them" in line for line in says)


# ---- Whose it is ----


@pytest.mark.parametrize("role", [Role.APPROVER, Role.OBSERVER, Role.PANELIST, Role.PARTNER])
def test_nobody_but_who_runs_the_search_goes_with_them(passage, role):
    other = factories.member(passage.search, role)
    with pytest.raises(NotAllowed):
        actions.note_counter_offer(passage=passage, counter="none", by=other)
    assert not Passage.objects.visible_to(other).exists()
    assert not Touchpoint.objects.visible_to(other).exists()


def test_who_does_not_know_of_an_internal_candidate_knows_of_no_passage(passage, recruiter):
    passage.candidacy.internal = True
    passage.candidacy.save()
    assert not Passage.objects.visible_to(recruiter).exists()
    assert not list(on_the_way.waiting(recruiter))
    with pytest.raises(NotAllowed):
        actions.note_counter_offer(passage=passage, counter="none", by=recruiter)


# ---- What the database holds to ----


@pytest.mark.parametrize(
    "wrong", [{"state": "resigned"}, {"state": "started"}, {"state": "reneged"}, {"state": "lost"}]
)
def test_a_state_without_its_day_is_no_row(passage, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        Passage.objects.filter(pk=passage.pk).update(**wrong)


def test_who_is_kept_warm_is_not_made_one_with_another_row(passage):
    """Asked by itself: at the debrief, where they stand, other rooms refuse it as well."""
    warm = make.second(passage.search)
    other = scorecards.candidacy(passage.search, "Ola Normann")
    keep_offers_apart(kept=other, gone=warm)
    make.kept_warm(passage, warm)
    with pytest.raises(Refused):
        keep_offers_apart(kept=other, gone=warm)
