"""What is gathered on a candidate: documents, claims, and notes of reference calls."""

from datetime import date
from uuid import uuid4

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from candidates.models import Candidacy, Claim, Document, Reference
from searches.actions import acting, log
from searches.errors import Refused

MOST_DOCUMENTS = 10
MOST_CLAIMS = 30
MOST_REFERENCES = 12


def add_document(*, candidacy: Candidacy, file: File, name: str, kind: str, by: User) -> Document:
    """Keep a checked file (see candidates.uploads) under a name of ours."""
    with acting(candidacy.search_id, by, "candidates.manage") as search:
        _room_for(candidacy.documents.count(), MOST_DOCUMENTS, "documents")
        document = Document(candidacy=candidacy, name=name, kind=kind, size=file.size, added_by=by)
        document.file.save(f"{uuid4().hex}.{kind}", file, save=False)
        document.save()
        log(search, by, "document.added", document)
        return document


def remove_document(*, document: Document, by: User) -> None:
    with acting(document.search.pk, by, "candidates.manage") as search:
        row = Document.objects.filter(pk=document.pk).first()
        if row is None:
            raise Refused("This document is gone already.")
        log(search, by, "document.removed", row)
        storage, name = row.file.storage, str(row.file.name)
        row.delete()
        transaction.on_commit(lambda: storage.delete(name))


def add_claim(*, candidacy: Candidacy, text: str, source: str, by: User) -> Claim:
    with acting(candidacy.search_id, by, "candidates.manage") as search:
        _room_for(candidacy.claims.count(), MOST_CLAIMS, "claims")
        claim = Claim.objects.create(candidacy=candidacy, text=text, source=source, added_by=by)
        log(search, by, "claim.added", claim)
        return claim


def change_claim(*, claim: Claim, text: str, source: str, by: User) -> Claim:
    """Word a claim anew. A check was of the old words, so it no longer stands."""
    with acting(claim.search.pk, by, "candidates.manage") as search:
        row = Claim.objects.get(pk=claim.pk)
        if row.text != text:
            row.state, row.how_checked = Claim.State.UNCHECKED, ""
            row.checked_by, row.checked_at = None, None
        row.text, row.source = text, source
        row.save()
        log(search, by, "claim.changed", row, "text", "source")
        return row


def check_claim(*, claim: Claim, state: str, how: str, by: User) -> Claim:
    """Say what a check found, and how it was checked. A later check replaces it."""
    with acting(claim.search.pk, by, "candidates.manage") as search:
        row = Claim.objects.get(pk=claim.pk)
        row.state, row.how_checked = Claim.State(state), how.strip()
        if row.state != Claim.State.UNCHECKED and not row.how_checked:
            raise Refused("Say how it was checked: with whom, or by which paper.")
        row.checked_by, row.checked_at = by, timezone.now()
        row.save()
        log(search, by, "claim.checked", row, "state")
        return row


def add_reference(
    *,
    candidacy: Candidacy,
    name: str,
    relation: str,
    organisation: str,
    consented: bool,
    called_on: date,
    notes: str,
    by: User,
) -> Reference:
    """Keep the notes of a call. Without the candidate's consent there is no call to note."""
    with acting(candidacy.search_id, by, "candidates.manage") as search:
        _consent(consented)
        _room_for(candidacy.references.count(), MOST_REFERENCES, "references")
        reference = Reference.objects.create(
            candidacy=candidacy,
            name=name,
            relation=Reference.Relation(relation),
            organisation=organisation,
            consented=consented,
            called_on=called_on,
            notes=notes,
            added_by=by,
        )
        log(search, by, "reference.added", reference)
        return reference


def change_reference(
    *,
    reference: Reference,
    name: str,
    relation: str,
    organisation: str,
    consented: bool,
    called_on: date,
    notes: str,
    by: User,
) -> Reference:
    with acting(reference.search.pk, by, "candidates.manage") as search:
        _consent(consented)
        row = Reference.objects.get(pk=reference.pk)
        row.name, row.relation, row.organisation = name, Reference.Relation(relation), organisation
        row.called_on, row.notes = called_on, notes
        row.save()
        log(search, by, "reference.changed", row, "notes")
        return row


def _consent(consented: bool) -> None:
    if not consented:
        raise Refused("A reference is called only after the candidate agreed to this call.")


def _room_for(there: int, most: int, what: str) -> None:
    if there >= most:
        raise Refused(f"A candidate carries at most {most} {what} here.")
