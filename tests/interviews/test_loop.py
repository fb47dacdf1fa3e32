"""Setting up the loop: what comes from the playbook, who may be named where, when it may open."""

import pytest
from django.core import mail as outbox
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import User
from interviews import actions
from interviews.models import Interview, Loop, LoopSeat
from interviews.queries import NEEDED, assessors, coverage, open_loop_of
from interviews.states import Duty, LoopState, Need
from mail.models import Mail
from searches.errors import NotAllowed, Refused
from searches.models import Event, Membership, Role, Step
from tests import factories
from tests.factories import candidates as people
from tests.factories import interviews as make
from tests.factories import scoping


def seat(loop, part: str, key: str) -> LoopSeat:
    return LoopSeat.objects.get(part__loop=loop, part__key=part, key=key)


def named(loop, part: str, key: str) -> User | None:
    return seat(loop, part, key).user


def name(loop, part: str, key: str, user: User, **more) -> LoopSeat:
    by = factories.hiring_manager_of(loop.search)
    row = seat(loop, part, key)
    return actions.name_seat(seat=row, email=user.email, name=user.name, by=by, **more)


def is_panelist(user: User, search) -> bool:
    rows = Membership.objects.current().filter(user=user, search=search, role=Role.PANELIST)
    return rows.exists()


# ---- From the playbook ----


def test_a_loop_has_the_playbooks_parts_and_seats(draft):
    parts = draft.search.playbook.parts_of("full_time")
    assert [p.key for p in draft.parts.all()] == [p.key for p in parts]
    for part, plan in zip(draft.parts.all(), parts, strict=True):
        assert part.focus == list(plan.focus)
        assert part.gate == plan.gate
        assert [s.key for s in part.seats.all()] == [s.key for s in plan.seats]


def test_a_fractional_search_has_fewer_parts(search):
    facts = scoping.FACTS | {"engagement": "fractional"}
    loop = make.draft_loop(search, facts=facts)
    wanted = search.playbook.engagement("fractional").parts
    assert {p.key for p in loop.parts.all()} == set(wanted)
    assert loop.parts.count() < len(search.playbook.parts)


def test_a_loop_waits_for_the_signed_scope(search, manager):
    with pytest.raises(Refused, match="scope is not signed"):
        actions.begin_loop(search=search, by=manager)
    assert not Loop.objects.exists()


def test_beginning_twice_gives_the_same_draft(draft, manager):
    assert actions.begin_loop(search=draft.search, by=manager) == draft


@pytest.mark.parametrize("role", [Role.PANELIST, Role.APPROVER, Role.OBSERVER])
def test_only_who_runs_the_search_names_people(draft, role):
    somebody = factories.member(draft.search, role)
    with pytest.raises(NotAllowed):
        actions.name_seat(
            seat=seat(draft, "production", "cto"), email="x@example.com", name="X", by=somebody
        )
    assert named(draft, "production", "cto") is None


# ---- Naming ----


def test_naming_somebody_new_makes_an_account_and_invites_by_mail(
    draft, manager, django_capture_on_commit_callbacks
):
    row = seat(draft, "production", "ml_engineer")
    with django_capture_on_commit_callbacks(execute=False):
        actions.name_seat(seat=row, email="New@Example.com", name="Ama Boateng", by=manager)
    user = User.objects.get(email="new@example.com")
    assert named(draft, "production", "ml_engineer") == user
    assert Mail.objects.filter(kind="invitation", user=user).count() == 1
    assert not outbox.outbox


def test_naming_somebody_known_uses_their_account(draft):
    ama = factories.user("Ama Boateng")
    name(draft, "production", "ml_engineer", ama)
    assert named(draft, "production", "ml_engineer") == ama
    assert not Mail.objects.exists()


def test_the_same_seat_in_other_parts_is_the_same_person(draft):
    priya = factories.user("Priya Nair")
    name(draft, "production", "cto", priya)
    assert named(draft, "alignment", "cto") == priya


def test_a_seat_may_be_named_in_one_part_only(draft):
    priya, other = factories.user("Priya Nair"), factories.user("Somebody else")
    name(draft, "production", "cto", priya)
    name(draft, "alignment", "cto", other, only_here=True)
    assert named(draft, "production", "cto") == priya
    assert named(draft, "alignment", "cto") == other


def test_another_person_for_a_seat_goes_where_the_one_before_sat(draft):
    priya, other = factories.user("Priya Nair"), factories.user("Somebody else")
    name(draft, "production", "cto", priya)
    name(draft, "production", "cto", other)
    assert named(draft, "alignment", "cto") == other


def test_a_seat_named_apart_is_left_alone_by_the_next_naming(draft):
    priya, apart, other = (factories.user() for _ in range(3))
    name(draft, "production", "cto", priya)
    name(draft, "alignment", "cto", apart, only_here=True)
    name(draft, "production", "cto", other)
    assert named(draft, "alignment", "cto") == apart


def test_nobody_has_two_seats_in_one_part(draft):
    priya = factories.user("Priya Nair")
    name(draft, "production", "cto", priya)
    with pytest.raises(Refused, match="Priya Nair sits in this part already, as CTO"):
        name(draft, "production", "ml_engineer", priya)
    assert named(draft, "production", "ml_engineer") is None


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("alignment", "ceo"), ("trade_off", "cfo")),
        (("trade_off", "cfo"), ("alignment", "ceo")),
        (("board", "board_member"), ("trade_off", "cpo")),
        (("trade_off", "cpo"), ("board", "board_member")),
    ],
)
def test_seats_that_want_different_people_refuse_the_same(draft, first, second):
    henrik = factories.user("Henrik Dahl")
    name(draft, *first, henrik)
    with pytest.raises(Refused, match="has to be somebody else"):
        name(draft, *second, henrik)
    assert named(draft, *second) is None


def test_a_candidate_cannot_sit_in_the_loop(draft):
    candidacy = people.candidacy(draft.search, "Leila Haddad")
    leila = factories.user("Leila Haddad", email=candidacy.candidate.email)
    with pytest.raises(Refused, match="is a candidate in this search"):
        name(draft, "production", "cto", leila)
    assert named(draft, "production", "cto") is None


def test_who_is_named_is_no_panelist_before_the_loop_opens(draft):
    priya = factories.user("Priya Nair")
    name(draft, "production", "cto", priya)
    assert not is_panelist(priya, draft.search)


def test_an_emptied_seat_is_empty(draft, manager):
    priya = factories.user("Priya Nair")
    name(draft, "production", "cto", priya)
    actions.clear_seat(seat=seat(draft, "production", "cto"), by=manager)
    assert named(draft, "production", "cto") is None
    assert named(draft, "alignment", "cto") == priya


# ---- Who assesses what ----

FOCUS = st.lists(st.sampled_from("abcdef"), max_size=3, unique=True)
LOOPS = st.lists(st.tuples(FOCUS, st.lists(st.integers(1, 6), max_size=4)), max_size=7)


@given(LOOPS)
def test_a_person_assesses_what_a_part_they_score_lists_and_nothing_else(parts):
    found = assessors(parts)
    for competency in "abcdef":
        wanted = {p for focus, seated in parts if competency in focus for p in seated}
        assert found.get(competency, set()) == wanted


@given(LOOPS, FOCUS, st.integers(1, 6))
def test_one_person_in_many_seats_counts_once(parts, focus, person):
    once = assessors([*parts, (focus, [person])])
    assert assessors([*parts, (focus, [person, person]), (focus, [person])]) == once


@given(LOOPS, FOCUS, st.lists(st.integers(1, 6), max_size=4))
def test_one_more_seat_never_covers_less(parts, focus, seated):
    before, after = assessors(parts), assessors([*parts, (focus, seated)])
    assert all(before[key] <= after[key] for key in before)


def test_the_caio_loop_covers_every_competency_with_its_optional_seats_empty(loop):
    found = coverage(loop)
    assert found.complete
    assert all(len(line.people) >= NEEDED for line in found.lines)
    optional = LoopSeat.objects.filter(part__loop=loop, need=Need.OPTIONAL)
    assert not optional.filter(user__isnull=False).exists()


def test_an_observer_covers_nothing(draft):
    carla = factories.user("Carla Ruiz")
    name(draft, "allocation", "board_observer", carla)
    assert seat(draft, "allocation", "board_observer").duty == Duty.OBSERVING
    assert all(carla.pk not in line.people for line in coverage(draft).lines)
    assert carla.pk in coverage(draft).people


def test_one_person_for_a_must_have_is_named_as_missing(draft):
    must = next(line for line in coverage(draft).lines if line.key == "production")
    assert must.must_have
    assert must.missing == NEEDED
    name(draft, "production", "cto", factories.user())
    says = coverage(draft).says_missing
    assert "“Production AI judgement” is assessed by one person; it needs two people." in says


def test_a_required_seat_that_is_empty_is_named_as_missing(draft):
    says = coverage(draft).says_missing
    assert "Nobody is named as CTO in “Production deep-dive”." in says
    assert not any("third" in line for line in says)  # the optional seat of the team


# ---- Opening ----


def test_opening_makes_the_named_panelists_and_moves_the_search_on(draft, manager):
    loop = make.open_loop(draft.search)
    draft.search.refresh_from_db()
    assert draft.search.step == Step.LOOP
    for user_id in coverage(loop).people:
        assert is_panelist(User.objects.get(pk=user_id), draft.search)


def test_a_loop_with_something_missing_does_not_open_without_a_reason(draft, manager):
    name(draft, "production", "cto", factories.user())
    with pytest.raises(Refused, match="The loop is not whole: Nobody is named as First reader"):
        actions.open_loop(loop=draft, short_because="  ", by=manager)
    draft.refresh_from_db()
    assert draft.state == LoopState.DRAFT
    assert not Event.objects.filter(verb="loop.opened").exists()


def test_a_loop_opens_short_with_a_reason_and_who_gave_it(draft, manager):
    name(draft, "production", "cto", factories.user())
    loop = actions.open_loop(loop=draft, short_because="A firm of nine.", by=manager)
    assert (loop.short_because, loop.opened_by) == ("A firm of nine.", manager)


def test_a_whole_loop_keeps_no_reason(draft, manager):
    make.open_loop(draft.search)
    draft.refresh_from_db()
    assert draft.short_because == ""


def test_a_loop_with_nobody_in_it_does_not_open_at_all(draft, manager):
    with pytest.raises(Refused, match="at least one person"):
        actions.open_loop(loop=draft, short_because="No time.", by=manager)


def test_a_loop_opens_once(loop, manager):
    with pytest.raises(Refused, match="open already"):
        actions.open_loop(loop=loop, short_because="", by=manager)


def test_no_reason_stands_in_the_log(draft, manager):
    name(draft, "production", "cto", factories.user())
    actions.open_loop(loop=draft, short_because="Quillfeather", by=manager)
    assert not any("Quillfeather" in str(e.__dict__) for e in Event.objects.all())


# ---- Changing ----


def test_an_open_seat_of_an_open_loop_makes_a_panelist_at_once(loop):
    carla = factories.user("Carla Ruiz")
    name(loop, "allocation", "board_observer", carla)
    assert is_panelist(carla, loop.search)


def test_before_the_first_interview_people_of_an_open_loop_may_change(loop, manager):
    before = named(loop, "board", "board_member")
    name(loop, "board", "board_member", factories.user())
    assert not is_panelist(before, loop.search)


def test_a_loop_in_use_keeps_its_people(loop, interview):
    before = named(loop, "production", "cto")
    with pytest.raises(Refused, match="new version, with a reason"):
        name(loop, "production", "cto", factories.user())
    assert named(loop, "production", "cto") == before


def test_a_seat_of_a_loop_in_use_is_not_emptied(loop, interview, manager):
    with pytest.raises(Refused, match="new version, with a reason"):
        actions.clear_seat(seat=seat(loop, "production", "cto"), by=manager)


def test_a_new_version_needs_a_reason(loop, manager):
    with pytest.raises(Refused, match="needs a reason"):
        actions.change_loop(search=loop.search, because=" ", by=manager)
    assert loop.search.loops.count() == 1


def test_a_new_version_begins_with_the_people_of_the_open_one(loop, manager):
    draft = actions.change_loop(search=loop.search, because="The CTO left.", by=manager)
    assert (draft.number, draft.changed_because) == (2, "The CTO left.")
    for row in LoopSeat.objects.filter(part__loop=draft).select_related("part"):
        assert row.user == named(loop, row.part.key, row.key)


def test_the_open_version_stands_until_the_new_one_opens(loop, manager):
    draft = actions.change_loop(search=loop.search, because="The CTO left.", by=manager)
    assert open_loop_of(loop.search) == loop
    actions.open_loop(loop=draft, short_because="", by=manager)
    assert open_loop_of(loop.search) == draft
    loop.refresh_from_db()
    assert loop.state == LoopState.SUPERSEDED


def test_who_is_in_the_new_version_no_more_leaves_the_panel(loop, manager):
    before = named(loop, "production", "cto")
    draft = actions.change_loop(search=loop.search, because="The CTO left.", by=manager)
    name(draft, "production", "cto", factories.user("The new CTO"))
    assert is_panelist(before, loop.search)
    actions.open_loop(loop=draft, short_because="", by=manager)
    assert not is_panelist(before, loop.search)


def test_who_still_sits_in_an_interview_stays_on_the_panel(loop, interview, manager):
    before = named(loop, "production", "cto")
    draft = actions.change_loop(search=loop.search, because="The CTO left.", by=manager)
    name(draft, "production", "cto", factories.user("The new CTO"))
    actions.open_loop(loop=draft, short_because="", by=manager)
    assert is_panelist(before, loop.search)


def test_interviews_stay_with_the_version_they_were_planned_in(loop, interview, candidacy, manager):
    draft = actions.change_loop(search=loop.search, because="The CFO left.", by=manager)
    actions.open_loop(loop=draft, short_because="", by=manager)
    later = make.interview(candidacy, "allocation")
    assert Interview.objects.get(pk=interview.pk).part.loop == loop
    assert later.part.loop == draft


def test_a_part_held_in_one_version_is_not_planned_again_in_the_next(
    loop, interview, candidacy, manager
):
    draft = actions.change_loop(search=loop.search, because="The CFO left.", by=manager)
    actions.open_loop(loop=draft, short_because="", by=manager)
    with pytest.raises(Refused, match="is planned already"):
        make.interview(candidacy, "production")


def test_a_replaced_version_is_not_changed(loop, manager):
    draft = actions.change_loop(search=loop.search, because="The CFO left.", by=manager)
    actions.open_loop(loop=draft, short_because="", by=manager)
    with pytest.raises(Refused, match="replaced by a newer one"):
        name(loop, "allocation", "board_observer", factories.user())
