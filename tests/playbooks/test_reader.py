"""A broken playbook is refused with the file, the key and what would be right."""

import pytest

from playbooks.problems import PlaybookError, line_of
from playbooks.reader import CAIO, read, read_text

CASES = {
    "an unknown key": (
        "competencies.toml",
        'listen_for = [\n    "Numbers said',
        'listens_for = [\n    "Numbers said',
        "competencies[production].listens_for",
        "listen_for may be meant",
    ),
    "an unknown key at the top": (
        "playbook.toml",
        "[decision_rule]",
        "[decision_rules]",
        "decision_rules",
        "decision_rule may be meant",
    ),
    "a key that is missing": (
        "plan.toml",
        "review_months = 6\n",
        "",
        "plan.review_months",
        "is missing",
    ),
    "weights that do not add up": (
        "competencies.toml",
        "weight = 25",
        "weight = 26",
        "competencies",
        "add up to 101; they have to add up to 100",
    ),
    "an archetype's weights that do not add up": (
        "scope.toml",
        "weights = { production = 30, strategy = 15,",
        "weights = { production = 30, strategy = 10,",
        "archetypes[production_operator].weights",
        "add up to 95; they have to add up to 100",
    ),
    "an archetype that leaves a competency without a weight": (
        "scope.toml",
        "people = 15, stakeholders = 10 }",
        "people = 25 }",
        "archetypes[production_operator].weights",
        "gives no weight to stakeholders",
    ),
    "a weight of a competency that does not exist": (
        "scope.toml",
        "governance = 10, people = 15, stakeholders = 10 }",
        "governance = 10, people = 15, stakeholder = 10 }",
        "archetypes[production_operator].weights.stakeholder",
        "'stakeholder' is no competency; right would be: finance, governance, people",
    ),
    "a practice case on a competency that does not exist": (
        "practice.toml",
        '"production", "strategy"',
        '"production", "tactics"',
        "practice.competencies",
        "'tactics' is no competency",
    ),
    "a practice case on one competency twice": (
        "practice.toml",
        '"production", "strategy"',
        '"strategy", "strategy"',
        "practice.competencies",
        "'strategy' is named twice; each is rated once",
    ),
    "a practice case on too few competencies": (
        "practice.toml",
        '"production", "strategy", "governance", "people"',
        '"production", "strategy"',
        "practice.competencies",
        "at least 3 items",
    ),
    "a practice case on too many competencies": (
        "practice.toml",
        '"governance", "people"]',
        '"governance", "people", "finance", "stakeholders"]',
        "practice.competencies",
        "at most 5 items",
    ),
    "a practice case without a text": (
        "practice.toml",
        "text = ",
        'text = " "\nwords = ',
        "practice.text",
        "at least 1 character",
    ),
    "a practice case too long for eight minutes": (
        "practice.toml",
        "Asked about rules",
        "Asked " + "again and " * 400 + "about rules",
        "practice.text",
        "at most 5,000 would be right",
    ),
    "a question for a competency that does not exist": (
        "questions.toml",
        'competencies = ["strategy", "finance"]',
        'competencies = ["strategy", "finances"]',
        "questions_bank[decision_with_numbers].competencies",
        "'finances' is no competency; right would be: finance, governance, people, production",
    ),
    "a question in a part that does not exist": (
        "questions.toml",
        'parts = ["questionnaire", "allocation"]',
        'parts = ["questionnaire", "budget"]',
        "questions_bank[stopped_project].parts",
        "'budget' is no part; right would be: alignment, allocation, board",
    ),
    "a question that serves no focus of its part": (
        "questions.toml",
        'competencies = ["stakeholders"]\nparts = ["trade_off"]',
        'competencies = ["people"]\nparts = ["trade_off"]',
        "questions_bank[drift_in_two_minutes].parts",
        "serves none of its focus",
    ),
    "a part that rates a competency that does not exist": (
        "loop.toml",
        'focus = ["strategy", "people"]',
        'focus = ["strategy", "leadership"]',
        "parts[alignment].focus",
        "'leadership' is no competency",
    ),
    "a part with four competencies": (
        "loop.toml",
        'focus = ["strategy", "people"]',
        'focus = ["strategy", "people", "finance", "governance"]',
        "parts[alignment].focus",
        "at most 3 items",
    ),
    "a part that asks a question the bank does not have": (
        "loop.toml",
        '"disagreement_with_ceo", "not_in_90_days"]',
        '"disagreement_with_ceo", "never_in_90_days"]',
        "parts[alignment].core_questions",
        "'never_in_90_days' is no question of the bank",
    ),
    "a seat distinct from a seat that does not exist": (
        "loop.toml",
        'distinct_from = ["cfo", "ceo", "board_member"]',
        'distinct_from = ["cfo", "chair", "board_member"]',
        "parts[trade_off].seats[cpo].distinct_from",
        "'chair' is no seat",
    ),
    "a seat that can do something unheard of": (
        "loop.toml",
        'duty = "observing"',
        'duty = "watching"',
        "parts[allocation].seats[board_observer].duty",
        "is 'watching'; one of 'scoring' or 'observing' would be right",
    ),
    "minutes that do not add up": (
        "loop.toml",
        "duration_minutes = 75",
        "duration_minutes = 90",
        "parts[production].agenda",
        "adds up to 75 minutes; the part lasts 90",
    ),
    "a red flag that does not exist": (
        "loop.toml",
        '"cannot_explain_drift", "bluffs"]',
        '"cannot_explain_shift", "bluffs"]',
        "parts[trade_off].flags",
        "'cannot_explain_shift' is no red flag",
    ),
    "a rule that names an answer that does not exist": (
        "scope.toml",
        '{ answer = "mandate", is = ["research"] },',
        '{ answer = "mission", is = ["research"] },',
        "rules[research_unfunded].when[#1].answer",
        "'mission' is no scoping question; right would be: ai_act, build_buy",
    ),
    "a rule that names an option that does not exist": (
        "scope.toml",
        '{ answer = "mandate", is = ["research"] },',
        '{ answer = "mandate", is = ["science"] },',
        "rules[research_unfunded].when[#1].is",
        "'science' is no value here; right would be: both, deployment, research",
    ),
    "a rule that names no answer and no fact": (
        "scope.toml",
        'when = [{ answer = "ai_act", is = ["unknown"] }]\nsays',
        "says",
        "rules[exposure_unknown].when",
        "names no answer and no fact",
    ),
    "a condition with two subjects": (
        "scope.toml",
        '{ answer = "mandate", is = ["research"] },',
        '{ answer = "mandate", fact = "headcount", is = ["research"] },',
        "rules[research_unfunded].when[#1]",
        "names exactly one of answer, fact or archetype",
    ),
    "a condition without a test": (
        "scope.toml",
        '{ answer = "mandate", is = ["research"] },',
        '{ answer = "mandate" },',
        "rules[research_unfunded].when[#1]",
        "takes exactly one of is, is_not, below, at_least or given",
    ),
    "a number tested as if it were a choice": (
        "scope.toml",
        '{ fact = "headcount", below = 100 }',
        '{ fact = "headcount", is = ["small"] }',
        "rules[too_early_for_full_time].when_any[#1]",
        "a value of kind number is tested with at_least, below, given",
    ),
    "a key used twice": (
        "competencies.toml",
        'key = "never_stopped"',
        'key = "no_metric"',
        "red_flags[no_metric].key",
        "'no_metric' is used twice here",
    ),
    "a source that is not listed": (
        "questions.toml",
        'source = "S2"\ntopic = "1"',
        'source = "S9"\ntopic = "1"',
        "questions_bank[worst_failure].source",
        "'S9' is not a source; right would be: S0, S1, S2, S3, ours, research",
    ),
    "points for an archetype that does not exist": (
        "scope.toml",
        "points = { model_builder = 3, production_operator = 2 }",
        "points = { model_maker = 3, production_operator = 2 }",
        "questions[build_buy].options[build].points.model_maker",
        "'model_maker' is no archetype",
    ),
    "more points than three": (
        "scope.toml",
        "points = { model_builder = 3, production_operator = 2 }",
        "points = { model_builder = 4, production_operator = 2 }",
        "questions[build_buy].options[build].points.model_builder",
        "is 4; it should be less than or equal to 3",
    ),
    "a number written as words": (
        "competencies.toml",
        "weight = 25",
        'weight = "25"',
        "competencies[production].weight",
        "is '25'; it should be a valid integer",
    ),
    "a band whose ends are the wrong way round": (
        "pay.toml",
        "minimum = 320_000\nmaximum = 480_000",
        "minimum = 480_000\nmaximum = 320_000",
        "bands[scale_up_us]",
        "maximum is more than minimum",
    ),
    "a placeholder nobody can fill": (
        "jd.toml",
        "{facts.product_lines}, with",
        "{facts.products}, with",
        "jd.sections[mandate].paragraphs[#1].text",
        "'facts.products' is no placeholder",
    ),
    "a deliverable outside its phase": (
        "plan.toml",
        "due_day = 40",
        "due_day = 70",
        "plan.phases[decisions].deliverables[first_decision].due_day",
        "day 70 is outside the phase; right would be 31 to 60",
    ),
    "a day between two phases": (
        "plan.toml",
        "starts_day = 31",
        "starts_day = 32",
        "plan.phases[decisions].starts_day",
        "has to be 31",
    ),
    "a competency that one person rates": (
        "loop.toml",
        'focus = ["finance", "stakeholders"]',
        'focus = ["finance"]',
        "parts",
        "'stakeholders' is rated only by board_member in the full_time loop when optional seats",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_reading_refuses(case, broken):
    file, old, new, key, says = CASES[case]
    found = [p for p in broken(file, old, new) if p.key == key and says in p.says]
    assert len(found) == 1, "one problem, with this key and these words"
    assert found[0].file.endswith(file)


def test_a_problem_names_file_line_key_and_what_is_right(broken):
    problem, *rest = broken("competencies.toml", 'key = "strategy"', 'keys = "strategy"')[:2]
    line = (CAIO / "competencies.toml").read_text().splitlines().index('key = "strategy"') + 1
    says = {str(p).partition("caio/competencies.toml")[2] for p in (problem, *rest)}
    assert says == {
        f", line {line - 1}: competencies[#2].key: is missing; it has to be given",
        f", line {line}: competencies[#2].keys: is not a key here; key may be meant; right would "
        "be: key, name, summary, weight, must_have, anchors, listen_for, source",
    }


def test_every_problem_of_a_file_is_named_at_once(broken):
    found = broken("competencies.toml", "weight = 25", 'weight = "a quarter"\ncolour = "red"')
    assert {problem.key for problem in found} == {
        "competencies[production].weight",
        "competencies[production].colour",
    }


def test_text_that_is_not_toml_is_refused_with_its_line():
    with pytest.raises(PlaybookError, match=r"mine\.toml, line 2: is not TOML: "):
        read_text('slug = "x"\nslug slug\n', "mine.toml")


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(PlaybookError, match="cannot be read: No such file"):
        read(tmp_path / "none.toml")


def test_a_file_that_is_not_utf8_is_refused(tmp_path):
    (tmp_path / "latin.toml").write_bytes("title = 'é'".encode("latin-1"))
    with pytest.raises(PlaybookError, match="save it as UTF-8"):
        read(tmp_path / "latin.toml")


def test_a_folder_without_toml_is_refused(tmp_path):
    with pytest.raises(PlaybookError, match=r"holds no \.toml file"):
        read(tmp_path)


def test_the_same_table_in_two_files_is_refused(broken):
    (problem,) = broken("plan.toml", "# The first", 'slug = "caio"\n# The first')
    assert problem.key == "slug"
    assert "keep it in one of the two" in problem.says


def test_a_playbook_in_one_file_reads_the_same(tmp_path, caio):
    one = tmp_path / "caio.toml"
    first = "playbook.toml"
    rest = sorted(file for file in CAIO.glob("*.toml") if file.name != first)
    # Top-level keys come before any table, so the file that has them is first.
    one.write_text("\n".join(file.read_text() for file in [CAIO / first, *rest]))
    assert read(one) == caio


def test_a_line_inside_quoted_text_is_not_taken_for_a_key():
    text = 'note = """\nplan = 1\n"""\n\n[plan]\nreview_months = 6\n'
    assert line_of(("plan", "review_months"), text) == 6
