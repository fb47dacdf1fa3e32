"""Pictures of every page at two widths and of every page of every PDF, in var/pictures/.

    python -m tests.journeys.pictures            all of them
    python -m tests.journeys.pictures offer      pages with a name that holds "offer"; no PDFs

Makes a demo database of its own in a temporary folder, with the samples in it, and starts a
server on it; both are gone afterwards.
"""

import html
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "var" / "pictures"
WIDTHS = {1280: 900, 390: 844}


def main(wanted: str) -> None:
    with tempfile.TemporaryDirectory(prefix="caio-pictures-") as folder, socket.socket() as spare:
        spare.bind(("127.0.0.1", 0))
        port = spare.getsockname()[1]
        spare.close()
        set_up(folder, port)
        shutil.rmtree(PICTURES, ignore_errors=True)
        PICTURES.mkdir(parents=True)
        with server(port) as address:
            pages = take_pages(address, wanted.lower())
        papers = [] if wanted else take_papers()
        write_index(pages, papers)
    sys.stdout.write(
        f"{len(pages)} pages and {len(papers)} pages of PDFs: {PICTURES / 'index.html'}\n"
    )


def set_up(folder: str, port: int) -> None:
    """The demo's data, in this process's own environment."""
    for name in ("DATABASE_URL", "CELERY_BROKER_URL", "DEBUG", "TESTING"):
        os.environ.pop(name, None)
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "caio_hiring.settings",
        "DJANGO_ALLOW_ASYNC_UNSAFE": "1",  # Playwright's loop runs in this thread
        "DEMO": "1",
        "VAR": folder,
        "PORT": str(port),
    }
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("load_playbooks")
    call_command("load_samples")


@contextmanager
def server(port: int) -> Iterator[str]:
    address = f"http://127.0.0.1:{port}"
    command = ["gunicorn", "caio_hiring.wsgi", "--bind", f"127.0.0.1:{port}"]
    command += ["--threads", "4", "--log-level", "warning"]
    process = subprocess.Popen([sys.executable, "-m", *command], cwd=ROOT)
    try:
        wait_for(address, process)
        yield address
    finally:
        process.terminate()
        process.wait()


def wait_for(address: str, process: subprocess.Popen) -> None:
    while process.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/health/", timeout=5):  # noqa: S310
                return
        except OSError:
            time.sleep(0.2)
    sys.exit("The server ended by itself.")


def take_pages(address: str, wanted: str) -> list[tuple[str, str, list[str]]]:
    """(name, who, files) of each page, in the order of the table."""
    from playwright.sync_api import sync_playwright

    from tests.conftest import chromium
    from tests.journeys.desks import Desks
    from tests.journeys.places import PLACES

    taken = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        desks = Desks(browser, address)
        for number, place in enumerate(PLACES, 1):
            if wanted not in place.name.lower():
                desks.prepare(place)
                continue
            files = [f"{number:03}-{slug(place.name)}-{width}.png" for width in WIDTHS]
            for width, file in zip(WIDTHS, files, strict=True):
                page = desks.open(place, width, WIDTHS[width])
                page.screenshot(path=PICTURES / file, full_page=True)
            taken.append((place.name, place.who, files))
        browser.close()
    return taken


def take_papers() -> list[tuple[str, str]]:
    """(title, file) of each page of each PDF; of a kind, the last one made."""
    from briefs import actions
    from briefs.models import Brief

    taken = []
    newest = {brief.kind: brief.pk for brief in Brief.objects.order_by("pk")}
    for kind, pk in newest.items():
        actions.make(pk)
        brief = Brief.objects.get(pk=pk)
        if brief.state != Brief.State.READY:
            sys.exit(f"{kind} {pk} could not be made: {brief.problem or brief.state}")
        stem = PICTURES / f"pdf-{slug(kind)}"
        shutil.copy(brief.file.path, stem.with_suffix(".pdf"))
        subprocess.run(
            ["pdftoppm", "-r", "80", "-png", brief.file.path, str(stem)],
            check=True,
        )
        taken += [(brief.title, file.name) for file in sorted(PICTURES.glob(f"{stem.name}-*.png"))]
    return taken


def slug(name: str) -> str:
    from django.utils.text import slugify

    return slugify(name.replace("_", " "))


INDEX = """<!doctype html><html lang="en-GB"><meta charset="utf-8"><title>Pictures</title>
<style>body{{font:16px sans-serif;margin:2rem}}figure{{margin:0 0 3rem}}
img{{border:1px solid #999;vertical-align:top;margin-right:1rem}}</style>
<h1>Every page and every PDF</h1>
{figures}
</html>
"""


def write_index(pages: list[tuple[str, str, list[str]]], papers: list[tuple[str, str]]) -> None:
    figures = [figure(name, who or "no account", files) for name, who, files in pages]
    figures += [figure(title, "PDF", [file]) for title, file in papers]
    (PICTURES / "index.html").write_text(INDEX.format(figures="\n".join(figures)))


def figure(name: str, who: str, files: list[str]) -> str:
    name = html.escape(name)
    shown = "".join(f'<img src="{file}" height="700" alt="{name}">' for file in files)
    return f"<figure><figcaption><h2>{name}</h2><p>{html.escape(who)}</p></figcaption>{shown}"


if __name__ == "__main__":
    main(" ".join(sys.argv[1:]))
