"""The application's own settings, with files and queue kept apart from any that people use.

Each process that runs tests beside another has its own folder and its own Redis database,
because record numbers, and so file names and task arguments, are the same in all of them.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

os.environ["TESTING"] = "1"
os.environ.pop("DEMO", None)

_process = os.environ.get("PYTEST_XDIST_WORKER", "")  # gw0, gw1, ... or nothing
if "TESTS_VAR" not in os.environ:
    os.environ["TESTS_VAR"] = tempfile.mkdtemp(prefix="caio-hiring-tests-")
    atexit.register(shutil.rmtree, os.environ["TESTS_VAR"], ignore_errors=True)
_folder = Path(os.environ["TESTS_VAR"], _process)
(_folder / "static").mkdir(parents=True, exist_ok=True)
os.environ["VAR"] = str(_folder)

_broker = os.environ.get("CELERY_BROKER_URL") or "memory://"
if _broker.startswith("redis") and _process:
    _server, _, _number = _broker.rpartition("/")
    _broker = f"{_server}/{int(_number) + 1 + int(_process.removeprefix('gw'))}"
os.environ["CELERY_BROKER_URL"] = _broker

from caio_hiring.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # argon2 is slow on purpose

# Each test's client builds the middleware anew; without this it would read all static files first.
WHITENOISE_AUTOREFRESH = True
