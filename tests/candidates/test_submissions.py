"""What a search partner sent: taken or declined, and what the partner is told."""

from datetime import date

import pytest
from django.core import mail as outbox
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from candidates.actions import (
    decline_submission,
    erase_submission,
    merge,
    take_submission,
    tell_partner,
)
from candidates.models import Document, Feedback, Submission
from candidates.register import from_partners
from candidates.states import DECLINED_BECAUSE
from mail import actions as mail
from mail.models import Mail
from searches.actions import remove_person, turn
from searches.errors import NotAllowed, Refused
from searches.models import Event, Role
from tests import factories
from tests.candidates import files
from tests.candidates.conftest import page_of
from tests.candidates.submitting import cv, pages_of
from tests.factories import candidates as candidate
from tests.factories import partners as make

# ---- Taking and declining


def test_taking_makes_a_candidate_met_by_a_search_firm_with_their_cv(search, manager, partner):
    row = make.submission(search, partner, cv=cv())
    stored = row.cv.path
    candidacy = take_submission(submission=row, by=manager)
    row.refresh_from_db()
    assert (candidacy.channel, candidacy.candidate.name) == ("firm", "Sunniva Berg")
    assert (row.state, row.candidacy, row.answered_by) == ("taken", candidacy, manager)
    document = Document.objects.get()
    assert (document.candidacy, document.name) == (candidacy, "cv.pdf")
    assert document.file.read() == files.pdf(b"Sunniva")
    assert not row.cv
    assert stored != document.file.path


def test_a_cv_that_is_lost_does_not_stand_in_the_way(search, manager, partner):
    row = make.submission(search, partner, cv=cv())
    row.cv.storage.delete(row.cv.name)
    take_submission(submission=row, by=manager)
    assert not Document.objects.exists()


def test_who_is_in_the_search_already_is_refused_with_the_usual_sentence(search, manager, sent):
    candidate.candidacy(search, email=sent.email)
    with pytest.raises(Refused, match="is in this search already"):
        take_submission(submission=sent, by=manager)
    sent.refresh_from_db()
    assert sent.state == "open"
    assert not Mail.objects.exists()


def test_who_sits_on_the_search_is_not_taken(search, manager, partner):
    row = make.submission(search, partner, email=factories.member(search, Role.OBSERVER).email)
    with pytest.raises(Refused, match="A candidate does not sit on it"):
        take_submission(submission=row, by=manager)


@pytest.mark.parametrize("said", DECLINED_BECAUSE)
def test_a_decline_is_read_by_the_partner_in_its_words(as_, search, manager, partner, sent, said):
    decline_submission(submission=sent, said=said, by=manager)
    assert said in pages_of(as_, partner, search, sent)


def test_a_decline_wants_a_reason_or_words(as_, search, manager, sent):
    path = reverse("candidates:decline_submission", args=[search.pk, sent.pk])
    assert "Choose a reason, or write your own words." in page_of(as_(manager).post(path, {}))
    as_(manager).post(path, {"because": DECLINED_BECAUSE[0], "words": "Write again in May."})
    sent.refresh_from_db()
    assert sent.said == f"{DECLINED_BECAUSE[0]}\n\nWrite again in May."


@pytest.mark.parametrize("again", ["take", "decline"])
def test_what_was_answered_is_answered_once(sent, again):
    make.declined(sent)
    act = {"take": make.taken, "decline": make.declined}[again]
    with pytest.raises(Refused, match="was answered already: declined"):
        act(sent)


def test_a_closed_search_still_declines(search, manager, sent):
    turn(search=search, name="close", because="We promote from within.", by=manager)
    with pytest.raises(Refused, match="closed without a hire"):
        make.taken(sent)
    assert make.declined(sent).state == "declined"


def test_in_a_closed_search_nobody_is_offered_to_be_taken(as_, search, manager, sent):
    url = reverse("candidates:submission", args=[search.pk, sent.pk])
    assert "Take into the search" in page_of(as_(manager).get(url))
    turn(search=search, name="close", because="The budget is gone.", by=manager)
    page = page_of(as_(manager).get(url))
    assert "Take into the search" not in page
    assert "Decline</button>" in page


# ---- Erasing who was not taken


def test_what_was_sent_of_one_declined_is_erased_with_the_cv(
    as_, search, manager, partner, django_capture_on_commit_callbacks
):
    row = make.declined(make.submission(search, partner, cv=cv()))
    stored, storage = row.cv.name, row.cv.storage
    url = reverse("candidates:erase_submission", args=[search.pk, row.pk])
    with django_capture_on_commit_callbacks(execute=True):
        as_(manager).post(url)
    held = str(Submission.objects.values().get())
    assert not [word for word in ("Sunniva", "submitted1", "Fjord", "credit") if word in held]
    assert not storage.exists(stored)
    every = reverse("candidates:submissions", args=[search.pk])
    assert "Erased" not in page_of(as_(manager).get(every)).replace("Erased. What", "")


def test_who_was_taken_is_erased_as_a_candidate(search, manager, sent):
    make.taken(sent)
    with pytest.raises(Refused, match="goes with a candidate"):
        erase_submission(submission=sent, by=manager)


def test_an_answer_comes_before_erasing(manager, sent):
    with pytest.raises(Refused, match="has no answer yet"):
        erase_submission(submission=sent, by=manager)


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.PANELIST, Role.APPROVER, Role.PARTNER])
def test_nobody_but_who_runs_the_search_answers(search, sent, role):
    by = factories.member(search, role)
    for act in (
        lambda: take_submission(submission=sent, by=by),
        lambda: decline_submission(submission=sent, said="No.", by=by),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_the_reviewer_sees_doubles_they_may_know_of(as_, search, manager, recruiter, sent):
    candidate.candidacy(search, sent.name, employer=sent.employer)
    path = reverse("candidates:submission", args=[search.pk, sent.pk])
    assert "the same name at the same employer" in page_of(as_(recruiter).get(path))


def test_a_double_kept_quiet_is_not_shown_to_who_was_not_named(
    as_, search, manager, recruiter, sent
):
    from candidates.actions import keep_quiet

    double = candidate.candidacy(search, sent.name, employer=sent.employer)
    keep_quiet(candidacy=double, who=[], by=manager)
    path = reverse("candidates:submission", args=[search.pk, sent.pk])
    assert "the same name" not in page_of(as_(recruiter).get(path))
    assert "the same name" in page_of(as_(manager).get(path))


def test_a_submission_goes_out_of_sight_with_its_candidate(search, manager, recruiter, sent):
    from candidates.actions import keep_quiet

    keep_quiet(candidacy=make.taken(sent), who=[], by=manager)
    assert not Submission.objects.visible_to(recruiter).exists()
    assert Submission.objects.visible_to(manager).get() == sent


def test_the_cv_is_a_download_for_who_answers(as_, search, manager, partner):
    row = make.submission(search, partner, cv=cv())
    path = reverse("candidates:submission_cv", args=[search.pk, row.pk])
    response = as_(manager).get(path)
    assert b"".join(response) == files.pdf(b"Sunniva")
    assert "attachment" in response["Content-Disposition"]
    assert "Sunniva" not in response["Content-Disposition"]


def test_a_state_and_what_came_of_it_agree_in_the_database(sent):
    for wrong in ({"state": "taken"}, {"state": "declined"}, {"answered_at": timezone.now()}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Submission.objects.filter(pk=sent.pk).update(**wrong)


# ---- Told


def test_home_says_that_a_partner_submitted_somebody(search, manager, observer, partner, sent):
    (line,) = from_partners(manager)
    assert line.say == "A search partner submitted a candidate."
    assert line.url == f"/searches/{search.pk}/submissions/{sent.pk}/"
    assert "Sunniva" not in str(line)
    make.submission(search, partner)
    (line,) = from_partners(manager)
    assert line.say == "A search partner submitted two candidates."
    assert line.url == f"/searches/{search.pk}/submissions/"
    assert list(from_partners(observer)) == []


def test_nothing_waits_once_it_is_answered(manager, sent):
    make.declined(sent)
    assert list(from_partners(manager)) == []


def test_words_to_the_partner_are_read_at_once_with_name_and_day(as_, search, manager, sent):
    make.taken(sent)
    tell_partner(submission=sent, words="They meet the CTO next week.", by=manager)
    body = pages_of(as_, sent.partner, search, sent)
    assert body.count("They meet the CTO next week.") == 2
    assert "Tobias Lindqvist" in body


def test_the_mail_says_that_there_is_word_and_names_nobody(manager, search, sent):
    search.alias = "Project Heron"
    search.save()
    make.taken(sent)
    tell_partner(submission=sent, words="Quillfeather", by=manager)
    for row in Mail.objects.filter(kind="partner_word"):
        mail.deliver(row.pk)
    for letter in outbox.outbox:
        assert letter.subject == "Project Heron"
        assert letter.to == [sent.partner.email]
        assert f"/searches/{search.pk}/partner/{sent.pk}/" in letter.body
        for secret in ("Quillfeather", "Sunniva", "Kestrel"):
            assert secret not in letter.body
    assert len(outbox.outbox) == 2


def test_who_is_no_longer_partner_gets_no_mail(search, manager, sent):
    make.taken(sent)
    remove_person(search=search, user=sent.partner, role=Role.PARTNER, by=manager)
    mail.deliver(Mail.objects.get().pk)
    assert outbox.outbox == []
    with pytest.raises(Refused, match="no longer search partner"):
        tell_partner(submission=sent, words="Soon.", by=manager)


def test_words_go_with_a_taken_candidate_only(manager, sent):
    make.declined(sent)
    with pytest.raises(Refused, match="taken into the search"):
        tell_partner(submission=sent, words="Soon.", by=manager)


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.PANELIST, Role.PARTNER])
def test_only_who_runs_the_search_tells(search, sent, role):
    make.taken(sent)
    with pytest.raises(NotAllowed):
        tell_partner(submission=sent, words="Soon.", by=factories.member(search, role))


def test_who_knows_not_of_a_candidate_tells_nothing(search, manager, recruiter, sent):
    from candidates.actions import keep_quiet

    keep_quiet(candidacy=make.taken(sent), who=[], by=manager)
    with pytest.raises(NotAllowed):
        tell_partner(submission=sent, words="Soon.", by=recruiter)


def test_a_closed_search_still_tells(search, manager, sent):
    make.taken(sent)
    turn(search=search, name="close", because="We promote from within.", by=manager)
    assert tell_partner(submission=sent, words="It was closed.", by=manager).pk


def test_the_candidates_page_says_who_submitted_them_to_who_manages(
    as_, search, manager, observer, partner
):
    row = make.submission(search, partner, agreed_on=date(2026, 3, 3))
    candidacy = make.taken(row)
    tell_partner(submission=row, words="They meet the CTO.", by=manager)
    page = page_of(as_(manager).get(candidacy.get_absolute_url()))
    for said in ("Nadia Holt", "Tue\u00a03\u00a0Mar\u00a02026", "They meet the CTO."):
        assert said in page
    page = page_of(as_(observer).get(candidacy.get_absolute_url()))
    assert "They meet the CTO." not in page
    assert "From a search partner" not in page


def test_one_put_together_with_another_keeps_who_submitted_them_and_what_was_told(
    as_, search, manager, sent
):
    candidacy, other = candidate.candidacy(search), make.taken(sent)
    tell_partner(submission=sent, words="They meet the CTO.", by=manager)
    merge(kept=candidacy, gone=other, by=manager)
    sent.refresh_from_db()
    assert sent.candidacy == candidacy
    assert Feedback.objects.get().submission == sent
    assert "They meet the CTO." in pages_of(as_, sent.partner, search, sent)


def test_of_two_partners_with_one_candidate_each_reads_their_own_words(as_, search, manager, sent):
    other = make.submission(search, make.partner(search, "Other"), "Sunniva B.")
    merge(kept=make.taken(sent), gone=make.taken(other), by=manager)
    tell_partner(submission=other, words="Quillfeather", by=manager)
    assert "Quillfeather" not in pages_of(as_, sent.partner, search, sent)


def test_the_log_holds_no_word_of_it(search, manager, sent):
    make.taken(sent)
    tell_partner(submission=sent, words="Soon.", by=manager)
    make.declined(make.submission(search, sent.partner, "Ada"))
    verbs = list(Event.objects.filter(verb__contains="submission").values_list("verb", "fields"))
    assert verbs == [
        ("submission.sent", []),
        ("submission.taken", ["state"]),
        ("submission.sent", []),
        ("submission.declined", ["state"]),
    ]
