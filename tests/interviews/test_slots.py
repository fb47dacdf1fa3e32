"""Times a candidate chooses from, behind a private link: proposed, chosen, refused, withdrawn."""

import re
from datetime import UTC, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import Link
from accounts.templatetags.face import meeting
from candidates import actions as candidates
from candidates.states import Stage
from interviews import actions
from interviews.forms import SlotsForm
from interviews.models import Interview, Proposal
from interviews.queries import free_slots, to_plan
from mail.kinds import letter_of
from mail.models import Mail
from searches import wording
from searches.errors import NotAllowed, Refused
from searches.models import Event, Role
from tests import factories
from tests.factories import candidates as people
from tests.factories import interviews as make
from tests.interviews.conftest import page_of
from tests.interviews.test_interviews import hour

BERLIN, TORONTO = "Europe/Berlin", "America/Toronto"


def propose(candidacy, part="production", slots=None, by=None, **more) -> Proposal:
    given = {"zone": BERLIN, "minutes": 60, "place": "Room 3"} | more
    return actions.propose_slots(
        candidacy=candidacy,
        part=make.part(candidacy.search, part),
        slots=slots or [hour(10), hour(11), hour(12)],
        by=by or factories.hiring_manager_of(candidacy.search),
        **given,
    )


def take(proposal, number=0, zone=TORONTO) -> Interview:
    slot = list(proposal.slots.all())[number]
    return actions.take_slot(slot=slot, zone=zone, by=Link.objects.get(pk=proposal.link_id))


def refuse(proposal, words="Only in the evenings.") -> Proposal:
    link = Link.objects.get(pk=proposal.link_id)
    return actions.refuse_slots(proposal=proposal, words=words, by=link)


def url(proposal) -> str:
    return reverse("interviews:choose", args=[proposal.link.token])


@pytest.fixture
def proposal(loop, candidacy):
    return propose(candidacy)


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


# ---- The candidate's page ----


def said(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page_of(response)))


def test_the_page_shows_the_times_on_both_clocks(proposal):
    page = said(Client().get(url(proposal), {"zone": TORONTO}))
    for day in (10, 11, 12):
        assert meeting(hour(day), BERLIN, TORONTO, hour(day, 10)).replace("\xa0", " ") in page


def test_without_a_zone_it_shows_those_of_the_plan(proposal):
    page = said(Client().get(url(proposal)))
    assert meeting(hour(10), BERLIN, BERLIN, hour(10, 10)).replace("\xa0", " ") in page
    assert "your time" not in page


@pytest.mark.parametrize("zone", ["Nowhere/City", "", "../etc/passwd", "\x00"])
def test_a_zone_that_is_none_is_left_aside(proposal, zone):
    assert Client().get(url(proposal), {"zone": zone}).status_code == 200


def test_a_choice_on_the_page_plans_and_closes(proposal):
    slot = proposal.slots.all()[1]
    response = Client().post(url(proposal), {"slot": slot.pk, "zone": TORONTO})
    assert response["Location"] == reverse("interviews:chosen")
    row = Interview.objects.get()
    assert (row.starts_at, row.candidate_zone) == (slot.starts_at, TORONTO)


def test_a_time_that_clashes_is_not_shown_and_the_others_stay(proposal, search):
    make.interview(people.candidacy(search, "Mateus"), starts_at=hour(10))
    assert [slot.starts_at for slot in free_slots(proposal)] == [hour(11), hour(12)]
    page = page_of(Client().get(url(proposal)))
    assert page.count('type="radio"') == 2


def test_one_that_is_taken_while_the_page_is_open_is_a_sentence_at_the_field(proposal, search):
    slot = proposal.slots.all()[0]
    make.interview(people.candidacy(search, "Mateus"), starts_at=hour(10))
    response = Client().post(url(proposal), {"slot": slot.pk, "zone": TORONTO})
    assert "This time is no longer free. Choose another one." in page_of(response)
    assert not proposal.candidacy.interviews.exists()


def test_when_all_have_passed_the_page_asks_when_they_could(proposal):
    with time_machine.travel(hour(12) + timedelta(hours=2), tick=False):
        page = page_of(Client().get(url(proposal)))
        assert "None of the times is free any more" in page
        response = Client().post(url(proposal), {"refuse": "1", "words": "Next week."})
    assert response.status_code == 302
    proposal.refresh_from_db()
    assert (proposal.state, proposal.words) == ("declined", "Next week.")


def test_refusing_needs_words_and_keeps_the_zone(proposal):
    response = Client().post(url(proposal), {"refuse": "1", "words": " ", "zone": TORONTO})
    assert "Say in a sentence when you could." in page_of(response)
    assert "your\xa0time" in page_of(response)


def test_nothing_chosen_is_a_sentence(proposal):
    response = Client().post(url(proposal), {"zone": BERLIN})
    assert "No time is chosen." in page_of(response)


def test_the_page_names_nobody_of_the_panel(proposal, manager):
    page = page_of(Client().get(url(proposal)))
    for seat in proposal.part.seats.exclude(user=None).select_related("user"):
        assert seat.user.name not in page
    assert manager.email in page


def test_what_is_in_the_way_otherwise_is_told_without_names(proposal, loop, manager):
    proposal.part.seats.update(user=None)
    with pytest.raises(Refused) as refusal:
        take(proposal)
    assert manager.email in str(refusal.value)
    assert "scores" not in str(refusal.value)


def test_the_page_costs_the_same_for_two_times_and_for_eight(loop, search):
    def cost(number: int) -> int:
        row = propose(
            people.candidacy(search, f"Number {number}"),
            slots=[hour(10 * number + n) for n in range(number)],
        )
        Client().get(url(row))
        with CaptureQueriesContext(connection) as queries:
            Client().get(url(row))
        return len(queries)

    assert cost(2) == cost(8)


# ---- The recruiter's form ----


def rows(*pairs, **more) -> dict[str, str]:
    data = {"minutes": "60", "zone": BERLIN, "place": "Room 3"} | more
    for n, (day, clock) in enumerate(pairs, 1):
        data |= {f"day_{n}": day, f"time_{n}": clock}
    return data


def days(*ahead: int) -> list[str]:
    today = timezone.localdate(timezone=ZoneInfo(BERLIN))
    return [(today + timedelta(days=n)).isoformat() for n in ahead]


@pytest.fixture
def send(loop, candidacy, manager, as_):
    def sent(data):
        args = [candidacy.pk, loop.parts.get(key="production").pk]
        return as_(manager).post(reverse("interviews:propose", args=args), data)

    return sent


def test_times_are_proposed_on_the_clocks_of_their_zone(send):
    first, second = days(10, 11)
    assert send(rows((first, "09:00"), (second, "16:30"))).status_code == 302
    [one, two] = Proposal.objects.get().slots.all()
    assert one.starts_at.astimezone(ZoneInfo(BERLIN)).strftime("%Y-%m-%d %H:%M") == f"{first} 09:00"
    assert two.starts_at.tzinfo == UTC
    assert two.starts_at.astimezone(ZoneInfo(BERLIN)).strftime("%H:%M") == "16:30"


def test_a_single_time_is_no_choice(send):
    response = send(rows((days(10)[0], "09:00")))
    assert "Propose at least two times" in page_of(response)


def test_the_same_time_twice_is_said_at_the_second(send):
    [day] = days(10)
    response = send(rows((day, "09:00"), (day, "09:00")))
    assert "This is time 1 already." in page_of(response)


def test_half_a_time_is_said_at_the_missing_half(send):
    first, second = days(10, 11)
    response = send(rows((first, "09:00"), (second, ""), ("", "10:00")))
    assert "Say when it begins." in page_of(response)
    assert "Choose the day of this time." in page_of(response)


def test_a_past_time_is_refused_at_its_row(send):
    response = send(rows((days(-3)[0], "09:00"), (days(10)[0], "09:00")))
    assert "has passed. Choose a time to come." in page_of(response)
    assert not Proposal.objects.exists()


@time_machine.travel("2027-01-10T12:00:00Z", tick=False)
def test_a_skipped_time_is_refused_and_a_double_one_asked_about():
    form = SlotsForm(rows(("2027-03-28", "02:30"), ("2027-10-31", "02:30")))
    assert "there is no 02:30" in form.errors["time_1"][0]
    assert "comes twice" in form.errors["which_2"][0]
    chosen = SlotsForm(rows(("2027-03-29", "02:30"), ("2027-10-31", "02:30"), which_2="1"))
    assert chosen.is_valid()
    assert chosen.proposed()["slots"][1].isoformat() == "2027-10-31T01:30:00+00:00"


def test_a_clash_stands_at_its_row_and_what_was_typed_stays(send, search):
    first, second = days(10, 11)
    at = timezone.datetime.fromisoformat(f"{second}T09:00").replace(tzinfo=ZoneInfo(BERLIN))
    make.interview(people.candidacy(search, "Mateus"), starts_at=at)
    page = page_of(send(rows((first, "09:00"), (second, "09:00"))))
    assert "Priya Nair is in another interview from" in page
    assert f'value="{first}"' in page
    assert not Proposal.objects.exists()


def test_the_interviews_page_shows_what_is_with_the_candidate(proposal, manager, as_):
    page = said(as_(manager).get(reverse("interviews:candidacy", args=[proposal.candidacy_id])))
    assert "With the candidate" in page
    assert meeting(hour(10), BERLIN, "UTC", hour(10, 10)).replace("\xa0", " ") in page
    assert "Withdraw these times" in page
