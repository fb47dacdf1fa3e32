"""The pages of an offer: what is typed is kept, who may not see is told nothing."""

from decimal import Decimal
from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from briefs.models import Brief
from briefs.render import pdf_of
from candidates.models import Access
from mail.actions import body_of
from mail.kinds import letter_of
from mail.models import Mail
from offers import actions
from offers.models import Offer
from searches.models import Role
from tests import factories
from tests.factories import offers as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def candidacy():
    return make.chosen(factories.search())


@pytest.fixture
def recruiter(candidacy, client):
    user = make.recruiter_of(candidacy.search)
    client.force_login(user)
    return user


def typed(offer: Offer, **more: object) -> dict[str, str]:
    shown = make.terms(offer) | {"revision": offer.revision} | more
    return {key: str(value) for key, value in shown.items()}


@pytest.mark.parametrize("figure", ["NaN", "1e9", "１２３", "1_000", "-5", "12.345", "9" * 40])
def test_a_figure_that_is_none_gets_a_sentence_and_keeps_the_rest(
    candidacy, client, recruiter, figure
):
    offer = make.draft(candidacy)
    page = client.post(
        offer.get_absolute_url(), typed(offer, base=figure, sign_on_terms="Pro rata")
    )
    offer.refresh_from_db()
    assert page.status_code == 200
    assert figure in page.text
    assert "Pro rata" in page.text
    assert 'href="#id_base"' in page.text
    assert "sign_on_terms" not in offer.terms


def test_thousands_may_be_written_with_commas(candidacy, client, recruiter):
    offer = make.draft(candidacy)
    client.post(offer.get_absolute_url(), typed(offer, base="231,500"))
    offer.refresh_from_db()
    assert offer.base == Decimal(231_500)


def test_the_second_of_two_who_write_is_shown_both(candidacy, client, recruiter):
    offer = make.draft(candidacy, benefits="Thirty days of leave")
    page = client.post(
        offer.get_absolute_url(), typed(offer, revision=0, benefits="Forty days of leave")
    )
    offer.refresh_from_db()
    assert "Thirty days of leave" in page.text
    assert "Forty days of leave" in page.text
    assert offer.terms["benefits"] == "Thirty days of leave"


def test_saving_again_after_a_conflict_keeps_ones_own(candidacy, client, recruiter):
    offer = make.draft(candidacy, benefits="Thirty days of leave")
    page = client.post(
        offer.get_absolute_url(), typed(offer, revision=0, benefits="Forty days of leave")
    )
    shown = page.context["form"].data["revision"]
    client.post(
        offer.get_absolute_url(), typed(offer, revision=shown, benefits="Forty days of leave")
    )
    offer.refresh_from_db()
    assert offer.terms["benefits"] == "Forty days of leave"


def test_a_draft_that_saves_itself_answers_a_conflict_with_409(candidacy, client, recruiter):
    offer = make.draft(candidacy)
    answer = client.post(
        offer.get_absolute_url(), typed(offer, revision=0), headers={"X-Draft": "1"}
    )
    assert (answer.status_code, answer.json()["conflict"]) == (409, True)


def test_a_draft_that_saves_itself_says_its_revision(candidacy, client, recruiter):
    offer = make.draft(candidacy)
    said = typed(offer, base="260000")
    answer = client.post(offer.get_absolute_url(), said, headers={"X-Draft": "1"})
    assert answer.json()["revision"] == offer.revision + 1
    said["revision"] = offer.revision + 1
    again = client.post(offer.get_absolute_url(), said, headers={"X-Draft": "1"})
    assert again.json()["revision"] == offer.revision + 1


def test_an_approver_says_first_whether_they_know_the_candidate(candidacy, client):
    offer = make.in_approval(candidacy)
    client.force_login(offer.approvals.get().approver)
    answer = client.get(offer.get_absolute_url())
    assert answer.status_code == 302
    assert reverse("candidates:declare", args=[candidacy.pk]) in answer["Location"]


def test_an_observer_never_sees_pay(candidacy, client):
    offer = make.in_approval(candidacy)
    client.force_login(factories.member(candidacy.search, Role.OBSERVER))
    assert client.get(offer.get_absolute_url()).status_code == 404
    listed = client.get(reverse("offers:list", args=[candidacy.search_id]))
    assert str(candidacy) not in listed.text.split("<main")[1]


def test_an_approver_who_was_let_go_does_not_see_pay(candidacy, client):
    offer = make.in_approval(candidacy)
    make.declare(offer)
    approver = offer.approvals.get().approver
    Access.objects.filter(user=approver).update(ended_at=offer.created_at)
    client.force_login(approver)
    assert client.get(offer.get_absolute_url()).status_code == 404


def test_reading_the_offer_by_link_changes_nothing(candidacy, client):
    offer = make.sent(candidacy)
    page = client.get(reverse("offers:answer", args=[offer.link.token]))
    offer.link.refresh_from_db()
    assert page.status_code == 200
    assert (offer.link.used_at, Offer.objects.get(pk=offer.pk).state) == (None, "sent")


def test_accepting_by_link_says_so_afterwards(candidacy, client):
    offer = make.sent(candidacy)
    url = reverse("offers:answer", args=[offer.link.token])
    page = client.post(url, {"accepts": "yes", "name": "Leila Haddad"}, follow=True)
    assert "You accepted these terms" in page.text


def test_a_question_after_the_answer_is_refused_and_stays_to_be_copied(candidacy, client):
    offer = make.sent(candidacy)
    actions.answer_offer(by=offer.link, accepts=False, name="Leila Haddad")
    asked = {"asked": "Is the bonus paid in March?"}
    page = client.post(reverse("offers:ask", args=[offer.link.token]), asked)
    assert "to put right" in page.text
    assert asked["asked"] in page.text


def test_a_second_answer_is_refused_and_stays_to_be_copied(candidacy, client):
    offer = make.sent(candidacy)
    url = reverse("offers:answer", args=[offer.link.token])
    client.post(url, {"accepts": "yes", "name": "Leila Haddad"})
    no = {"accepts": "no", "name": "Leila Haddad", "because": "My employer has offered more."}
    page = client.post(url, no)
    assert "You accepted these terms" in page.text
    assert "This offer is answered already" in page.text
    assert no["because"] in page.text


@pytest.mark.parametrize(("name", "says"), [("leila  HADDAD", False), ("Ola Nordmann", True)])
def test_a_name_typed_otherwise_than_on_file_is_shown_to_who_sent_it(
    candidacy, client, recruiter, name, says
):
    offer = make.sent(candidacy)
    actions.answer_offer(by=offer.link, accepts=True, name=name)
    assert ("On file the name is" in client.get(offer.get_absolute_url()).text) is says


def test_a_second_new_version_from_a_stale_page_leads_to_the_first(candidacy, client, recruiter):
    offer = make.sent(candidacy)
    url, said = reverse("offers:revise", args=[offer.pk]), {"because": "They ask for more base."}
    first = client.post(url, said)
    page = client.post(url, said)
    assert "This offer cannot be changed any more." in page.text
    assert said["because"] in page.text
    assert f'<a href="{first["Location"]}">Go on with version 2</a>' in page.text


def test_the_mail_with_the_address_can_be_read_again_after_the_answer(candidacy):
    offer = make.sent(candidacy)
    actions.answer_offer(by=offer.link, accepts=True, name="Leila Haddad")
    mail = Mail.objects.get(kind="offer_sent")
    assert offer.link.token in body_of(mail, letter_of(mail))


def test_the_offer_page_costs_the_same_with_many_versions(
    candidacy, client, recruiter, django_assert_max_num_queries
):
    offer = make.in_approval(candidacy, 3)
    with django_assert_max_num_queries(15):
        client.get(offer.get_absolute_url())


def test_no_mail_of_an_offer_says_the_pay_or_the_name_in_its_subject(candidacy):
    offer = make.sent(candidacy)
    for mail in Mail.objects.filter(kind__in=("approval_asked", "offer_sent")):
        letter = letter_of(mail)
        if letter:
            assert "Haddad" not in letter.subject
            assert f"{offer.base:.0f}" not in body_of(mail, letter).replace(",", "")


def test_the_letter_is_tagged_titled_and_carries_the_terms(candidacy):
    make.sent(candidacy, benefits="Thirty days of leave")
    brief = Brief.objects.get(kind="offer_letter")
    document, pages = pdf_of("briefs/offer_letter.html", brief)
    read = PdfReader(BytesIO(document))
    text = " ".join(page.extract_text() for page in read.pages)
    assert pages <= 3
    assert read.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert read.metadata is not None
    assert read.metadata.title == brief.title
    assert "Thirty days of leave" in " ".join(text.split())


def test_the_letters_file_name_holds_no_name(candidacy):
    make.sent(candidacy)
    assert "haddad" not in Brief.objects.get(kind="offer_letter").file_name
