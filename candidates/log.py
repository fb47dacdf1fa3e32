"""Lines of the log that are not for who may not know of an internal candidate.

A line holds no name, but that somebody was added, or an interview planned, would give them away.
"""

from collections import deque
from functools import cache

from django.apps import apps
from django.db.models import Model, Q

from accounts.models import User
from candidates.models import Candidacy
from searches.errors import Refused
from searches.models import Event, Search

ERASED = "What was held on this person was erased. Nothing is written down about them any more."


def hidden_lines(search: Search, viewer: User) -> Q:
    """Lines on internal candidates the viewer does not know of, and on all that hangs on them.

    One query where there are none. A line on a record that was removed since is not found.
    """
    of_search = Candidacy.objects.filter(search=search)
    known = Candidacy.objects.not_hidden_from(viewer)
    hidden = list(of_search.exclude(pk__in=known).values_list("pk", flat=True))
    found = Q(pk__in=[])
    if not hidden:
        return found
    records = Event.objects.filter(search=search).order_by().values_list("record", flat=True)
    for label in records.distinct():
        if path := way_to_candidacy(label):
            rows = apps.get_model(label)._base_manager.filter(**{f"{path}__in": hidden})
            found |= Q(record=label, record_id__in=rows.values("pk"))
    return found


def refuse_erased(record: Model) -> None:
    """Whoever had a page open while somebody was erased writes nothing on them afterwards."""
    way = way_to_candidacy(record._meta.label_lower)
    if not way:
        return
    erased = "erased" if way == "pk" else f"{way}__erased"
    if type(record)._base_manager.filter(pk=record.pk, **{erased: True}).exists():
        raise Refused(ERASED)


@cache
def way_to_candidacy(label: str) -> str:
    """'interview__candidacy' for a seat: the shortest way along foreign keys; empty without one."""
    model: type[Model] = apps.get_model(label)
    if model is Candidacy:
        return "pk"
    ways, seen = deque([("", model)]), {model}
    while ways:
        way, here = ways.popleft()
        for field in here._meta.concrete_fields:
            there = field.related_model
            if there is Candidacy:
                return way + field.name
            if isinstance(there, type) and there not in seen and there is not Search:
                seen.add(there)
                ways.append((f"{way}{field.name}__", there))
    return ""
