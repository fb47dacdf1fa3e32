"""What is asked and answered about an offer, and its signed papers, for who builds it."""

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.text import slugify
from django.views.decorators.http import require_POST, require_safe

from accounts.http import Request
from candidates.http import declared_first
from candidates.papers import handed_out
from offers import actions
from offers.letter_forms import AgreementForm, NoteForm, ReplyForm
from offers.models import Agreement, Offer
from offers.views.building import offer_for, show
from searches.http import tried
from searches.rules import require


@require_POST
@login_required
@declared_first
def note(request: Request, pk: int) -> HttpResponse:
    offer = offer_for(request, pk)
    require(request.user, "offers.build", offer)
    form = NoteForm(request.POST)
    if form.is_valid() and tried(
        form, lambda: actions.note(offer=offer, by=request.user, **form.cleaned_data)
    ):
        return _to(offer, "discussed")
    return show(request, offer, note_form=form)


@require_POST
@login_required
@declared_first
def reply(request: Request, pk: int, place: int) -> HttpResponse:
    """`place` counts what was discussed from 1, as the page does."""
    offer = offer_for(request, pk)
    require(request.user, "offers.build", offer)
    rows = list(offer.candidacy.discussed.all())
    if not 1 <= place <= len(rows):
        raise Http404
    row = rows[place - 1]
    form = ReplyForm(request.POST)
    if form.is_valid():
        text = form.cleaned_data["answer"]
        if tried(form, lambda: actions.answer(discussed=row, text=text, by=request.user)):
            return _to(offer, "discussed")
    return show(request, offer, replied=(row.pk, form))


@require_POST
@login_required
@declared_first
def hand_in(request: Request, pk: int) -> HttpResponse:
    offer = offer_for(request, pk)
    require(request.user, "offers.build", offer)
    form = AgreementForm(request.POST, request.FILES)
    if form.is_valid():
        file = form.cleaned_data["file"]
        if tried(form, lambda: actions.hand_in_agreement(offer=offer, file=file, by=request.user)):
            return _to(offer, "signed")
    return show(request, offer, agreement_form=form)


def _to(offer: Offer, place: str) -> HttpResponse:
    return redirect(f"{offer.get_absolute_url()}#{place}")


@require_safe
@login_required
@declared_first
def agreement(request: Request, pk: int, paper: int) -> FileResponse:
    offer = offer_for(request, pk)
    require(request.user, "offers.build", offer)
    return file_of(get_object_or_404(offer.agreements, pk=paper))


def file_of(paper: Agreement) -> FileResponse:
    name = f"{slugify(paper.offer.candidacy.alias)}-agreement-{paper.pk}.{paper.kind}"
    return handed_out(paper.file, name)
