"""What a view behind the sign-in is given, for the type checker."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from accounts.models import User


class Request(HttpRequest):
    """A request of somebody signed in (views under `login_required`)."""

    user: User
    htmx: HtmxDetails
