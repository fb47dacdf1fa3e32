"""The candidate's own page: what it says, what it never says, leaving, and what would help."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Link
from accounts.templatetags.face import clock_filter
from candidates.actions import (
    change_candidate,
    close_own_page,
    give_own_page,
    keep_quiet,
    send_own_page,
    withdraw_themselves,
)
from candidates.actions.own import say_needs
from candidates.forms import LeaveForm, NeedsForm
from candidates.models import Candidacy
from candidates.own import DECIDING, OWN_PAGE, STANDS, own_link, own_steps
from candidates.states import LEAVING_BECAUSE, UNSAID, WITHDREW_BECAUSE, Stage
from interviews.actions import propose_slots
from interviews.models import Interview
from mail.actions import body_of, message_of
from mail.kinds import letter_of
from mail.models import Mail
from searches.actions import acting, turn
from searches.errors import NotAllowed, Refused
from searches.models import Event
from tests import factories
from tests.candidates.conftest import page_of
from tests.factories import candidates as make
from tests.factories import interviews as loops
from tests.factories import offers, partners, scorecards

WORD = "Quillfeather"


@pytest.fixture
def link(candidacy, manager) -> Link:
    return send_own_page(candidacy=candidacy, by=manager)


def own(link: Link) -> str:
    return reverse("candidates:own", args=[link.token])


def leave(link: Link) -> str:
    return reverse("candidates:leave", args=[link.token])


def read(link: Link) -> str:
    answer = Client().get(own(link))
    assert answer.status_code == 200
    return page_of(answer)


def stand_at(candidacy: Candidacy, stage: str) -> None:
    Candidacy.objects.filter(pk=candidacy.pk).update(stage=stage)


# ---- What it says ----------------------------------------------------------------------------


def test_it_says_when_with_whom_where_and_what_to_bring(candidacy, link):
    interview = loops.interview(candidacy, place="https://meet.example.com/caio")
    page = read(link)
    seat = loops.seat_of(interview)
    assert f"{seat.user} ({seat.title})" in page
    assert "https://meet.example.com/caio" in page
    assert "Bring one AI system in production" in page
    assert clock_filter(interview.starts_at, interview.zone) in page


def test_what_comes_next_by_the_clock_stands_on_top(candidacy, link):
    later = loops.interview(candidacy, "alignment", starts_at=timezone.now() + timedelta(days=9))
    sooner = loops.interview(candidacy, "production", starts_at=timezone.now() + timedelta(days=2))
    lead = read(link).split('class="lead"')[1].split("</p>")[0]
    assert sooner.part.title in lead
    assert later.part.title not in lead


def test_times_stand_on_the_candidates_own_clock_too(candidacy, link):
    row = loops.interview(candidacy)
    Interview.objects.filter(pk=row.pk).update(candidate_zone="America/Toronto")
    assert "your\xa0time)" in read(link)


def test_every_part_of_the_loop_stands_there_in_its_order(candidacy, link):
    loops.open_loop(candidacy.search)
    titles = [part.title for part in candidacy.search.playbook.parts_of()]
    assert [step.title for step in own_steps(candidacy)] == titles


def test_what_waits_for_the_candidate_is_a_button(candidacy, in_writing, manager):
    row = make.sent(candidacy)
    page = read(own_link(candidacy))
    assert reverse("candidates:answer", args=[row.link.token]) in page


def test_an_answered_questionnaire_is_done_and_its_answers_are_shown(candidacy, link):
    make.answered(candidacy, make.words(candidacy.search) | {"own_system": "A ranking system."})
    page = read(link)
    assert "Answered" in page
    assert "A ranking system." in page


def test_a_draft_is_not_shown_as_given(candidacy, in_writing):
    row = make.sent(candidacy)
    row.answers = {"own_system": WORD}
    row.save()
    assert WORD not in read(own_link(candidacy))


def test_proposed_times_are_a_button_that_leads_to_them(candidacy, link, manager):
    part = loops.part(candidacy.search)
    soon = timezone.now() + timedelta(days=5)
    proposal = propose_slots(
        candidacy=candidacy,
        part=part,
        slots=[soon, soon + timedelta(hours=3)],
        zone="UTC",
        minutes=60,
        place="",
        by=manager,
    )
    assert reverse("interviews:choose", args=[proposal.link.token]) in read(link)


def test_what_was_held_says_its_day_and_no_more(candidacy, link):
    loops.held(candidacy)
    [step] = [step for step in own_steps(candidacy) if step.words.startswith("Was on")]
    assert (step.note, step.meets, step.url) == ("", (), "")


def test_a_cancelled_interview_is_to_come_again(candidacy, link, manager):
    from interviews.actions import cancel_interview

    row = loops.interview(candidacy)
    cancel_interview(interview=row, by=manager)
    step = next(step for step in own_steps(candidacy) if step.title == row.part.title)
    assert step.words == "To come"


def test_what_they_gave_is_shown_as_it_is_held(candidacy, link):
    Candidacy.objects.filter(pk=candidacy.pk).update(expects="A seat at the table")
    page = read(link)
    for given in ("Leila Haddad", "Norrland Payments", candidacy.candidate.email):
        assert given in page
    assert "A seat at the table" in page


def test_it_names_whom_to_ask_and_how_to_have_it_put_right(candidacy, link, manager):
    page = read(link)
    assert f"mailto:{manager.email}" in page
    assert "have it put right, or have it erased" in page


def test_of_an_internal_candidate_only_who_knows_is_named(candidacy, link, manager, recruiter):
    keep_quiet(candidacy=candidacy, who=[manager], by=manager)
    page = read(link)
    assert manager.email in page
    assert recruiter.email not in page


# ---- What it never says ----------------------------------------------------------------------


def test_it_shows_nothing_that_others_wrote(candidacy, link):
    make.claim(candidacy, WORD)
    make.reference(candidacy, WORD, WORD)
    make.system(candidacy, WORD)
    Candidacy.objects.filter(pk=candidacy.pk).update(summary=WORD, alias=WORD)
    assert WORD not in read(link)


def test_it_shows_no_other_candidate(candidacy, link):
    make.candidacy(candidacy.search, f"{WORD} Other", employer=WORD)
    assert WORD not in read(link)


def test_it_does_not_change_by_what_a_panelist_submits(candidacy, link):
    from tests.walls.test_urls import masked

    interview = loops.held(candidacy)
    make.declared(candidacy, loops.panelist_of(interview))
    before = masked(read(link).encode())
    scorecards.submitted(loops.seat_of(interview))
    assert masked(read(link).encode()) == before


def test_being_on_the_shortlist_does_not_show(candidacy, link):
    before = read(link)
    stand_at(candidacy, Stage.SHORTLISTED)
    assert STANDS[Stage.SHORTLISTED] == STANDS[Stage.TALKING]
    assert "hortlisted" not in read(link)
    assert read(link).count("<li") == before.count("<li")


def test_an_offer_shows_only_once_it_is_sent(db):
    search = factories.search()
    candidacy = offers.chosen(search)
    by = factories.hiring_manager_of(search)
    link = send_own_page(candidacy=candidacy, by=by)
    offers.approved(candidacy)
    page = read(link)
    assert DECIDING in page
    assert "offer" not in page.split("Your way through it")[1].split("So that it goes well")[0]


def test_a_sent_offer_is_a_button(db):
    search = factories.search()
    candidacy = offers.chosen(search)
    offer = offers.sent(candidacy)
    link = send_own_page(candidacy=candidacy, by=factories.hiring_manager_of(search))
    assert reverse("offers:answer", args=[offer.link.token]) in read(link)


def test_why_the_search_stopped_with_them_is_not_shown(candidacy, link, manager):
    make.gone(candidacy, "References did not bear out the claims")
    page = read(link)
    assert "gone on without you" in page
    assert "bear out" not in page


# ---- Giving it, taking it back -----------------------------------------------------------------


def test_who_is_sent_the_questions_gets_a_page_and_the_mail_names_it(candidacy, in_writing):
    row = make.sent(candidacy)
    mail = Mail.objects.get(kind="questionnaire", about=row.pk)
    assert own(own_link(candidacy)) in body_of(mail, letter_of(mail))


def test_the_mail_of_an_interview_names_the_page(candidacy):
    row = loops.interview(candidacy)
    mail = Mail.objects.get(kind="interview_planned_for_candidate", about=row.pk)
    assert own(own_link(candidacy)) in body_of(mail, letter_of(mail))


def test_one_page_serves_all_mails(candidacy, in_writing, manager):
    make.sent(candidacy)
    with acting(candidacy.search_id, manager) as search:
        give_own_page(search, candidacy, manager)
    assert Link.objects.filter(kind=OWN_PAGE, about=candidacy.pk).count() == 1


def test_without_an_address_there_is_no_page(search, manager):
    row = make.candidacy(search, "No Mail", email="")
    with pytest.raises(Refused, match="no mail address"):
        send_own_page(candidacy=row, by=manager)
    with acting(search.pk, manager) as locked:
        give_own_page(locked, row, manager)
    assert own_link(row) is None


def test_a_new_address_closes_the_one_before(candidacy, link, manager):
    new = send_own_page(candidacy=candidacy, by=manager)
    assert Client().get(own(link)).status_code == 404
    assert Client().get(own(new)).status_code == 200


def test_the_mail_says_no_name_in_its_subject(candidacy, link):
    mail = Mail.objects.get(kind=OWN_PAGE)
    assert "Haddad" not in message_of(mail).subject
    assert own(link) in message_of(mail).body


def test_a_closed_address_sends_no_mail_any_more(candidacy, link, manager):
    close_own_page(candidacy=candidacy, by=manager)
    assert letter_of(Mail.objects.get(kind=OWN_PAGE)) is None
    with pytest.raises(Refused, match="no open address"):
        close_own_page(candidacy=candidacy, by=manager)


def test_it_can_be_closed_while_the_search_is_paused(candidacy, link, manager):
    turn(search=candidacy.search, name="pause", because="Budget is being set.", by=manager)
    assert "The search is paused" in read(link)
    close_own_page(candidacy=candidacy, by=manager)
    assert own_link(candidacy) is None


def test_another_mail_address_closes_the_page(candidacy, link, manager):
    from candidates.actions import Person

    person = Person(name="Leila Haddad", email="leila.elsewhere@example.com")
    change_candidate(candidacy=candidacy, person=person, by=manager)
    assert Client().get(own(link)).status_code == 404


@pytest.mark.parametrize("act", [send_own_page, close_own_page])
def test_who_only_observes_gives_and_closes_nothing(candidacy, link, observer, act):
    with pytest.raises(NotAllowed):
        act(candidacy=candidacy, by=observer)


def test_a_link_about_somebody_else_opens_nothing_of_theirs(candidacy, link, search):
    other = make.candidacy(search, f"{WORD} Other")
    with pytest.raises(NotAllowed):
        withdraw_themselves(candidacy=other, because="", by=link)
    assert WORD not in read(link)


# ---- Leaving -------------------------------------------------------------------------------


def test_leaving_ends_all_that_was_planned(candidacy, link):
    row = loops.interview(candidacy)
    Client().post(leave(link), {"because": "Took another offer"})
    candidacy.refresh_from_db()
    row.refresh_from_db()
    assert (candidacy.stage, candidacy.ended_because) == (Stage.WITHDRAWN, "Took another offer")
    assert row.state == "cancelled"


@pytest.mark.parametrize("because", ["", UNSAID])
def test_leaving_needs_no_reason(candidacy, link, because):
    Client().post(leave(link), {"because": because})
    candidacy.refresh_from_db()
    assert (candidacy.stage, candidacy.ended_because) == (Stage.WITHDRAWN, UNSAID)


def test_leaving_takes_a_sent_offer_back(db):
    search = factories.search()
    candidacy = offers.chosen(search)
    offer = offers.sent(candidacy)
    link = send_own_page(candidacy=candidacy, by=factories.hiring_manager_of(search))
    Client().post(leave(link), {})
    offer.refresh_from_db()
    assert offer.state == "withdrawn"


def test_looking_at_the_question_leaves_nothing(candidacy, link):
    assert Client().get(leave(link)).status_code == 200
    candidacy.refresh_from_db()
    assert candidacy.stage == Stage.ADDED


def test_who_runs_the_search_is_told_without_a_name(candidacy, link, manager, recruiter):
    Client().post(leave(link), {})
    told = Mail.objects.filter(kind="candidate_withdrew")
    assert {mail.user for mail in told} == {manager, recruiter}
    message = message_of(told[0])
    assert "Haddad" not in message.subject + message.body


def test_who_was_not_named_is_not_told_of_an_internal_candidate(
    candidacy, link, manager, recruiter
):
    keep_quiet(candidacy=candidacy, who=[manager], by=manager)
    Client().post(leave(link), {})
    assert [mail.user for mail in Mail.objects.filter(kind="candidate_withdrew")] == [manager]


def test_leaving_twice_says_so_and_changes_nothing(candidacy, link):
    Client().post(leave(link), {"because": "Took another offer"})
    page = page_of(Client().post(leave(link), {"because": "Pay is too far apart"}))
    candidacy.refresh_from_db()
    assert candidacy.ended_because == "Took another offer"
    assert "You have withdrawn" in page


def test_a_made_up_reason_is_a_sentence(candidacy, link):
    page = page_of(Client().post(leave(link), {"because": WORD}))
    candidacy.refresh_from_db()
    assert candidacy.stage == Stage.ADDED
    assert "Choose one of the reasons, or none." in page


def test_one_may_leave_a_search_that_is_paused(candidacy, link, manager):
    turn(search=candidacy.search, name="pause", because="Budget is being set.", by=manager)
    Client().post(leave(link), {})
    candidacy.refresh_from_db()
    assert candidacy.stage == Stage.WITHDRAWN


def test_who_has_left_reads_what_was_given_and_leaves_no_more(candidacy, link):
    Client().post(leave(link), {})
    page = read(link)
    assert "You have withdrawn" in page
    assert "Leila Haddad" in page
    assert leave(link) not in page


def test_the_log_says_that_a_link_withdrew_and_no_word(candidacy, link):
    Client().post(leave(link), {"because": "Took another offer"})
    event = Event.objects.get(verb="candidacy.withdraw")
    assert event.link_id == link.pk
    assert "another" not in str(event.fields)


def test_their_reasons_are_those_that_are_recorded_by_hand():
    assert set(LEAVING_BECAUSE) < set(WITHDREW_BECAUSE)
    assert set(dict(LeaveForm.base_fields["because"].choices)) == {*LEAVING_BECAUSE, UNSAID}


# ---- What would help -----------------------------------------------------------------------


def test_what_would_help_reaches_who_plans(as_, candidacy, link, recruiter):
    Client().post(own(link), {"needs": f"Live captions, {WORD}"})
    assert WORD in page_of(as_(recruiter).get(candidacy.get_absolute_url()))
    message = message_of(Mail.objects.filter(kind="candidate_asks")[0])
    assert WORD not in message.subject + message.body


def test_it_stands_where_the_interviews_are_planned(as_, candidacy, link, recruiter):
    Client().post(own(link), {"needs": WORD})
    assert WORD in page_of(as_(recruiter).get(reverse("interviews:candidacy", args=[candidacy.pk])))


@pytest.mark.parametrize("place", ["candidates:detail", "interviews:candidacy"])
def test_nobody_who_judges_or_observes_reads_it(as_, candidacy, link, observer, panelist, place):
    Client().post(own(link), {"needs": WORD})
    make.declared(candidacy, panelist)
    for who in (observer, panelist):
        page = as_(who).get(reverse(place, args=[candidacy.pk]))
        assert page.status_code == 200
        assert WORD not in page_of(page)


def test_saying_the_same_again_tells_nobody_anew(candidacy, link):
    for _ in range(2):
        Client().post(own(link), {"needs": "Live captions"})
    told = Mail.objects.filter(kind="candidate_asks").values_list("user", flat=True)
    assert len(told) == len(set(told))


def test_too_many_words_are_a_sentence_and_nothing_is_lost(candidacy, link):
    page = page_of(Client().post(own(link), {"needs": f"{WORD} " * 200}))
    assert "Use at most 1000" in page
    assert WORD in page


def test_what_would_help_is_not_said_for_a_search_one_has_left(candidacy, link):
    Client().post(leave(link), {})
    with pytest.raises(Refused, match="left this search"):
        say_needs(candidacy=candidacy, needs="Captions", by=link)


def test_the_question_asks_what_and_never_why():
    assert "Say what, not why" in NeedsForm.base_fields["needs"].help_text


def test_no_word_of_it_is_in_the_log(candidacy, link):
    Client().post(own(link), {"needs": WORD})
    assert WORD not in str([(e.verb, e.fields) for e in Event.objects.all()])


# ---- The privacy notice on the questionnaire -----------------------------------------------


def test_the_questions_say_who_reads_them_how_long_and_whom_to_ask(candidacy, in_writing, manager):
    row = make.sent(candidacy)
    page = page_of(Client().get(reverse("candidates:answer", args=[row.link.token])))
    assert manager.email in page
    assert "as long as hiring records have to be" in page
    assert "No machine judges you" in page
    assert own(own_link(candidacy)) in page


def test_a_candidate_learns_that_a_partner_who_sent_them_reads_where_they_stand(search, manager):
    row = partners.submission(search, partners.partner(search))
    link = send_own_page(candidacy=partners.taken(row), by=manager)
    assert f"{row.partner}, who put you forward, reads where you stand" in read(link)


# ---- Another mail address ----


def at_another_address(candidacy, by) -> None:
    from candidates.actions import Person

    person = Person(name="Leila Haddad", email="leila.private@example.com")
    change_candidate(candidacy=candidacy, person=person, by=by)


def test_whoever_reads_the_old_mail_finds_every_address_closed(candidacy, in_writing, manager):
    old = make.sent(candidacy).link
    at_another_address(candidacy, manager)
    assert Client().get(reverse("candidates:answer", args=[old.token])).status_code == 404


def test_times_sent_to_the_old_address_are_withdrawn(candidacy, manager):
    soon = timezone.now() + timedelta(days=5)
    proposal = propose_slots(
        candidacy=candidacy,
        part=loops.part(candidacy.search),
        slots=[soon, soon + timedelta(hours=3)],
        zone="UTC",
        minutes=60,
        place="",
        by=manager,
    )
    at_another_address(candidacy, manager)
    answer = Client().get(reverse("interviews:choose", args=[proposal.link.token]))
    assert answer.status_code == 404


def test_mail_that_goes_to_an_old_address_names_no_page(candidacy, manager):
    row = loops.interview(candidacy)
    mail = Mail.objects.get(kind="interview_planned_for_candidate", about=row.pk)
    at_another_address(candidacy, manager)
    send_own_page(candidacy=candidacy, by=manager)
    assert "/c/" not in body_of(mail, letter_of(mail))


def test_that_an_interview_is_off_reaches_the_new_address(candidacy, manager):
    from interviews.actions import cancel_interview

    row = loops.interview(candidacy)
    at_another_address(candidacy, manager)
    cancel_interview(interview=row, by=manager)
    mail = Mail.objects.get(kind="interview_cancelled_for_candidate")
    assert mail.to == "leila.private@example.com"


def test_who_has_left_is_given_no_page_anew(as_, candidacy, manager, recruiter):
    make.gone(candidacy)
    assert "own-page/send" not in page_of(as_(recruiter).get(candidacy.get_absolute_url()))
    with pytest.raises(Refused, match="have left the search"):
        send_own_page(candidacy=candidacy, by=manager)


def test_the_log_does_not_say_that_somebody_asked_for_help(as_, candidacy, link, recruiter):
    Client().post(own(link), {"needs": "Live captions"})
    page = page_of(as_(recruiter).get(reverse("searches:log", args=[candidacy.search_id])))
    assert "wrote on their own page" in page
    assert "help" not in page.split("<main")[1].split("</main>")[0]
