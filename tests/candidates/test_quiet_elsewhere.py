"""Of an internal candidate nothing reaches who was not named: no card by another role, no mail, no
line of the log, no paper, no calendar; and they do not come to sit on their own panel."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.models import User
from briefs.queries import brief_for
from candidates.actions import (
    Person,
    add_candidate,
    keep_out,
    keep_quiet,
    make_shortlist,
    merge,
    move,
)
from candidates.log import way_to_candidacy
from candidates.models import NAMED, Access, Candidacy
from interviews.actions import begin_loop, open_loop, plan_meeting
from interviews.models import Guest, LoopSeat, Seat
from interviews.queries import diary_of
from interviews.queries.planning import guests_of
from mail.actions import message_of
from mail.models import Mail
from scorecards.actions import open_debrief
from scorecards.models import Card
from searches.actions import name_person, open_search, remove_person
from searches.errors import Refused
from searches.models import Event, Role
from tests import factories
from tests.candidates.conftest import page_of
from tests.factories import candidates as make
from tests.factories import interviews as loops
from tests.factories import scoping
from tests.factories import scorecards as judged


@pytest.fixture
def ada(search) -> Candidacy:
    return make.candidacy(search, "Ada Lind", employer="Kestrel Credit")


@pytest.fixture
def quiet(ada, manager) -> Candidacy:
    """Known to the hiring manager alone."""
    return keep_quiet(candidacy=ada, who=[manager], by=manager)


# ---- By another role ----


@pytest.mark.parametrize("role", [Role.APPROVER, Role.PANELIST])
def test_who_is_let_in_by_another_role_reads_no_card_as_one_who_runs_the_search(
    quiet, manager, recruiter, role
):
    judged.judged(quiet)
    open_debrief(candidacy=quiet, by=manager)
    make.declared(quiet, recruiter, role=role)
    assert Candidacy.objects.visible_to(recruiter).filter(pk=quiet.pk).exists()
    assert not Card.objects.visible_to(recruiter).exists()
    assert Card.objects.visible_to(manager).exists()


def test_who_sits_on_their_panel_and_was_not_named_reads_a_panelists_page(as_, quiet, recruiter):
    make.reference(quiet, "Ola Nordmann", "Ran it with her.")
    Candidacy.objects.filter(pk=quiet.pk).update(needs="Live captions")
    make.declared(quiet, recruiter)
    page = page_of(as_(recruiter).get(quiet.get_absolute_url()))
    assert "Ada Lind" in page
    for words in ("Ola Nordmann", "Live captions", "Record a withdrawal", "Change what is noted"):
        assert words not in page


@pytest.mark.parametrize("name", ["candidates:stop", "candidates:change", "interviews:plan"])
def test_and_changes_nothing_of_them(as_, quiet, recruiter, name):
    part = [loops.part(quiet.search).pk] if name == "interviews:plan" else []
    make.declared(quiet, recruiter)
    assert as_(recruiter).get(reverse(name, args=[quiet.pk, *part])).status_code == 403


# ---- By mail and calendar ----


def test_no_mail_tells_who_was_not_named(quiet, manager, recruiter):
    for part in quiet.search.playbook.parts:
        judged.judged(quiet, part.key)
    told = Mail.objects.filter(kind__in=("gate_is_ready", "debrief_is_due"))
    assert {mail.kind for mail in told} == {"gate_is_ready", "debrief_is_due"}
    assert {mail.user for mail in told} == {manager}


def test_a_mail_on_its_way_does_not_go_to_who_may_no_longer_know(ada, manager, recruiter):
    for part in ada.search.playbook.parts:
        judged.judged(ada, part.key)
    mail = Mail.objects.filter(kind="debrief_is_due", user=recruiter)[0]
    assert message_of(mail)
    keep_quiet(candidacy=ada, who=[manager], by=manager)
    assert message_of(mail) is None


def test_a_debrief_meeting_leaves_the_calendar_of_who_may_no_longer_know(search, ada, manager):
    row = loops.interview(ada)
    other = factories.member(search, Role.HIRING_MANAGER, "Second Manager")
    given = {"zone": "UTC", "minutes": 30, "place": ""}
    plan_meeting(candidacy=ada, starts_at=row.ends_at, by=manager, **given)
    assert diary_of(other).meetings
    keep_quiet(candidacy=ada, who=[manager], by=manager)
    assert not diary_of(other).meetings
    assert not Guest.objects.current().filter(user=other).exists()
    assert diary_of(manager).meetings


# ---- By the log ----


def test_the_log_has_no_line_on_them(as_, search, quiet, manager, recruiter):
    loops.interview(quiet)
    search.refresh_from_db()
    for name in ("searches:log", "searches:detail"):
        page = page_of(as_(recruiter).get(reverse(name, args=[search.pk])))
        for words in ("added a candidate", "who knows of", "planned an interview", "seated"):
            assert words not in page
        assert "opened the search" in page or name == "searches:detail"
    assert "planned an interview" in page_of(
        as_(manager).get(reverse("searches:log", args=[search.pk]))
    )


def test_lines_on_everybody_else_stay(as_, search, quiet, recruiter):
    make.candidacy(search, "Leila Haddad")
    page = page_of(as_(recruiter).get(reverse("searches:log", args=[search.pk])))
    assert page.count("added a candidate") == 1


def test_every_record_of_the_log_leads_to_its_candidacy_or_to_none():
    ways = {
        "candidates.candidacy": "pk",
        "candidates.claim": "candidacy",
        "interviews.seat": "interview__candidacy",
        "scorecards.card": "interview__candidacy",
        "scorecards.redflag": "card__interview__candidacy",
        "offers.approval": "offer__candidacy",
        "searches.membership": "",
        "scoping.scope": "",
        "interviews.loop": "",
    }
    assert {label: way_to_candidacy(label) for label in ways} == ways


# ---- By paper ----


def test_a_shortlist_closes_to_who_may_no_longer_know_somebody_in_it(search, manager, recruiter):
    rows = [make.candidacy(search, name) for name in ("Ada", "Bo", "Cy")]
    for row in rows:
        move(candidacy=row, name="shortlist", by=manager)
    brief = make_shortlist(search=search, chosen=rows, by=recruiter)
    assert brief_for(recruiter, brief.pk)
    keep_quiet(candidacy=rows[0], who=[manager], by=manager)
    with pytest.raises(PermissionDenied, match="closed to you now"):
        brief_for(recruiter, brief.pk)


# ---- Their own panel ----


def test_a_candidate_named_in_a_draft_stops_the_loop_from_opening(search, manager):
    loop = loops.draft_loop(search)
    person = factories.user("Ana Reyes")
    people = {seat.key for seat in LoopSeat.objects.filter(part__loop=loop)}
    for key in people:
        sits = person if key == "cto" else factories.user()
        LoopSeat.objects.filter(part__loop=loop, key=key).update(user=sits)
    quiet = Person(name=person.name, email=person.email)
    add_candidate(search=search, person=quiet, internal=True, by=manager)
    with pytest.raises(Refused, match="Ana Reyes cannot"):
        open_loop(loop=loop, short_because="", by=manager)
    assert not search.memberships.current().filter(user=person).exists()


def test_the_next_search_leaves_its_candidates_out_of_the_panel_it_takes_over(search, manager):
    person = factories.user("Ana Reyes")
    loops.open_loop(search, {"cto": person})
    after = open_search(
        playbook_version=search.playbook_version,
        title="Next",
        company="Kestrel Credit",
        alias="",
        zone="UTC",
        by=manager,
        source=search,
    )
    quiet = Person(name=person.name, email=person.email)
    add_candidate(search=after, person=quiet, internal=True, by=manager)
    scoping.signed_scope(after)
    begin_loop(search=after, by=manager)
    assert not LoopSeat.objects.filter(part__loop__search=after, user=person).exists()
    assert LoopSeat.objects.filter(part__loop__search=after, user__isnull=False).exists()


def test_nobody_is_asked_to_the_debrief_on_themselves(search, ada):
    User.objects.create_user(ada.candidate.email, "Ada Lind")
    assert ada.candidate.email not in {user.email for user in guests_of(search, ada)}


# ---- Who decides on them ----


def test_the_only_manager_who_knows_names_another_before_they_leave(search, quiet, manager):
    second = name_person(
        search=search,
        email="second@example.com",
        name="Second",
        role=Role.HIRING_MANAGER,
        by=manager,
    ).user
    with pytest.raises(Refused, match="only hiring manager who knows"):
        remove_person(search=search, user=manager, role=Role.HIRING_MANAGER, by=second)
    keep_quiet(candidacy=quiet, who=[manager, second], by=manager)
    remove_person(search=search, user=manager, role=Role.HIRING_MANAGER, by=second)
    assert Candidacy.objects.visible_to(second).filter(pk=quiet.pk).exists()


# ---- Put together ----


def test_who_is_kept_out_of_one_row_gives_up_the_seat_on_the_other(search, ada, manager):
    other = make.candidacy(search, "Ada Lind", email="")
    seat = loops.seat_of(loops.interview(ada))
    keep_out(candidacy=other, name="X", email=seat.user.email, why="reports", by=manager)
    merge(kept=ada, gone=other, by=manager)
    assert not Seat.objects.current().filter(pk=seat.pk).exists()
    held = Access.objects.current().filter(user=seat.user).exclude(role=NAMED)
    assert not held.exists()
    assert Event.objects.filter(verb="seat.left").exists()
