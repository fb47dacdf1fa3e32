"""The lists of words as the playbook writes them, and figures as the world writes them."""

import pytest

from playbooks.reader import CAIO, read
from playbooks.schema import WordNote
from scoping.jd_checks import check

PLAYBOOK = read(CAIO)


def quotes(rule, section="evidence", *, text, playbook=PLAYBOOK):
    found = check({section: text}, playbook)
    return [f.quote for f in found if f.rule == rule and f.section == section]


def with_phrase(*phrases):
    note = WordNote(phrase=phrases[0], also=phrases[1:], reason="So.", better="Thus.")
    jd = PLAYBOOK.jd.model_copy(update={"vague_phrases": (note,)})
    return PLAYBOOK.model_copy(update={"jd": jd})


def test_phrases_of_one_reason_are_all_looked_for():
    found = quotes("vague", text="A b and c d.", playbook=with_phrase("a b", "c d"))
    assert found == ["A b", "c d"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("drive change", ["drive change"]),
        ("drive the very large change", ["drive the very large change"]),
        ("drive one two three four five six seven change", []),
        ("drive a car. Then change", []),
    ],
)
def test_a_star_stands_for_up_to_six_words_of_one_sentence(text, found):
    assert quotes("vague", text=text, playbook=with_phrase("drive * change")) == found


@pytest.mark.parametrize(
    "text",
    [
        "A PhD is not needed.",
        "We do not ask for a PhD.",
        "No PhD required.",
        "A record rather than a PhD.",
        "We don't want a PhD.",
    ],
)
def test_what_is_said_not_to_be_asked_is_left_alone(text):
    assert quotes("proxy", text=text) == []


def test_a_no_in_another_sentence_lets_nothing_off():
    assert quotes("proxy", text="There is no canteen. A PhD is needed.") == ["PhD"]


def test_a_tool_among_the_systems_in_place_is_a_fact():
    assert quotes("too_narrow", "situation", text="9 models in PyTorch serve.") == []
    assert quotes("too_narrow", text="Must know PyTorch.") == ["PyTorch"]


@pytest.mark.parametrize(
    "written",
    [
        "USD 320,000 to 480,000",
        "$320k-$480k",
        "EUR 180.000 – 240.000",
        "CHF 300'000 to 380'000",
        "NOK 2 400 000 – 3 300 000",
        "PLN 95 000–120 000",
        "₩290,000,000 ~ ₩420,000,000",
        "NT$ 9,800,000 – 14,500,000",
        "INR 1,20,00,000 to 1,80,00,000",
        "INR 1.2 crore to 1.8 crore",
    ],
)
def test_a_range_is_read_as_its_country_writes_it(written):
    assert quotes("range_reversed", "pay", text=written) == []
    rules = {f.rule for f in check({"pay": written}, PLAYBOOK) if f.section == "pay"}
    assert "no_range" not in rules


def test_the_wrong_way_round_is_told_the_right_way_round():
    (found,) = [
        f for f in check({"pay": "PLN 95 000–70 000"}, PLAYBOOK) if f.rule == "range_reversed"
    ]
    assert "PLN 70,000 to 95,000" in found.better


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("USD 1.75 million to 1.25 million", "USD 1,250,000 to 1,750,000"),
        ("USD 400000.50 to 320000.25", "USD 320,000.25 to 400,000.50"),
        ("INR 1,80,00,000 to 1,20,00,000", "INR 12,000,000 to 18,000,000"),
    ],
)
def test_decimals_and_groups_are_told_apart(text, better):
    (found,) = [f for f in check({"pay": text}, PLAYBOOK) if f.rule == "range_reversed"]
    assert better in found.better


@pytest.mark.parametrize("text", ["20% to 40% of base", "from 2024 to 2026", "3 to 5 years"])
def test_what_is_no_pay_is_no_range(text):
    rules = {f.rule for f in check({"pay": text}, PLAYBOOK) if f.section == "pay"}
    assert "no_range" in rules


@pytest.mark.parametrize("gap", ["TBC", "tbd", "XX%", "t.b.c.", "to be confirmed", "[range]"])
def test_a_gap_is_found_however_it_is_marked(gap):
    assert quotes("unsettled", "pay", text=f"USD 1 and {gap} more") == [gap]
