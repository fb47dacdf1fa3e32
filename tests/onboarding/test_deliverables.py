"""A deliverable: whose it is, when it is due, and what shows that it is done."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from onboarding import actions
from onboarding.models import Deliverable, DueChange
from onboarding.register import to_sign
from searches.errors import NotAllowed, Refused
from searches.models import Role
from tests import factories
from tests.factories import offers
from tests.factories import onboarding as make
from tests.factories.days import search_day

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return make.running(offers.chosen(factories.search()))


@pytest.fixture
def manager(plan, client):
    user = factories.hiring_manager_of(plan.search)
    client.force_login(user)
    return user


@pytest.fixture
def row(plan) -> Deliverable:
    return Deliverable.objects.filter(phase__plan=plan).order_by("due_on", "pk")[0]


def move(row: Deliverable, by, days: int = 30, **more):
    given = {
        "was": row.due_on,
        "now": search_day() + timedelta(days=days),
        "because": "Waits for the audit.",
    }
    return actions.move_due(deliverable=row, by=by, **(given | more))


def test_it_belongs_to_the_person_hired_until_somebody_is_named(plan, row):
    assert row.owned_by == "Leila Haddad"


def test_who_runs_the_search_may_own_it(plan, row, manager, client):
    somebody = factories.member(plan.search, Role.RECRUITER)
    url = reverse("onboarding:owner", args=[plan.pk, row.pk])
    client.post(url, {"owner": str(somebody.pk)})
    row.refresh_from_db()
    assert row.owner == somebody


@pytest.mark.parametrize("role", [Role.PANELIST, Role.OBSERVER, Role.APPROVER])
def test_who_may_not_hand_in_is_not_offered_and_does_not_own_it(plan, row, manager, client, role):
    somebody = factories.member(plan.search, role)
    page = client.get(reverse("onboarding:deliverable", args=[plan.pk, row.pk])).text
    assert f'value="{manager.pk}"' in page
    assert f'value="{somebody.pk}"' not in page
    with pytest.raises(Refused, match="Choose somebody who runs this search"):
        actions.name_owner(deliverable=row, owner=somebody, by=manager)


def test_somebody_from_elsewhere_does_not_own_it(row, manager):
    with pytest.raises(Refused, match="Choose somebody who runs this search"):
        actions.name_owner(deliverable=row, owner=factories.user(), by=manager)


def test_it_goes_back_to_the_person_hired(plan, row, manager, client):
    actions.name_owner(deliverable=row, owner=manager, by=manager)
    client.post(reverse("onboarding:owner", args=[plan.pk, row.pk]), {"owner": "hired"})
    row.refresh_from_db()
    assert row.owner is None


def test_a_moved_due_day_leaves_both_days_readable(plan, row, manager, client):
    was, now = row.due_on, move(row, manager)
    page = client.get(reverse("onboarding:mine_deliverable", args=[plan.link.token, row.pk])).text
    assert f"{was.day}\u00a0{was:%b}" in page
    assert f"{now.day}\u00a0{now:%b}" in page
    assert "Waits for the audit." in page


def test_a_due_day_moves_to_a_business_day(row, manager):
    saturday = search_day() + timedelta(days=30)
    saturday += timedelta(days=(5 - saturday.weekday()) % 7)
    assert move(row, manager, now=saturday) == saturday + timedelta(days=2)


def test_a_due_day_moves_with_a_reason(row, manager):
    with pytest.raises(Refused, match="why it moves"):
        move(row, manager, because=" ")
    assert not DueChange.objects.exists()


@pytest.mark.parametrize("days", [-1, 400])
def test_a_due_day_moves_neither_into_the_past_nor_far_away(row, manager, days):
    with pytest.raises(Refused, match="within a year"):
        move(row, manager, days)


def test_a_due_day_that_was_moved_meanwhile_is_not_moved_by_an_old_page(row, manager):
    move(row, manager)
    with pytest.raises(Refused, match="moved meanwhile"):
        move(row, manager, 40)
    assert DueChange.objects.count() == 1


def test_the_recruiter_moves_no_due_day(plan, row):
    with pytest.raises(NotAllowed):
        move(row, offers.recruiter_of(plan.search))


def upload(client, plan, row, content: bytes, name: str = "audit.pdf", **more):
    url = reverse("onboarding:mine_hand_in", args=[plan.link.token, row.pk])
    return client.post(url, {"file": SimpleUploadedFile(name, content), **more})


def test_a_file_is_evidence_enough(plan, row, client):
    upload(client, plan, row, make.PDF)
    row.refresh_from_db()
    assert (row.state, row.file_name) == ("in", "audit.pdf")


def test_a_file_of_another_kind_gets_a_sentence_and_changes_nothing(plan, row, client):
    page = upload(client, plan, row, b"MZ\x00\x00", "audit.exe")
    row.refresh_from_db()
    assert "Send a PDF or a Word document" in page.text
    assert (row.state, row.file.name) == ("open", "")


def test_a_file_keeps_no_name_of_the_senders_on_disk(plan, row, client):
    upload(client, plan, row, make.PDF, "../../secret plan.pdf")
    row.refresh_from_db()
    assert "secret" not in row.file.name
    assert row.file.name.startswith("evidence/")


def test_a_file_is_handed_out_as_a_download_by_its_page(plan, row, client):
    upload(client, plan, row, make.PDF)
    answer = client.get(reverse("onboarding:mine_evidence_file", args=[plan.link.token, row.pk]))
    assert b"".join(answer.streaming_content) == make.PDF
    assert answer["Content-Disposition"].startswith("attachment")


def test_another_file_takes_the_place_of_the_first(
    plan, row, client, django_capture_on_commit_callbacks
):
    upload(client, plan, row, make.PDF)
    row.refresh_from_db()
    storage, first = row.file.storage, row.file.name
    with django_capture_on_commit_callbacks(execute=True):
        upload(client, plan, row, make.PDF, "second.pdf")
    row.refresh_from_db()
    assert row.file_name == "second.pdf"
    assert not storage.exists(first)


def test_the_file_stays_when_only_the_words_change(plan, row, client):
    upload(client, plan, row, make.PDF)
    actions.hand_in(deliverable=row, evidence="Page 4.", evidence_url="", by=plan.link)
    row.refresh_from_db()
    assert (row.evidence, row.file_name) == ("Page 4.", "audit.pdf")


def test_fifty_thousand_characters_of_evidence_get_a_sentence(plan, row, client):
    url = reverse("onboarding:mine_hand_in", args=[plan.link.token, row.pk])
    page = client.post(url, {"evidence": "x" * 50_000})
    row.refresh_from_db()
    assert "Use at most 20000" in page.text
    assert row.state == "open"


def test_evidence_that_changed_meanwhile_is_not_signed_off(plan, manager):
    row = make.handed_in(plan)
    read = actions.stamp(row)
    actions.hand_in(deliverable=row, evidence="Another.", evidence_url="", by=plan.link)
    with pytest.raises(Refused, match="changed meanwhile"):
        actions.sign_off(deliverable=row, words="", seen=read, by=manager)
    row.refresh_from_db()
    assert row.state == "in"


def test_a_page_that_shows_the_evidence_signs_it_off(plan, manager, client):
    row = make.handed_in(plan)
    page = client.get(reverse("onboarding:deliverable", args=[plan.pk, row.pk]))
    seen = page.context["sign"]["seen"].value()
    client.post(reverse("onboarding:sign", args=[plan.pk, row.pk]), {"words": "", "seen": seen})
    row.refresh_from_db()
    assert row.state == "signed"


def test_nothing_is_handed_in_once_the_plan_is_closed(plan, row, manager):
    plan.__class__.objects.filter(pk=plan.pk).update(state="done")
    with pytest.raises(Refused, match="closed"):
        actions.hand_in(deliverable=row, evidence="Late.", evidence_url="", by=plan.link)


# ---- When it is to be signed off ----


def due_at_home(plan):
    return next(to_sign({plan.pk: plan})).due


@pytest.mark.parametrize("late_by", [0, 40])
def test_signing_off_is_due_a_business_day_after_the_evidence_came_and_stays_so(late_by):
    with time_machine.travel("2026-11-20 10:00Z", tick=False):  # a Friday
        plan = make.running(offers.chosen(factories.search()))
        row = make.handed_in(plan)
        Deliverable.objects.filter(pk=row.pk).update(due_on=date(2026, 11, 18))
        plan = type(plan).objects.select_related("candidacy__search").get(pk=plan.pk)
    with time_machine.travel(datetime(2026, 11, 24, 9, tzinfo=UTC) + timedelta(days=late_by)):
        assert due_at_home(plan) == datetime(2026, 11, 23, 18, tzinfo=UTC) < timezone.now()


def test_evidence_that_came_early_is_signed_off_by_its_day():
    plan = make.running(offers.chosen(factories.search()))
    row = make.handed_in(plan)
    on = search_day() + timedelta(days=30)
    Deliverable.objects.filter(pk=row.pk).update(due_on=on)
    assert due_at_home(plan).date() == on


def test_a_refused_day_is_said_at_its_field(plan, client, manager):
    row = Deliverable.objects.filter(phase__plan=plan).first()
    url = reverse("onboarding:due", args=[plan.pk, row.pk])
    typed = {"was": f"{row.due_on}", "now": "2020-01-01", "because": "Waits for the audit."}
    assert '<a href="#id_now">Choose a day from today on' in client.post(url, typed).text


def test_evidence_by_an_old_page_does_not_take_the_place_of_the_new(plan, row, client):
    url = reverse("onboarding:mine_hand_in", args=[plan.link.token, row.pk])
    make.handed_in(plan)
    page = client.post(url, {"evidence": "Typed on an old page.", "seen": ""})
    row.refresh_from_db()
    assert row.evidence == "The inventory: 23 systems."
    assert "changed meanwhile" in page.text
    assert all(words in page.text for words in ("Typed on an old page.", row.evidence))
    client.post(url, {"evidence": "Both.", "seen": page.context["evidence"]["seen"].value()})
    row.refresh_from_db()
    assert row.evidence == "Both."


def test_a_day_that_has_passed_is_refused_though_the_plan_began_before_it(manager):
    plan = make.began(offers.chosen(factories.search()), 20)
    row = Deliverable.objects.filter(phase__plan=plan).order_by("-due_on")[0]
    with pytest.raises(Refused, match="from today on"):
        move(row, factories.hiring_manager_of(plan.search), days=-1)


@pytest.mark.parametrize(
    ("address", "state"),
    [
        ("https://intranet/wiki", "in"),
        ("http://files:8080/audit", "in"),
        ("javascript:alert(1)", "open"),
        ("https://", "open"),
        ("later", "open"),
    ],
)
def test_evidence_may_lie_in_the_house_and_is_an_address(plan, row, client, address, state):
    url = reverse("onboarding:mine_hand_in", args=[plan.link.token, row.pk])
    client.post(url, {"evidence_url": address})
    row.refresh_from_db()
    assert row.state == state
