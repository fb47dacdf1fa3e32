"""While the panel talks: who speaks when, what is noted, and every open page the same."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from interviews.models import Interview
from interviews.signals import interview_added
from scorecards.models import DebriefNote
from scorecards.queries.debrief import debriefing_of
from searches.errors import NotAllowed, Refused
from searches.models import Role
from tests import factories
from tests.factories import scorecards as make

pytestmark = pytest.mark.django_db


def debrief_page(client, viewer, candidacy, **headers):
    client.force_login(viewer)
    return client.get(reverse("scorecards:debrief", args=[candidacy.pk]), headers=headers)


# ---- The order of speaking ----------------------------------------------------------------------


def turns(candidacy, viewer):
    return [voice.who for voice in debriefing_of(candidacy, viewer).in_turn]


def spoken(candidacy, recommendations: dict) -> None:
    row = make.interview(candidacy)
    for user, recommendation in recommendations.items():
        make.submitted(make.seat(row, user), recommendation=recommendation)
    make.open_debrief(candidacy)


def people(*names):
    return [factories.user(name) for name in names]


def test_who_differs_from_most_speaks_first(candidacy, manager):
    a, b, c = people("Abel", "Bea", "Cleo")
    spoken(candidacy, {a: "yes", b: "strong_yes", c: "no"})
    assert turns(candidacy, manager) == ["Cleo", "Abel", "Bea"]


def test_a_lone_yes_is_dissent_too(candidacy, manager):
    a, b, c = people("Abel", "Bea", "Cleo")
    spoken(candidacy, {a: "strong_no", b: "no", c: "yes"})
    assert turns(candidacy, manager) == ["Cleo", "Abel", "Bea"]


def test_where_both_sides_are_as_large_doubts_come_first(candidacy, manager):
    a, b = people("Abel", "Bea")
    spoken(candidacy, {a: "yes", b: "no"})
    assert turns(candidacy, manager) == ["Bea", "Abel"]


def test_who_manages_the_search_speaks_last_even_in_dissent(candidacy, manager):
    a, b = people("Abel", "Bea")
    spoken(candidacy, {manager: "no", a: "yes", b: "yes"})
    assert turns(candidacy, manager)[-1] == str(manager)


# ---- Where to spend the time --------------------------------------------------------------------


def test_what_people_agree_on_is_not_on_the_list(client, candidacy, manager):
    one = make.interview(candidacy)
    make.submitted(make.seat(one), ratings=2)
    make.submitted(make.seat(one), ratings=3)
    make.open_debrief(candidacy)
    assert debriefing_of(candidacy, manager).split == []


def test_two_points_apart_an_open_flag_and_a_late_card_are(client, candidacy, manager):
    one = make.interview(candidacy, hours_ago=80)
    make.submitted(make.seat(one, factories.user("Ruth")), ratings=1, flags=[make.flag()])
    make.submitted(make.seat(one), ratings=4)
    make.open_debrief(candidacy)
    page = debrief_page(client, manager, candidacy).content.decode()
    section = page[page.index('id="gap"') : page.index('id="rat"')]
    assert "1 from Ruth" in section
    assert "critical: Bluffs" in section
    assert "Ruth’s scorecard" in section
    assert "came in late" in section


# ---- Notes --------------------------------------------------------------------------------------


def test_a_note_stands_with_its_author_and_what_it_is_about(client, candidacy, manager):
    make.open_debrief(candidacy)
    make.noted(candidacy, competency="production", by=manager)
    page = debrief_page(client, manager, candidacy).content.decode()
    assert "The rollback took a day." in page
    assert DebriefNote.objects.get().author == manager


def test_an_observer_reads_and_writes_none(client, candidacy):
    make.open_debrief(candidacy)
    observer = factories.member(candidacy.search, Role.OBSERVER)
    make.noted(candidacy)
    page = debrief_page(client, observer, candidacy).content.decode()
    assert "The rollback took a day." in page
    assert "Add the note" not in page
    with pytest.raises(NotAllowed):
        make.noted(candidacy, by=observer)


def test_who_still_owes_a_card_neither_reads_nor_writes_one(client, candidacy, manager):
    make.judged(candidacy)
    owing = make.seat(make.interview(candidacy, "board")).user
    make.excused(make.seat(make.interview(candidacy, "team")))
    with pytest.raises(NotAllowed):
        make.noted(candidacy, by=owing)


def test_a_button_pressed_twice_takes_one_note(candidacy):
    make.open_debrief(candidacy)
    for about in ("", "", "production"):
        make.noted(candidacy, competency=about)
    assert [note.competency for note in DebriefNote.objects.order_by("pk")] == ["", "production"]


@pytest.mark.parametrize(
    ("wrong", "says"), [({"text": "  "}, "Nothing is written"), ({"competency": "x"}, "list")]
)
def test_a_wrong_note_is_refused(candidacy, wrong, says):
    make.open_debrief(candidacy)
    with pytest.raises(Refused, match=says):
        make.noted(candidacy, **{"text": "So.", **wrong})


def test_a_note_that_is_not_taken_keeps_its_words(client, candidacy, manager):
    make.open_debrief(candidacy)
    client.force_login(manager)
    url = reverse("scorecards:take_note", args=[candidacy.pk])
    body = client.post(url, {"text": "Half a thought", "competency": "nothing"}).content.decode()
    assert "Half a thought" in body


def test_notes_of_a_debrief_that_closed_come_back_with_the_next(candidacy, manager, client):
    make.open_debrief(candidacy)
    make.noted(candidacy)
    added = make.interview(candidacy, "board")
    interview_added.send(sender=Interview, interview=added, search=candidacy.search, by=manager)
    make.submitted(make.seat(added))
    make.open_debrief(candidacy)
    assert "The rollback took a day." in debrief_page(client, manager, candidacy).content.decode()


# ---- Every open page the same -------------------------------------------------------------------


def pulse(client, candidacy, seen):
    url = reverse("scorecards:pulse", args=[candidacy.pk])
    return client.get(url, {"seen": seen}, headers={"HX-Request": "true"})


def seen_on(response) -> int:
    return response.context["seen"]


def test_a_page_nothing_happened_to_stays_as_it_is(client, candidacy, manager):
    make.open_debrief(candidacy)
    seen = seen_on(debrief_page(client, manager, candidacy))
    answer = pulse(client, candidacy, seen)
    assert (answer.status_code, answer.headers.get("HX-Trigger")) == (204, None)


def test_a_page_is_asked_to_look_again_when_somebody_wrote_a_note(client, candidacy, manager):
    make.open_debrief(candidacy)
    seen = seen_on(debrief_page(client, manager, candidacy))
    make.noted(candidacy)
    assert "moved" in pulse(client, candidacy, seen).headers["HX-Trigger"]


def test_where_the_debrief_closed_again_the_page_is_loaded_anew(client, candidacy, manager):
    make.open_debrief(candidacy)
    seen = seen_on(debrief_page(client, manager, candidacy))
    added = make.interview(candidacy, "board")
    interview_added.send(sender=Interview, interview=added, search=candidacy.search, by=manager)
    assert pulse(client, candidacy, seen).headers["HX-Refresh"] == "true"


def test_a_pulse_is_nobodys_who_may_not_open_the_candidate(client, candidacy):
    make.open_debrief(candidacy)
    client.force_login(factories.user())
    url = reverse("scorecards:pulse", args=[candidacy.pk])
    assert client.get(url).status_code == 404


def test_the_page_of_who_left_the_search_is_loaded_anew_too(client, candidacy):
    make.open_debrief(candidacy)
    observer = factories.member(candidacy.search, Role.OBSERVER)
    seen = seen_on(debrief_page(client, observer, candidacy))
    candidacy.search.memberships.filter(user=observer).update(ended_at=timezone.now())
    assert pulse(client, candidacy, seen).headers["HX-Refresh"] == "true"


@pytest.fixture
def said(client, candidacy, manager):
    """What an open page says aloud of what happens in `act`."""

    def told(act) -> str:
        seen = seen_on(debrief_page(client, manager, candidacy))
        act()
        page = client.get(reverse("scorecards:debrief", args=[candidacy.pk]), {"seen": seen})
        return re.findall(
            r'<div id="moved" [^>]*>(?:<p [^>]*>(.*)</p>)?</div>', page.content.decode()
        )[0]

    return told


def test_what_came_is_said_aloud_without_a_name_or_a_word(candidacy, said):
    asked = make.asked(candidacy)

    def two_things():
        make.noted(candidacy)
        make.voted(asked.votes.first(), "no")

    assert said(two_things) == "A note was added. A second vote is in."


def test_a_vote_that_is_changed_before_all_are_in_is_not_said(candidacy, said):
    vote = make.asked(candidacy).votes.first()
    make.voted(vote)
    assert said(lambda: make.voted(vote, "no")) == ""


def test_what_came_to_another_candidate_is_not_said(candidacy, said):
    make.open_debrief(candidacy)
    other = make.candidacy(candidacy.search)
    make.open_debrief(other)
    assert said(lambda: make.noted(other)) == ""


def test_who_was_signed_out_elsewhere_is_told_and_asked_no_more(client, candidacy, manager):
    make.open_debrief(candidacy)
    answer = pulse(client, candidacy, 0)
    assert answer.status_code == 286  # htmx asks no more
    assert "You are signed out" in answer.content.decode()
    assert str(candidacy) not in answer.content.decode()


@pytest.mark.parametrize("seen", ["", "x", "-1", "１２", "9" * 4000])
def test_a_pulse_of_no_page_is_no_error(client, candidacy, manager, seen):
    make.open_debrief(candidacy)
    client.force_login(manager)
    assert pulse(client, candidacy, seen).status_code == 200
    url = reverse("scorecards:debrief", args=[candidacy.pk])
    assert client.get(url, {"seen": seen}).status_code == 200


def test_a_vote_is_answered_with_the_words_that_were_typed(client, candidacy):
    vote = make.asked(candidacy).votes.first()
    client.force_login(vote.voter)
    url = reverse("scorecards:vote", args=[candidacy.pk])
    body = client.post(url, {"verdict": "change", "why": "What Ruth said."}).content.decode()
    assert "Choose what you recommend now." in body
    assert "What Ruth said." in body


def test_who_has_no_vote_has_no_address_for_one(client, candidacy, manager):
    make.asked(candidacy)
    client.force_login(manager)
    url = reverse("scorecards:vote", args=[candidacy.pk])
    assert client.post(url, {"verdict": "keep"}).status_code == 404


def test_an_old_kept_page_is_told_that_the_votes_are_shown(client, candidacy):
    votes = make.asked(candidacy).votes.all()
    for vote in votes:
        make.voted(vote)
    client.force_login(votes[0].voter)
    url = reverse("scorecards:vote", args=[candidacy.pk])
    body = client.post(url, {"verdict": "keep"}).content.decode()
    assert "The second votes are shown already." in body
