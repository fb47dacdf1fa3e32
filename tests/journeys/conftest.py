"""A server with its own database, one browser, and the people who sit before it."""

import shutil
from collections.abc import Iterator

import pytest
from django.test import override_settings
from pytest_django.live_server_helper import LiveServer

from tests.journeys.server import OneAtATime, is_shared


@pytest.fixture(scope="session")
def address(django_db_setup, django_db_blocker) -> Iterator[str]:
    """Where the server answers."""
    from django.conf import settings

    one = f"{OneAtATime.__module__}.{OneAtATime.__qualname__}"
    middleware = [one, *settings.MIDDLEWARE] if is_shared() else settings.MIDDLEWARE
    with django_db_blocker.unblock(), override_settings(MIDDLEWARE=middleware):
        server = LiveServer("127.0.0.1")
    yield server.url
    server.stop()


@pytest.fixture
def site(address: str, transactional_db, settings) -> str:
    """The server, on an empty database that is empty again afterwards; its mail is in files."""
    settings.SITE_URL = address
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = settings.VAR / "mail"
    shutil.rmtree(settings.EMAIL_FILE_PATH, ignore_errors=True)
    return address
