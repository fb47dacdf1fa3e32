"""The job description as a PDF, and what a confidential one leaves out."""

import io

import pytest
from django.urls import reverse
from pypdf import PdfReader

from briefs.actions import make
from briefs.models import Brief
from scoping import queries
from scoping.briefs import blocks_of, snapshot_of
from searches.models import Role
from tests import factories
from tests.factories import scoping as made
from tests.scoping.jd_form import page_of, url

pytestmark = pytest.mark.django_db


# ---- The PDF ----


def pdf_of(search, client):
    response = client.post(url("jd_pdf", search, 1))
    brief = Brief.objects.get()
    assert response.url == reverse("briefs:detail", args=[brief.pk])
    make(brief.pk)
    brief.refresh_from_db()
    return brief, PdfReader(io.BytesIO(brief.file.read()))


def test_a_draft_has_no_pdf(search, client, manager):
    made.draft_jd(search)
    response = client.post(url("jd_pdf", search, 1), follow=True)
    assert "Approve it first." in page_of(response)
    assert not Brief.objects.exists()


def test_the_pdf_is_tagged_titled_and_says_what_was_approved(search, client, manager):
    made.approved_jd(search, mandate="Owns 4 lines.\n\n- first thing\n- second thing")
    brief, pdf = pdf_of(search, client)
    text = " ".join(page.extract_text() for page in pdf.pages)
    assert pdf.metadata.title == "Job description: Chief AI Officer"
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert "Owns 4 lines." in text
    assert "Page 1 of" in text
    assert "Confidential" not in text
    assert brief.reader is None


def test_the_pdf_has_a_bookmark_a_section(search, client, manager):
    made.approved_jd(search)
    _, pdf = pdf_of(search, client)
    titles = []

    def walk(items):
        for item in items:
            walk(item) if isinstance(item, list) else titles.append(item.title)

    walk(pdf.outline)
    assert {section.title for section in search.playbook.jd.sections} <= set(titles)


def test_cover_and_file_name_carry_the_alias(client):
    search = factories.search(alias="Project Heron")
    client.force_login(search.opened_by)
    made.approved_jd(search)
    brief, pdf = pdf_of(search, client)
    assert brief.file_name == "project-heron-job-description-version-1.pdf"
    cover = pdf.pages[0].extract_text().split("Mandate")[0]
    assert "Project Heron" in cover
    assert "Kestrel" not in cover


def test_any_member_reads_the_pdf_and_nobody_else(search, client, manager):
    made.approved_jd(search)
    brief, _ = pdf_of(search, client)
    download = reverse("briefs:download", args=[brief.pk])
    client.force_login(factories.member(search, Role.PANELIST))
    assert client.get(download).status_code == 200
    client.force_login(factories.administrator())
    assert client.get(download).status_code == 404


def test_a_text_becomes_paragraphs_and_lists():
    assert blocks_of("One\ntwo\n\nthree\n- a\n- b\nfour") == [
        {"kind": "text", "lines": ["One", "two"]},
        {"kind": "text", "lines": ["three"]},
        {"kind": "list", "lines": ["a", "b"]},
        {"kind": "text", "lines": ["four"]},
    ]


# ---- A confidential search ----


def test_a_confidential_job_description_does_not_name_the_company(search, manager):
    scope = made.signed_scope(search, facts=made.FACTS | {"confidential": True})
    assert search.company not in " ".join(queries.filled(scope).values())


def test_the_pdf_of_a_confidential_job_description_does_not_name_the_company(search, manager):
    made.signed_scope(search, facts=made.FACTS | {"confidential": True})
    snapshot = snapshot_of(made.approved_jd(search, mandate="Owns 4 lines."))
    assert snapshot["company"] == ""
