"""What the CAIO playbook says: its figures as printed, its loop, its words."""

import re
from collections import Counter
from decimal import Decimal

import pytest

from playbooks.schema import Part

BANDS = {
    ("step_up", "remote_global"): ("USD", 180_000, 240_000, "180-240k"),
    ("step_up", "us"): ("USD", 260_000, 350_000, "260-350k"),
    ("step_up", "western_europe"): ("EUR", 160_000, 220_000, "160-220k"),
    ("scale_up", "remote_global"): ("USD", 220_000, 320_000, "220-320k"),
    ("scale_up", "us"): ("USD", 320_000, 480_000, "320-480k"),
    ("scale_up", "western_europe"): ("EUR", 200_000, 280_000, "200-280k"),
    ("enterprise", "remote_global"): ("USD", 300_000, None, "300-500k+"),
    ("enterprise", "us"): ("USD", 450_000, None, "450-800k+"),
    ("enterprise", "western_europe"): ("EUR", 260_000, None, "260-450k+"),
    ("fractional", "any"): ("USD", 15_000, 40_000, "15,000-40,000 a month"),
}
COMPARATORS = {
    ("Applied ML engineer", "Mid-level"): (165_000, 220_000, "165-220k"),
    ("Applied ML engineer", "Senior"): (220_000, 310_000, "220-310k"),
    ("ML engineering lead", ""): (270_000, 380_000, "270-380k"),
    ("AI program manager", "Senior"): (140_000, 185_000, "140-185k"),
    ("AI data engineer", "Senior"): (155_000, 210_000, "155-210k"),
    ("AI governance analyst", "Senior"): (120_000, 165_000, "120-165k"),
    ("VP or head of AI", ""): (320_000, None, "320-500k+"),
}
FOCUS = {
    "questionnaire": ("production", "strategy", "governance"),
    "alignment": ("strategy", "people"),
    "production": ("production", "governance"),
    "allocation": ("strategy", "finance"),
    "trade_off": ("finance", "stakeholders"),
    "team": ("people",),
    "board": ("governance", "stakeholders"),
}


def words_of(value) -> list[str]:
    """Every piece of text in the playbook."""
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return [text for part in inner for text in words_of(part)]


@pytest.fixture(scope="module")
def words(caio):
    """All but the phrases that are looked for, which are other people's words."""
    notes = ("vague_phrases", "too_narrow", "credential_proxies")
    looked_for = {name: {"__all__": {"phrase", "also"}} for name in notes}
    return words_of(caio.model_dump(mode="json", exclude={"jd": looked_for}))


# --- pay ---------------------------------------------------------------------------------------


def test_bands_are_as_printed(caio):
    found = {(b.level, b.market): (b.currency, b.minimum, b.maximum, b.printed) for b in caio.bands}
    assert found == BANDS


def test_bands_say_their_source_and_that_the_basis_is_not_stated(caio):
    assert {(band.source, band.as_of) for band in caio.bands} == {("S0", "April 2026")}
    full_time = [band for band in caio.bands if band.engagement == "full_time"]
    assert {band.basis for band in full_time} == {"Basis not stated"}


def test_a_plus_is_an_open_maximum(caio):
    for band in (*caio.bands, *caio.comparators):
        assert band.is_open == band.printed.endswith("+")


def test_fractional_is_a_month(caio):
    (band,) = (band for band in caio.bands if band.engagement == "fractional")
    assert band.period == "month"
    assert "2-3 days a week" in band.basis


def test_comparators_are_as_printed(caio):
    found = {(c.role, c.seniority): (c.minimum, c.maximum, c.printed) for c in caio.comparators}
    assert found == COMPARATORS
    assert {(c.currency, c.source) for c in caio.comparators} == {("USD", "S2")}


def test_equity_at_series_b_to_d(caio):
    terms = next(terms for terms in caio.offer.equity if terms.key == "series_b_d")
    assert (terms.minimum_percent, terms.maximum_percent) == (Decimal("0.5"), Decimal("2"))
    assert (terms.vesting_months, terms.cliff_months) == (48, 12)


def test_one_band_at_most_is_proposed(caio):
    """Bands of one engagement differ in a fact that has one value."""
    seen = Counter(
        tuple((test.fact, test.is_) for test in band.when) for band in caio.bands if band.when
    )
    assert max(seen.values()) == 1
    for band in caio.bands:
        assert band.when[0].fact == "engagement"
        assert band.engagement in band.when[0].is_


# --- scope -------------------------------------------------------------------------------------


def test_eight_questions_each_with_a_reason(caio):
    assert [question.number for question in caio.questions] == list(range(1, 9))
    assert all(question.why and question.sets for question in caio.questions)


def test_the_facts_that_come_first(caio):
    wanted = "company_stage headcount place work_mode currency product_lines ai_budget systems "
    wanted += "direct_reports budgeted_range start_by confidential internal_candidate search_firm "
    wanted += "eu_employees"
    assert set(wanted.split()) <= {fact.key for fact in caio.facts}


def test_every_option_gives_points_to_somebody(caio):
    for question in caio.questions:
        for option in question.options:
            assert any(option.points.values()), (question.key, option.key)


TYPICAL = {
    "production_operator": "mixed ceo pnl limited gaps deployment team lasting",
    "transformation_lead": "buy ceo shared unknown none deployment few_with_budget two_years",
    "model_builder": "build cto cost_centre none mature research few_with_budget lasting",
    "governance_lead": "buy board cost_centre high_risk mature deployment few_with_budget lasting",
}


@pytest.mark.parametrize("archetype", TYPICAL)
def test_typical_answers_recommend_their_archetype_clearly(caio, archetype):
    sums = Counter()
    for question, key in zip(caio.questions, TYPICAL[archetype].split(), strict=True):
        sums.update(question.option(key).points)
    (first, most), (_, second) = sums.most_common(2)
    assert first == archetype
    assert most - second >= 3


def test_contradictions_the_playbook_must_see(caio):
    contradictions = {rule.key for rule in caio.rules if rule.kind == "contradiction"}
    assert contradictions >= {
        "research_unfunded",
        "pnl_without_authority",
        "high_risk_without_a_line",
        "interim_operator",
        "too_early_for_full_time",
    }


def test_a_rule_shows_when_it_speaks_and_when_not(caio):
    for rule in caio.rules:
        assert rule.example.speaks, rule.key
        assert rule.example.silent, rule.key
        named = {test.answer or test.fact for test in rule.tests} - {None}
        for case in rule.example.speaks:
            assert named & {*case.answers, *case.facts}, rule.key


def test_weights_as_they_come(caio):
    assert list(caio.weights().values()) == [25, 20, 15, 15, 15, 10]
    assert caio.must_haves() == ("production", "strategy")


def test_an_archetype_adds_its_own_must_have(caio):
    for archetype in caio.archetypes:
        found = caio.must_haves(archetype.key)
        assert set(found) == {"production", "strategy", archetype.must_have}
        assert len(found) == 3


def test_the_decision_rule(caio):
    rule = caio.decision_rule
    assert (rule.must_have_minimum, rule.weighted_mean_minimum) == (3, 3.5)
    assert rule.no_open_critical_flag


# --- loop --------------------------------------------------------------------------------------


def test_parts_and_what_they_rate(caio):
    assert {part.key: part.focus for part in caio.parts} == FOCUS


def test_gates_follow_the_questionnaire_and_the_alignment(caio):
    assert [part.key for part in caio.parts if part.gate] == ["questionnaire", "alignment"]


def test_minutes_of_the_first_two(caio):
    assert caio.part("questionnaire").duration_minutes == 45
    assert caio.part("alignment").duration_minutes == 60


def test_exercises_keep_their_figures(caio):
    for part, figures in {
        "allocation": ("USD 5 million", "four options", "USD 2 million"),
        "trade_off": ("USD 800,000", "half the time", "under 12 months"),
    }.items():
        for figure in figures:
            assert figure in caio.part(part).exercise


def test_time_to_fill_a_card(caio):
    minutes = {part.key: part.time_budget_minutes for part in caio.parts}
    assert minutes.pop("board") == 5
    assert minutes.pop("team") == 3
    assert set(minutes.values()) == {8}


def test_the_first_interview_asks_hands_on_or_oversight(caio):
    asking = [part for part in caio.parts if part.extra_question]
    assert [part.key for part in asking] == ["production"]
    assert asking[0].extra_question.key == "hands_on_or_oversight"


def test_the_team_answers_three_questions_and_rates_one_competency(caio):
    team: Part = caio.part("team")
    assert team.card == "team"
    assert len(team.card_questions) == 3
    assert team.focus == ("people",)
    assert "never shown to the person hired" in team.card_note


def test_a_fractional_search_has_four_parts_and_asks_of_clients_and_ownership(caio):
    fractional = caio.engagement("fractional")
    assert [part.key for part in caio.parts_of("fractional")] == [
        "questionnaire",
        "alignment",
        "production",
        "trade_off",
    ]
    assert fractional.extra_questions == ("other_clients", "who_owns_the_work")


# --- questions and flags -----------------------------------------------------------------------


def test_every_question_is_for_a_competency_that_exists(caio):
    known = {competency.key for competency in caio.competencies}
    for question in caio.questions_bank:
        assert set(question.competencies) <= known


def test_questionnaire_and_alignment_ask_five(caio):
    assert len(caio.core_questions("questionnaire")) == 5
    assert len(caio.core_questions("alignment")) == 5


def test_the_eight_of_s2_and_the_thirty_topics_of_s1_are_there(caio):
    for source, count in {"S2": 8, "S1": 30}.items():
        topics = [q.topic for q in caio.questions_bank if q.source == source]
        assert topics == [str(number) for number in range(1, count + 1)]


def test_every_part_has_two_more_questions_than_it_must_ask(caio):
    for part in caio.parts:
        assert len(caio.more_questions(part.key)) >= 2, part.key


def test_every_question_says_what_is_strong_weak_listened_for_and_warns(caio):
    for question in caio.questions_bank:
        assert question.follow_ups, question.key
        assert question.listen_for, question.key
        assert question.warns, question.key


def test_core_questions_cover_what_the_part_rates(caio):
    for part in caio.parts:
        asked = {key for q in caio.core_questions(part.key) for key in q.competencies}
        assert set(part.focus) <= asked, part.key


@pytest.mark.parametrize(
    ("key", "figures"),
    [
        ("retrieval", ("more than 5% hallucination",)),
        ("drift_in_streams", ("every 5,000 events", "10% of traffic", "1.5% lift")),
        ("vector_store", ("recall@10", "p95", "5%", "35 recall, 35 cost, 20 effort, 10 lock-in")),
        ("short_and_long_term", ("70-20-10",)),
        ("evaluation_team_budget", ("6 to 10", "USD 1.2 to 2 million", "gross")),
        ("tuning_high_risk", ("2 December 2027",)),
    ],
)
def test_figures_of_a_question_are_kept(caio, key, figures):
    question = caio.question(key)
    for figure in figures:
        assert figure in f"{question.text} {question.strong}"


def test_thirteen_technical_flags_and_eight_behavioural(caio):
    assert Counter(flag.group for flag in caio.red_flags) == {"technical": 13, "behavioural": 8}


# --- job description, plan, context ------------------------------------------------------------


def test_nine_sections(caio):
    assert [section.position for section in caio.jd.sections] == list(range(1, 10))
    assert caio.jd.musts_maximum == 7


def test_our_own_sections_use_none_of_the_words_we_warn_of(caio):
    notes = (*caio.jd.vague_phrases, *caio.jd.too_narrow, *caio.jd.credential_proxies)
    texts = [p.text for section in caio.jd.sections for p in section.paragraphs]
    texts += [line for archetype in caio.archetypes for line in archetype.evidence]
    texts += [note.better for note in notes]
    for note in notes:
        pattern = re.compile(rf"\b{re.escape(note.phrase)}\b", re.IGNORECASE)
        assert not [text for text in texts if pattern.search(text)], note.phrase


def test_the_words_named_by_the_source_are_looked_for(caio):
    vague = {note.phrase for note in caio.jd.vague_phrases}
    wanted = {"visionary", "drive innovation", "lead AI strategy", "AI-first"}
    assert vague >= wanted | {"culture of innovation"}


def test_four_phases_to_day_90(caio):
    days = [(phase.starts_day, phase.ends_day) for phase in caio.plan.phases]
    assert days == [(1, 14), (15, 30), (31, 60), (61, 90)]
    assert caio.plan.review_months == 6


def test_guards(caio):
    guards = {phase.key: [guard.key for guard in phase.guards] for phase in caio.plan.phases}
    assert guards == {
        "inventory": ["no_reorganisation", "no_technology_decision", "no_vendor_meeting"],
        "audit": [],
        "decisions": ["it_depends"],
        "feature": [],
    }


def test_keys_of_deliverables_and_guards_are_unique_in_the_plan(caio):
    keys = Counter(d.key for phase in caio.plan.phases for d in phase.deliverables)
    keys.update(guard.key for phase in caio.plan.phases for guard in phase.guards)
    assert max(keys.values()) == 1


def test_figures_others_published_are_marked_unproven(caio):
    figures = {quote.figure for quote in caio.context_quotes}
    assert figures >= {"68%", "USD 337 billion", "67%", "2.4x", "USD 340,000"}
    assert all(quote.unproven for quote in caio.context_quotes)


def test_the_bar_of_eight_and_a_half_is_only_quoted(caio, words):
    bar = next(note for note in caio.shortlist.practice if note.key == "bar")
    assert bar.unproven
    assert [text for text in words if "8.5" in text] == [bar.text]


# --- words -------------------------------------------------------------------------------------


def test_no_exclamation_marks_no_please(words):
    assert [text for text in words if "!" in text or "please" in text.lower()] == []


def test_british_spelling(words):
    american = re.compile(r"\b\w*(?:izations?|izing|izes?d?|avior|olor)\b", re.IGNORECASE)
    allowed = {"size", "sizes", "prize"}
    found = {m.lower() for text in words for m in american.findall(text)}
    assert found - allowed == set()


def test_quotes_inside_text_are_closed(words):
    assert [text for text in words if text.count("“") != text.count("”")] == []


def test_quotes_are_the_languages_own(words):
    assert [text for text in words if '"' in text or "'" in text] == []


def test_the_practice_case_is_marked_as_made_up_and_read_in_minutes(caio):
    assert "(sample)" in caio.practice.title
    assert 300 <= len(caio.practice.text.split()) <= 450


def test_the_practice_case_uses_no_words_of_the_anchors(caio):
    """Five words in a row of an anchor would give its rating away."""
    said = " ".join(caio.practice.text.lower().split())
    for key in caio.practice.competencies:
        for _, anchor in caio.competency(key).anchors.items():
            words = anchor.lower().split()
            runs = (" ".join(words[n : n + 5]) for n in range(len(words) - 4))
            assert not [run for run in runs if run in said]


def test_the_review_asks_the_person_hired_what_it_asks_their_manager(caio):
    assert len(caio.review.asks) == len(caio.plan.review_asks)
    assert not [ask for ask in caio.review.asks if "you" not in ask]


def test_each_indicator_says_what_an_operator_does_and_what_an_evangelist_does(caio):
    assert len(caio.review.indicators) >= 5
    assert all(one.operator != one.evangelist for one in caio.review.indicators)
