"""The mail of judging. It says that something is in or open, never what anybody wrote."""

from django.urls import reverse
from django.utils import timezone

from accounts.templatetags.face import meeting, when
from candidates.models import Candidacy
from candidates.queries import who_is_told
from interviews.models import Interview, Seat
from mail.actions import absolute
from mail.kinds import Letter, register
from mail.models import Mail
from scorecards.actions import SECOND_VOTE, vote_of
from scorecards.blindness import gate_is_ready
from scorecards.models import Card, Debrief, Gate, Reminder
from scorecards.queries.progress import debrief_is_due
from scorecards.queries.reminders import remindable
from scorecards.reminders import Moment, still_holds
from scorecards.states import CardState, Occasion


def gate_is_ready_letter(mail: Mail) -> Letter | None:
    interview = (
        Interview.objects.select_related("part", "candidacy__search").filter(pk=mail.about).first()
    )
    if interview is None or not gate_is_ready(interview.candidacy, interview.part):
        return None
    candidacy = interview.candidacy
    if mail.user not in who_is_told(candidacy):
        return None
    if Gate.objects.filter(candidacy=candidacy, part__key=interview.part.key).exists():
        return None
    return Letter(
        subject=f"{candidacy.alias}: go on or stop after “{interview.part}”?",
        template="emails/gate_is_ready.txt",
        context={
            "alias": candidacy.alias,
            "part": interview.part,
            "search": candidacy.search,
            "url": absolute(reverse("scorecards:gate", args=[candidacy.pk, interview.part_id])),
        },
    )


def debrief_is_due_letter(mail: Mail) -> Letter | None:
    candidacy = Candidacy.objects.select_related("search").filter(pk=mail.about).first()
    if candidacy is None or not debrief_is_due(candidacy):
        return None
    if mail.user not in who_is_told(candidacy):
        return None
    return Letter(
        subject=f"{candidacy.alias}: all scorecards are in",
        template="emails/debrief_is_due.txt",
        context={
            "alias": candidacy.alias,
            "search": candidacy.search,
            "url": absolute(reverse("scorecards:cards", args=[candidacy.pk])),
        },
    )


def debrief_is_open_letter(mail: Mail) -> Letter | None:
    debrief = Debrief.objects.select_related("candidacy__search").filter(pk=mail.about).first()
    if debrief is None or debrief.closed_at or mail.user is None:
        return None
    candidacy = debrief.candidacy
    if not Candidacy.objects.visible_to(mail.user).filter(pk=candidacy.pk).exists():
        return None
    return Letter(
        subject=f"{candidacy.alias}: the debrief is open",
        template="emails/debrief_is_open.txt",
        context={
            "alias": candidacy.alias,
            "search": candidacy.search,
            "candidacy": candidacy,
            "url": absolute(reverse("scorecards:debrief", args=[candidacy.pk])),
        },
    )


def second_vote_letter(mail: Mail) -> Letter | None:
    vote = vote_of(mail.about, mail.link) if mail.link else None
    if vote is None or vote.given_at or vote.round.closed_at or mail.link is None:
        return None
    return Letter(
        subject=f"{vote.candidacy.alias}: do you keep your recommendation?",
        template="emails/second_vote.txt",
        context={
            "alias": vote.candidacy.alias,
            "search": vote.search,
            "by": vote.round.asked_by,
            "debrief": absolute(reverse("scorecards:debrief", args=[vote.candidacy.pk])),
            "url": absolute(reverse("scorecards:second_vote", args=[mail.link.token])),
        },
    )


def card_excused_letter(mail: Mail) -> Letter | None:
    card = (
        Card.objects.select_related("excused_by", "interview__part", "interview__candidacy__search")
        .filter(pk=mail.about, state=CardState.EXCUSED, excused_by__isnull=False)
        .first()
    )
    if card is None:
        return None
    return Letter(
        subject=f"{card.candidacy.alias}: your scorecard is excused",
        template="emails/card_excused.txt",
        context={
            "alias": card.candidacy.alias,
            "part": card.interview.part,
            "by": card.excused_by,
            "url": absolute(card.get_absolute_url()),
        },
    )


# ---- Reminders ----


def _reminded(mail: Mail) -> tuple[Reminder, Seat] | None:
    """The reminder and its seat as they are now; None where it is no longer true."""
    reminder = Reminder.objects.select_related("by").filter(pk=mail.about).first()
    seat = remindable().filter(pk=reminder.seat_id).first() if reminder else None
    if reminder is None or seat is None:
        return None
    moment = Moment(Occasion(reminder.occasion), reminder.at)
    holds = still_holds(moment, seat.interview, seat.user.zone, timezone.now())
    return (reminder, seat) if holds else None


def interview_tomorrow_letter(mail: Mail) -> Letter | None:
    found = _reminded(mail)
    if found is None:
        return None
    _, seat = found
    interview = seat.interview
    what = f"{interview.part}, {interview.candidacy.alias}"
    return Letter(
        subject=f"Tomorrow: {what}, {when(interview.starts_at, interview.zone)}",
        template="emails/interview_tomorrow.txt",
        context={
            "seat": seat,
            "interview": interview,
            "at": meeting(interview.starts_at, interview.zone, seat.user.zone, interview.ends_at),
            "url": absolute(interview.get_absolute_url()),
        },
    )


ASKS = {
    Occasion.AFTER: "Your scorecard: {what}",
    Occasion.DUE: "Due now: your scorecard, {what}",
    Occasion.MORNING: "Still due: your scorecard, {what}",
    Occasion.BY_HAND: "{by} asks for your scorecard: {what}",
}


def card_to_write_letter(mail: Mail) -> Letter | None:
    found = _reminded(mail)
    if found is None or mail.link is None or mail.link.revoked_at:
        return None
    reminder, seat = found
    if not seat.owes or seat.stopped:  # type: ignore[attr-defined]
        return None
    interview = seat.interview
    what = f"{interview.part}, {interview.candidacy.alias}"
    return Letter(
        subject=ASKS[Occasion(reminder.occasion)].format(what=what, by=reminder.by),
        template="emails/card_to_write.txt",
        context={
            "reminder": reminder,
            "seat": seat,
            "interview": interview,
            "minutes": interview.part.plan.time_budget_minutes,
            "due": when(interview.card_due_at, seat.user.zone),
            "url": absolute(reverse("scorecards:card", args=[interview.pk])),
            "enough": absolute(reverse("scorecards:enough", args=[mail.link.token])),
        },
    )


register("interview_tomorrow", interview_tomorrow_letter)
register("card_to_write", card_to_write_letter)
register("gate_is_ready", gate_is_ready_letter)
register("debrief_is_due", debrief_is_due_letter)
register("debrief_is_open", debrief_is_open_letter)
register(SECOND_VOTE, second_vote_letter)
register("card_excused", card_excused_letter)
