"""What is asked: the same core for everybody, nothing twice, and a claim as a neutral question."""

from collections import Counter

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as some

from candidates.actions import check_claim, declare_conflict
from interviews import actions
from interviews.claims import LONGEST, question_about
from interviews.models import Interview, Probe
from interviews.queries import kit_of
from interviews.queries.questions import asked_of_everybody, plain, shared_out
from playbooks.reader import read, shipped
from searches.errors import NotAllowed, Refused
from searches.models import Role
from tests import factories
from tests.factories import candidates as people
from tests.factories import interviews as make
from tests.interviews.conftest import page_of

PLAYBOOKS = {path.name: read(path) for path in shipped()}
LOOPS = [
    (name, engagement.key) for name, book in PLAYBOOKS.items() for engagement in book.engagements
]
"""Every loop that a shipped playbook makes: its playbook and how the person is engaged."""


def met(name: str, engagement: str) -> list[tuple[str, str]]:
    return [(part.key, engagement) for part in PLAYBOOKS[name].parts_of(engagement)]


def kits_of(candidacy, reader) -> dict[str, object]:
    rows = Interview.objects.with_kit().filter(candidacy=candidacy)
    return {row.part.key: kit_of(row, reader) for row in rows}


# ---- The law, over everything that ships ----


@pytest.mark.parametrize(("name", "engagement"), LOOPS)
def test_every_core_question_is_asked_in_exactly_one_part(name, engagement):
    book = PLAYBOOKS[name]
    asked = Counter(
        q.key for part in book.parts_of(engagement) for q in book.core_questions(part.key)
    )
    asked.update(book.engagement(engagement).extra_questions)
    assert asked
    assert set(asked.values()) == {1}


@pytest.mark.parametrize(("name", "engagement"), LOOPS)
def test_no_further_question_is_offered_twice_or_asked_elsewhere(name, engagement):
    book = PLAYBOOKS[name]
    taken = asked_of_everybody(book, met(name, engagement))
    offered = shared_out(book.parts_of(engagement), taken, book.questions_bank)
    keys = [question.key for questions in offered.values() for question in questions]
    assert len(keys) == len(set(keys))
    assert not set(keys) & set(taken)


@pytest.mark.parametrize(("name", "engagement"), LOOPS)
def test_every_further_question_that_fits_a_part_is_offered_by_one(name, engagement):
    book = PLAYBOOKS[name]
    taken = asked_of_everybody(book, met(name, engagement))
    parts = book.parts_of(engagement)
    offered = shared_out(parts, taken, book.questions_bank)
    for key, questions in offered.items():
        assert all(key in question.parts for question in questions)
    asks = {part.key for part in parts if part.kind != "questionnaire"}
    fitting = {q.key for q in book.questions_bank if asks & set(q.parts)} - set(taken)
    assert fitting == {q.key for questions in offered.values() for q in questions}


@pytest.mark.parametrize(("name", "engagement"), LOOPS)
def test_reading_answers_is_offered_nothing(name, engagement):
    book = PLAYBOOKS[name]
    offered = shared_out(book.parts_of(engagement), {}, book.questions_bank)
    assert not {p.key for p in book.parts if p.kind == "questionnaire"} & set(offered)


@given(order=some.permutations(list(PLAYBOOKS["caio"].questions_bank)))
def test_in_whatever_order_the_bank_stands_nothing_is_offered_twice(order):
    book = PLAYBOOKS["caio"]
    offered = shared_out(book.parts, {}, order)
    keys = [question.key for questions in offered.values() for question in questions]
    assert len(keys) == len(set(keys))


# ---- In the kits of one candidate ----


@pytest.fixture
def two(loop, candidacy):
    """Two of one candidate's interviews."""
    return make.interview(candidacy), make.interview(candidacy, "board")


def test_the_kits_of_one_candidate_share_no_question(loop, candidacy, manager):
    for key in ("alignment", "production", "allocation", "trade_off", "team", "board"):
        make.interview(candidacy, key)
    kits = kits_of(candidacy, manager)
    keys = [asked.question.key for kit in kits.values() for asked in kit.asked]
    keys += [question.key for kit in kits.values() for question in kit.more]
    assert len(keys) > len(kits)
    assert len(keys) == len(set(keys))


def test_a_core_question_of_a_part_not_planned_yet_is_not_offered(two, candidacy, manager):
    """`stopped_project` belongs to the questionnaire, and would fit the allocation case."""
    make.interview(candidacy, "allocation")
    kit = kits_of(candidacy, manager)["allocation"]
    fitting = {q.key for q in kit.playbook.more_questions("allocation")}
    assert "stopped_project" in fitting
    assert "stopped_project" not in {q.key for q in kit.more}


def test_two_candidates_are_offered_the_same(two, search, manager):
    other = people.candidacy(search, "Mateus Carvalho")
    make.interview(other)
    mine, theirs = (kits_of(c, manager)["production"].more for c in (two[0].candidacy, other))
    assert mine == theirs


def test_a_question_that_stands_in_one_kit_is_refused_in_another(two, candidacy, recruiter):
    production, board = (row.part for row in two)
    actions.place_probe(candidacy=candidacy, part=production, text="What broke?", by=recruiter)
    with pytest.raises(Refused, match="“Production deep-dive” asks this already"):
        actions.place_probe(candidacy=candidacy, part=board, text=" what  broke ", by=recruiter)
    assert Probe.objects.count() == 1


def test_a_question_that_everybody_is_asked_is_not_placed_besides(two, candidacy, recruiter):
    _, board = two
    core = candidacy.search.playbook.core_questions("production")[0]
    with pytest.raises(Refused, match="“Production deep-dive” asks this already"):
        actions.place_probe(candidacy=candidacy, part=board.part, text=core.text, by=recruiter)


def test_another_candidate_may_be_asked_the_same(two, candidacy, search, recruiter):
    other = people.candidacy(search, "Mateus Carvalho")
    for one in (candidacy, other):
        actions.place_probe(candidacy=one, part=two[0].part, text="What broke?", by=recruiter)
    assert Probe.objects.count() == 2


# ---- Claims ----


@pytest.mark.parametrize("state", ["", "unsupported", "contradicted"])
def test_a_claim_nobody_verified_becomes_a_question_in_one_step(
    two, candidacy, recruiter, as_, state
):
    _, board = two
    claim = people.claim(candidacy, "Cut fraud losses by 19%.", state=state)
    url = reverse("interviews:ask_about", args=[candidacy.pk, board.part_id, claim.pk])
    as_(recruiter).post(url)
    (probe,) = Probe.objects.all()
    assert probe.part == board.part
    assert probe.text.startswith("You say: “Cut fraud losses by 19%”.")


def test_a_verified_claim_is_background_and_no_question(two, candidacy, recruiter):
    claim = people.claim(candidacy, state="verified")
    with pytest.raises(Refused, match="background"):
        actions.ask_about(claim=claim, part=two[1].part, by=recruiter)


@pytest.mark.parametrize("state", ["", "unsupported", "contradicted"])
def test_the_question_says_neither_state_nor_source_nor_who_checked(candidacy, manager, state):
    claim = people.claim(candidacy, "Halved inference cost", state=state)
    said = question_about(claim)
    for word in (claim.source, claim.get_state_display(), claim.how_checked, manager.name):
        assert not word or word.lower() not in said.lower()


def test_the_question_is_the_same_whatever_a_check_found(candidacy):
    said = {
        question_about(people.claim(candidacy, "Halved it", state=s)) for s in ("", "unsupported")
    }
    assert len(said) == 1


@given(text=some.text(min_size=1, max_size=3000))
def test_a_question_about_a_claim_fits_the_form_it_may_be_reworded_in(text):
    from candidates.models import Claim

    assert len(question_about(Claim(text=text))) <= LONGEST


def test_a_kit_shows_a_claims_words_and_not_what_a_check_found(two, candidacy, as_):
    production, _ = two
    claim = people.claim(candidacy, "Halved inference cost")
    check_claim(
        claim=claim,
        of=claim.text,
        state="contradicted",
        how="The invoice says Quillfeather.",
        by=factories.hiring_manager_of(candidacy.search),
    )
    cto = make.panelist_of(production, "cto")
    declare_conflict(candidacy=candidacy, answer="none", by=cto)
    page = page_of(as_(cto).get(reverse("interviews:kit", args=[production.pk])))
    assert "Halved inference cost" in page
    for word in ("Quillfeather", "Contradicted", "contradicted", claim.source, "Ask about it"):
        assert word not in page


def test_a_verified_claim_stands_in_the_kit_as_verified(two, candidacy, recruiter, as_):
    people.claim(candidacy, "Cut fraud losses by 19%", state="verified")
    page = page_of(as_(recruiter).get(reverse("interviews:kit", args=[two[0].pk])))
    assert "What they achieved, verified" in page
    assert "Ask about it" not in page


def test_a_claim_that_is_asked_about_is_not_suggested_again(two, candidacy, recruiter, as_):
    production, board = two
    claim = people.claim(candidacy, "Halved inference cost")
    actions.ask_about(claim=claim, part=production.part, by=recruiter)
    page = page_of(
        as_(recruiter).get(reverse("interviews:probe", args=[candidacy.pk, board.part_id]))
    )
    assert "In a kit" in page
    assert reverse("interviews:ask_about", args=[candidacy.pk, board.part_id, claim.pk]) not in page


def test_the_suggestion_can_be_reworded_first(two, candidacy, recruiter, as_):
    claim = people.claim(candidacy, "Halved inference cost")
    url = reverse("interviews:probe", args=[candidacy.pk, two[1].part_id])
    page = page_of(as_(recruiter).get(f"{url}?claim={claim.pk}"))
    assert "You say: “Halved inference cost”." in page.partition("<textarea")[2]


def test_a_claim_of_another_candidate_is_not_asked_here(two, candidacy, search, recruiter, as_):
    claim = people.claim(people.candidacy(search, "Mateus"), "Quillfeather")
    url = reverse("interviews:ask_about", args=[candidacy.pk, two[1].part_id, claim.pk])
    assert as_(recruiter).post(url).status_code == 404
    assert not Probe.objects.exists()


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.PANELIST, Role.HIRING_MANAGER])
def test_the_recruiter_alone_asks_about_a_claim(two, candidacy, role):
    with pytest.raises(NotAllowed):
        actions.ask_about(
            claim=people.claim(candidacy),
            part=two[1].part,
            by=factories.member(candidacy.search, role),
        )


def test_words_are_the_same_but_for_blanks_capitals_and_the_end():
    assert plain(" What  broke? ") == plain("what broke")
    assert plain("What broke?") != plain("What broke first?")


# ---- A question placed by hand ----


def test_the_recruiter_places_a_question(interview, recruiter):
    probe = actions.place_probe(
        candidacy=interview.candidacy,
        part=interview.part,
        text="  What did you keep? ",
        by=recruiter,
    )
    assert probe.text == "What did you keep?"


@pytest.mark.parametrize("role", [Role.HIRING_MANAGER, Role.PANELIST, Role.OBSERVER])
def test_nobody_else_places_a_question(interview, role):
    somebody = factories.member(interview.search, role)
    with pytest.raises(NotAllowed):
        actions.place_probe(
            candidacy=interview.candidacy, part=interview.part, text="Why?", by=somebody
        )


def test_a_question_for_a_part_that_was_held_is_refused(loop, candidacy, recruiter):
    held = make.held(candidacy)
    with pytest.raises(Refused, match="was held already"):
        actions.place_probe(candidacy=candidacy, part=held.part, text="Why?", by=recruiter)
