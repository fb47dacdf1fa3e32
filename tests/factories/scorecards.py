"""Seats, cards and debriefs, made through the actions wherever one exists."""

from datetime import timedelta
from itertools import count

from django.db.models import Count
from django.utils import timezone

from accounts.models import User
from candidates.models import Access, Candidacy, Candidate, Conflict
from candidates.states import Stage
from interviews.models import Interview, Loop, LoopSeat, Part, Seat
from interviews.states import Duty, InterviewState, LoopState, Need
from scorecards import actions
from scorecards.actions.practice import seated_in
from scorecards.content import Content, shape_of
from scorecards.models import (
    Card,
    Debrief,
    DebriefNote,
    Decision,
    Practice,
    PracticeSheet,
    RedFlag,
    SecondVote,
    VoteRound,
)
from searches.actions import grant
from searches.models import Membership, Role, Search, Step
from tests import factories

_number = count(1)


def loop(search: Search) -> Loop:
    """The open loop with the playbook's parts, as it comes; made once a search."""
    found = Loop.objects.filter(search=search, state=LoopState.OPEN).first()
    if found:
        return found
    row = Loop.objects.create(search=search, state=LoopState.OPEN, opened_at=timezone.now())
    Part.objects.bulk_create(
        Part(
            loop=row,
            key=part.key,
            position=part.position,
            kind=part.kind,
            title=part.title,
            minutes=part.duration_minutes,
            focus=list(part.focus),
            gate=part.gate,
        )
        for part in search.playbook.parts
    )
    Search.objects.filter(pk=search.pk).update(step=Step.LOOP)
    search.step = Step.LOOP
    return row


def part(search: Search, key: str) -> Part:
    return loop(search).parts.get(key=key)


def candidacy(search: Search, name: str = "", *, stage: str = Stage.LOOP) -> Candidacy:
    number = next(_number)
    person = Candidate.objects.create(
        name=name or f"Candidate {number}", employer="Northern Mutual", title="VP ML"
    )
    return Candidacy.objects.create(
        search=search, candidate=person, alias=f"Candidate {number}", stage=stage
    )


def interview(candidacy: Candidacy, key: str = "production", *, hours_ago: int = 3) -> Interview:
    """A part of the loop, held a few hours ago, with nobody in its seats.

    Another one of the candidacy was before it: nobody is interviewed twice at once.
    """
    row = part(candidacy.search, key)
    standing = Interview.objects.standing().filter(candidacy=candidacy, starts_at__isnull=False)
    starts_at = timezone.now() - timedelta(hours=hours_ago)
    if first := standing.order_by("starts_at").first():
        starts_at = min(starts_at, first.starts_at - timedelta(minutes=row.minutes + 1))
    return Interview.objects.create(
        candidacy=candidacy,
        part=row,
        state=InterviewState.HELD,
        starts_at=starts_at,
        minutes=row.minutes,
        zone="Europe/Berlin",
        created_at=timezone.now() - timedelta(days=2),
    )


def seat(
    interview: Interview,
    user: User | None = None,
    *,
    duty: str = Duty.SCORING,
    declared: str = Conflict.Answer.NONE,
) -> Seat:
    """Somebody seated in an interview, let in to the candidacy, and without a conflict."""
    user = user or factories.user()
    candidacy = interview.candidacy
    search = candidacy.search
    grant(search, user=user, role=Role.PANELIST, by=factories.hiring_manager_of(search))
    Access.objects.get_or_create(candidacy=candidacy, user=user, role=Role.PANELIST, ended_at=None)
    if declared:
        Conflict.objects.get_or_create(
            candidacy=candidacy,
            user=user,
            defaults={"answer": declared, "how": "worked together" if declared == "knows" else ""},
        )
    return Seat.objects.create(
        interview=interview,
        user=user,
        key=f"seat_{next(_number)}",
        title="CTO",
        duty=duty,
    )


def replaced(seat: Seat) -> Seat:
    """The seat given up; the role on the search ends with the last one, as it does there."""
    now = timezone.now()
    Seat.objects.filter(pk=seat.pk).update(ended_at=now)
    candidacy, user = seat.interview.candidacy, seat.user
    left = Seat.objects.current().filter(user=user, interview__candidacy=candidacy)
    if not left.exists():
        Access.objects.filter(candidacy=candidacy, user=user).update(ended_at=now)
    if (
        not Seat.objects.current()
        .filter(user=user, interview__candidacy__search=candidacy.search_id)
        .exists()
    ):
        Membership.objects.filter(search=candidacy.search_id, user=user, role=Role.PANELIST).update(
            ended_at=now
        )
    seat.refresh_from_db()
    return seat


def content(
    interview: Interview,
    *,
    ratings: dict[str, int | str] | int = 4,
    flags: list[dict[str, str]] | None = None,
    recommendation: str = "yes",
    says: str = "Told of the worst day first.",
) -> Content:
    """A whole card. `ratings`: one number for all, or competency -> number, or 'na'."""
    shape = shape_of(interview)
    values = ratings if isinstance(ratings, dict) else dict.fromkeys(shape.focus, ratings)
    filled = shape.blank()
    for key in shape.focus:
        value = str(values.get(key, "na"))
        evidence = "" if value == "na" else f"{says} ({key})"
        filled["ratings"][key] = {"value": value, "evidence": evidence}
    if shape.part.extra_question:
        filled["extra"] = shape.part.extra_question.options[0].key
    filled["words"] = {question.key: says for question in shape.part.card_questions}
    return filled | {"flags": flags or [], "recommendation": recommendation, "why": says}


def flag(
    *, seriousness: str = "critical", name: str = "Bluffs", quote: str = "I am certain of it."
) -> dict[str, str]:
    return {"key": "", "name": name, "quote": quote, "seriousness": seriousness}


def card(seat: Seat, **what) -> Card:
    """A draft that was saved once."""
    return actions.save_card(
        interview=seat.interview,
        revision=0,
        content=content(seat.interview, **what),
        by=seat.user,
    )


def submitted(seat: Seat, **what) -> Card:
    return actions.submit_card(
        interview=seat.interview,
        revision=0,
        content=content(seat.interview, **what),
        by=seat.user,
    )


def excused(seat: Seat, by: User | None = None, because: str = "Ill since Monday.") -> Card:
    by = by or factories.hiring_manager_of(seat.interview.search)
    return actions.excuse_card(interview=seat.interview, user=seat.user, because=because, by=by)


def judged(candidacy: Candidacy, key: str = "production", **what) -> list[Card]:
    """An interview with two people whose cards are in."""
    row = interview(candidacy, key)
    return [submitted(seat(row), **what) for _ in range(2)]


def open_debrief(candidacy: Candidacy) -> Debrief:
    """The debrief opened by the hiring manager; an interview is judged first if none was."""
    if not Card.objects.filter(interview__candidacy=candidacy).exists():
        judged(candidacy)
    by = factories.hiring_manager_of(candidacy.search)
    return actions.open_debrief(candidacy=candidacy, by=by)


def decided(candidacy: Candidacy, outcome: str = "hire", **more) -> Decision:
    """A decision of the hiring manager on an open debrief."""
    if not candidacy.debriefs.filter(closed_at=None).exists():
        open_debrief(candidacy)
    written = {"after": None, "reasons": "Has run what we need run.", "override": "Worth the risk."}
    return actions.decide(
        candidacy=candidacy,
        outcome=outcome,
        by=factories.hiring_manager_of(candidacy.search),
        **(written | more),
    )


def asked(candidacy: Candidacy) -> VoteRound:
    """Second votes asked for by the hiring manager, in an open debrief."""
    if not candidacy.debriefs.filter(closed_at=None).exists():
        open_debrief(candidacy)
    by = factories.hiring_manager_of(candidacy.search)
    return actions.ask_second_votes(candidacy=candidacy, by=by)


def voted(vote: SecondVote, change_to: str = "", why: str = "The second incident.") -> SecondVote:
    """One second vote given by its voter: kept, or changed."""
    if not change_to:
        return actions.give_second_vote(vote=vote, verdict="keep", by=vote.voter)
    given = {"verdict": "change", "recommendation": change_to, "why": why}
    return actions.give_second_vote(vote=vote, **given, by=vote.voter)


def noted(candidacy: Candidacy, text: str = "The rollback took a day.", **more) -> DebriefNote:
    by = more.pop("by", None) or factories.hiring_manager_of(candidacy.search)
    return actions.take_note(candidacy=candidacy, text=text, by=by, **more)


def place_of(flag: RedFlag) -> tuple[int, int]:
    """What a red flag is addressed by: its card, and its place on it."""
    places = list(flag.card.flags.values_list("pk", flat=True))
    return flag.card_id, places.index(flag.pk) + 1


def loop_seat(search: Search, user: User | None = None, *, duty: str = Duty.SCORING) -> User:
    """Somebody named in the open loop, each in another part of it, and so on the panel."""
    user = user or factories.user()
    number = next(_number)
    parts = list(loop(search).parts.annotate(taken=Count("seats")).order_by("taken", "position"))
    grant(search, user=user, role=Role.PANELIST, by=factories.hiring_manager_of(search))
    LoopSeat.objects.create(
        part=parts[0],
        key=f"seat_{number}",
        position=1,
        title="CTO",
        duty=duty,
        need=Need.REQUIRED,
        user=user,
    )
    return user


def practice(search: Search, *people: User) -> Practice:
    """The practice rating on, for these people; for three somebodies if none are given."""
    for user in people or (None, None, None):
        loop_seat(search, user)
    return actions.begin_practice(search=search, by=factories.hiring_manager_of(search))


def practice_content(practice: Practice, *values: int | str, says: str = "The samples.") -> Content:
    """By competency of the case, in its order; the last value stands for all that follow."""
    given = [str(value) for value in values or (3,)]
    keys = practice.search.playbook.practice.competencies
    given += [given[-1]] * (len(keys) - len(given))
    return {
        key: {"value": value, "evidence": "" if value == "na" else f"{says} ({key})"}
        for key, value in zip(keys, given, strict=False)
    }


def practised(practice: Practice, by: User, *values: int | str, **more) -> PracticeSheet:
    content = practice_content(practice, *values, **more)
    return actions.send_practice(practice=practice, revision=0, content=content, by=by)


def practice_shown(search: Search, *people: User, **more) -> Practice:
    """Rated by these people (or by three), each a point higher than the one before, and shown."""
    row = practice(search, *people)
    for number, user in enumerate(seated_in(search), start=2):
        practised(row, user, min(number, 5), **more)
    row.refresh_from_db()
    return row
