"""Saving a draft from a form: what every answer to it has in common.

The script saves a draft while somebody writes and is answered in JSON; a button saves it and is
answered with a page. Where two people changed the same piece, the second is shown both.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import JsonResponse, QueryDict
from django.utils import timezone

from accounts.http import Request
from accounts.templatetags.face import clock, problems
from scoping.drafts import Both, clashing, differing, piece, taking, untouched
from scoping.forms import JdForm, ScopeForm
from scoping.models import JobDescription, Scope
from scoping.queries import names_of
from searches.errors import Refused, Stale

Row = Scope | JobDescription
Form = ScopeForm | JdForm
CHOOSE = "Choose for each piece which of the two stands."


@dataclass(frozen=True)
class Attempt:
    """What came of saving: `saved` is the row, or None and `says` why not in a sentence.

    `current` is what stands now; `names` the pieces in which a person has to choose, and then
    `mine` is the writer's version, with what could be taken from the other's already in it.
    """

    form: Any
    current: Any
    saved: Any = None
    says: str = ""
    names: Sequence[str] = ()
    mine: dict[str, Any] = field(default_factory=dict)


def content_of(row: Row, parts: dict[str, Any]) -> dict[str, Any]:
    return {part: getattr(row, part) for part in parts}


def attempt(
    form: Form,
    data: QueryDict,
    current: Row,
    save: Callable[[dict[str, Any]], Row],
    *,
    merge: bool,
) -> Attempt:
    """Save what a form holds, with the choices made where two people differed.

    With `merge`, what somebody else changed and this writer left alone is taken from the other.
    The script saves without: its page would go on to show, and to send, what has been replaced.
    """
    if not form.is_valid():
        return Attempt(form, current, says=f"Not saved. {problems(form)[0]['says']}")
    mine: dict[str, Any] = form.content()
    theirs = content_of(current, mine)
    changed = differing(theirs, mine)
    asked = [name for name in changed if name in data.getlist("both")]
    if any(data.get(f"take.{name}") not in ("mine", "theirs") for name in asked):
        return Attempt(form, current, says=CHOOSE, names=asked, mine=mine)
    taken = [name for name in asked if data[f"take.{name}"] == "theirs"]
    said_by, seen = current.said_by, form.seen
    if merge:
        clash = clashing(changed, said_by, seen)
        taken += [name for name in clash if untouched(name, mine, said_by, seen)]
    return _saved(form, current, taking(mine, theirs, taken), save)


def _saved(
    form: Form, current: Row, mine: dict[str, Any], save: Callable[[dict[str, Any]], Row]
) -> Attempt:
    try:
        return Attempt(form, current, saved=save(mine))
    except Stale as stale:
        row: Any = stale.current
        names = clashing(differing(content_of(row, mine), mine), row.said_by, form.seen)
        return Attempt(form, row, says=str(stale), names=names, mine=mine)
    except Refused as refusal:
        return Attempt(form, current, says=str(refusal))


def as_json(tried: Attempt) -> JsonResponse:
    """What the script understands."""
    if tried.saved is not None:
        now = clock(timezone.localtime())
        return JsonResponse({"saved": now, "revision": tried.saved.revision})
    if tried.names:
        first = " and ".join(sorted(set(_who(tried).values()))) or "Somebody"
        message = f"{first} changed this while you wrote. Save the draft to see both texts."
        return JsonResponse({"conflict": True, "message": message}, status=409)
    return JsonResponse({"message": tried.says}, status=400)


def _who(tried: Attempt) -> dict[str, str]:
    said_by = tried.current.said_by
    return names_of({name: said_by[name] for name in tried.names if name in said_by})


def both_of(tried: Attempt, words: Callable[[str, Any], tuple[str, str]]) -> list[Both]:
    """Each piece to choose in, with both versions. `words` gives a piece's label and its words."""
    if not tried.names:
        return []
    mine, who = tried.mine, _who(tried)
    theirs = content_of(tried.current, mine)
    found = []
    for name in tried.names:
        label, said = words(name, piece(mine, name))
        stands = words(name, piece(theirs, name))[1]
        found.append(Both(name, label, said, stands, who.get(name, "Somebody")))
    return found


def is_draft(request: Request) -> bool:
    """The script saving in the background, rather than somebody pressing a button."""
    return request.headers.get("X-Draft") == "1"
