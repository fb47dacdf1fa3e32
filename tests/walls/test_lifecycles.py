"""The lifecycles written a second time, by state: what may follow, and whose permission it asks.

The product reads the tables of moves in the rooms' `states.py`. A change there that is not made
here as well fails; an empty line is an end.
"""

import pytest
from django.db.models import TextChoices

from candidates.models import Reference
from candidates.states import ASKED_OF_REFEREES, BUTTONS, ENDED, LIVE
from offers.states import COUNTER_RISK, OVER, UNDER_WAY
from scorecards.states import MEANING, STILL_BLOCKS
from searches.errors import Refused
from searches.moves import find, open_to, target_of
from tests.walls.test_tables import states_of, tables

OUT = {"stop": "stopped", "withdraw": "withdrawn"}

FOLLOWS: dict[str, dict[str, dict[str, str]]] = {
    "searches.LIFE_MOVES": {
        "running": {"pause": "paused", "close": "closed", "fill": "filled"},
        "paused": {"resume": "running", "close": "closed"},
        "closed": {"restart": "running"},
        "filled": {},
    },
    "scoping.SCOPE_MOVES": {
        "draft": {"sign": "signed"},
        "signed": {"supersede": "superseded"},
        "superseded": {},
    },
    "scoping.JD_MOVES": {
        "draft": {"approve": "approved"},
        "approved": {"supersede": "superseded"},
        "superseded": {},
    },
    "candidates.STAGE_MOVES": {
        "added": {"talk": "talking", "shortlist": "shortlisted", "enter_loop": "loop", **OUT},
        "talking": {"shortlist": "shortlisted", "enter_loop": "loop", **OUT},
        "shortlisted": {"enter_loop": "loop", "unlist": "talking", **OUT},
        "loop": {"debrief": "debrief", **OUT},
        "debrief": {"reloop": "loop", "offer": "offer", **OUT},
        "offer": {"redebate": "debrief", "hire": "hired", **OUT},
        "hired": {"renege": "withdrawn"},
        "stopped": {"come_back": "talking"},
        "withdrawn": {},
    },
    "candidates.SUBMISSION_MOVES": {
        "open": {"take": "taken", "decline": "declined"},
        "taken": {},
        "declined": {},
    },
    "interviews.LOOP_MOVES": {
        "draft": {"open": "open"},
        "open": {"supersede": "superseded"},
        "superseded": {},
    },
    "interviews.INTERVIEW_MOVES": {
        "planned": {"move": "planned", "hold": "held", "cancel": "cancelled"},
        "held": {"cancel": "cancelled"},
        "cancelled": {},
    },
    "interviews.PROPOSAL_MOVES": {
        "open": {"take": "taken", "refuse": "declined", "withdraw": "withdrawn"},
        "taken": {},
        "declined": {"withdraw": "withdrawn"},
        "withdrawn": {},
    },
    "interviews.MEETING_MOVES": {
        "planned": {"move": "planned", "cancel": "cancelled"},
        "cancelled": {},
    },
    "scorecards.CARD_MOVES": {
        "draft": {"submit": "submitted", "excuse": "excused"},
        "submitted": {},
        "excused": {"take_up": "draft"},
    },
    "scorecards.FLAG_MOVES": {
        "open": {"clear": "cleared", "confirm": "confirmed", "accept": "accepted"},
        "cleared": {},
        "confirmed": {"clear": "cleared", "accept": "accepted"},
        "accepted": {},
    },
    "offers.OFFER_MOVES": {
        "draft": {"submit": "in_approval", "withdraw": "withdrawn"},
        "in_approval": {
            "approve": "approved",
            "refuse": "void",
            "withdraw": "withdrawn",
            "revise": "void",
        },
        "approved": {"send": "sent", "withdraw": "withdrawn", "revise": "void"},
        "sent": {
            "accept": "accepted",
            "decline": "declined",
            "expire": "expired",
            "withdraw": "withdrawn",
            "revise": "void",
        },
        "accepted": {"renege": "reneged"},
        "declined": {"revise": "void"},
        "expired": {"revise": "void"},
        "void": {},
        "withdrawn": {},
        "reneged": {},
    },
    "offers.PASSAGE_MOVES": {
        "accepted": {"resign": "resigned", "start": "started", "renege": "reneged"},
        "resigned": {"resign": "resigned", "start": "started", "renege": "reneged"},
        "started": {},
        "reneged": {},
    },
    "onboarding.PLAN_MOVES": {
        "waiting": {"start": "running", "lapse": "void"},
        "running": {"finish": "done", "leave": "done"},
        "done": {},
        "void": {},
    },
    "onboarding.DELIVERABLE_MOVES": {
        "open": {"hand_in": "in"},
        "in": {"hand_in": "in", "send_back": "open", "sign_off": "signed"},
        "signed": {},
    },
    "onboarding.WARNING_MOVES": {
        "open": {"answer": "answered"},
        "answered": {"settle": "settled"},
        "settled": {},
    },
    "onboarding.HIRE_MOVES": {
        "open": {"begin": "under_way", "fill": "done"},
        "under_way": {"fill": "done"},
        "done": {},
    },
}

ASKS = {
    "searches.LIFE_MOVES": {"searches.edit": "pause resume close fill restart"},
    "scoping.SCOPE_MOVES": {"scoping.sign_scope": "sign supersede"},
    "scoping.JD_MOVES": {"scoping.approve_jd": "approve supersede"},
    "candidates.STAGE_MOVES": {
        "candidates.manage": "talk shortlist enter_loop unlist debrief reloop offer redebate hire "
        "come_back",
        "candidates.end": "stop withdraw renege",
    },
    "candidates.SUBMISSION_MOVES": {"candidates.manage": "take", "candidates.end": "decline"},
    "interviews.LOOP_MOVES": {"interviews.set_up": "open supersede"},
    "interviews.INTERVIEW_MOVES": {"interviews.plan": "move", "interviews.cancel": "hold cancel"},
    "interviews.PROPOSAL_MOVES": {"": "take refuse", "interviews.plan": "withdraw"},
    "interviews.MEETING_MOVES": {"interviews.plan": "move", "interviews.cancel": "cancel"},
    "scorecards.CARD_MOVES": {
        "scorecards.write": "submit take_up",
        "scorecards.excuse": "excuse",
    },
    "scorecards.FLAG_MOVES": {
        "scorecards.settle_flag": "clear confirm",
        "scorecards.accept_flag": "accept",
    },
    "offers.OFFER_MOVES": {
        "offers.build": "submit send withdraw revise",
        "offers.approve": "approve refuse",
        "": "accept decline expire",
        "offers.accompany": "renege",
    },
    "offers.PASSAGE_MOVES": {"offers.accompany": "resign start renege"},
    "onboarding.PLAN_MOVES": {
        "onboarding.run": "start",
        "onboarding.sign_off": "finish leave",
        "": "lapse",
    },
    "onboarding.DELIVERABLE_MOVES": {"": "hand_in", "onboarding.sign_off": "send_back sign_off"},
    "onboarding.WARNING_MOVES": {"onboarding.sign_off": "answer settle"},
    "onboarding.HIRE_MOVES": {"onboarding.run": "begin fill"},
}
"""Nothing: nobody with an account makes the move; the person behind a link does, or the clock."""

KEPT = {
    "candidates.Stage": "added talking shortlisted loop debrief offer hired stopped withdrawn",
    "candidates.QuestionnaireState": "open submitted",
    "candidates.Way": "conversation link",
    "candidates.ReferenceState": "asked given",
    "candidates.Again": "yes other no",
    "candidates.Occasion": "before talked answered interviewed withdrew",
    "candidates.SubmissionState": "open taken declined",
    "candidates.Gender": "woman man other",
    "candidates.Age": "under_40 from_40",
    "candidates.Minority": "yes no",
    "interviews.LoopState": "draft open superseded",
    "interviews.InterviewState": "planned held cancelled",
    "interviews.ProposalState": "open taken declined withdrawn",
    "interviews.MeetingState": "planned cancelled",
    "interviews.Duty": "scoring observing",
    "interviews.Need": "required optional substitutable",
    "offers.OfferState": "draft in_approval approved sent accepted declined expired void withdrawn "
    "reneged",
    "offers.PassageState": "accepted resigned started reneged",
    "offers.Counter": "unsaid none expected made declined",
    "offers.ApprovalState": "waiting approved refused not_needed",
    "onboarding.PlanState": "waiting running done void",
    "onboarding.DeliverableState": "open in signed",
    "onboarding.WarningState": "open answered settled",
    "onboarding.HireState": "open under_way done",
    "onboarding.Kept": "kept not_kept",
    "onboarding.Seen": "seen not_seen too_early",
    "onboarding.Sign": "operator evangelist both neither",
    "onboarding.Moment": "day_90 month_six",
    "onboarding.ClosingStep": "told staff announced access retention",
    "onboarding.Came": "true partly not open",
    "scoping.ScopeState": "draft signed superseded",
    "scoping.JdState": "draft approved superseded",
    "scorecards.CardState": "draft submitted excused",
    "scorecards.Recommendation": "strong_no no yes strong_yes",
    "scorecards.Verdict": "keep change",
    "scorecards.Seriousness": "minor serious critical",
    "scorecards.FlagState": "open cleared confirmed accepted",
    "scorecards.Outcome": "hire wait no_hire",
    "scorecards.Occasion": "eve after due morning by_hand",
    "searches.Life": "running paused closed filled",
}
"""What rows hold, in the order in which it is offered: a row of last year is read with it too."""


@pytest.mark.parametrize("name", FOLLOWS)
def test_from_a_state_lead_these_moves_and_no_other(name):
    table = tables()[name]
    leads = {
        state: {move.name: target_of(table, move.name, state, "") for move in open_to(table, state)}
        for state in FOLLOWS[name]
    }
    assert leads == FOLLOWS[name]


@pytest.mark.parametrize("name", FOLLOWS)
def test_a_move_that_does_not_start_at_a_state_is_refused_there(name):
    table = tables()[name]
    for state, leads in FOLLOWS[name].items():
        for move in {move.name for move in table} - set(leads):
            with pytest.raises(Refused, match="Not from here"):
                target_of(table, move, state, "Not from here.")


@pytest.mark.parametrize("name", FOLLOWS)
def test_every_state_of_a_lifecycle_is_told(name):
    room, _, _ = name.partition(".")
    assert " ".join(FOLLOWS[name]) in [kept for of, kept in KEPT.items() if of.startswith(room)]


@pytest.mark.parametrize("name", ASKS)
def test_a_move_asks_this_permission(name):
    moves = {move: perm for perm, words in ASKS[name].items() for move in words.split()}
    assert {move.name: move.perm for move in tables()[name]} == moves


def test_every_table_of_moves_is_written_here():
    assert set(tables()) == set(FOLLOWS) == set(ASKS)


def test_a_move_is_found_by_its_name():
    table = tables()["scorecards.CARD_MOVES"]
    assert find(table, "take_up") == table[2]


def test_what_rows_hold_keeps_its_names():
    found = {
        f"{room}.{name}": " ".join(choices.values)
        for room, module in states_of().items()
        for name, choices in vars(module).items()
        if isinstance(choices, type) and issubclass(choices, TextChoices) and choices.values
    }
    assert found == KEPT


# ---- Groups of states


def test_a_candidacy_is_in_play_until_it_ended_or_led_to_a_hire():
    assert ENDED == ("stopped", "withdrawn")
    assert LIVE == ("added", "talking", "shortlisted", "loop", "debrief", "offer")


def test_a_candidate_is_moved_by_button_up_to_the_loop():
    assert BUTTONS == ("talk", "shortlist", "unlist", "enter_loop")


def test_nothing_comes_of_an_offer_that_was_replaced_withdrawn_or_taken_back():
    assert OVER == ("void", "withdrawn", "reneged")


def test_a_yes_is_under_way_until_the_first_day_or_until_it_is_taken_back():
    assert UNDER_WAY == ("accepted", "resigned")


def test_a_yes_is_not_safe_while_a_counter_offer_is_unasked_expected_or_made():
    assert COUNTER_RISK == ("unsaid", "expected", "made")


def test_a_red_flag_blocks_until_it_is_cleared_or_accepted():
    assert STILL_BLOCKS == ("open", "confirmed")


def test_a_recommendation_looks_like_what_it_says():
    assert MEANING == {"strong_no": "stop", "no": "stop", "yes": "good", "strong_yes": "good"}


def test_what_a_referee_is_asked_has_its_field():
    fields = [name for name, _, _ in ASKED_OF_REFEREES]
    assert fields == ["ran_together", "decision", "failure", "people", "notes"]
    assert {*fields} <= {field.name for field in Reference._meta.get_fields()}
