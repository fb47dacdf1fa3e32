"""Files are told by their content; what carries a trick is refused with a sentence."""

import io
from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from candidates import uploads
from candidates.models import Document
from candidates.uploads import kind_of, shown_name
from tests import factories
from tests.candidates import files

JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF" + b"\0" * 40
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1000
EXCEL = files.docx({"[Content_Types].xml": "spreadsheetml.sheet.main+xml"})

HOSTILE = {
    "nothing but words": b"I am a CV",
    "an HTML page": b"<!doctype html><script>alert(1)</script>",
    "an SVG picture with a script": b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>',
    "a program": b"MZ" + b"\0" * 200,
    "a shell script": b"#!/bin/sh\nrm -rf /\n",
    "a picture": JPEG,
    "an old Word file, which may hold macros": OLD_WORD,
    "a PDF header behind a page": b"<html>%PDF-1.7\n" + files.pdf(),
    "a PDF that is cut off": files.pdf(end=b""),
    "a PDF without its table": files.pdf(end=b"%%EOF"),
    "a PDF under a password": files.pdf(b"trailer << /Encrypt 5 0 R >>\n"),
    "a PDF with a script": files.pdf(b"<< /S /JavaScript /JS (app.alert(1)) >>\n"),
    "a PDF that starts a program": files.pdf(b"<< /S /Launch /F (cmd.exe) >>\n"),
    "a PDF that is an archive too": files.pdf() + files.archive({"a.txt": "b"}) + b"%%EOFstartxref",
    "an archive of anything": files.archive({"a.txt": "b"}),
    "an archive with an empty directory": b"PK\x05\x06" + b"\0" * 18,
    "an archive that is cut off": files.docx()[:60],
    "a spreadsheet": EXCEL,
    "Word without its types": files.docx(without="[Content_Types].xml"),
    "Word without its text": files.docx(without="word/document.xml"),
    "Word with macros": files.docx({"word/vbaProject.bin": b"x"}),
    "Word with macros in capitals": files.docx({"word/VBAPROJECT.BIN": b"x"}),
    "Word with ActiveX": files.docx({"word/activeX/activeX1.bin": b"x"}),
    "Word with an embedded object": files.docx({"word/embeddings/oleObject1.bin": b"x"}),
    "Word that says it has macros": files.docx(
        {"[Content_Types].xml": files.TYPES + "application/vnd.ms-word.document.macroEnabled"}
    ),
    "Word with a template from elsewhere": files.docx({uploads.SETTINGS: files.EXTERNAL}),
    "Word that climbs out of its folder": files.docx({"../../etc/cron.d/x": b"x"}),
    "Word with an absolute path": files.docx({"/etc/passwd": b"x"}),
    "Word with a Windows path": files.docx({"word\\..\\x": b"x"}),
    "Word with one name twice": files.docx({"WORD/Document.xml": b"x"}),
    "Word under a password": files.locked(files.docx()),
    "Word that unpacks to four gigabytes": files.claiming(files.docx(), 2**32 - 2),
    "Word of too many members": files.docx({f"word/media/{n}": b"" for n in range(2_001)}),
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_is_refused_with_a_sentence(content):
    with pytest.raises(ValidationError) as refusal:
        kind_of(io.BytesIO(content))
    assert str(refusal.value.messages[0]).endswith(".")


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (files.pdf(), "pdf"),
        (files.docx(), "docx"),
        (files.docx({"word/media/image1.png": b"x"}), "docx"),
    ],
)
def test_a_plain_document_is_taken(content, kind):
    assert kind_of(io.BytesIO(content)) == kind


def test_a_file_over_the_limit_is_refused_unread():
    with pytest.raises(ValidationError, match="larger than 10 MB"):
        kind_of(io.BytesIO(files.pdf(b"0" * uploads.LARGEST)))


def test_a_file_at_the_limit_is_taken():
    filling = uploads.LARGEST - len(files.pdf())
    assert kind_of(io.BytesIO(files.pdf(b"0" * filling))) == "pdf"


@given(st.binary(max_size=300))
def test_no_content_whatever_breaks_the_check(content):
    for start in (b"", b"%PDF-1.7\n", b"PK\x03\x04"):
        with suppress(ValidationError):
            assert kind_of(io.BytesIO(start + content)) in ("pdf", "docx")


@given(st.binary(max_size=40), st.integers(0, 400))
def test_no_damage_to_a_document_breaks_the_check(noise, at):
    good = files.docx()
    with suppress(ValidationError):
        kind_of(io.BytesIO(good[:at] + noise + good[at + len(noise) :]))


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("CV.pdf", "CV.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\me\\CV.PDF", "CV.pdf"),
        ("cv\u202efdp.exe", "cvfdp.pdf"),
        ("cv\r\nSet-Cookie: a=b.pdf", "cvSet-Cookie: a=b.pdf"),
        ("cv\x00.pdf", "cv.pdf"),
        ("\u3164\u200b.pdf", "document.pdf"),
        (".pdf", "document.pdf"),
        ("", "document.pdf"),
        ("x" * 300 + ".pdf", "x" * 100 + ".pdf"),
        ('"><img src=x>.pdf', '"><img src=x>.pdf'),
    ],
)
def test_a_hostile_name_is_made_harmless_to_show(sent, shown):
    assert shown_name(sent, "pdf") == shown


def send(browser, candidacy, content: bytes, name: str = "CV.pdf", kind: str = "application/pdf"):
    file = SimpleUploadedFile(name, content, content_type=kind)
    return browser.post(reverse("candidates:add_document", args=[candidacy.pk]), {"file": file})


def test_the_name_and_the_declared_type_count_for_nothing(as_, recruiter, candidacy):
    response = send(as_(recruiter), candidacy, HOSTILE["an HTML page"])
    assert "Send a PDF or a Word document" in response.content.decode()
    assert not Document.objects.exists()


def test_a_document_is_kept_under_a_name_of_ours(as_, recruiter, candidacy):
    send(as_(recruiter), candidacy, files.pdf(), name="../../Leila Haddad.exe")
    document = Document.objects.get()
    assert "Leila" not in document.file.name
    assert document.file.name.startswith("documents/")
    assert document.file.name.endswith(".pdf")
    assert document.name == "Leila Haddad.pdf"


def test_a_document_comes_as_a_download_with_the_alias_for_its_name(as_, recruiter, candidacy):
    browser = as_(recruiter)
    send(browser, candidacy, files.pdf(), name="Leila Haddad.pdf")
    document = Document.objects.get()
    response = browser.get(reverse("candidates:document", args=[candidacy.pk, document.pk]))
    assert b"".join(response.streaming_content) == files.pdf()
    assert response["Content-Disposition"] == (
        f'attachment; filename="candidate-a-{document.pk}.pdf"'
    )
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "no-store"
    assert response["Content-Type"] == "application/pdf"


def test_a_document_is_at_no_address_of_its_own(as_, recruiter, candidacy):
    browser = as_(recruiter)
    send(browser, candidacy, files.pdf())
    name = Document.objects.get().file.name
    for address in (f"/media/{name}", f"/{name}", f"/static/{name}"):
        assert browser.get(address).status_code == 404


def test_a_document_of_one_candidate_is_not_reached_through_another(
    as_, search, recruiter, candidacy, panelist
):
    from tests.factories import candidates as make

    send(as_(recruiter), candidacy, files.pdf())
    document = Document.objects.get()
    other = make.candidacy(search, "Mateus Carvalho")
    make.declared(other, panelist)
    browser = as_(panelist)
    for pk in (candidacy.pk, other.pk):
        assert (
            browser.get(reverse("candidates:document", args=[pk, document.pk])).status_code == 404
        )


def test_a_removed_document_leaves_no_file(
    as_, recruiter, candidacy, django_capture_on_commit_callbacks
):
    browser = as_(recruiter)
    send(browser, candidacy, files.docx(), name="cv.docx")
    document = Document.objects.get()
    storage, name = document.file.storage, document.file.name
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(reverse("candidates:remove_document", args=[candidacy.pk, document.pk]))
    assert not Document.objects.exists()
    assert not storage.exists(name)


def test_who_does_not_run_the_search_sends_no_document(as_, observer, candidacy):
    assert send(as_(observer), candidacy, files.pdf()).status_code == 403
    assert not Document.objects.exists()


def test_a_candidate_carries_so_many_documents_and_no_more(as_, recruiter, candidacy, monkeypatch):
    from candidates.actions import papers

    monkeypatch.setattr(papers, "MOST_DOCUMENTS", 1)
    browser = as_(recruiter)
    for _ in range(2):
        send(browser, candidacy, files.pdf())
    assert Document.objects.count() == 1


def test_a_file_that_is_gone_answers_as_what_does_not_exist(as_, recruiter, candidacy):
    browser = as_(recruiter)
    send(browser, candidacy, files.pdf())
    document = Document.objects.get()
    document.file.storage.delete(document.file.name)
    url = reverse("candidates:document", args=[candidacy.pk, document.pk])
    assert browser.get(url).status_code == 404


def test_people_of_another_search_get_404(as_, recruiter, candidacy):
    send(as_(recruiter), candidacy, files.pdf())
    document = Document.objects.get()
    stranger = factories.search(by=factories.user("S", can_open_searches=True)).opened_by
    url = reverse("candidates:document", args=[candidacy.pk, document.pk])
    assert as_(stranger).get(url).status_code == 404
