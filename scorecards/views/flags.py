"""One red flag of the register: in the open debrief, and before it at a gate."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.forms import Form
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.http import Request
from accounts.models import User
from candidates.http import candidacy_for, candidate_page, declared_first
from candidates.models import Candidacy
from interviews.models import Part
from scorecards import actions
from scorecards.blindness import gate_is_ready
from scorecards.forms import AnswerForm, FlagForm, OwnerForm
from scorecards.models import RedFlag
from scorecards.queries.flags import Entry, entry_at, who_may_own
from scorecards.states import FLAG_MOVES
from scorecards.views.debriefs import open_candidacy
from scorecards.views.progress import gate_of
from searches.errors import NotAllowed
from searches.http import tried
from searches.moves import open_to
from searches.rules import may, require

ACTS: dict[str, Callable[[RedFlag, Any, Part | None, User], object]] = {
    "answer": lambda row, form, gate, by: actions.note_answer(
        flag=row, gate=gate, by=by, **form.cleaned_data
    ),
    "owner": lambda row, form, gate, by: actions.name_owner(
        flag=row, gate=gate, by=by, **form.cleaned_data
    ),
    "settle": lambda row, form, gate, by: actions.settle_flags(by=by, **form.said()),
}
"""What the page's buttons do, by their name."""
FIELDS = {"answer": ("text",), "owner": ("owner",), "settle": ("move", "because")}
"""What is typed for each."""
DONE = {
    "answer": "The answer is noted.",
    "owner": "It is theirs to see to.",
    "settle": "The red flag is settled.",
}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@declared_first
def flag(request: Request, pk: int, card: int, place: int) -> HttpResponse:
    candidacy = open_candidacy(request, pk)
    require(request.user, "scorecards.tend_flag", candidacy)
    return _tend(request, candidacy, card, place, None)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@declared_first
def flag_at_gate(request: Request, pk: int, part: int, card: int, place: int) -> HttpResponse:
    candidacy = candidacy_for(request, pk)
    require(request.user, "scorecards.gate", candidacy)
    gate = gate_of(candidacy, part)
    if not gate_is_ready(candidacy, gate):  # before it says whether there is such a flag
        raise NotAllowed(actions.NOT_READY)
    return _tend(request, candidacy, card, place, gate)


def _tend(
    request: Request, candidacy: Candidacy, card: int, place: int, gate: Part | None
) -> HttpResponse:
    """One form with a button for each act: whichever is pressed, the words of the others stay."""
    entry, row = _found(request.user, candidacy, card, place, gate)
    _note_reading(candidacy, gate, request.user)
    sent = request.POST if request.method == "POST" else None
    act = _asked(sent, gate) if sent is not None else ""
    typed = _typed(sent or QueryDict())
    forms = _forms(request.user, candidacy, entry, gate, typed, act, sent)
    form = forms.get(act)
    if form and form.is_valid() and tried(form, lambda: ACTS[act](row, form, gate, request.user)):
        typed = {name: words for name, words in typed.items() if name not in FIELDS[act]}
        if not any(typed.get(name) for names in FIELDS.values() for name in names):
            here = act != "settle"
            return redirect(request.path) if here else redirect("scorecards:debrief", candidacy.pk)
        messages.info(request, f"{DONE[act]} What else you wrote here is not sent yet.")
        entry, _ = _found(request.user, candidacy, card, place, gate)
        forms = _forms(request.user, candidacy, entry, gate, typed)
    context = candidate_page(
        request,
        candidacy,
        "Debrief",
        entry=entry,
        gate=gate,
        typed=typed,
        owner_left=_owner_left(entry, who_may_own(candidacy)),
        **{f"{name}_form": each for name, each in forms.items()},
    )
    return render(request, "scorecards/flag.html", context)


def _found(
    user: User, candidacy: Candidacy, card: int, place: int, gate: Part | None
) -> tuple[Entry, RedFlag]:
    found = entry_at(user, candidacy, card, place, gate)
    if found is None:
        raise Http404
    return found


def _asked(sent: QueryDict, gate: Part | None) -> str:
    """The button that was pressed; at a gate nothing is settled."""
    acts = [act for act in FIELDS if gate is None or act != "settle"]
    act = sent.get("act", "")
    return act if act in acts else acts[-1]


def _typed(sent: QueryDict) -> dict[str, Any]:
    """What stands in the whole form, as it was sent."""
    return sent.dict() | ({"flags": sent.getlist("flags")} if "flags" in sent else {})


def _forms(
    user: User,
    candidacy: Candidacy,
    entry: Entry,
    gate: Part | None,
    typed: dict[str, Any],
    act: str = "",
    sent: QueryDict | None = None,
) -> dict[str, Form]:
    """By the name of their button: that of `act` to be checked, the others as they were typed."""
    given = {act: sent}
    forms: dict[str, Form] = {
        "answer": AnswerForm(given.get("answer"), initial=typed),
        "owner": OwnerForm(who_may_own(candidacy), given.get("owner"), initial=typed),
    }
    if gate is None:
        forms["settle"] = _settling(user, candidacy, entry, given.get("settle"), typed)
    return forms


def _owner_left(entry: Entry, people: QuerySet[User]) -> bool:
    owners = {flag.owner_id for flag in entry.unsettled if flag.owner_id}
    return bool(owners) and people.filter(pk__in=owners).count() < len(owners)


def _note_reading(candidacy: Candidacy, gate: Part | None, by: User) -> None:
    if gate:
        actions.read_gate(candidacy=candidacy, part=gate, by=by)
    else:
        actions.read_debrief(candidacy=candidacy, by=by)


def _settling(
    user: User, candidacy: Candidacy, entry: Entry, sent: QueryDict | None, typed: dict[str, Any]
) -> FlagForm:
    """What is left to settle; once typed, whatever was there, so that the action says what became
    of it meanwhile and nothing typed is lost."""
    mine = [move for move in FLAG_MOVES if may(user, move.perm, candidacy)]
    if sent is not None or any(typed.get(name) for name in FIELDS["settle"]):
        return FlagForm(entry.flags, mine, sent, initial=typed)
    left = [flag for flag in entry.flags if open_to(FLAG_MOVES, flag.state)]
    offered = {move for flag in left for move in open_to(FLAG_MOVES, flag.state)}
    return FlagForm(left, [move for move in mine if move in offered])
