"""The pages of approving: from the mail to an answer, asked once more who one is, nothing lost."""

from datetime import timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pypdf import PdfReader

from briefs.models import Brief
from briefs.render import pdf_of
from mail.actions import body_of
from mail.kinds import letter_of
from mail.models import Mail
from offers import actions
from offers.models import ApprovalRule, Offer
from tests import factories
from tests.candidates import files
from tests.factories import offers as make

pytestmark = pytest.mark.django_db
APPROVED = "Approved. Your name and the time stand beside the terms."


@pytest.fixture
def candidacy():
    return make.chosen(factories.search())


@pytest.fixture
def offer(candidacy):
    offer = make.in_approval(candidacy)
    make.declare(offer)
    return offer


@pytest.fixture
def approver(offer, client):
    user = offer.approvals.get().approver
    client.force_login(user)
    return user


def page_of(offer: Offer) -> str:
    return reverse("offers:approval", args=[offer.pk])


def approves(client, offer: Offer, digest: str = ""):
    data = {"answer": "approve", "digest": digest or offer.digest}
    return client.post(page_of(offer), data)


def confirms(client, answer, password: str = factories.PASSWORD):
    """Give one's password where the answer leads."""
    return client.post(answer["Location"], {"password": password}, follow=True)


# ---- From the mail


def test_the_mail_leads_to_the_page_of_ones_own(offer, approver):
    mail = Mail.objects.get(kind="approval_asked")
    letter = letter_of(mail)
    assert letter is not None
    assert page_of(offer) in body_of(mail, letter)


def test_the_page_says_what_an_answer_needs(candidacy, client):
    offer = make.in_approval(candidacy, 2, base=Decimal(10), exception_because="More equity.")
    make.declare(offer)
    client.force_login(offer.approvals.first().approver)
    page = client.get(page_of(offer))
    for words in ("Do you approve", "under the minimum", "More equity.", "Who else approves"):
        assert words in page.text
    assert offer.approvals.last().approver.name in page.text


def test_the_page_shows_what_changed_clause_by_clause(candidacy, client, offer, approver):
    new = actions.revise_offer(
        offer=offer, because="They asked for more.", by=make.recruiter_of(candidacy.search)
    )
    terms = make.terms(new, sign_on=Decimal(55_000))
    by = make.recruiter_of(candidacy.search)
    new = actions.save_offer(offer=new, revision=new.revision, terms=terms, by=by)
    page = client.get(page_of(make.submitted(new)))
    assert "What changed since version 1" in page.text
    assert "They asked for more." in page.text
    for name, was, now in page.context["changed"]:
        assert (name, was[-6:], now[-6:]) == ("Sign-on", "40,000", "55,000")
        assert f"<del>{was}</del>" in page.text


def test_who_stands_in_reads_for_whom(candidacy, client, offer):
    deputy = factories.member(candidacy.search, "approver")
    person = offer.approvals.get().approver
    by = make.recruiter_of(candidacy.search)
    actions.name_deputy(search=candidacy.search, user=person, deputy=deputy, by=by)
    make.declare(offer)
    client.force_login(deputy)
    assert f"You stand in for {person.name}" in client.get(page_of(offer)).text


def test_who_builds_the_offer_has_no_such_page(candidacy, client, offer):
    client.force_login(make.recruiter_of(candidacy.search))
    assert client.get(page_of(offer)).status_code == 403


def test_an_approver_who_is_not_asked_is_told_nothing(candidacy, client, offer):
    client.force_login(factories.member(candidacy.search, "approver"))
    assert client.get(page_of(offer)).status_code == 404


# ---- Once more who one is


def test_approving_asks_for_the_password_first(offer, client, approver):
    answer = approves(client, offer)
    assert answer["Location"].startswith(reverse("account_reauthenticate"))
    assert offer.approvals.get().state == "waiting"


def test_after_the_password_it_is_approved_without_pressing_again(offer, client, approver):
    page = confirms(client, approves(client, offer))
    assert APPROVED in page.text
    assert offer.approvals.get().state == "approved"


def test_a_wrong_password_approves_nothing(offer, client, approver):
    page = confirms(client, approves(client, offer), "not it")
    assert page.status_code == 200
    assert offer.approvals.get().state == "waiting"


def test_the_password_is_asked_once_a_sitting(candidacy, client, offer, approver):
    confirms(client, approves(client, offer))
    by = make.recruiter_of(candidacy.search)
    again = make.submitted(actions.revise_offer(offer=offer, because="They ask for more.", by=by))
    approves(client, again)
    assert again.approvals.get().state == "approved"


def test_sending_back_needs_no_password(offer, client, approver):
    data = {"answer": "refuse", "digest": offer.digest, "because": "A lower sign-on."}
    page = client.post(page_of(offer), data, follow=True)
    assert "Sent back" in page.text


def test_a_stranger_is_not_asked_for_a_password(candidacy, client, offer):
    client.force_login(factories.member(candidacy.search, "observer"))
    assert approves(client, offer).status_code == 404


# ---- Bad input


def test_approving_on_a_stale_page_is_a_sentence(offer, client, approver):
    page = confirms(client, approves(client, offer, "another"))
    assert "The terms have changed since you opened this page" in page.text
    assert offer.approvals.get().state == "waiting"


def test_approving_after_the_offer_changed_is_a_sentence(candidacy, offer, client, approver):
    actions.revise_offer(
        offer=offer, because="They ask for more.", by=make.recruiter_of(candidacy.search)
    )
    page = confirms(client, approves(client, offer))
    assert "the offer has changed since" in page.text


def test_sending_back_on_a_stale_page_keeps_the_words(candidacy, offer, client, approver):
    actions.revise_offer(
        offer=offer, because="They ask for more.", by=make.recruiter_of(candidacy.search)
    )
    data = {"answer": "refuse", "digest": offer.digest, "because": "Less sign-on, please."}
    page = client.post(page_of(offer), data)
    assert "the offer has changed since" in page.text
    assert "Less sign-on, please." in page.text


def test_sending_back_without_a_word_is_asked_for_one(offer, client, approver):
    page = client.post(page_of(offer), {"answer": "refuse", "digest": offer.digest})
    assert "to put right" in page.text
    assert offer.approvals.get().state == "waiting"


def test_an_answer_that_is_none_changes_nothing(offer, client, approver):
    assert client.post(page_of(offer), {"answer": "maybe"}).status_code == 200
    assert offer.approvals.get().state == "waiting"


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"when": "over_amount", "amount": "", "currency": "EUR"}, "Say over which amount."),
        ({"when": "over_amount", "amount": "1e9", "currency": "EUR"}, "to put right"),
        ({"when": "sometimes"}, "to put right"),
        ({"when": "always", "people": "99999999"}, "to put right"),
        ({"when": "always", "needed": "0"}, "to put right"),
        ({"when": "always", "position": "9" * 30}, "to put right"),
    ],
)
def test_a_rule_that_makes_no_sense_gets_a_sentence(candidacy, client, typed, says):
    client.force_login(make.recruiter_of(candidacy.search))
    url = reverse("offers:rules", args=[candidacy.search_id])
    page = client.post(url, {"needed": "1", "position": "1"} | typed)
    assert says in page.text
    assert not ApprovalRule.objects.exists()


def test_a_deputys_days_are_put_right_at_the_field(candidacy, client):
    first, second = make.approvers(candidacy.search, 2)
    client.force_login(make.recruiter_of(candidacy.search))
    url = reverse("offers:deputies", args=[candidacy.search_id])
    today = candidacy.search.today
    days = {"since": today, "until": today - timedelta(days=1)}
    page = client.post(url, {"user": first.pk, "deputy": second.pk} | days)
    assert "Choose a later one." in page.text
    assert not candidacy.search.deputies.exists()


# ---- A board's document


def enters(client, offer: Offer, **more):
    step = offer.steps.get(committee=True)
    paper = SimpleUploadedFile("minutes of Leila.pdf", files.pdf())
    day = offer.search.today
    data = {"digest": offer.digest, "resolved_on": day, "body": "The board", "paper": paper}
    url = reverse("offers:resolution", args=[offer.pk, step.pk])
    return client.post(url, data | more, follow=True), step


@pytest.fixture
def for_a_board(candidacy, client):
    make.approvers(candidacy.search)
    make.rule(candidacy.search, committee=True)
    client.force_login(make.recruiter_of(candidacy.search))
    return make.submitted(make.draft(candidacy))


def test_a_resolution_is_entered_with_its_document(for_a_board, client):
    page, step = enters(client, for_a_board)
    assert "The board" in page.text
    file = client.get(reverse("offers:resolution_file", args=[for_a_board.pk, step.pk]))
    assert file["Content-Disposition"].startswith("attachment")
    assert "Leila" not in file["Content-Disposition"]


def test_a_resolution_that_is_no_document_is_refused_at_the_field(for_a_board, client):
    page, step = enters(client, for_a_board, paper=SimpleUploadedFile("x.pdf", b"MZ no"))
    assert "Send a PDF or a Word document" in page.text
    assert 'value="The board"' in page.text
    assert not hasattr(step, "resolution")


def test_a_resolution_of_tomorrow_is_refused_at_the_field(for_a_board, client):
    tomorrow = for_a_board.search.today + timedelta(days=1)
    page, _ = enters(client, for_a_board, resolved_on=tomorrow)
    assert "This day has not come yet" in page.text


def test_a_resolution_of_long_ago_is_refused_at_the_field(for_a_board, client):
    page, step = enters(client, for_a_board, resolved_on="0001-01-01")
    assert "Write a day of the last year" in page.text
    assert not hasattr(step, "resolution")


def test_a_resolution_for_a_version_that_ended_is_refused_and_kept(for_a_board, client):
    """Somebody made a new version meanwhile: the form is gone from the page, its words are not."""
    by = make.recruiter_of(for_a_board.search)
    actions.revise_offer(offer=for_a_board, because="They ask for more.", by=by)
    page, _ = enters(client, for_a_board, body="The pay committee")
    assert "the offer has changed since" in page.text
    assert "The pay committee" in page.text


def test_two_boards_have_a_form_each(for_a_board, candidacy, client):
    make.rule(candidacy.search, committee=True, position=2)
    by = make.recruiter_of(candidacy.search)
    again = make.submitted(actions.revise_offer(offer=for_a_board, because="Two of them.", by=by))
    steps = list(again.steps.filter(committee=True))
    page = client.post(
        reverse("offers:resolution", args=[again.pk, steps[0].pk]), {"body": "The pay committee"}
    )
    assert len(steps) == 2
    assert page.text.count('value="The pay committee"') == 1
    assert all(f'id="board_{step.pk}_body"' in page.text for step in steps)


# ---- On paper


def test_the_approval_sheet_says_who_approved_what(candidacy, client):
    offer = make.approved(candidacy, benefits="Thirty days of leave")
    client.force_login(make.recruiter_of(candidacy.search))
    client.post(reverse("offers:sheet", args=[offer.pk]))
    brief = Brief.objects.get(kind="approval_sheet")
    document, pages = pdf_of("briefs/approval_sheet.html", brief)
    text = " ".join(
        "".join(page.extract_text() for page in PdfReader(BytesIO(document)).pages).split()
    )
    assert pages <= 3
    for words in (str(offer.approvals.get().approver), offer.digest[:12], "Thirty days of leave"):
        assert words in text


def test_the_approval_sheet_is_for_who_asked_alone(candidacy, client):
    offer = make.approved(candidacy)
    brief = actions.request_sheet(offer=offer, by=make.recruiter_of(candidacy.search))
    client.force_login(offer.approvals.get().approver)
    assert client.get(reverse("briefs:detail", args=[brief.pk])).status_code in (403, 404)
    assert "haddad" not in (brief.file_name + brief.title).lower()


def test_there_is_no_sheet_of_a_draft(candidacy, client):
    offer = make.draft(candidacy)
    client.force_login(make.recruiter_of(candidacy.search))
    page = client.post(reverse("offers:sheet", args=[offer.pk]), follow=True)
    assert "before the offer is sent for approval" in page.text
