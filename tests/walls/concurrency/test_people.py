"""Candidates, offers and accounts: many at once."""

from datetime import timedelta
from functools import partial

import pytest
from django.utils import timezone

from accounts import actions as accounts
from accounts.actions import INVITATION
from accounts.models import Link, User
from candidates import actions as candidates
from candidates.models import Candidacy, Conflict
from interviews.models import Interview
from offers import actions as offers
from offers.models import Offer
from onboarding import actions as onboarding
from onboarding.models import OutcomeRating
from searches import actions as searches
from searches.models import Membership, Search
from tests import factories
from tests.factories import candidates as make_candidates
from tests.factories import interviews as make_interviews
from tests.factories import offers as make_offers
from tests.factories import outcomes as make_outcomes
from tests.factories import partners as make_partners
from tests.walls.concurrency.at_once import at_once, done, events, plan

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


# ---- Candidates


def test_one_address_added_by_five_at_once_is_one_candidacy(search):
    by = factories.hiring_manager_of(search)
    person = candidates.Person(name="Leila Haddad", email="leila@example.com")
    answers = at_once(*[lambda: candidates.add_candidate(search=search, person=person, by=by)] * 5)
    assert len(done(answers)) == 1
    assert Candidacy.objects.filter(search=search).count() == 1


def test_a_questionnaire_submitted_twice_at_once_is_submitted_once(search):
    row = make_candidates.sent(make_candidates.candidacy(search))
    answers = {key: f"{words} Fully." for key, words in make_candidates.words(search).items()}

    def submit():
        link = Link.objects.get(pk=row.link_id)
        return candidates.submit_answers(questionnaire=row, answers=answers, revision=0, by=link)

    assert len(done(at_once(*[submit] * 4))) == 1
    assert events(search, "questionnaire.submitted") == 1


def test_who_leaves_while_an_interview_is_planned_is_left_with_none(search):
    row, by = make_candidates.candidacy(search), factories.hiring_manager_of(search)
    link, part = candidates.send_own_page(candidacy=row, by=by), make_interviews.part(search)
    soon = timezone.now() + timedelta(days=9)
    done(
        at_once(
            lambda: candidates.withdraw_themselves(candidacy=row, because="", by=link),
            lambda: plan(row, part, soon, by),
        )
    )
    row.refresh_from_db()
    assert row.stage == "withdrawn"
    assert not Interview.objects.standing().exists()


def test_an_own_page_given_five_times_at_once_is_one_that_opens(search):
    row, by = make_candidates.candidacy(search), factories.hiring_manager_of(search)
    done(at_once(*[lambda: candidates.send_own_page(candidacy=row, by=by)] * 5))
    assert Link.objects.live().filter(kind="own_page", about=row.pk).count() == 1


def test_a_submission_taken_and_declined_at_once_is_one_of_them(search):
    row = make_partners.submission(search, make_partners.partner(search))
    by = factories.hiring_manager_of(search)
    answers = at_once(
        lambda: candidates.take_submission(submission=row, by=by),
        lambda: candidates.decline_submission(submission=row, said="Too late for us.", by=by),
    )
    assert len(done(answers)) == 1
    row.refresh_from_db()
    assert (row.state == "taken") == Candidacy.objects.filter(search=search).exists()


def test_a_conflict_declared_twice_at_once_is_declared_once(search):
    candidacy = make_candidates.candidacy(search)
    panelist = factories.user()
    make_candidates.let_in(candidacy, panelist)

    def declare(answer: str) -> Conflict:
        by = User.objects.get(pk=panelist.pk)
        return candidates.declare_conflict(candidacy=candidacy, answer=answer, how="Led.", by=by)

    assert len(done(at_once(lambda: declare("none"), lambda: declare("knows")))) == 1
    assert Conflict.objects.filter(candidacy=candidacy, user=panelist).count() == 1


# ---- Offers


def test_an_offer_begun_by_five_at_once_is_one_offer(search):
    candidacy = make_offers.chosen(search)
    by = make_offers.recruiter_of(search)
    answers = at_once(*[lambda: offers.begin_offer(candidacy=candidacy, by=by)] * 5)
    assert len({offer.pk for offer in done(answers)}) == 1
    assert Offer.objects.filter(candidacy=candidacy).count() == 1


def approve(approval) -> Offer:
    by = User.objects.get(pk=approval.approver_id)
    return offers.approve_offer(approval=approval, digest=approval.digest, by=by)


def test_one_approval_given_by_five_clicks_counts_once(search):
    offer = make_offers.in_approval(make_offers.chosen(search))
    make_offers.declare(offer)
    (approval,) = offer.approvals.all()
    assert len(done(at_once(*[lambda: approve(approval)] * 5))) == 1
    assert events(search, "offer.approved") == 1
    assert events(search, "offer.all_approved") == 1


def test_two_approvers_at_once_keep_their_order(search):
    offer = make_offers.in_approval(make_offers.chosen(search), 2)
    make_offers.declare(offer)
    first, second = offer.approvals.all()
    given = done(at_once(lambda: approve(second), lambda: approve(first)))
    offer.refresh_from_db()
    states = list(offer.approvals.values_list("state", flat=True))
    assert states[0] == "approved"
    assert len(given) == states.count("approved")
    assert offer.state == ("approved" if len(given) == 2 else "in_approval")


def test_of_one_of_two_who_approve_at_once_one_is_enough(search):
    candidacy = make_offers.chosen(search)
    make_offers.rule(search, make_offers.approvers(search, 2))
    offer = make_offers.submitted(make_offers.draft(candidacy))
    make_offers.declare(offer)
    given = done(at_once(*(lambda row=row: approve(row) for row in offer.approvals.all())))
    offer.refresh_from_db()
    assert (len(given), offer.state) == (1, "approved")
    assert events(search, "offer.all_approved") == 1
    assert sorted(row.state for row in offer.approvals.all()) == ["approved", "not_needed"]


def test_two_of_two_who_approve_at_once_approve_once(search):
    candidacy = make_offers.chosen(search)
    make_offers.rule(search, make_offers.approvers(search, 2), needed=2)
    offer = make_offers.submitted(make_offers.draft(candidacy))
    make_offers.declare(offer)
    given = done(at_once(*(lambda row=row: approve(row) for row in offer.approvals.all())))
    offer.refresh_from_db()
    assert (len(given), offer.state) == (2, "approved")
    assert events(search, "offer.all_approved") == 1


def test_an_approver_and_their_deputy_at_once_give_one_answer(search):
    candidacy = make_offers.chosen(search)
    person, deputy = make_offers.approvers(search, 2)
    make_offers.rule(search, [person])
    by = factories.hiring_manager_of(search)
    offers.name_deputy(search=search, user=person, deputy=deputy, by=by)
    offer = make_offers.submitted(make_offers.draft(candidacy))
    make_offers.declare(offer)
    (row,) = offer.approvals.all()
    both = [User.objects.get(pk=user.pk) for user in (person, deputy)]
    give = [lambda by=by: make_offers.approve(row, by=by) for by in both]
    assert len(done(at_once(*give))) == 1
    assert events(search, "offer.approved") == 1


def test_an_offer_approved_while_it_is_revised_is_one_or_the_other(search):
    offer = make_offers.in_approval(make_offers.chosen(search))
    make_offers.declare(offer)
    (row,) = offer.approvals.all()
    by = make_offers.recruiter_of(search)

    def revise() -> Offer:
        return offers.revise_offer(offer=offer, because="They ask for more base.", by=by)

    at_once(lambda: approve(row), revise)
    offer.refresh_from_db()
    row.refresh_from_db()
    assert offer.state == "void"  # revising is right before and after the approval
    assert events(search, "offer.approved") == (row.state == "approved")
    assert events(search, "offer.all_approved") == (row.state == "approved")
    assert Offer.objects.filter(candidacy=offer.candidacy, state="draft").count() == 1


def test_an_offer_accepted_while_it_is_revised_is_one_or_the_other(search):
    offer = make_offers.sent(make_offers.chosen(search))
    by = make_offers.recruiter_of(search)
    link = Link.objects.get(pk=offer.link_id)
    answers = at_once(
        lambda: offers.answer_offer(by=link, accepts=True, name="Leila Haddad"),
        lambda: offers.revise_offer(offer=offer, because="A lower sign-on.", by=by),
    )
    assert len(done(answers)) == 1
    states = list(Offer.objects.order_by("number").values_list("state", flat=True))
    assert states in (["accepted"], ["void", "draft"])


def test_an_offer_accepted_twice_at_once_starts_one_plan(search):
    offer = make_offers.sent(make_offers.chosen(search))

    def accept() -> Offer:
        link = Link.objects.get(pk=offer.link_id)
        return offers.answer_offer(by=link, accepts=True, name="Leila Haddad")

    assert len(done(at_once(*[accept] * 4))) == 1
    assert events(search, "offer.accepted") == 1


def test_a_yes_taken_back_as_somebody_records_the_start_is_one_or_the_other(search):
    passage = make_offers.passage(make_offers.chosen(search))
    plan, by = passage.offer.plan, factories.hiring_manager_of(search)
    answers = at_once(
        lambda: make_offers.reneged(passage),
        lambda: onboarding.start_plan(plan=plan, started_on=timezone.localdate(), by=by),
    )
    assert len(done(answers)) == 1
    passage.refresh_from_db()
    plan.refresh_from_db()
    assert (passage.state, plan.state) in [("reneged", "void"), ("started", "running")]


def test_a_step_of_closing_done_twice_at_once_is_done_once(search):
    make_outcomes.hired(make_offers.chosen(search))
    by = factories.hiring_manager_of(search)
    act = partial(onboarding.close_step, search=search, step="told", by=by)
    assert len(done(at_once(*[act] * 3))) == 1
    assert events(search, "closing.told") == 1


def test_what_came_of_a_hire_recorded_twice_at_once_is_recorded_once(search):
    plan = make_outcomes.hired(make_offers.chosen(search))
    answers = at_once(*[lambda n=n: make_outcomes.recorded(plan, n) for n in (2, 3, 4, 5)])
    assert len(done(answers)) == 1
    assert events(search, "outcome.recorded") == 1
    competencies = len(search.playbook.competencies)
    assert OutcomeRating.objects.count() == competencies
    assert OutcomeRating.objects.values("value").distinct().count() == 1


# ---- People


def test_one_address_invited_by_two_searches_at_once_is_one_account_on_both(search):
    other = factories.search(by=factories.user("Another"))

    def name(each: Search) -> Membership:
        return searches.name_person(
            search=each,
            email="New.Comer@example.com",
            name="New Comer",
            role="recruiter",
            by=factories.hiring_manager_of(each),
        )

    assert len(done(at_once(lambda: name(search), lambda: name(other)))) == 2
    user = User.objects.get(email="new.comer@example.com")
    assert user.memberships.current().count() == 2
    assert Link.objects.live().filter(kind=INVITATION, about=user.pk).count() == 1


def test_one_address_invited_by_two_administrators_at_once_is_one_account(search):
    people = [
        factories.user(f"Administrator {n}", is_staff=True, is_superuser=True) for n in (1, 2)
    ]

    def invite(by: User) -> User:
        return accounts.invite(
            email="new@example.com", name="New Comer", can_open_searches=False, by=by
        )

    assert len(done(at_once(*(lambda by=by: invite(by) for by in people)))) == 2
    user = User.objects.get(email="new@example.com")
    assert Link.objects.live().filter(kind=INVITATION, about=user.pk).count() == 1


def test_one_person_named_twice_at_once_is_on_the_search_once(search):
    by = factories.hiring_manager_of(search)

    def name() -> Membership:
        return searches.name_person(
            search=search, email="ola@example.com", name="Ola", role="observer", by=by
        )

    assert len(done(at_once(*[name] * 5))) == 1
    assert Membership.objects.current().filter(search=search, role="observer").count() == 1
    assert events(search, "member.joined") == 2


def test_an_invitation_accepted_twice_at_once_lets_one_in(search):
    by = factories.hiring_manager_of(search)
    user = accounts.person_for(email="new@example.com", name="New Comer", by=by)
    link = Link.objects.get(kind=INVITATION, about=user.pk)

    def accept(password: str) -> tuple[User | None, str]:
        given = accounts.accept_invitation(by=link, name="New", zone="UTC", password=password)
        return given, password

    answers = done(at_once(*(lambda n=n: accept(f"password of tab {n}") for n in range(4))))
    ((joined, password),) = [answer for answer in answers if answer[0]]
    user.refresh_from_db()
    assert joined == user
    assert user.check_password(password)
