"""The practice rating: blind until it is shown, and then how far apart the panel is."""

import pytest
from django.urls import reverse

from accounts.models import User
from interviews.models import LoopSeat
from scorecards import actions
from scorecards.models import PracticeRating
from scorecards.queries.practice import desk_of, shown_to
from searches.actions import turn
from searches.errors import NotAllowed, Refused
from searches.models import Event, Membership, Role
from tests import factories
from tests.factories import scorecards as make
from tests.scorecards.practice.desks import WHY, lines, page, words

pytestmark = pytest.mark.django_db


def seen_by(viewer: User) -> int:
    return PracticeRating.objects.visible_to(viewer).count()


# ---- Blind until it is shown -------------------------------------------------------------------


def test_before_it_is_shown_one_sees_ones_own(practice, people):
    make.practised(practice, people[0])
    make.practised(practice, people[1])
    assert seen_by(people[0]) == 4
    assert seen_by(people[2]) == 0


@pytest.mark.parametrize("role", [Role.RECRUITER, Role.OBSERVER, Role.APPROVER, Role.PANELIST])
def test_before_it_is_shown_no_role_opens_it(practice, people, role):
    make.practised(practice, people[0])
    assert seen_by(factories.member(practice.search, role)) == 0


def test_before_it_is_shown_who_manages_the_search_sees_none(practice, people, manager):
    make.practised(practice, people[0])
    assert seen_by(manager) == 0


def test_before_it_is_shown_no_page_holds_a_reason_or_a_figure(client, practice, people, manager):
    make.practised(practice, people[0], 5, says=WHY)
    make.practised(practice, people[1], 1, says=WHY)
    for viewer in (people[2], manager):
        page = words(client, viewer, practice.search)
        assert WHY not in page
        assert "Level noise" not in page
        assert "noise" not in words(client, viewer, practice.search, "interviews:loop")


def test_before_it_is_shown_ones_own_stands_on_the_page(client, practice, people):
    make.practised(practice, people[0], 5, says=WHY)
    page = words(client, people[0], practice.search)
    assert WHY in page
    assert "Still out: Ben and Cy" in page


def test_the_log_holds_no_number_and_no_reason(shown):
    events = Event.objects.filter(search=shown.search, verb__startswith="practice")
    assert [event.verb for event in events] == [
        "practice.begun",
        *["practice.rated"] * 3,
        "practice.shown",
    ]
    assert {field for event in events for field in event.fields} == {"shown_at"}


# ---- Showing -----------------------------------------------------------------------------------


def test_the_last_one_in_shows_it(practice, people):
    for user in people[:2]:
        make.practised(practice, user)
    practice.refresh_from_db()
    assert practice.shown_at is None
    make.practised(practice, people[2])
    practice.refresh_from_db()
    assert practice.shown_at
    assert practice.shown_by is None


def test_before_all_are_in_it_takes_three(practice, people, manager):
    for user in people[:2]:
        make.practised(practice, user)
    with pytest.raises(Refused, match="takes three who have rated"):
        actions.show_practice(practice=practice, by=manager)


def test_with_three_in_who_runs_the_search_shows_it_and_who_is_out_is_named(
    client, practice, people, manager
):
    make.loop_seat(practice.search, factories.user("Dora"))
    for user in people:
        make.practised(practice, user)
    assert "Without Dora: who is left out" in words(client, manager, practice.search)
    actions.show_practice(practice=practice, by=manager)
    page = words(client, people[0], practice.search)
    assert f"Shown by {manager} before Dora rated" in page


def test_who_scores_too_rates_before_showing_it(practice, people, manager):
    make.loop_seat(practice.search, manager)
    for user in people:
        make.practised(practice, user)
    with pytest.raises(Refused, match="Rate first yourself"):
        actions.show_practice(practice=practice, by=manager)


def test_a_panelist_does_not_show_it(practice, people):
    make.loop_seat(practice.search)
    for user in people:
        make.practised(practice, user)
    with pytest.raises(NotAllowed):
        actions.show_practice(practice=practice, by=people[0])


def test_where_the_one_who_was_out_lost_the_seat_two_are_enough(practice, people, manager):
    for user in people[:2]:
        make.practised(practice, user)
    LoopSeat.objects.filter(user=people[2]).update(user=None)
    actions.show_practice(practice=practice, by=manager)
    assert seen_by(people[0]) == 8


def test_it_is_shown_once(shown, manager):
    with pytest.raises(Refused, match="shown already"):
        actions.show_practice(practice=shown, by=manager)


def test_it_may_be_shown_while_the_search_is_paused(practice, people, manager):
    make.loop_seat(practice.search)
    for user in people:
        make.practised(practice, user)
    turn(search=practice.search, name="pause", because="The budget is frozen.", by=manager)
    assert actions.show_practice(practice=practice, by=manager).shown_at


def test_who_was_out_rates_no_more_and_reads_none(client, practice, people, manager):
    out = make.loop_seat(practice.search)
    for user in people:
        make.practised(practice, user, says=WHY)
    actions.show_practice(practice=practice, by=manager)
    assert seen_by(out) == 0
    assert lines(out) == []
    page = words(client, out, practice.search)
    assert "It was shown before you rated" in page
    assert WHY not in page
    assert "Level noise" not in page
    with pytest.raises(Refused, match="shown already"):
        make.practised(practice, out)


# ---- Shown, and to whom ------------------------------------------------------------------------


def test_shown_it_is_read_by_who_rated_and_who_runs_the_search(shown, people, manager):
    recruiter = factories.member(shown.search, Role.RECRUITER)
    assert [seen_by(user) for user in (*people, manager, recruiter)] == [12] * 5


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.APPROVER, Role.PANELIST, Role.PARTNER])
def test_shown_no_other_role_reads_it(client, shown, role):
    member = factories.member(shown.search, role)
    assert seen_by(member) == 0
    answer = page(client, member, shown.search)
    assert answer.status_code == (404 if role == Role.PARTNER else 403)
    assert WHY not in answer.content.decode()


def test_shown_no_administrator_and_no_stranger_reads_it(client, shown):
    for user in (factories.administrator(), factories.search().opened_by):
        assert seen_by(user) == 0
        assert page(client, user, shown.search).status_code == 404


def test_who_rated_and_left_the_search_reads_it_no_more(shown, people):
    Membership.objects.filter(search=shown.search, user=people[0]).update(ended_at=shown.asked_at)
    assert seen_by(people[0]) == 0


def test_who_rated_and_lost_the_seat_reads_it_while_a_member(shown, people):
    LoopSeat.objects.filter(user=people[0]).update(user=None)
    assert seen_by(people[0]) == 12


def test_another_searchs_practice_is_not_read_by_having_rated_here(shown, people):
    other = make.practice_shown(factories.search())
    Membership.objects.create(search=other.search, user=people[0], role=Role.PANELIST)
    assert seen_by(people[0]) == 12


def test_the_page_says_how_far_apart_the_panel_is(client, shown, people):
    found = shown_to(shown, people[0])
    assert found.noise.level == pytest.approx(1)
    assert found.noise.pattern == pytest.approx(0)
    assert found.level_words == "On the whole, Ada would give the same person 2.0 and Cy 4.0."
    page = words(client, people[0], shown.search)
    assert found.level_words in page
    assert "1.0 stricter" in page
    assert "as the whole panel" in page
    assert "you see the same strengths and weaknesses" in page


def test_the_page_says_where_the_panel_agreed_and_where_not(practice, people):
    for user, values in zip(people, ([1, 3, 3, "na"], [4, 3, 4, "na"], [4, 3, 3, 2]), strict=True):
        make.practised(practice, user, *values)
    found = shown_to(practice, people[0])
    assert [(row.competency.key, row.differ) for row in found.split] == [
        ("production", "1 from Ada; 4 from Ben and Cy")
    ]
    assert [row.competency.key for row in found.agreed] == ["strategy", "governance"]
    assert [row.competency.key for row in found.thin] == ["people"]
    assert found.rows[0].far == ["Ada"]


def test_the_page_names_who_breaks_the_pattern(practice, people):
    for user, values in zip(people, ([3, 3, 3, 3], [3, 3, 3, 3], [5, 3, 3, 3]), strict=True):
        make.practised(practice, user, *values)
    said = shown_to(practice, people[0]).pattern_words
    assert "most of all Cy on Production AI judgement, 1.0 above" in said


def test_where_nobody_shares_a_competency_it_says_so_and_gives_no_number(client, practice, people):
    alone = (["na", "na", 3, 3], [3, "na", "na", "na"], ["na", 3, "na", "na"])
    for user, values in zip(people, alone, strict=True):
        make.practised(practice, user, *values)
    page = words(client, people[0], practice.search)
    assert "Not identifiable" in page
    assert "Level noise" not in page


def test_every_reason_is_read_by_name(client, shown, people):
    page = words(client, people[0], shown.search)
    assert f"{WHY} (production)" in page
    assert "Cy: 4" in page


def test_two_of_one_name_stay_two(practice, people):
    User.objects.filter(pk=people[1].pk).update(name="Ada")
    for value, user in enumerate(people, start=2):
        make.practised(practice, user, value)
    found = shown_to(practice, people[0])
    assert len(found.levels) == 3
    assert len(found.rows[0].people) == 3


def test_nothing_of_it_is_a_card_or_stands_on_a_candidate(shown, people, client, manager):
    candidacy = make.candidacy(shown.search)
    make.judged(candidacy)
    make.open_debrief(candidacy)
    client.force_login(manager)
    page = client.get(reverse("scorecards:debrief", args=[candidacy.pk])).content.decode()
    assert WHY not in page
    assert not hasattr(shown, "candidacy")


def test_a_desk_names_who_is_in_and_who_is_out(practice, people):
    make.practised(practice, people[1])
    desk = desk_of(practice, people[0])
    assert (desk.sent, desk.out) == (["Ben"], ["Ada", "Cy"])
    assert desk.to_rate
    assert desk.own == []
