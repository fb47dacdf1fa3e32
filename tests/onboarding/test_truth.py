"""What told the truth, over searches: for who runs them, and for each rater alone."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from onboarding import actions
from onboarding.models import OutcomeRating
from onboarding.queries.truth import own_truth, truth_of
from scorecards.models import Card
from searches.models import Role
from tests import factories
from tests.factories import outcomes as make
from tests.factories import scorecards as cards

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager():
    return factories.user("Tobias Lindqvist", can_open_searches=True)


@pytest.fixture
def ines():
    return factories.user("Ines Kovač")


@pytest.fixture
def others():
    return [factories.user(name) for name in ("Priya Raman", "Yusuf Demir")]


@pytest.fixture
def four(manager, ines, others):
    """Four hires of one manager. Ines gave 4, the two others 3; what came is 2, 2, 3 and 3."""
    people = {ines: 4} | dict.fromkeys(others, 3)
    return [make.foretold(people, came, manager=manager) for came in (2, 2, 3, 3)]


def line(lines, title):
    return next(each for each in lines if each.title == title)


def production(lines):
    return line(lines, "Production AI judgement")


# ---- For who runs searches ---------------------------------------------------------------------


def test_a_part_is_set_beside_what_came(four, manager):
    """The panel's mean is 10/3 on each; the outcomes' mean is 2.5."""
    (part,) = truth_of(manager).parts
    assert part.difference.hires == 4
    assert part.difference.signed == pytest.approx(10 / 3 - 2.5)
    assert part.difference.absolute == pytest.approx((2 * 4 / 3 + 2 * 1 / 3) / 4)
    assert part.says == "0.8 points more than came"


def test_a_competency_is_set_beside_what_came(four, manager):
    found = truth_of(manager).competencies
    assert production(found).difference.signed == pytest.approx(10 / 3 - 2.5)
    assert line(found, "Portfolio strategy").difference.hires == 0


def test_under_four_hires_there_is_no_number(manager, ines, others):
    for _ in range(3):
        make.foretold({ines: 4} | dict.fromkeys(others, 3), manager=manager)
    found = truth_of(manager)
    for each in (found.whole, *found.parts, production(found.competencies)):
        assert each.says == "Not enough hires yet: 3 of 4"
        assert (each.difference.signed, each.difference.interval) == (None, None)


def test_a_part_on_which_two_people_sat_is_silent(manager, ines, others):
    """It would say of them how they rate."""
    for _ in range(4):
        make.foretold({ines: 4, others[0]: 3}, manager=manager)
    (part,) = truth_of(manager).parts
    assert not part.told
    assert part.says == "By too few people to say"


def test_the_page_shows_no_number_where_it_is_silent(client, manager, ines, others):
    for _ in range(4):
        make.foretold({ines: 4, others[0]: 3}, manager=manager)
    client.force_login(manager)
    page = client.get(reverse("onboarding:truth")).text
    assert "By too few people to say" in page
    assert "points more" not in page
    assert "95% interval" not in page


def test_the_latest_moment_that_could_say_counts(four, manager):
    actions.record_outcome(
        plan=four[0],
        moment="month_six",
        revision=0,
        content=make.content(four[0], {"production": 4}),
        by=manager,
    )
    found = truth_of(manager).competencies
    assert production(found).difference.signed == pytest.approx(10 / 3 - 3)
    assert line(found, "Governance and regulation").difference.signed == pytest.approx(10 / 3 - 2.5)


def test_a_correction_counts_for_nothing(four, manager):
    before = truth_of(manager)
    actions.correct_outcome(
        rating=OutcomeRating.objects.filter(competency="production")[0],
        value="5",
        evidence="It held.",
        because="I had missed the launch.",
        by=manager,
    )
    assert truth_of(manager) == before


def test_a_card_after_the_reveal_counts_for_nothing(four, manager, ines):
    Card.objects.filter(author=ines).update(after_reveal=True)
    assert truth_of(manager).whole.difference.signed is not None
    assert production(truth_of(manager).competencies).difference.signed == pytest.approx(3 - 2.5)
    assert own_truth(ines).hires == []


def test_a_hire_whose_debrief_is_not_open_to_the_viewer_counts_for_nothing(four, manager):
    cards.seat(cards.interview(four[0].candidacy, "board"), manager)  # owes a card
    assert truth_of(manager).whole.says == "Not enough hires yet: 3 of 4"


def test_searches_of_others_count_for_nothing(four, manager, ines, others):
    before = truth_of(manager)
    make.foretold({ines: 1} | dict.fromkeys(others, 1), 5)
    assert truth_of(manager) == before


def test_searches_one_only_observes_count_for_nothing(four):
    observer = factories.member(four[0].search, Role.OBSERVER)
    factories.search(by=observer)
    assert truth_of(observer).hires == 0


def test_who_left_reads_nothing_of_it_any_more(four, manager):
    four[0].search.memberships.filter(user=manager).update(ended_at=timezone.now())
    assert truth_of(manager).hires == 3


def test_who_runs_none_is_refused(client, four, ines):
    client.force_login(ines)
    assert client.get(reverse("onboarding:truth")).status_code == 403


def test_the_page_names_nobody(client, four, manager, ines, others):
    client.force_login(manager)
    page = client.get(reverse("onboarding:truth")).text
    assert "0.8 points more than came" in page
    assert not [str(who) for who in (ines, *others) if str(who) in page]


def test_the_page_says_that_only_who_was_hired_has_an_outcome(client, four, manager):
    client.force_login(manager)
    page = client.get(reverse("onboarding:truth")).text
    assert "Whoever the panel rated low was not hired and has no outcome." in page


def test_a_draft_counts_for_nothing(manager, ines, others):
    plan = make.hired(make.judged({ines: 4}, manager=manager))
    actions.save_outcome(
        plan=plan, moment="day_90", revision=0, content=make.content(plan), by=manager
    )
    assert truth_of(manager).hires == 0
    assert own_truth(ines).hires == []


# ---- One's own ---------------------------------------------------------------------------------


def test_a_rater_reads_how_their_own_came_out(four, ines):
    found = own_truth(ines)
    assert found.whole.difference.signed == pytest.approx(4 - 2.5)
    assert found.says == "You saw 1.5 points more than came."
    assert len(found.hires) == 4


def test_a_rater_reads_their_ratings_and_nobody_elses(client, four, ines, others):
    client.force_login(others[0])
    page = client.get(reverse("onboarding:my_truth")).text
    assert "You saw 0.5 points more than came." in page
    assert 'data-label="You said">3<' in page
    assert 'data-label="You said">4<' not in page
    assert "Ines" not in page


def test_under_four_hires_a_rater_is_told_no_number(client, manager, ines):
    make.foretold({ines: 4}, manager=manager)
    found = own_truth(ines)
    assert found.says.startswith("Not enough hires yet: 1 of 4.")
    assert {each.says for each in found.competencies} == {"Not enough hires yet: 1 of 4"}


def test_a_rater_reads_the_numbers_and_not_the_managers_words(client, manager, ines):
    plan = make.foretold({ines: 4}, manager=manager)
    OutcomeRating.objects.update(evidence="Zqmanagerword")
    OutcomeRating.objects.filter(pk=OutcomeRating.objects.first().pk).update(value=1)
    client.force_login(ines)
    page = client.get(reverse("onboarding:my_truth")).text
    assert "Day 90: 1" in page
    assert "Zqmanagerword" not in page
    assert str(plan.candidacy) in page


def test_a_correction_is_shown_beside_what_it_corrects(manager, ines):
    make.foretold({ines: 4}, manager=manager)
    actions.correct_outcome(
        rating=OutcomeRating.objects.get(competency="production"),
        value="5",
        evidence="It held.",
        because="I had missed the launch.",
        by=manager,
    )
    rows = own_truth(ines).hires[0].rows
    assert rows[0].came == [("Day 90", "2, later corrected: 5")]
    assert rows[1].came == [("Day 90", "2")]


def test_a_hire_one_did_not_rate_is_not_there(four, manager, ines, others):
    make.foretold({others[0]: 3}, manager=manager)
    assert len(own_truth(ines).hires) == 4


def test_a_debrief_that_is_not_open_to_the_rater_is_not_there(four, ines):
    cards.seat(cards.interview(four[0].candidacy, "board"), ines)
    assert len(own_truth(ines).hires) == 3


def test_who_left_the_panel_reads_nothing_of_it_any_more(four, ines):
    four[0].search.memberships.filter(user=ines).update(ended_at=timezone.now())
    assert len(own_truth(ines).hires) == 3


@pytest.mark.parametrize("who", ["manager", "recruiter", "administrator"])
def test_nobody_reads_a_raters_own(client, four, manager, ines, who):
    viewer = {
        "manager": manager,
        "recruiter": factories.member(four[0].search, Role.RECRUITER),
        "administrator": factories.administrator(),
    }[who]
    client.force_login(viewer)
    page = client.get(reverse("onboarding:my_truth"), {"user": ines.pk, "pk": ines.pk}).text
    assert "No outcome yet" in page
    assert "Ines" not in page


def test_the_profile_leads_to_ones_own_page(client, ines):
    client.force_login(ines)
    page = client.get(reverse("accounts:profile")).text
    assert reverse("onboarding:my_truth") in page


def test_it_costs_the_same_however_much_there_is(four, manager, ines, others):
    def cost(ask, viewer):
        with CaptureQueriesContext(connection) as queries:
            ask(viewer)
        return len(queries)

    before = cost(truth_of, manager), cost(own_truth, ines)
    make.foretold({ines: 4} | dict.fromkeys(others, 3), manager=manager)
    assert (cost(truth_of, manager), cost(own_truth, ines)) == before
