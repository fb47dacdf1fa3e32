"""Two who look like one and are two people: remembered, and taken back."""

import pytest
from django.db import IntegrityError
from django.urls import reverse

from candidates.actions import compare_again, keep_quiet, merge, tell_apart
from candidates.duplicates import pairs_in, told_apart_in
from candidates.models import NotTheSame
from searches.errors import NotAllowed, Refused
from searches.models import Event, Role
from tests import factories
from tests.candidates.conftest import page_of
from tests.factories import candidates as make


@pytest.fixture
def one(search):
    return make.candidacy(search, "Ada Hidewell")


@pytest.fixture
def other(search):
    return make.candidacy(search, "Ada Hidewell")


@pytest.fixture
def third(search):
    return make.candidacy(search, "Ada Hidewell")


def pairs(search, viewer):
    return [(pair.one.pk, pair.other.pk) for pair in pairs_in(search, viewer)]


def apart(search, viewer):
    return [(row.one_id, row.other_id) for row in told_apart_in(search, viewer)]


@pytest.mark.parametrize("turned", [False, True])
def test_who_is_two_people_is_no_double_any_more(search, manager, one, other, turned):
    first, second = (other, one) if turned else (one, other)
    tell_apart(one=first, other=second, by=manager)
    assert pairs(search, manager) == []
    assert apart(search, manager) == [(one.pk, other.pk)]


def test_a_third_is_still_compared_with_both(search, manager, one, other, third):
    tell_apart(one=one, other=other, by=manager)
    assert pairs(search, manager) == [(one.pk, third.pk), (other.pk, third.pk)]


def test_it_is_said_once_and_logged_once(manager, one, other):
    for pair in ((one, other), (other, one)):
        tell_apart(one=pair[0], other=pair[1], by=manager)
    assert NotTheSame.objects.count() == 1
    assert Event.objects.filter(verb="candidate.told_apart").count() == 1


def test_it_is_taken_back(search, manager, one, other):
    tell_apart(one=one, other=other, by=manager)
    compare_again(one=other, other=one, by=manager)
    assert pairs(search, manager) == [(one.pk, other.pk)]
    assert apart(search, manager) == []
    assert Event.objects.filter(verb="candidate.compared_again").count() == 1


def test_taking_back_what_nobody_said_is_harmless(manager, one, other):
    compare_again(one=one, other=other, by=manager)
    assert not Event.objects.filter(verb="candidate.compared_again").exists()


def test_a_pair_is_written_down_one_way_only(manager, one, other):
    with pytest.raises(IntegrityError):
        NotTheSame.objects.create(one=other, other=one, said_by=manager)


def test_nobody_is_told_apart_from_themselves(manager, one):
    with pytest.raises(Refused, match="two candidates of this search"):
        tell_apart(one=one, other=one, by=manager)


def test_somebody_of_another_search_is_not_taken(manager, one):
    elsewhere = factories.search(by=manager)
    with pytest.raises(Refused, match="two candidates of this search"):
        tell_apart(one=one, other=make.candidacy(elsewhere), by=manager)


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.PANELIST, Role.APPROVER])
def test_who_does_not_run_the_search_says_nothing(search, one, other, role):
    with pytest.raises(NotAllowed):
        tell_apart(one=one, other=other, by=factories.member(search, role))


# ---- With merges ---------------------------------------------------------------------------


def test_the_row_that_stays_is_still_told_apart_from_the_third(search, manager, one, other, third):
    tell_apart(one=other, other=third, by=manager)
    merge(kept=one, gone=other, by=manager)
    assert apart(search, manager) == [(one.pk, third.pk)]


def test_it_stays_in_order_when_the_later_row_is_kept(search, manager, one, other, third):
    tell_apart(one=one, other=other, by=manager)
    merge(kept=third, gone=one, by=manager)
    assert apart(search, manager) == [(other.pk, third.pk)]


def test_two_who_were_apart_from_a_third_are_so_once(search, manager, one, other, third):
    for row in (one, other):
        tell_apart(one=row, other=third, by=manager)
    merge(kept=one, gone=other, by=manager)
    assert apart(search, manager) == [(one.pk, third.pk)]


def test_putting_the_two_together_after_all_forgets_it(search, manager, one, other):
    tell_apart(one=one, other=other, by=manager)
    merge(kept=one, gone=other, by=manager)
    assert not NotTheSame.objects.exists()


# ---- Of an internal candidate nothing is given away ------------------------------------------


def test_a_pair_with_an_internal_candidate_is_shown_to_who_knows_both(
    search, manager, recruiter, one, other
):
    tell_apart(one=one, other=other, by=manager)
    keep_quiet(candidacy=other, who=[], by=manager)
    assert apart(search, manager) == [(one.pk, other.pk)]
    assert apart(search, recruiter) == []


def test_the_page_of_who_does_not_know_them_is_as_if_they_were_not(
    as_, search, manager, recruiter, one, other
):
    tell_apart(one=one, other=other, by=manager)
    keep_quiet(candidacy=other, who=[], by=manager)
    client = as_(recruiter)
    page = page_of(client.get(reverse("candidates:doubles", args=[search.pk])))
    assert "Hidewell" not in page
    assert "Compare them after all" not in page
    for name in ("apart", "compare_again"):
        url = reverse(f"candidates:{name}", args=[one.pk, other.pk])
        assert client.post(url).status_code == 404
    assert NotTheSame.objects.count() == 1


# ---- The page ------------------------------------------------------------------------------


def test_the_page_tells_two_apart_and_takes_it_back(as_, search, recruiter, one, other):
    client, doubles = as_(recruiter), reverse("candidates:doubles", args=[search.pk])
    url = reverse("candidates:apart", args=[one.pk, other.pk])
    assert f'action="{url}"' in page_of(client.get(doubles))
    page = page_of(client.post(url, follow=True))
    assert "Ada Hidewell and Ada Hidewell stay two." in page
    back = reverse("candidates:compare_again", args=[one.pk, other.pk])
    assert f'action="{back}"' in page
    client.post(back)
    assert f'action="{url}"' in page_of(client.get(doubles))


def test_side_by_side_has_the_same_button(as_, recruiter, one, other):
    page = page_of(as_(recruiter).get(reverse("candidates:merge", args=[one.pk, other.pk])))
    assert f'formaction="{reverse("candidates:apart", args=[one.pk, other.pk])}"' in page
