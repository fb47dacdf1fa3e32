from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import Request, link_closed
from accounts.models import Link
from briefs.models import Brief
from candidates.models import Candidacy
from onboarding import actions
from onboarding.briefs import PLAN
from onboarding.forms import EvidenceForm, SignForm, StartForm, WordsForm
from onboarding.models import CheckIn, Deliverable, Guard, Plan
from onboarding.queries import plans as queries
from searches.http import done, page, search_for
from searches.rules import may, require

BELONGS = "candidacy__candidate", "candidacy__search__playbook_version", "link"


def plan_for(request: Request, pk: int) -> Plan:
    """The plan for who may read it: 404 outside the search, 403 for its other members."""
    known = Candidacy.objects.not_hidden_from(request.user)
    plan = get_object_or_404(Plan.objects.select_related(*BELONGS), pk=pk, candidacy__in=known)
    search_for(request, plan.candidacy.search_id)
    require(request.user, "onboarding.read", plan)
    return plan


@require_safe
@login_required
def of_search(request: Request, pk: int) -> HttpResponse:
    search = search_for(request, pk)
    require(request.user, "onboarding.read", search)
    plans = Plan.objects.visible_to(request.user).filter(candidacy__search=search)
    plan = plans.order_by("-pk").first()
    if plan:
        return redirect(plan)
    return render(request, "onboarding/none.html", page(search))


@require_safe
@login_required
def plan(request: Request, pk: int) -> HttpResponse:
    return _show(request, plan_for(request, pk))


def _show(request: Request, plan: Plan, status: int = 200, **forms: object) -> HttpResponse:
    """The plan's page; `forms` carries what was typed into one that was not right."""
    signs = may(request.user, "onboarding.sign_off", plan)
    context = page(
        plan.search,
        plan=plan,
        shown=queries.shown(plan),
        signs=signs,
        doubts=queries.doubts(plan) if signs else "",
        runs=may(request.user, "onboarding.run", plan),
        start=StartForm(initial={"started_on": plan.starts_on}),
        sign=SignForm(),
        words=WordsForm(),
        evidence=EvidenceForm(),
        papers=Brief.objects.filter(kind=PLAN, about=plan.pk, reader=request.user).order_by("-pk"),
    )
    return render(request, "onboarding/plan.html", context | forms, status=status)


@require_POST
@login_required
def start(request: Request, pk: int) -> HttpResponse:
    plan = plan_for(request, pk)
    require(request.user, "onboarding.run", plan)
    form = StartForm(request.POST)
    if not form.is_valid():
        return _show(request, plan, start=form)
    done(
        request,
        lambda: actions.start_plan(plan=plan, by=request.user, **form.cleaned_data),
        "The 90 days run. The person hired has their link by mail.",
    )
    return redirect(plan)


@require_POST
@login_required
def finish(request: Request, pk: int) -> HttpResponse:
    plan = plan_for(request, pk)
    done(
        request, lambda: actions.finish_plan(plan=plan, by=request.user), "The 90 days are closed."
    )
    return redirect(plan)


@require_POST
@login_required
def brief(request: Request, pk: int) -> HttpResponse:
    plan = plan_for(request, pk)
    made = done(request, lambda: actions.request_brief(plan=plan, by=request.user))
    return redirect("briefs:detail", made.pk)


def _of(plan: Plan, pk: int) -> Deliverable:
    return get_object_or_404(Deliverable, pk=pk, phase__plan=plan)


@require_POST
@login_required
def hand_in(request: Request, pk: int, deliverable: int) -> HttpResponse:
    plan = plan_for(request, pk)
    require(request.user, "onboarding.run", plan)
    row, form = _of(plan, deliverable), EvidenceForm(request.POST)
    if not form.is_valid():
        return _show(request, plan, evidence=form, wrong=row.pk)
    done(
        request,
        lambda: actions.hand_in(deliverable=row, by=request.user, **form.cleaned_data),
        "The evidence is in.",
    )
    return redirect(plan)


@require_POST
@login_required
def sign(request: Request, pk: int, deliverable: int) -> HttpResponse:
    """Sign a deliverable off, or send it back: two buttons of one form."""
    plan = plan_for(request, pk)
    require(request.user, "onboarding.sign_off", plan)
    row, form = _of(plan, deliverable), SignForm(request.POST)
    if not form.is_valid():
        return _show(request, plan, sign=form, wrong=row.pk)
    words = form.cleaned_data["words"]
    back = "back" in request.POST
    act = actions.send_back if back else actions.sign_off
    said = "Sent back." if back else "Signed off."
    done(request, lambda: act(deliverable=row, words=words, by=request.user), said)
    return redirect(plan)


@require_POST
@login_required
def guard(request: Request, pk: int, guard: int) -> HttpResponse:
    plan = plan_for(request, pk)
    require(request.user, "onboarding.run", plan)
    row, form = get_object_or_404(Guard, pk=guard, phase__plan=plan), WordsForm(request.POST)
    if not form.is_valid():
        return _show(request, plan, words=form, wrong_guard=row.pk)
    because = form.cleaned_data["words"]
    done(
        request,
        lambda: actions.break_guard(guard=row, because=because, by=request.user),
        "Recorded.",
    )
    return redirect(plan)


@require_POST
@login_required
def check_in(request: Request, pk: int, check: int) -> HttpResponse:
    plan = plan_for(request, pk)
    require(request.user, "onboarding.sign_off", plan)
    row, form = get_object_or_404(CheckIn, pk=check, plan=plan), WordsForm(request.POST)
    if not form.is_valid():
        return _show(request, plan, words=form, wrong_check=row.pk)
    words = form.cleaned_data["words"]
    done(request, lambda: actions.check_in(check=row, words=words, by=request.user), "Saved.")
    return redirect(plan)


def _by_link(token: str) -> tuple[Link, Plan] | None:
    link = Link.objects.open_with(token, actions.LINK)
    plan = Plan.objects.select_related(*BELONGS).filter(link=link).first() if link else None
    return (link, plan) if link and plan else None


def _show_mine(request: HttpRequest, token: str, plan: Plan, **forms: object) -> HttpResponse:
    context = {
        "plan": plan,
        "shown": queries.shown(plan),
        "token": token,
        "evidence": EvidenceForm(),
        "words": WordsForm(),
    }
    return render(request, "onboarding/mine.html", context | forms)


@require_safe
def mine(request: HttpRequest, token: str) -> HttpResponse:
    """The plan for the person hired, behind their own link. Reading it changes nothing."""
    found = _by_link(token)
    if found is None:
        return link_closed(request)
    return _show_mine(request, token, found[1])


@require_http_methods(["POST"])
def mine_hand_in(request: HttpRequest, token: str, deliverable: int) -> HttpResponse:
    found = _by_link(token)
    if found is None:
        return link_closed(request)
    link, plan = found
    row, form = _of(plan, deliverable), EvidenceForm(request.POST)
    if not form.is_valid():
        return _show_mine(request, token, plan, evidence=form, wrong=row.pk)
    done(
        request,
        lambda: actions.hand_in(deliverable=row, by=link, **form.cleaned_data),
        "Your evidence is in.",
    )
    return redirect("onboarding:mine", token)


@require_http_methods(["POST"])
def mine_check_in(request: HttpRequest, token: str, check: int) -> HttpResponse:
    found = _by_link(token)
    if found is None:
        return link_closed(request)
    link, plan = found
    row = CheckIn.objects.filter(pk=check, plan=plan).first()
    if row is None:
        raise Http404
    form = WordsForm(request.POST)
    if not form.is_valid():
        return _show_mine(request, token, plan, words=form, wrong_check=row.pk)
    words = form.cleaned_data["words"]
    done(request, lambda: actions.check_in(check=row, words=words, by=link), "Saved.")
    return redirect("onboarding:mine", token)
