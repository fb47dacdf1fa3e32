"""Whether the tests would notice: the core broken in one place at a time, before its own tests.

    make mutation ARGS="scorecards/blindness.py:40-70 offers/states.py" PROCESSES=2

ARGS are files of TARGETS, or some lines of one; none is all of them. What no test noticed is
printed.

It is ours because two libraries do not fit: mutmut changes only what stands in functions, and a
lifecycle is a table; cosmic-ray knows no rows, strings or filters, and starts Django from nothing
for each mutant. Here a mutant is a fork with the libraries loaded, and no file is written: the
import of one module is handed other code (`mutants.py` makes it).
"""

import gc
import os
import signal
import sys
import tempfile
import time
from contextlib import suppress
from importlib import import_module
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import SimpleNamespace

from mutants import mutants

ROOT = Path(__file__).resolve().parent.parent
BLIND = ["tests/walls/blindness"]
SUMS = {
    "statistics": "summary rule",
    "agreement": "agreement distributions strictness",
    "comparing": "comparing",
    "impact": "impact",
    "noise": "noise",
}
TARGETS = {
    "scorecards/blindness.py": BLIND,
    **{
        f"{path.parent.name}/{path.name}": ["tests/walls/test_lifecycles.py"]
        for path in sorted([*ROOT.glob("*/states.py"), ROOT / "searches/moves.py"])
    },
    **{
        f"scorecards/statistics/{name}.py": [f"tests/scorecards/test_{judge}.py"]
        for judge, names in SUMS.items()
        for name in names.split()
    },
}
PLUGINS = "-p django -p hypothesispytest -p no:cacheprovider -p no:unraisableexception"
OPTIONS = f"-x -q --tb=no --assert=plain --no-migrations --hypothesis-seed=0 {PLUGINS}"
LOADED = (
    "pytest pytest_django.plugin hypothesis.stateful _hypothesis_pytestplugin celery.app.base "
    "kombu.transport.memory weasyprint time_machine icalendar pydantic django.test"
)


def main() -> None:
    os.chdir(ROOT)
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    sys.path.insert(0, str(ROOT))
    for name in LOADED.split():
        import_module(name)
    gc.freeze()
    print("| file | mutants | noticed | not noticed |\n|---|---|---|---|", flush=True)
    with tempfile.TemporaryDirectory(prefix="caio-mutants-") as folder:
        for wanted in sys.argv[1:] or TARGETS:
            path, _, lines = wanted.partition(":")
            first, _, last = lines.partition("-")
            within = range(int(first or 0), int(last or first or sys.maxsize) + 1)
            found, alive = judge(path, within, folder)
            print(f"| `{wanted}` | {found} | {found - alive} | {alive} |", flush=True)


def judge(path: str, lines: range, folder: str) -> tuple[int, int]:
    """How many mutants there are of some lines of a file, and how many nobody noticed."""
    source, began = (ROOT / path).read_text(), time.monotonic()
    if os.waitpid(begin(path, source, folder, 600), 0)[1]:
        raise SystemExit(f"{path}: its tests fail as it is.")
    seconds = 60 + 5 * int(time.monotonic() - began)
    each = {broken: f"{at}  {what}" for at, what, broken in mutants(source) if at in lines}
    at_once = int(os.environ.get("PROCESSES") or os.cpu_count() or 1)
    waiting, running, alive = [*each], {}, 0
    while waiting or running:
        while waiting and len(running) < at_once:
            broken = waiting.pop()
            running[begin(path, broken, folder, seconds)] = each[broken]
        pid, status = os.wait()
        change = running.pop(pid)
        if os.WIFSIGNALED(status) and os.WTERMSIG(status) != signal.SIGALRM:
            raise SystemExit(f"{path}:{change} was ended by something else.")
        if status in (0, signal.SIGALRM):  # what never ends counts as noticed, and is told
            alive += not status
            print(f"  {path}:{change}{'  (never ended)' if status else ''}", flush=True)
    return len(each), alive


def begin(path: str, source: str, folder: str, seconds: int) -> int:
    """The tests of a file, run by a process of its own to which the file holds this source.

    Those that noticed others lately come first.
    """
    os.environ["TESTS_VAR"] = tempfile.mkdtemp(dir=folder)
    failures = Path(folder, path.replace("/", "."))
    failures.touch()
    lately = list(dict.fromkeys(failures.read_text().splitlines()[::-1]))[:9]
    if pid := os.fork():
        return pid
    signal.alarm(seconds)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    os.dup2(1, 2)
    whole = SourceFileLoader.get_code

    def get_code(self, name):
        mine = Path(self.path) == ROOT / path
        return compile(source, self.path, "exec") if mine else whole(self, name)

    def pytest_runtest_logreport(report):
        if report.failed:
            failures.write_text(f"{failures.read_text()}{report.nodeid}\n")

    SourceFileLoader.get_code = get_code
    arguments = [*OPTIONS.split(), *lately, *TARGETS[path]]
    hears = SimpleNamespace(pytest_runtest_logreport=pytest_runtest_logreport)
    with suppress(BaseException):
        os._exit(import_module("pytest").main(arguments, [hears]))
    os._exit(1)


if __name__ == "__main__":
    main()
