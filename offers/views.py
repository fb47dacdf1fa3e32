from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import Request, link_closed
from accounts.models import Link
from accounts.templatetags.face import clock
from briefs.models import Brief
from briefs.views import file_of
from candidates.http import candidacy_for, candidate_page, declared_first, must_be_open
from offers import actions, drawings, queries
from offers.briefs import LETTER
from offers.forms import AnswerForm, OfferForm, ReasonForm, SubmitForm
from offers.models import Approval, Offer
from offers.states import OVER, OfferState
from offers.terms import differences, out_of_band, plain, terms_of
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
        .select_related("candidacy__candidate")
        .order_by("candidacy_id", "-number")
    )
    building = may(request.user, "offers.build", search)
    runs = Search.objects.filter(pk=search.pk) if building else Search.objects.none()
    ready = queries.awaiting_offer(request.user, runs)
    return render(request, "offers/list.html", page(search, offers=offers, ready=ready))


@require_http_methods(["GET", "POST"])
@login_required
@declared_first
def detail(request: Request, pk: int) -> HttpResponse:
    offer = offer_for(request, pk)
    if request.method == "POST":
        return _save(request, offer)
    return _show(request, offer)


def _show(request: Request, offer: Offer, **more: Any) -> HttpResponse:
    building = may(request.user, "offers.build", offer)
    before = offer.candidacy.offers.filter(number__lt=offer.number).order_by("-number").first()
    years = queries.four_years(offer)
    context = candidate_page(
        request,
        offer.candidacy,
        "Offer",
        offer=offer,
        place=queries.place_of(offer),
        years=years,
        band_drawing=drawings.on_its_band(offer),
        years_drawing=drawings.over_the_years(years, offer.currency),
        approvals=offer.approvals.select_related("approver"),
        turn=queries.turn_of(request.user, offer),
        changed=differences(before, offer) if before else [],
        before=before,
        outside=out_of_band(offer),
        terms=queries.filled_terms(offer),
        building=building,
        letter=Brief.objects.filter(kind=LETTER, about=offer.pk).order_by("-pk").first(),
        monthly=queries.monthly(offer),
        reason=more.pop("reason", None) or ReasonForm(),
    )
    if building and offer.state == OfferState.DRAFT:
        context["form"] = OfferForm(initial=_initial(offer))
        context["submit"] = SubmitForm(approvers=queries.named_approvers(offer.search))
    return render(request, "offers/detail.html", context | more)


def _initial(offer: Offer) -> dict[str, Any]:
    """The draft as it is typed: plain figures, and nothing where nothing is filled in."""
    shown = {k: plain(v) for k, v in terms_of(offer).items() if v not in (None, "")}
    return shown | {"revision": offer.revision, "exception_because": offer.exception_because}


def _save(request: Request, offer: Offer) -> HttpResponse:
    """Save the draft: by the form, or by itself while typing (`X-Draft`)."""
    require(request.user, "offers.build", offer)
    by_itself = "X-Draft" in request.headers
    form = OfferForm(request.POST)
    if not form.is_valid():
        if by_itself:
            return JsonResponse({"message": "Something here is not right yet."}, status=400)
        return _show(request, offer, form=form)
    terms = dict(form.cleaned_data)
    revision = terms.pop("revision")
    try:
        saved = actions.save_offer(offer=offer, revision=revision, terms=terms, by=request.user)
    except Stale as stale:
        return _conflict(request, form, stale, by_itself)
    except Refused as refusal:
        if by_itself:
            return JsonResponse({"message": str(refusal)}, status=400)
        messages.error(request, str(refusal))
        return redirect(offer)
    if by_itself:
        return JsonResponse({"saved": clock(timezone.now()), "revision": saved.revision})
    return redirect(saved)


def _conflict(request: Request, form: OfferForm, stale: Stale, by_itself: bool) -> HttpResponse:
    """Somebody saved first: the writer keeps their own words and is shown the other's beside."""
    if by_itself:
        return JsonResponse({"conflict": True, "message": str(stale)}, status=409)
    theirs = cast(Offer, stale.current)
    return _show(
        request,
        theirs,
        form=_both(form, theirs),
        conflict=str(stale),
        theirs=queries.filled_terms(theirs),
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
        return _show(request, offer, reason=form)
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
        return _show(request, offer, reason=form)
    because = form.cleaned_data["because"]
    new = done(request, lambda: actions.revise_offer(offer=offer, because=because, by=request.user))
    return redirect(new or offer)


def _by_link(token: str) -> tuple[Link, Offer] | None:
    link = Link.objects.open_with(token, actions.LINK)
    offers = Offer.objects.select_related("candidacy__candidate", "candidacy__search")
    offer = offers.filter(pk=link.about).exclude(state__in=OVER).first() if link else None
    return (link, offer) if link and offer else None


@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """The candidate's page. Reading it changes nothing."""
    found = _by_link(token)
    if found is None:
        return link_closed(request)
    link, offer = found
    form = AnswerForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        done(
            request,
            lambda: actions.answer_offer(
                by=link,
                accepts=said["accepts"] == "yes",
                name=said["name"],
                because=said["because"],
            ),
        )
        return redirect("offers:answer", token)
    letter = Brief.objects.filter(kind=LETTER, about=offer.pk).order_by("-pk").first()
    context = {
        "offer": offer,
        "form": form,
        "token": token,
        "letter": letter,
        "terms": queries.filled_terms(offer),
        "monthly": queries.monthly(offer),
    }
    return render(request, "offers/answer.html", context)


@require_safe
def letter(request: HttpRequest, token: str) -> HttpResponseBase:
    """The letter as PDF, behind the candidate's own link."""
    found = _by_link(token)
    if found is None:
        return link_closed(request)
    brief = Brief.objects.filter(kind=LETTER, about=found[1].pk, state=Brief.State.READY).last()
    if brief is None:
        raise Http404
    return file_of(brief)
