"""The job description as it is pre-filled: this search's numbers, and never a gap."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbooks.schema import Paragraph
from scoping.jd import values_of
from scoping.wording import fact_words, joined, money

from .small import SMALL, fill
from .test_recommend import some_answers, some_archetype, some_facts

ANSWERS = {"line": "cto", "risk": "none"}
FACTS = {
    "currency": "USD",
    "ai_budget": 4_200_000,
    "stage": "grown",
    "place": "Oslo, Norway",
    "team": {"engineers": 8, "analysts": 1},
    "systems": ["a recommender", "fraud scoring"],
    "pay": {"minimum": "320000", "maximum": "480000.50"},
}


def mandate(facts=FACTS, answers=ANSWERS, archetype="operator", company="Kestrel Credit") -> str:
    return fill(SMALL, answers, facts, archetype, company=company)["mandate"]


def test_sections_come_in_the_playbooks_positions():
    assert list(fill(SMALL, {}, {}, None)) == ["mandate", "evidence", "pay"]


def test_a_section_holds_this_searchs_own_numbers():
    assert mandate() == (
        "Kestrel Credit looks for an operator. The budget is USD 4,200,000 a year.\n\n"
        "You report to the CTO.\n\n"
        "A listed company in Oslo, Norway. You lead 8 ML engineers and 1 analyst.\n\n"
        "By then the three open questions are decided.\n\n"
        "Systems in place:\n- a recommender and fraud scoring"
    )


def test_a_sentence_without_its_value_is_left_out():
    text = mandate({**FACTS, "ai_budget": None})
    assert text.startswith("Kestrel Credit looks for an operator.\n\n")
    assert "budget" not in text


def test_a_paragraph_whose_condition_fails_is_left_out():
    assert "You report" not in mandate(answers={"risk": "none"})


def test_list_lines_of_two_paragraphs_are_one_list():
    section = SMALL.jd.sections[0].model_copy(
        update={"paragraphs": tuple(Paragraph(text=t) for t in ("Do:", "- one", "- two", "Then."))}
    )
    playbook = SMALL.model_copy(update={"jd": SMALL.jd.model_copy(update={"sections": (section,)})})
    assert fill(playbook, {}, {}, None) == {"pay": "Do:\n\n- one\n- two\n\nThen."}


def test_without_a_company_the_sentence_still_begins_with_a_capital():
    assert mandate(company="").startswith("The company looks for")


def test_a_companys_name_keeps_its_letters():
    assert mandate(company="eBrokers").startswith("eBrokers looks for")


def test_the_recommended_archetype_stands_in_until_one_is_chosen():
    assert "an operator" in mandate(archetype=None)


def test_evidence_lists_the_archetypes_musts():
    text = fill(SMALL, {}, {}, "operator")["evidence"]
    assert text == "Show us:\n- A system you ran, with its numbers.\n- An incident you led."


def test_a_section_with_nothing_left_says_what_is_to_be_settled():
    assert fill(SMALL, {}, {}, None)["pay"] == "Still to be settled: Budgeted range."


def test_pay_is_written_with_its_currency_and_cents_only_where_there_are_some():
    assert fill(SMALL, {}, FACTS, None)["pay"] == "Base pay is USD 320,000 to 480,000.50 a year."


def test_what_is_left_out_names_in_brackets_what_it_wants():
    found = values_of(SMALL, ANSWERS, {"stage": "grown", "place": "Oslo"}, "operator")
    assert found.left_out("mandate") == [
        "The budget is [Annual AI budget] a year.",
        "You lead [The team].",
        "It went well if [outcome, with a number].",
        "By then the three open questions are decided: [which].",
        "Decides alone: [what].",
    ]
    assert found.left_out("pay") == ["Base pay is [Budgeted range] a year."]
    assert found.left_out("evidence") == []


def test_a_gap_only_a_person_can_fill_leaves_no_bracket():
    text = mandate()
    assert "[" not in text
    assert "It went well if" not in text
    assert "Decides alone" not in text


def test_a_sentence_that_says_enough_without_its_gap_stays():
    assert "By then the three open questions are decided." in mandate()


def test_what_a_person_writes_is_not_read_as_a_placeholder():
    assert "A listed company in {title}." in mandate({**FACTS, "place": "{title}"})


@given(some_answers, some_facts, some_archetype, st.text("ab {}", max_size=9))
def test_no_section_is_ever_empty_and_no_placeholder_shows(answers, facts, archetype, company):
    sections = fill(SMALL, answers, facts, archetype, company=company)
    assert len(sections) == 3
    for text in sections.values():
        assert text.strip()
        assert "{facts" not in text
        assert "{answers" not in text


# Words


@pytest.mark.parametrize(
    ("words", "said"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_joined_reads_as_a_sentence(words, said):
    assert joined(words) == said


def test_money_is_grouped():
    assert money(Decimal(1_234_567), "EUR") == "EUR 1,234,567"
    assert money(Decimal("0.5")) == "0.50"


@pytest.mark.parametrize(
    ("key", "value", "label", "phrase"),
    [
        ("engagement", "fractional", "Fractional", "2 days a week"),
        ("engagement", "full_time", "Full time", "Full time"),
        ("engagement", "gone", "", ""),
        ("headcount", 1200, "1,200", "1,200"),
        ("headcount", "many", "", ""),
        ("ai_budget", 0, "USD 0", "USD 0"),
        ("place", " Oslo \n Norway ", "Oslo Norway", "Oslo Norway"),
        ("place", 7, "", ""),
        ("systems", ["a", "", "b"], "a and b", "a and b"),
        ("systems", "a", "", ""),
        ("team", {"engineers": 1, "analysts": 0}, "1 ML engineer", "1 ML engineer"),
        ("team", {"engineers": 0}, "", ""),
        ("team", [3], "", ""),
        ("pay", {"minimum": 1}, "", ""),
        ("pay", "1 to 2", "", ""),
        ("start_by", "2027-03-01", "1 March 2027", "1 March 2027"),
        ("start_by", date(2027, 3, 1), "1 March 2027", "1 March 2027"),
        ("start_by", "soon", "", ""),
        ("internal", True, "yes", "yes"),
        ("internal", False, "no", "no"),
        ("internal", "perhaps", "", ""),
    ],
)
def test_a_fact_in_words(key, value, label, phrase):
    facts = {"currency": "USD", key: value}
    assert fact_words(SMALL, key, facts) == label
    assert fact_words(SMALL, key, facts, phrase=True) == phrase
