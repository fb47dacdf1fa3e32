"""How a job description reads: coded words, long sentences, and the published measures."""

import pytest

from scoping.readability import readability, sentences, syllables
from tests.scoping.findings import GOOD_PAY, found, quotes


def test_gender_coded_stems_are_advice():
    hits = found("gender_coded", mandate="3 fearless, aggressive, self-reliant people")
    assert [h.quote for h in hits] == ["aggressive", "self-reliant"]
    assert {h.severity for h in hits} == {"advice"}


def test_a_text_that_leans_to_neither_side_has_no_coded_words():
    assert quotes("gender_coded", mandate="3 aggressive, superior, loyal, nurturing people") == []
    assert quotes("gender_coded", mandate="3 aggressive people") == []


def test_the_lean_is_that_of_the_whole_text():
    found_in = found("gender_coded", mandate="3 loyal people", pay=f"{GOOD_PAY} Nurturing.")
    assert [f.section for f in found_in] == ["mandate", "pay"]
    assert all("feminine-coded" in f.reason for f in found_in)


@pytest.mark.parametrize(
    "word",
    [
        "lead",
        "leading",
        "committee",
        "Childcare",
        "decision",
        "decide",
        "analysis",
        "objective",
        "responsible",
    ],
)
def test_words_ordinary_here_are_not_coded(word):
    assert quotes("gender_coded", mandate=f"3 {word}") == []


def test_a_stem_within_a_word_is_not_coded():
    assert quotes("gender_coded", mandate="3 incompetent interactive non-competing") == []


def test_a_gendered_person_is_found():
    assert quotes("gendered", mandate="He chairs 3 boards; the others there.") == ["He"]


def test_a_long_sentence_is_quoted_whole():
    long = "word " * 45 + "end."
    assert quotes("long_sentence", mandate=f"Own 3 lines. {long}") == [long]
    assert quotes("long_sentence", mandate="word " * 44 + "end 3.") == []


def test_hard_prose_is_found_by_section():
    hard = "Organisational interoperability considerations necessitate multidisciplinary. " * 15
    (finding,) = found("hard_to_read", mandate=f"3 {hard}")
    assert (finding.quote, finding.severity) == ("", "advice")


def test_a_short_text_is_not_judged():
    hard = "Organisational interoperability considerations necessitate multidisciplinary."
    assert found("hard_to_read", mandate=f"3 {hard}") == []


def test_flesch_and_fog_by_hand():
    """Two sentences, nine words, ten syllables, no hard word."""
    reads = readability("The cat sat on the mat. It was happy.")
    assert (reads.words, reads.sentences) == (9, 2)
    assert reads.flesch == pytest.approx(206.835 - 1.015 * 4.5 - 84.6 * 10 / 9)
    assert reads.fog == pytest.approx(0.4 * 4.5)


@pytest.mark.parametrize(
    ("text", "flesch"),
    [
        ("The cat sat on the mat.", 116.1),
        (
            "This sentence, taken as a reading passage unto itself, is being used to prove a "
            "point.",
            69.0,
        ),
        (
            "The Australian platypus is seemingly a hybrid of a mammal and reptilian creature.",
            37.5,
        ),
    ],
)
def test_flesch_is_as_published(text, flesch):
    """The three worked examples of the encyclopaedia's article on Flesch's formula."""
    assert readability(text).flesch == pytest.approx(flesch, abs=0.1)


COUNTED = """
1 board the cost team risk trained launch owned through worked code rate
2 model data system budget owner being science create value paper vendor measure latent
2 reading
3 production decision develop governance officer engineer area idea piloted example recommend
4 responsible inventory accountable executive authority material experience variable
5 organisation evaluation regulatory
6 accountability
"""


def test_syllables_are_right_for_nineteen_words_in_twenty():
    words = [
        (word, int(line[0])) for line in COUNTED.strip().splitlines() for word in line[1:].split()
    ]
    wrong = [(word, syllables(word), count) for word, count in words if syllables(word) != count]
    assert all(abs(found - count) == 1 for _, found, count in wrong)
    assert len(wrong) <= len(words) / 20, wrong


ADVERTISED = {
    "masculine": "We are a dominant engineering firm that boasts many leading clients. We are "
    "determined to stand apart from the competition.",
    "feminine": "We are a community of engineers who have effective relationships with many "
    "satisfied clients. We are committed to understanding the engineer sector intimately.",
}
"""The pair that Gaucher, Friesen and Kay showed to readers (2011, appendix B)."""


def test_coded_words_are_those_of_the_published_pair():
    coded = ["dominant", "boasts", "determined", "competition"]
    assert quotes("gender_coded", mandate=ADVERTISED["masculine"]) == coded
    reasons = [f.reason for f in found("gender_coded", mandate=ADVERTISED["feminine"])]
    assert all("feminine" in reason for reason in reasons)


def test_fog_counts_hard_words():
    reads = readability("We evaluate regulated organisations.")
    assert reads.fog == pytest.approx(0.4 * (4 + 100 * 3 / 4))


def test_an_empty_text_reads_as_nothing():
    assert readability(" ... ") == readability("")


@pytest.mark.parametrize(
    ("word", "count"),
    [("the", 1), ("table", 2), ("made", 1), ("decided", 3), ("changes", 2), ("technology", 4)],
)
def test_syllables(word, count):
    assert syllables(word) == count


def test_sentences_end_at_stops_and_lines_and_not_inside_figures():
    text = "It is 3.5 e.g. here. Next?\n- a list line\n- another"
    pieces = [text[start:end] for start, end in sentences(text)]
    assert pieces == ["It is 3.5 e.g. here.", "Next?", "a list line", "another"]
