"""The signed agreement comes once the offer is accepted, from either side, and stays as it came."""

from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from candidates.copies import as_zip
from offers import actions
from offers.models import Agreement
from offers.register import sent_to
from searches.errors import Refused
from searches.models import Role
from tests import factories
from tests.factories import offers as make
from tests.factories.onboarding import PDF, paper

pytestmark = pytest.mark.django_db


@pytest.fixture
def candidacy():
    return make.chosen(factories.search())


@pytest.fixture
def accepted(candidacy):
    return make.accepted(candidacy)


def upload(name: str = "signed.pdf", data: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def test_who_accepted_sends_the_signed_paper_on_their_page(accepted, client):
    token = accepted.link.token
    client.post(reverse("offers:sign", args=[token]), {"file": upload()})
    row = Agreement.objects.get()
    assert row.link == accepted.link
    answer = client.get(reverse("offers:signed", args=[token, row.pk]))
    assert b"".join(answer) == PDF
    assert accepted.candidacy.candidate.name not in answer["Content-Disposition"]


def test_the_company_s_paper_is_read_on_the_candidate_s_page(accepted, client):
    by = make.recruiter_of(accepted.search)
    client.force_login(by)
    url = reverse("offers:hand_in", args=[accepted.pk])
    assert client.post(url, {"file": upload("both names.pdf")}).status_code == 302
    client.logout()
    assert "both names.pdf" in client.get(reverse("offers:answer", args=[accepted.link.token])).text


def test_the_signed_paper_lies_in_the_copy_of_their_data(accepted):
    actions.hand_in_agreement(offer=accepted, file=paper(), by=accepted.link)
    assert paper().name in str(list(sent_to(accepted.candidacy)))
    with ZipFile(BytesIO(as_zip(accepted.candidacy))) as archive:
        assert archive.read("papers/signed-1.pdf") == PDF


def test_a_paper_before_the_acceptance_is_refused(candidacy):
    offer = make.sent(candidacy)
    with pytest.raises(Refused, match="once the offer is accepted"):
        actions.hand_in_agreement(offer=offer, file=paper(), by=offer.link)


def test_the_same_file_is_kept_once(accepted):
    actions.hand_in_agreement(offer=accepted, file=paper(), by=accepted.link)
    with pytest.raises(Refused, match="here already"):
        actions.hand_in_agreement(offer=accepted, file=paper(), by=accepted.link)


@pytest.mark.parametrize("data", [b"", b"MZ", b"%PDF-1.4 cut off"])
def test_a_file_that_is_none_gets_a_sentence(accepted, client, data):
    url = reverse("offers:sign", args=[accepted.link.token])
    page = client.post(url, {"file": upload("signed.pdf", data)})
    assert page.status_code == 200
    assert 'href="#id_file"' in page.text
    assert not Agreement.objects.exists()


@pytest.mark.parametrize("role", [Role.PANELIST, Role.OBSERVER, Role.APPROVER])
def test_nobody_else_reads_the_agreement(accepted, client, role):
    row = actions.hand_in_agreement(offer=accepted, file=paper(), by=accepted.link)
    client.force_login(factories.member(accepted.search, role))
    url = reverse("offers:agreement", args=[accepted.pk, row.pk])
    assert client.get(url).status_code == 404


def test_the_paper_of_another_offer_is_not_found(accepted, client):
    row = actions.hand_in_agreement(offer=accepted, file=paper(), by=accepted.link)
    other = make.accepted(make.chosen(factories.search(), "Ada Lind"))
    url = reverse("offers:signed", args=[other.link.token, row.pk])
    assert client.get(url).status_code == 404


def test_the_page_of_who_accepted_opens_until_after_the_start(accepted):
    accepted.link.refresh_from_db()
    start = timezone.now() + timedelta(days=(accepted.starts_on - accepted.search.today).days)
    assert accepted.link.expires_at > start + timedelta(days=29)


def test_the_page_of_who_declined_does_not_open_longer(candidacy):
    offer = make.sent(candidacy)
    before = offer.link.expires_at
    actions.answer_offer(by=offer.link, accepts=False, name="Leila Haddad")
    offer.link.refresh_from_db()
    assert offer.link.expires_at == before
