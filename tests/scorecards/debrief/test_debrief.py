"""The debrief: opened and read; what it shows, and who is turned away."""

import re

import pytest
from django.urls import reverse

from accounts.templatetags.face import state
from scorecards import actions
from scorecards.models import DebriefReading
from scorecards.queries.debrief import debriefing_of
from scorecards.queries.judgement import judgement_of
from searches.errors import Refused
from searches.models import Role, Step
from tests import factories
from tests.factories import scorecards as make
from tests.scorecards.debrief.whole import whole

pytestmark = pytest.mark.django_db
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"')


# ---- Opening --------------------------------------------------------------------------------


def test_opening_moves_the_candidate_and_the_search_on(candidacy):
    make.open_debrief(candidacy)
    candidacy.refresh_from_db()
    candidacy.search.refresh_from_db()
    assert (candidacy.stage, candidacy.search.step) == ("debrief", Step.DEBRIEF)


def test_debrief_opens_once(candidacy, manager):
    make.open_debrief(candidacy)
    with pytest.raises(Refused, match="open already"):
        actions.open_debrief(candidacy=candidacy, by=manager)


def test_debrief_without_a_scorecard_does_not_open(candidacy, manager):
    make.excused(make.seat(make.interview(candidacy)))
    with pytest.raises(Refused, match="no scorecard"):
        actions.open_debrief(candidacy=candidacy, by=manager)


def test_excusing_the_last_one_lets_the_debrief_open_early(candidacy, manager):
    interview = make.interview(candidacy)
    make.submitted(make.seat(interview))
    make.excused(make.seat(interview))
    assert actions.open_debrief(candidacy=candidacy, by=manager)


def test_refusal_names_who_is_outstanding(candidacy, page):
    interview = make.interview(candidacy)
    make.submitted(make.seat(interview))
    late = make.seat(interview)
    body = page("post", at="open/").content.decode()
    assert f"still due from {late.user}" in body


def test_panel_is_told_that_it_is_open(candidacy, manager):
    from mail.models import Mail

    card, _ = make.judged(candidacy)
    make.open_debrief(candidacy)
    told = Mail.objects.filter(kind="debrief_is_open").values_list("user", flat=True)
    assert card.author_id in told
    assert manager.pk not in told


# ---- Reading --------------------------------------------------------------------------------


def test_page_shows_what_was_written(candidacy, page):
    make.judged(candidacy, says="Froze the model herself.")
    make.open_debrief(candidacy)
    assert "Froze the model herself." in page().content.decode()


def test_page_says_at_its_head_what_was_decided(candidacy, page):
    whole(candidacy)
    assert "To the decision" in page().content.decode()
    decision = make.decided(candidacy, outcome="no_hire")
    head = page().content.decode().split("<main")[-1].split("First votes")[0]
    assert state("stop", "Do not hire") in head
    assert decision.reasons not in head


def test_reading_is_on_record(candidacy, manager, page):
    make.open_debrief(candidacy)
    page()
    assert DebriefReading.objects.get().user == manager


def test_sealed_page_is_the_same_whatever_it_holds(client, candidacy, manager):
    recruiter = factories.member(candidacy.search, Role.RECRUITER)
    client.force_login(recruiter)
    url = reverse("scorecards:debrief", args=[candidacy.pk])
    make.seat(make.interview(candidacy, "board"), recruiter)
    assert client.get(url).status_code == 403
    empty = TOKEN.sub(b"", client.get(url).content)
    make.judged(candidacy, flags=[make.flag()])
    answer = client.get(url)
    assert answer.status_code == 403
    assert b"Opens at the debrief." in empty
    assert TOKEN.sub(b"", answer.content) == empty


def test_flag_page_is_sealed_before_it_says_whether_there_is_one(client, candidacy, manager):
    card, _ = make.judged(candidacy, flags=[make.flag()])
    client.force_login(manager)
    real, unreal = card.pk, 10_000
    codes = {
        client.get(reverse("scorecards:flag", args=[candidacy.pk, pk, 1])).status_code
        for pk in (real, unreal)
    }
    assert codes == {403}


def test_flag_of_another_candidate_is_not_found(candidacy, page):
    make.open_debrief(candidacy)
    other = make.candidacy(candidacy.search)
    card, _ = make.judged(other, flags=[make.flag()])
    assert page(at=f"flags/{card.pk}/1/").status_code == 404


def test_flag_that_a_card_does_not_have_is_not_found(candidacy, page):
    card, _ = make.judged(candidacy, flags=[make.flag()])
    make.open_debrief(candidacy)
    codes = [page(at=f"flags/{card.pk}/{place}/").status_code for place in (0, 1, 2)]
    assert codes == [404, 200, 404]


def test_open_debrief_does_not_tell_how_many_flags_sealed_cards_hold(candidacy, page):
    """Ids are given in order: one that stands in an address counts what was written before it."""
    sealed = make.candidacy(candidacy.search)
    make.submitted(make.seat(make.interview(sealed)), flags=[make.flag()] * 3)
    card, _ = make.judged(candidacy, flags=[make.flag()])
    make.open_debrief(candidacy)
    body = page().content.decode()
    assert f"/flags/{card.pk}/1/" in body
    assert f"/flags/{card.flags.get().pk}/" not in body


def test_people_two_points_apart_are_named(candidacy, manager):
    interview = make.interview(candidacy, "team")
    make.submitted(make.seat(interview, factories.user("Ruth")), ratings=2)
    make.submitted(make.seat(interview, factories.user("Gareth")), ratings=4)
    make.open_debrief(candidacy)
    rows = {row.competency.key: row for row in debriefing_of(candidacy, manager).rows}
    assert rows["people"].differ == "2 from Ruth; 4 from Gareth"
    assert rows["people"].far == ["Ruth"]


def test_people_one_point_apart_are_not_split(candidacy, manager):
    interview = make.interview(candidacy, "team")
    make.submitted(make.seat(interview), ratings=3)
    make.submitted(make.seat(interview), ratings=4)
    make.open_debrief(candidacy)
    rows = {row.competency.key: row for row in debriefing_of(candidacy, manager).rows}
    assert rows["people"].differ == ""


def test_missing_coverage_is_said(candidacy, page):
    make.submitted(make.seat(make.interview(candidacy)))
    make.open_debrief(candidacy)
    body = page().content.decode()
    assert "Only one person rated Production AI judgement." in body
    assert "Nobody rated Portfolio strategy." in body
    assert "“Board briefing” was not planned." in body


def test_who_was_excused_is_named_with_the_reason(candidacy, page):
    interview = make.interview(candidacy)
    make.submitted(make.seat(interview))
    make.excused(make.seat(interview, factories.user("Jonas Weidt")), because="Ill since Monday.")
    make.open_debrief(candidacy)
    assert "Jonas Weidt was excused" in page().content.decode()


def test_late_card_is_marked(candidacy, page):
    make.submitted(make.seat(make.interview(candidacy, hours_ago=72)))
    make.open_debrief(candidacy)
    assert "Late" in page().content.decode()


def test_who_knows_the_candidate_is_marked_with_how(candidacy, page):
    make.submitted(make.seat(make.interview(candidacy), declared="knows"))
    make.open_debrief(candidacy)
    assert "Knows the candidate: worked together" in page().content.decode()


def test_card_after_the_reveal_is_shown_and_not_averaged(candidacy, manager, page):
    make.judged(candidacy, ratings=4)
    make.open_debrief(candidacy)
    make.submitted(make.seat(make.interview(candidacy, "board")), ratings=1, says="Far too late.")
    body = page().content.decode()
    assert "Far too late." in body
    assert "shown, not averaged" in body
    assert debriefing_of(candidacy, manager).judgement.summaries["governance"].mean == 4


def test_who_read_a_gate_before_scoring_a_later_part_is_named(candidacy, manager):
    questionnaire = make.interview(candidacy, "questionnaire")
    make.submitted(make.seat(questionnaire))
    actions.read_gate(candidacy=candidacy, part=questionnaire.part, by=manager)
    make.submitted(make.seat(make.interview(candidacy, "allocation"), manager))
    make.open_debrief(candidacy)
    voices = {v.card.author: v.marks for v in debriefing_of(candidacy, manager).voices}
    assert any("Had read the gate" in mark for mark in voices[manager])
    assert sum(any("gate" in mark for mark in marks) for marks in voices.values()) == 1


def test_amendment_and_its_original_are_both_shown(candidacy, page):
    card = make.submitted(make.seat(make.interview(candidacy)), says="Before.")
    actions.amend_card(
        card=card,
        after=card.pk,
        content=make.content(card.interview, says="After."),
        because="I misheard.",
        by=card.author,
    )
    make.open_debrief(candidacy)
    body = page().content.decode()
    assert all(words in body for words in ("Before.", "After.", "I misheard."))


def test_a_flag_that_an_amendment_dropped_is_still_read(candidacy, page):
    card = make.submitted(
        make.seat(make.interview(candidacy)), flags=[make.flag(quote="Nobody checks.")]
    )
    actions.amend_card(
        card=card, after=card.pk, content=make.content(card.interview), because="x", by=card.author
    )
    make.open_debrief(candidacy)
    assert "Nobody checks." in page().content.decode()


def test_loop_versions_judged_on_are_shown_when_there_are_several(candidacy, manager):
    make.judged(candidacy)
    second = make.interview(candidacy, "board")
    loop = second.part.loop
    loop.pk, loop.number, loop.state = None, 2, "superseded"
    loop.save()
    part = second.part
    part.pk, part.loop = None, loop
    part.save()
    second.part = part
    second.save()
    make.submitted(make.seat(second))
    make.open_debrief(candidacy)
    said = debriefing_of(candidacy, manager).loop_words
    assert said == [
        "Judged on version 1 of the loop: Production deep-dive.",
        "Judged on version 2 of the loop: Board briefing.",
    ]


def test_reader_of_one_debrief_gets_no_arithmetic_on_a_sealed_candidate(candidacy, manager):
    from scorecards.queries.agreement import agreement_in

    make.open_debrief(candidacy)
    make.judged(make.candidacy(candidacy.search))
    assert agreement_in(candidacy.search, manager).candidates == 1


def test_page_judges_by_the_same_numbers_as_the_decision(candidacy, manager):
    make.judged(candidacy, flags=[make.flag()])
    card = make.submitted(make.seat(make.interview(candidacy, "team")), ratings=1)
    actions.amend_card(
        card=card,
        after=card.pk,
        content=make.content(card.interview, ratings=5),
        because="I misheard.",
        by=card.author,
    )
    make.open_debrief(candidacy)
    make.submitted(make.seat(make.interview(candidacy, "board")), flags=[make.flag()])
    assert debriefing_of(candidacy, manager).judgement == judgement_of(candidacy)


def test_debrief_costs_the_same_queries_at_two_cards_and_at_twelve(
    candidacy, client, manager, django_assert_max_num_queries
):
    client.force_login(manager)
    counts = []
    for keys in (("production",), ("questionnaire", "alignment", "trade_off", "team", "board")):
        one = make.candidacy(candidacy.search)
        for key in keys:
            make.judged(one, key, flags=[make.flag()])
        make.open_debrief(one)
        url = reverse("scorecards:debrief", args=[one.pk])
        client.get(url)  # the first reading is recorded
        with django_assert_max_num_queries(27) as queries:
            client.get(url)
        counts.append(len(queries))
    assert counts[0] == counts[1]
