"""From everything that follows from a scope, one click to the rule and the answers behind it."""

import pytest
from django.urls import reverse

from playbooks.reader import CAIO, read
from scoping.queries import names_of
from scoping.why import KINDS, why
from searches.models import Role
from tests import factories
from tests.factories import scoping as made

pytestmark = pytest.mark.django_db
PLAYBOOK = read(CAIO)


def asked(search, kind, key, **changed):
    scope = made.signed_scope(search, **changed)
    return why(scope, kind, key, names_of(scope.said_by))


def read_by(found):
    return {said.at for reason in found.reasons for said in reason.said}


def page(client, search, kind, key, role=Role.RECRUITER, **query):
    client.force_login(factories.member(search, role))
    return client.get(reverse("scoping:why", args=[search.pk, kind, key]), query)


def test_a_weight_rests_on_the_answers_that_spoke_for_its_kind(search):
    found = asked(search, "weight", "production")
    assert found.title == "Production AI judgement weighs 30 of 100, must-have"
    rules = [reason.trace.rule for reason in found.reasons]
    assert rules[0] == "archetypes.production_operator.weights.production"
    spoke = [q.key for q in PLAYBOOK.questions if gives(q.key, "production_operator")]
    assert read_by(found) == {f"q-{key}" for key in spoke}


def gives(question, kind):
    option = PLAYBOOK.scoping_question(question).option(made.ANSWERS[question])
    return option.points.get(kind, 0)


def test_a_band_rests_on_the_facts_that_chose_it(search):
    found = asked(search, "band", "proposed")
    assert found.title == "EUR 200-280k, CAIO, scale-up, Series B to D"
    assert read_by(found) == {"f-engagement", "f-company_stage", "f-seniority", "f-pay_market"}


def test_a_section_names_what_each_paragraph_quotes(search):
    found = asked(search, "section", "mandate")
    assert {"f-product_lines", "f-ai_budget", "q-mandate"} <= read_by(found)
    assert any("4,200,000" in reason.says for reason in found.reasons)


def test_a_question_says_which_part_asks_it_and_what_it_serves(search):
    found = asked(search, "question", "worst_failure")
    assert "Production deep-dive" in found.reasons[0].says
    assert any("weighs 30 of 100" in reason.says for reason in found.reasons)


def test_a_part_is_held_because_of_how_the_person_is_engaged(search):
    fractional = made.FACTS | {"engagement": "fractional"}
    assert "is not held" in asked(search, "part", "board", facts=fractional).reasons[0].says


def test_a_kind_chosen_by_hand_says_so(search):
    found = asked(
        search,
        "kind",
        "governance_lead",
        archetype="governance_lead",
        archetype_reason="The regulator asked for one.",
    )
    assert found.reasons[0].says == "Chosen by hand: The regulator asked for one."


def test_who_said_an_answer_stands_beside_it(search):
    found = asked(search, "milestone", "listed_uses")
    said = [one for reason in found.reasons for one in reason.said]
    assert {one.who for one in said if one.at == "q-ai_act"} == {
        str(factories.hiring_manager_of(search))
    }


KEYS = {
    "kind": [a.key for a in PLAYBOOK.archetypes],
    "weight": [c.key for c in PLAYBOOK.competencies],
    "part": [p.key for p in PLAYBOOK.parts],
    "question": [q.key for q in PLAYBOOK.questions_bank],
    "band": ["proposed"],
    "section": [s.key for s in PLAYBOOK.jd.sections],
}


def test_everything_there_is_can_be_asked_about(search):
    scope = made.signed_scope(search)
    for kind, keys in KEYS.items():
        for key in keys:
            found = why(scope, kind, key, {})
            assert found.title, (kind, key)
            assert found.reasons or kind == "kind", (kind, key)
    assert set(KINDS) == {*KEYS, "milestone"}


def test_a_draft_s_own_page_asks_about_the_draft(search, client):
    made.draft_scope(search, answers=made.ANSWERS | {"horizon": "interim"})
    answer = page(client, search, "weight", "people", version=1)
    assert "version 1, draft" in answer.content.decode()


def test_before_anything_is_saved_it_answers_too(search, client):
    assert page(client, search, "weight", "people").status_code == 200


@pytest.mark.parametrize(
    ("kind", "key"), [("weight", "charm"), ("mood", "people"), ("milestone", "none"), ("kind", "x")]
)
def test_what_is_not_there_is_not_found(search, client, kind, key):
    assert page(client, search, kind, key).status_code == 404


@pytest.mark.parametrize("version", ["9", "x", "-1", "1" * 40])
def test_another_version_than_there_is_answers_of_the_one_in_force(search, client, version):
    made.signed_scope(search)
    answer = page(client, search, "weight", "people", version=version)
    assert "version 1, signed" in answer.content.decode()


@pytest.mark.parametrize("role", [Role.PANELIST, Role.APPROVER])
@pytest.mark.parametrize(
    ("kind", "key"), [("question", "worst_failure"), ("weight", "people"), ("section", "pay")]
)
def test_who_may_not_read_the_scope_is_told_none_of_its_answers(search, client, role, kind, key):
    made.signed_scope(search)
    answer = page(client, search, kind, key, role=role)
    assert answer.status_code == 403
    assert "High-risk" not in answer.content.decode()


def test_a_plan_s_milestone_the_scope_in_force_no_longer_asks_for_is_explained(search, client):
    made.signed_scope(search, answers=made.ANSWERS | {"profit_and_loss": "cost_centre"})
    answer = page(client, search, "milestone", "figure_today")
    assert answer.status_code == 200
    assert "does not ask for it" in answer.content.decode()


def test_an_offer_s_band_that_is_no_longer_proposed_is_explained(search, client):
    made.signed_scope(search)
    answer = page(client, search, "band", "enterprise_us")
    assert "proposes another" in answer.content.decode()


def test_the_scope_and_the_job_description_link_to_their_reasons(search, client):
    made.approved_jd(search, mandate="Owns 4 lines.")
    client.force_login(factories.hiring_manager_of(search))
    scope = client.get(reverse("scoping:scope", args=[search.pk])).content.decode()
    for kind, key in [("weight", "people"), ("band", "proposed"), ("milestone", "inventory")]:
        assert reverse("scoping:why", args=[search.pk, kind, key]) in scope
    jd = client.get(reverse("scoping:jd", args=[search.pk])).content.decode()
    assert reverse("scoping:why", args=[search.pk, "section", "mandate"]) in jd


@pytest.mark.parametrize(("kind", "key"), [("weight", "people"), ("section", "mandate")])
def test_a_reason_costs_few_queries(search, client, kind, key, django_assert_max_num_queries):
    made.signed_scope(search)
    client.force_login(factories.member(search, Role.OBSERVER))
    address = reverse("scoping:why", args=[search.pk, kind, key])
    client.get(address)
    with django_assert_max_num_queries(8):
        client.get(address)
