"""A server with its own database, one browser, and the people who sit before it."""

import os
from collections.abc import Iterator

import pytest
from django.test import override_settings
from playwright.sync_api import Browser, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.conftest import chromium
from tests.journeys.server import OneAtATime, is_shared

# Playwright runs an event loop in this thread; Django would refuse every query beside it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

ARGS = ["--no-sandbox", "--disable-background-networking", "--disable-gpu"]
PATIENCE = 15_000  # milliseconds, for a slow machine


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGS)
        yield browser
        browser.close()


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
    """The server, on an empty database that is empty again afterwards."""
    settings.SITE_URL = address
    return address
