"""What the person hired wrote stands in the copy of what is held on them; what others wrote not."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from candidates.copies import as_zip
from onboarding import actions
from onboarding.copies import of_the_plan
from onboarding.models import Promise
from tests import factories
from tests.factories import offers
from tests.factories import onboarding as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return make.running(offers.chosen(factories.search()))


@pytest.fixture
def manager(plan):
    return factories.hiring_manager_of(plan.search)


def copied(plan) -> str:
    return str(list(of_the_plan(plan.candidacy)))


def test_a_file_they_handed_in_is_named_and_lies_in_it(plan):
    make.handed_in(plan, file=make.paper())
    assert make.paper().name in copied(plan)
    with ZipFile(BytesIO(as_zip(plan.candidacy))) as archive:
        assert archive.read("papers/evidence-1.pdf") == make.PDF


def test_what_somebody_else_handed_in_for_them_is_not_given_as_theirs(plan, manager):
    row = make.handed_in(plan)
    actions.hand_in(deliverable=row, evidence="I saw it done.", evidence_url="", by=manager)
    parts = {part.title: str(part.lines) for part in of_the_plan(plan.candidacy)}
    assert "I saw it done." not in parts["What you handed in"]
    assert "I saw it done." in parts[f"What {manager} handed in for you"]


def test_their_early_warnings_are_in_the_copy(plan):
    make.warned(plan, "The contract is late.")
    assert "The contract is late." in copied(plan)
    assert "Begin with the second source." in copied(plan)


def test_their_answer_to_a_warning_is_in_the_copy(plan, manager):
    row = make.warned(plan, "The board is restless.", by=manager)
    actions.answer_warning(warning=row, by=plan.link, words="I see them on Friday.")
    assert "I see them on Friday." in copied(plan)


def test_what_the_manager_answered_them_is_not_in_it(plan, manager):
    row = make.warned(plan)
    actions.answer_warning(warning=row, by=manager, words="I ask the vendor.")
    assert "I ask the vendor." not in copied(plan)


def test_their_words_on_a_promise_are_in_the_copy_and_nobody_else_s(plan, manager):
    row = Promise.objects.create(plan=plan, position=1, text="A budget of her own.")
    actions.judge_promise(promise=row, kept="not_kept", words="Nothing yet.", by=plan.link)
    actions.judge_promise(promise=row, kept="kept", words="It is signed.", by=manager)
    assert "Nothing yet." in copied(plan)
    assert "It is signed." not in copied(plan)


def test_an_update_stands_under_the_headings_of_its_page(plan):
    make.updated(plan, done="The inventory.")
    assert "What was done" in copied(plan)
