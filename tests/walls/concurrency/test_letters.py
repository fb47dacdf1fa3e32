"""The letter of an offer, its questions and its signed papers: many at once."""

import pytest

from accounts.models import Link
from offers import actions as offers
from offers.models import Agreement, CompanyBand, Discussed, LetterTemplate, Offer
from offers.wording import HOUSE
from tests import factories
from tests.factories import offers as make
from tests.factories.onboarding import paper
from tests.walls.concurrency.at_once import at_once, done, events

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_one_letter_written_by_two_at_once_is_one_s_and_the_other_is_told(search):
    offer = make.draft(make.chosen(search))
    by = make.recruiter_of(search)

    def write(word: str) -> Offer:
        text = f"{word}\n\n{{terms}}"
        return offers.word_letter(offer=offer, text=text, revision=offer.revision, by=by)

    (written,) = done(at_once(lambda: write("One"), lambda: write("Two")))
    offer.refresh_from_db()
    assert offer.letter == written.letter


def test_a_letter_written_while_it_is_sent_for_approval_is_in_what_is_approved(search):
    offer = make.draft(make.chosen(search))
    by = make.recruiter_of(search)
    make.approvers(search)
    text = "Dear {candidate},\n\n{terms}"
    at_once(
        lambda: offers.word_letter(offer=offer, text=text, revision=offer.revision, by=by),
        lambda: offers.submit_offer(offer=offer, by=by),
    )
    offer.refresh_from_db()
    make.declare(offer)
    row = offer.approvals.get()
    offers.approve_offer(approval=row, digest=offer.digest, by=row.approver)
    assert offers.send_offer(offer=offer, by=by).state == "sent"


def test_a_question_answered_by_two_at_once_has_one_answer(search):
    row = offers.ask(by=make.sent(make.chosen(search)).link, text="When?")
    by = make.recruiter_of(search)
    answers = at_once(*[lambda n=n: offers.answer(discussed=row, text=n, by=by) for n in "ABC"])
    assert len(done(answers)) == 1
    assert events(search, "offer.answered") == 1


def test_questions_asked_at_once_are_no_more_than_may_wait(search):
    link = make.sent(make.chosen(search)).link
    at_once(*[lambda: offers.ask(by=Link.objects.get(pk=link.pk), text="When?")] * 8)
    assert Discussed.objects.count() == 5


def test_one_paper_sent_five_times_at_once_is_kept_once(search):
    offer = make.accepted(make.chosen(search))
    link = Link.objects.get(pk=offer.link_id)
    answers = at_once(*[lambda: offers.hand_in_agreement(offer=offer, file=paper(), by=link)] * 5)
    assert len(done(answers)) == 1
    assert Agreement.objects.count() == 1


def test_one_name_kept_by_two_administrators_at_once_is_one_letter(search):
    people = [factories.administrator() for _ in range(2)]
    answers = at_once(
        *[lambda by=by: offers.keep_template(name="Ours", text=HOUSE, by=by) for by in people]
    )
    assert len(done(answers)) >= 1
    assert LetterTemplate.objects.in_force().count() == 1


def test_one_file_of_bands_read_in_by_two_at_once_is_in_force_once(search):
    people = [factories.administrator() for _ in range(2)]
    text = make.band_file()
    answers = at_once(*[lambda by=by: offers.add_bands(text=text, by=by) for by in people])
    assert len(done(answers)) >= 1
    assert CompanyBand.objects.in_force().count() == 1
