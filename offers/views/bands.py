from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import Request
from offers import actions
from offers.band_file import COLUMNS, Unreadable, as_csv
from offers.forms import BandsForm
from offers.models import CompanyBand
from searches.errors import Refused


@require_http_methods(["GET", "POST"])
@login_required
def bands(request: Request) -> HttpResponse:
    """The company's own pay bands, and reading more of them in."""
    actions.require_administrator(request.user)
    form = BandsForm(request.POST or None, request.FILES or None)
    wrong: tuple[str, ...] = ()
    if form.is_valid():
        try:
            added = actions.add_bands(text=form.cleaned_data["text"], by=request.user)
        except Unreadable as reason:
            wrong = reason.says
            form = BandsForm(initial={"text": form.cleaned_data["text"]})
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{len(added)} read in.")
            return redirect("offers:bands")
    context = {
        "form": form,
        "wrong": wrong[:20],
        "more": max(len(wrong) - 20, 0),
        "columns": COLUMNS,
        "today": timezone.localdate(),
        "bands": CompanyBand.objects.in_force().select_related("added_by"),
    }
    return render(request, "offers/bands.html", context)


@require_safe
@login_required
def bands_csv(request: Request) -> HttpResponse:
    actions.require_administrator(request.user)
    text = as_csv(list(CompanyBand.objects.in_force()))
    answer = HttpResponse(text, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="pay-bands.csv"'
    return answer


@require_POST
@login_required
def end_band(request: Request, pk: int) -> HttpResponse:
    actions.require_administrator(request.user)
    row = get_object_or_404(CompanyBand, pk=pk)
    actions.end_band(band=row, by=request.user)
    messages.success(request, f"{row} has ended. Offers held against it keep their copy.")
    return redirect("offers:bands")
