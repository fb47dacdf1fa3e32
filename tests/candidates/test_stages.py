import pytest

from accounts.models import Link
from candidates.actions import move, set_stage, stop, withdraw
from candidates.models import Candidacy
from candidates.signals import candidacy_ended
from candidates.states import BUTTONS, ENDED, STAGE_MOVES, Stage
from searches.actions import acting
from searches.errors import NotAllowed, Refused
from searches.models import Event, Role, Step
from searches.moves import find
from tests import factories
from tests.factories import candidates as make


def at(candidacy: Candidacy, stage: str) -> Candidacy:
    Candidacy.objects.filter(pk=candidacy.pk).update(stage=stage)
    candidacy.refresh_from_db()
    return candidacy


@pytest.mark.parametrize("stage", list(Stage))
@pytest.mark.parametrize("name", [m.name for m in STAGE_MOVES])
def test_a_move_is_made_from_its_stages_and_from_no_other(candidacy, manager, name, stage):
    at(candidacy, stage)
    made = find(STAGE_MOVES, name)
    with acting(candidacy.search_id, manager) as search:
        if stage in made.sources:
            assert set_stage(search, candidacy, name, manager, "because").stage == made.target
        else:
            with pytest.raises(Refused, match="cannot be done"):
                set_stage(search, candidacy, name, manager)
    candidacy.refresh_from_db()
    assert candidacy.stage == (made.target if stage in made.sources else stage)


@pytest.mark.parametrize("name", [m.name for m in STAGE_MOVES if m.name not in BUTTONS])
def test_what_comes_with_something_else_has_no_button(candidacy, manager, name):
    with pytest.raises(Refused):
        move(candidacy=candidacy, name=name, by=manager)


def test_an_unknown_move_is_refused(candidacy, manager):
    with pytest.raises(Refused):
        move(candidacy=candidacy, name="promote", by=manager)


@pytest.mark.parametrize(("end", "stage"), [(stop, Stage.STOPPED), (withdraw, Stage.WITHDRAWN)])
def test_an_end_keeps_its_reason_and_tells_the_rooms_above(candidacy, recruiter, end, stage):
    heard = []

    def hear(**said):
        heard.append((said["candidacy"].stage, said["search"].pk, said["by"]))

    candidacy_ended.connect(hear)
    try:
        end(candidacy=candidacy, because="Stays where they are", by=recruiter)
    finally:
        candidacy_ended.disconnect(hear)
    candidacy.refresh_from_db()
    assert (candidacy.stage, candidacy.ended_because) == (stage, "Stays where they are")
    assert heard == [(stage, candidacy.search_id, recruiter)]


def test_an_end_is_undone_where_a_room_above_fails(candidacy, recruiter):
    def fail(**_):
        raise RuntimeError

    candidacy_ended.connect(fail)
    try:
        with pytest.raises(RuntimeError):
            stop(candidacy=candidacy, because="The role has changed", by=recruiter)
    finally:
        candidacy_ended.disconnect(fail)
    candidacy.refresh_from_db()
    assert candidacy.stage == Stage.ADDED


def test_nobody_is_stopped_without_a_reason(candidacy, recruiter):
    with pytest.raises(Refused, match="Say why"):
        stop(candidacy=candidacy, because=" ", by=recruiter)


def test_an_end_closes_the_private_link(candidacy, recruiter):
    token = make.sent(candidacy).link.token
    withdraw(candidacy=candidacy, because="Stays where they are", by=recruiter)
    assert Link.objects.open_with(token, "questionnaire") is None


def test_the_reason_of_an_end_is_not_in_the_log(candidacy, recruiter):
    stop(candidacy=candidacy, because="The role has changed", by=recruiter)
    event = Event.objects.filter(verb="candidacy.stop").get()
    assert event.fields == ["stage"]


def test_the_third_on_the_shortlist_takes_the_search_to_its_loop(search, manager):
    for name in ("One", "Two", "Three"):
        search.refresh_from_db()
        assert search.step == Step.CANDIDATES
        move(candidacy=make.candidacy(search, name), name="shortlist", by=manager)
    search.refresh_from_db()
    assert search.step == Step.LOOP


def test_somebody_taken_into_the_loop_takes_the_search_along(search, candidacy, manager):
    move(candidacy=candidacy, name="enter_loop", by=manager)
    search.refresh_from_db()
    assert search.step == Step.LOOP


def test_a_search_that_has_no_job_description_yet_stays_there(db):
    early = factories.search()
    manager = factories.hiring_manager_of(early)
    move(candidacy=make.candidacy(early), name="enter_loop", by=manager)
    early.refresh_from_db()
    assert early.step == Step.SCOPE


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.PANELIST, Role.APPROVER])
def test_who_does_not_run_the_search_moves_nobody(candidacy, role):
    by = factories.member(candidacy.search, role)
    for act in (
        lambda: move(candidacy=candidacy, name="talk", by=by),
        lambda: stop(candidacy=candidacy, because="The role has changed", by=by),
        lambda: withdraw(candidacy=candidacy, because="No answer any more", by=by),
    ):
        with pytest.raises(NotAllowed):
            act()
    candidacy.refresh_from_db()
    assert candidacy.stage not in ENDED
