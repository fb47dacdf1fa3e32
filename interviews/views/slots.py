"""Times for a candidate to choose from: proposing them, and the candidate's own page."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import Request, link_closed
from accounts.models import Link
from accounts.templatetags.face import count_word, meeting
from candidates.http import candidacy_for, candidate_page, declared_first
from candidates.models import Candidacy
from interviews import actions
from interviews.forms import ChooseForm, RefuseForm, SlotsForm, ZoneForm
from interviews.models import Part, Proposal, ProposedSlot
from interviews.queries import free_slots, places_for, proposal_behind, proposals_of
from interviews.views.planning import TAB
from searches.errors import Refused
from searches.http import done, tried
from searches.rules import require


@require_http_methods(["GET", "POST"])
@login_required
@declared_first
def propose(request: Request, pk: int, part: int) -> HttpResponse:
    """Two to eight times for one part. Sent again, the earlier ones are withdrawn."""
    row = candidacy_for(request, pk)
    require(request.user, "interviews.plan", row)
    where = get_object_or_404(Part, pk=part, loop__search=row.search)
    given = {"minutes": where.minutes, "zone": row.search.zone}
    form = SlotsForm(request.POST or None, initial=given)
    if form.is_valid() and _proposed(form, row, where, request):
        many = count_word(len(form.row_of)).lower()
        says = f"{row.candidate} is asked by mail to choose one of {many} times for “{where}”."
        messages.success(request, says)
        return redirect("interviews:candidacy", row.pk)
    context = candidate_page(
        request,
        row,
        TAB,
        form=form,
        part=where,
        places=places_for(row, where),
        proposal=proposals_of(row).get(where.key),
    )
    return render(request, "interviews/propose.html", context)


def _proposed(form: SlotsForm, row: Candidacy, where: Part, request: Request) -> bool:
    """Whether they were sent; what stands against one of the times is said at its row."""
    try:
        actions.propose_slots(candidacy=row, part=where, by=request.user, **form.proposed())
    except actions.SlotsRefused as refusal:
        for slot, says in refusal.of.items():
            form.refuse(slot, says)
        return False
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


@require_POST
@login_required
@declared_first
def withdraw(request: Request, pk: int, proposal: int) -> HttpResponse:
    row = candidacy_for(request, pk)
    require(request.user, "interviews.plan", row)
    times = get_object_or_404(Proposal, pk=proposal, candidacy=row)
    done(
        request,
        lambda: actions.withdraw_slots(proposal=times, by=request.user),
        "These times are withdrawn, and their link is closed.",
    )
    return redirect("interviews:candidacy", row.pk)


# ---- The candidate's page ----


@require_http_methods(["GET", "POST"])
def choose(request: HttpRequest, token: str) -> HttpResponse:
    """Reading it changes nothing; every closed link answers alike."""
    link = Link.objects.open_with(token, actions.SLOTS)
    proposal = proposal_behind(link)
    if link is None or proposal is None:
        return link_closed(request)
    zone = _zone_of(request, proposal)
    slots = free_slots(proposal)
    refusing = "refuse" in request.POST
    sent = request.POST or None
    form = ChooseForm(None if refusing else sent, slots=_labels(proposal, slots, zone))
    words = RefuseForm(sent if refusing else None)
    answered: BaseForm = words if refusing else form
    if answered.is_valid():
        if tried(answered, lambda: _answer(answered, proposal, slots, zone, link)):
            return redirect("interviews:chosen")
        if proposal_behind(Link.objects.open_with(token, actions.SLOTS)) is None:
            return link_closed(request)
    context = {
        "proposal": proposal,
        "search": proposal.search,
        "form": form,
        "words": words,
        "slots": slots,
        "zones": ZoneForm(initial={"zone": zone}),
        "zone": zone,
    }
    return render(request, "interviews/choose.html", context)


def _zone_of(request: HttpRequest, proposal: Proposal) -> str:
    """The candidate's own zone, as they chose it on the page; until then that of the plan."""
    form = ZoneForm(request.POST if request.method == "POST" else request.GET)
    return str(form.cleaned_data["zone"]) if form.is_valid() else proposal.zone


def _labels(proposal: Proposal, slots: list[ProposedSlot], zone: str) -> list[tuple[int, str]]:
    return [(slot.pk, meeting(slot.starts_at, proposal.zone, zone, slot.ends_at)) for slot in slots]


def _answer(
    form: BaseForm, proposal: Proposal, slots: list[ProposedSlot], zone: str, link: Link
) -> object:
    if isinstance(form, RefuseForm):
        words = form.cleaned_data["words"]
        return actions.refuse_slots(proposal=proposal, words=words, by=link)
    slot = next(slot for slot in slots if slot.pk == form.cleaned_data["slot"])
    return actions.take_slot(slot=slot, zone=zone, by=link)


@require_safe
def chosen(request: HttpRequest) -> HttpResponse:
    """After answering. Tells nothing of anybody, so it needs no link."""
    return render(request, "interviews/chosen.html")
