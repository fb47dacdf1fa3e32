from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import Request
from accounts.models import User
from accounts.templatetags.face import clock
from briefs.models import Brief
from briefs.queries import papers_of
from candidates.http import candidacy_for, candidate_page, declared_first, must_be_open
from offers import actions, drawings, queries
from offers.approving import WHOLE, Wanted, held_up, steps_of, wanted
from offers.briefs import LETTER, SHEET, letter_of
from offers.forms import OfferForm, ReasonForm, ResolutionForm, initial_of
from offers.letter_forms import AgreementForm, NoteForm, ReplyForm
from offers.models import ApprovalStep, Discussed, Offer
from offers.states import OVER, OfferState
from offers.terms import differences, filled, in_brief, kept, monthly, offered
from searches.errors import Refused, Stale
from searches.http import done, page, search_for
from searches.models import Search
from searches.rules import may, require


def offer_for(request: Request, pk: int) -> Offer:
    visible = Offer.objects.visible_to(request.user).select_related(
        "candidacy__candidate", "candidacy__search__playbook_version", "built_by", "link"
    )
    offer = get_object_or_404(visible, pk=pk)
    must_be_open(request, offer.candidacy)
    return offer


@require_POST
@login_required
@declared_first
def begin(request: Request, pk: int) -> HttpResponse:
    candidacy = candidacy_for(request, pk)
    require(request.user, "offers.build", candidacy)
    offer = done(request, lambda: actions.begin_offer(candidacy=candidacy, by=request.user))
    return redirect(offer or candidacy)


@require_safe
@login_required
def of_search(request: Request, pk: int) -> HttpResponse:
    """The step's own page: every offer of the search that the viewer may see."""
    search = search_for(request, pk)
    offers = (
        Offer.objects.visible_to(request.user)
        .filter(candidacy__search=search)
        .select_related("candidacy__candidate", "candidacy__search")
        .prefetch_related(WHOLE)
        .order_by("candidacy_id", "-number")
    )
    now = timezone.now()
    building = may(request.user, "offers.build", search)
    runs = Search.objects.filter(pk=search.pk) if building else Search.objects.none()
    shown = [(offer, held_up(offer, now)) for offer in offers]
    ready = queries.awaiting_offer(request.user, runs)
    return render(
        request, "offers/list.html", page(search, offers=shown, ready=ready, building=building)
    )


@require_http_methods(["GET", "POST"])
@login_required
@declared_first
def detail(request: Request, pk: int) -> HttpResponse:
    offer = offer_for(request, pk)
    if request.method == "POST":
        return _save(request, offer)
    return show(request, offer)


def show(request: Request, offer: Offer, **more: Any) -> HttpResponse:
    """The page of an offer, for who builds it and for who approves it."""
    building = may(request.user, "offers.build", offer)
    before = queries.version_before(offer)
    steps = steps_of(offer) if offer.submitted_at else []
    context = candidate_page(
        request,
        offer.candidacy,
        "Offer",
        **drawn(offer),
        approval_steps=_with_boards(offer, steps, more.get("resolution")),
        turn=queries.turn_of(request.user, offer),
        held=held_up(offer, timezone.now()),
        sheet=papers_of(request.user, SHEET, offer).first() if steps else None,
        changed=differences(before, offer) if before else [],
        before=before,
        newer=queries.version_after(offer) if building and offer.state in OVER else None,
        signed_otherwise=_signed_otherwise(offer),
        terms=offered(offer),
        building=building,
        letter=Brief.objects.filter(kind=LETTER, about=offer.pk).order_by("-pk").first(),
        may_revise=building and queries.may_be_revised(offer),
        reason=more.pop("reason", None) or ReasonForm(),
        parts=letter_of(offer),
        discussed=discussed_of(offer, more.pop("replied", None)),
        note_form=NoteForm(),
        agreements=offer.agreements.select_related("sent_by") if building else [],
        agreement_form=AgreementForm(),
    )
    context["drafting"] = building and offer.state == OfferState.DRAFT
    if context["drafting"]:
        form = more.setdefault("form", OfferForm(initial=initial_of(offer)))
        form.fields["starts_on"].help_text = queries.day_off(offer)
        context["asked"], context["not_yet"] = _asked(request.user, offer, context["outside"])
        context["promises"] = [note.title for note in offer.search.playbook.offer.commitments]
        context["variants"] = offer.candidacy.variants.count()
    return render(request, "offers/detail.html", context | more)


def _with_boards(
    offer: Offer, steps: list[ApprovalStep], sent: ResolutionForm | None
) -> list[tuple[ApprovalStep, ResolutionForm]]:
    """The steps, each with the form of a board's resolution; a wrong one as it was sent."""
    forms = [ResolutionForm(step=step.pk, initial={"digest": offer.digest}) for step in steps]
    return [
        (step, sent if sent and sent.auto_id == form.auto_id else form)
        for step, form in zip(steps, forms, strict=True)
    ]


def discussed_of(
    offer: Offer, replied: tuple[int, ReplyForm] | None = None
) -> list[tuple[Discussed, ReplyForm]]:
    """What was discussed, each with the form of its answer; a wrong one as it was sent."""
    rows = offer.candidacy.discussed.select_related("noted_by", "answered_by")
    pk, wrong = replied or (0, ReplyForm())
    return [(row, wrong if row.pk == pk else ReplyForm()) for row in rows]


def _signed_otherwise(offer: Offer) -> bool:
    """Whether the typed name is another than the one on file: a person looks whether it matters."""
    typed, known = offer.answered_name, offer.candidacy.candidate.name
    return typed != "" and typed.casefold().split() != known.casefold().split()


def _asked(viewer: User, offer: Offer, outside: list[str]) -> tuple[list[Wanted], str]:
    """Whom the rules would ask as the draft stands; or why it cannot go yet."""
    try:
        return wanted(offer.search, offer, viewer, outside), ""
    except Refused as refusal:
        return [], str(refusal)


def drawn(offer: Offer) -> dict[str, Any]:
    """The live picture: on its band and on the posted range, and over four years."""
    seen = queries.shown(offer)
    return {
        "offer": offer,
        "sums": queries.sums_by_case(seen.picture) if seen.picture else [],
        "in_brief": in_brief(offer),
        "outside": seen.outside,
        "shown": seen,
        "monthly": monthly(offer),
        "band_drawing": drawings.on_a_range(offer, seen.place),
        "posted_drawing": drawings.on_a_range(offer, seen.posted),
        "years_drawing": drawings.over_the_years(seen.picture, offer.currency),
    }


def _save(request: Request, offer: Offer) -> HttpResponse:
    """Save the draft: by the form, or by itself while typing (`X-Draft`)."""
    require(request.user, "offers.build", offer)
    by_itself = "X-Draft" in request.headers
    form = OfferForm(request.POST)
    if not form.is_valid():
        if by_itself:
            return JsonResponse({"message": "Something here is not right yet."}, status=400)
        return show(request, offer, form=form)
    terms = dict(form.cleaned_data)
    revision = terms.pop("revision")
    try:
        saved = actions.save_offer(offer=offer, revision=revision, terms=terms, by=request.user)
    except Stale as stale:
        return _conflict(request, form, stale, by_itself)
    except Refused as refusal:
        if by_itself:
            return JsonResponse({"message": str(refusal)}, status=400)
        form.add_error(None, str(refusal))
        offer.refresh_from_db()
        return show(request, offer, form=form)
    if by_itself:
        return JsonResponse({"saved": clock(timezone.now()), "revision": saved.revision})
    return redirect(saved)


def _conflict(request: Request, form: OfferForm, stale: Stale, by_itself: bool) -> HttpResponse:
    """Somebody saved first: the writer keeps their own words and is shown the other's beside."""
    if by_itself:
        return JsonResponse({"conflict": True, "message": str(stale)}, status=409)
    theirs = cast(Offer, stale.current)
    return show(
        request,
        theirs,
        form=_both(form, theirs),
        conflict=str(stale),
        theirs=filled(theirs),
    )


def _both(form: OfferForm, current: Offer) -> OfferForm:
    """The writer's own form, carrying the revision they have now been shown."""
    data = {key: form.data.get(key) for key in form.data} | {"revision": current.revision}
    again = OfferForm(data)
    again.is_valid()
    return again


@require_POST
@login_required
@declared_first
def picture(request: Request, pk: int) -> HttpResponse:
    """What the terms in the form would come to, while somebody types. Nothing is saved."""
    offer = offer_for(request, pk)
    require(request.user, "offers.build", offer)
    form = OfferForm(request.POST)
    if not form.is_valid():
        return render(request, "offers/picture_not.html", {"form": form})
    typed = form.cleaned_data
    tried = queries.with_terms(offer, typed["currency"], kept(typed))
    tried.starts_on = typed["starts_on"]
    return render(
        request,
        "offers/picture.html",
        drawn(tried) | {"search": offer.search},
    )
