"""What a document may fetch, and what its PDF is."""

import io

import pytest
from django.conf import settings
from pypdf import PdfReader

from briefs import render
from tests.briefs.acts import ask, made

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("test_kinds")]


# ---- What a document may fetch ----


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        f"file://{settings.BASE_DIR}/caio_hiring/settings.py",
        f"file://{render.OURS}/../app.css",
        f"file://{render.OURS}/%2e%2e/app.css",
        f"file://evil.example{render.OURS}/page.css",
        "http://example.com/x.png",
        "https://example.com/x.png",
        "ftp://example.com/x",
        "//example.com/x",
        "/etc/passwd",
    ],
)
def test_a_document_fetches_nothing_that_is_not_ours(address):
    with pytest.raises(render.Forbidden):
        render.fetch.fetch(address)


def test_a_link_out_of_our_folder_is_not_followed(tmp_path, monkeypatch):
    (tmp_path / "secret").write_text("Quillfeather")
    ours = tmp_path / "ours"
    ours.mkdir()
    (ours / "page.css").symlink_to(tmp_path / "secret")
    monkeypatch.setattr(render, "OURS", ours)
    with pytest.raises(render.Forbidden):
        render.fetch.fetch(f"file://{ours}/page.css")


def test_our_own_files_and_data_are_let_through():
    font = f"file://{render.OURS}/fonts/Vollkorn-Regular.ttf"
    assert render.fetch.fetch(font).read(4) == b"\x00\x01\x00\x00"
    assert render.fetch.fetch("data:text/plain,ours").read() == b"ours"


@pytest.mark.parametrize(
    "html",
    [
        "<img src='file:///etc/passwd' alt='x'>",
        "<link rel=attachment href='file:///etc/passwd'>",
        "<link rel=stylesheet href='http://example.com/x.css'>",
        "<style>@import url(file:///etc/passwd);</style>",
        "<p style='background: url(file:///etc/passwd)'>x</p>",
    ],
)
def test_a_document_that_fetches_what_is_not_ours_is_not_made(search, monkeypatch, html):
    monkeypatch.setattr(render, "html_of", lambda *_: f"<html lang=en><title>t</title>{html}")
    brief = made(ask(search))
    assert brief.state == "waiting"
    assert not brief.file


# ---- The document itself ----


@pytest.fixture
def confidential(search):
    brief = made(ask(search, "reader", search.opened_by))
    return PdfReader(io.BytesIO(brief.file.read()))


def test_it_is_tagged_titled_and_in_english(confidential):
    root = confidential.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert confidential.metadata.title == "A title"
    assert b"pdfuaid:part" in root["/Metadata"].get_object().get_data()


def test_our_font_is_in_it_and_no_other(confidential):
    fonts = set()
    for page in confidential.pages:
        for font in page["/Resources"]["/Font"].values():
            descendant = font.get_object()["/DescendantFonts"][0].get_object()
            assert "/FontFile2" in descendant["/FontDescriptor"].get_object()
            fonts.add(descendant["/BaseFont"].split("+")[1])
    assert fonts
    assert all(name.startswith("Brief-Vollkorn") for name in fonts)


def test_it_says_for_whom_it_is_and_its_page_numbers(confidential):
    text = " ".join(confidential.pages[0].extract_text().split())
    assert "Confidential" in text
    assert "prepared for Tobias Lindqvist" in text
    assert "Page 1 of 1" in text
