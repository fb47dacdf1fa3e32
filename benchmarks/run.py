"""What pages and documents cost, each beside the floor or beside WeasyPrint alone, in one run.

    make bench

Times on shared machines move by a factor of two, so two things are always measured in turn and
their ratio is told: the median of the rounds, with the smallest and the largest. Runs on a
database of its own in a temporary folder, with the samples in it.
"""

import gzip
import os
import platform
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

ROUNDS = int(os.environ.get("ROUNDS", "25"))
Act = Callable[[], object]


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="caio-bench-") as folder:
        set_up(folder)
        for line in report():
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()


def set_up(folder: str) -> None:
    for name in ("DATABASE_URL", "CELERY_BROKER_URL", "DEBUG", "TESTING"):
        os.environ.pop(name, None)
    os.environ |= {"DJANGO_SETTINGS_MODULE": "caio_hiring.settings", "DEMO": "1", "VAR": folder}
    Path(folder, "static").mkdir()
    import django
    from django.conf import settings
    from django.core.management import call_command

    django.setup()
    settings.ROOT_URLCONF = "benchmarks.floor"
    for command in ("migrate", "load_playbooks", "load_samples"):
        call_command(command, verbosity=0)


def report() -> Iterator[str]:
    yield f"Python {platform.python_version()}, {os.cpu_count()} cores, {ROUNDS} rounds, SQLite."
    yield f"The floor takes {floor():.1f} ms."
    yield ""
    yield "| page | queries | times the floor (min, max) | HTML, kB |"
    yield "|---|---|---|---|"
    yield from pages()
    yield ""
    yield "| list of 50 | queries | times 50 bare rows (min, max) | HTML, kB |"
    yield "|---|---|---|---|"
    yield from lists()
    yield ""
    yield f"2,000 candidates beside 200, both by fifties: {growth()}."
    yield f"First visit: {first_visit()}."
    yield from documents()


# ---- Measuring


def seconds(act: Act) -> float:
    before = time.perf_counter()
    act()
    return time.perf_counter() - before


def ratio(one: Act, other: Act, rounds: int = ROUNDS) -> str:
    """How many times as long `one` takes as `other`: median (smallest, largest) of the rounds."""
    one(), other()  # what a process does once
    found = sorted(seconds(one) / seconds(other) for _ in range(rounds))
    return f"{statistics.median(found):.2f} ({found[0]:.2f}, {found[-1]:.2f})"


def desk(who: str) -> Callable[[str], bytes]:
    """A signed-in person's way to open a page, in this process and through all middleware."""
    from django.test import Client

    from tests.journeys.places.lookups import user

    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(user(who))

    def opens(path: str) -> bytes:
        answer = client.get(path)
        assert answer.status_code == 200, f"{path}: {answer.status_code}"
        return answer.content

    return opens


def floor() -> float:
    """Milliseconds, the median of the rounds."""
    from tests.journeys.places.lookups import MANAGER

    opens = desk(MANAGER)
    opens("/floor/10/")
    return 1000 * statistics.median(seconds(lambda: opens("/floor/10/")) for _ in range(ROUNDS))


def queries_of(act: Act) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as found:
        act()
    return len(found)


# ---- Pages

PAGES = (
    "Home of the hiring manager",
    "Search at Loop",
    "Scope, half answered",
    "JD, draft",
    "Candidates",
    "Candidate",
    "Loop",
    "Interviews of a candidate",
    "Kit",
    "Scorecard to write",
    "Debrief",
    "For the board",
    "Compare, in order",
    "How the process runs",
    "Offer in approval",
    "Plan",
)
"""Names of places in tests/journeys/places."""


def row(name: str, who: str, path: str, floor: str) -> str:
    opens = desk(who)
    opens(path)
    queries = queries_of(lambda: opens(path))
    times = ratio(lambda: opens(path), lambda: opens(floor))
    return f"| {name} | {queries} | {times} | {len(opens(path)) / 1000:.1f} |"


def pages() -> Iterator[str]:
    from tests.journeys.places import PLACES

    places = {place.name: place for place in PLACES}
    for name in PAGES:
        place = places[name]
        yield row(name, place.who, place.path, "/floor/10/")


def lists() -> Iterator[str]:
    from django.urls import reverse

    from searches.models import Search, Step
    from tests.factories import crowd
    from tests.journeys.places.lookups import MANAGER, RECRUITER, candidacy, search

    here = search(Step.CANDIDATES)
    crowd.copies_of_candidacy(candidacy(Step.CANDIDATES), 45)
    crowd.copies_of_search(Search.objects.get(pk=search(Step.SCOPE).pk), 50)
    floor = "/floor/50/"
    yield row("All candidates", RECRUITER, reverse("candidates:all", args=[here.pk]), floor)
    yield row("Searches", MANAGER, reverse("searches:list"), floor)
    long = search(Step.PLAN)
    yield row("Log (100 lines)", MANAGER, reverse("searches:log", args=[long.pk]), floor)


def growth() -> str:
    """A page of fifty out of 2,000 beside one out of 200."""
    from django.urls import reverse

    from searches.models import Step
    from tests.factories import crowd
    from tests.journeys.places.lookups import RECRUITER, candidacy, search

    sizes = {Step.CANDIDATES: 200, Step.LOOP: 2000}
    for step, size in sizes.items():
        crowd.copies_of_candidacy(candidacy(step), size - search(step).candidacies.count())
    few, many = (reverse("candidates:all", args=[search(step).pk]) for step in sizes)
    opens = desk(RECRUITER)
    return f"{ratio(lambda: opens(many), lambda: opens(few))} times as long"


def first_visit() -> str:
    """What a browser fetches beside the first page, compressed as a server would."""
    from django.contrib.staticfiles import finders

    from tests.journeys.places.lookups import MANAGER

    html = desk(MANAGER)("/").decode()
    linked = set(re.findall(r'(?:href|src)="/static/([^"#]+)', html))
    sizes = [len(gzip.compress(Path(finders.find(name) or "").read_bytes())) for name in linked]
    return f"{len(sizes)} static files, {sum(sizes) / 1000:.0f} kB compressed"


# ---- Documents


def documents() -> Iterator[str]:
    """Made warm from their row, as the worker makes them, beside WeasyPrint on the same HTML."""
    from briefs.kinds import kind_of
    from briefs.models import Brief
    from briefs.render import html_of, pdf_of
    from tests.journeys.places.acts import ask_for_a_panel_brief, ask_for_the_board_page

    ask_for_a_panel_brief()
    ask_for_the_board_page()
    yield ""
    yield "| document | times WeasyPrint alone (min, max) | pages |"
    yield "|---|---|---|"
    for kind in Brief.objects.order_by("kind").values_list("kind", flat=True).distinct():
        brief = Brief.objects.filter(kind=kind).latest("pk")
        template = kind_of(brief).template
        made = partial(made_from_row, brief.pk, template)
        alone = partial(weasyprint_alone, html_of(template, brief))
        times, pages = ratio(made, alone, max(5, ROUNDS // 3)), pdf_of(template, brief)[1]
        yield f"| {kind} | {times} | {pages} |"


def made_from_row(pk: int, template: str) -> None:
    from briefs.models import Brief
    from briefs.render import pdf_of

    pdf_of(template, Brief.objects.select_related("reader").get(pk=pk))


def weasyprint_alone(html: str) -> None:
    from weasyprint import HTML

    from briefs.render import OURS, stylesheets

    sheets, fonts = stylesheets()
    document = HTML(string=html, base_url=OURS.as_uri() + "/")
    document.render(stylesheets=sheets, font_config=fonts).write_pdf(pdf_variant="pdf/ua-1")


if __name__ == "__main__":
    main()
