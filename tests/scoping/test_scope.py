"""The scope as records and actions: drafts, what it waits for, signing, versions."""

import pytest
from django.db import IntegrityError, transaction

from scoping import actions, queries
from scoping.models import Scope
from searches.errors import NotAllowed, Refused, Stale
from searches.models import Event, Role, Step
from tests import factories
from tests.factories import scoping as made

pytestmark = pytest.mark.django_db

PULLING = made.ANSWERS | {"reporting_line": "cto"}


def save(scope, by, revision=None, **changed):
    content = {name: getattr(scope, name) for name in made.content()} | changed
    revision = scope.revision if revision is None else revision
    return actions.save_scope(scope=scope, revision=revision, by=by, **content)


def without(table, *keys):
    return {key: value for key, value in table.items() if key not in keys}


def verbs(search):
    return list(search.events.order_by("number").values_list("verb", flat=True))


# ---- Drafts ----


def test_the_first_draft_is_made_once(search, manager, recruiter):
    first = actions.begin_scope(search=search, by=recruiter)
    assert actions.begin_scope(search=search, by=manager) == first


def test_a_new_draft_begins_with_the_playbooks_own_choices(search, manager):
    scope = actions.begin_scope(search=search, by=manager)
    assert scope.facts == {"engagement": "full_time", "seniority": "proven"}


@pytest.mark.parametrize("role", [Role.PANELIST, Role.APPROVER, Role.OBSERVER])
def test_who_does_not_run_the_search_fills_nothing(search, role):
    with pytest.raises(NotAllowed):
        actions.begin_scope(search=search, by=factories.member(search, role))


def test_a_superuser_who_is_no_member_fills_nothing(search):
    with pytest.raises(NotAllowed):
        actions.begin_scope(search=search, by=factories.administrator())


def test_a_removed_member_fills_nothing(search):
    gone = factories.removed_member(search, Role.RECRUITER)
    with pytest.raises(NotAllowed):
        actions.begin_scope(search=search, by=gone)


def test_saving_keeps_only_what_the_playbook_asks(search, manager):
    scope = made.draft_scope(
        search,
        facts=made.FACTS | {"salary_now": "90000"},
        answers=made.ANSWERS | {"horoscope": "leo"},
        words={"horizon": "For long.", "nonsense": "x"},
        kept={"interim_operator": "", "unknown": "why"},
    )
    assert "salary_now" not in scope.facts
    assert "horoscope" not in scope.answers
    assert scope.words == {"horizon": "For long."}
    assert scope.kept == {}


def test_saving_the_same_again_changes_nothing(search, manager):
    scope = made.draft_scope(search)
    events = search.events.count()
    assert save(scope, manager).revision == scope.revision
    assert search.events.count() == events


def test_a_draft_remembers_who_said_what(search, manager, recruiter):
    scope = made.draft_scope(search)
    scope = save(scope, recruiter, facts=scope.facts | {"headcount": 700})
    assert queries.names_of(scope.said_by)["facts.headcount"] == "Marguerite Osei"
    assert queries.names_of(scope.said_by)["facts.place"] == str(manager)


def test_many_saves_in_a_row_make_one_line_a_field(search, manager):
    scope = made.draft_scope(search)
    for count in range(5):
        scope = save(scope, manager, facts=scope.facts | {"headcount": 100 + count})
    assert verbs(search).count("scope.edited") == 1


def test_another_person_saving_makes_a_line_of_its_own(search, manager, recruiter):
    scope = made.draft_scope(search)
    save(scope, recruiter, facts=scope.facts | {"headcount": 700})
    assert verbs(search)[-2:] == ["scope.edited", "scope.edited"]


def test_the_log_holds_names_of_fields_and_nothing_that_was_said(search):
    made.draft_scope(
        search, facts=made.FACTS | {"place": "Quillfeather"}, words={"horizon": "Zeug"}
    )
    written = " ".join(str(e.fields) for e in Event.objects.filter(search=search))
    assert "facts.place" in written
    assert "Quillfeather" not in written
    assert "Zeug" not in written


# ---- Two people ----


def test_the_second_to_change_a_piece_is_refused_and_overwrites_nothing(search, manager, recruiter):
    scope = made.draft_scope(search)
    save(scope, manager, facts=scope.facts | {"headcount": 700})
    with pytest.raises(Stale) as stale:
        save(scope, recruiter, facts=scope.facts | {"headcount": 800})
    assert stale.value.current.facts["headcount"] == 700
    assert Scope.objects.get().facts["headcount"] == 700


def test_a_stale_save_that_says_what_stands_is_no_conflict(search, manager, recruiter):
    scope = made.draft_scope(search)
    changed = scope.facts | {"headcount": 700}
    current = save(scope, manager, facts=changed)
    again = save(scope, recruiter, facts=changed | {"place": "Bonn"})
    assert (again.facts["headcount"], again.facts["place"]) == (700, "Bonn")
    assert again.revision == current.revision + 1


# ---- Signing ----


def test_signing_stores_what_the_answers_come_to(search):
    scope = made.signed_scope(search)
    result = scope.result
    assert (scope.state, scope.archetype) == ("signed", "production_operator")
    assert result["archetype"] == result["recommended"] == "production_operator"
    assert sum(weight["weight"] for weight in result["weights"]) == 100
    assert result["must_haves"] == ["production", "strategy", "finance"]
    assert result["band"]["currency"] == "EUR"
    assert result["engagement"]["kind"] == "full_time"
    assert len(result["standings"]) == 4


def test_every_weight_says_which_answers_put_it_there(search):
    for weight in made.signed_scope(search).result["weights"]:
        assert weight["trace"]["rule"].startswith("archetypes.production_operator.weights.")
        assert weight["trace"]["says"].startswith("from questions 1, 2")


def test_signing_moves_the_search_to_its_next_step(search):
    made.signed_scope(search)
    search.refresh_from_db()
    assert search.step == Step.JD
    assert verbs(search)[-2:] == ["scope.signed", "search.advanced"]


def test_the_recruiter_does_not_sign(search, recruiter):
    with pytest.raises(NotAllowed):
        actions.sign_scope(scope=made.draft_scope(search), by=recruiter)


@pytest.mark.parametrize(
    ("changed", "waits"),
    [
        ({"facts": without(made.FACTS, "currency")}, "“Currency” is given"),
        (
            {"facts": without(made.FACTS, "currency", "place", "headcount", "start_by")},
            "four facts more are given",
        ),
        ({"answers": without(made.ANSWERS, "horizon")}, "question 8 is answered"),
        (
            {"answers": without(made.ANSWERS, "horizon", "mandate")},
            "questions 6 and 8 are answered",
        ),
        ({"answers": PULLING}, "one contradiction is settled"),
        ({"archetype": "governance_lead"}, "a sentence says why another kind"),
        (
            {"archetype": "governance_lead", "archetype_reason": "Because so"},
            "a sentence says why another kind",
        ),
        ({"answers": PULLING, "kept": {"high_risk_without_a_line": "ok"}}, "one contradiction"),
    ],
)
def test_an_unfinished_scope_is_not_signed_and_says_what_is_missing(
    search, manager, changed, waits
):
    scope = made.draft_scope(search, **changed)
    with pytest.raises(Refused) as refusal:
        actions.sign_scope(scope=scope, by=manager)
    assert waits in str(refusal.value)
    assert Scope.objects.get().state == "draft"


def test_a_scope_without_any_answer_says_so_in_one_clause(search, manager):
    scope = actions.begin_scope(search=search, by=manager)
    assert scope.reading.waits_for[-1] == "the eight questions are answered"


def test_optional_facts_may_be_left_out(search):
    made.signed_scope(search, facts=without(made.FACTS, "systems", "direct_reports"))


def test_a_contradiction_kept_with_a_sentence_is_settled(search):
    scope = made.signed_scope(
        search,
        answers=PULLING,
        kept={"high_risk_without_a_line": "The COO answers for it, with a line to the board."},
    )
    kept = {f["key"]: f["kept"] for f in scope.result["findings"]}
    assert kept["high_risk_without_a_line"].startswith("The COO answers")


def test_another_kind_of_officer_is_chosen_with_a_sentence(search):
    scope = made.signed_scope(
        search, archetype="governance_lead", archetype_reason="The regulator asked for one."
    )
    assert scope.result["archetype"] == "governance_lead"
    assert scope.result["recommended"] == "production_operator"
    assert scope.result["must_haves"] == ["production", "strategy", "governance"]


TIE = made.ANSWERS | {
    "build_buy": "build",
    "reporting_line": "cto",
    "ai_act": "limited",
    "platform": "mature",
    "mandate": "both",
    "team_and_budget": "few_with_budget",
}
"""A production operator and a model builder have the same points."""


def test_where_two_kinds_lead_a_person_chooses_without_a_reason(search, manager):
    few = made.FACTS | {"direct_reports": {"ml_engineers": 3}}
    scope = made.draft_scope(search, answers=TIE, facts=few)
    tied = scope.reading.recommendation.tied
    assert len(tied) > 1
    with pytest.raises(Refused, match="a kind of officer is chosen"):
        actions.sign_scope(scope=scope, by=manager)
    scope = save(scope, manager, archetype=tied[0])
    assert actions.sign_scope(scope=scope, by=manager).result["recommended"] == ""


def test_what_is_signed_is_what_the_signer_saw(search, manager, recruiter):
    seen = made.draft_scope(search)
    save(seen, recruiter, facts=seen.facts | {"headcount": 700})
    with pytest.raises(Stale):
        actions.sign_scope(scope=seen, by=manager)


def test_a_signed_scope_is_fixed(search, manager):
    scope = made.signed_scope(search)
    with pytest.raises(Refused, match="Reopen it"):
        save(scope, manager, facts=scope.facts | {"headcount": 1})
    with pytest.raises(Refused, match="signed already"):
        actions.sign_scope(scope=scope, by=manager)
    with pytest.raises(Refused, match="Reopen it"):
        actions.begin_scope(search=search, by=manager)


# ---- Versions ----


def test_reopening_wants_a_reason_and_a_signed_scope(search, manager):
    with pytest.raises(Refused, match="nothing to reopen"):
        actions.reopen_scope(search=search, because="A new CEO.", by=manager)
    made.signed_scope(search)
    with pytest.raises(Refused, match="in a sentence"):
        actions.reopen_scope(search=search, because="  ", by=manager)


def test_the_signed_version_holds_until_the_new_one_is_signed(search, manager):
    first = made.signed_scope(search)
    second = actions.reopen_scope(search=search, because="A new CEO.", by=manager)
    assert queries.signed_scope(search) == first
    second = save(second, manager, answers=second.answers | {"reporting_line": "board"})
    actions.sign_scope(scope=second, by=manager)
    assert queries.signed_scope(search) == second
    first.refresh_from_db()
    assert first.state == "superseded"
    assert first.answers["reporting_line"] == "ceo"


def test_only_one_version_is_open_at_a_time(search, manager):
    made.signed_scope(search)
    actions.reopen_scope(search=search, because="A new CEO.", by=manager)
    with pytest.raises(Refused, match="open already"):
        actions.reopen_scope(search=search, because="Again.", by=manager)


def test_a_kind_that_was_recommended_may_be_recommended_anew(search, manager):
    made.signed_scope(search)
    again = actions.reopen_scope(search=search, because="A new CEO.", by=manager)
    assert again.archetype == ""


def test_a_kind_that_was_chosen_stays_chosen(search, manager):
    made.signed_scope(search, archetype="governance_lead", archetype_reason="The regulator asks.")
    again = actions.reopen_scope(search=search, because="A new CEO.", by=manager)
    assert again.archetype == "governance_lead"


def test_a_step_once_reached_stays_reached(search, manager):
    made.approved_jd(search)
    again = actions.reopen_scope(search=search, because="A new CEO.", by=manager)
    actions.sign_scope(scope=again, by=manager)
    search.refresh_from_db()
    assert search.step == Step.CANDIDATES


# ---- What other rooms read ----


def test_weights_are_the_playbooks_until_a_scope_is_signed(search):
    assert queries.weighing_of(search).weights == search.playbook.weights()
    made.signed_scope(search)
    assert queries.weighing_of(search).weights == search.playbook.weights("production_operator")


def test_the_band_is_empty_where_none_applies(search):
    assert queries.band_of(search) == {}
    made.signed_scope(search, facts=made.FACTS | {"pay_market": "other"})
    assert queries.band_of(search) == {}
    assert queries.result_for(search)["band_says"]


def test_must_haves_come_with_the_kind_of_officer(search):
    assert queries.weighing_of(search).must_haves == ("production", "strategy")
    made.signed_scope(search)
    assert queries.weighing_of(search).must_haves == ("production", "strategy", "finance")


# ---- The database holds what a state implies ----


@pytest.mark.parametrize(
    "row",
    [
        {"state": "draft", "number": 2},
        {"state": "signed", "number": 2, "archetype": "model_builder"},
        {"state": "superseded", "number": 2},
    ],
)
def test_the_database_refuses_an_impossible_scope(search, manager, row):
    actions.begin_scope(search=search, by=manager)
    with pytest.raises(IntegrityError), transaction.atomic():
        Scope.objects.create(search=search, **row)
