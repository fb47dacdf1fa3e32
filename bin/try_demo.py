"""Tries `make demo` as a person would: signs in, asks for a PDF and reads it; starts it twice, with
Ctrl-C, and looks for what it leaves behind."""

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
from collections.abc import Callable
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 180  # seconds for the first start, which loads the samples
PATIENCE_FOR_A_PDF = 60  # seconds; the samples' own mail and PDFs stand before it in the queue


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="caio-hiring-demo-") as folder:
        environment = os.environ | {"VAR": f"{folder}/var", "PORT": str(free_port())}
        first = demo(environment, read_a_pdf)
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


def demo(environment: dict[str, str], use: Callable[[str, str], None] | None = None) -> str:
    """Runs the demo in a terminal until it is ready, uses it, presses Ctrl-C.

    Gives what it printed.
    """
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
    if use:
        use(address[0], printed)
    os.write(terminal, b"\x03")
    read_until(terminal, None, time.monotonic() + 20)
    os.waitpid(pid, 0)
    assert not (left := descendants(environment["VAR"])), f"left running: {left}"
    return printed


def read_a_pdf(address: str, printed: str) -> None:
    """As the hiring manager: the packet of the debrief that waits for a decision."""
    people = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def visit(path: str, **typed: str) -> tuple[str, str]:
        """Where one arrives, and the page; with fields typed into the form that was fetched."""
        body = urlencode(typed).encode() if typed else None
        with people.open(address + path, body, timeout=30) as answer:
            return answer.url.removeprefix(address), answer.read().decode()

    def seek(pattern: str, page: str) -> str:
        found = re.search(pattern, page)
        assert found, f"No {pattern} on:\n{page}"
        return found[1]

    csrf_field = r'name="csrfmiddlewaretoken" value="([^"]+)"'
    _, page = visit("/account/login/")
    visit(
        "/account/login/",
        csrfmiddlewaretoken=seek(csrf_field, page),
        login=seek(r"hiring manager +(\S+)", printed),
        password=seek(r"password of all +(\S+)", printed),
    )
    _, home = visit("/")
    _, page = visit(seek(r'href="(/candidacies/\d+/debrief/)"', home))
    path = seek(r'action="(/candidacies/\d+/debrief/packet/)"', page)
    began = time.monotonic()
    brief, page = visit(path, csrfmiddlewaretoken=seek(csrf_field, page))
    while f"{brief}download/" not in page:
        waited = time.monotonic() - began
        assert waited < PATIENCE_FOR_A_PDF, f"No PDF after {waited:.0f} seconds:\n{page}"
        time.sleep(0.5)
        _, page = visit(brief)
    with people.open(f"{address}{brief}download/", timeout=30) as answer:
        assert answer.read(5) == b"%PDF-"
    print(f"--- a PDF, {time.monotonic() - began:.0f} seconds after asking", flush=True)


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
