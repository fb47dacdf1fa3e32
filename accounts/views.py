from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts import actions
from accounts.forms import InviteForm, JoinForm, ProfileForm
from accounts.http import Request
from accounts.models import Link, User


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
        messages.success(request, f"An invitation to {user.email} is on its way.")
        return redirect("accounts:invite")
    people = User.objects.order_by("name", "pk")
    return render(request, "accounts/invite.html", {"form": form, "people": people})


@require_http_methods(["GET", "POST"])
def join(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind an invitation. Reading it changes nothing."""
    link = Link.objects.open_with(token, actions.INVITATION)
    if link is None:
        return render(request, "link_closed.html", status=404)
    user = User.objects.get(pk=link.about)
    form = JoinForm(request.POST or None, user=user, initial={"name": user.name, "zone": user.zone})
    if form.is_valid():
        user = actions.accept_invitation(by=link, **form.cleaned_data)
        login(request, user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return redirect("home")
    return render(request, "accounts/join.html", {"form": form, "invited": user})
