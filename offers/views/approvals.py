from typing import Any

from allauth.account.decorators import reauthentication_required
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import Request
from candidates.http import candidate_page, declared_first
from offers import actions, queries
from offers.approving import held_up, steps_of
from offers.briefs import letter_of
from offers.forms import ReasonForm
from offers.models import Approval, Offer
from offers.terms import differences, offered
from offers.views.building import discussed_of, drawn, offer_for, show
from searches.errors import NotAllowed
from searches.http import done, tried
from searches.rules import SENTENCES, require


@require_POST
@login_required
@declared_first
def submit(request: Request, pk: int) -> HttpResponse:
    offer = offer_for(request, pk)
    done(
        request,
        lambda: actions.submit_offer(offer=offer, by=request.user),
        "Sent for approval. Who comes first has been asked.",
    )
    return redirect(offer)


@require_http_methods(["GET", "POST"])
@login_required
@declared_first
def approval(request: Request, pk: int) -> HttpResponse:
    """The page that a mail leads to: what an approver needs for an answer in two minutes."""
    offer = offer_for(request, pk)
    place = queries.own_place(request.user, offer)
    if place is None:
        raise NotAllowed(SENTENCES["offers.approve"])
    form = ReasonForm()
    if request.method == "POST":
        if request.POST.get("answer") == "approve":
            return _approve(request, place)
        form = ReasonForm(request.POST)
        if form.is_valid() and tried(form, lambda: _refuse(request, place, form)):
            return redirect("offers:approval", offer.pk)
    return render(request, "offers/approval.html", _page(request, offer, place, form))


# It is asked here, after the page was fetched with access: a stranger is told nothing by it.
@reauthentication_required
def _approve(request: Request, place: Approval) -> HttpResponse:
    digest = request.POST.get("digest", "")
    done(
        request,
        lambda: actions.approve_offer(approval=place, digest=digest, by=request.user),
        "Approved. Your name and the time stand beside the terms.",
    )
    return redirect("offers:approval", place.offer_id)


def _refuse(request: Request, place: Approval, form: ReasonForm) -> Offer:
    words, digest = form.cleaned_data["because"], request.POST.get("digest", "")
    return actions.refuse_offer(approval=place, digest=digest, words=words, by=request.user)


def _page(request: Request, offer: Offer, place: Approval, form: ReasonForm) -> dict[str, Any]:
    before, picture = queries.version_before(offer), drawn(offer)
    return candidate_page(
        request,
        offer.candidacy,
        "Offer",
        **picture,
        in_range=queries.place_in_words(picture["shown"].place),
        place=place,
        parts=letter_of(offer),
        discussed=discussed_of(offer),
        turn=queries.turn_of(request.user, offer),
        before=before,
        changed=differences(before, offer) if before else [],
        terms=offered(offer),
        approval_steps=[(step, None) for step in steps_of(offer)],
        held=held_up(offer, timezone.now()),
        reason=form,
    )


@require_POST
@login_required
@declared_first
def send(request: Request, pk: int) -> HttpResponse:
    offer = offer_for(request, pk)
    done(
        request,
        lambda: actions.send_offer(offer=offer, by=request.user),
        "The letter is on its way to the candidate.",
    )
    return redirect(offer)


@require_POST
@login_required
@declared_first
def revise(request: Request, pk: int) -> HttpResponse:
    offer = offer_for(request, pk)
    require(request.user, "offers.build", offer)
    form = ReasonForm(request.POST)
    if form.is_valid() and tried(
        form, lambda: actions.revise_offer(offer=offer, by=request.user, **form.cleaned_data)
    ):
        return redirect(offer.candidacy.offers.latest("number"))
    offer.refresh_from_db()
    return show(request, offer, reason=form)


@require_POST
@login_required
@declared_first
def sheet(request: Request, pk: int) -> HttpResponse:
    """The approval sheet as a PDF, for who builds the offer or approves it."""
    offer = offer_for(request, pk)
    made = done(request, lambda: actions.request_sheet(offer=offer, by=request.user))
    return redirect("briefs:detail", made.pk) if made else redirect(offer)
