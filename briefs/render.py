"""Template and snapshot in, PDF out. Reads nothing but our own static files."""

from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from briefs.models import Brief

OURS = settings.BASE_DIR / "static" / "briefs"
SHEETS = ("page.css", "documents.css")
LONGEST = 400_000
"""Characters of HTML a document may have: about 100 pages."""


class Forbidden(FatalURLFetchingError):
    """A document asked for an address outside our static files; it is not made at all.

    WeasyPrint derives it from BaseException, so that nothing on its way swallows it; `pdf_of`
    turns it into an error like any other, or it would end the worker.
    """


class NotOurs(ValueError):
    """What `pdf_of` says of a document that asked for a forbidden address."""


class TooLong(ValueError):
    """A document would be longer than anybody reads."""


class OursOnly(URLFetcher):
    """Lets through `data:` and files under static/briefs, and nothing else."""

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        parts = urlsplit(url)
        path = Path(unquote(parts.path)).resolve()
        ours = parts.scheme == "file" and not parts.netloc and path.is_relative_to(OURS)
        if not ours and parts.scheme != "data":
            raise Forbidden(f"A document may not fetch {url[:80]}")
        return super().fetch(path.as_uri() if ours else url, headers)


fetch = OursOnly(allowed_protocols=("data", "file"), allow_redirects=False)


@lru_cache(maxsize=1)
def stylesheets() -> tuple[list[CSS], FontConfiguration]:
    """The print sheets, read once a process.

    One FontConfiguration goes to CSS() and to write_pdf(); with two, @font-face is ignored.
    """
    fonts = FontConfiguration()
    return [CSS(OURS / name, font_config=fonts, url_fetcher=fetch) for name in SHEETS], fonts


def html_of(template: str, brief: Brief) -> str:
    reader = brief.reader.name if brief.reader else ""
    return render_to_string(
        template, {"brief": brief, "reader": reader, "title": brief.title, **brief.snapshot}
    )


def pdf_of(template: str, brief: Brief) -> tuple[bytes, int]:
    """The PDF (tagged, PDF/UA-1) and its number of pages."""
    html = html_of(template, brief)
    if len(html) > LONGEST:
        raise TooLong(f"{len(html)} characters")
    sheets, fonts = stylesheets()
    source = HTML(string=html, base_url=OURS.as_uri() + "/", url_fetcher=fetch)
    try:
        document = source.render(stylesheets=sheets, font_config=fonts)
        return document.write_pdf(pdf_variant="pdf/ua-1"), len(document.pages)
    except Forbidden as error:
        raise NotOurs(str(error)) from error
