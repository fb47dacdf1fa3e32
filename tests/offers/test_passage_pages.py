"""The page from the yes to the first day: what was typed on one that is old is not lost."""

import pytest
from django.urls import reverse

from offers import actions
from tests import factories
from tests.factories import offers as make

pytestmark = pytest.mark.django_db
MINE = "They hesitate since the weekend."
STANDS_BELOW = "What you typed, and was not saved"


@pytest.fixture
def passage():
    return make.passage(make.chosen(factories.search()))


@pytest.fixture
def manager(passage, client):
    user = factories.hiring_manager_of(passage.search)
    client.force_login(user)
    return user


def test_words_noted_in_another_tab_meanwhile_leave_the_others_on_the_page(
    passage, manager, client
):
    row = passage.touchpoints.get(key="welcome")
    actions.keep_touch(touchpoint=row, words="They are glad.", by=manager)
    url = reverse("offers:touch", args=[passage.offer_id, row.pk])
    page = client.post(url, {"words": MINE}).text
    assert f"{manager} has noted this already" in page
    assert STANDS_BELOW in page
    assert MINE in page


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("counter", {"counter": "made", "words": MINE}),
        ("renege", {"reneged_on": "2026-01-01", "because": "Stays where they are", "words": MINE}),
    ],
)
def test_after_the_yes_was_taken_back_what_was_typed_stands_below(
    passage, manager, client, name, typed
):
    make.reneged(passage)
    page = client.post(reverse(f"offers:{name}", args=[passage.offer_id]), typed).text
    assert "This is over" in page
    assert STANDS_BELOW in page
    assert page.count(MINE) == 1


def test_words_that_are_wrong_stand_in_their_form_alone(passage, manager, client):
    row = passage.touchpoints.get(key="welcome")
    page = client.post(reverse("offers:touch", args=[passage.offer_id, row.pk]), {"words": "hm"})
    assert STANDS_BELOW not in page.text
    assert ">\nhm</textarea>" in page.text


def test_who_may_not_name_who_is_kept_warm_reads_who_does(passage, manager, client):
    says = "The hiring manager names them."
    assert says not in client.get(passage.get_absolute_url()).text
    client.force_login(make.recruiter_of(passage.search))
    assert says in client.get(passage.get_absolute_url()).text
