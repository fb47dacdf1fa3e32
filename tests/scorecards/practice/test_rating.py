"""The practice rating: turned on and off, rated, each alone."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from interviews.models import Loop, LoopSeat
from interviews.states import Duty, LoopState
from scorecards import actions
from scorecards.models import Practice, PracticeRating, PracticeSheet
from searches.actions import turn
from searches.errors import NotAllowed, Refused, Stale
from searches.models import Role
from tests import factories
from tests.factories import scorecards as make
from tests.scorecards.practice.desks import WHY, lines, words

pytestmark = pytest.mark.django_db


def form_of(practice: Practice, *values, **more) -> dict:
    content = make.practice_content(practice, *values)
    fields = {f"rating_{key}": one["value"] for key, one in content.items()}
    fields |= {f"evidence_{key}": one["evidence"] for key, one in content.items()}
    return {**fields, "revision": 0, **more}


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
