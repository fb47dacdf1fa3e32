"""The candidate's own page, as the candidate opens it."""

from django.test import Client
from django.urls import reverse

from accounts.models import Link
from candidates.models import Candidacy
from tests.candidates.conftest import page_of

WORD = "Quillfeather"


def own(link: Link) -> str:
    return reverse("candidates:own", args=[link.token])


def leave(link: Link) -> str:
    return reverse("candidates:leave", args=[link.token])


def read(link: Link) -> str:
    answer = Client().get(own(link))
    assert answer.status_code == 200
    return page_of(answer)


def stand_at(candidacy: Candidacy, stage: str) -> None:
    Candidacy.objects.filter(pk=candidacy.pk).update(stage=stage)
