from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import Request
from accounts.numbers import number_from
from briefs.queries import papers_of
from candidates.http import candidate_page, declared_first
from offers import actions, queries
from offers.briefs import COMPARISON
from offers.forms import VariantForm
from offers.models import Offer, Variant
from offers.states import OfferState
from offers.views.building import offer_for
from searches.http import done, tried
from searches.rules import require


@require_http_methods(["GET", "POST"])
@login_required
@declared_first
def variants(request: Request, pk: int) -> HttpResponse:
    """The draft and its variants side by side; keeping the draft as one more."""
    offer = offer_for(request, pk)
    require(request.user, "offers.build", offer)
    form = VariantForm(request.POST or None)
    if form.is_valid() and tried(
        form,
        lambda: actions.keep_variant(offer=offer, by=request.user, **form.cleaned_data),
    ):
        return redirect("offers:variants", offer.pk)
    columns = queries.side_by_side(offer)
    context = candidate_page(
        request,
        offer.candidacy,
        "Offer",
        offer=offer,
        columns=columns,
        tables=[
            ("What it comes to", "num", _named(columns, queries.sums(columns))),
            ("Where they differ", "", _named(columns, queries.differing(columns))),
        ],
        form=form,
        is_draft=offer.state == OfferState.DRAFT,
        paper=papers_of(request.user, COMPARISON, offer).first(),
    )
    return render(request, "offers/variants.html", context)


def _named(
    columns: list[queries.Beside], rows: list[tuple[str, list[str]]]
) -> list[tuple[str, list[tuple[str, str]]]]:
    """Each cell with the name of its column, which a phone shows above it."""
    names = [column.name for column in columns]
    return [(name, list(zip(names, says, strict=True))) for name, says in rows]


def _of(offer: Offer, pk: int) -> Variant:
    return get_object_or_404(Variant, pk=pk, candidacy=offer.candidacy)


@require_POST
@login_required
@declared_first
def take_variant(request: Request, pk: int, variant: int) -> HttpResponse:
    offer = offer_for(request, pk)
    require(request.user, "offers.build", offer)
    row, seen = _of(offer, variant), number_from(request.POST.get("revision"))
    done(
        request,
        lambda: actions.take_variant(
            offer=offer,
            variant=row,
            revision=seen,
            by=request.user,
        ),
        f"The draft has the terms of “{row}” now.",
    )
    return redirect(offer)


@require_POST
@login_required
@declared_first
def drop_variant(request: Request, pk: int, variant: int) -> HttpResponse:
    offer = offer_for(request, pk)
    require(request.user, "offers.build", offer)
    row = _of(offer, variant)
    done(
        request,
        lambda: actions.drop_variant(offer=offer, variant=row, by=request.user),
        f"“{row}” is gone.",
    )
    return redirect("offers:variants", offer.pk)


@require_POST
@login_required
@declared_first
def variants_paper(request: Request, pk: int) -> HttpResponse:
    """The comparison as a PDF, for who builds the offer."""
    offer = offer_for(request, pk)
    require(request.user, "offers.build", offer)
    made = done(request, lambda: actions.request_comparison(offer=offer, by=request.user))
    return redirect("briefs:detail", made.pk) if made else redirect("offers:variants", offer.pk)
