"""Times a candidate chooses from, behind a private link: proposed, chosen, refused, withdrawn."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.models import Link
from accounts.templatetags.face import meeting
from candidates import actions as candidates
from candidates.states import Stage
from interviews import actions
from interviews.models import Interview, Proposal
from interviews.queries import to_plan
from mail.kinds import letter_of
from mail.models import Mail
from searches import wording
from searches.errors import NotAllowed, Refused
from searches.models import Event, Role
from tests import factories
from tests.factories import candidates as people
from tests.factories import interviews as make
from tests.interviews.acts import BERLIN, TORONTO, hour, propose, refuse, take
from tests.interviews.conftest import page_of


def url(proposal) -> str:
    return reverse("interviews:choose", args=[proposal.link.token])


# ---- Proposing ----


def test_the_candidate_gets_the_times_and_a_link_by_mail(proposal):
    [mail] = Mail.objects.filter(kind="slots")
    letter = letter_of(mail)
    assert mail.to == proposal.candidacy.candidate.email
    assert url(proposal) in letter.context["url"]
    assert letter.context["times"][0] == meeting(hour(10), BERLIN, BERLIN, hour(10, 10))
    assert proposal.candidacy.candidate.name not in letter.subject


def test_the_panel_hears_nothing_of_times_that_are_only_proposed(proposal):
    assert not Mail.objects.filter(kind__startswith="interview_").exists()
    assert not Interview.objects.exists()


@pytest.mark.parametrize("number", [1, 9])
def test_there_are_two_to_eight_times(loop, candidacy, number):
    with pytest.raises(Refused, match="two to eight"):
        propose(candidacy, slots=[hour(10 + n) for n in range(number)])


def test_without_an_address_there_is_nobody_to_ask(loop, search):
    with pytest.raises(Refused, match="no mail address"):
        propose(people.candidacy(search, "No Address", email=""))


def test_a_time_that_has_passed_is_refused(loop, candidacy):
    with pytest.raises(actions.SlotsRefused) as refusal:
        propose(candidacy, slots=[hour(-1), hour(10)])
    assert list(refusal.value.of) == [hour(-1)]


def test_a_time_at_which_the_panel_is_elsewhere_is_refused_with_who_and_when(loop, search):
    make.interview(people.candidacy(search, "Mateus"), starts_at=hour(11))
    with pytest.raises(actions.SlotsRefused) as refusal:
        propose(people.candidacy(search, "Leila Haddad"))
    [(slot, says)] = refusal.value.of.items()
    assert slot == hour(11)
    assert says.startswith("Priya Nair is in another interview from")


def test_a_time_at_which_the_candidate_is_elsewhere_is_refused(loop, candidacy):
    make.interview(candidacy, "board", starts_at=hour(12))
    with pytest.raises(actions.SlotsRefused, match="Leila Haddad is in “"):
        propose(candidacy)


@pytest.mark.parametrize("role", [Role.PANELIST, Role.APPROVER, Role.OBSERVER])
def test_only_who_runs_the_search_proposes(loop, candidacy, role):
    with pytest.raises(NotAllowed):
        propose(candidacy, by=factories.member(loop.search, role))


def test_proposed_again_the_earlier_link_stops_working(proposal, candidacy):
    again = propose(candidacy, slots=[hour(20), hour(21)])
    assert Client().get(url(proposal)).status_code == 404
    assert Client().get(url(again)).status_code == 200


def test_a_part_has_one_open_proposal(proposal, manager):
    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.create(
            candidacy=proposal.candidacy,
            part=proposal.part,
            zone=BERLIN,
            minutes=60,
            proposed_by=manager,
        )


# ---- Choosing ----


def test_choosing_plans_the_interview_as_by_hand(proposal, manager):
    interview = take(proposal, 1)
    assert (interview.starts_at, interview.zone) == (hour(11), BERLIN)
    assert (interview.minutes, interview.place) == (60, "Room 3")
    named = set(proposal.part.seats.exclude(user=None).values_list("key", "user"))
    assert set(interview.seats.current().values_list("key", "user")) == named
    interview.candidacy.refresh_from_db()
    assert interview.candidacy.stage == Stage.LOOP
    assert interview.planned_by == manager


def test_all_are_told_with_a_calendar_file(proposal):
    interview = take(proposal)
    panel = Mail.objects.filter(kind="interview_planned").values_list("user", flat=True)
    assert set(panel) == set(interview.seats.values_list("user", flat=True))
    [mail] = Mail.objects.filter(kind="interview_planned_for_candidate")
    [attachment] = letter_of(mail).attachments
    assert b"METHOD:REQUEST" in attachment.content


def test_the_candidates_mail_says_the_time_on_their_own_clocks_too(proposal):
    interview = take(proposal, zone=TORONTO)
    [mail] = Mail.objects.filter(kind="interview_planned_for_candidate")
    said = letter_of(mail).context["at"]
    assert said == meeting(interview.starts_at, BERLIN, TORONTO, interview.ends_at)
    assert "your" in said


def test_the_log_says_that_a_private_link_did_it(proposal, search):
    take(proposal)
    lines = wording.read(Event.objects.filter(search=search, verb="interview.planned"))
    assert [line.who for line in lines] == ["A private link"]


def test_the_link_ends_with_the_choice(proposal):
    take(proposal)
    assert Client().get(url(proposal)).status_code == 404
    link = Link.objects.get(pk=proposal.link_id)
    assert link.used_at
    assert link.revoked_at
    with pytest.raises(Refused, match="answered already"):
        take(proposal, 1)
    assert Interview.objects.count() == 1


def test_a_time_that_has_passed_meanwhile_cannot_be_chosen_and_the_others_can(proposal):
    first, second, _ = proposal.slots.all()
    with time_machine.travel(first.starts_at + timedelta(minutes=1), tick=False):
        with pytest.raises(Refused, match="no longer free"):
            take(proposal, 0)
        assert take(proposal, 1).starts_at == second.starts_at


def test_a_time_that_clashes_meanwhile_is_refused_without_a_name(proposal, search):
    make.interview(people.candidacy(search, "Mateus"), starts_at=hour(10))
    with pytest.raises(Refused) as refusal:
        take(proposal, 0)
    assert str(refusal.value) == "This time is no longer free. Choose another one."
    assert take(proposal, 1).starts_at == hour(11)


def test_only_its_own_times_can_be_chosen_with_a_link(proposal, search):
    other = propose(people.candidacy(search, "Mateus"), slots=[hour(20), hour(21)])
    slot, link = other.slots.first(), Link.objects.get(pk=proposal.link_id)
    with pytest.raises(Refused):
        actions.take_slot(slot=slot, zone="UTC", by=link)
    assert not Interview.objects.exists()


def test_a_link_of_another_kind_chooses_nothing(proposal):
    Link.objects.filter(pk=proposal.link_id).update(kind="questionnaire")
    with pytest.raises(Refused):
        take(proposal)


# ---- None of them ----


def test_that_none_fits_comes_back_as_a_line_on_home(proposal, as_, recruiter):
    refuse(proposal, "Only in the evenings.")
    page = page_of(as_(recruiter).get(reverse("home")))
    assert "None of the times for Production deep-dive fits Leila Haddad" in page
    assert "Only in the evenings." in page


def test_it_comes_back_to_nobody_else(proposal, as_, search):
    refuse(proposal, "Only in the evenings.")
    somebody = factories.member(search, Role.PANELIST)
    people.declared(proposal.candidacy, somebody)
    browser = as_(somebody)
    for page in (
        reverse("home"),
        reverse("interviews:candidacy", args=[proposal.candidacy_id]),
    ):
        assert "evenings" not in page_of(browser.get(page))


@pytest.mark.parametrize("after", ["again", "by hand", "ended"])
def test_the_line_goes_when_somebody_acts(proposal, candidacy, manager, as_, after):
    refuse(proposal)
    if after == "again":
        propose(candidacy, slots=[hour(20), hour(21)])
    elif after == "by hand":
        make.interview(candidacy)
    else:
        candidates.stop(candidacy=candidacy, because="Another offer", by=manager)
    assert "None of the times" not in page_of(as_(manager).get(reverse("home")))


def test_after_refusing_the_link_is_closed(proposal):
    refuse(proposal)
    assert Client().get(url(proposal)).status_code == 404


# ---- What withdraws them ----


def by_hand(proposal, manager):
    make.interview(proposal.candidacy, starts_at=hour(30))


def loop_changes(proposal, manager):
    search = proposal.search
    loop = actions.change_loop(search=search, because="The CFO left.", by=manager)
    actions.open_loop(loop=loop, short_because="So.", by=manager)


def candidacy_ends(proposal, manager):
    candidates.withdraw(candidacy=proposal.candidacy, because="Another offer", by=manager)


def withdrawn(proposal, manager):
    actions.withdraw_slots(proposal=proposal, by=manager)


@pytest.mark.parametrize("happens", [by_hand, loop_changes, candidacy_ends, withdrawn])
def test_times_are_withdrawn_and_their_link_closed(proposal, manager, happens):
    happens(proposal, manager)
    proposal.refresh_from_db()
    assert proposal.state == "withdrawn"
    assert proposal.link.revoked_at
    assert Client().get(url(proposal)).status_code == 404
    assert Event.objects.filter(verb="slots.withdrawn").count() == 1
    with pytest.raises(Refused):
        take(proposal)


def test_planning_another_part_leaves_them(proposal, candidacy):
    make.interview(candidacy, "board", starts_at=hour(30))
    proposal.refresh_from_db()
    assert proposal.state == "open"


def test_a_mail_overtaken_by_a_withdrawal_is_not_sent(proposal, manager):
    actions.withdraw_slots(proposal=proposal, by=manager)
    assert letter_of(Mail.objects.get(kind="slots")) is None


def test_what_is_with_the_candidate_is_not_the_recruiters_to_plan(proposal, candidacy, search):
    candidates.move(candidacy=candidacy, name="enter_loop", by=factories.hiring_manager_of(search))

    def keys() -> set:
        return {part.key for row in to_plan(search.opened_by, [search.pk]) for part in row.parts}

    assert "production" not in keys()
    with time_machine.travel(hour(13), tick=False):
        assert "production" in keys()
