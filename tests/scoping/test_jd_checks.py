"""What the checks of a job description find, where exactly, and what they leave alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoping.jd_checks import CHECKS, check
from tests.scoping.findings import CLEAN, GOOD_PAY, found, quotes

from .small import SMALL, fill


def test_a_clean_text_has_no_findings():
    assert check(CLEAN, SMALL) == []


# Words


@pytest.mark.parametrize("written", ["visionary", "Visionary", "VISIONARY"])
def test_a_vague_phrase_is_found_in_any_case(written):
    (finding,) = found("vague", mandate=f"A {written} with 3 lines.")
    assert (finding.quote, finding.start, finding.severity) == (written, 2, "must_fix")
    assert finding.reason == "Nobody can show it."
    assert finding.better == "Say what is decided."


def test_a_phrase_is_found_as_a_whole_word_only():
    assert quotes("vague", mandate="3 visionarys, prevision") == []


def test_a_stem_takes_what_follows():
    assert quotes("vague", mandate="3 innovative innovations.") == ["innovative", "innovations"]


def test_the_longer_phrase_wins():
    assert quotes("vague", mandate="An AI-first culture of 3.") == ["AI-first culture"]


@pytest.mark.parametrize("written", ["AI-first", "AI first", "ai\nfirst"])
def test_a_hyphen_may_be_written_as_a_space(written):
    assert quotes("vague", mandate=f"3 {written} firms") == [written]


@pytest.mark.parametrize("written", ["world's best", "world’s best"])
def test_either_apostrophe_is_found(written):
    assert quotes("vague", mandate=f"the 3 {written}") == [written]


def test_a_too_narrow_requirement_is_found():
    assert quotes("too_narrow", evidence="- Papers on LLMs.") == ["Papers on LLMs"]


def test_a_credential_in_place_of_evidence_is_found():
    assert quotes("proxy", evidence="- A PhD.") == ["PhD"]


def test_words_are_found_in_any_section():
    findings = check({**CLEAN, "pay": f"{GOOD_PAY} For a visionary."}, SMALL)
    assert [(f.rule, f.section) for f in findings] == [("vague", "pay")]


# Numbers


def test_a_section_that_needs_a_number_and_has_none_is_found():
    (finding,) = found("no_number", mandate="You own the portfolio.")
    assert (finding.start, finding.end, finding.quote) == (0, 0, "")
    assert finding.better == "Say how many product lines and how much money."


@pytest.mark.parametrize("text", ["You own 3 lines.", "You own three lines.", "USD 40 million"])
def test_a_number_may_be_written_as_a_word(text):
    assert found("no_number", mandate=text) == []


@pytest.mark.parametrize("text", ["In the first 90 days.", "Your 90-day plan is under 2023/970."])
def test_ninety_days_count_nothing(text):
    assert len(found("no_number", mandate=text)) == 1


def test_a_section_that_needs_no_number_may_have_none():
    assert found("no_number", evidence="- A system you ran.") == []


def test_a_section_left_out_lacks_its_number_and_its_range():
    rules = {finding.rule for finding in check({}, SMALL)}
    assert {"no_number", "no_range"} <= rules


def test_the_musts_beyond_the_most_are_quoted():
    text = "Show us:\n- one\n- two\n- three\n- four\n- five\n"
    (finding,) = found("too_many_musts", evidence=text)
    assert finding.quote == "- four\n- five"
    assert finding.reason.startswith("5 musts. Above 3")


@pytest.mark.parametrize("text", ["- a\n- b\n- c", "1. a\n2. b\n3) c", "* a\n• b"])
def test_as_many_musts_as_allowed_are_fine(text):
    assert found("too_many_musts", evidence=text) == []


def test_musts_are_counted_in_the_evidence_alone():
    assert found("too_many_musts", mandate="- 1\n- 2\n- 3\n- 4") == []


# What is still open


@pytest.mark.parametrize("gap", ["[Annual AI budget]", "TBD", "{facts.place}", "TODO"])
def test_a_gap_is_found(gap):
    assert quotes("unsettled", mandate=f"3 lines, {gap} a year") == [gap]


def test_a_section_filled_from_nothing_is_found():
    sections = fill(SMALL, {}, {}, None)
    assert [f.quote for f in check(sections, SMALL) if f.rule == "unsettled" and f.section == "pay"]


# Pay


@pytest.mark.parametrize(
    "text",
    [
        "USD 320,000 to 480,000",
        "$320k-$480k",
        "EUR 200.000 – 280.000",
        "220-320k",
        "between USD 320,000 and USD 480,000",
        "£180,000 - £240,000",
        "USD 15,000 to 40,000 a month",
        "CHF 0.3m to 0.5m",
    ],
)
def test_a_range_is_read_however_it_is_written(text):
    assert found("no_range", pay=text) == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Competitive.",
        "Equity of 0.5-2.0%, 2-3 days a week.",
        "USD 320,000",
        "USD 252,000 and USD 40,000 on signing",
        "Up to USD 480,000",
    ],
)
def test_what_is_no_range_is_not_read_as_one(text):
    assert len(found("no_range", pay=text)) == 1


def test_a_range_in_another_section_does_not_count():
    assert len(found("no_range", mandate="USD 320,000 to 480,000", pay="Fair.")) == 1


def test_a_range_up_to_the_usual_spread_is_fine():
    assert found("range_wide", pay="USD 200,000 to 400,000") == []


def test_a_wider_range_is_advised_against():
    (finding,) = found("range_wide", pay="We pay USD 200,000 to 401,000 a year.")
    assert (finding.quote, finding.severity) == ("USD 200,000 to 401,000", "advice")
    assert "100% above" in finding.reason


def test_a_short_lower_end_shares_the_thousands():
    assert quotes("range_wide", pay="USD 100-320k") == ["USD 100-320k"]


def test_a_range_written_backwards_is_found():
    assert quotes("range_reversed", pay="USD 480,000 to 320,000") == ["USD 480,000 to 320,000"]


@pytest.mark.parametrize(
    ("rule", "text"),
    [("no_benefits", "USD 1,000 to 2,000 and a bonus"), ("no_other_pay", "Pension and health")],
)
def test_what_else_is_paid_is_asked_for(rule, text):
    (finding,) = found(rule, pay=text)
    assert finding.severity == "advice"


@pytest.mark.parametrize("text", ["Give your current salary.", "Send us your salary history."])
def test_asking_for_past_pay_is_found(text):
    (finding,) = found("pay_history", mandate=f"3 lines. {text}")
    assert finding.severity == "must_fix"


@pytest.mark.parametrize(
    "text", ["We never ask for your current salary.", "We don’t ask for pay history."]
)
def test_saying_that_past_pay_is_not_asked_is_fine(text):
    assert found("pay_history", pay=text) == []


# What always holds

prose = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "visionary",
                "AI-first culture",
                "PhD",
                "USD 200,000 to 900,000",
                "aggressive",
                "her",
                "current salary",
                "TBD",
                "- must\n",
                "innovation",
                "İ",
                "ß",
                "\u00a0",
                "word " * 45,
                "...",
            ]
        ),
        st.text("aÀé .,-\n’'[]{}$€k0123456789", max_size=12),
    ),
    max_size=20,
).map(" ".join)


@given(prose, prose, prose)
def test_every_finding_quotes_its_text_exactly(mandate, evidence, pay):
    sections = {"mandate": mandate, "evidence": evidence, "pay": pay}
    for finding in check(sections, SMALL):
        text = sections[finding.section]
        assert 0 <= finding.start <= finding.end <= len(text)
        assert text[finding.start : finding.end] == finding.quote
        assert finding.reason
        assert finding.better


@given(prose)
def test_findings_come_by_section_and_place(text):
    findings = check({"pay": text, "mandate": text}, SMALL)
    order = ["mandate", "evidence", "pay"]
    places = [(order.index(f.section), f.start, f.end) for f in findings]
    assert places == sorted(places)


def test_a_finding_keeps_its_key_while_it_moves():
    (before,) = found("vague", mandate="A visionary of 3.")
    (after,) = found("vague", mandate="We want 3 lines and a Visionary.")
    assert before.key == after.key == "vague:mandate:visionary"


def test_every_rule_has_its_own_name():
    assert len({rule for rule, _, _ in CHECKS}) == len(CHECKS)


@pytest.mark.parametrize(
    "unit", [" ", ".", "1", "1,", "1,000 ", "[", "a-", "innovat", "USD ", "200,000 to ", "e.g."]
)
def test_a_hundred_thousand_characters_are_read_in_one_pass(unit):
    """A pattern that goes back over its run would take minutes here."""
    text = (unit * 100_000)[:100_000]
    assert isinstance(check({"pay": text}, SMALL), list)


@pytest.mark.parametrize("unit", ["- ", "\n", "\t"])
def test_a_hundred_thousand_musts_are_counted_in_one_pass(unit):
    text = (unit * 100_000)[:100_000]
    assert isinstance(check({"evidence": text}, SMALL), list)
