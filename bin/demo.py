"""The demo: prepares its data once, then runs the web server and a Celery worker until Ctrl-C.

`python bin/demo.py` runs it, `python bin/demo.py reset` forgets its data. VAR names the folder
that holds everything it writes, PORT where it listens.
"""

import ctypes
import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("VAR") or "var")
PORT = os.environ.get("PORT") or "8000"
ADDRESS = f"http://127.0.0.1:{PORT}"
ENVIRONMENT = {
    key: value
    for key, value in os.environ.items()
    if key
    not in {"DATABASE_URL", "CELERY_BROKER_URL", "DEBUG", "TESTING", "DJANGO_SETTINGS_MODULE"}
} | {"DEMO": "1", "VAR": str(VAR), "PORT": PORT}
PARTS = {
    "web": ["gunicorn", "caio_hiring.wsgi", "--bind", f"127.0.0.1:{PORT}", "--workers", "2"],
    "worker": ["celery", "-A", "caio_hiring", "worker", "-B", "-c", "1", "-l", "INFO"],
}
PATIENCE = 60  # seconds for the first page to answer, on a slow machine
GRACE = 5  # seconds a part has to end by itself


def main() -> None:
    VAR.mkdir(parents=True, exist_ok=True)
    with (VAR / "demo.lock").open("w") as lock:
        if not is_free(lock):
            sys.exit(f"A demo is already running in {VAR}/.")
        if port_taken():
            sys.exit(f"Port {PORT} is taken. Another one: PORT={int(PORT) + 1} make demo")
        prepare()
        run()


def reset() -> None:
    if not VAR.exists():
        print(f"There is nothing in {VAR}/ to forget.")
        sys.exit()
    if not (VAR / "demo.lock").exists():
        sys.exit(f"{VAR}/ is left as it is: no demo made it.")
    with (VAR / "demo.lock").open("w") as lock:
        if not is_free(lock):
            sys.exit(f"{VAR}/ is left as it is: a demo is running in it. Stop it with Ctrl-C.")
        shutil.rmtree(VAR)
    print("Forgot the demo's data. The next make demo starts over.")


def is_free(lock) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def port_taken() -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", int(PORT))) == 0


def manage(*words: str, **options) -> subprocess.CompletedProcess:
    return subprocess.run([sys.executable, "manage.py", *words], env=ENVIRONMENT, **options)


def prepare() -> None:
    """Brings the data up to date; what is up to date is left alone."""
    (VAR / "log").mkdir(exist_ok=True)
    if manage("migrate", "--check", stdout=subprocess.DEVNULL).returncode:
        step("Preparing the database", "migrate", "--verbosity", "0")
    step("", "load_playbooks")
    samples = VAR / "samples-loaded"
    if not samples.exists():
        step("Loading the sample searches", "load_samples")
        samples.touch()


def step(saying: str, *words: str) -> None:
    if saying:
        print(saying, flush=True)
    if manage(*words).returncode:
        sys.exit(
            f"The demo stopped at: manage.py {' '.join(words)}. To start over: make demo-reset"
        )


def run() -> None:
    for ending in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, lambda *_: sys.exit(0))
    parent = os.getppid()
    parts = {}
    try:
        for name, command in PARTS.items():
            parts[name] = start(name, command)
        tell(parts)
        while os.getppid() == parent:  # ended with the shell or make that started it
            time.sleep(0.5)
            check(parts)
    finally:
        for ending in (signal.SIGINT, signal.SIGTERM):
            signal.signal(ending, signal.SIG_IGN)
        stop(parts.values())


def start(name: str, command: list[str]) -> subprocess.Popen:
    """A part of its own process group, so that Ctrl-C reaches it through `stop` alone."""
    with (VAR / "log" / f"{name}.log").open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "-m", *command],
            env=ENVIRONMENT,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            preexec_fn=end_with_parent if sys.platform == "linux" else None,
        )


def end_with_parent() -> None:
    """Asks Linux to end this process when the demo is killed without a chance to clear up."""
    ctypes.CDLL(None).prctl(1, signal.SIGTERM)  # 1 is PR_SET_PDEATHSIG


def tell(parts: dict[str, subprocess.Popen]) -> None:
    wait_for_page(parts)
    print(f"\nCAIO Hiring: {ADDRESS}\n", flush=True)
    manage("demo_sign_ins")
    print(f"\nMail is in {VAR}/mail, logs are in {VAR}/log. Ctrl-C ends everything.", flush=True)


def wait_for_page(parts: dict[str, subprocess.Popen]) -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        check(parts)
        try:
            with urllib.request.urlopen(f"{ADDRESS}/health/", timeout=5):
                return
        except OSError:
            if time.monotonic() > deadline:
                sys.exit(f"No page after {PATIENCE} seconds: see {VAR}/log/web.log")
            time.sleep(0.2)


def check(parts: dict[str, subprocess.Popen]) -> None:
    for name, part in parts.items():
        if part.poll() is not None:
            sys.exit(f"The {name} ended by itself: see {VAR}/log/{name}.log")


def stop(parts) -> None:
    """Asks each part to end, then ends whatever is left of its group."""
    for part in parts:
        part.terminate()
    deadline = time.monotonic() + GRACE
    for part in parts:
        with suppress(subprocess.TimeoutExpired):
            part.wait(max(0, deadline - time.monotonic()))
        with suppress(ProcessLookupError):
            os.killpg(part.pid, signal.SIGKILL)
        part.wait()


if __name__ == "__main__":
    os.chdir(ROOT)
    reset() if sys.argv[1:] == ["reset"] else main()
