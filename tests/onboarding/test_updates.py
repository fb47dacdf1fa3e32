"""The monthly update: a page by the person hired, and the manager's answer beside it."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from briefs.render import pdf_of
from onboarding import actions
from onboarding.actions.updates import LONGEST_PART
from onboarding.models import CheckIn
from searches.errors import NotAllowed, Refused
from tests import factories
from tests.factories import offers
from tests.factories import onboarding as make
from tests.factories.days import search_day

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return make.running(offers.chosen(factories.search()))


@pytest.fixture
def manager(plan):
    return factories.hiring_manager_of(plan.search)


def test_the_update_is_theirs_to_change_until_it_is_answered(plan):
    make.updated(plan, done="One.")
    assert make.updated(plan, done="Two.").done == "Two."


def test_once_both_have_written_the_update_stays(plan, manager):
    check = make.updated(plan, done="One.")
    actions.answer_update(check=check, words="Good.", by=manager)
    with pytest.raises(Refused, match="stays as it is"):
        make.updated(plan, done="Two.")
    with pytest.raises(Refused, match="stays as it is"):
        actions.answer_update(check=check, words="Better.", by=manager)


def test_an_update_with_nothing_in_it_is_refused(plan):
    with pytest.raises(Refused, match="Nothing is written yet"):
        make.updated(plan, done=" ")


def test_a_part_longer_than_its_quarter_of_a_page_is_refused(plan, client):
    check = plan.check_ins.all()[0]
    url = reverse("onboarding:mine_check_in", args=[plan.link.token, check.pk])
    page = client.post(url, {"done": "x" * 50_000})
    check.refresh_from_db()
    assert f"Use at most {LONGEST_PART}" in page.text
    assert check.hired_at is None


def test_nobody_writes_the_update_for_the_person_hired(plan, manager):
    with pytest.raises(NotAllowed):
        actions.write_update(check=plan.check_ins.all()[0], said={"done": "All."}, by=manager)


def test_the_manager_waits_for_the_update_until_it_is_due(plan, manager):
    check = plan.check_ins.all()[0]
    with pytest.raises(Refused, match="not in yet"):
        actions.answer_update(check=check, words="Well?", by=manager)
    CheckIn.objects.update(due_on=search_day())
    actions.answer_update(check=check, words="Well?", by=manager)


def test_a_recruiter_does_not_answer_for_the_manager(plan):
    check = make.updated(plan)
    with pytest.raises(NotAllowed):
        actions.answer_update(check=check, words="x", by=offers.recruiter_of(plan.search))


def test_home_says_that_an_update_is_in(plan, manager, client):
    CheckIn.objects.filter(plan=plan).update(due_on=search_day() + timedelta(days=5))
    client.force_login(manager)
    assert "Answer the update" not in client.get(reverse("home")).text
    make.updated(plan)
    assert "Answer the update" in client.get(reverse("home")).text


def test_the_longest_update_with_its_answer_is_one_page(plan, manager):
    words = ("Ten words of one thing, nine of the other. " * 30)[:LONGEST_PART].strip()
    said = dict.fromkeys(("done", "ahead", "risks", "needs"), words)
    check = make.updated(plan, **said)
    actions.answer_update(check=check, words=words, by=manager)
    brief = actions.request_update(check=check, by=manager)
    document, _ = pdf_of("briefs/plan_update.html", brief)
    pages = PdfReader(BytesIO(document)).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert len(pages) == 1
    for shown in ("What was done", "What is at risk", manager.name, "Leila Haddad"):
        assert shown in text


def test_there_is_no_pdf_of_nothing(plan, manager):
    with pytest.raises(Refused, match="Nothing is written yet"):
        actions.request_update(check=plan.check_ins.all()[0], by=manager)


def test_an_answer_is_not_fixed_to_an_update_that_changed_meanwhile(plan, manager, client):
    check = make.updated(plan, done="One.")
    client.force_login(manager)
    url = reverse("onboarding:check_in", args=[plan.pk, check.pk])
    seen = client.get(url).context["form"]["seen"].value()
    make.updated(plan, done="Two.")
    page = client.post(url, {"words": "Good.", "seen": seen})
    check.refresh_from_db()
    assert check.manager_at is None
    assert all(words in page.text for words in ("meanwhile", "Two.", "Good."))
    client.post(url, {"words": "Good.", "seen": page.context["form"]["seen"].value()})
    check.refresh_from_db()
    assert check.fixed


def test_an_update_is_not_fixed_by_a_page_that_shows_no_answer_yet(plan, manager, client):
    check = plan.check_ins.all()[0]
    CheckIn.objects.update(due_on=search_day())
    url = reverse("onboarding:mine_check_in", args=[plan.link.token, check.pk])
    seen = client.get(url).context["form"]["seen"].value()
    actions.answer_update(check=check, words="How was it?", by=manager)
    page = client.post(url, {"done": "One.", "seen": seen})
    check.refresh_from_db()
    assert check.hired_at is None
    assert "it stays once sent" in page.text
