"""A person leaves: asking for it, a copy to hand to them, and taking them out of everything."""

from functools import partial

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from accounts.models import Link, User
from candidates.actions.messages import MESSAGE
from candidates.actions.own import ASKS, OWN_PAGE, WITHDREW, of_link
from candidates.actions.partners import PARTNER_WORD
from candidates.actions.people import OF_CANDIDATE
from candidates.actions.questionnaire import QUESTIONNAIRE
from candidates.actions.references import REFERENCE
from candidates.actions.stages import still_there
from candidates.actions.voluntary import forget_voluntary
from candidates.duplicates import folded
from candidates.erasing import Kinds, Words, blank, delete_files, erase_kinds, erase_words
from candidates.log import ERASED
from candidates.models import (
    NAMED,
    Access,
    Candidacy,
    Candidate,
    Claim,
    Conflict,
    Document,
    Erasure,
    Feedback,
    KeptOut,
    Merge,
    Message,
    OffLimits,
    Questionnaire,
    Reference,
    Submission,
    System,
)
from candidates.signals import erasing
from candidates.states import LIVE, SubmissionState
from mail.models import Mail
from searches.actions import acting, log
from searches.errors import Refused
from searches.models import Search

NOBODY = "Erased person"
IN_PLAY = (
    "They are still in play. Record their withdrawal first, or stop; that calls off their "
    "interviews."
)
OF_SUBMISSION = "name email phone employer title words cv cv_name said"
WORDS: Words = {
    Candidacy: "summary expects forfeits needs ended_because",
    Merge: "said",
    Conflict: "how",
    KeptOut: "name email",
    Document: "file name",
    Claim: "text source how_checked",
    System: "what role scale metric incident changed",
    Reference: "name email organisation agreed_how ran_together decision failure people notes",
    Message: "text",
    Submission: OF_SUBMISSION,
    Feedback: "words",
    Questionnaire: "answers",
}
KINDS: Kinds = {
    Candidacy: (OWN_PAGE, WITHDREW, ASKS),
    Questionnaire: (QUESTIONNAIRE,),
    Reference: (REFERENCE,),
    Message: (MESSAGE,),
    Submission: (PARTNER_WORD,),
    Search: ("shortlist", "status"),
}


def ask_to_be_erased(*, candidacy: Candidacy, by: Link) -> None:
    """The candidate asks for it. In every search where this is their row: they are one person, and
    know of one page. The searches are locked in the order of their ids, so two never wait for each
    other."""
    with transaction.atomic():
        theirs = Candidacy.objects.filter(candidate=candidacy.candidate_id, erased=False)
        for row in theirs.order_by("search_id"):
            _ask(candidacy, row, by)


def _ask(candidacy: Candidacy, row: Candidacy, by: Link) -> None:
    with acting(row.search_id, by) as search:
        of_link(candidacy, by)
        asked = Candidacy.objects.filter(pk=row.pk, erasure_asked_at=None, erased=False)
        if asked.update(erasure_asked_at=timezone.now()):
            log(search, by, "erasure.asked", row)


def copy_for(*, candidacy: Candidacy, by: User) -> None:
    """Put on record that a copy was made, to hand to them. What is in it: `candidates.copies`."""
    with acting(candidacy.search_id, by, "candidates.erase", candidacy) as search:
        log(search, by, "candidate.copied", candidacy)


def erase(*, candidacy: Candidacy, ground: str, by: User) -> Erasure:
    """Take a person out of this search: words, files, links, mail and PDFs, in all rooms.

    What stays is in docs/decisions/0018. In another search they are erased by who runs that one.
    Raises Refused while they are in play, or while a plan of theirs runs.
    """
    with acting(candidacy.search_id, by, "candidates.erase", candidacy) as search:
        row = still_there(candidacy)
        row.search = search
        if row.erased:
            raise Refused(ERASED)
        if row.stage in LIVE:
            raise Refused(IN_PLAY)
        log(search, by, "candidate.erased", row)
        erasure = Erasure.objects.create(candidacy=row, ground=ground, by=by)
        erasing.send(sender=Candidacy, erasure=erasure, search=search, by=by)
        _take_off_the_list(search, row, by)
        _erase_here(erasure)
        erasure.save(update_fields=["files"])
        transaction.on_commit(lambda: delete_files(erasure.pk))
        return erasure


def erase_submission(*, submission: Submission, by: User) -> None:
    """Take out what a search partner sent of somebody who was not taken into the search."""
    with acting(submission.search_id, by, "candidates.erase") as search:
        these = Submission.objects.not_taken().filter(pk=submission.pk)
        row = these.first()
        if row is None:
            raise Refused("This was erased already, or goes with a candidate, and is erased there.")
        if row.state == SubmissionState.OPEN:
            raise Refused("The partner has no answer yet. Decline first, and erase it then.")
        log(search, by, "submission.erased", row)
        Mail.objects.filter(kind=PARTNER_WORD, about=row.pk, search=search).delete()
        gone = Erasure()  # of no candidacy, so it is not saved: it notes the files
        blank(gone, these, OF_SUBMISSION)
        for name in gone.files:
            transaction.on_commit(partial(default_storage.delete, name))


def _erase_here(erasure: Erasure) -> None:
    row = erasure.candidacy
    erase_kinds(erasure, KINDS)
    if row.candidate.email:
        untaken = Submission.objects.filter(search=row.search_id, candidacy=None)
        blank(erasure, untaken.filter(email=row.candidate.email), OF_SUBMISSION)
    erase_words(erasure, WORDS)
    forget_voluntary(row)
    let_in = Access.objects.current().filter(candidacy=row).exclude(role=NAMED)
    let_in.update(ended_at=timezone.now())
    person = _nobody(row)
    Candidacy.objects.filter(pk=row.pk).update(candidate=person, erased=True)


def _nobody(row: Candidacy) -> Candidate:
    """Their row without a word; one of its own where they stand in another search as well.

    Locked, so that two searches that erase them at once do not each leave the row to the other.
    """
    person = Candidate.objects.select_for_update().get(pk=row.candidate_id)
    if person.candidacies.exclude(pk=row.pk).exists():
        person = Candidate()
    for name in OF_CANDIDATE:
        setattr(person, name, "")
    person.name = NOBODY
    person.save()
    return person


def _take_off_the_list(search: Search, row: Candidacy, by: User) -> None:
    """Where they are off limits by name, that goes too; a company stays."""
    theirs = set(folded(row.candidate.name).split())
    for listed in search.off_limits.filter(kind=OffLimits.Kind.PERSON):
        if set(folded(listed.name).split()) == theirs:
            log(search, by, "off_limits.removed", listed)
            listed.delete()
