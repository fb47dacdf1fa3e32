"""Tries `make demo` as a person would: twice, with Ctrl-C, looking for what it leaves behind."""

import os
import pty
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 180  # seconds for the first start, which loads the samples


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="caio-hiring-demo-") as folder:
        environment = os.environ | {"VAR": f"{folder}/var", "PORT": str(free_port())}
        first = demo(environment)
        assert "Preparing the database" in first, first
        second = demo(environment)
        assert not re.search("Installing|Preparing|Loading", second), second
        assert Path(folder, "var/db.sqlite3").exists()
        subprocess.run(["make", "demo-reset"], cwd=ROOT, env=environment, check=True)
        assert not Path(folder, "var").exists()
    print("The demo starts, starts again without installing or migrating, and ends cleanly.")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def demo(environment: dict[str, str]) -> str:
    """Runs the demo in a terminal until it is ready, presses Ctrl-C, gives what it printed."""
    began = time.monotonic()
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(ROOT)
        os.execvpe("make", ["make", "demo"], environment)
    printed = read_until(terminal, "Ctrl-C ends everything", began + PATIENCE)
    print(f"--- ready after {time.monotonic() - began:.0f} seconds\n{printed}", flush=True)
    address = re.search(r"http://127\.0\.0\.1:\d+", printed)
    assert address, printed
    for page in ("/health/", "/account/login/"):
        with urllib.request.urlopen(address[0] + page, timeout=10) as answer:
            assert answer.status == 200
    started = descendants(environment["VAR"])
    assert any("gunicorn" in line for line in started.values()), started
    assert any("celery" in line for line in started.values()), started
    os.write(terminal, b"\x03")
    read_until(terminal, None, time.monotonic() + 20)
    os.waitpid(pid, 0)
    assert not (left := descendants(environment["VAR"])), f"left running: {left}"
    return printed


def read_until(terminal: int, words: str | None, deadline: float) -> str:
    """What the terminal shows until those words appear, or, without words, until it closes."""
    printed = ""
    signal.signal(signal.SIGALRM, lambda *_: sys.exit(f"Waited too long. It printed:\n{printed}"))
    signal.alarm(max(1, int(deadline - time.monotonic())))
    try:
        while words is None or words not in printed:
            chunk = os.read(terminal, 4096)
            if not chunk:
                break
            printed += chunk.decode(errors="replace")
    except OSError:  # the terminal's other end is closed
        if words is not None:
            sys.exit(f"It ended before it was ready:\n{printed}")
    signal.alarm(0)
    return printed


def descendants(var: str) -> dict[int, str]:
    """The running processes whose data is in that folder, with their command lines."""
    found = {}
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if f"VAR={var}\0".encode() in (process / "environ").read_bytes():
                found[int(process.name)] = (process / "cmdline").read_text().replace("\0", " ")
        except OSError:
            continue
    return {pid: line for pid, line in found.items() if line and pid != os.getpid()}


if __name__ == "__main__":
    main()
