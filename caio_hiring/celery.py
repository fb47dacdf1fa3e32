"""The Celery app. The database row is the truth of every job; the queue carries ids only."""

import os

from celery import Celery

from caio_hiring import folder_queue

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "caio_hiring.settings")

folder_queue.use()
app = Celery("caio_hiring")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
