"""What the law of a place wants an advertisement to say about pay, asked by the law's name."""

from datetime import date

import pytest
from django.urls import reverse

from playbooks.reader import CAIO, read
from scoping import actions
from scoping.jd import texts, values_of
from scoping.jd_checks import check
from scoping.jd_checks.pay import ASKED, duties
from searches.errors import Refused
from tests import factories
from tests.factories import scoping as made

PLAYBOOK = read(CAIO)
TODAY = date(2026, 11, 22)
ALL = "USD 320,000 to 480,000, a 30% bonus, equity and health cover. Apply until 4 March."
BARE = "A fair salary."


def facts(*places, **changed):
    return made.FACTS | {"advertised_in": list(places)} | changed


def found(rule, pay, *places, today=TODAY, process="", **changed):
    values = values_of(PLAYBOOK, made.ANSWERS, facts(*places, **changed))
    findings = check({"pay": pay, "process": process}, PLAYBOOK, values, today)
    return [finding for finding in findings if finding.rule == rule]


def asked(pay, *places, **changed):
    return [finding.about for finding in found("law", pay, *places, **changed)]


def test_a_law_in_force_is_named_and_has_to_be_met():
    (finding,) = found("law", BARE, "new_york")
    assert finding.severity == "must_fix"
    assert "New York, Labor Law section 194-b" in finding.reason


def test_what_a_law_asks_for_and_is_there_is_no_finding():
    assert found("law", ALL, "colorado", "new_york", "eu") == []


def test_each_thing_missing_is_one_finding_that_names_every_law():
    (finding,) = [f for f in found("law", BARE, "illinois", "washington") if f.about == "benefits"]
    assert "Illinois, Equal Pay Act" in finding.reason
    assert "Washington, Equal Pay and Opportunities Act" in finding.reason


def test_colorado_asks_for_everything_the_others_ask():
    assert asked(BARE, "colorado") == list(ASKED)
    for rule in PLAYBOOK.jd.posting_rules:
        assert set(rule.asks) <= set(ASKED)


def test_the_closing_date_may_stand_in_another_section():
    pay = "USD 320,000 to 480,000, a bonus and health cover."
    assert asked(pay, "colorado") == ["closing_date"]
    assert asked(pay, "colorado", process="Applications close on 4 March.") == []
    assert asked(pay, "colorado", process="Applications are taken until filled.") == []


def test_a_law_to_come_is_advice_with_its_date():
    assert asked(BARE, "delaware") == []
    ahead = found("law_ahead", BARE, "delaware")
    assert {finding.severity for finding in ahead} == {"advice"}
    assert all("26" in f.reason and "2027" in f.reason for f in ahead)


def test_a_law_to_come_is_in_force_on_its_day():
    assert asked(BARE, "delaware", today=date(2027, 9, 26)) == ["range", "benefits"]


@pytest.mark.parametrize(("people", "holds"), [(14, False), (15, True)])
def test_a_law_holds_from_its_number_of_people_on(people, holds):
    assert bool(asked(BARE, "california", headcount=people)) is holds


def test_no_law_holds_where_the_job_is_not_advertised():
    assert asked(BARE, "elsewhere") == []
    assert found("no_range", BARE, "elsewhere")


def test_where_a_law_says_so_the_general_advice_is_not_repeated():
    for rule in ("no_range", "no_benefits", "no_other_pay"):
        assert found(rule, BARE, "colorado") == []


def test_of_a_confidential_search_no_law_is_asked_and_its_duties_are_named():
    assert asked(BARE, "colorado", "eu", confidential=True) == []
    values = values_of(PLAYBOOK, {}, facts("colorado", "eu", confidential=True))
    assert {rule.place for rule in duties(values)} == {"Colorado", "European Union"}


def test_every_place_of_the_fact_has_a_law_and_every_law_a_place():
    places = {option.key for option in PLAYBOOK.fact("advertised_in").options}
    named = {
        place
        for rule in PLAYBOOK.jd.posting_rules
        for test in rule.when
        if test.fact == "advertised_in"
        for place in test.is_
    }
    assert places - named == {"elsewhere"}
    assert named <= places


def test_every_law_says_where_it_stands_and_when_it_was_read():
    for rule in PLAYBOOK.jd.posting_rules:
        assert rule.law
        assert rule.checked == "November 2026"
        assert rule.since >= date(2021, 1, 1)


# Better, in this search's own numbers


def better(rule, sections, **changed):
    values = values_of(PLAYBOOK, made.ANSWERS, facts("elsewhere", **changed))
    return [f.better for f in check(sections, PLAYBOOK, values, TODAY) if f.rule == rule]


def test_a_missing_range_is_answered_with_the_budgeted_one():
    (said,) = better("no_range", {"pay": BARE})
    assert "EUR 220,000 to 280,000 a year" in said


def test_a_vague_phrase_is_answered_with_what_the_scope_counts():
    (said,) = better("vague", {"mandate": "A visionary."})
    assert "EUR 4,200,000 a year" in said


def test_what_stands_in_the_text_already_is_not_proposed_again():
    values = values_of(PLAYBOOK, made.ANSWERS, facts("elsewhere"))
    mandate = texts(values)["mandate"]
    (said,) = better("vague", {"mandate": f"{mandate} A visionary."})
    assert "EUR 4,200,000 a year" not in said


def test_a_wide_range_is_answered_with_its_own_usual_end():
    (said,) = better("range_wide", {"pay": "USD 200,000 to 500,000 a year."})
    assert "USD 200,000" in said
    assert "320,000 to 400,000" in said


def test_a_long_sentence_is_answered_with_where_to_cut_it():
    sentence = "You decide what we build, " + "and you say why " * 12 + "to the board."
    (said,) = better("long_sentence", {"mandate": sentence})
    assert "First “" in said
    assert "Then “" in said


def test_without_a_scope_the_playbook_s_own_example_stands():
    (finding,) = [f for f in check({"pay": BARE}, PLAYBOOK) if f.rule == "no_range"]
    assert "such as USD" in finding.better


@pytest.mark.parametrize(
    ("title", "names"), [("Chairman of AI", "Chairman"), ("AI Salesman", "Salesman")]
)
def test_a_title_that_names_a_gender_is_told_once(title, names):
    values = values_of(PLAYBOOK, made.ANSWERS, made.FACTS, title=title)
    found = [f for f in check({}, PLAYBOOK, values, TODAY) if f.rule == "gendered_title"]
    assert [names in finding.reason for finding in found] == [True]


@pytest.mark.parametrize("title", ["Chief AI Officer", "Head of Human-AI Work", "German Lead"])
def test_a_neutral_title_is_left_alone(title):
    values = values_of(PLAYBOOK, made.ANSWERS, made.FACTS, title=title)
    assert "gendered_title" not in {f.rule for f in check({}, PLAYBOOK, values, TODAY)}


def test_a_text_calls_the_job_as_the_search_does():
    values = values_of(PLAYBOOK, made.ANSWERS, made.FACTS, title="Chief Data Officer")
    assert "The Chief Data Officer owns AI" in texts(values)["mandate"]


# In the app


@pytest.mark.django_db
def test_a_missing_thing_blocks_the_approval_and_the_page_names_the_law(search, client):
    made.signed_scope(search, facts=facts("colorado"))
    jd = made.draft_jd(search, pay=BARE)
    manager = factories.hiring_manager_of(search)
    with pytest.raises(Refused, match="cannot be approved yet"):
        actions.approve_jd(jd=jd, by=manager)
    client.force_login(manager)
    page = client.get(reverse("scoping:jd", args=[search.pk])).content.decode()
    assert "Colorado, Equal Pay for Equal Work Act" in page


@pytest.mark.django_db
def test_a_confidential_search_names_the_duties_for_counsel(search, client):
    made.signed_scope(search, facts=facts("colorado", confidential=True))
    made.approved_jd(search, mandate="Owns 4 lines.")
    client.force_login(factories.hiring_manager_of(search))
    page = client.get(reverse("scoping:jd", args=[search.pk])).content.decode()
    assert "For counsel" in page
    assert "Colorado Revised Statutes § 8-5-201" in page
