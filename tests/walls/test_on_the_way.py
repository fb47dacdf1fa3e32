"""Of the way to the first day nobody reads in the log but who runs the search."""

import pytest
from django.urls import reverse

from offers import actions
from searches import wording
from searches.models import Event, Role
from tests import factories
from tests.factories import offers as make

pytestmark = pytest.mark.django_db
OF_IT = ("passage.", "touchpoint.", "runner_up.", "offer.reneged", "candidacy.renege")
SAID = ("resignation", "counter-offer", "took the yes back", "kept warm", "yes was taken back")


@pytest.fixture
def search():
    """Somebody said yes, resigned, wavered and took it back; somebody else was kept warm."""
    passage = make.passage(make.chosen(factories.search()))
    by = factories.hiring_manager_of(passage.search)
    make.kept_warm(passage, make.second(passage.search))
    make.resigned(passage)
    actions.note_counter_offer(passage=passage, counter="made", words="A title and pay.", by=by)
    words = passage.touchpoints.get(key="welcome")
    actions.keep_touch(touchpoint=words, words="They are not sure.", by=by)
    make.reneged(passage)
    return passage.search


@pytest.mark.parametrize("role", [Role.PANELIST, Role.OBSERVER, Role.APPROVER, Role.PARTNER])
def test_nobody_else_reads_of_the_way_to_the_first_day(search, role, client):
    member = factories.member(search, role)
    verbs = wording.lines_for(search, member).values_list("verb", flat=True)
    assert [verb for verb in verbs if verb.startswith(OF_IT)] == []
    client.force_login(member)
    for name in ("detail", "log"):
        page = client.get(reverse(f"searches:{name}", args=[search.pk])).text
        assert [words for words in SAID if words in page] == []


def test_a_line_that_is_hidden_leaves_no_gap_in_a_count(search, client):
    observer = factories.member(search, Role.OBSERVER)
    client.force_login(observer)
    page = client.get(reverse("searches:log", args=[search.pk])).text
    numbers = wording.lines_for(search, observer).values_list("number", flat=True)
    assert [n for n in numbers if f"line {n}<" in page or f"#{n}<" in page] == []


def test_who_runs_the_search_reads_all_of_it(search):
    happened = set(Event.objects.filter(search=search).values_list("verb", flat=True))
    by = factories.hiring_manager_of(search)
    read = set(wording.lines_for(search, by).values_list("verb", flat=True))
    for beginning in OF_IT:
        assert {verb for verb in happened if verb.startswith(beginning)} <= read
        assert any(verb.startswith(beginning) for verb in read), beginning
