"""The letter's words: written with the draft, approved with the terms, fixed once sent."""

from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from pypdf import PdfReader

from accounts.templatetags.face import day
from briefs.models import Brief
from briefs.render import pdf_of
from offers import actions
from offers.briefs import snapshot_of
from offers.models import LetterTemplate, Offer
from offers.register import sent_to
from offers.terms import differences, digest_of
from offers.wording import HOUSE
from searches.errors import Refused
from tests import factories
from tests.factories import offers as make

pytestmark = pytest.mark.django_db

OURS = "Dear {candidate},\n\nwelcome to {company}.\n\n{terms}"


@pytest.fixture
def candidacy():
    return make.chosen(factories.search())


@pytest.fixture
def recruiter(candidacy, client):
    user = make.recruiter_of(candidacy.search)
    client.force_login(user)
    return user


def worded(offer: Offer, text: str = OURS) -> Offer:
    by = make.recruiter_of(offer.search)
    return actions.word_letter(offer=offer, text=text, revision=offer.revision, by=by)


def page_of(offer: Offer) -> str:
    return reverse("offers:wording", args=[offer.pk])


def test_a_draft_begins_with_the_house_s_letter(candidacy):
    assert make.draft(candidacy).letter == HOUSE


def test_a_letter_is_approved_with_the_terms(candidacy):
    offer = make.draft(candidacy)
    before = digest_of(offer)
    assert digest_of(worded(offer)) != before


def test_a_letter_is_written_in_a_draft_only(candidacy):
    offer = make.in_approval(candidacy)
    with pytest.raises(Refused, match="in approval"):
        worded(offer)


def test_two_who_write_one_letter_do_not_write_over_each_other(candidacy):
    offer = make.draft(candidacy)
    worded(Offer.objects.get(pk=offer.pk))
    with pytest.raises(Refused, match="Somebody saved this offer"):
        worded(offer, HOUSE)


def test_a_new_version_goes_on_with_the_letter_and_shows_what_was_reworded(candidacy, recruiter):
    offer = worded(make.draft(candidacy))
    by = make.recruiter_of(offer.search)
    make.approvers(offer.search)
    make.submitted(offer)
    later = actions.revise_offer(offer=offer, because="It should read warmer.", by=by)
    assert later.letter == OURS
    later = worded(later, OURS.replace("welcome", "a warm welcome"))
    assert differences(offer, later) == [
        ("Letter", "welcome to {company}.", "a warm welcome to {company}.")
    ]


@pytest.mark.parametrize(
    ("before", "after", "went", "came"),
    [
        ("One.\n\nTwo.", "Two.\n\nOne.", "One.\n\nTwo.", "Two.\n\nOne."),
        ("One.\n\nTwo.\n\nOne.", "One.\n\nTwo.", "One.", ""),
        ("One.\n\nTwo.", "One.\n\nMore.\n\nTwo.", "", "More."),
    ],
)
def test_paragraphs_that_moved_or_went_are_shown_as_changed(before, after, went, came):
    assert differences(Offer(letter=before), Offer(letter=after)) == [("Letter", went, came)]


def test_a_letter_that_reads_the_same_has_not_changed():
    assert differences(Offer(letter="One.\n\nTwo."), Offer(letter="One.\n\n\nTwo.")) == []


def test_the_page_keeps_a_wrong_letter_and_says_what_would_be_right(candidacy, client, recruiter):
    offer = make.draft(candidacy)
    given = {"text": "Dear {name}", "revision": offer.revision}
    page = client.post(page_of(offer), given)
    offer.refresh_from_db()
    assert "Dear {name}" in page.text
    assert "is no place that can be filled in" in page.text
    assert offer.letter == HOUSE


def test_whose_letter_came_second_sees_the_first_and_may_save_theirs(candidacy, client, recruiter):
    offer = make.draft(candidacy)
    given = {"text": OURS.replace("welcome", "a warm welcome"), "revision": offer.revision}
    worded(offer)
    page = client.post(page_of(offer), given)
    assert "a warm welcome to {company}" in page.text
    assert f'<p class="said">welcome to {offer.search.company}.' in page.text
    client.post(page_of(offer), given | {"revision": page.context["form"]["revision"].value()})
    offer.refresh_from_db()
    assert offer.letter == given["text"]


@pytest.mark.parametrize("look", [{}, {"look": "yes"}])
def test_what_is_written_into_a_letter_in_approval_is_kept_and_refused(
    candidacy, client, recruiter, look
):
    offer = make.in_approval(candidacy)
    page = client.post(page_of(offer), {"text": OURS, "revision": offer.revision, **look})
    assert "welcome to {company}" in page.text
    assert "is in approval" in page.text
    assert f"welcome to {offer.search.company}" not in page.text


def test_a_letter_in_approval_is_shown_as_it_is_approved(candidacy, client, recruiter):
    offer = worded(make.draft(candidacy))
    make.approvers(offer.search)
    make.submitted(offer)
    page = client.get(page_of(offer), {"template": ""})
    assert f"welcome to {offer.search.company}" in page.text


def test_looking_at_how_it_reads_saves_nothing(candidacy, client, recruiter):
    offer = make.draft(candidacy)
    given = {"text": OURS, "revision": offer.revision, "look": "yes"}
    page = client.post(page_of(offer), given)
    offer.refresh_from_db()
    assert f"welcome to {offer.search.company}." in page.text
    assert offer.letter == HOUSE


def test_a_company_s_own_letter_can_be_begun_with(candidacy, client, recruiter):
    row = actions.keep_template(name="Ours", text=OURS, by=factories.administrator())
    offer = make.draft(candidacy)
    page = client.get(page_of(offer), {"template": row.pk})
    assert page.context["form"]["text"].value() == OURS


@pytest.mark.parametrize("template", ["x", "99999", "9" * 400])
def test_a_template_that_is_none_is_no_error(candidacy, client, recruiter, template):
    offer = make.draft(candidacy)
    assert client.get(page_of(offer), {"template": template}).status_code == 200


def test_an_approver_reads_the_letter_with_the_terms(candidacy, client):
    offer = worded(make.draft(candidacy))
    people = make.approvers(offer.search)
    make.submitted(offer)
    make.declare(offer)
    client.force_login(people[0])
    page = client.get(reverse("offers:approval", args=[offer.pk]))
    assert f"welcome to {offer.search.company}." in page.text
    assert client.get(page_of(offer)).status_code == 403


def test_what_was_sent_is_not_changed_by_what_is_written_later(candidacy):
    offer = make.sent(candidacy)
    brief = Brief.objects.get(kind="offer_letter")
    actions.revise_offer(
        offer=offer, because="They ask for more.", by=make.recruiter_of(offer.search)
    )
    worded(candidacy.offers.latest("number"))
    again = Brief.objects.get(pk=brief.pk)
    assert again.snapshot == brief.snapshot
    assert "the whole of the offer" in str(again.snapshot["parts"])


def test_a_letter_holds_both_days_whatever_its_words_name(candidacy):
    offer = worded(make.draft(candidacy), "# Our offer\n\n{terms}")
    days = [("Start", day(offer.starts_on)), ("Open until", day(offer.expires_on))]
    (group,) = [group for group in snapshot_of(offer)["groups"] if group["title"] == "Dates"]
    assert [(line["name"], line["says"]) for line in group["lines"]] == days


def test_the_copy_of_what_was_offered_names_both_days(candidacy):
    offer = make.sent(candidacy)
    part = next(iter(sent_to(candidacy)))
    assert ("Start", day(offer.starts_on)) in part.lines
    assert ("Open until", day(offer.expires_on)) in part.lines


def test_the_letter_goes_out_as_it_was_approved_whatever_is_renamed_meanwhile(candidacy, client):
    offer = make.approved(candidacy)
    was = snapshot_of(offer)
    search, person, sender = candidacy.search, candidacy.candidate, offer.built_by
    search.title, search.company, person.name = "Head of Data", "Another company", "Somebody else"
    sender.name = "Somebody new"
    for row in (search, person, sender):
        row.save()
    offer = make.send_as_it_is(Offer.objects.get(pk=offer.pk))
    sent = Brief.objects.get(kind="offer_letter").snapshot
    assert {key: sent[key] for key in was} == was
    page = client.get(reverse("offers:answer", args=[offer.link.token]))
    assert "Head of Data" not in page.text


def test_what_the_letter_fills_in_is_bound_with_the_terms(candidacy):
    offer = make.in_approval(candidacy)
    before = digest_of(offer)
    offer.held["places"]["role"] = "Head of Data"
    assert digest_of(offer) != before


def test_a_preview_says_on_its_pages_that_it_is_not_sent(candidacy):
    offer = make.draft(candidacy)
    brief = actions.preview_letter(offer=offer, by=make.recruiter_of(offer.search))
    document, _ = pdf_of("briefs/offer_letter.html", brief)
    pages = [page.extract_text() for page in PdfReader(BytesIO(document)).pages]
    assert all("not sent" in " ".join(text.split()) for text in pages)


def test_an_offer_from_before_letters_had_words_goes_out_in_the_house_s(candidacy):
    offer = make.draft(candidacy)
    Offer.objects.filter(pk=offer.pk).update(letter="")
    offer.refresh_from_db()
    assert snapshot_of(offer)["parts"][0]["title"] == "The offer"


# ---- The company's own ----


def test_a_letter_of_one_name_takes_the_earlier_one_s_place():
    by = factories.administrator()
    actions.keep_template(name="Ours", text=OURS, by=by)
    actions.keep_template(name="Ours", text=HOUSE, by=by)
    assert LetterTemplate.objects.in_force().get().text == HOUSE


def test_letters_are_kept_by_administrators():
    with pytest.raises(PermissionDenied):
        actions.keep_template(name="Ours", text=OURS, by=factories.user())


def test_a_letter_that_ended_is_begun_with_no_more(candidacy, client, recruiter):
    by = factories.administrator()
    row = actions.keep_template(name="Ours", text=OURS, by=by)
    actions.end_template(template=row, by=by)
    page = client.get(page_of(make.draft(candidacy)), {"template": row.pk})
    assert page.context["form"]["text"].value() == HOUSE
