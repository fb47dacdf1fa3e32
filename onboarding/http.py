"""Fetching a plan with access, for both sides: members of the search, and the person hired."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import PurePath
from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from accounts.http import Request, link_closed
from accounts.models import Link, User
from candidates.models import Candidacy
from onboarding import actions
from onboarding.models import Plan
from onboarding.states import PlanState
from searches.http import page
from searches.models import Search
from searches.rules import may, require

BELONGS = "candidacy__candidate", "candidacy__search__playbook_version", "link", "offer"


@dataclass(frozen=True)
class Door:
    """Who came in to a plan and by which way; a template asks it where a page is."""

    plan: Plan
    by: User | Link

    @property
    def hired(self) -> bool:
        return isinstance(self.by, Link)

    @property
    def user(self) -> User:
        """The member who came in; of no use behind the link."""
        assert isinstance(self.by, User)
        return self.by

    @property
    def signs(self) -> bool:
        return not self.hired and may(self.by, "onboarding.sign_off", self.plan)

    @property
    def runs(self) -> bool:
        return not self.hired and may(self.by, "onboarding.run", self.plan)

    def to(self, name: str, *args: Any) -> str:
        """The address of one of the plan's pages, by the way they came."""
        if isinstance(self.by, Link):
            own = "mine" if name == "plan" else f"mine_{name}"
            return reverse(f"onboarding:{own}", args=[self.by.token, *args])
        return reverse(f"onboarding:{name}", args=[self.plan.pk, *args])

    def show(self, request: HttpRequest, template: str, **context: Any) -> HttpResponse:
        """A page of the plan; behind the link without the steps of the search."""
        search = self.plan.search
        shared: dict[str, Any] = {"search": search} if self.hired else page(search)
        shared |= {"plan": self.plan, "door": self, "here": PurePath(template).stem}
        return render(request, template, shared | context)


def plan_for(request: Request, pk: int) -> Plan:
    """The plan for who may read it: 404 outside the search and of who was erased, 403 for the
    search's other members."""
    known = Candidacy.objects.not_hidden_from(request.user).filter(erased=False)
    mine = Search.objects.visible_to(request.user)
    plans = Plan.objects.filter(candidacy__in=known, candidacy__search__in=mine)
    plans = plans.exclude(state=PlanState.VOID)
    plan = get_object_or_404(plans.select_related(*BELONGS), pk=pk)
    require(request.user, "onboarding.read", plan)
    return plan


View = Callable[..., HttpResponse | FileResponse]


def both_sides(view: View) -> View:
    """A view of a plan that takes a Door: `pk` is a member's way, `token` that of the person
    hired. A dead link answers like an unknown one."""

    @login_required
    def member(request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponse | FileResponse:
        user = cast(Request, request).user
        return view(request, Door(plan_for(cast(Request, request), pk), user), **kwargs)

    @wraps(view)
    def wrapper(request: HttpRequest, **kwargs: Any) -> HttpResponse | FileResponse:
        token = kwargs.pop("token", None)
        if token is None:
            return member(request, **kwargs)
        link = Link.objects.open_with(token, actions.LINK)
        plan = Plan.objects.select_related(*BELONGS).filter(link=link).first() if link else None
        if link is None or plan is None:
            return link_closed(request)
        with timezone.override(plan.search.zone):  # theirs is not known: the search's
            return view(request, Door(plan, link), **kwargs)

    return wrapper
