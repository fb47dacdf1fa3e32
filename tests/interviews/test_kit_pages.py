"""The kit and what leads to it: who sees them, and what is on them."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from briefs.models import Brief
from candidates.actions import declare_conflict
from interviews import actions
from searches.models import Role
from tests import factories
from tests.factories import candidates as people
from tests.factories import interviews as make
from tests.interviews.conftest import page_of, visible

WORD = "Quillfeather"


def url(name: str, *args) -> str:
    return reverse(f"interviews:{name}", args=args)


@pytest.fixture
def loud(loop, search, recruiter):
    """An interview of which everything but name and employer holds the word."""
    candidacy = people.candidacy(
        search, "Leila Haddad", title=WORD, summary=WORD, employer="Norrland"
    )
    people.claim(candidacy, WORD)
    people.answered(candidacy, dict.fromkeys(people.words(search), WORD))
    row = make.interview(candidacy)
    actions.place_probe(candidacy=candidacy, part=row.part, text=WORD, by=recruiter)
    return row


def test_who_has_not_declared_is_asked_first(loud, as_):
    cto = make.panelist_of(loud, "cto")
    response = as_(cto).get(url("kit", loud.pk))
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("candidates:declare", args=[loud.candidacy_id]))
    assert WORD not in page_of(as_(cto).get(response["Location"]))


def test_who_declares_comes_back_to_the_kit(loud, as_):
    browser = as_(make.panelist_of(loud, "cto"))
    asked = browser.get(url("kit", loud.pk))["Location"]
    response = browser.post(asked, {"answer": "none"})
    assert response["Location"] == url("kit", loud.pk)
    assert WORD in page_of(browser.get(response["Location"]))


@pytest.mark.parametrize("name", ["kit", "calendar"])
def test_a_panelist_of_another_interview_does_not_find_this_one(loud, as_, name):
    other = make.interview(loud.candidacy, "board")
    member = make.panelist_of(other)
    declare_conflict(candidacy=loud.candidacy, answer="none", by=member)
    assert as_(member).get(url(name, loud.pk)).status_code == 404


def test_a_panelist_of_another_candidate_does_not_find_it(loud, search, as_):
    other = make.interview(people.candidacy(search, "Mateus"), "board")
    assert as_(make.panelist_of(other)).get(url("kit", loud.pk)).status_code == 404


def test_who_was_replaced_does_not_find_it_any_more(loud, manager, as_):
    cto, other = make.panelist_of(loud, "cto"), factories.user()
    declare_conflict(candidacy=loud.candidacy, answer="none", by=cto)
    assert as_(cto).get(url("kit", loud.pk)).status_code == 200
    actions.fill_seat(interview=loud, key="cto", email=other.email, name=other.name, by=manager)
    assert as_(cto).get(url("kit", loud.pk)).status_code == 404


def test_who_asks_to_be_replaced_does_not_find_it_any_more(loud, as_):
    cto = make.panelist_of(loud, "cto")
    declare_conflict(candidacy=loud.candidacy, answer="replace", by=cto)
    assert as_(cto).get(url("kit", loud.pk)).status_code == 404


def test_an_approver_does_not_find_it(loud, as_):
    approver = factories.member(loud.search, Role.APPROVER)
    people.declared(loud.candidacy, approver, role=Role.APPROVER)
    assert as_(approver).get(url("kit", loud.pk)).status_code == 404


def test_the_hiring_manager_who_sits_in_it_declares_like_anybody(search, manager, as_):
    make.open_loop(search, {"ceo": manager})
    row = make.interview(people.candidacy(search), "allocation")
    assert as_(manager).get(url("kit", row.pk)).status_code == 302


def test_the_kit_holds_the_question_placed_for_this_candidate_as_such(loud, recruiter, as_):
    page = visible(page_of(as_(recruiter).get(url("kit", loud.pk))))
    assert f"{WORD} Asked of this candidate only" in page


def test_a_kit_of_another_candidate_does_not_hold_it(loud, search, recruiter, as_):
    other = make.interview(people.candidacy(search, "Mateus"))
    assert WORD not in page_of(as_(recruiter).get(url("kit", other.pk)))


def test_no_card_is_in_a_kit(interview, recruiter, as_):
    from tests.factories import scorecards

    seat = make.seat_of(interview, "ml_engineer")
    declare_conflict(candidacy=interview.candidacy, answer="none", by=seat.user)
    flags = [scorecards.flag(name=WORD, quote=WORD)]
    scorecards.submitted(seat, says=WORD, flags=flags)
    cto = make.panelist_of(interview, "cto")
    declare_conflict(candidacy=interview.candidacy, answer="none", by=cto)
    for person in (cto, recruiter):
        assert WORD not in page_of(as_(person).get(url("kit", interview.pk)))


def test_who_scores_is_led_to_their_card_and_who_watches_is_not(loop, candidacy, manager, as_):
    carla = factories.user("Carla Ruiz")
    make.name(loop, {"board_observer": carla})
    row = make.interview(candidacy, "allocation")
    card = reverse("scorecards:card", args=[row.pk])
    ceo = make.panelist_of(row, "ceo")
    for person in (carla, ceo):
        declare_conflict(candidacy=candidacy, answer="none", by=person)
    assert card in page_of(as_(ceo).get(url("kit", row.pk)))
    assert card not in page_of(as_(carla).get(url("kit", row.pk)))


def test_a_panelist_sees_their_own_interviews_of_a_candidate_and_no_others(loud, as_):
    make.interview(loud.candidacy, "board")
    cto = make.panelist_of(loud, "cto")
    declare_conflict(candidacy=loud.candidacy, answer="none", by=cto)
    page = page_of(as_(cto).get(url("candidacy", loud.candidacy_id)))
    assert "Production deep-dive" in page
    assert "Board briefing" not in page


def test_the_calendar_file_is_handed_out_again(loud, as_):
    cto = make.panelist_of(loud, "cto")
    declare_conflict(candidacy=loud.candidacy, answer="none", by=cto)
    response = as_(cto).get(url("calendar", loud.pk))
    assert response["Content-Type"].startswith("text/calendar")
    assert "Leila" not in page_of(response)
    assert f"UID:{loud.uid}" in page_of(response).replace("\r\n ", "")


def test_my_interviews_are_mine(loud, as_):
    cto, stranger = make.panelist_of(loud, "cto"), factories.user()
    assert "Leila Haddad" in page_of(as_(cto).get(url("mine")))
    assert "Leila Haddad" not in page_of(as_(stranger).get(url("mine")))
    assert WORD not in page_of(as_(cto).get(url("mine")))


def test_the_briefs_of_a_day_are_one_click(loop, search, as_):
    soon = timezone.now().replace(hour=12, minute=0)
    first = make.interview(people.candidacy(search, "Leila"), starts_at=soon)
    second = make.interview(people.candidacy(search, "Mateus"), starts_at=soon + timedelta(hours=2))
    undeclared = make.interview(
        people.candidacy(search, "Ada"), starts_at=soon + timedelta(hours=4)
    )
    cto = make.panelist_of(first, "cto")
    for row in (first, second):
        declare_conflict(candidacy=row.candidacy, answer="none", by=cto)
    as_(cto).post(url("briefs_today"))
    made = set(Brief.objects.values_list("about", "reader"))
    assert made == {(first.pk, cto.pk), (second.pk, cto.pk)}
    assert undeclared.pk not in {about for about, _ in made}
