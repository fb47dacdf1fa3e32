"""The practice rating: opted into, rated each alone, shown together, apart from every candidate."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import User
from interviews.models import Loop, LoopSeat
from interviews.states import Duty, LoopState
from scorecards import actions
from scorecards.models import Practice, PracticeRating, PracticeSheet
from scorecards.queries.practice import desk_of, shown_to
from searches.actions import turn
from searches.errors import NotAllowed, Refused, Stale
from searches.home import lines_for
from searches.models import Event, Membership, Role
from tests import factories
from tests.factories import scorecards as make

pytestmark = pytest.mark.django_db
WHY = "Zq the weekly sample"


@pytest.fixture
def people(search) -> list[User]:
    """Three who score in the loop."""
    return [make.loop_seat(search, factories.user(name)) for name in ("Ada", "Ben", "Cy")]


@pytest.fixture
def practice(search, people, manager) -> Practice:
    return actions.begin_practice(search=search, by=manager)


@pytest.fixture
def shown(practice, people) -> Practice:
    """Ada gave 2 everywhere, Ben 3, Cy 4."""
    for value, user in enumerate(people, start=2):
        make.practised(practice, user, value, says=WHY)
    practice.refresh_from_db()
    return practice


def seen_by(viewer: User) -> int:
    return PracticeRating.objects.visible_to(viewer).count()


def page(client, viewer: User, search, name: str = "scorecards:practice"):
    client.force_login(viewer)
    return client.get(reverse(name, args=[search.pk]))


def words(client, viewer: User, search, name: str = "scorecards:practice") -> str:
    return page(client, viewer, search, name).content.decode()


def form_of(practice: Practice, *values, **more) -> dict:
    content = make.practice_content(practice, *values)
    fields = {f"rating_{key}": one["value"] for key, one in content.items()}
    fields |= {f"evidence_{key}": one["evidence"] for key, one in content.items()}
    return {**fields, "revision": 0, **more}


def lines(user: User) -> list[str]:
    return [line.say for line in lines_for(user) if "practice" in line.say]


# ---- Turning it on and off ---------------------------------------------------------------------


def test_the_recruiter_turns_it_on_too(search, people):
    actions.begin_practice(search=search, by=factories.member(search, Role.RECRUITER))
    assert Practice.objects.filter(search=search).exists()


def test_a_panelist_does_not_turn_it_on(search, people):
    with pytest.raises(NotAllowed):
        actions.begin_practice(search=search, by=people[0])


def test_it_is_turned_on_once(practice, manager):
    with pytest.raises(Refused, match="on already"):
        actions.begin_practice(search=practice.search, by=manager)


def test_it_takes_two_people_in_scoring_seats(search, manager):
    make.loop_seat(search)
    make.loop_seat(search, duty=Duty.OBSERVING)
    with pytest.raises(Refused, match="two people in scoring seats"):
        actions.begin_practice(search=search, by=manager)


def test_one_person_in_two_seats_is_one(search, manager):
    user = make.loop_seat(search)
    make.loop_seat(search, user)
    with pytest.raises(Refused, match="two people in scoring seats"):
        actions.begin_practice(search=search, by=manager)


def test_it_may_be_turned_on_before_the_loop_opens(search, people, manager):
    Loop.objects.filter(search=search).update(state=LoopState.DRAFT, opened_at=None)
    actions.begin_practice(search=search, by=manager)
    assert lines(people[0])


def test_a_playbook_without_a_case_offers_none(client, search, people, manager):
    bare = factories.caio().model_copy(update={"practice": None, "version": "2026.9"})
    search.playbook_version = factories.load_version(playbook=bare)
    search.save()
    assert "practice" not in words(client, manager, search, "interviews:loop").lower()
    with pytest.raises(Refused, match="holds no practice case"):
        actions.begin_practice(search=search, by=manager)


def test_the_loops_page_offers_it_to_who_runs_the_search(client, search, people, manager):
    assert "Turn on the practice rating" in words(client, manager, search, "interviews:loop")
    assert "Turn on" not in words(client, people[0], search, "interviews:loop")


def test_the_loops_page_does_not_offer_it_before_the_loop_has_seats(client, search, manager):
    make.loop(search)
    assert "Practice rating" not in words(client, manager, search, "interviews:loop")


def test_an_observer_reads_nothing_of_it_on_the_loops_page(client, practice):
    observer = factories.member(practice.search, Role.OBSERVER)
    page = words(client, observer, practice.search, "interviews:loop")
    assert "practice" not in page.lower()


def test_it_is_turned_off_while_nobody_has_rated(client, practice, manager, people):
    client.force_login(manager)
    client.post(reverse("scorecards:drop_practice", args=[practice.search_id]))
    assert not Practice.objects.exists()
    assert lines(people[0]) == []


def test_it_stays_on_once_somebody_has_begun(practice, manager, people):
    content = make.practice_content(practice)
    actions.save_practice(practice=practice, revision=0, content=content, by=people[0])
    with pytest.raises(Refused, match="has begun"):
        actions.drop_practice(practice=practice, by=manager)


def test_who_writes_on_when_it_was_turned_off_is_told(practice, manager, people):
    actions.drop_practice(practice=practice, by=manager)
    with pytest.raises(Refused, match="was turned off"):
        make.practised(practice, people[0])


# ---- Rating ------------------------------------------------------------------------------------


def test_it_waits_on_home_until_it_is_sent(practice, people):
    assert len(lines(people[0])) == 1
    make.practised(practice, people[0])
    assert lines(people[0]) == []
    assert len(lines(people[1])) == 1


def test_it_waits_for_a_hiring_manager_who_is_seated_and_for_no_other(search, people, manager):
    practice = actions.begin_practice(search=search, by=manager)
    assert lines(manager) == []
    make.loop_seat(practice.search, manager)
    assert len(lines(manager)) == 1


def test_it_waits_for_nobody_while_the_search_is_paused(practice, people, manager):
    turn(search=practice.search, name="pause", because="The budget is frozen.", by=manager)
    assert lines(people[0]) == []


def test_it_waits_for_nobody_in_a_version_of_the_loop_that_was_replaced(practice, people):
    Loop.objects.filter(search=practice.search).update(state=LoopState.SUPERSEDED)
    assert lines(people[0]) == []


def test_while_a_new_version_is_set_up_the_open_one_says_who_rates(practice, people):
    draft = Loop.objects.create(search=practice.search, number=2)
    part = practice.search.loops.get(number=1).parts.first()
    part.pk, part.loop = None, draft
    part.save()
    named = factories.member(practice.search, Role.RECRUITER)
    LoopSeat.objects.create(
        part=part, key="cto", position=1, title="CTO", duty="scoring", need="required", user=named
    )
    assert lines(named) == []
    assert len(lines(people[0])) == 1


def test_an_observing_seat_does_not_rate(practice):
    observer = make.loop_seat(practice.search, duty=Duty.OBSERVING)
    assert lines(observer) == []
    with pytest.raises(NotAllowed):
        make.practised(practice, observer)


def test_who_runs_the_search_without_a_seat_does_not_rate(practice, manager):
    with pytest.raises(NotAllowed):
        make.practised(practice, manager)


def test_who_lost_their_seat_does_not_rate(practice, people):
    LoopSeat.objects.filter(user=people[0]).update(user=None)
    with pytest.raises(NotAllowed):
        make.practised(practice, people[0])


def test_the_page_holds_the_case_and_the_anchors_and_no_bank(client, practice, people):
    page = words(client, people[0], practice.search)
    playbook = practice.search.playbook
    assert playbook.practice.title in page
    for key in playbook.practice.competencies:
        assert playbook.competency(key).anchors.one[:40] in page
    assert playbook.questions_bank[0].strong[:40] not in page


def test_a_rating_is_sent_from_its_page(client, practice, people):
    client.force_login(people[0])
    path = reverse("scorecards:practice", args=[practice.search_id])
    answer = client.post(path, form_of(practice, 2, "na", 5, send="1"), follow=True)
    assert "Your rating is in" in answer.content.decode()
    given = PracticeRating.objects.filter(sheet__rater=people[0]).order_by("pk")
    assert list(given.values_list("value", flat=True)) == [2, None, 5, 5]
    assert [one.not_assessed for one in given] == [False, True, False, False]


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [
        ("rating_strategy", "Rate Portfolio strategy, or say that it was not assessed."),
        ("evidence_strategy", "a rating needs its note"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_lost(client, practice, people, missing, sentence):
    client.force_login(people[0])
    path = reverse("scorecards:practice", args=[practice.search_id])
    answer = client.post(path, form_of(practice, send="1") | {missing: ""}).content.decode()
    assert sentence in answer
    assert "The samples. (production)" in answer
    assert not PracticeRating.objects.exists()


def test_the_action_asks_for_what_is_missing_too(practice, people):
    content = make.practice_content(practice)
    content["people"]["value"] = ""
    with pytest.raises(Refused, match="Rate Leading people"):
        actions.send_practice(practice=practice, revision=0, content=content, by=people[0])


def test_it_is_sent_once(practice, people):
    make.practised(practice, people[0])
    with pytest.raises(Refused, match="stands as it is"):
        make.practised(practice, people[0], 5)
    with pytest.raises(Refused, match="stands as it is"):
        actions.save_practice(
            practice=practice,
            revision=1,
            content=make.practice_content(practice, 5),
            by=people[0],
        )


def test_a_draft_is_kept_and_stands_in_the_form(client, practice, people):
    client.force_login(people[0])
    path = reverse("scorecards:practice_draft", args=[practice.search_id])
    answer = client.post(path, {"rating_people": "2", "evidence_people": WHY, "revision": 0})
    assert answer.json()["revision"] == 1
    assert WHY in words(client, people[0], practice.search)
    assert not PracticeRating.objects.exists()


def test_a_draft_is_its_authors_alone(client, practice, people, manager):
    content = make.practice_content(practice, says=WHY)
    actions.save_practice(practice=practice, revision=0, content=content, by=people[0])
    for viewer in (people[1], manager):
        assert WHY not in words(client, viewer, practice.search)


def test_two_windows_lose_nothing(client, practice, people):
    content = make.practice_content(practice, says=WHY)
    actions.save_practice(practice=practice, revision=0, content=content, by=people[0])
    client.force_login(people[0])
    path = reverse("scorecards:practice", args=[practice.search_id])
    answer = client.post(path, form_of(practice, 5, send="1")).content.decode()
    assert "Both texts are below" in answer
    assert WHY in answer
    assert "The samples." in answer
    with pytest.raises(Stale):
        make.practised(practice, people[0])


def test_a_window_that_is_behind_saves_no_draft(client, practice, people):
    content = make.practice_content(practice, says=WHY)
    actions.save_practice(practice=practice, revision=0, content=content, by=people[0])
    client.force_login(people[0])
    path = reverse("scorecards:practice_draft", args=[practice.search_id])
    assert client.post(path, form_of(practice, 5)).status_code == 409


@pytest.mark.parametrize("wrong", [{"value": 0}, {"value": 6}, {"evidence": ""}])
def test_the_database_takes_no_other_number_and_none_without_why(practice, people, wrong):
    sheet = PracticeSheet.objects.create(practice=practice, rater=people[0])
    row = {"sheet": sheet, "competency": "people", "value": 3, "evidence": "So."} | wrong
    with pytest.raises(IntegrityError), transaction.atomic():
        PracticeRating.objects.create(**row)


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
