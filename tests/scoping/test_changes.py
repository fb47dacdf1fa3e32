"""What reopening a scope would change, shown before anything is applied."""

import pytest
from django.urls import reverse

from scoping import actions
from scoping.changes import changes
from scoping.models import Scope, values_for
from scoping.reading import Given, Reading, result_of
from tests.factories import scoping as made

pytestmark = pytest.mark.django_db


def changed(search, *, facts=(), **answers):
    """(area, what) -> (was, now), of a scope with these answers beside the factory's."""
    found = []
    for said in (
        Given(**made.content()),
        Given(**made.content(facts=made.FACTS | dict(facts), answers=made.ANSWERS | answers)),
    ):
        reading = Reading(search.playbook, said)
        found.append((result_of(reading), values_for(search, said, reading.archetype)))
    (was, said), (now, says) = found
    rows = changes(was, now, said, says)
    return {(row.area, row.what): (row.was, row.now) for row in rows}


def test_the_same_answers_change_nothing(search):
    assert changed(search) == {}


def test_another_kind_of_officer_changes_the_weights(search):
    found = changed(
        search,
        build_buy="build",
        reporting_line="cto",
        mandate="research",
        profit_and_loss="cost_centre",
        ai_act="none",
        platform="mature",
    )
    assert found["Kind of officer", "Sought"] == (
        "Production operator",
        "Model and research builder",
    )
    assert found["Weights", "Portfolio strategy"] == ("15, must-have", "25, must-have")


def test_a_fractional_engagement_takes_parts_out_of_the_loop(search):
    found = changed(search, facts={"engagement": "fractional"})
    gone = {
        what
        for (area, what), row in found.items()
        if area == "Loop" and row == ("Held", "Not held")
    }
    assert gone == {"Allocation case", "The team", "Board briefing"}


def test_another_market_changes_the_band(search):
    was, now = changed(search, facts={"pay_market": "us", "currency": "USD"})["Pay", "Band"]
    assert was.startswith("EUR ")
    assert now.startswith("USD ")


def test_no_band_is_told_as_nothing(search):
    assert changed(search, facts={"pay_market": "other"})["Pay", "Band"][1] == ""


def test_the_job_description_tells_the_lines_that_go_and_come(search):
    found = changed(search, facts={"place": "Lyon, France"})
    areas = {area for area, _ in found}
    texts = [row for (area, _), row in found.items() if area == "Job description"]
    assert areas == {"Job description"}
    assert all("Berlin" in was and "Lyon" in now for was, now in texts)


def test_the_page_of_a_reopened_scope_shows_what_it_would_change(search, manager, client):
    made.signed_scope(search)
    draft = actions.reopen_scope(search=search, because="We moved.", by=manager)
    actions.save_scope(
        scope=draft,
        revision=draft.revision,
        by=manager,
        **made.content(facts=made.FACTS | {"engagement": "fractional"}),
    )
    page = client.get(reverse("scoping:scope", args=[search.pk])).content.decode()
    assert "What signing this version would change" in page
    assert "Allocation case" in page
    assert Scope.objects.signed().get().facts["engagement"] == "full_time"


def test_a_first_scope_is_compared_with_nothing(search, manager, client):
    made.draft_scope(search)
    page = client.get(reverse("scoping:scope", args=[search.pk])).content.decode()
    assert "would change" not in page


def test_a_scope_signed_again_with_the_same_answers_stores_the_same(search, manager):
    first = made.signed_scope(search)
    draft = actions.reopen_scope(search=search, because="To be sure.", by=manager)
    assert actions.sign_scope(scope=draft, by=manager).result == first.result
