"""How long the tests that live histories by chance go on, and how long they really went on.

A run is one history, a step one thing that happens in it. RUNS and STEPS say how many at most;
`make test-long` sets them, and reads what was done from the folder that TALLY names.
"""

import atexit
import json
import os
from collections import Counter
from pathlib import Path

LONG = os.environ.get("BLINDNESS") == "long"
done: Counter[str] = Counter()


def how_many(*, short: tuple[int, int], long: tuple[int, int]) -> tuple[int, int]:
    """Runs, and steps of each at most."""
    runs, steps = long if LONG else short
    return int(os.environ.get("RUNS") or runs), int(os.environ.get("STEPS") or steps)


def count(what: str, number: int = 1) -> None:
    done[what] += number


def _write() -> None:
    folder = os.environ.get("TALLY")
    if folder and done:
        Path(folder, f"{os.getpid()}.json").write_text(json.dumps(done))


atexit.register(_write)
