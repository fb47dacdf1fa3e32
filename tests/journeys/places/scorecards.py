"""The scorecards, the gates and the debriefs."""

from scorecards import actions as scorecards
from tests.journeys.places import acts
from tests.journeys.places.lookups import (
    CANDIDATES,
    CEO,
    CTO,
    DEBRIEF,
    LOOP,
    MANAGER,
    NOBODY,
    OFFER,
    RECRUITER,
    candidacy,
    flag,
    gate_of,
    interview,
    passed_on,
    search,
    user,
)
from tests.journeys.places.place import Place, of_candidacy, of_interview, of_link, of_search, press

SCORECARDS = (
    Place("Scorecard to write", MANAGER, "scorecards:card", of_interview(LOOP, "allocation")),
    Place(
        "Scorecard, too little",
        MANAGER,
        "scorecards:card",
        of_interview(LOOP, "allocation"),
        then=press("Submit scorecard"),
    ),
    Place("Scorecard of the team", "team_one", "scorecards:card", of_interview(DEBRIEF, "team")),
    Place("Scorecard, sealed", CTO, "scorecards:card", of_interview(LOOP, "production")),
    Place("Amend a scorecard", CTO, "scorecards:amend", of_interview(LOOP, "production")),
    Place(
        "Excuse a scorecard",
        RECRUITER,
        "scorecards:excuse",
        lambda: (interview(LOOP, "allocation").pk, user(CEO).pk),
    ),
    Place("Scorecards of a candidate", RECRUITER, "scorecards:cards", of_candidacy(LOOP)),
    Place(
        "No more reminders",
        NOBODY,
        "scorecards:enough",
        of_link(scorecards.ENOUGH),
        first=acts.remind,
    ),
    Place("Reminders stopped", NOBODY, "scorecards:stopped"),
    Place("Gate", MANAGER, "scorecards:gate", lambda: gate_of(LOOP)),
    Place("Debrief, sealed", CTO, "scorecards:debrief", of_candidacy(LOOP), status=403),
    Place("Debrief", MANAGER, "scorecards:debrief", of_candidacy(DEBRIEF)),
    Place("Debrief, for a panelist", CTO, "scorecards:debrief", of_candidacy(DEBRIEF)),
    Place("Debrief, decided", RECRUITER, "scorecards:debrief", of_candidacy(OFFER)),
    Place(
        "Debrief, with notes and a vote to give",
        CTO,
        "scorecards:debrief",
        of_candidacy(DEBRIEF),
        first=acts.talk,
    ),
    Place(
        "A second vote by link",
        NOBODY,
        "scorecards:second_vote",
        of_link(scorecards.SECOND_VOTE),
    ),
    Place(
        "Debrief, second votes shown",
        MANAGER,
        "scorecards:debrief",
        of_candidacy(DEBRIEF),
        first=acts.vote,
    ),
    Place("A second vote is in", NOBODY, "scorecards:voted"),
    Place(
        "Settle a red flag",
        MANAGER,
        "scorecards:flag",
        lambda: (candidacy(DEBRIEF).pk, flag(DEBRIEF).pk),
    ),
    Place("Debriefs", MANAGER, "scorecards:debriefs", of_search(DEBRIEF)),
    Place("Debriefs, none", MANAGER, "scorecards:debriefs", of_search(CANDIDATES)),
    Place(
        "Questions passed on",
        RECRUITER,
        "scorecards:questions",
        of_search(LOOP),
        first=acts.pass_on,
    ),
    Place(
        "A question passed on",
        RECRUITER,
        "scorecards:question",
        lambda: (search(LOOP).pk, passed_on().pk),
    ),
)
