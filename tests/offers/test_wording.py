"""A letter is a text with places in it; nothing else, and nothing filled in, has a meaning."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offers.wording import HOUSE, LONGEST, PLACES, paragraphs, parts, problems

VALUES = {place: f"<{place}>" for place in PLACES if place != "terms"}


def test_the_house_s_letter_is_one():
    assert not list(problems(HOUSE))


def test_headings_paragraphs_and_terms_stand_in_their_order():
    text = "Hello {candidate},\n\n# What we offer\nAll of this:\n\n{terms}\n\nYours, {sender}"
    assert parts(text, VALUES) == [
        {"title": "", "paragraphs": ["Hello <candidate>,"], "terms": False},
        {"title": "What we offer", "paragraphs": ["All of this:"], "terms": False},
        {"title": "", "paragraphs": [], "terms": True},
        {"title": "", "paragraphs": ["Yours, <sender>"], "terms": False},
    ]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Dear {name},\n\n{terms}", "“{name}” is no place"),
        ("Dear {candidate},", "The terms stand in a letter once"),
        ("{terms}\n\n{terms}", "The terms stand in a letter once"),
        ("Here: {terms}", "The terms stand in a letter once"),
        ("{terms}\n\n{candidate", "A brace is left open"),
        ("{terms}\n\n{{candidate}}", "A brace is left open"),
        ("{terms}\n\n{candidate.__class__}", "is no place"),
        ("{terms}\n\n" + "x" * LONGEST, f"at most {LONGEST:,}"),
    ],
)
def test_a_text_that_is_no_letter_is_told_what_would_be_right(text, says):
    assert any(says in sentence for sentence in problems(text))


@given(st.text(max_size=60))
def test_what_is_filled_in_is_never_read_as_a_place_or_a_heading(value):
    made = parts("# {role}\n\n{terms}\n\n{candidate}", VALUES | {"candidate": value, "role": value})
    assert [part["title"] for part in made] == [value, "", ""]
    assert made[-1]["paragraphs"] == [value]


@given(st.text(alphabet="ab# \n{}", max_size=80))
def test_every_word_of_a_text_is_in_the_letter(text):
    made = parts(text, {})
    whole = " ".join([*(p["title"] for p in made), *(w for p in made for w in p["paragraphs"])])
    assert sorted(whole.replace("#", "").split()) == sorted(
        word for p in paragraphs(text) for word in p.replace("#", "").split()
    )
