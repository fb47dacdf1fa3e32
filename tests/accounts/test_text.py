"""Words and numbers as people type them, and what is not let in."""

from decimal import Decimal

import pytest
from django import forms
from django.core.exceptions import ValidationError

from accounts.numbers import AmountField, WholeNumberField, number_from
from accounts.templatetags.face import sentences
from accounts.text import CleanCharField, WordsField


@pytest.mark.parametrize(
    "text",
    ["Ada", "Łódź", "日本", "a\u00a0b", "it’s 5 < 6 & 7", "👩🏽‍💻", "العربية", "a\tb"],
)
def test_words_are_kept_as_written(text):
    assert CleanCharField().clean(text) == text


@pytest.mark.parametrize("text", ["\x07bell", "a\x1bb", "\ud800", "a\x00b"])
def test_what_cannot_be_shown_is_refused(text):
    with pytest.raises(ValidationError):
        CleanCharField().clean(text)


@pytest.mark.parametrize("mark", "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
def test_marks_that_turn_text_around_are_refused(mark):
    with pytest.raises(ValidationError, match="direction"):
        CleanCharField().clean(f"invoice{mark}fdp.exe")


@pytest.mark.parametrize("blank", [" ", "\u3164", "\u200b\u200b", "\u2800", "\ufeff \u2060"])
def test_a_blank_that_does_not_look_blank_is_blank(blank):
    with pytest.raises(ValidationError):
        CleanCharField().clean(blank)
    assert CleanCharField(required=False).clean(blank) == ""


def test_a_line_is_one_line_and_a_paragraph_may_be_several():
    with pytest.raises(ValidationError, match="one line"):
        CleanCharField().clean("a\nb")
    assert WordsField().clean("a\r\nb") == "a\nb"


def test_a_paragraph_has_a_limit():
    with pytest.raises(ValidationError):
        WordsField(max_length=10).clean("x" * 11)


def test_a_line_break_is_one_character_of_it():
    assert WordsField(max_length=10).clean("Four\r\nfive.") == "Four\nfive."


@pytest.mark.parametrize(
    ("typed", "means"), [("12", 12), (" 12 ", 12), ("1,200", 1200), ("1 200", 1200)]
)
def test_whole_numbers_are_read_as_people_write_them(typed, means):
    assert WholeNumberField().clean(typed) == means


@pytest.mark.parametrize(
    "typed", ["１２", "1_000", "1e9", "0x10", "٣", "12.5", "1,20", "--3", "NaN"]
)
def test_what_only_a_programmer_calls_a_number_is_refused(typed):
    with pytest.raises(ValidationError):
        WholeNumberField().clean(typed)


@pytest.mark.parametrize("typed", ["Infinity", "-1", "1e5", "1_0", "12.345", "1" * 16, "１２"])
def test_amounts_are_plain_and_bounded(typed):
    with pytest.raises(ValidationError):
        AmountField().clean(typed)


class Typed(forms.Form):
    amount = AmountField(label="Base", required=False)
    words = CleanCharField(label="Other", required=False)


@pytest.mark.parametrize(
    ("name", "typed", "says"),
    [
        ("amount", "1e9", "Write a plain number, such as 250000 or 12.5."),
        ("amount", "9" * 20, "This number has too many figures. Use at most 15"),
        ("amount", "9" * 5_000, "This number has too many figures. Use at most 15"),
        ("amount", "9" * 13, "“Base” has too many figures. Use at most 12."),
        ("amount", "1.234", "“Base” has too many figures after the point. Use at most 2."),
        ("words", "a\0b", "“Other” has characters that cannot be shown. Type the words anew."),
    ],
)
def test_what_is_too_long_or_cannot_be_shown_gets_a_sentence_of_the_house(name, typed, says):
    (said,) = sentences(Typed({name: typed})[name])
    assert said.startswith(says)


@pytest.mark.parametrize("text", [None, "", "-1", "x", "9" * 5_000])
def test_what_an_address_carries_is_a_number_or_nothing(text):
    assert number_from(text) == -1
    assert number_from("0") == 0


def test_an_amount_keeps_its_cents():
    assert AmountField().clean("320,000.50") == Decimal("320000.50")


def test_a_paragraph_is_not_cut_by_the_browser():
    """What is too long is told, with how long it may be; `maxlength` would drop it unsaid."""
    assert "maxlength" not in WordsField(max_length=10).widget.attrs
