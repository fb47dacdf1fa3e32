"""The letter's words, for who builds the offer; the company's own letters, for administrators."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import Request
from accounts.numbers import number_from
from candidates.http import candidate_page, declared_first
from offers import actions
from offers.briefs import letter_of
from offers.letter_forms import BeginForm, LetterForm, TemplateForm
from offers.models import LetterTemplate, Offer
from offers.states import OfferState
from offers.terms import offered
from offers.views.building import offer_for
from offers.wording import HOUSE, PLACES
from searches.http import done, tried
from searches.rules import require


@require_http_methods(["GET", "POST"])
@login_required
@declared_first
def wording(request: Request, pk: int) -> HttpResponse:
    """Write the letter and see how it reads. "Begin with" and "See how it reads" save nothing."""
    offer = offer_for(request, pk)
    require(request.user, "offers.build", offer)
    is_draft = offer.state == OfferState.DRAFT
    begin = BeginForm(request.GET if is_draft and "template" in request.GET else None)
    if begin.is_valid():
        chosen = begin.cleaned_data["template"]
        offer.letter = chosen.text if chosen else HOUSE  # nothing here saves the row
    given = {"text": offer.letter or HOUSE, "revision": offer.revision}
    form = LetterForm(request.POST or None, initial=given)
    if form.is_valid():
        if "look" in request.POST and is_draft:
            offer.letter = form.cleaned_data["text"]
        elif _saved(form, offer, request):
            return redirect("offers:wording", offer.pk)
    return _show(request, offer, form if is_draft or form.is_bound else None, begin)


def _saved(form: LetterForm, offer: Offer, request: Request) -> bool:
    said = form.cleaned_data
    if not tried(form, lambda: actions.word_letter(offer=offer, by=request.user, **said)):
        offer.refresh_from_db()  # what is shown beside it, and what is written over the next time
        form.data = request.POST.dict() | {"revision": str(offer.revision)}
        return False
    messages.success(request, "The letter is saved. Who approves reads it with the terms.")
    return True


def _show(
    request: Request, offer: Offer, form: LetterForm | None, begin: BeginForm
) -> HttpResponse:
    context = candidate_page(
        request,
        offer.candidacy,
        "Offer",
        offer=offer,
        form=form,
        begin=begin,
        places=PLACES,
        parts=letter_of(offer),
        terms=offered(offer),
    )
    return render(request, "offers/wording.html", context)


@require_POST
@login_required
@declared_first
def preview(request: Request, pk: int) -> HttpResponse:
    offer = offer_for(request, pk)
    brief = done(request, lambda: actions.preview_letter(offer=offer, by=request.user))
    return redirect("briefs:detail", brief.pk) if brief else redirect("offers:wording", offer.pk)


@require_http_methods(["GET", "POST"])
@login_required
def letters(request: Request) -> HttpResponse:
    """The company's own letters."""
    actions.require_administrator(request.user)
    chosen = (
        LetterTemplate.objects.in_force().filter(pk=number_from(request.GET.get("change"))).first()
    )
    given = {"name": chosen.name, "text": chosen.text} if chosen else {"text": HOUSE}
    form = TemplateForm(request.POST or None, initial=given)
    if form.is_valid():
        said = form.cleaned_data
        if tried(form, lambda: actions.keep_template(by=request.user, **said)):
            messages.success(request, f"{said['name']} is kept.")
            return redirect("offers:letters")
    rows = LetterTemplate.objects.in_force().select_related("added_by")
    context = {"form": form, "places": PLACES, "rows": rows}
    return render(request, "offers/letters.html", context)


@require_POST
@login_required
def end_letter(request: Request, pk: int) -> HttpResponse:
    actions.require_administrator(request.user)
    row = get_object_or_404(LetterTemplate, pk=pk)
    actions.end_template(template=row, by=request.user)
    messages.success(request, f"{row} has ended. Offers that began with it keep their copy.")
    return redirect("offers:letters")
