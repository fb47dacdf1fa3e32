"""The candidate's own page: what it says, and what it never says."""

from datetime import timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.templatetags.face import clock_filter
from candidates.actions import keep_quiet, send_own_page
from candidates.models import Candidacy
from candidates.own import DECIDING, STANDS, own_link, own_steps
from candidates.states import Stage
from interviews.actions import propose_slots
from interviews.models import Interview
from tests import factories
from tests.candidates.conftest import page_of
from tests.candidates.own_page import WORD, own, read, stand_at
from tests.factories import candidates as make
from tests.factories import interviews as loops
from tests.factories import offers, partners, scorecards

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
