"""A real Celery worker with its beat, in processes of its own, that tests start, kill and end."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection

PATIENCE = 60
"""Seconds after which something that should have happened is held not to happen."""


def until(holds: Callable[[], object], what: str) -> None:
    """Wait until something holds that another process brings about."""
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline, what
        time.sleep(0.05)


class Worker:
    """Sees what is committed to the test database: use `transactional_db` or `live_server`."""

    def __init__(self, broker: str, folder: Path):
        self.broker, self.folder = broker, folder
        self.log = folder / "worker.log"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> Self:
        url = urlsplit(os.environ["DATABASE_URL"])
        environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "tests.worker.settings",
            "DATABASE_URL": url._replace(path="/" + connection.settings_dict["NAME"]).geturl(),
            "CELERY_BROKER_URL": self.broker,
            "VAR": str(self.folder),
        }
        command = "-m celery -A caio_hiring worker --beat --concurrency 1 --loglevel INFO".split()
        with self.log.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, *command],
                env=environment,
                cwd=settings.BASE_DIR,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        until(self.is_up, f"The worker is not ready: see {self.log}")
        return self

    def is_up(self) -> bool:
        assert self.process is not None
        assert self.process.poll() is None, f"The worker ended:\n{self.said()}"
        return " ready." in self.said()

    @property
    def runs(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def said(self) -> str:
        return self.log.read_text()

    def stop(self) -> None:
        """As a person stops it: it ends what it has begun."""
        if self.process is None or not self.runs:
            return
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self) -> None:
        """As a machine that loses its power: everything at once."""
        if self.process is not None and self.runs:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
