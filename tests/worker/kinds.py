"""Documents and mails that fail, kill the process that makes them, or wait in the middle."""

import os
import signal
import time
from pathlib import Path

from django.contrib.auth import get_user_model

from briefs import kinds as brief_kinds
from briefs.models import Brief
from mail import kinds as mail_kinds
from mail.kinds import Letter
from mail.models import Mail

PATIENCE = 60


def wait_for(path: str) -> None:
    """Say which process is here, and go on once the file `path` exists."""
    Path(f"{path}.pid").write_text(str(os.getpid()))
    deadline = time.monotonic() + PATIENCE
    while not Path(path).exists() and time.monotonic() < deadline:
        time.sleep(0.05)


def kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def fail() -> None:
    raise ValueError("This fails every time.")


def documents() -> list[brief_kinds.Kind]:
    return [
        brief_kinds.Kind(
            name=f"test_{name}",
            label="Test",
            template=f"worker/{name}.html",
            audience=Brief.Audience.PUBLIC,
            may_read=lambda user, brief: True,
        )
        for name in ("plain", "fails", "kills", "waits")
    ]


def letter(mail: Mail) -> Letter:
    """A mail to a user whose name says what goes wrong."""
    user = get_user_model().objects.get(pk=mail.about)
    what, _, path = user.name.partition(" ")
    {"kills": kill, "fails": fail, "waits": lambda: wait_for(path)}.get(what, lambda: None)()
    return Letter(subject="A test", template="worker/letter.txt", context={})


def register() -> None:
    for kind in documents():
        brief_kinds.register(kind)
    mail_kinds.register("test", letter)
