"""What production runs on: read in a process of its own, as a machine without our environment."""

import json
import os
import secrets
import subprocess
import sys
from functools import cache
from typing import Any

import pytest
from django.conf import settings

OURS = (
    "DEMO",
    "DEBUG",
    "TESTING",
    "SECRET_KEY",
    "DATABASE_URL",
    "CELERY_BROKER_URL",
    "VAR",
    "DJANGO_ALLOW_ASYNC_UNSAFE",
)
SHOWN = """
import json
from django.conf import settings
names = [name for name in dir(settings) if name.isupper()]
print(json.dumps({name: getattr(settings, name) for name in names}, default=str))
"""


def run(*command: str, **changed: str) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if key not in OURS} | {
        "DJANGO_SETTINGS_MODULE": "caio_hiring.settings",
        "ALLOWED_HOSTS": "hiring.example.com",
        "SITE_URL": "https://hiring.example.com",
        "VAR": str(settings.VAR / "elsewhere"),
    }
    return subprocess.run(
        [sys.executable, *command],
        env=environment | changed,
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )


@cache
def shown(**changed: str) -> dict[str, Any]:
    done = run("-c", SHOWN, **({"SECRET_KEY": secrets.token_urlsafe(60)} | changed))
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_djangos_own_check_finds_nothing_to_warn_of():
    done = run(
        *["manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        SECRET_KEY=secrets.token_urlsafe(60),
    )
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


def test_it_does_not_start_without_a_secret_and_says_so_in_a_sentence():
    done = run("-c", SHOWN)
    assert done.returncode != 0
    assert "Set SECRET_KEY to a long random text. Only the demo needs none." in done.stderr


def test_every_page_goes_over_tls_for_a_year():
    production = shown()
    assert production["SECURE_SSL_REDIRECT"] is True
    assert production["SECURE_HSTS_SECONDS"] >= 31_536_000
    assert production["SECURE_HSTS_INCLUDE_SUBDOMAINS"] is True


@pytest.mark.parametrize("cookie", ["SESSION", "CSRF"])
def test_a_cookie_is_of_this_host_and_secure(cookie):
    production = shown()
    assert production[f"{cookie}_COOKIE_NAME"].startswith("__Host-")
    assert production[f"{cookie}_COOKIE_SECURE"] is True
    assert production[f"{cookie}_COOKIE_PATH"] == "/"  # what the browser demands of __Host-
    assert production[f"{cookie}_COOKIE_DOMAIN"] is None
    assert production[f"{cookie}_COOKIE_SAMESITE"] == "Lax"


def test_no_script_reads_the_session():
    assert shown()["SESSION_COOKIE_HTTPONLY"] is True


def test_passwords_are_hashed_with_argon2():
    assert shown()["PASSWORD_HASHERS"][0].endswith(".Argon2PasswordHasher")


def test_debug_and_demo_are_off_unless_asked_for():
    production = shown()
    assert production["DEBUG"] is False
    assert production["DEMO"] is False


def test_the_content_policy_allows_nothing_inline():
    directives = shown()["CONTENT_SECURITY_POLICY"]["DIRECTIVES"]
    sources = {source for given in directives.values() for source in given}
    assert sources <= {"'self'", "'none'", "data:"}
    assert [name for name, given in directives.items() if "data:" in given] == ["img-src"]


def test_nothing_may_frame_a_page():
    production = shown()
    assert production["X_FRAME_OPTIONS"] == "DENY"
    assert production["CONTENT_SECURITY_POLICY"]["DIRECTIVES"]["frame-ancestors"] == ["'none'"]


def test_the_address_of_a_page_leaves_to_no_other_site():
    assert shown()["SECURE_REFERRER_POLICY"] == "same-origin"


def test_middleware_stays_short():
    assert len(shown()["MIDDLEWARE"]) <= 14


def test_a_task_is_stopped_after_a_minute():
    production = shown()
    assert production["CELERY_TASK_TIME_LIMIT"] == 60
    assert 0 < production["CELERY_TASK_SOFT_TIME_LIMIT"] < 60


def test_a_killed_workers_task_goes_back_on_the_queue():
    production = shown()
    assert production["CELERY_TASK_ACKS_LATE"] is True
    assert production["CELERY_TASK_REJECT_ON_WORKER_LOST"] is True
    assert production["CELERY_WORKER_PREFETCH_MULTIPLIER"] == 1


def test_a_dead_queue_is_tried_once_and_for_a_second():
    production = shown(CELERY_BROKER_URL="redis://127.0.0.1:6379/0")
    assert production["CELERY_TASK_PUBLISH_RETRY_POLICY"]["max_retries"] == 0
    assert production["CELERY_BROKER_TRANSPORT_OPTIONS"]["socket_connect_timeout"] == 1


def test_both_sweeps_are_on_the_schedule():
    tasks = {entry["task"] for entry in shown()["CELERY_BEAT_SCHEDULE"].values()}
    assert {"briefs.tasks.sweep", "mail.tasks.sweep"} <= tasks


def test_database_connections_are_kept_and_looked_at():
    database = shown()["DATABASES"]["default"]
    assert database["CONN_MAX_AGE"] >= 60
    assert database["CONN_HEALTH_CHECKS"] is True


def test_sqlite_takes_its_lock_when_a_transaction_begins():
    assert shown()["DATABASES"]["default"]["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_static_files_carry_their_digest_in_their_name():
    assert "Manifest" in shown()["STORAGES"]["staticfiles"]["BACKEND"]


def test_uploads_are_nobody_elses_to_read():
    assert shown()["FILE_UPLOAD_PERMISSIONS"] == 0o600


def test_media_has_no_address():
    assert not shown()["MEDIA_URL"].startswith("http")
    assert shown()["MEDIA_ROOT"] != shown()["STATIC_ROOT"]
