"""SQLite in memory is one connection, shared by the server's threads and the test's."""

from collections.abc import Callable
from threading import RLock

from django.db import connection
from django.http import HttpRequest
from django.http.response import HttpResponseBase

LOCK = RLock()
"""Held by a request, and by a test that reads or writes for itself beside the server."""


def is_shared() -> bool:
    return connection.vendor == "sqlite" and connection.is_in_memory_db()


class OneAtATime:
    """Middleware: two requests in one connection would be in each other's transaction."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with LOCK:
            return self.get_response(request)
