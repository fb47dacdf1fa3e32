"""A playbook of one's own: checked whole, and shown against what is in use."""

import html
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from playbooks.actions import load_version
from playbooks.differences import differences
from playbooks.models import PlaybookVersion
from playbooks.reader import CAIO, read, read_text, shipped
from playbooks.writing import toml_of
from tests import factories
from tests.playbooks.own import OURS, check, page, publish

pytestmark = pytest.mark.django_db
WEIGHTS = """
[[competencies]]
key = "production"
name = "Judgement"
summary = "Decides well."
weight = 0.99
must_have = true
source = "ours"
listen_for = ["A number"]
anchors = { 1 = "None.", 3 = "Some.", 5 = "All." }
"""


# Extending


def test_what_is_left_out_is_taken_from_the_playbook_extended(caio):
    found = read_text(OURS)
    assert (found.slug, found.title, found.extends) == ("ours", "Head of Data", "caio")
    assert found.questions_bank == caio.questions_bank


def test_tables_are_merged_and_lists_are_replaced(caio):
    found = read_text(OURS + "own_or_buy = []\n[jd]\nmusts_maximum = 5\n")
    assert found.jd.musts_maximum == 5
    assert found.jd.sections == caio.jd.sections
    assert found.own_or_buy == ()


@pytest.mark.parametrize("slug", ['"nobody"', "3", '["caio"]', '""'])
def test_a_playbook_that_is_not_there_cannot_be_extended(client, administrator, slug):
    answer = check(client, OURS.replace('"caio"', slug, 1))
    assert "give the slug of one that is" in page(answer)


def test_a_problem_in_what_was_taken_names_where_it_is_from(client, administrator):
    answer = check(client, OURS + "questions_bank = []\n")
    assert "questions_bank" in page(answer)
    answer = check(client, OURS + "[[archetypes]]\n")
    assert "Line 5" in page(answer)


# What is wrong


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a = [", "is not TOML"),
        ("a = " + "[" * 5_000, "nests its lists too deeply"),
        (OURS + WEIGHTS, "is 0.99"),
        (OURS + 'colour = "red"', "is not a key here"),
        (OURS.replace("2026.1", "one"), "version"),
        (OURS + "[[rules]]\n" + 'key = "a"', "is missing"),
        (OURS.replace("ours", "Ours and Theirs"), "slug"),
        (OURS + "\n[plan]\nreview_months = 99999999999", "review_months"),
        (OURS + "review = " + "9" * 5_000, "holds a number that is too long"),
        (OURS + "summary = 0x" + "F" * 50_000, "more than can be shown"),
        (OURS + "[summary" + ".a" * 3_000 + "]\nb = 1", "to mend"),
        (OURS + 'summary = "a\\u0000b"', "holds the character U+0000"),
        (OURS.replace("2026.1", "2026." + "1" * 4_500), "version"),
        (OURS.replace("2026.1", "2026.01"), "version"),
        (OURS + "\n[shortlist]\nminimum = 9\nmaximum = 2", "is below the minimum, 9"),
    ],
)
def test_everything_wrong_is_told_with_its_key_and_nothing_is_lost(
    client, administrator, text, says
):
    answer = check(client, text)
    assert answer.status_code == 200
    assert "to mend" in page(answer)
    assert says in page(answer)
    assert answer.context["form"].initial["text"].strip() == text.strip()
    assert PlaybookVersion.objects.count() == 1


def test_a_problem_stands_with_its_line_and_the_words_of_it(client, administrator):
    answer = check(client, OURS + 'colour = "red"')
    assert "Line 5." in page(answer)
    assert "colour = &quot;red&quot;" in page(answer)


def test_weights_that_do_not_add_up_say_to_what(client, administrator, caio):
    text = toml_of(caio).replace('slug = "caio"', 'slug = "ours"', 1)
    answer = check(client, text.replace("weight = 25", "weight = 24", 1))
    assert "the weights add up to 99; they have to add up to 100" in page(answer)


def test_a_currency_that_does_not_exist_is_told(client, administrator, caio):
    text = toml_of(caio).replace('slug = "caio"', 'slug = "ours"', 1)
    answer = check(client, text.replace('currency = "USD"', 'currency = "ZZZ"', 1))
    assert "is no currency; write its three letters" in page(answer)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("duration_minutes = 45", "duration_minutes = 600", "is 600; 1 to 480 would be right"),
        ("duration_minutes = 45", "duration_minutes = 0", "is 0; 1 to 480 would be right"),
        ('phrase = "visionary"', 'phrase = "a * b * c * d"', "has more than 2 *"),
        ('phrase = "visionary"', f'phrase = "{"a" * 90}"', "is too long"),
        (
            'counted_as = [\n    "ml_engineers"',
            'counted_as = [\n    "pilots"',
            "is no option of direct_reports",
        ),
        ('key = "second_decision"', 'key = "first_decision"', "used twice"),
        ('key = "pay_market"', 'key = "budgeted_range_minimum"', "one name in a form"),
        ('summary = "', f'summary = "{"a" * 1_001}', "at most 1,000 would be right"),
        ('default = "proven"', 'default = "unproven"', "is no option"),
    ],
)
def test_what_the_app_could_not_use_is_told(client, administrator, caio, old, new, says):
    text = toml_of(caio).replace('slug = "caio"', 'slug = "ours"', 1)
    assert old in text
    answer = check(client, text.replace(old, new, 1))
    assert says in html.unescape(page(answer))


def test_a_version_stored_before_a_limit_came_stays_readable(version, caio):
    band = caio.bands[0].model_copy(update={"currency": "BGN"})
    old = caio.model_copy(update={"version": "2025.1", "bands": (band,)})
    row = load_version(playbook=old)
    assert PlaybookVersion.objects.get(pk=row.pk).playbook.bands[0].currency == "BGN"


def test_the_version_in_use_is_the_last_by_its_number(version, caio):
    for number in ("2026.10", "2026.9"):
        load_version(playbook=caio.model_copy(update={"version": number}))
    assert PlaybookVersion.objects.latest_of("caio").version == "2026.10"


def test_a_rule_that_names_no_answer_is_told(client, administrator):
    rule = """
[[rules]]
key = "always"
kind = "advice"
title = "Always"
says = "So."
ways_out = ["One.", "Two."]
cites = "ours"
example = { speaks = [{ facts = { headcount = 1 } }], silent = [{}] }
"""
    assert "names no answer and no fact" in page(check(client, OURS + rule))


def test_nothing_at_all_is_told(client, administrator):
    assert "Choose a file, or write the text" in page(check(client, ""))


def test_a_text_far_too_long_is_told(client, administrator):
    answer = check(client, "#" * 1_000_001)
    assert "characters" in page(answer)


def test_hostile_words_are_text(client, administrator):
    answer = check(client, OURS + 'colour = "<script>alert(1)</script>"')
    assert "<script>alert" not in page(answer)


def test_a_file_is_read_and_its_text_stands_in_the_page(client, administrator):
    file = SimpleUploadedFile("ours.toml", OURS.encode())
    answer = check(client, "", file=file)
    assert "is in order" in page(answer)
    assert 'slug = "ours"' in answer.context["form"].initial["text"]


def test_a_file_that_is_no_text_is_told(client, administrator):
    file = SimpleUploadedFile("ours.toml", b"\xff\xfe\x00")
    assert "is not UTF-8 text" in page(check(client, "", file=file))


# What it would do


def test_the_difference_to_the_playbook_it_extends_is_shown(client, administrator):
    answer = check(client)
    assert "What differs from Chief AI Officer 2026.5" in page(answer)
    assert "<ins>Head of Data</ins>" in page(answer)


def test_once_published_it_is_held_against_its_own_version_in_use(client, administrator):
    publish(client)
    answer = check(client, OURS.replace("2026.1", "2026.2").replace("of Data", "of AI"))
    assert "What differs from Head of Data 2026.1" in page(answer)


def test_it_says_how_many_searches_keep_their_version_and_not_which(client, administrator):
    search = factories.search()
    answer = check(client)
    assert "One search keeps its version (1 at Scope)" in page(answer)
    assert search.company not in page(answer)


def test_it_says_what_all_answers_would_recommend(client, administrator):
    assert "Of all sets of answers it recommends: Production operator in" in page(check(client))
    assert "None of them leads to another kind" in page(check(client))


def test_differences_name_the_place_and_both_values(caio):
    first = caio.competencies[0]
    changed = first.model_copy(update={"weight": first.weight - 1})
    other = caio.model_copy(update={"competencies": (changed, *caio.competencies[1:])})
    (found,) = differences(caio, other)
    assert (found.part, found.place) == ("competencies", "competencies[production].weight")
    assert (found.was, found.now) == ("25", "24")


def test_what_came_or_went_whole_is_one_difference(caio):
    other = caio.model_copy(update={"red_flags": caio.red_flags[1:]})
    (found,) = differences(caio, other)
    assert (found.was, found.now) == (caio.red_flags[0].name, "")
    (back,) = differences(other, caio)
    assert (back.was, back.now) == ("", caio.red_flags[0].name)


def test_a_playbook_does_not_differ_from_itself(caio):
    assert differences(caio, caio) == []


def test_the_examples_of_the_page_on_writing_one_are_in_order(settings):
    text = (settings.BASE_DIR / "docs" / "writing-a-playbook.md").read_text()
    whole, _, rule = re.findall(r"```toml\n(.*?)```", text, re.DOTALL)
    playbook = read_text(f"{whole}\n{rule}")
    assert [one.key for one in playbook.rules] == ["alone_on_call"]


# The practice case


def test_the_practice_case_is_taken_from_the_playbook_extended_with_its_competencies():
    assert read_text(OURS).practice == read(CAIO).practice


@pytest.mark.parametrize("path", shipped(), ids=lambda path: path.name)
def test_no_case_is_taken_where_the_competencies_are_ones_own(path):
    assert (read(path).practice is None) == (path != CAIO)


@pytest.mark.parametrize("path", shipped(), ids=lambda path: path.name)
def test_no_review_is_taken_where_the_competencies_are_ones_own(path):
    assert (read(path).review is None) == (path != CAIO)


def test_a_playbook_may_do_without_a_case_and_add_one_later():
    before = read_text(OURS).model_copy(update={"practice": None})
    (found,) = differences(before, read_text(OURS))
    assert (found.was, found.now) == ("", "Rosalind Achterberg (sample)")
