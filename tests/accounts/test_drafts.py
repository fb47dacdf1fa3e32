"""A form saves itself, and nothing typed is lost: the script of every page, in a real browser.

The pages here are written by hand and served by the test: what is judged is static/app.js alone.
"""

import json
from pathlib import Path
from urllib.parse import parse_qs

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.once]
SCRIPT = Path("static/app.js")
SITE = "http://caio.example.com"
FORM = """<form id="card-7" method="post" action="/send" data-draft-url="/draft">
<input type="hidden" name="csrfmiddlewaretoken" value="token">
<input type="hidden" name="revision" value="3">
<input name="title" value="{title}"><label><input type="radio" name="rate" value="4"></label>
<input type="password" name="secret"><span data-saved role="status"><span></span></span>
<button id="go">Submit</button><button id="shut" aria-disabled="true">Shut</button></form>"""
SIGN_OUT = (
    '<form method="post" action="/out" data-sign-out><button id="out">Sign out</button></form>'
)


class Site:
    """A server of three pages, whose answers to a draft the test sets."""

    def __init__(self, page):
        self.page = page
        self.drafts: list[dict[str, list[str]]] = []
        self.sent: list[dict[str, list[str]]] = []
        self.answer: dict[str, object] | None = {"saved": "12:04", "revision": 4}
        self.status = 200
        self.signed_in = True
        self.slow = False
        self.held = None
        page.clock.install(time=0)
        page.clock.pause_at(1_000)  # time stands still but for `pause`
        page.route("**/*", self.serve)

    def serve(self, route) -> None:
        path = route.request.url.removeprefix(SITE)
        if path == "/app.js":
            route.fulfill(path=SCRIPT, content_type="text/javascript")
        elif path == "/draft":
            self.draft(route)
        elif not self.signed_in or path == "/out":
            self.html(route, "", "<h1>Sign in</h1>")
        else:
            if path == "/send":
                self.sent.append(parse_qs(route.request.post_data))
            self.html(route, "5", FORM.format(title="") + SIGN_OUT)

    def html(self, route, user: str, body: str) -> None:
        page = f'<!doctype html><body data-user="{user}">{body}<script src="/app.js"></script>'
        route.fulfill(body=page, content_type="text/html")

    def draft(self, route) -> None:
        if self.answer is None:
            route.abort()
        elif not self.signed_in:
            self.html(route, "", "<h1>Sign in</h1>")
        elif self.slow and self.held is None:
            self.held = route
        else:
            self.drafts.append(parse_qs(route.request.post_data, keep_blank_values=True))
            body = json.dumps(self.answer)
            route.fulfill(status=self.status, body=body, content_type="application/json")

    def open(self) -> "Site":
        self.page.goto(SITE + "/card")
        return self

    def type(self, words: str) -> None:
        self.page.fill("[name=title]", words)

    def pause(self) -> None:
        self.page.clock.run_for(1600)

    def says(self, words: str) -> None:
        self.page.wait_for_function(
            "words => document.querySelector('[data-saved] span').textContent.includes(words)",
            arg=words,
        )

    def kept(self) -> list[str]:
        return self.page.evaluate("Object.keys(localStorage)")

    def value(self, name: str = "title") -> str:
        return self.page.input_value(f"[name={name}]")


@pytest.fixture
def site(browser):
    context = browser.new_context()
    yield Site(context.new_page()).open()
    context.close()


def lose_the_network(site: Site, words: str) -> None:
    site.answer = None
    site.type(words)
    site.pause()
    site.says("A copy is kept in this browser")


def test_a_form_saves_itself_after_a_pause_and_says_when(site):
    site.type("Calm under pressure")
    site.pause()
    site.says("Saved 12:04")
    assert site.drafts[-1]["title"] == ["Calm under pressure"]


def test_typing_on_is_one_save(site):
    for words in ("C", "Ca", "Calm"):
        site.type(words)
    site.pause()
    site.says("Saved 12:04")
    assert len(site.drafts) == 1


def test_leaving_a_field_saves_at_once(site):
    site.type("Calm")
    site.page.focus("[name=secret]")
    site.says("Saved 12:04")


def test_a_form_without_a_place_to_save_is_kept_until_it_is_sent(site):
    site.page.evaluate("document.querySelector('form').dataset.draftUrl = ''")
    site.type("Calm")
    site.pause()
    assert site.kept() == ["draft:5:card-7"]
    site.open()
    site.says("What you typed at")
    assert (site.value(), site.drafts) == ("Calm", [])
    site.page.click("#go")
    site.page.wait_for_url("**/send")
    assert site.kept() == []


def test_a_save_carries_the_token_and_no_password(site):
    site.page.fill("[name=secret]", "hunter2")
    site.pause()
    site.says("Saved 12:04")
    assert site.drafts[-1]["csrfmiddlewaretoken"] == ["token"]
    assert "secret" not in site.drafts[-1]


def test_the_next_save_carries_the_new_revision(site):
    site.type("Calm")
    site.pause()
    site.says("Saved 12:04")
    assert site.value("revision") == "4"


def test_a_conflict_is_said_and_stops_the_saving(site):
    site.status, site.answer = 409, {"conflict": True, "message": "Ada changed this at 12:01."}
    site.type("Calm")
    site.pause()
    site.says("Ada changed this at 12:01.")
    site.type("Calm and kind")
    site.pause()
    assert len(site.drafts) == 1
    assert site.value("revision") == "3"


def test_without_network_a_copy_is_kept_and_comes_back(site):
    lose_the_network(site, "Calm")
    site.open().says("It is back in the form.")
    assert site.value() == "Calm"


def test_a_chosen_answer_comes_back_too(site):
    site.answer = None
    site.page.check("[name=rate]")
    site.pause()
    site.says("A copy is kept")
    site.open().says("It is back in the form.")
    assert site.page.is_checked("[name=rate]")


def test_a_copy_comes_back_with_its_own_revision(site):
    lose_the_network(site, "Calm")
    site.page.route(
        "**/card",
        lambda route: site.html(
            route, "5", FORM.format(title="Newer").replace('value="3"', 'value="9"')
        ),
    )
    site.open().says("It is back in the form.")
    assert site.value("revision") == "3", "or a newer text would be overwritten unseen"


def test_a_password_is_never_kept(site):
    site.page.fill("[name=secret]", "hunter2")
    lose_the_network(site, "Calm")
    assert "hunter2" not in site.page.evaluate("JSON.stringify(localStorage)")


def test_a_copy_goes_when_the_text_is_saved(site):
    lose_the_network(site, "Calm")
    site.answer = {"saved": "12:09", "revision": 4}
    site.type("Calm again")
    site.pause()
    site.says("Saved 12:09")
    assert site.kept() == []


def test_a_copy_goes_when_the_form_has_arrived(site):
    lose_the_network(site, "Calm")
    site.page.click("#go")
    site.page.wait_for_load_state()
    assert len(site.sent) == 1
    assert site.kept() == []


def test_a_form_sent_while_it_saves_carries_the_revision_of_the_save(site):
    site.slow = True
    site.type("Calm")
    with site.page.expect_request("**/draft"):
        site.page.focus("[name=secret]")
    site.page.evaluate("document.querySelector('#go').click()")
    site.draft(site.held)
    site.page.wait_for_url("**/send")
    assert [draft["revision"] for draft in site.drafts] == [["3"]]
    assert site.sent[0]["revision"] == ["4"]


def test_a_copy_goes_on_signing_out(site):
    lose_the_network(site, "Calm")
    site.page.click("#out")
    site.page.wait_for_selector("text=Sign in")
    assert site.kept() == []


def test_a_form_sent_after_the_session_ended_is_not_lost(site):
    site.type("Calm")
    site.signed_in = False
    site.page.click("#go")
    site.page.wait_for_selector("text=Sign in")
    site.signed_in = True
    site.open().says("It is back in the form.")
    assert site.value() == "Calm"


def test_a_copy_is_kept_for_its_writer_alone(site):
    lose_the_network(site, "Calm")
    site.page.route("**/card", lambda route: site.html(route, "6", FORM.format(title="")))
    site.open()
    assert site.value() == ""


def test_a_shut_button_sends_nothing(site):
    # Playwright itself would wait for the button to open.
    site.page.evaluate("document.querySelector('#shut').click()")
    site.page.wait_for_load_state("networkidle")
    assert site.sent == []
