"""How a person is taken out of the rows of a room: one table of words, one of what a kind names.

Every room has both in its own `erasing.py` and hears `erasing`. Rows stay, since the log names them
by their ids, and their constraints go on holding: a word that stood is "Erased" afterwards, an
empty one stays empty. A test goes through all fields of all rooms, so none is forgotten.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.files.storage import default_storage
from django.db.models import (
    Case,
    CharField,
    Field,
    FileField,
    JSONField,
    Model,
    Q,
    QuerySet,
    UniqueConstraint,
    Value,
    When,
)
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from accounts.models import Link
from briefs.models import Brief
from candidates.log import way_to_candidacy
from candidates.models import Candidacy, Erasure
from mail.models import Mail
from searches.models import Search

Words = Mapping[type[Model], str]
"""A model, and those of its fields that may hold words on a person, or files of theirs."""
Kinds = Mapping[type[Model], Iterable[str]]
"""A model, and the kinds of private links, mails and PDFs that are about a row of it."""


def erase_words(erasure: Erasure, words: Words) -> None:
    for model, names in words.items():
        blank(erasure, rows_of(model, erasure.candidacy), names)


def rows_of(model: type[Model], candidacy: Candidacy) -> QuerySet:
    """The rows of a model that lead to the candidacy; the search itself, for what is made of all
    its candidates together."""
    if model is Search:
        return Search.objects.filter(pk=candidacy.search_id)
    way = way_to_candidacy(model._meta.label_lower)
    return model._base_manager.filter(**{way: candidacy.pk})


def blank(erasure: Erasure, rows: QuerySet, names: str) -> None:
    """Take the words out of these fields; files are noted, to be deleted once all this stands."""
    fields = [rows.model._meta.get_field(name) for name in names.split()]
    for field in fields:
        if isinstance(field, FileField):
            erasure.files += rows.exclude(**{field.name: ""}).values_list(field.name, flat=True)
    these = rows.model._base_manager.filter(pk__in=list(rows.values_list("pk", flat=True)))
    these.update(**{field.name: _erased(field) for field in fields})


def _erased(field: Field) -> Any:
    """What stands there afterwards; with the row's number where a word may stand only once."""
    name: str = field.name
    word: Value | Concat = Value("Erased")
    if isinstance(field, JSONField):
        return field.get_default() if field.has_default() else {}
    once = (c.fields for c in field.model._meta.constraints if isinstance(c, UniqueConstraint))
    if any(name in fields for fields in once):
        word = Concat(Value("Erased "), Cast("pk", CharField()), output_field=CharField())
    return Case(When(**{name: ""}, then=Value("")), default=word, output_field=CharField())


def erase_kinds(erasure: Erasure, kinds: Kinds) -> None:
    """Private links close and forget whose they were; mails and PDFs go, with their files."""
    for model, names in kinds.items():
        about = list(rows_of(model, erasure.candidacy).values_list("pk", flat=True))
        if model is Candidacy:
            about += erasure.candidacy.merges.values_list("gone", flat=True)
        _forget(erasure, Q(kind__in=list(names), about__in=about))


def _forget(erasure: Erasure, these: Q) -> None:
    links = Link.objects.filter(these)
    links.filter(revoked_at=None).update(revoked_at=timezone.now())
    links.update(email="")
    Mail.objects.filter(these, search=erasure.candidacy.search_id).delete()
    # Under their locks: a PDF that is being finished meanwhile leaves no file behind.
    briefs = Brief.objects.filter(these, search=erasure.candidacy.search_id)
    made = list(briefs.select_for_update(of=("self",)))
    erasure.files += [str(brief.file.name) for brief in made if brief.file]
    briefs.filter(pk__in=[brief.pk for brief in made]).delete()


def delete_files(erasure_id: int) -> None:
    """Delete what an erasure left in the store. Harmless when repeated: a file that is gone is."""
    erasure = Erasure.objects.filter(pk=erasure_id).first()
    if erasure is None:
        return
    for name in erasure.files:
        default_storage.delete(name)
    Erasure.objects.filter(pk=erasure_id).update(files=[])
