from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts import actions
from accounts.forms import InviteForm, JoinForm, ProfileForm
from accounts.http import Request, link_closed
from accounts.models import User


@require_http_methods(["GET", "POST"])
@login_required
def profile(request: Request) -> HttpResponse:
    initial = {"name": request.user.name, "zone": request.user.zone}
    form = ProfileForm(request.POST or None, initial=initial)
    if form.is_valid():
        actions.change_profile(by=request.user, **form.cleaned_data)
        messages.success(request, "Saved.")
        return redirect("accounts:profile")
    return render(request, "accounts/profile.html", {"form": form})


@require_http_methods(["GET", "POST"])
@login_required
def invite(request: Request) -> HttpResponse:
    if not request.user.is_staff:
        raise PermissionDenied("Only an administrator invites people to the site.")
    form = InviteForm(request.POST or None)
    if form.is_valid():
        user = actions.invite(by=request.user, **form.cleaned_data)
        told = f"{user} has an account already."
        if not user.has_joined:
            told = f"An invitation to {user.email} is on its way."
        messages.success(request, told)
        return redirect("accounts:invite")
    people = Paginator(User.objects.order_by("name", "pk"), 50).get_page(request.GET.get("page"))
    return render(request, "accounts/invite.html", {"form": form, "people": people})


@require_http_methods(["GET", "POST"])
def join(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind an invitation. Reading it changes nothing."""
    found = actions.invited_by(token)
    if found is None:
        return link_closed(request)
    link, user = found
    form = JoinForm(request.POST or None, user=user, initial={"name": user.name, "zone": user.zone})
    if form.is_valid():
        joined = actions.accept_invitation(by=link, **form.cleaned_data)
        if joined is None:
            return link_closed(request)
        login(request, joined, backend="allauth.account.auth_backends.AuthenticationBackend")
        return redirect("home")
    return render(request, "accounts/join.html", {"form": form, "invited": user})
