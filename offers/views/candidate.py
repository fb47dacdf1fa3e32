"""The candidate's page of an offer, behind a private link: read, ask, answer, send what is signed.

Reading it changes nothing. What was typed stays where an answer is refused.
"""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import link_closed
from accounts.models import Link
from briefs.models import Brief
from briefs.views import file_of as brief_file
from offers import actions
from offers.briefs import LETTER, places_of
from offers.letter_forms import AgreementForm, AnswerForm, QuestionForm
from offers.models import Offer
from offers.states import OVER, OfferState
from offers.terms import filled
from offers.views.talks import file_of
from searches.http import tried


def _by_link(token: str) -> tuple[Link, Offer] | None:
    link = Link.objects.open_with(token, actions.LINK)
    offers = Offer.objects.select_related("candidacy__candidate", "candidacy__search")
    offer = offers.filter(pk=link.about).exclude(state__in=OVER).first() if link else None
    return (link, offer) if link and offer else None


def _show(request: HttpRequest, token: str, offer: Offer, **forms: Any) -> HttpResponse:
    letter = Brief.objects.filter(kind=LETTER, about=offer.pk).order_by("-pk").first()
    context = {
        "offer": offer,
        "places": places_of(offer),
        "token": token,
        "letter": letter,
        "parts": letter.snapshot.get("parts", []) if letter else [],
        "terms": filled(offer),
        "discussed": offer.candidacy.discussed.exclude(link=None).select_related("answered_by"),
        "agreements": offer.agreements.select_related("sent_by"),
        "may_ask": offer.state in (OfferState.SENT, OfferState.ACCEPTED),
        "form": AnswerForm(),
        "question": QuestionForm(),
        "agreement": AgreementForm(),
    }
    return render(request, "offers/answer.html", context | forms)


@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    found = _by_link(token)
    if found is None:
        return link_closed(request)
    link, offer = found
    if request.method == "GET":
        return _show(request, token, offer)
    form = AnswerForm(request.POST)
    if form.is_valid() and tried(form, lambda: _answer(link, **form.cleaned_data)):
        return redirect("offers:answer", token)
    offer.refresh_from_db()
    return _show(request, token, offer, form=form)


def _answer(link: Link, accepts: str, name: str, because: str) -> None:
    actions.answer_offer(by=link, accepts=accepts == "yes", name=name, because=because)


@require_POST
def ask(request: HttpRequest, token: str) -> HttpResponse:
    found = _by_link(token)
    if found is None:
        return link_closed(request)
    link, offer = found
    form = QuestionForm(request.POST)
    if form.is_valid():
        text = form.cleaned_data["asked"]
        if tried(form, lambda: actions.ask(by=link, text=text)):
            return redirect("offers:answer", token)
    return _show(request, token, offer, question=form)


@require_POST
def sign(request: HttpRequest, token: str) -> HttpResponse:
    """The signed agreement, once the offer is accepted."""
    found = _by_link(token)
    if found is None:
        return link_closed(request)
    link, offer = found
    form = AgreementForm(request.POST, request.FILES)
    if form.is_valid():
        file = form.cleaned_data["file"]
        if tried(form, lambda: actions.hand_in_agreement(offer=offer, file=file, by=link)):
            return redirect("offers:answer", token)
    return _show(request, token, offer, agreement=form)


@require_safe
def signed(request: HttpRequest, token: str, paper: int) -> FileResponse:
    found = _by_link(token)
    if found is None:
        raise Http404
    return file_of(get_object_or_404(found[1].agreements, pk=paper))


@require_safe
def letter(request: HttpRequest, token: str) -> HttpResponseBase:
    """The letter as PDF, behind the candidate's own link."""
    found = _by_link(token)
    if found is None:
        return link_closed(request)
    brief = Brief.objects.filter(kind=LETTER, about=found[1].pk, state=Brief.State.READY).last()
    if brief is None:
        raise Http404
    return brief_file(brief)
