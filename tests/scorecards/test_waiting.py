"""What waits in this room: home, the steps of a search, mail; and the questions passed on."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.templatetags.face import state
from mail.actions import body_of
from mail.kinds import letter_of
from mail.models import Mail
from scorecards import actions, register
from scorecards.models import PassedQuestion
from scorecards.queries.progress import progress_of
from searches.models import Event, Role, Search, Step
from searches.steps import blockers_of
from searches.wording import known
from tests import factories
from tests.factories import scorecards as make

pytestmark = pytest.mark.django_db


def whole_loop(candidacy, **what):
    for part in candidacy.search.playbook.parts:
        make.submitted(make.seat(make.interview(candidacy, part.key)), **what)


# ---- A decision to wait ---------------------------------------------------------------------


def test_who_decided_to_wait_is_asked_again_on_home(candidacy, manager):
    make.decided(candidacy, "wait")
    (line,) = register.decisions_to_make(manager)
    assert line.say == "You decided to wait on Ada Lind."


def test_a_decision_to_wait_still_blocks_the_step(candidacy, manager):
    make.decided(candidacy, "wait")
    (blocker,) = register.debrief_blockers(candidacy.search, manager)
    assert blocker.says == "The decision on Ada Lind is to wait."


def test_a_decision_not_to_hire_leaves_nobody_to_decide_on(candidacy, manager):
    make.decided(candidacy, "no_hire")
    (blocker,) = register.debrief_blockers(candidacy.search, manager)
    assert blocker.says == "Nobody is left to decide on."


# ---- Home -----------------------------------------------------------------------------------


def test_card_is_due_from_the_start_of_its_interview(candidacy):
    interview = make.interview(candidacy)
    seat = make.seat(interview)
    (line,) = register.scorecards_due(seat.user)
    assert line.due == interview.card_due_at
    assert line.state == "Not begun"


def test_card_of_an_interview_to_come_is_not_due(candidacy):
    seat = make.seat(make.interview(candidacy, hours_ago=-24))
    assert list(register.scorecards_due(seat.user)) == []


def test_home_says_how_far_a_draft_is(candidacy):
    seat = make.seat(make.interview(candidacy))
    make.card(seat, ratings={"production": 4, "governance": ""})
    (line,) = register.scorecards_due(seat.user)
    assert line.state == "1 of 2 rated"


@pytest.mark.parametrize("way_out", [make.submitted, make.excused, make.replaced])
def test_nothing_is_due_from_who_submitted_was_excused_or_replaced(candidacy, way_out):
    seat = make.seat(make.interview(candidacy))
    way_out(seat)
    assert list(register.scorecards_due(seat.user)) == []


def test_observing_seat_owes_nothing(candidacy):
    seat = make.seat(make.interview(candidacy), duty="observing")
    assert list(register.scorecards_due(seat.user)) == []


def test_ready_gate_waits_for_the_hiring_manager_alone(candidacy, manager, recruiter):
    make.submitted(make.seat(make.interview(candidacy, "questionnaire")))
    assert [line.action for line in register.gates_to_decide(manager)] == ["Read and decide"]
    assert list(register.gates_to_decide(recruiter)) == []


def test_decided_gate_waits_for_nobody(candidacy, manager):
    interview = make.interview(candidacy, "questionnaire")
    make.submitted(make.seat(interview))
    actions.decide_gate(
        candidacy=candidacy, part=interview.part, go=True, because="Yes.", by=manager
    )
    assert list(register.gates_to_decide(manager)) == []


def test_judged_loop_waits_for_who_runs_the_search(candidacy, manager, recruiter):
    whole_loop(candidacy)
    for user in (manager, recruiter):
        assert [line.action for line in register.debriefs_to_open(user)] == ["Open the debrief"]


def test_loop_with_a_part_missing_does_not_wait(candidacy, manager):
    make.judged(candidacy)
    assert list(register.debriefs_to_open(manager)) == []


def test_loop_with_a_card_missing_does_not_wait(candidacy, manager):
    whole_loop(candidacy)
    make.seat(make.interview(make.candidacy(candidacy.search)))
    make.seat(candidacy.interviews.first())
    assert list(register.debriefs_to_open(manager)) == []


def test_open_debrief_waits_for_the_decision(candidacy, manager, recruiter):
    make.open_debrief(candidacy)
    assert [line.action for line in register.decisions_to_make(manager)] == ["Read and decide"]
    assert list(register.decisions_to_make(recruiter)) == []
    make.decided(candidacy)
    assert list(register.decisions_to_make(manager)) == []


def test_passed_question_waits_for_the_recruiter(candidacy, manager, recruiter):
    passed(candidacy)
    (line,) = register.questions_to_place(recruiter)
    assert line.say == "A question was passed on for a later interview."
    assert list(register.questions_to_place(manager)) == []


# ---- The steps ------------------------------------------------------------------------------


def test_last_card_of_the_loop_moves_the_search_to_the_debrief(candidacy):
    whole_loop(candidacy)
    assert Search.objects.get(pk=candidacy.search_id).step == Step.DEBRIEF


def test_card_in_the_middle_of_the_loop_moves_nothing(candidacy):
    make.judged(candidacy)
    assert Search.objects.get(pk=candidacy.search_id).step == Step.LOOP


def said(search, viewer):
    return [blocker.says for blocker in blockers_of(Search.objects.get(pk=search.pk), viewer)]


def test_undecided_gate_blocks_while_the_search_is_in_the_loop(candidacy, manager):
    make.submitted(make.seat(make.interview(candidacy, "questionnaire")))
    assert any("at the gate after" in line for line in said(candidacy.search, manager))


def test_undecided_gate_does_not_name_a_candidate_out_of_sight(candidacy):
    make.submitted(make.seat(make.interview(candidacy, "questionnaire")))
    panelist = factories.member(candidacy.search, Role.PANELIST)
    assert not any("Ada Lind" in line for line in said(candidacy.search, panelist))


def test_step_says_what_blocks_the_debrief(candidacy, manager):
    whole_loop(candidacy)
    assert "All scorecards on Ada Lind are in." in said(candidacy.search, manager)
    make.open_debrief(candidacy)
    assert "The debrief on Ada Lind is open." in said(candidacy.search, manager)


def test_list_of_debriefs_shows_a_decision_only_to_who_may_read(client, candidacy):
    make.decided(candidacy, outcome="no_hire")
    approver = factories.member(candidacy.search, Role.APPROVER)
    from candidates.models import Access

    Access.objects.create(candidacy=candidacy, user=approver, role=Role.APPROVER)
    url = reverse("scorecards:debriefs", args=[candidacy.search_id])
    client.force_login(approver)
    assert "Do not hire" not in client.get(url).content.decode()
    client.force_login(factories.hiring_manager_of(candidacy.search))
    assert "Do not hire" in client.get(url).content.decode()


@pytest.mark.parametrize(
    ("outcome", "look"), [("hire", "good"), ("wait", "care"), ("no_hire", "stop")]
)
def test_list_of_debriefs_shows_a_decision_as_what_it_is(client, candidacy, manager, outcome, look):
    decision = make.decided(candidacy, outcome=outcome)
    client.force_login(manager)
    page = client.get(reverse("scorecards:debriefs", args=[candidacy.search_id])).content.decode()
    assert state(look, decision.get_outcome_display()) in page


@pytest.mark.parametrize("count", [1, 6])
def test_list_of_debriefs_costs_the_same_for_any_number(
    client, candidacy, manager, django_assert_max_num_queries, count
):
    for _ in range(count):
        make.judged(make.candidacy(candidacy.search))
    client.force_login(manager)
    with django_assert_max_num_queries(14):
        client.get(reverse("scorecards:debriefs", args=[candidacy.search_id]))


@pytest.mark.parametrize("count", [1, 6])
def test_lines_of_home_cost_the_same_for_any_number(
    candidacy, manager, recruiter, django_assert_max_num_queries, count
):
    for _ in range(count):
        one = make.candidacy(candidacy.search)
        make.submitted(make.seat(make.interview(one, "questionnaire")))
        make.seat(make.interview(one), manager)
    sources = (
        register.scorecards_due,
        register.gates_to_decide,
        register.debriefs_to_open,
        register.decisions_to_make,
        register.questions_to_place,
    )
    with django_assert_max_num_queries(6):
        assert sum(len(list(source(manager))) for source in sources) == 2 * count


def test_every_verb_of_the_room_has_its_words(candidacy, manager):
    whole_loop(candidacy, flags=[make.flag()])
    make.decided(candidacy)
    verbs = set(Event.objects.values_list("verb", flat=True))
    ours = ("card.", "gate.", "debrief.", "flag.", "decision.", "question.")
    assert all(known(verb) for verb in verbs if verb.startswith(ours))


# ---- Mail -----------------------------------------------------------------------------------


def test_mail_holds_no_word_of_a_card_and_no_name(candidacy, manager):
    whole_loop(candidacy, says="Froze the model.", flags=[make.flag(quote="I am certain.")])
    make.excused(make.seat(make.interview(make.candidacy(candidacy.search, "Ada Lind"))))
    make.open_debrief(candidacy)
    mails = list(Mail.objects.all())
    assert {mail.kind for mail in mails} >= {"debrief_is_open", "card_excused"}
    for mail in mails:
        letter = letter_of(mail)
        if letter:
            text = letter.subject + body_of(mail, letter)
            assert not any(w in text for w in ("Froze", "certain", "Ada Lind", "Kestrel"))


def test_mail_of_a_gate_is_dropped_once_it_is_decided(candidacy, manager):
    interview = make.interview(candidacy, "questionnaire")
    make.submitted(make.seat(interview))
    mail = Mail.objects.get(kind="gate_is_ready")
    assert letter_of(mail)
    actions.decide_gate(
        candidacy=candidacy, part=interview.part, go=True, because="Yes.", by=manager
    )
    assert letter_of(mail) is None


def test_mail_of_a_debrief_is_dropped_once_it_closes(candidacy, manager):
    make.open_debrief(candidacy)
    mail = Mail.objects.filter(kind="debrief_is_open").first()
    assert letter_of(mail)
    candidacy.debriefs.update(closed_at=timezone.now())
    assert letter_of(mail) is None


# ---- Questions passed on --------------------------------------------------------------------


def passed(candidacy, text="What happened to late labels?"):
    seat = make.seat(make.interview(candidacy), factories.user("Ines Source"))
    return actions.pass_question(interview=seat.interview, text=text, by=seat.user)


def test_recruiter_sees_the_question_without_its_source(client, candidacy, recruiter):
    question = passed(candidacy)
    client.force_login(recruiter)
    for url in (
        reverse("scorecards:questions", args=[candidacy.search_id]),
        reverse("scorecards:question", args=[candidacy.search_id, question.pk]),
    ):
        body = client.get(url).content.decode()
        assert "What happened to late labels?" in body
        assert "Ines Source" not in body
        assert "Production deep-dive" not in body


def test_question_is_placed_in_a_kit_without_its_source(client, candidacy, recruiter):
    question = passed(candidacy)
    client.force_login(recruiter)
    part = make.part(candidacy.search, "board")
    url = reverse("scorecards:question", args=[candidacy.search_id, question.pk])
    client.post(url, {"part": part.pk, "text": "What about late labels?"})
    question.refresh_from_db()
    assert question.probe.text == "What about late labels?"
    assert question.probe.placed_by == recruiter


def test_question_is_not_placed_in_a_part_that_was_held(client, candidacy, recruiter):
    question = passed(candidacy)
    client.force_login(recruiter)
    held = make.part(candidacy.search, "production")
    url = reverse("scorecards:question", args=[candidacy.search_id, question.pk])
    client.post(url, {"part": held.pk, "text": "What about late labels?"})
    question.refresh_from_db()
    assert question.probe is None


def test_question_is_declined(client, candidacy, recruiter):
    question = passed(candidacy)
    client.force_login(recruiter)
    url = reverse("scorecards:question", args=[candidacy.search_id, question.pk])
    client.post(url, {"decline": "1"})
    question.refresh_from_db()
    assert question.declined_at


def test_question_is_dealt_with_once(candidacy, recruiter):
    question = passed(candidacy)
    actions.decline_question(question=question, by=recruiter)
    with pytest.raises(actions.questions.Refused, match="already"):
        actions.decline_question(question=question, by=recruiter)
    assert PassedQuestion.objects.get().probe is None


def test_question_of_another_search_is_not_found(client, candidacy, recruiter):
    question = passed(make.candidacy(factories.search()))
    client.force_login(recruiter)
    url = reverse("scorecards:question", args=[candidacy.search_id, question.pk])
    assert client.get(url).status_code == 404


def test_nothing_is_passed_on_at_an_open_debrief(candidacy):
    card, _ = make.judged(candidacy)
    make.open_debrief(candidacy)
    with pytest.raises(actions.questions.Refused, match="Raise it there"):
        actions.pass_question(interview=card.interview, text="What then?", by=card.author)


def test_what_is_still_out_stands_first_among_the_scorecards(candidacy, manager):
    in_already = make.submitted(make.seat(make.interview(candidacy, "questionnaire")))
    out = make.seat(make.interview(candidacy, "board"))
    lines = progress_of(candidacy, manager).lines
    assert [line.user for line in lines] == [out.user, in_already.author]
