"""The page of an outcome: blind until it is recorded, then beside what the panel said."""

import pytest
from django.urls import reverse

from briefs.models import Brief
from briefs.render import html_of
from mail.actions import message_of
from mail.models import Mail
from onboarding import actions
from onboarding.models import Outcome, OutcomeRating
from scorecards.models import Card
from searches.models import Role
from tests import factories
from tests.factories import onboarding as plans
from tests.factories import outcomes as make
from tests.factories import scorecards as cards

pytestmark = pytest.mark.django_db
SAID = "Zqpanelword"
"""Stands in everything the panel wrote and decided."""
CAME = "Zqoutcomeword"
"""Stands in everything the hiring manager recorded."""


@pytest.fixture
def people():
    return {factories.user("Ines Kovač"): 5, factories.user("Yusuf Demir"): 3}


@pytest.fixture
def plan(people):
    """Rated 5 and 3 on production and people, with a flag, notes, a reason and a doubt."""
    row = make.judged(people)
    Card.objects.update(why=SAID)
    for card in Card.objects.all():
        card.ratings.update(evidence=SAID)
        card.flags.create(name=SAID, quote=SAID, seriousness="serious")
    cards.noted(row, SAID)
    row.decisions.update(reasons=SAID, override=SAID, doubts=f"{SAID}: does she hand work over?")
    return make.hired(row)


@pytest.fixture
def manager(plan, client):
    user = factories.hiring_manager_of(plan.search)
    client.force_login(user)
    return user


def url(plan, name="outcome", *more, moment="day_90") -> str:
    return reverse(f"onboarding:{name}", args=[plan.pk, moment, *more])


def record(plan, client, values=2, **more):
    return client.post(
        url(plan), make.fields(plan, values, record="1", says=CAME, **more), follow=True
    )


def main_of(page) -> str:
    return page.text.split("<main")[1].split("</main>")[0]


# ---- Blind before it is recorded --------------------------------------------------------------


def blind(page, plan, people) -> None:
    """Nothing of the scorecards is on it: no word, no name, no number, no drawing, no way there."""
    assert SAID not in page.text
    assert not [str(who) for who in people if str(who) in page.text]
    assert "hand work over" not in page.text
    for drawn in ('class="draw"', 'class="rating"', 'class="mean"', "mean-num", "rating-row"):
        assert drawn not in main_of(page), drawn
    for led in ("/debrief", "/scorecards/", "/card/", "/compare/", "/candidacies/", "/gates/"):
        assert led not in page.text, led
    assert f'"{reverse("onboarding:truth")}"' not in page.text
    assert 'class="rail"' not in page.text


def test_the_page_to_record_shows_nothing_of_the_panel(plan, client, manager, people):
    blind(client.get(url(plan)), plan, people)


def test_it_stays_blind_with_a_draft_half_written(plan, client, manager, people):
    client.post(url(plan), make.fields(plan, {"production": 3}, save="1"))
    blind(client.get(url(plan)), plan, people)


def test_it_stays_blind_when_something_is_missing(plan, client, manager, people):
    page = record(plan, client, {"production": "6"})
    assert not Outcome.objects.recorded().exists()
    blind(page, plan, people)


def test_it_stays_blind_when_it_was_saved_elsewhere(plan, client, manager, people):
    client.post(url(plan), make.fields(plan, 3, save="1"))
    page = record(plan, client)
    assert "Both texts are below" in page.text
    blind(page, plan, people)


def test_month_six_is_blind_though_day_90_is_recorded(plan, client, manager, people):
    record(plan, client)
    page = client.get(url(plan, moment="month_six"))
    blind(page, plan, people)
    assert CAME not in page.text


def test_month_six_says_first_that_it_ends_day_90(plan, client, manager):
    says = "Day 90 is not recorded. Once this is, it cannot be."
    assert says in client.get(url(plan, moment="month_six")).text
    record(plan, client)
    assert says not in client.get(url(plan, moment="month_six")).text


def test_once_month_six_is_recorded_day_90_has_no_form(plan, client, manager, people):
    make.recorded(plan, moment="month_six")
    page = client.get(url(plan))
    assert "Day 90 stays without a record" in page.text
    assert "data-draft-url" not in page.text
    assert url(plan) not in client.get(plan.get_absolute_url()).text


@pytest.mark.parametrize("role", [Role.RECRUITER, Role.OBSERVER])
def test_who_waits_for_the_record_reads_nothing_of_the_panel_there(plan, client, people, role):
    client.force_login(factories.member(plan.search, role))
    page = client.get(url(plan))
    assert "has not yet" in page.text
    assert "data-draft-url" not in page.text
    blind(page, plan, people)


def test_no_scorecard_is_read_from_the_database_for_it(plan, client, manager):
    """Whatever the template did with it: there is nothing there to show."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        client.get(url(plan))
    tables = ("scorecards_card", "scorecards_rating", "scorecards_redflag", "scorecards_decision")
    asked = [query["sql"] for query in queries]
    assert not [sql for sql in asked for table in tables if f'"{table}"' in sql]


def test_the_plan_leads_to_it(plan, client, manager):
    assert url(plan) in client.get(plan.get_absolute_url()).text


# ---- Afterwards -------------------------------------------------------------------------------


def test_it_is_set_beside_what_the_panel_said_once_it_is_recorded(plan, client, manager):
    page = main_of(record(plan, client))
    assert "said 5 and 3; day 90 says 2: the panel saw more than came." in page
    assert "Ines Kovač 5, Yusuf Demir 3" in page
    assert 'class="outcome"' in page
    assert CAME in page


def test_what_nobody_rated_is_said_so(plan, client, manager):
    assert "Nobody rated it; day 90 says 2." in record(plan, client).text


def test_a_search_is_told_in_words_and_in_no_coefficient(plan, client, manager):
    page = main_of(record(plan, client))
    for figure in ("correlat", "coefficient", "interval", "points more"):
        assert figure not in page


def test_who_may_not_read_the_debrief_reads_the_record_alone(plan, client, manager, people):
    record(plan, client)
    cards.seat(cards.interview(plan.candidacy, "board"), manager)  # and owes a card
    page = client.get(url(plan))
    assert CAME in page.text
    assert "opens at the debrief" in page.text
    assert not [str(who) for who in people if str(who) in page.text]
    assert 'class="draw"' not in main_of(page)


def test_one_who_owes_a_card_reads_not_even_a_count_of_what_was_said(plan, client, manager):
    record(plan, client)
    cards.seat(cards.interview(plan.candidacy, "board"), manager)
    page = main_of(client.get(url(plan)))
    assert "Nobody rated it" not in page
    assert "said 5 and 3" not in page


@pytest.mark.parametrize("role", [Role.RECRUITER, Role.OBSERVER])
def test_recruiter_and_observer_read_it_and_write_nothing(plan, client, manager, role):
    record(plan, client)
    client.force_login(factories.member(plan.search, role))
    page = client.get(url(plan))
    assert CAME in page.text
    assert "<form" not in main_of(page)


@pytest.mark.parametrize("role", [Role.RECRUITER, Role.OBSERVER])
def test_doubts_are_for_the_hiring_manager_alone(plan, client, manager, role):
    page = record(plan, client)
    assert "hand work over" in page.text
    client.post(url(plan, "answer_doubts"), {"came": "true", "words": "Zqdoubtword."})
    assert "Zqdoubtword" in client.get(url(plan)).text
    client.force_login(factories.member(plan.search, role))
    page = client.get(url(plan))
    assert "hand work over" not in page.text
    assert "Zqdoubtword" not in page.text


def test_a_panelist_reads_neither(plan, client, manager, people):
    record(plan, client)
    for who in people:
        client.force_login(who)
        assert client.get(url(plan)).status_code == 403


# ---- The person hired -------------------------------------------------------------------------


def test_the_person_hired_reads_nothing_of_it(plan, client, manager):
    record(plan, client)
    actions.correct_outcome(
        rating=OutcomeRating.objects.first(),
        value="5",
        evidence=CAME,
        because=f"{CAME} was missed by me.",
        by=manager,
    )
    client.post(url(plan, "answer_doubts"), {"came": "true", "words": CAME})
    client.logout()
    for name in ("mine", "mine_warnings", "mine_promises", "mine_review"):
        page = client.get(reverse(f"onboarding:{name}", args=[plan.link.token]))
        assert page.status_code == 200
        for word in (CAME, SAID, "/outcomes/", "What came of it", "beside the scorecards"):
            assert word not in page.text, name
    assert client.get(url(plan)).status_code == 302


def test_before_it_is_recorded_no_paper_and_no_mail_says_what_the_panel_said(plan, manager):
    plans.updated(plan)
    plans.warned(plan)
    plans.reviewed(plan)
    papers = [
        actions.request_brief(plan=plan, by=manager),
        actions.request_update(check=plan.check_ins.all()[0], by=manager),
        actions.request_review(plan=plan, by=manager),
    ]
    said = [html_of(f"briefs/{brief.kind}.html", brief) for brief in papers]
    assert all(len(one) > 100 for one in said)
    letters = [message_of(mail) for mail in Mail.objects.all()]
    said += [str(letter.message()) for letter in letters if letter]
    assert len(said) > len(papers)
    assert not [one for one in said if SAID in one]


def test_saving_a_draft_says_nothing_of_the_panel(plan, client, manager):
    at = url(plan, "outcome_draft")
    answers = [
        client.post(at, make.fields(plan, {"production": 3})),
        client.post(at, make.fields(plan, 2)),
        client.post(at, make.fields(plan, {"production": 6}, revision=1)),
    ]
    assert [answer.status_code for answer in answers] == [200, 409, 400]
    assert not [one for one in answers if SAID in one.text]


def test_no_mail_and_no_paper_tells_of_it(plan, client, manager):
    record(plan, client)
    actions.request_brief(plan=plan, by=manager)
    for brief in Brief.objects.filter(kind="plan"):
        assert CAME not in html_of("briefs/plan.html", brief)
    for mail in Mail.objects.all():
        message = message_of(mail)
        assert message is None or CAME not in str(message.message())


# ---- What is typed ----------------------------------------------------------------------------


def test_six_is_answered_with_a_sentence_and_nothing_is_changed(plan, client, manager):
    page = record(plan, client, {"production": "6"})
    assert page.status_code == 200
    assert "is-wrong" in page.text
    assert not Outcome.objects.exists()


def test_fifty_thousand_characters_are_answered_with_a_sentence(plan, client, manager):
    page = record(plan, client, evidence_production="x" * 50_000)
    assert "20,000" in page.text or "20000" in page.text
    assert not Outcome.objects.exists()


def test_what_was_typed_is_kept_when_something_is_missing(plan, client, manager):
    page = record(plan, client, rating_people="")
    assert "Say what came of Leading people" in page.text
    assert f"{CAME} (people)" in page.text


def test_a_second_record_from_an_old_page_changes_nothing(plan, client, manager):
    record(plan, client, 2)
    page = record(plan, client, 5)
    assert "recorded already" in page.text
    assert set(OutcomeRating.objects.values_list("value", flat=True)) == {2}


def test_what_was_typed_is_shown_where_somebody_recorded_it_meanwhile(plan, client, manager):
    record(plan, client)
    page = record(plan, client, evidence_people="Two of them stayed for her.")
    assert "What you typed, and was not saved" in page.text
    assert "Two of them stayed for her." in page.text


def test_what_was_typed_of_day_90_is_shown_once_month_six_is_recorded(plan, client, manager):
    make.recorded(plan, moment="month_six")
    page = record(plan, client, evidence_people="Two of them stayed for her.")
    assert "Day 90 stays without a record" in page.text
    assert "Two of them stayed for her." in page.text


def test_a_draft_saves_itself_and_says_when_it_cannot(plan, client, manager):
    at = url(plan, "outcome_draft")
    first = client.post(at, make.fields(plan, {"production": 3}))
    assert (first.status_code, first.json()["revision"]) == (200, 1)
    assert client.post(at, make.fields(plan, 2)).status_code == 409
    assert client.post(at, make.fields(plan, {"production": 6}, revision=1)).status_code == 400
    record(plan, client, revision="1")
    assert client.post(at, make.fields(plan, 3, revision=2)).status_code == 400


def test_a_wrong_correction_is_kept_at_its_competency(plan, client, manager):
    record(plan, client)
    row = OutcomeRating.objects.get(competency="people")
    typed = {"value": "4", "evidence": "Zqtyped", "because": "typo"}
    page = client.post(url(plan, "correct_outcome", row.pk), typed)
    assert "why it is corrected" in page.text
    assert "Zqtyped" in page.text
    assert not OutcomeRating.objects.exclude(corrects=None).exists()


def test_a_correction_stands_on_the_page_with_the_record(plan, client, manager):
    record(plan, client)
    row = OutcomeRating.objects.get(competency="people")
    typed = {"value": "4", "evidence": "Zqlater", "because": "I had missed the launch."}
    page = client.post(url(plan, "correct_outcome", row.pk), typed, follow=True)
    assert "Zqlater" in page.text
    assert f"{CAME} (people)" in page.text
    assert "day 90 says 2" in page.text


def test_the_correction_of_another_plan_is_not_found(plan, client, manager):
    record(plan, client)
    other = make.foretold({factories.user(): 3})
    row = OutcomeRating.objects.filter(outcome__plan=other).first()
    typed = {"value": "4", "evidence": "x", "because": "I had missed it."}
    assert client.post(url(plan, "correct_outcome", row.pk), typed).status_code == 404


def test_an_unknown_moment_is_not_found(plan, client, manager):
    assert client.get(url(plan, moment="year_two")).status_code == 404


def test_hostile_evidence_is_shown_as_text(plan, client, manager):
    page = record(plan, client, evidence_people="<script>alert(1)</script>")
    assert "<script>alert(1)</script>" not in page.text
    assert "&lt;script&gt;" in page.text
