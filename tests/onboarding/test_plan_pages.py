"""The pages of a plan, for its manager and behind the link of the person hired."""

from io import BytesIO
from unittest.mock import patch

import pytest
from django.urls import reverse
from pypdf import PdfReader

from briefs.models import Brief
from briefs.render import html_of, pdf_of
from candidates.actions import erase
from candidates.models import Erasure
from onboarding import actions
from onboarding.models import CheckIn, Deliverable, Guard, Plan
from onboarding.states import PlanState
from searches.errors import Refused
from tests import factories
from tests.factories import offers
from tests.factories import onboarding as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return make.running(offers.chosen(factories.search()))


@pytest.fixture
def manager(plan, client):
    user = factories.hiring_manager_of(plan.search)
    client.force_login(user)
    return user


def test_evidence_without_anything_in_it_gets_a_sentence(plan, client):
    row = Deliverable.objects.filter(phase__plan=plan).first()
    url = reverse("onboarding:mine_hand_in", args=[plan.link.token, row.pk])
    page = client.post(url, {"evidence": " ", "evidence_url": ""})
    row.refresh_from_db()
    assert "Write what shows it is done" in page.text
    assert row.state == "open"


def test_what_was_typed_beside_a_wrong_address_is_kept(plan, client):
    row = Deliverable.objects.filter(phase__plan=plan).first()
    url = reverse("onboarding:mine_hand_in", args=[plan.link.token, row.pk])
    page = client.post(url, {"evidence": "The inventory of 23", "evidence_url": "javascript:x"})
    row.refresh_from_db()
    assert "The inventory of 23" in page.text
    assert row.state == "open"


def test_hostile_evidence_is_shown_as_text(plan, client, manager):
    row = Deliverable.objects.filter(phase__plan=plan).first()
    actions.hand_in(
        deliverable=row, evidence="<script>alert(1)</script>", evidence_url="", by=plan.link
    )
    page = client.get(reverse("onboarding:deliverable", args=[plan.pk, row.pk]))
    assert "<script>alert(1)</script>" not in page.text
    assert "&lt;script&gt;" in page.text


def test_the_link_of_one_plan_does_not_reach_another(plan, client):
    other = make.running(offers.chosen(factories.search(), "Another Person"))
    row = Deliverable.objects.filter(phase__plan=other).first()
    url = reverse("onboarding:mine_hand_in", args=[plan.link.token, row.pk])
    assert client.post(url, {"evidence": "x"}).status_code == 404
    check = CheckIn.objects.filter(plan=other).first()
    url = reverse("onboarding:mine_check_in", args=[plan.link.token, check.pk])
    assert client.post(url, {"done": "x"}).status_code == 404


def test_a_dead_link_answers_like_an_unknown_one(plan, client):
    plan.link.revoke()
    dead = client.get(reverse("onboarding:mine", args=[plan.link.token]))
    unknown = client.get(reverse("onboarding:mine", args=["x" * 22]))
    assert (dead.status_code, dead.content) == (unknown.status_code, unknown.content)


def test_home_says_what_to_sign_off(plan, client, manager):
    row = make.handed_in(plan)
    assert row.text in client.get(reverse("home")).text


def test_the_plans_page_costs_the_same_with_every_deliverable_in(
    plan, client, manager, django_assert_max_num_queries
):
    Deliverable.objects.filter(phase__plan=plan).update(
        state="signed", evidence="x", signed_by=manager, signed_at=plan.created_at
    )
    with django_assert_max_num_queries(14):
        client.get(plan.get_absolute_url())


def test_the_plan_as_pdf_is_tagged_and_names_its_reader(plan, manager):
    brief = actions.request_brief(plan=plan, by=manager)
    document, _ = pdf_of("briefs/plan.html", brief)
    read = PdfReader(BytesIO(document))
    text = " ".join(page.extract_text() for page in read.pages)
    assert read.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert f"prepared for {manager.name}" in " ".join(text.split())


def test_a_guard_of_a_phase_that_is_over_is_kept_on_paper_too(client):
    over = make.began(offers.chosen(factories.search()), 45)
    by = factories.hiring_manager_of(over.search)
    text = html_of("briefs/plan.html", actions.request_brief(plan=over, by=by))
    guards = Guard.objects.filter(phase__plan=over)
    ended = guards.filter(phase__ends_on__lt=over.search.today).count()
    assert 0 < ended < guards.count()
    assert text.count("<b>Kept:</b>") == ended
    assert text.count("<b>Not yet:</b>") == guards.count() - ended


def test_a_plan_that_waits_is_not_printed(client):
    waits = make.waiting(offers.chosen(factories.search()))
    client.force_login(factories.hiring_manager_of(waits.search))
    before = Brief.objects.count()
    page = client.post(reverse("onboarding:brief", args=[waits.pk]), follow=True)
    assert "record the start first" in page.text
    assert Brief.objects.count() == before


PAGES = ("plan", "warnings", "promises", "watch", "review")


def erased(plan) -> None:
    Plan.objects.filter(pk=plan.pk).update(state=PlanState.DONE)
    by = factories.hiring_manager_of(plan.search)
    erase(candidacy=plan.candidacy, ground=Erasure.Ground.ASKED, by=by)


@pytest.mark.parametrize("name", PAGES)
def test_of_who_was_erased_no_page_of_the_plan_opens(plan, client, manager, name):
    url = reverse(f"onboarding:{name}", args=[plan.pk])
    assert client.get(url).status_code == 200
    erased(plan)
    assert client.get(url).status_code == 404


def test_of_who_was_erased_no_paper_of_the_plan_is_made(plan, client, manager):
    erased(plan)
    before = Brief.objects.count()
    assert client.post(reverse("onboarding:brief", args=[plan.pk])).status_code == 404
    assert Brief.objects.count() == before


def test_a_paper_of_the_plan_that_is_refused_leads_back_to_the_plan(plan, client, manager):
    """Erased between the reading and the asking: under the lock nothing is written on them."""
    url = reverse("onboarding:brief", args=[plan.pk])
    with patch("onboarding.actions.request_brief", side_effect=Refused("They were erased.")):
        assert client.post(url).url == plan.get_absolute_url()
