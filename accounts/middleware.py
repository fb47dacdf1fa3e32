from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.utils import timezone


def says_what_happened(get_response: Callable[[HttpRequest], HttpResponse]):
    """Three answers of Django's that would puzzle.

    A script that is sent to the sign-in page would put it into its own page: it is told 401. Who
    sent a form would lose what they typed there: they are told, and shown it. And who comes to an
    address that only takes forms, by signing in again after sending one, would see a bare page.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        by_script = "HX-Request" in request.headers or "X-Draft" in request.headers
        if response.status_code == 302 and by_script and not request.user.is_authenticated:
            return HttpResponse(status=401)
        to = response.headers.get("Location", "")
        if request.method == "POST" and to.startswith(f"{resolve_url(settings.LOGIN_URL)}?next="):
            return render(request, "signed_out.html", {"sign_in": to}, status=401)
        if response.status_code == 405 and request.method == "GET" and not by_script:
            page = render(request, "405.html", status=405)
            page["Allow"] = response["Allow"]
            return page
        return response

    return answer


class PrivatePages:
    """Every page of a signed-in person or a private link stays out of caches, in their own zone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        zone = request.user.zone if request.user.is_authenticated else "UTC"
        with timezone.override(ZoneInfo(zone)):
            response = self.get_response(request)
        if "Cache-Control" not in response:
            response["Cache-Control"] = "no-store"
        return response
