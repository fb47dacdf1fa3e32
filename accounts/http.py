"""What a view behind the sign-in is given, for the type checker."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django_htmx.middleware import HtmxDetails

from accounts.models import User


class Request(HttpRequest):
    """A request of somebody signed in (views under `login_required`)."""

    user: User
    htmx: HtmxDetails


def link_closed(request: HttpRequest) -> HttpResponse:
    """What every private link answers that opens nothing: unknown, used, run out, taken back."""
    return render(request, "link_closed.html", status=404)
