"""What must hold in every playbook that comes along, for whichever role."""

import itertools
import re

import pytest

from playbooks.checks.loop import raters
from playbooks.reader import read, shipped
from scoping.follows import milestones
from scoping.jd import texts, values_of
from scoping.jd_checks import check
from scoping.recommend import band, findings, recommend
from tests.playbooks.test_caio import words_of

BOOKS = [read(path) for path in shipped()]
each = pytest.mark.parametrize("book", BOOKS, ids=[book.slug for book in BOOKS])
ROLES = {
    "caio",
    "ai-cto",
    "vp-ai-quality",
    "head-of-ai",
    "ml-engineering-lead",
    "applied-ml-engineer",
    "ai-program-manager",
    "ai-data-engineer",
    "ai-governance-analyst",
}
BANDS = {
    "head-of-ai": {"320-500k+"},
    "ml-engineering-lead": {"270-380k"},
    "applied-ml-engineer": {"165-220k", "220-310k"},
    "ai-program-manager": {"140-185k"},
    "ai-data-engineer": {"155-210k"},
    "ai-governance-analyst": {"120-165k"},
}
"""As their source prints them."""


def answers_for(book, kind):
    """For each question the answer that gives this kind most."""
    return {
        q.key: max(q.options, key=lambda option: option.points.get(kind, 0)).key
        for q in book.questions
    }


def facts_of(book):
    """Every fact given in a plain way."""
    value = {
        "text": lambda fact: "Leeds, United Kingdom",
        "number": lambda fact: 400,
        "money": lambda fact: "2000000",
        "money_range": lambda fact: {"minimum": "200000", "maximum": "320000"},
        "currency": lambda fact: "USD",
        "choice": lambda fact: fact.options[0].key,
        "choices": lambda fact: [fact.options[0].key],
        "yesno": lambda fact: False,
        "date": lambda fact: "2027-03-01",
        "list": lambda fact: ["A forecast, deployed", "A search, piloted"],
        "counts": lambda fact: {fact.options[0].key: 4},
    }
    return {fact.key: value[fact.kind](fact) for fact in book.facts}


def test_the_nine_roles_come_along():
    assert {book.slug for book in BOOKS} == ROLES


@each
def test_every_kind_can_be_recommended(book):
    for kind in book.archetypes:
        assert recommend(book, answers_for(book, kind.key)).best == kind.key


@each
def test_every_rule_speaks_in_its_example_and_is_silent_in_its_counterexample(book):
    for rule in book.rules:
        for side in ("speaks", "silent"):
            for case in getattr(rule.example, side):
                found = findings(book, case.answers, case.facts, case.archetype)
                assert (rule.key in [f.key for f in found]) is (side == "speaks"), rule.key


@each
def test_every_recommendation_cites_an_answer_or_a_fact(book):
    for kind in book.archetypes:
        answers = answers_for(book, kind.key)
        for finding in findings(book, answers, facts_of(book)):
            assert finding.trace.answers or finding.trace.facts
            assert finding.because


@each
def test_the_job_description_is_filled_without_a_gap(book):
    for kind in book.archetypes:
        values = values_of(book, answers_for(book, kind.key), facts_of(book), kind.key, "Kestrel")
        for key, text in texts(values).items():
            assert text, key
            assert not set("[]{}") & set(text), (key, text)


@each
def test_the_prefilled_text_uses_no_phrase_it_warns_of(book):
    for kind in book.archetypes:
        values = values_of(book, answers_for(book, kind.key), facts_of(book), kind.key, "Kestrel")
        found = check(texts(values), book, values)
        words = [f for f in found if f.rule in ("vague", "too_narrow", "proxy", "gendered")]
        assert words == []


def scopes(book):
    """A scope for every kind, and for every single answer beside the first kind's."""
    for kind in book.archetypes:
        yield values_of(book, answers_for(book, kind.key), facts_of(book), kind.key)
    answers, kind = answers_for(book, book.archetypes[0].key), book.archetypes[0].key
    for question in book.questions:
        for option in question.options:
            yield values_of(book, answers | {question.key: option.key}, facts_of(book), kind)


@each
def test_the_90_days_differ_with_what_was_answered(book):
    plans = set()
    for values in scopes(book):
        found = milestones(values)
        assert found
        assert not any(set("{}") & set(milestone.text) for milestone in found)
        plans.add(tuple(milestone.deliverable.key for milestone in found))
    assert len(plans) > 1


@each
def test_each_competency_is_rated_by_two_people_within_one_part(book):
    for engagement in book.engagements:
        for competency in book.competencies:
            held = [p for p in book.parts_of(engagement.key) if competency.key in p.focus]
            assert max(len(raters(competency.key, [part])) for part in held) >= 2


@each
def test_a_part_asks_something_that_serves_each_of_its_competencies(book):
    for part in book.parts:
        served = {key for q in book.core_questions(part.key) for key in q.competencies}
        assert set(part.focus) <= served, part.key


@each
def test_every_question_says_what_is_strong_what_is_weak_and_what_to_follow_up_with(book):
    for question in book.questions_bank:
        assert question.strong
        assert question.weak
        assert question.follow_ups, question.key
        assert question.listen_for
        assert question.warns


@each
def test_core_questions_are_the_same_in_every_search(book):
    for part in book.parts:
        assert not any(question.tests for question in book.core_questions(part.key))


@each
def test_bands_are_as_their_source_prints_them(book):
    if book.slug == "caio":
        return  # see tests/playbooks
    assert {b.printed for b in book.bands} == BANDS.get(book.slug, set())
    assert all(b.source == "S2" and "Total cash" in b.basis for b in book.bands)


@each
def test_where_there_is_no_band_a_sentence_says_so(book):
    said = band(book, {}, {}).sentence
    assert said
    assert ": ." not in said


@each
def test_texts_are_british_and_plain(book):
    notes = ("vague_phrases", "too_narrow", "credential_proxies")
    left = {name: {"__all__": {"phrase", "also"}} for name in notes} | {"example": True}
    american = re.compile(r"\b\w*(?:izations?|izing|izes?d?|avior|olor)\b", re.IGNORECASE)
    for text in words_of(book.model_dump(mode="json", exclude={"jd": left})):
        assert not set("!\"'—") & set(text), text
        assert {m.lower() for m in american.findall(text)} <= {"size", "sizes", "prize"}, text
        assert text.count("“") == text.count("”"), text


@each
def test_the_order_of_answers_does_not_matter(book):
    answers = answers_for(book, book.archetypes[0].key)
    for order in itertools.islice(itertools.permutations(answers.items()), 0, 200, 37):
        assert recommend(book, dict(order)) == recommend(book, answers)
        assert findings(book, dict(order), facts_of(book)) == findings(
            book, answers, facts_of(book)
        )
