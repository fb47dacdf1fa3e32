"""The six-month review: each side answers once, and reads the other once both have."""

from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from briefs.render import pdf_of
from onboarding import actions
from onboarding.models import Indicator, Review
from searches.errors import NotAllowed, Refused
from searches.models import Role
from tests import factories
from tests.factories import offers
from tests.factories import onboarding as make

pytestmark = pytest.mark.django_db
THEIRS, OURS = "Scoring, and nothing else.", "The scoring. She is never late."


@pytest.fixture
def plan():
    return make.running(offers.chosen(factories.search()))


@pytest.fixture
def manager(plan):
    return factories.hiring_manager_of(plan.search)


@pytest.fixture
def row(plan) -> Review:
    return make.review_due(plan)


def answered(plan, row, words: str = THEIRS) -> None:
    actions.answer_review(plan=plan, answers=[words] * len(row.hired_asks), by=plan.link)


def given(plan, row, by, words: str = OURS, **more: tuple[str, str]) -> None:
    seen = {one.key: ("operator", words) for one in row.indicators.all()} | more
    actions.give_review(plan=plan, answers=[words] * len(row.manager_asks), seen=seen, by=by)


def test_it_is_due_six_months_after_the_start_on_a_business_day(plan):
    assert (plan.review.due_on - plan.starts_on).days in range(181, 190)


def test_it_opens_two_weeks_before(plan, manager):
    with pytest.raises(Refused, match="It opens on"):
        answered(plan, plan.review)
    with pytest.raises(Refused, match="It opens on"):
        given(plan, plan.review, manager)


def test_the_person_hired_is_asked_in_their_own_words(plan):
    assert "Knowing this, would you take the job again?" in plan.review.hired_asks
    assert "Knowing this, would we hire them again?" in plan.review.manager_asks


def test_neither_side_reads_the_other_before_both_are_in(plan, row, manager):
    hired, managing = Client(), Client()
    managing.force_login(manager)
    own = reverse("onboarding:mine_review", args=[plan.link.token])
    page = reverse("onboarding:review", args=[plan.pk])
    answered(plan, row)
    assert THEIRS not in managing.get(page).text
    assert THEIRS in hired.get(own).text
    given(plan, row, manager)
    assert THEIRS in managing.get(page).text
    assert OURS in hired.get(own).text


def test_the_person_hired_reads_no_sign_before_they_have_answered(plan, row, manager):
    given(plan, row, manager, "Kept the vendor call to herself.")
    page = Client().get(reverse("onboarding:mine_review", args=[plan.link.token])).text
    assert "Kept the vendor call" not in page


@pytest.mark.parametrize("role", [Role.RECRUITER, Role.OBSERVER])
def test_readers_wait_for_both_sides(plan, row, manager, client, role):
    given(plan, row, manager)
    client.force_login(factories.member(plan.search, role))
    page = reverse("onboarding:review", args=[plan.pk])
    assert OURS not in client.get(page).text
    answered(plan, row)
    assert OURS in client.get(page).text


def test_what_was_sent_stays(plan, row, manager):
    answered(plan, row)
    given(plan, row, manager)
    with pytest.raises(Refused, match="stays as it is"):
        answered(plan, row, "Other.")
    with pytest.raises(Refused, match="stays as it is"):
        given(plan, row, manager, "Other.")


def test_each_question_is_answered(plan, row):
    with pytest.raises(Refused, match="Answer each question") as refused:
        actions.answer_review(plan=plan, answers=["Scoring.", " "], by=plan.link)
    assert refused.value.field == "answer_1"


def test_each_indicator_is_marked_with_what_showed_it(plan, row, manager):
    key = row.indicators.all()[0].key
    with pytest.raises(Refused, match="what showed it"):
        given(plan, row, manager, **{key: ("evangelist", " ")})
    with pytest.raises(Refused, match="Say what was seen"):
        given(plan, row, manager, **{key: ("9", "x")})
    row.refresh_from_db()
    assert row.manager_at is None
    assert not Indicator.objects.exclude(seen="").exists()


def test_a_form_that_is_not_whole_keeps_what_was_typed(plan, row, manager, client):
    client.force_login(manager)
    data = make.review_form(row, by_hired=False)
    del data["seen_team"]
    page = client.post(reverse("onboarding:review", args=[plan.pk]), data)
    row.refresh_from_db()
    assert "has no answer. Choose one." in page.text
    assert "The board heard both." in page.text
    assert row.manager_at is None


def test_the_form_keeps_itself_in_the_browser_on_either_side(plan, row, manager, client):
    hired = client.get(reverse("onboarding:mine_review", args=[plan.link.token])).text
    assert 'id="review" data-draft-url=""' in hired
    client.force_login(manager)
    ours = client.get(reverse("onboarding:review", args=[plan.pk])).text
    assert f'id="review-{plan.pk}" data-draft-url=""' in ours


def test_fifty_thousand_characters_of_an_answer_get_a_sentence(plan, row, client):
    data = make.review_form(row, by_hired=True) | {"answer_0": "x" * 50_000}
    page = client.post(reverse("onboarding:mine_review", args=[plan.link.token]), data)
    row.refresh_from_db()
    assert "Use at most 2000" in page.text
    assert row.hired_at is None


def test_nobody_answers_for_the_person_hired(plan, row, manager):
    with pytest.raises(NotAllowed):
        actions.answer_review(plan=plan, answers=["x"] * 5, by=manager)


def test_the_signs_are_words_and_no_score(plan, manager, client):
    make.reviewed(plan)
    client.force_login(manager)
    page = client.get(reverse("onboarding:review", args=[plan.pk])).text
    assert "the operator’s" in page
    assert "/ 7" not in page


def test_the_review_is_printed_once_both_sides_are_in(plan, row, manager):
    answered(plan, row)
    with pytest.raises(Refused, match="once both sides"):
        actions.request_review(plan=plan, by=manager)
    given(plan, row, manager)
    brief = actions.request_review(plan=plan, by=manager)
    document, _ = pdf_of("briefs/plan_review.html", brief)
    read = PdfReader(BytesIO(document))
    text = " ".join(" ".join(page.extract_text() for page in read.pages).split())
    assert read.trailer["/Root"]["/MarkInfo"]["/Marked"]
    for shown in (THEIRS, OURS, "the operator’s", f"prepared for {manager.name}"):
        assert shown in text


def test_home_asks_for_the_review_two_weeks_before(plan, manager, client):
    client.force_login(manager)
    assert "Write the review" not in client.get(reverse("home")).text
    make.review_due(plan)
    assert "Write the review" in client.get(reverse("home")).text
