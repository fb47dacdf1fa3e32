"""Scorecards, gates and the debrief."""

from typing import Any

from accounts.models import Link, User
from candidates.models import Candidacy, VoluntaryAnswer
from candidates.states import Stage
from interviews.models import Interview
from scorecards import actions
from scorecards.forms import flat
from scorecards.forms.ratings import flat_ratings
from scorecards.models import Practice, RedFlag, SecondVote
from searches.models import Role
from tests import factories
from tests.factories import scorecards as make
from tests.walls.matrix import MANAGES, MEMBERS, PLANTED, RUNS, SEES_ALL, Url, World, of_search

AUTHOR = frozenset({Role.PANELIST})
RECRUITER = frozenset({Role.RECRUITER})
OUT_OF_SIGHT = frozenset({Role.APPROVER})
OBSERVES = frozenset({Role.OBSERVER})
RUN_ONE = RUNS | {"stranger"}
READS = SEES_ALL | AUTHOR


def an_interview(world: World, key: str = "production") -> Interview:
    """Judged by somebody else, with the planted word in every corner of the card."""
    interview = make.interview(make.candidacy(world.search, PLANTED), key)
    flags = [make.flag(name=PLANTED, quote=PLANTED)]
    make.submitted(make.seat(interview), says=PLANTED, flags=flags)
    return interview


def at_the_desk(world: World) -> tuple[int]:
    interview = an_interview(world)
    make.seat(interview, world.panelist)
    return (interview.pk,)


def submitted(world: World) -> tuple[int]:
    interview = an_interview(world)
    make.submitted(make.seat(interview, world.panelist), says=PLANTED)
    return (interview.pk,)


def excused(world: World) -> tuple[int]:
    interview = an_interview(world)
    make.excused(make.seat(interview, world.panelist), because=PLANTED)
    return (interview.pk,)


def outstanding(world: World) -> tuple[int, int]:
    interview = an_interview(world)
    make.submitted(make.seat(interview, world.panelist))
    return interview.pk, make.seat(interview).user_id


def at_a_gate(world: World) -> tuple[int, int]:
    interview = an_interview(world, "questionnaire")
    make.submitted(make.seat(interview, world.panelist), says=PLANTED)
    return interview.candidacy_id, interview.part_id


def judged(world: World) -> tuple[int]:
    return (Interview.objects.get(pk=submitted(world)[0]).candidacy_id,)


def opened(world: World) -> tuple[int]:
    (interview,) = submitted(world)
    candidacy = Interview.objects.get(pk=interview).candidacy
    make.open_debrief(candidacy)
    return (candidacy.pk,)


def two_opened(world: World) -> tuple[int]:
    opened(world)
    opened(world)
    return (world.search.pk,)


def a_flag(world: World) -> tuple[int, ...]:
    (pk,) = opened(world)
    return pk, *make.place_of(RedFlag.objects.get(card__interview__candidacy=pk))


def a_flag_at_a_gate(world: World) -> tuple[int, ...]:
    candidacy, part = at_a_gate(world)
    flag = RedFlag.objects.get(card__interview__candidacy=candidacy)
    return candidacy, part, *make.place_of(flag)


def a_vote(world: World) -> tuple[int]:
    """The panelist's own, and that of another."""
    (pk,) = opened(world)
    make.asked(Candidacy.objects.get(pk=pk))
    return (pk,)


def half_voted(world: World) -> tuple[int]:
    (pk,) = a_vote(world)
    other = SecondVote.objects.exclude(voter=world.panelist).get(round__debrief__candidacy=pk)
    make.voted(other, "no", PLANTED)
    return (pk,)


def a_voters_token(world: World) -> tuple[str]:
    (pk,) = a_vote(world)
    other = SecondVote.objects.exclude(voter=world.panelist).get(round__debrief__candidacy=pk)
    assert other.link
    return (other.link.token,)


def a_question(world: World) -> tuple[int, int]:
    interview = an_interview(world)
    seat = make.seat(interview, world.panelist)
    asked = actions.pass_question(interview=interview, text=PLANTED, by=seat.user)
    return world.search.pk, asked.pk


def a_card(world: World, pk: int) -> dict[str, Any]:
    interview = Interview.objects.get(pk=pk)
    return {**flat(make.content(interview)), "revision": 0, "save": "1"}


def an_amendment(world: World, pk: int) -> dict[str, Any]:
    interview = Interview.objects.get(pk=pk)
    own = interview.cards.get(author=world.panelist)
    return {
        **flat(make.content(interview, ratings=2)),
        "after": own.pk,
        "amended_because": "I misheard.",
    }


def a_place(world: World, *args: int) -> dict[str, Any]:
    return {"part": make.part(world.search, "board").pk, "text": "What then?"}


def a_token(world: World) -> tuple[str]:
    """Of a reminder of a card that is owed."""
    interview, user = outstanding(world)
    manager = factories.hiring_manager_of(world.search)
    who = User.objects.get(pk=user)
    row = Interview.objects.get(pk=interview)
    actions.remind_by_hand(interview=row, user=who, by=manager)
    return (Link.objects.get(kind=actions.ENOUGH).token,)


def loop_of_two(world: World) -> tuple[int]:
    for user in (world.panelist, None):
        make.loop_seat(world.search, user)
    return (world.search.pk,)


def a_practice(world: World) -> tuple[int]:
    """On, with the panelist and two others to rate; nobody has begun."""
    make.practice(world.search, world.panelist, factories.user(), factories.user())
    return (world.search.pk,)


def half_practised(world: World) -> tuple[int]:
    """Three are in, with the planted word; the panelist is not."""
    others = [factories.user() for _ in range(3)]
    row = make.practice(world.search, world.panelist, *others)
    for user in others:
        make.practised(row, user, says=PLANTED)
    return (world.search.pk,)


def a_practice_rating(world: World, pk: int) -> dict[str, Any]:
    content = make.practice_content(Practice.objects.get(search=pk))
    return {**flat_ratings(content), "revision": 0, "send": "1"}


def three_that_ended(world: World) -> tuple[()]:
    """So that the page has a pool of groups to show; somebody said who they are."""
    for _ in range(3):
        search = factories.search(by=world["stranger"])
        for stage in (Stage.HIRED, Stage.LOOP):
            row = make.candidacy(search, PLANTED, stage=stage)
            VoluntaryAnswer.objects.create(candidacy=row, gender="woman")
    return ()


BECAUSE = {"because": "Ill since Monday."}

URLS = [
    Url("scorecards:card", at_the_desk, get=AUTHOR, post=AUTHOR, data=a_card, hidden=OUT_OF_SIGHT),
    Url("scorecards:draft", at_the_desk, post=AUTHOR, data=a_card, hidden=OUT_OF_SIGHT),
    Url(
        "scorecards:amend",
        submitted,
        get=AUTHOR,
        post=AUTHOR,
        data=an_amendment,
        hidden=OUT_OF_SIGHT,
    ),
    Url("scorecards:take_up", excused, post=AUTHOR, hidden=OUT_OF_SIGHT),
    Url(
        "scorecards:pass_question",
        at_the_desk,
        post=AUTHOR,
        data={"text": "What happened then?"},
        hidden=OUT_OF_SIGHT,
    ),
    Url(
        "scorecards:excuse",
        outstanding,
        get=RUNS,
        post=RUNS,
        data=BECAUSE,
        hidden=OUT_OF_SIGHT,
    ),
    Url("scorecards:remind", outstanding, post=RUNS, hidden=OUT_OF_SIGHT),
    Url("scorecards:reminders", at_the_desk, post=AUTHOR, hidden=OUT_OF_SIGHT),
    Url("scorecards:enough", a_token, public=True, get=MEMBERS, post=MEMBERS),
    Url("scorecards:stopped", public=True, get=MEMBERS),
    Url("scorecards:cards", judged, get=READS, hidden=OUT_OF_SIGHT),
    Url(
        "scorecards:gate",
        at_a_gate,
        get=MANAGES,
        post=MANAGES,
        data={"go": "go", **BECAUSE},
        hidden=OUT_OF_SIGHT,
    ),
    Url(
        "scorecards:debrief",
        opened,
        get=READS,
        post=MANAGES,
        data={"outcome": "wait", "reasons": "One reference is missing."},
        hidden=OUT_OF_SIGHT,
    ),
    Url("scorecards:open_debrief", judged, post=RUNS, hidden=OUT_OF_SIGHT),
    Url("scorecards:pulse", opened, get=READS, hidden=OUT_OF_SIGHT),
    Url(
        "scorecards:take_note",
        opened,
        post=RUNS | AUTHOR,
        data={"text": "The rollback took a day."},
        hidden=OUT_OF_SIGHT,
    ),
    Url("scorecards:ask_votes", opened, post=RUNS, hidden=OUT_OF_SIGHT),
    Url("scorecards:show_votes", half_voted, post=RUNS, hidden=OUT_OF_SIGHT),
    Url(
        "scorecards:vote",
        a_vote,
        post=AUTHOR,
        data={"verdict": "keep"},
        hidden=OUT_OF_SIGHT | RUNS | OBSERVES,
    ),
    Url(
        "scorecards:second_vote",
        a_voters_token,
        public=True,
        get=MEMBERS,
        post=MEMBERS,
        data={"verdict": "keep"},
    ),
    Url("scorecards:voted", public=True, get=MEMBERS),
    Url("scorecards:packet", opened, post=READS, hidden=OUT_OF_SIGHT),
    Url(
        "scorecards:flag",
        a_flag,
        get=RUNS,
        post=RUNS,
        data={"move": "confirm", **BECAUSE},
        hidden=OUT_OF_SIGHT,
    ),
    Url(
        "scorecards:flag_at_gate",
        a_flag_at_a_gate,
        get=MANAGES,
        post=MANAGES,
        data={"act": "answer", "text": "Nine in a team, one alone."},
        hidden=OUT_OF_SIGHT,
    ),
    Url("scorecards:board", opened, get=READS, hidden=OUT_OF_SIGHT),
    Url("scorecards:board_paper", opened, post=READS, hidden=OUT_OF_SIGHT),
    Url(
        "scorecards:practice",
        half_practised,
        get=RUNS | AUTHOR,
        post=AUTHOR,
        data=a_practice_rating,
    ),
    Url("scorecards:practice_draft", half_practised, post=AUTHOR, data=a_practice_rating),
    Url("scorecards:begin_practice", loop_of_two, post=RUNS),
    Url("scorecards:drop_practice", a_practice, post=RUNS),
    Url("scorecards:show_practice", half_practised, post=RUNS),
    Url(
        "scorecards:process",
        three_that_ended,
        get=RUN_ONE,
        only=RUN_ONE | {"administrator"},
    ),
    Url("scorecards:debriefs", of_search, get=MEMBERS),
    Url("scorecards:compare", two_opened, get=MEMBERS),
    Url("scorecards:my_strictness", everyone=True),
    Url("scorecards:questions", of_search, get=RECRUITER),
    Url("scorecards:question", a_question, get=RECRUITER, post=RECRUITER, data=a_place),
]
