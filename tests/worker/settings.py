"""What a worker process under test runs on: the application's settings, a beat every second,
mail into files, and the kinds of tests/worker/kinds.py."""

from caio_hiring.settings import *  # noqa: F403
from caio_hiring.settings import CELERY_BEAT_SCHEDULE, INSTALLED_APPS, VAR

INSTALLED_APPS = [*INSTALLED_APPS, "tests.worker"]
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR / "mail"
CELERY_BEAT_SCHEDULE = {
    name: entry | {"schedule": 1} for name, entry in CELERY_BEAT_SCHEDULE.items()
}
