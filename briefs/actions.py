"""Asking for a brief, making it, asking again."""

import hashlib
import json
import logging
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files import File
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from accounts.actors import Actor
from accounts.models import User
from accounts.zones import paper_of
from briefs import kinds
from briefs.models import Brief
from briefs.render import pdf_of
from mail.queue import hand_over
from searches.actions import acting, log
from searches.errors import Refused
from searches.models import Search

logger = logging.getLogger(__name__)
RENDER = "briefs.tasks.render"
ATTEMPTS = 3
GIVEN_UP_AFTER = timedelta(seconds=90)
"""A rendering older than this lost its process: the hard limit of a task is 60 seconds."""


def request(
    search: Search,
    *,
    kind: str,
    about: int,
    title: str,
    file_name: str,
    snapshot: dict[str, Any],
    by: Actor,
    reader: User | None = None,
) -> Brief:
    """Take down what a PDF is to be made from, and on which paper. Runs in another action's frame.

    The same kind made from the same snapshot for the same reader is not made twice.
    """
    snapshot = {"paper": paper_of(reader.zone if reader else search.zone), **snapshot}
    canonical = json.dumps(snapshot, cls=DjangoJSONEncoder, sort_keys=True)
    digest = hashlib.sha256(f"{kind}\n{title}\n{canonical}".encode()).hexdigest()
    same = Brief.objects.filter(
        search=search, kind=kind, about=about, reader=reader, digest=digest
    ).exclude(state=Brief.State.FAILED)
    brief = same.order_by("-pk").first()
    if brief:
        return brief
    brief = Brief.objects.create(
        search=search,
        kind=kind,
        about=about,
        audience=kinds.get(kind).audience,
        reader=reader,
        title=title[:200],
        file_name=f"{slugify(file_name)[:100] or 'document'}.pdf",
        snapshot=json.loads(canonical),
        digest=digest,
        requested_by=by if isinstance(by, User) else None,
    )
    log(search, by, "brief.requested", brief, "kind")
    transaction.on_commit(lambda: _hand_over(brief))
    return brief


def _hand_over(brief: Brief) -> None:
    if not hand_over(RENDER, brief.pk):
        waiting = Brief.objects.filter(pk=brief.pk, state=Brief.State.WAITING)
        waiting.update(problem="PDFs are waiting: their queue does not answer.")


def make(brief_id: int) -> None:
    """Render one brief. Harmless when repeated; a missing, finished or busy row is left alone."""
    brief = _begin(brief_id)
    if brief is None:
        return
    try:
        document, pages = pdf_of(kinds.kind_of(brief).template, brief)
    except Exception:
        # Whatever a template or the renderer raises, this document fails alone and says so.
        logger.exception("brief %s, attempt %s", brief.pk, brief.attempts)
        _fail(brief)
        return
    _finish(brief, document, pages)


def _begin(brief_id: int) -> Brief | None:
    now = timezone.now()
    with transaction.atomic():
        brief = Brief.objects.select_for_update(of=("self",)).filter(pk=brief_id).first()
        if brief is None or brief.state in (Brief.State.READY, Brief.State.FAILED):
            return None
        since = brief.tried_at or now  # never empty while rendering
        if brief.state == Brief.State.RENDERING and since > now - GIVEN_UP_AFTER:
            return None
        if brief.attempts >= ATTEMPTS:
            brief.state, brief.problem = Brief.State.FAILED, "It took too long three times."
            brief.save()
            return None
        # Counted before the work: a document that kills its process is still counted.
        brief.state, brief.tried_at, brief.problem = Brief.State.RENDERING, now, ""
        brief.attempts += 1
        brief.save()
        return brief


def _fail(brief: Brief) -> None:
    last = brief.attempts >= ATTEMPTS
    state = Brief.State.FAILED if last else Brief.State.WAITING
    problem = "The document could not be made three times." if last else ""
    Brief.objects.filter(pk=brief.pk, attempts=brief.attempts).update(state=state, problem=problem)


def _finish(brief: Brief, document: bytes, pages: int) -> None:
    with transaction.atomic():
        row = Brief.objects.select_for_update(of=("self",)).filter(pk=brief.pk).first()
        if row is None or row.state == Brief.State.READY:
            return
        with written(document) as file:
            row.file.save(f"{row.digest[:16]}-{row.pk}.pdf", file, save=False)
        row.state, row.pages, row.finished_at = Brief.State.READY, pages, timezone.now()
        row.save()


class Written(File):
    """A whole file under a temporary name, which the file system's storage renames into place."""

    def temporary_file_path(self) -> str:
        assert self.file is not None
        return self.file.name


@contextmanager
def written(document: bytes) -> Iterator[Written]:
    with tempfile.NamedTemporaryFile(dir=settings.VAR, suffix=".pdf", delete=False) as file:
        try:
            file.write(document)
            file.flush()
            file.seek(0)
            yield Written(file)
        finally:
            Path(file.name).unlink(missing_ok=True)


def ask_again(*, brief: Brief, by: User) -> Brief:
    """Put a failed brief back in line, with its three attempts."""
    with acting(brief.search_id, by) as search:
        row = Brief.objects.get(pk=brief.pk)
        if row.state != Brief.State.FAILED:
            raise Refused("This document has not failed.")
        row.state, row.attempts, row.problem, row.tried_at = Brief.State.WAITING, 0, "", None
        row.requested_at = timezone.now()
        row.save()
        log(search, by, "brief.asked_again", row)
        transaction.on_commit(lambda: _hand_over(row))
        return row
