"""What a search partner sends, what becomes of it, and what they are told."""

from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from accounts.models import User, normal_email
from accounts.templatetags.face import day
from candidates.actions.papers import add_document
from candidates.actions.people import Person, add_candidate
from candidates.models import Candidacy, Feedback, Submission
from candidates.off_limits import FIELD, fence_of, says
from candidates.papers import Paper
from candidates.states import SUBMISSION_MOVES, SubmissionState
from mail.actions import post
from searches.actions import acting, log
from searches.errors import Refused
from searches.models import Role, Search
from searches.moves import find, target_of
from searches.rules import require

PARTNER_WORD = "partner_word"
MOST_SUBMISSIONS = 200
MOST_FEEDBACK = 50
OF_PERSON = ("name", "email", "phone", "employer", "title")


def submit_candidate(
    *, search: Search, cv: Paper | None = None, by: User, **said: Any
) -> Submission:
    """Put somebody forward, who has agreed to it.

    Whether the search knows them already is not looked at, and so not told: it would give away
    who else is a candidate. Raises Refused where `by` sent the address before, or where the list
    that `by` may read says that they are off limits.
    """
    with acting(search.pk, by, "candidates.submit") as locked:
        row = Submission(search=locked, partner=by, **said)
        row.email = normal_email(row.email)
        if row.agreed_on > locked.today:
            raise Refused("This day is still to come. Write the day they agreed.", "agreed_on")
        _refuse_again(row)
        stopped = fence_of(locked).meets(row)
        if stopped:
            raise Refused(says(stopped), FIELD[stopped.kind])
        if cv:
            row.cv_name = cv.name
            row.cv.save(f"{uuid4().hex}.{cv.kind}", cv.file, save=False)
        row.save()
        log(locked, by, "submission.sent", row)
        return row


def _refuse_again(row: Submission) -> None:
    mine = Submission.objects.filter(search=row.search, partner=row.partner)
    before = mine.filter(email=row.email).first()
    if before:
        raise Refused(f"You submitted this address on {day(before.sent_at)} already.", "email")
    if mine.count() >= MOST_SUBMISSIONS:
        raise Refused(f"At most {MOST_SUBMISSIONS} candidates are submitted by one partner.")


def take_submission(*, submission: Submission, by: User) -> Candidacy:
    """Make the person a candidate, with their CV. Raises Refused as `add_candidate` does."""
    with acting(submission.search_id, by, find(SUBMISSION_MOVES, "take").perm) as search:
        row = _moved(submission, "take")
        given = {name: getattr(row, name) for name in OF_PERSON}
        person = Person(**given, channel=Candidacy.Channel.FIRM)
        row.candidacy = add_candidate(search=search, person=person, by=by)
        _hand_on_cv(row, row.candidacy, by)
        _answered(search, row, by)
        log(search, by, "submission.taken", row, "state")
        return row.candidacy


def _hand_on_cv(row: Submission, candidacy: Candidacy, by: User) -> None:
    """From now on it is a document of the candidate's, kept and removed as such."""
    storage, name = row.cv.storage, str(row.cv.name)
    if not name or not storage.exists(name):
        return
    with row.cv.open("rb") as file:
        add_document(candidacy=candidacy, file=file, name=row.cv_name, kind=row.cv_kind, by=by)
    row.cv = ""
    transaction.on_commit(lambda: storage.delete(name))


def decline_submission(*, submission: Submission, said: str, by: User) -> Submission:
    """Answer that they are not taken; the partner reads `said`."""
    with acting(submission.search_id, by, find(SUBMISSION_MOVES, "decline").perm) as search:
        row = _moved(submission, "decline")
        if not said.strip():
            raise Refused("Say why. One of the reasons is enough.")
        row.said = said.strip()
        _answered(search, row, by)
        log(search, by, "submission.declined", row, "state")
        return row


def _moved(submission: Submission, name: str) -> Submission:
    row = Submission.objects.select_related("partner").get(pk=submission.pk)
    wrong = f"This was answered already: {row.get_state_display()}."
    row.state = target_of(SUBMISSION_MOVES, name, row.state, wrong)
    return row


def _answered(search: Search, row: Submission, by: User) -> None:
    row.answered_by, row.answered_at = by, timezone.now()
    row.save()
    post(kind=PARTNER_WORD, to=row.partner, about=row.pk, search=search)


def tell_partner(*, submission: Submission, words: str, by: User) -> Feedback:
    """Words about a candidate to who put them forward, who reads them at once."""
    with acting(submission.search_id, by, "candidates.end") as search:
        row = Submission.objects.select_related("partner", "candidacy").get(pk=submission.pk)
        if row.state != SubmissionState.TAKEN or row.candidacy is None:
            raise Refused("Words go with a candidate who was taken into the search.")
        row.candidacy.search = search
        require(by, "candidates.open", row.candidacy)
        if not is_partner_now(row):
            raise Refused(f"{row.partner} is no longer search partner here and reads nothing.")
        if row.feedback.count() >= MOST_FEEDBACK:
            raise Refused(f"At most {MOST_FEEDBACK} words go with one candidate.")
        told = Feedback.objects.create(submission=row, words=words.strip(), said_by=by)
        log(search, by, "feedback.given", told)
        post(kind=PARTNER_WORD, to=row.partner, about=row.pk, search=search)
        return told


def is_partner_now(submission: Submission) -> bool:
    """Whether who sent it still has a page on which to read of it."""
    rows = submission.search.memberships.current().filter(role=Role.PARTNER)
    return rows.filter(user=submission.partner_id).exists()
