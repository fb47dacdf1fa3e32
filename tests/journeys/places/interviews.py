"""The loop, the interviews planned from it, and who has what before them."""

from interviews.models import Part
from tests.journeys.places import acts
from tests.journeys.places.lookups import (
    CANDIDATES,
    CEO,
    CTO,
    LOOP,
    MANAGER,
    NOBODY,
    OBSERVER,
    READER,
    RECRUITER,
    SCOPE,
    candidacy,
    interview,
    part,
    search,
    seat,
)
from tests.journeys.places.place import Place, of_candidacy, of_interview, of_link, of_search, press


def a_day() -> str:
    """The address of a day as it would be planned, for a candidate of whom parts are to plan."""
    parts = Part.objects.filter(loop__search=search(LOOP), loop__state="open")
    day = acts.in_three_weeks(days=28).date()
    chosen = "&".join(f"parts={row.pk}" for row in parts.filter(key__in=("team", "board")))
    return (
        f"?day={day}&time=10:30&between=15&midday=45&zone=Europe/Berlin&place=Room+3&{chosen}"
        "&meets=on&meets_at=09:00&meets_for=45"
    )


INTERVIEWS = (
    Place("Loop, none yet", MANAGER, "interviews:loop", of_search(CANDIDATES)),
    Place("Loop, too early", MANAGER, "interviews:loop", of_search(SCOPE)),
    Place("Loop", MANAGER, "interviews:loop", of_search(LOOP)),
    Place("Loop, for a panelist", CTO, "interviews:loop", of_search(LOOP)),
    Place("Loop, a version", MANAGER, "interviews:version", lambda: (search(LOOP).pk, 1)),
    Place("Change the loop", MANAGER, "interviews:change", of_search(LOOP)),
    Place(
        "Name somebody for a seat",
        MANAGER,
        "interviews:seat",
        lambda: (search(LOOP).pk, seat(LOOP, "board").pk),
    ),
    Place("Interviews of a candidate", RECRUITER, "interviews:candidacy", of_candidacy(LOOP)),
    Place("Interviews, for a panelist", CTO, "interviews:candidacy", of_candidacy(LOOP)),
    Place(
        "Plan an interview",
        RECRUITER,
        "interviews:plan",
        lambda: (candidacy(LOOP).pk, part(LOOP, "board").pk),
    ),
    Place(
        "Plan an interview, wrong",
        RECRUITER,
        "interviews:plan",
        lambda: (candidacy(LOOP).pk, part(LOOP, "board").pk),
        then=press(""),
    ),
    Place("Move an interview", RECRUITER, "interviews:move", of_interview(LOOP, "allocation")),
    Place(
        "Put somebody in a seat",
        RECRUITER,
        "interviews:fill",
        lambda: (interview(LOOP, "trade_off").pk, "cpo"),
    ),
    Place(
        "Place a question",
        RECRUITER,
        "interviews:probe",
        lambda: (candidacy(LOOP).pk, part(LOOP, "board").pk),
    ),
    Place(
        "Propose times",
        RECRUITER,
        "interviews:propose",
        lambda: (candidacy(LOOP).pk, part(LOOP, "board").pk),
    ),
    Place(
        "Propose times, wrong",
        RECRUITER,
        "interviews:propose",
        lambda: (candidacy(LOOP).pk, part(LOOP, "board").pk),
        then=press("Send the times"),
    ),
    Place("Choose a time", NOBODY, "interviews:choose", of_link("slots"), first=acts.propose),
    Place(
        "Choose a time, on one's own clocks",
        NOBODY,
        "interviews:choose",
        of_link("slots"),
        "?zone=America/Toronto",
    ),
    Place(
        "Choose a time, wrong",
        NOBODY,
        "interviews:choose",
        of_link("slots"),
        then=press("Take this time"),
    ),
    Place("A time is chosen", NOBODY, "interviews:chosen"),
    Place(
        "Interviews, times with the candidate",
        RECRUITER,
        "interviews:candidacy",
        of_candidacy(LOOP),
    ),
    Place(
        "Interviews, no time fits",
        RECRUITER,
        "interviews:candidacy",
        of_candidacy(LOOP),
        first=acts.refuse_times,
    ),
    Place("One day", RECRUITER, "interviews:day", of_candidacy(LOOP)),
    Place("One day, as it would be", RECRUITER, "interviews:day", of_candidacy(LOOP), a_day),
    Place("Set the debrief meeting", RECRUITER, "interviews:meeting", of_candidacy(LOOP)),
    Place(
        "Change the debrief meeting",
        RECRUITER,
        "interviews:meeting",
        of_candidacy(LOOP),
        first=acts.meet_for_debrief,
    ),
    Place("Interviews and the debrief", CEO, "interviews:candidacy", of_candidacy(LOOP)),
    Place("My day, with an address", CEO, "interviews:mine", first=acts.make_feed),
    Place("My day", CEO, "interviews:mine"),
    Place("My day, nothing", OBSERVER, "interviews:mine"),
    Place("Kit", CEO, "interviews:kit", of_interview(LOOP, "allocation")),
    *(
        Place(f"Kit: {tab}", RECRUITER, "interviews:kit", of_interview(LOOP, "allocation"), tab)
        for tab in ("#candidate", "#questions", "#scorecard")
    ),
    Place(
        "Kit of a reader", READER, "interviews:kit", of_interview(LOOP, "questionnaire"), "#answers"
    ),
)
