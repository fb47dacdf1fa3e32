"""Who sits in an interview: replaced, asked out, and the readers of a questionnaire."""

from datetime import timedelta

import pytest

from candidates import actions as candidates
from candidates.models import Candidacy
from interviews import actions
from interviews.models import Interview, LoopSeat, Seat
from interviews.queries import seats_to_fill
from interviews.states import Need
from mail.models import Mail
from searches.errors import Refused
from tests import factories
from tests.factories import candidates as people
from tests.factories import interviews as make
from tests.interviews.acts import has_access, is_panelist, told

# ---- Replacing ----


@pytest.fixture
def other():
    return factories.user("Another CTO")


@pytest.fixture
def replaced(interview, other, manager):
    """The CTO of the interview, who sat in it until just now."""
    seat = make.seat_of(interview, "cto")
    actions.replace_in_interview(seat=seat, email=other.email, name=other.name, by=manager)
    return seat.user


def test_a_replacement_sits_where_the_other_sat(interview, other, replaced):
    assert make.seat_of(interview, "cto").user == other
    assert has_access(other, interview.candidacy)
    assert is_panelist(other, interview.search)


def test_who_is_replaced_loses_sight_of_the_candidate(interview, replaced):
    assert not has_access(replaced, interview.candidacy)
    assert not Interview.objects.visible_to(replaced).exists()


def test_who_is_replaced_everywhere_and_in_no_loop_leaves_the_panel(loop, interview, manager):
    first, second = factories.user("First"), factories.user("Second")
    for person in (first, second):
        actions.fill_seat(
            interview=interview, key="cto", email=person.email, name=person.name, by=manager
        )
    assert not is_panelist(first, loop.search)
    assert is_panelist(second, loop.search)


def test_who_is_replaced_in_one_interview_sees_the_candidate_by_another(
    loop, interview, candidacy, other, manager
):
    make.interview(candidacy, "alignment")
    seat = make.seat_of(interview, "cto")
    actions.replace_in_interview(seat=seat, email=other.email, name=other.name, by=manager)
    assert has_access(seat.user, candidacy)


def test_a_replacement_tells_both_and_nobody_else(interview, other, replaced):
    assert told("interview_cancelled") == {replaced}
    planned = Mail.objects.filter(kind="interview_planned").order_by("pk")
    assert planned.last().user == other


def test_a_seat_that_ended_stands_with_its_time(interview, replaced):
    seat = Seat.objects.get(interview=interview, user=replaced)
    assert seat.ended_at is not None


def test_nobody_sits_twice_in_one_interview(interview, manager):
    engineer = make.panelist_of(interview, "ml_engineer")
    with pytest.raises(Refused, match="sits in this interview already"):
        actions.fill_seat(interview=interview, key="cto", email=engineer.email, name="", by=manager)
    assert make.seat_of(interview, "ml_engineer").user == engineer


def test_seats_that_want_different_people_want_them_for_each_candidate(loop, candidacy, manager):
    trade_off = make.interview(candidacy, "trade_off")
    board = make.interview(candidacy, "board")
    member = make.panelist_of(board)
    with pytest.raises(Refused, match="has to be somebody else's"):
        actions.fill_seat(interview=trade_off, key="cfo", email=member.email, name="", by=manager)


def test_a_replacement_who_is_busy_then_is_refused(interview, search, manager):
    mateus = people.candidacy(search, "Mateus")
    busy = make.panelist_of(make.interview(mateus, "board", starts_at=interview.starts_at))
    with pytest.raises(Refused, match="in another interview"):
        actions.fill_seat(interview=interview, key="cto", email=busy.email, name="", by=manager)


def test_a_seat_the_part_does_not_have_is_not_filled(interview, manager):
    with pytest.raises(Refused, match="no such seat"):
        actions.fill_seat(
            interview=interview, key="cfo", email="a@example.com", name="", by=manager
        )


def test_who_sat_in_a_held_interview_stays_as_it_was(loop, candidacy, other, manager):
    held = make.held(candidacy)
    with pytest.raises(Refused, match="stays as it was"):
        actions.fill_seat(interview=held, key="cto", email=other.email, name=other.name, by=manager)


# ---- Asked to be replaced ----


@pytest.fixture
def asked_out(interview):
    cto = make.panelist_of(interview, "cto")
    candidates.declare_conflict(candidacy=interview.candidacy, answer="replace", by=cto)
    return cto


def test_who_asks_to_be_replaced_is_out_of_all_seats_at_once(interview, asked_out):
    assert not Seat.objects.current().filter(user=asked_out).exists()
    assert not has_access(asked_out, interview.candidacy)
    assert not Candidacy.objects.visible_to(asked_out).exists()


def test_their_seat_is_to_fill(interview, asked_out):
    [found] = seats_to_fill(interview.search.opened_by, [interview.search.pk])
    assert (found.interview, found.seat.key) == (interview, "cto")


def test_they_stay_on_the_panel_for_other_candidates(loop, asked_out):
    assert is_panelist(asked_out, loop.search)


def test_they_are_not_seated_again_for_this_candidate(interview, asked_out, manager):
    later = make.interview(interview.candidacy, "alignment")
    assert not later.seats.filter(user=asked_out).exists()
    with pytest.raises(Refused, match="is not to judge Leila Haddad"):
        actions.fill_seat(
            interview=interview, key="cto", email=asked_out.email, name="", by=manager
        )


def test_an_empty_optional_seat_is_not_to_fill(loop, candidacy):
    make.interview(candidacy, "allocation")
    assert LoopSeat.objects.filter(part__key="allocation", need=Need.OPTIONAL).exists()
    assert seats_to_fill(candidacy.search.opened_by, [candidacy.search_id]) == []


def test_who_may_not_sign_in_takes_no_seat(loop, candidacy, recruiter):
    interview = make.interview(candidacy)
    gone = factories.user("Left Us", is_active=False)
    key = make.seat_of(interview).key
    with pytest.raises(Refused, match="may not sign in"):
        actions.fill_seat(
            interview=interview, key=key, email=gone.email, name=gone.name, by=recruiter
        )


# ---- The readers of a questionnaire ----


def test_answers_go_to_their_readers_when_the_loop_is_open(loop, candidacy):
    reading = make.reading(candidacy)
    assert reading.starts_at is None
    readers = LoopSeat.objects.filter(part__loop=loop, part__kind="questionnaire")
    assert {s.user_id for s in reading.seats.all()} == {s.user_id for s in readers}
    assert told("answers_to_read") == {s.user for s in reading.seats.all()}


def test_answers_wait_while_the_loop_is_not_open(draft, candidacy):
    people.answered(candidacy)
    assert not Interview.objects.exists()


def test_answers_in_already_go_to_their_readers_when_the_loop_opens(draft, candidacy):
    people.answered(candidacy)
    make.open_loop(draft.search)
    assert Interview.objects.get().part.kind == "questionnaire"


def test_the_answers_of_who_left_go_to_nobody_when_the_loop_opens(draft, candidacy, manager):
    people.answered(candidacy)
    candidates.withdraw(candidacy=candidacy, because="Another offer", by=manager)
    make.open_loop(draft.search)
    assert not Interview.objects.exists()


def test_answers_are_read_once_over_two_versions_of_the_loop(loop, candidacy, manager):
    make.reading(candidacy)
    draft = actions.change_loop(search=loop.search, because="The CFO left.", by=manager)
    actions.open_loop(loop=draft, short_because="", by=manager)
    assert Interview.objects.filter(part__kind="questionnaire").count() == 1


def test_a_card_on_answers_is_due_two_days_after_they_came(loop, candidacy):
    reading = make.reading(candidacy)
    assert reading.card_due_at == reading.created_at + timedelta(days=2)


def test_a_reader_may_be_replaced(loop, candidacy, manager):
    reading = make.reading(candidacy)
    other = factories.user("Another reader")
    actions.fill_seat(
        interview=reading, key="second_reader", email=other.email, name=other.name, by=manager
    )
    assert make.seat_of(reading, "second_reader").user == other
