"""Many people at once, on PostgreSQL: one of them acts, the others are told, nothing is lost.

Each call runs in a thread and a connection of its own, and all begin together.
"""

from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from django.core import mail as django_mail
from django.db import connection
from django.utils import timezone

from accounts import actions as accounts
from accounts.actions import INVITATION
from accounts.models import Link, User
from briefs import actions as briefs
from candidates import actions as candidates
from candidates.models import Candidacy, Conflict
from interviews import actions as interviews
from interviews.models import Interview, Loop, LoopSeat, Proposal, ProposedSlot, Seat
from interviews.states import Need
from mail import actions as mail
from mail.models import Mail
from offers import actions as offers
from offers.models import Offer
from scoping import actions as scoping
from scoping.models import Scope
from scorecards import actions as scorecards
from scorecards.models import Card, Debrief, Decision, Rating
from searches import actions as searches
from searches.errors import NotAllowed, Refused
from searches.models import Event, Membership, Search
from searches.wording import unbroken
from tests import factories
from tests.factories import candidates as make_candidates
from tests.factories import interviews as make_interviews
from tests.factories import offers as make_offers
from tests.factories import partners as make_partners
from tests.factories import scoping as make_scoping
from tests.factories import scorecards as make_scorecards

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
PATIENCE = 60


def at_once(*calls: Callable[[], Any]) -> list[Any]:
    """What each call answered or raised."""
    answers: list[Any] = [None] * len(calls)
    barrier = Barrier(len(calls))

    def run(index: int, call: Callable[[], Any]) -> None:
        try:
            connection.ensure_connection()
            barrier.wait(PATIENCE)
            answers[index] = call()
        except Exception as error:
            answers[index] = error
        finally:
            connection.close()

    threads = [Thread(target=run, args=pair) for pair in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
        assert not thread.is_alive(), "Two of them wait for each other"
    return answers


def done(answers: list[Any]) -> list[Any]:
    """Those that went through. Every other one was told so in a sentence, and nothing broke."""
    told = [answer for answer in answers if isinstance(answer, Exception)]
    for error in told:
        assert isinstance(error, Refused | NotAllowed), repr(error)
    return [answer for answer in answers if not isinstance(answer, Exception)]


def events(search: Search, verb: str) -> int:
    return Event.objects.filter(search=search, verb=verb).count()


@pytest.fixture
def search() -> Search:
    return factories.search()


@pytest.fixture(autouse=True)
def chains_hold(search):
    """Whatever happened at once, every search's log is whole."""
    yield
    assert all(unbroken(each) for each in Search.objects.all())


# ---- Scorecards


def test_twenty_submits_of_one_card_make_one_card(search):
    seat = make_scorecards.seat(
        make_scorecards.interview(make_scorecards.candidacy(search)), factories.user()
    )
    content = make_scorecards.content(seat.interview)

    def submit() -> Card:
        interview = Interview.objects.get(pk=seat.interview_id)
        user = User.objects.get(pk=seat.user_id)
        return scorecards.submit_card(interview=interview, revision=0, content=content, by=user)

    assert len(done(at_once(*[submit] * 20))) == 1
    assert Card.objects.count() == 1
    assert Rating.objects.count() == len(content["ratings"])
    assert events(search, "card.submitted") == 1


def test_two_tabs_saving_one_card_keep_one_and_show_the_other(search):
    seat = make_scorecards.seat(
        make_scorecards.interview(make_scorecards.candidacy(search)), factories.user()
    )

    def save(says: str) -> Card:
        content = make_scorecards.content(seat.interview, says=says)
        user = User.objects.get(pk=seat.user_id)
        interview = Interview.objects.get(pk=seat.interview_id)
        return scorecards.save_card(interview=interview, revision=0, content=content, by=user)

    answers = at_once(lambda: save("Here."), lambda: save("There."))
    assert len(done(answers)) == 1
    (kept,) = Card.objects.all()
    (stale,) = (answer for answer in answers if isinstance(answer, Exception))
    assert stale.current.draft == kept.draft


def test_beats_that_come_at_once_send_one_reminder(search):
    row = make_scorecards.interview(make_scorecards.candidacy(search))
    before = timezone.now() - timedelta(days=1)
    # It ended twenty minutes ago, and is not due for hours yet.
    begins = timezone.now() - timedelta(minutes=row.minutes + 20)
    Interview.objects.filter(pk=row.pk).update(starts_at=begins)
    seat = make_scorecards.seat(row)
    Seat.objects.update(since=before)
    answers = at_once(*[lambda: scorecards.remind(seat_id=seat.pk)] * 6)
    assert len([answer for answer in done(answers) if answer]) == 1
    assert Mail.objects.filter(kind="card_to_write").count() == 1


def test_a_debrief_opened_by_two_at_once_is_open_once(search):
    candidacy = make_scorecards.candidacy(search)
    make_scorecards.judged(candidacy)
    people = [factories.hiring_manager_of(search), factories.member(search, "recruiter")]
    answers = at_once(
        *(lambda by=by: scorecards.open_debrief(candidacy=candidacy, by=by) for by in people)
    )
    assert len(done(answers)) == 1
    assert Debrief.objects.filter(candidacy=candidacy, closed_at=None).count() == 1


def test_two_decisions_at_once_record_one(search):
    candidacy = make_scorecards.candidacy(search)
    make_scorecards.open_debrief(candidacy)
    by = factories.hiring_manager_of(search)

    def decide(outcome: str) -> Decision:
        return scorecards.decide(
            candidacy=candidacy, after=None, outcome=outcome, reasons="So.", override="So.", by=by
        )

    assert len(done(at_once(lambda: decide("hire"), lambda: decide("no_hire")))) == 1
    assert Decision.objects.filter(candidacy=candidacy, superseded_at=None).count() == 1


def test_the_last_two_second_votes_at_once_show_all_once(search):
    candidacy = make_scorecards.candidacy(search)
    votes = make_scorecards.asked(candidacy).votes.all()
    answers = at_once(*(lambda vote=vote: make_scorecards.voted(vote) for vote in votes))
    assert len(done(answers)) == 2
    assert Event.objects.filter(search=search, verb="votes.shown").count() == 1


# ---- Scope and loop


def test_a_scope_begun_by_five_at_once_is_one_draft(search):
    by = factories.hiring_manager_of(search)
    answers = at_once(*[lambda: scoping.begin_scope(search=search, by=by)] * 5)
    assert len(done(answers)) == 5
    assert Scope.objects.filter(search=search).count() == 1


def test_a_scope_signed_twice_at_once_is_signed_once(search):
    scope = make_scoping.draft_scope(search)
    by = factories.hiring_manager_of(search)
    answers = at_once(*[lambda: scoping.sign_scope(scope=scope, by=by)] * 4)
    assert len(done(answers)) == 1
    assert events(search, "scope.signed") == 1


def test_a_loop_opened_twice_at_once_is_opened_once(search):
    loop = make_interviews.draft_loop(search)
    by = factories.hiring_manager_of(search)
    seats = LoopSeat.objects.filter(part__loop=loop).exclude(need=Need.OPTIONAL)
    make_interviews.name(loop, {key: factories.user() for key in {seat.key for seat in seats}})
    answers = at_once(*[lambda: interviews.open_loop(loop=loop, short_because="", by=by)] * 4)
    assert len(done(answers)) == 1
    assert Loop.objects.filter(search=search, state="open").count() == 1
    assert events(search, "loop.opened") == 1


def plan(candidacy: Candidacy, part, starts_at, by: User) -> Interview:
    return interviews.plan_interview(
        candidacy=Candidacy.objects.get(pk=candidacy.pk),
        part=part,
        starts_at=starts_at,
        zone="Europe/Berlin",
        minutes=60,
        place="Room 3",
        by=User.objects.get(pk=by.pk),
    )


def test_one_interview_planned_twice_in_one_second_is_one_interview(search):
    part = make_interviews.part(search)
    candidacy = make_candidates.candidacy(search)
    starts_at = timezone.now() + timedelta(days=7)
    people = [factories.hiring_manager_of(search), factories.member(search, "recruiter")]
    answers = at_once(*(lambda by=by: plan(candidacy, part, starts_at, by) for by in people))
    assert len(done(answers)) == 1
    assert Interview.objects.filter(candidacy=candidacy, part=part).count() == 1
    assert events(search, "interview.planned") == 1


def test_one_panelist_is_not_planned_into_two_searches_at_one_time(search):
    panelist = factories.user("Priya Nair")
    other = factories.search(by=factories.user("Another"))
    calls = []
    starts_at = timezone.now() + timedelta(days=7)
    for each in (search, other):
        make_interviews.open_loop(each, {"cto": panelist})
        part = make_interviews.part(each)
        candidacy = make_candidates.candidacy(each)
        by = factories.hiring_manager_of(each)
        calls.append(lambda c=candidacy, p=part, b=by: plan(c, p, starts_at, b))
    assert len(done(at_once(*calls))) == 1


def proposed(candidacy: Candidacy, key: str = "production") -> Proposal:
    soon = timezone.now().replace(minute=0, second=0, microsecond=0)
    return interviews.propose_slots(
        candidacy=candidacy,
        part=make_interviews.part(candidacy.search, key),
        slots=[soon + timedelta(days=7, hours=2 * n) for n in range(3)],
        zone="Europe/Berlin",
        minutes=60,
        place="Room 3",
        by=factories.hiring_manager_of(candidacy.search),
    )


def take(proposal: Proposal, number: int) -> Interview:
    slot = ProposedSlot.objects.filter(proposal=proposal)[number]
    link = Link.objects.get(pk=proposal.link_id)
    return interviews.take_slot(slot=slot, zone="America/Toronto", by=link)


def test_one_time_chosen_five_times_in_one_second_is_one_interview(search):
    proposal = proposed(make_candidates.candidacy(search))
    answers = at_once(*[lambda: take(proposal, 0)] * 5)
    assert len(done(answers)) == 1
    assert {str(a) for a in answers if isinstance(a, Exception)} == {
        "This was answered already, or newer times were sent to you."
    }
    assert Interview.objects.filter(candidacy=proposal.candidacy).count() == 1
    assert events(search, "slots.taken") == events(search, "interview.planned") == 1


def test_two_times_of_one_proposal_chosen_at_once_are_one_interview(search):
    proposal = proposed(make_candidates.candidacy(search))
    assert len(done(at_once(lambda: take(proposal, 0), lambda: take(proposal, 1)))) == 1
    assert Interview.objects.count() == 1


def test_a_time_chosen_while_it_is_planned_by_hand_is_one_interview(search):
    proposal = proposed(make_candidates.candidacy(search))
    by, later = factories.hiring_manager_of(search), timezone.now() + timedelta(days=20)
    answers = at_once(
        lambda: take(proposal, 0), lambda: plan(proposal.candidacy, proposal.part, later, by)
    )
    assert len(done(answers)) == 1
    assert Interview.objects.standing().count() == 1


def test_one_time_of_a_panel_chosen_by_two_candidates_at_once_is_one_of_theirs(search):
    other = factories.search(by=factories.user("Another"))
    panelist = factories.user("Priya Nair")
    proposals = []
    for each in (search, other):
        make_interviews.open_loop(each, {"cto": panelist})
        proposals.append(proposed(make_candidates.candidacy(each)))
    answers = at_once(*(lambda row=row: take(row, 0) for row in proposals))
    assert len(done(answers)) == 1
    [told] = [str(answer) for answer in answers if isinstance(answer, Exception)]
    assert told == "This time is no longer free. Choose another one."


def test_a_calendar_address_made_five_times_at_once_is_one_that_works(search):
    user = factories.user()
    at_once(*[lambda: interviews.make_feed(by=user)] * 5)
    assert Link.objects.live().filter(kind=interviews.FEED, about=user.pk).count() == 1


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
    first, second = offer.approvals.order_by("position")
    given = done(at_once(lambda: approve(second), lambda: approve(first)))
    offer.refresh_from_db()
    states = list(offer.approvals.order_by("position").values_list("state", flat=True))
    assert states[0] == "approved"
    assert len(given) == states.count("approved")
    assert offer.state == ("approved" if len(given) == 2 else "in_approval")


def test_an_offer_accepted_while_it_is_revised_is_one_or_the_other(search):
    offer = make_offers.sent(make_offers.chosen(search))
    by = make_offers.recruiter_of(search)
    link = Link.objects.get(pk=offer.link_id)
    answers = at_once(
        lambda: offers.answer_offer(by=link, accepts=True, name="Leila Haddad"),
        lambda: offers.revise_offer(offer=offer, because="Less sign-on.", by=by),
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


# ---- The log, the queue


def test_ten_writers_leave_one_unbroken_log(search):
    candidacy = make_candidates.candidacy(search)
    before = Event.objects.filter(search=search).count()

    def write() -> None:
        by = factories.hiring_manager_of(search)
        for number in range(5):
            candidates.add_claim(candidacy=candidacy, text=f"Claim {number}", source="CV", by=by)

    assert len(done(at_once(*[write] * 6))) == 6
    made = events(search, "claim.added")
    numbers = (
        Event.objects.filter(search=search).order_by("number").values_list("number", flat=True)
    )
    assert list(numbers) == list(range(1, before + made + 1))
    assert unbroken(search)


def test_one_brief_made_by_five_processes_is_made_once(search):
    jd = make_scoping.approved_jd(search)
    brief = scoping.request_jd_pdf(jd=jd, by=factories.hiring_manager_of(search))
    at_once(*[lambda: briefs.make(brief.pk)] * 5)
    brief.refresh_from_db()
    assert (brief.state, brief.attempts) == ("ready", 1)


def test_one_mail_delivered_by_five_processes_is_sent_once(search):
    user = accounts.person_for(
        email="new@example.com", name="New Comer", by=factories.hiring_manager_of(search)
    )
    (row,) = Mail.objects.filter(user=user)
    django_mail.outbox.clear()
    at_once(*[lambda: mail.deliver(row.pk)] * 5)
    row.refresh_from_db()
    assert row.state == "sent"
    assert len(django_mail.outbox) == 1
