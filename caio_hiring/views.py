"""What belongs to no single room: home, the demo's outbox, health, what is recorded."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.http import Request
from mail.queries import sent_lately
from searches.home import my_searches, partnered, sections_for


@require_safe
@login_required
def home(request: Request) -> HttpResponse:
    sections = sections_for(request.user)
    searches = my_searches(request.user)
    context = {
        "sections": sections,
        "searches": searches,
        "partnered": partnered(request.user),
        "today": timezone.localdate(),
    }
    return render(request, "home.html", context)


@require_safe
@login_required
def about_records(request: Request) -> HttpResponse:
    return render(request, "about_records.html")


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """The demo's mail, so that private links can be followed. Does not exist elsewhere."""
    if not settings.DEMO:
        raise Http404
    return render(request, "outbox.html", {"mails": sent_lately()})


def admin_login(request: HttpRequest) -> HttpResponse:
    """The admin's own form has no limiter and no second factor: everyone signs in at one door."""
    if request.user.is_authenticated:
        return redirect("home")
    return redirect_to_login(request.GET.get("next", "/admin/"))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "csrf.html", status=403)
