"""Blindness for long: the state machine and the two worlds live histories by chance, many of them.

    make test-long RUNS=2000 STEPS=50 PROCESSES=2

RUNS is how many histories each of the two lives, shared among PROCESSES; STEPS how many things
happen in each at most. Says at the end what was really done, and whether a difference was found.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parent.parent
TESTS = ["tests/walls/test_blindness_state_machine.py", "tests/walls/test_noninterference.py"]
BY_CHANCE = "TestBlindness or whatever_happens"
"""What more than one process may share; the written-out histories are lived by the first."""


def main() -> int:
    runs, steps = int(os.environ.get("RUNS", "2000")), int(os.environ.get("STEPS", "50"))
    processes = int(os.environ.get("PROCESSES") or os.cpu_count() or 1)
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="caio-long-") as folder:
        shares = [runs // processes + (n < runs % processes) for n in range(processes)]
        started = [start(folder, n, share, steps) for n, share in enumerate(shares) if share]
        failed = [process for process in started if process.wait() != 0]
        done = tally(folder)
    minutes = (time.monotonic() - began) / 60
    print(f"\nIn {minutes:.1f} minutes, by {len(started)} processes:")
    for what, number in sorted(done.items()):
        print(f"  {what}: {number:,}")
    print("A difference was found: see above." if failed else "No difference was found.")
    return 1 if failed else 0


def start(folder: str, number: int, runs: int, steps: int) -> subprocess.Popen[bytes]:
    more = {"BLINDNESS": "long", "RUNS": str(runs), "STEPS": str(steps), "TALLY": folder}
    environment = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "DEMO")}
    only = ["-k", BY_CHANCE] if number else []
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *TESTS, *only]
    return subprocess.Popen(command, cwd=ROOT, env=environment | more)


def tally(folder: str) -> Counter[str]:
    done: Counter[str] = Counter()
    for file in Path(folder).glob("*.json"):
        done.update(json.loads(file.read_text()))
    return done


if __name__ == "__main__":
    sys.exit(main())
