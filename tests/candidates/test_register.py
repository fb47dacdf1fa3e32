"""What this room tells home, the steps and the log."""

from datetime import timedelta

import pytest
from django.utils import timezone

from candidates import register
from candidates.actions import move
from candidates.register import blockers, lapsed, to_declare, to_shortlist
from candidates.states import STAGE_MOVES
from searches import wording
from searches.models import Event, Role
from tests import factories
from tests.factories import candidates as make


def says(search, viewer) -> list[str]:
    return [f"{blocker.says} {blocker.who}" for blocker in blockers(search, viewer)]


def test_a_search_without_candidates_says_who_adds_them(search, manager, recruiter):
    assert says(search, manager) == ["There are no candidates yet. Ines Kovač adds them."]


def test_without_a_recruiter_the_hiring_manager_moves_next(search, manager):
    assert says(search, manager) == ["There are no candidates yet. The hiring manager adds them."]


def test_a_short_shortlist_says_how_many_it_has_and_takes(search, manager):
    move(candidacy=make.candidacy(search), name="shortlist", by=manager)
    assert says(search, manager) == [
        "One candidate is on the shortlist; it takes three. "
        "The hiring manager puts candidates on it."
    ]


def test_home_asks_a_panelist_by_name_and_shows_no_more(search, panelist):
    candidacy = make.candidacy(search, "Leila Haddad", title="Quillfeather", summary="Quillfeather")
    make.let_in(candidacy, panelist)
    (line,) = to_declare(panelist)
    assert line.say == "Say whether you know Leila Haddad."
    assert "Quillfeather" not in str(line)
    make.declared(candidacy, panelist)
    assert list(to_declare(panelist)) == []


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.PANELIST, Role.APPROVER])
def test_home_asks_only_who_runs_the_search_for_candidates(search, manager, role):
    assert [line.state for line in to_shortlist(manager)] == [""]
    assert list(to_shortlist(factories.member(search, role))) == []


def test_a_search_past_this_step_waits_for_no_candidates(search, manager):
    move(candidacy=make.candidacy(search), name="enter_loop", by=manager)
    assert list(to_shortlist(manager)) == []


def test_a_link_that_ran_out_waits_for_who_runs_the_search(candidacy, manager, observer):
    row = make.sent(candidacy)
    assert list(lapsed(manager)) == []
    row.link.expires_at = timezone.now() - timedelta(seconds=1)
    row.link.save()
    assert [line.action for line in lapsed(manager)] == ["Send it again"]
    assert list(lapsed(observer)) == []


def test_every_verb_of_this_room_has_its_words(candidacy):
    make.answered(candidacy)
    make.claim(candidacy, state="verified")
    make.reference(candidacy)
    make.declared(candidacy, factories.user())
    verbs = set(Event.objects.values_list("verb", flat=True))
    assert not [verb for verb in verbs if not wording.known(verb)]


def test_every_move_has_its_words():
    assert not [m.name for m in STAGE_MOVES if f"candidacy.{m.name}" not in register.WORDS]
