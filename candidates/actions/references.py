"""References: noted in a call, or written by the referee behind a private link."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils import timezone

from accounts.models import Link, User
from candidates.actions.stages import room_for, touch
from candidates.duplicates import folded, folded_firm
from candidates.models import Candidacy, Reference
from candidates.states import ASKED_OF_REFEREES, ReferenceState, Stage
from mail.actions import post
from searches.actions import acting, log
from searches.errors import ADDRESS_CLOSED, NotAllowed, Refused

REFERENCE = "reference"
"""The kind of a referee's private link and of the mail that carries it."""
LINK_DAYS = 14
MOST_REFERENCES = 12
NAMELESS = frozenset(
    "anonymous anonym unknown confidential withheld nn na nobody none noname".split()
)
SAID = tuple(name for name, _, _ in ASKED_OF_REFEREES)

NO_NAME = "Say who it was. What nobody puts their name to is not taken down."
AT_PRESENT = (
    "{firm} is where the candidate works now. Nobody there is asked before they have accepted "
    "an offer."
)


@dataclass(frozen=True)
class Call:
    """What is noted of a reference: who, how they know the candidate, and what they said."""

    name: str
    relation: str
    called_on: date
    consented: bool
    organisation: str = ""
    off_list: bool = False
    agreed_on: date | None = None
    agreed_how: str = ""
    ran_together: str = ""
    decision: str = ""
    failure: str = ""
    people: str = ""
    again: str = ""
    notes: str = ""


def add_reference(*, candidacy: Candidacy, by: User, **noted: Any) -> Reference:
    """Keep the notes of a call (the fields of Call). Without consent there is no call to note."""
    call = Call(**noted)
    with acting(candidacy.search_id, by, "candidates.manage") as search:
        row = Candidacy.objects.select_related("candidate").get(pk=candidacy.pk)
        may_be_noted(call, row)
        room_for(_counting(row), MOST_REFERENCES, "references")
        reference = Reference.objects.create(candidacy=row, added_by=by, **asdict(call))
        log(search, by, "reference.added", reference)
        touch(reference)
        return reference


def change_reference(*, reference: Reference, by: User, **noted: Any) -> Reference:
    """Put notes right. What a referee wrote themselves is theirs, and stays as it is."""
    call = Call(**noted)
    with acting(reference.search.pk, by, "candidates.manage") as search:
        row = Reference.objects.select_related("candidacy__candidate").get(pk=reference.pk)
        if row.link_id:
            raise Refused("The referee wrote this. Note a call beside it.")
        may_be_noted(call, row.candidacy)
        changed = [name for name, value in asdict(call).items() if getattr(row, name) != value]
        for name in changed:
            setattr(row, name, getattr(call, name))
        row.save()
        log(search, by, "reference.changed", row, *changed)
        touch(row)
        return row


def _counting(candidacy: Candidacy) -> int:
    """Those given, and those asked whose address is open; one closed unanswered takes no room."""
    closed = Q(state=ReferenceState.ASKED) & ~Q(link__in=Link.objects.live())
    return candidacy.references.exclude(closed).count()


def may_be_noted(call: Call, candidacy: Candidacy) -> None:
    """Consent, a name, and for somebody the candidate did not name their word and its day."""
    if not call.consented:
        raise Refused("A reference is called only after the candidate agreed to this call.")
    words = folded(call.name)
    if not words or words.replace(" ", "") in NAMELESS:
        raise Refused(NO_NAME)
    if not call.off_list:
        return
    if call.agreed_on is None or not call.agreed_how.strip():
        raise Refused(
            "The candidate did not name this person. Note first on which day they agreed, and how."
        )
    _not_at_present(call.organisation, candidacy)


def _not_at_present(organisation: str, candidacy: Candidacy) -> None:
    """Who is hired has accepted, and told their employer or is about to."""
    if candidacy.stage == Stage.HIRED:
        return
    there, firm = folded_firm(organisation), folded_firm(candidacy.candidate.employer)
    if not firm:
        raise Refused("Note first, on their page, who employs the candidate now.")
    if not there:
        raise Refused("Say where this person works: nobody at the present employer is asked.")
    if f" {firm} " in f" {there} " or f" {there} " in f" {firm} ":
        raise Refused(AT_PRESENT.format(firm=candidacy.candidate.employer))


# ---- In writing ----------------------------------------------------------------------------


def ask_in_writing(*, candidacy: Candidacy, email: str, by: User, **noted: Any) -> Reference:
    """Mail the referee a private link to the same questions."""
    with acting(candidacy.search_id, by, "candidates.manage") as search:
        row = Candidacy.objects.select_related("candidate").get(pk=candidacy.pk)
        call = Call(called_on=search.today, **noted)
        if row.ended:
            raise Refused("This candidate has left the search.")
        may_be_noted(call, row)
        room_for(_counting(row), MOST_REFERENCES, "references")
        reference = Reference(candidacy=row, email=email, added_by=by, **asdict(call))
        reference.save()  # the link is about a row that has an id
        reference.link = Link.issue(
            kind=REFERENCE, about=reference.pk, email=email, by=by, days=LINK_DAYS
        )
        reference.state = ReferenceState.ASKED
        reference.save()
        post(kind=REFERENCE, to=email, about=reference.pk, search=search, link=reference.link)
        log(search, by, "reference.asked", reference)
        touch(reference)
        return reference


def close_reference(*, reference: Reference, by: User) -> Reference:
    """Take the address back. What was answered already stays."""
    with acting(reference.search.pk, by, "candidates.end") as search:
        row = Reference.objects.select_related("link").get(pk=reference.pk)
        if row.state != ReferenceState.ASKED or row.link is None or row.link.revoked_at:
            raise Refused("There is no open address to close.")
        row.link.revoke()
        log(search, by, "reference.closed", row)
        return row


def answer_reference(*, by: Link, again: str = "", **said: str) -> Reference:
    """What the referee wrote; it is fixed, and the link is spent."""
    reference = Reference.objects.select_related("candidacy").get(pk=by.about)
    with acting(reference.candidacy.search_id, by) as search:
        row = Reference.objects.select_related("candidacy", "link").get(pk=reference.pk)
        live = Link.objects.live().filter(pk=by.pk, kind=REFERENCE, about=row.pk).exists()
        if not live or row.link_id != by.pk or row.state != ReferenceState.ASKED:
            raise NotAllowed(ADDRESS_CLOSED)
        if not any(said.get(name, "").strip() for name in SAID):
            raise Refused("Nothing is written yet. A sentence under one question is enough.")
        for name in SAID:
            setattr(row, name, said.get(name, ""))
        row.again, row.called_on, row.state = again, search.today, ReferenceState.GIVEN
        row.save()
        by.used_at = by.revoked_at = timezone.now()
        by.save(update_fields=["used_at", "revoked_at"])
        log(search, by, "reference.answered", row, *SAID)
        touch(row)
        return row
