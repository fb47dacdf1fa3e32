"""Who approves what: rules, deputies, and what a board resolved."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import Request
from candidates.http import declared_first
from candidates.papers import handed_out
from offers import actions
from offers.approving import in_words, named_approvers, rules_of
from offers.forms import DeputyForm, ResolutionForm, RuleForm
from offers.models import ApprovalStep, Offer
from offers.views.building import offer_for, show
from searches.http import done, page, search_for, tried
from searches.models import Search
from searches.rules import require


@require_http_methods(["GET", "POST"])
@login_required
def rules(request: Request, pk: int) -> HttpResponse:
    search = search_for(request, pk)
    require(request.user, "offers.arrange", search)
    form = RuleForm(request.POST or None, approvers=named_approvers(search))
    if form.is_valid() and tried(
        form, lambda: actions.add_rule(search=search, by=request.user, **form.cleaned_data)
    ):
        return redirect("offers:rules", search.pk)
    return _rules(request, search, rule_form=form)


@require_POST
@login_required
def deputies(request: Request, pk: int) -> HttpResponse:
    search = search_for(request, pk)
    require(request.user, "offers.arrange", search)
    form = DeputyForm(request.POST, approvers=named_approvers(search))
    if form.is_valid() and tried(
        form, lambda: actions.name_deputy(search=search, by=request.user, **form.cleaned_data)
    ):
        return redirect("offers:rules", search.pk)
    return _rules(request, search, deputy_form=form)


def _rules(request: Request, search: Search, **forms: Any) -> HttpResponse:
    approvers = named_approvers(search)
    context = {
        "approvers": approvers,
        "rules": [(rule, in_words(rule)) for rule in rules_of(search)],
        "deputies": search.deputies.filter(ended_at=None).select_related("user", "deputy"),
        "rule_form": RuleForm(approvers=approvers),
        "deputy_form": DeputyForm(approvers=approvers),
    }
    return render(request, "offers/rules.html", page(search, **(context | forms)))


@require_POST
@login_required
def drop_rule(request: Request, pk: int, rule: int) -> HttpResponse:
    search = search_for(request, pk)
    require(request.user, "offers.arrange", search)
    row = get_object_or_404(search.approval_rules, pk=rule)
    done(request, lambda: actions.drop_rule(rule=row, by=request.user), "The rule is gone.")
    return redirect("offers:rules", search.pk)


@require_POST
@login_required
def end_deputy(request: Request, pk: int, deputy: int) -> HttpResponse:
    search = search_for(request, pk)
    require(request.user, "offers.arrange", search)
    row = get_object_or_404(search.deputies, pk=deputy)
    done(request, lambda: actions.end_deputy(deputy=row, by=request.user))
    return redirect("offers:rules", search.pk)


# ---- What a board resolved ----


def _step(offer: Offer, pk: int) -> ApprovalStep:
    rows = ApprovalStep.objects.select_related("resolution", "offer__candidacy")
    return get_object_or_404(rows, pk=pk, offer=offer, committee=True)


@require_POST
@login_required
@declared_first
def resolution(request: Request, pk: int, step: int) -> HttpResponse:
    offer = offer_for(request, pk)
    require(request.user, "offers.build", offer)
    row = _step(offer, step)
    form = ResolutionForm(request.POST, request.FILES, step=row.pk)
    if form.is_valid() and tried(
        form, lambda: actions.enter_resolution(step=row, by=request.user, **form.cleaned_data)
    ):
        return redirect(offer)
    return show(request, offer, resolution=form)


@require_safe
@login_required
@declared_first
def resolution_file(request: Request, pk: int, step: int) -> FileResponse:
    offer = offer_for(request, pk)
    made = getattr(_step(offer, step), "resolution", None)
    if made is None:
        raise Http404
    return handed_out(made.file, f"{slugify(offer.candidacy.alias)}-resolution.{made.file_kind}")
