"""Closing a search with a hire: step by step, in one order, each by name."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from accounts.models import Link
from accounts.templatetags.face import day
from candidates import actions as candidates
from candidates.actions import erase_submission
from candidates.models import Access, Candidacy
from candidates.own import OWN_PAGE
from candidates.states import SEARCH_FILLED, Stage
from offers import actions as offers
from onboarding import actions, closing
from onboarding.actions.closing import bring_what_was_said
from onboarding.closing_words import PARTS
from onboarding.models import Closed, Kept, MayWrite
from onboarding.states import ClosingStep
from searches.actions import turn
from searches.business_days import month_after
from searches.errors import NotAllowed, Refused
from searches.models import Membership, Role
from searches.states import Life
from searches.steps import blockers_of
from tests import factories
from tests.factories import candidates as make
from tests.factories import offers as offered
from tests.factories import onboarding as plans
from tests.factories import partners
from tests.factories.days import search_day

pytestmark = pytest.mark.django_db
ORDER = list(ClosingStep)
DAY = timedelta(days=1)


@pytest.fixture
def plan():
    return plans.running(offered.chosen(factories.search()))


@pytest.fixture
def search(plan):
    plan.search.refresh_from_db()
    return plan.search


@pytest.fixture
def manager(search):
    return factories.hiring_manager_of(search)


@pytest.fixture
def recruiter(search):
    return offered.recruiter_of(search)


def step(search, name, by, **more):
    if name == ClosingStep.RETENTION:
        more.setdefault("months", 6)
    return actions.close_step(search=search, step=name, by=by, **more)


def up_to(search, last, by):
    """Every step before `last`."""
    for name in ORDER[: ORDER.index(last)]:
        step(search, name, by)


def stopped(search, by, name="Ola Nordmann", email="ola@example.com") -> Candidacy:
    row = make.candidacy(search, name, email=email)
    candidates.move(candidacy=row, name="talk", by=by)
    candidates.send_own_page(candidacy=row, by=by)
    candidates.stop(candidacy=row, because="Others fit this role better", by=by)
    row.refresh_from_db()
    return row


def link_of(candidacy) -> Link:
    return Link.objects.get(kind=OWN_PAGE, about=candidacy.pk)


# ---- The order ----


def test_steps_are_done_in_their_order_each_by_name(search, manager):
    up_to(search, ClosingStep.RETENTION, manager)
    step(search, ClosingStep.RETENTION, manager)
    rows = Closed.objects.filter(search=search)
    assert [row.step for row in rows] == ORDER
    assert {row.done_by for row in rows} == {manager}


@pytest.mark.parametrize("name", ORDER[1:])
def test_a_later_step_before_an_earlier_is_refused(search, manager, name):
    with pytest.raises(Refused, match="First: “Everybody who was in it is told”"):
        step(search, name, manager)


@pytest.mark.parametrize("name", ORDER)
def test_a_step_is_done_once(search, manager, name):
    up_to(search, name, manager)
    step(search, name, manager)
    with pytest.raises(Refused, match="is done already"):
        step(search, name, manager)


def test_nothing_is_closed_before_the_first_day():
    plan = plans.waiting(offered.chosen(factories.search()))
    with pytest.raises(Refused, match="has started"):
        step(plan.search, ClosingStep.TOLD, factories.hiring_manager_of(plan.search))


def test_a_search_that_hired_nobody_is_not_closed_here():
    search = factories.search()
    with pytest.raises(Refused, match="has started"):
        step(search, ClosingStep.TOLD, factories.hiring_manager_of(search))


@pytest.mark.parametrize("role", [Role.PANELIST, Role.OBSERVER, Role.APPROVER, Role.PARTNER])
def test_who_does_not_run_the_search_closes_nothing(search, role):
    with pytest.raises(NotAllowed):
        step(search, ClosingStep.TOLD, factories.member(search, role))


# ---- Everybody is told ----


def test_everybody_who_is_still_in_play_is_named_whom_one_knows_of(search, manager, recruiter):
    for name in ("Ola Nordmann", "Maya Lindholm", "Per Olsen"):
        make.candidacy(search, name)
    Candidacy.objects.filter(candidate__name="Per Olsen").update(internal=True)
    with pytest.raises(Refused, match=r"^Maya Lindholm and Ola Nordmann are still in play"):
        step(search, ClosingStep.TOLD, recruiter)


def test_who_is_still_in_play_is_told_first(search, manager, recruiter):
    row = make.candidacy(search, "Ola Nordmann")
    with pytest.raises(Refused, match="Ola Nordmann is still in play"):
        step(search, ClosingStep.TOLD, manager)
    candidates.stop(candidacy=row, because="Others fit this role better", by=recruiter)
    step(search, ClosingStep.TOLD, manager)


def test_who_was_kept_warm_is_stopped_only_after_the_first_day(recruiter_of_two):
    passage, other, recruiter = recruiter_of_two
    because = "Others fit this role better"
    with pytest.raises(Refused, match="kept warm"):
        candidates.stop(candidacy=other, because=because, by=recruiter)
    actions.start_plan(plan=passage.offer.plan, started_on=search_day(), by=recruiter)
    candidates.stop(candidacy=other, because=because, by=recruiter)
    other.refresh_from_db()
    assert other.stage == Stage.STOPPED


@pytest.fixture
def recruiter_of_two():
    passage = offered.passage(offered.chosen(factories.search()))
    other = offered.second(passage.search)
    offered.kept_warm(passage, other)
    return passage, other, offered.recruiter_of(passage.search)


def test_who_had_no_message_is_named_until_it_is_said_how_they_were_told(search, manager):
    stopped(search, manager)
    with pytest.raises(Refused, match="Ola Nordmann has had no message"):
        step(search, ClosingStep.TOLD, manager)
    row = step(search, ClosingStep.TOLD, manager, words="I called her on Monday.")
    assert row.words == "I called her on Monday."


def test_a_message_tells_them(search, manager):
    row = stopped(search, manager)
    candidates.send_message(candidacy=row, occasion="talked", text="It went on.", by=manager)
    step(search, ClosingStep.TOLD, manager)


def test_who_came_back_and_was_stopped_again_is_told_again(search, manager):
    row = stopped(search, manager)
    candidates.send_message(candidacy=row, occasion="talked", text="It went on.", by=manager)
    Candidacy.objects.filter(pk=row.pk).update(stage_since=timezone.now() + DAY)
    with pytest.raises(Refused, match="Ola Nordmann has had no message"):
        step(search, ClosingStep.TOLD, manager)


def test_who_was_never_spoken_with_is_owed_no_word(search, manager):
    row = make.candidacy(search, "Ola Nordmann")
    candidates.stop(candidacy=row, because="Others fit this role better", by=manager)
    step(search, ClosingStep.TOLD, manager)


def test_an_internal_candidate_is_not_given_away_by_what_is_left_to_do(search, recruiter, manager):
    row = make.candidacy(search, "Ola Nordmann")
    Candidacy.objects.filter(pk=row.pk).update(internal=True)
    step(search, ClosingStep.TOLD, recruiter)


def put_forward(search, name="Sunniva Berg"):
    return partners.submission(search, partners.partner(search), name)


def test_whom_a_partner_put_forward_is_answered_first(search, manager, client):
    row = put_forward(search)
    with pytest.raises(Refused, match="Sunniva Berg is put forward by a search partner and not"):
        step(search, ClosingStep.TOLD, manager)
    client.force_login(manager)
    page = client.get(reverse("onboarding:closing", args=[search.pk])).text
    assert reverse("candidates:submission", args=[search.pk, row.pk]) in page
    partners.declined(row)
    step(search, ClosingStep.TOLD, manager)


def test_no_partner_leaves_without_an_answer(search, manager):
    up_to(search, ClosingStep.ACCESS, manager)
    put_forward(search)
    with pytest.raises(Refused, match="not answered"):
        step(search, ClosingStep.ACCESS, manager)


# ---- Access ----


def test_access_ends_for_all_but_who_runs_the_search(search, manager, recruiter):
    for role in (Role.OBSERVER, Role.PARTNER):
        factories.member(search, role)
    up_to(search, ClosingStep.ACCESS, manager)
    assert Access.objects.current().filter(candidacy__search=search).exists()
    step(search, ClosingStep.ACCESS, manager)
    left = Membership.objects.current().filter(search=search).values_list("role", flat=True)
    assert set(left) == {Role.HIRING_MANAGER, Role.RECRUITER}
    assert not Access.objects.current().filter(candidacy__search=search).exists()


def test_whose_access_ended_finds_nothing(search, manager, client):
    observer = factories.member(search, Role.OBSERVER)
    client.force_login(observer)
    assert client.get(search.get_absolute_url()).status_code == 200
    up_to(search, ClosingStep.RETENTION, manager)
    assert client.get(search.get_absolute_url()).status_code == 404


# ---- How long data is kept ----


def test_who_was_not_hired_is_kept_until_a_day(search, manager, plan):
    row = stopped(search, manager)
    candidates.send_message(candidacy=row, occasion="talked", text="It went on.", by=manager)
    with time_machine.travel("2027-03-31T09:00:00Z"):
        up_to(search, ClosingStep.RETENTION, manager)
        step(search, ClosingStep.RETENTION, manager, months=6)
    kept = Kept.objects.get()
    assert (kept.candidacy, str(kept.until)) == (row, "2027-09-30")


def test_a_length_that_is_not_offered_is_refused(search, manager):
    up_to(search, ClosingStep.RETENTION, manager)
    with pytest.raises(Refused, match="how long"):
        step(search, ClosingStep.RETENTION, manager, months=5)


@pytest.fixture
def kept(search, manager) -> Kept:
    row = stopped(search, manager)
    return plans.kept(row, search_day())


def test_when_the_day_has_come_it_stands_at_home(kept, manager):
    assert "one candidate" in next(closing.to_erase(manager)).say


def test_before_its_day_nothing_is_said(kept, manager):
    Kept.objects.update(until=search_day() + DAY)
    assert not list(closing.to_erase(manager))


def test_a_yes_to_being_written_to_keeps_longer(kept, manager):
    actions.say_may_write(candidacy=kept.candidacy, yes=True, by=link_of(kept.candidacy))
    assert not list(closing.to_erase(manager))
    with time_machine.travel(timezone.now() + timedelta(days=740)):
        assert list(closing.to_erase(manager))


def test_a_no_keeps_no_longer(kept, manager):
    actions.say_may_write(candidacy=kept.candidacy, yes=False, by=link_of(kept.candidacy))
    assert list(closing.to_erase(manager))


def test_of_an_internal_candidate_home_says_nothing_to_who_knows_not_of_them(kept, recruiter):
    Candidacy.objects.filter(pk=kept.candidacy_id).update(internal=True)
    assert not list(closing.to_erase(recruiter))


def test_until_when_is_read_after_it_is_said(search, manager, client):
    for name in ORDER:
        step(search, name, manager, **({"months": 12} if name == ClosingStep.RETENTION else {}))
    client.force_login(manager)
    page = client.get(reverse("onboarding:closing", args=[search.pk])).text
    assert f"12 months, until {day(month_after(search.today, 12))}" in page


def test_the_later_day_is_shown_of_who_said_yes(kept, search, manager, client):
    actions.say_may_write(candidacy=kept.candidacy, yes=True, by=link_of(kept.candidacy))
    client.force_login(manager)
    page = client.get(reverse("onboarding:closing", args=[search.pk])).text
    assert f"<td>{day(month_after(search.today, 24))}</td>" in page


def test_whom_a_partner_put_forward_and_nobody_took_is_kept_as_long(search, manager, client):
    row = partners.declined(put_forward(search))
    for name in ORDER:
        step(search, name, manager)
    assert not list(closing.to_erase(manager))
    with time_machine.travel(timezone.now() + timedelta(days=190)):
        assert "one search partner’s candidate" in next(closing.to_erase(manager)).say
        client.force_login(manager)
        page = client.get(reverse("onboarding:closing", args=[search.pk])).text
        assert reverse("candidates:submission", args=[search.pk, row.pk]) in page
        erase_submission(submission=row, by=manager)
        assert not list(closing.to_erase(manager))


def test_who_was_erased_is_counted_no_more(search, manager):
    row = stopped(search, manager)
    candidates.send_message(candidacy=row, occasion="talked", text="It went on.", by=manager)
    candidates.erase(candidacy=row, ground="asked", by=manager)
    up_to(search, ClosingStep.RETENTION, manager)
    step(search, ClosingStep.RETENTION, manager)
    assert not Kept.objects.exists()


# ---- May we write to you again? ----


@pytest.mark.parametrize(("later", "stands"), [("the other", False), ("this", True)])
def test_of_two_rows_of_one_person_what_they_said_last_counts(search, manager, kept, later, stands):
    other = stopped(search, manager, "Ola N.", "ola.n@example.com")
    order = [(kept.candidacy, True), (other, False)]
    for row, yes in order if later == "the other" else reversed(order):
        actions.say_may_write(candidacy=row, yes=yes, by=link_of(row))
    bring_what_was_said(kept=kept.candidacy, gone=other, by=manager)
    said = MayWrite.objects.get()
    assert (said.candidacy, said.yes) == (kept.candidacy, stands)


def test_who_left_says_so_on_their_own_page(kept, client):
    link = link_of(kept.candidacy)
    own = client.get(reverse("candidates:own", args=[link.token])).content.decode()
    assert "May we write to you again?" in own
    url = reverse("onboarding:again", args=[link.token])
    client.post(url, {"yes": "yes"})
    assert MayWrite.objects.get().yes
    client.post(url, {"yes": "no"})
    row = MayWrite.objects.get()
    assert (row.yes, row.until) == (False, None)


def test_who_says_no_reads_that_a_person_erases(kept, client):
    page = client.get(reverse("onboarding:again", args=[link_of(kept.candidacy).token])).text
    assert "no longer than the law asks for, and then erased by a person" in page


def test_an_empty_answer_is_asked_again(kept, client):
    url = reverse("onboarding:again", args=[link_of(kept.candidacy).token])
    answer = client.post(url, {})
    assert answer.status_code == 200
    assert not MayWrite.objects.exists()


def test_who_is_still_in_the_search_is_not_asked(search, manager, client):
    row = make.candidacy(search, "Ola Nordmann", email="ola@example.com")
    candidates.send_own_page(candidacy=row, by=manager)
    url = reverse("onboarding:again", args=[link_of(row).token])
    assert client.get(url).status_code == 404
    with pytest.raises(Refused, match="still in this search"):
        actions.say_may_write(candidacy=row, yes=True, by=link_of(row))


def test_a_closed_address_says_nothing(kept, manager):
    link = link_of(kept.candidacy)
    candidates.close_own_page(candidacy=kept.candidacy, by=manager)
    with pytest.raises(NotAllowed):
        actions.say_may_write(candidacy=kept.candidacy, yes=True, by=link)


def test_the_address_of_one_says_nothing_for_another(kept, search, manager):
    other = stopped(search, manager, "Maya Lindholm", "maya@example.com")
    with pytest.raises(NotAllowed):
        actions.say_may_write(candidacy=other, yes=True, by=link_of(kept.candidacy))


# ---- The last word ----


def test_the_search_is_closed_with_a_hire_after_every_step(search, manager):
    for name in ORDER:
        step(search, name, manager)
    actions.fill_search(search=search, by=manager)
    search.refresh_from_db()
    assert search.life == Life.FILLED


@pytest.mark.parametrize("name", ORDER)
def test_a_search_is_not_closed_while_a_step_is_left(search, manager, name):
    up_to(search, name, manager)
    with pytest.raises(Refused, match="still to be done"):
        turn(search=search, name="fill", because="We are through with it.", by=manager)


def test_the_recruiter_does_not_say_the_last_word(search, manager, recruiter):
    for name in ORDER:
        step(search, name, recruiter)
    with pytest.raises(NotAllowed):
        actions.fill_search(search=search, by=recruiter)


@pytest.fixture
def filled(search, manager):
    for name in ORDER:
        step(search, name, manager)
    return actions.fill_search(search=search, by=manager)


def test_a_closed_search_begins_nothing_and_is_not_taken_up_again(filled, manager):
    with pytest.raises(Refused, match="closed with a hire"):
        candidates.add_candidate(
            search=filled, person=candidates.Person(name="Ola Nordmann"), by=manager
        )
    with pytest.raises(Refused):
        turn(search=filled, name="restart", because="We begin once more.", by=manager)


def test_the_ninety_days_go_on_in_a_closed_search(filled, plan, manager):
    row = plan.phases.first().deliverables.first()
    actions.hand_in(deliverable=row, evidence="It is done.", evidence_url="", by=plan.link)
    assert "Evidence waits for sign-off." in [
        blocker.says for blocker in blockers_of(filled, manager)
    ]


def test_an_internal_candidate_left_over_is_stopped_with_the_search(search, recruiter, manager):
    row = make.candidacy(search, "Ola Nordmann")
    Candidacy.objects.filter(pk=row.pk).update(internal=True)
    for name in ORDER:
        step(search, name, recruiter)
    actions.fill_search(search=search, by=manager)
    row.refresh_from_db()
    assert row.ended_because == SEARCH_FILLED


def test_who_is_left_over_is_counted_for_erasure_as_long_as_was_said(search, recruiter, manager):
    row = make.candidacy(search, "Ola Nordmann")
    Candidacy.objects.filter(pk=row.pk).update(internal=True)
    for name in ORDER:
        step(search, name, recruiter)
    assert not Kept.objects.filter(candidacy=row).exists()
    actions.fill_search(search=search, by=manager)
    assert Kept.objects.get(candidacy=row).until == month_after(search.today, 6)


def test_home_and_the_search_say_which_step_is_next(search, manager):
    lines = list(closing.to_close({1: search.candidacies.get(stage=Stage.HIRED).plan}))
    assert lines[0].why == "Next: everybody who was in it is told."
    assert "next: everybody" in blockers_of(search, manager)[-1].says


def test_a_yes_taken_back_leaves_nothing_to_close(manager):
    passage = offered.passage(offered.chosen(factories.search()))
    offers.renege(
        passage=passage,
        reneged_on=passage.search.today,
        because="Took another offer",
        by=factories.hiring_manager_of(passage.search),
    )
    with pytest.raises(Refused, match="has started"):
        step(passage.search, ClosingStep.TOLD, factories.hiring_manager_of(passage.search))


# ---- The page ----


def test_the_page_offers_the_step_that_is_next(search, manager, client):
    client.force_login(manager)
    url = reverse("onboarding:closing", args=[search.pk])
    assert "Everybody is told" in client.get(url).content.decode()
    client.post(reverse("onboarding:close_step", args=[search.pk, "told"]), {})
    page = client.get(url).content.decode()
    assert "The staff are told</button>" in page
    assert "Leila Haddad started as our Chief AI Officer" in page


def test_the_words_to_begin_from_fit_whoever_was_hired():
    assert not [part.text for part in PARTS if "AI" in part.text]


def test_a_refusal_stands_on_the_page_and_keeps_what_was_typed(search, manager, client):
    make.candidacy(search, "Ola Nordmann")
    client.force_login(manager)
    url = reverse("onboarding:close_step", args=[search.pk, "told"])
    page = client.post(url, {"words": "By telephone, all."}).content.decode()
    assert "still in play" in page
    assert "By telephone, all." in page


def test_a_paused_search_is_started_again_before_it_is_closed(search, manager, client):
    for name in ORDER:
        step(search, name, manager)
    client.force_login(manager)
    url = reverse("onboarding:closing", args=[search.pk])
    assert "Close the search</button>" in client.get(url).text
    turn(search=search, name="pause", because="The budget waits for the board.", by=manager)
    page = client.get(url).text
    assert "must be started again first" in page
    assert "Close the search</button>" not in page


def test_a_second_press_shows_the_form_of_the_step_that_is_next(search, manager, client):
    up_to(search, ClosingStep.RETENTION, manager)
    client.force_login(manager)
    page = client.post(reverse("onboarding:close_step", args=[search.pk, "access"]), {}).text
    assert "is done already" in page
    assert 'name="months"' in page
    assert "This field is required" not in page


def test_what_was_typed_for_a_step_done_elsewhere_is_kept(search, manager, client):
    step(search, ClosingStep.TOLD, manager)
    client.force_login(manager)
    url = reverse("onboarding:close_step", args=[search.pk, "told"])
    page = client.post(url, {"words": "By telephone, <all>."}).text
    assert "is done already" in page
    assert "By telephone, &lt;all&gt;." in page
    assert "How those without a message were told" not in page
