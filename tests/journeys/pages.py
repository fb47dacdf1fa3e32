"""Somebody at a browser: what they open, write, choose and press, and what they see.

Everything is found as a person finds it, by its label, its name or its words. Nothing here knows
a record or its number.
"""

import io
import re
from collections.abc import Callable
from contextlib import suppress
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any, Self
from urllib.parse import quote_plus

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Locator, Page, Response, expect
from pypdf import PdfReader

from briefs import actions as briefs
from briefs.models import Brief
from mail import actions as mail
from mail.models import Mail
from tests.journeys import cast
from tests.journeys.server import LOCK
from tests.worker.process import until

DESK = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
PASSWORD = "a calm walk by the river"


class Person:
    """Somebody with a browser of their own, as other people have theirs."""

    def __init__(
        self,
        browser: Browser,
        site: str,
        name: str = "",
        email: str = "",
        *,
        viewport: dict[str, int] = DESK,
        script: bool = True,
    ):
        self.name, self.email, self.site, self.script = name, email, site, script
        self.context = browser.new_context(
            base_url=site,
            viewport=viewport,
            java_script_enabled=script,
            reduced_motion="reduce",
            accept_downloads=True,
        )
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(15_000)

    def leaves(self) -> None:
        self.context.close()

    # ---- Going somewhere

    def opens(self, path: str) -> Self:
        self.page.goto(path)
        return self

    def is_refused(self, path: str, status: int) -> Self:
        answer = self.page.goto(path)
        assert answer is not None
        assert answer.status == status
        return self

    def follows(self, name: str, within: str = "main") -> Self:
        return self.clicks(self.page.locator(within).get_by_role("link", name=name, exact=True))

    def opens_the_search(self) -> Self:
        return self.opens("/searches/").follows(cast.ROLE)

    def goes_to_step(self, name: str) -> Self:
        """By the row of steps along the top, as the page shows it or as it stands by now."""
        steps = self.page.get_by_role("navigation", name="Steps of this search")
        link = steps.get_by_role("link", name=re.compile(rf"^{re.escape(name)}\b"))
        if not link.count():
            self.opens_the_search()
        return self.clicks(link)

    def clicks(self, what: Locator) -> Self:
        """On a link or a button that leads to a page, and waits for that page."""
        with self.page.expect_navigation():
            what.first.click()
        return self

    @property
    def path(self) -> str:
        return self.page.url.removeprefix(self.site)

    # ---- Writing and choosing

    def field(self, label: str, within: str = "main") -> Locator:
        name = re.compile(rf"^\s*{re.escape(label)}(\W+optional)?\s*$")
        return self.page.locator(within).get_by_label(name).first

    def writes(self, words: dict[str, str], within: str = "main") -> Self:
        for label, text in words.items():
            self.field(label, within).fill(text)
        return self

    def chooses(self, asked: str, choice: str) -> Self:
        """One of several, in a list, in a row or in a menu: the first words of it will do."""
        begins = re.compile(rf"^\s*{re.escape(choice)}", re.IGNORECASE)
        menu = self.page.locator("main").get_by_role(
            "combobox", name=re.compile(rf"^{re.escape(asked)}(\W+optional)?$")
        )
        if menu.count():
            option = menu.locator("option").filter(has_text=begins).first
            menu.select_option(label=option.inner_text().strip())
        else:
            self.page.get_by_role("group", name=asked).first.get_by_label(begins).first.check()
        return self

    def ticks(self, label: str) -> Self:
        self.page.locator("main").get_by_label(label).first.check()
        return self

    def chooses_file(self, label: str, name: str, content: bytes) -> Self:
        file: Any = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
        self.field(label).set_input_files(file)
        return self

    def presses(self, name: str, within: str = "main") -> Self:
        return self.clicks(self.page.locator(within).get_by_role("button", name=name, exact=True))

    def saves(self, words: str, act: Callable[[], object], button: str = "Save draft") -> Self:
        """Until what was just written is saved: by the page itself, or without script by hand."""
        if not self.script:
            act()
            return self.presses(button)
        sent = quote_plus(words)

        def is_it(answer: Response) -> bool:
            asked = answer.request
            return asked.headers.get("x-draft") == "1" and sent in (asked.post_data or "")

        with self.page.expect_response(is_it) as saved:
            act()
        assert saved.value.ok
        return self.sees("Saved ")

    def lets_it_follow(self, button: str) -> Self:
        """What the page works out while somebody chooses, it shows without script on saving."""
        return self if self.script else self.presses(button)

    # ---- Seeing

    def sees(self, *words: str) -> Self:
        for said in words:
            shown = self.page.locator("body")
            with suppress(AssertionError):
                expect(shown).to_contain_text(said, use_inner_text=True)
                continue
            text = self.text_of("main")[:1500]
            pytest.fail(f"{self.name} does not see “{said}” at {self.path}, but: {text}")
        return self

    def does_not_see(self, *words: str) -> Self:
        """To be asked after `sees`, which waits for the page."""
        for said in words:
            shown = self.page.locator("body")
            with suppress(AssertionError):
                expect(shown).not_to_contain_text(said, use_inner_text=True)
                continue
            pytest.fail(f"{self.name} sees “{said}” at {self.path}")
        return self

    def text_of(self, place: str) -> str:
        return " ".join(self.page.locator(place).first.inner_text().split())

    def reads_pdf(self, link: str = "Download") -> bytes:
        with self.page.expect_download() as download:
            self.page.locator("main").get_by_role("link", name=re.compile(link)).first.click()
        return Path(download.value.path()).read_bytes()

    def gets_the_pdf(self, *words: str) -> bytes:
        """Waits for the document, which the page says by itself; and reads it."""
        make_briefs()
        if not self.script:
            self.follows("Look again")
        self.sees("Download the PDF")
        pdf = self.reads_pdf()
        assert pdf.startswith(b"%PDF-")
        text = words_of(pdf)
        for said in words:
            assert said in text, f"“{said}” is not in the PDF:\n{text}"
        return pdf

    # ---- Coming in

    def signs_in(self, password: str = PASSWORD) -> Self:
        self.opens("/").writes({"Mail address": self.email, "Password": password})
        return self.presses("Sign in")

    def joins(self, zone: str = "Europe/Berlin") -> Self:
        """By the link in the invitation, as everybody but the first two does."""
        self.opens(link_to(self.email, "/people/join/"))
        self.writes({"Your name": self.name, "Choose a password": PASSWORD})
        return self.chooses("Your time zone", zone.replace("_", " ")).presses("Join")


# ---- Papers


def words_of(pdf: bytes) -> str:
    pages = PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


# ---- Mail


def letters_to(email: str) -> list[EmailMessage]:
    """The mail of an address, in the order in which it came."""
    queue.send_mail()
    files = sorted(Path(settings.EMAIL_FILE_PATH).glob("*.log"), key=lambda f: f.stat().st_mtime_ns)
    texts = b"".join(file.read_bytes() for file in files).split(b"-" * 79 + b"\n")[:-1]
    letters = [message_from_bytes(text, policy=policy.default) for text in texts]
    return [letter for letter in letters if email in letter["To"]]


def words_of_letter(letter: EmailMessage) -> str:
    body = letter.get_body()
    assert body is not None
    return str(body.get_content())


def link_to(email: str, place: str) -> str:
    """The newest link to a place in the mail of an address: what they would click on."""
    bodies = [words_of_letter(letter) for letter in reversed(letters_to(email))]
    found = re.findall(rf"https?://[^/\s]+({re.escape(place)}\S*)", "\n".join(bodies))
    assert found, f"no link to {place} in the mail to {email}: {bodies}"
    return str(found[0])


# ---- What comes later: mail and documents


class ByHand:
    """Where no worker runs, the test does what it would do."""

    def send_mail(self) -> None:
        with LOCK:
            for pk in Mail.objects.unsent().values_list("pk", flat=True):
                mail.deliver(pk)

    def make_briefs(self) -> None:
        with LOCK:
            for pk in Brief.objects.filter(state="waiting").values_list("pk", flat=True):
                briefs.make(pk)


class ByWorker:
    """A worker runs: the test waits for it."""

    def send_mail(self) -> None:
        until(lambda: not Mail.objects.unsent().exists(), "mail is not sent")

    def make_briefs(self) -> None:
        unfinished = Brief.objects.filter(state__in=("waiting", "rendering"))
        until(lambda: not unfinished.exists(), "documents are not made")


queue: ByHand | ByWorker = ByHand()


def make_briefs() -> None:
    queue.make_briefs()


def use(other: ByHand | ByWorker) -> None:
    global queue
    queue = other
