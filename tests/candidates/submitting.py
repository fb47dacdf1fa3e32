"""A candidate as a search partner submits them, and the pages that the partner opens."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from candidates.papers import Paper
from tests.candidates import files
from tests.candidates.conftest import page_of


def cv() -> Paper:
    return Paper(SimpleUploadedFile("cv.pdf", files.pdf(b"Sunniva")), "cv.pdf", "pdf")


def pages_of(as_, partner, search, row) -> str:
    one = reverse("candidates:partner_submission", args=[search.pk, row.pk])
    every = reverse("candidates:partner", args=[search.pk])
    return page_of(as_(partner).get(every)) + page_of(as_(partner).get(one))
