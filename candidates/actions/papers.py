"""What is gathered on a candidate: documents, claims, and the systems they answered for."""

from typing import Any
from uuid import uuid4

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from candidates.actions.stages import room_for, still_there, touch
from candidates.models import Candidacy, Claim, Document, System
from searches.actions import acting, log
from searches.errors import Refused

MOST_DOCUMENTS = 10
MOST_CLAIMS = 30
MOST_SYSTEMS = 20
OF_SYSTEM = ("what", "role", "scale", "metric", "incident", "changed", "from_year", "to_year")


def add_document(*, candidacy: Candidacy, file: File, name: str, kind: str, by: User) -> Document:
    """Keep a checked file (see candidates.uploads) under a name of ours."""
    with acting(candidacy.search_id, by, "candidates.manage") as search:
        row = still_there(candidacy)
        room_for(row.documents.count(), MOST_DOCUMENTS, "documents")
        document = Document(candidacy=row, name=name, kind=kind, size=file.size, added_by=by)
        document.file.save(f"{uuid4().hex}.{kind}", file, save=False)
        document.save()
        log(search, by, "document.added", document)
        touch(document)
        return document


def remove_document(*, document: Document, by: User) -> None:
    with acting(document.search.pk, by, "candidates.end") as search:
        row = Document.objects.filter(pk=document.pk).first()
        if row is None:
            raise Refused("This document is gone already.")
        log(search, by, "document.removed", row)
        touch(row)
        storage, name = row.file.storage, str(row.file.name)
        row.delete()
        transaction.on_commit(lambda: storage.delete(name))


def add_claim(*, candidacy: Candidacy, text: str, source: str, by: User) -> Claim:
    with acting(candidacy.search_id, by, "candidates.manage") as search:
        row = still_there(candidacy)
        room_for(row.claims.count(), MOST_CLAIMS, "claims")
        claim = Claim.objects.create(candidacy=row, text=text, source=source, added_by=by)
        log(search, by, "claim.added", claim)
        touch(claim)
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
        touch(row)
        return row


def check_claim(*, claim: Claim, of: str, state: str, how: str, by: User) -> Claim:
    """Say what a check found, and how it was checked. A later check replaces it.

    `of` are the words that were checked. Raises Refused where the claim says something else now.
    """
    with acting(claim.search.pk, by, "candidates.manage") as search:
        row = Claim.objects.get(pk=claim.pk)
        if row.text.split() != of.split():
            raise Refused("The claim was worded anew while you checked. Read it again above.")
        row.state, row.how_checked = Claim.State(state), how.strip()
        if row.state != Claim.State.UNCHECKED and not row.how_checked:
            raise Refused("Say how it was checked: with whom, or by which paper.")
        row.checked_by, row.checked_at = by, timezone.now()
        row.save()
        log(search, by, "claim.checked", row, "state")
        touch(row)
        return row


def add_system(*, candidacy: Candidacy, by: User, **said: Any) -> System:
    """Note a production system of theirs. `said` are the fields of System that are theirs."""
    with acting(candidacy.search_id, by, "candidates.manage") as search:
        here = still_there(candidacy)
        room_for(here.systems.count(), MOST_SYSTEMS, "production systems")
        row = System.objects.create(candidacy=here, added_by=by, **_of_system(said))
        log(search, by, "system.added", row)
        touch(row)
        return row


def change_system(*, system: System, by: User, **said: Any) -> System:
    with acting(system.search.pk, by, "candidates.manage") as search:
        row = System.objects.get(pk=system.pk)
        new = _of_system(said)
        changed = [name for name, value in new.items() if getattr(row, name) != value]
        for name in changed:
            setattr(row, name, new[name])
        if changed:
            row.save()
            log(search, by, "system.changed", row, *changed)
            touch(row)
        return row


def _of_system(said: dict[str, Any]) -> dict[str, Any]:
    if said["to_year"] is not None and said["to_year"] < said["from_year"]:
        raise Refused("It ended before it began. Put the years right.")
    return {name: said[name] for name in OF_SYSTEM}
