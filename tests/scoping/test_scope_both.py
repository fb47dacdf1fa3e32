"""Two people at one scope: each is shown both texts, and nothing is overwritten."""

import pytest

from scoping import actions
from scoping.models import Scope
from tests.factories import scoping as made
from tests.scoping.scope_form import DRAFT, page_of, posted, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def overtaken(search, client, manager, recruiter):
    """The manager has the page of revision 1; the recruiter saves two changes meanwhile."""
    scope = made.draft_scope(search)
    content = {n: getattr(scope, n) for n in made.content()}
    content["facts"] = scope.facts | {"headcount": 700, "place": "Bonn"}
    return actions.save_scope(scope=scope, revision=1, by=recruiter, **content)


def test_the_second_to_save_is_shown_both(search, client, overtaken):
    data = posted(search, 1) | {"fact_headcount": "800"}
    page = page_of(client.post(url("scope", search), data))
    assert "Marguerite Osei" in page
    assert 'name="both" value="facts.headcount"' in page
    assert ">800<" in page
    assert ">700<" in page
    assert Scope.objects.get().facts["headcount"] == 700


def test_what_the_second_left_alone_is_not_asked(search, client, overtaken):
    data = posted(search, 1) | {"fact_headcount": "800"}
    response = client.post(url("scope", search), data)
    assert [piece.name for piece in response.context["both"]] == ["facts.headcount"]
    assert response.context["form"]["fact_place"].value() == "Bonn"


def test_two_people_on_different_pieces_both_keep_theirs(search, client, overtaken):
    data = posted(search, 1) | {"fact_currency": "GBP"}
    assert client.post(url("scope", search), data).status_code == 302
    facts = Scope.objects.get().facts
    assert (facts["currency"], facts["headcount"], facts["place"]) == ("GBP", 700, "Bonn")


def test_the_page_with_both_does_not_save_itself(search, client, overtaken):
    data = posted(search, 1) | {"fact_headcount": "800"}
    assert "data-draft-url" not in page_of(client.post(url("scope", search), data))


@pytest.mark.parametrize(("choice", "stands"), [("mine", 800), ("theirs", 700)])
def test_the_choice_between_both_is_saved(search, client, overtaken, choice, stands):
    data = posted(search, 2) | {
        "fact_headcount": "800",
        "both": "facts.headcount",
        "take.facts.headcount": choice,
    }
    assert client.post(url("scope", search), data).status_code == 302
    assert Scope.objects.get().facts["headcount"] == stands


def test_without_a_choice_both_are_shown_again(search, client, overtaken):
    data = posted(search, 2) | {"fact_headcount": "800", "both": "facts.headcount"}
    page = page_of(client.post(url("scope", search), data))
    assert "Choose for each piece which of the two stands." in page
    assert Scope.objects.get().facts["headcount"] == 700


def test_the_script_is_told_of_a_conflict_by_name(search, client, overtaken):
    response = client.post(url("scope", search), posted(search, 1), **DRAFT)
    assert response.status_code == 409
    assert response.json()["conflict"] is True
    assert response.json()["message"].startswith("Marguerite Osei changed this")


def test_signing_over_somebody_elses_change_shows_both(search, client, overtaken):
    data = posted(search, 1) | {"fact_headcount": "800"}
    response = client.post(url("sign", search), data)
    assert 'name="both" value="facts.headcount"' in page_of(response)
    assert Scope.objects.get().state == "draft"


def test_a_forged_choice_names_nothing_that_exists(search, client, overtaken):
    data = posted(search, 2) | {"both": "state.signed", "take.state.signed": "theirs"}
    assert client.post(url("scope", search), data).status_code == 302
    assert Scope.objects.get().state == "draft"
