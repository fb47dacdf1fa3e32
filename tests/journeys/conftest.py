"""A server with its own database, one browser, and the people who sit before it."""

import shutil
from collections.abc import Iterator

import pytest
from django.test import override_settings
from pytest_django.live_server_helper import LiveServer

from tests.journeys.server import LOCK, OneAtATime, is_shared


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
def the_server_goes_on() -> Iterator[None]:
    """Asked for before the database, so that it ends after the database is emptied."""
    yield
    LOCK.release()


@pytest.fixture
def site(address: str, the_server_goes_on, transactional_db, settings) -> Iterator[str]:
    """The server, on an empty database that is empty again afterwards; its mail is in files.

    While the database is emptied the server stands still: a page that asks every second may still
    be on its way, and in memory SQLite locks a table against who empties it.
    """
    settings.SITE_URL = address
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = settings.VAR / "mail"
    shutil.rmtree(settings.EMAIL_FILE_PATH, ignore_errors=True)
    yield address
    LOCK.acquire()
