from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from accounts.http import Request
from candidates.http import declared_first
from offers import actions, queries
from offers.forms import ReasonForm, SubmitForm
from offers.models import Approval
from offers.views.building import offer_for, show
from searches.http import done
from searches.rules import require


@require_POST
@login_required
@declared_first
def submit(request: Request, pk: int) -> HttpResponse:
    offer = offer_for(request, pk)
    require(request.user, "offers.build", offer)
    form = SubmitForm(request.POST, approvers=queries.named_approvers(offer.search))
    if form.is_valid():
        done(
            request,
            lambda: actions.submit_offer(offer=offer, approvers=form.ordered(), by=request.user),
            "The first approver has been asked.",
        )
    return redirect(offer)


@require_POST
@login_required
@declared_first
def approve(request: Request, pk: int, approval: int) -> HttpResponse:
    offer = offer_for(request, pk)
    row = get_object_or_404(Approval, pk=approval, offer=offer)
    digest = request.POST.get("digest", "")
    done(
        request,
        lambda: actions.approve_offer(approval=row, digest=digest, by=request.user),
        "Approved. Your name and the time stand beside the terms.",
    )
    return redirect(offer)


@require_POST
@login_required
@declared_first
def refuse(request: Request, pk: int, approval: int) -> HttpResponse:
    offer = offer_for(request, pk)
    row = get_object_or_404(Approval, pk=approval, offer=offer)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return show(request, offer, reason=form)
    words, digest = form.cleaned_data["because"], request.POST.get("digest", "")
    done(
        request,
        lambda: actions.refuse_offer(approval=row, digest=digest, words=words, by=request.user),
        "Sent back. Its makers carry on in a new version.",
    )
    return redirect(offer)


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
    if not form.is_valid():
        return show(request, offer, reason=form)
    because = form.cleaned_data["because"]
    new = done(request, lambda: actions.revise_offer(offer=offer, because=because, by=request.user))
    return redirect(new or offer)
