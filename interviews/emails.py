"""The mail that goes with interviews. Subjects and calendar files use aliases, never a name."""

from collections.abc import Callable

from accounts.templatetags.face import meeting, when
from candidates.own import own_url
from interviews.calendar import Method, calendar_file
from interviews.models import Interview, Seat
from interviews.states import InterviewState
from mail.actions import absolute
from mail.kinds import Attachment, Letter, register
from mail.models import Mail

SUBJECTS = {
    "planned": "{what}, {when}",
    "moved": "New time: {what}, {when}",
    "cancelled": "Cancelled: {what}, {when}",
}


def _for_panel(mail: Mail, occasion: str) -> Letter | None:
    seat = (
        Seat.objects.select_related(
            "user", "interview__part", "interview__candidacy__search", "interview__planned_by"
        )
        .filter(pk=mail.about)
        .first()
    )
    if seat is None or seat.interview.starts_at is None:
        return None
    interview = seat.interview
    over = seat.ended_at is not None or interview.state == InterviewState.CANCELLED
    if (occasion == "cancelled") != over:
        return None
    summary, words = panel_words(interview)
    url = absolute(interview.get_absolute_url())
    return Letter(
        subject=_subject(occasion, f"{interview.part}, {interview.candidacy.alias}", interview),
        template=f"emails/interview_{occasion}.txt",
        context={
            "interview": interview,
            "seat": seat,
            "at": meeting(interview.starts_at, interview.zone, seat.user.zone, interview.ends_at),
            "replaced": seat.ended_at is not None,
            "url": url,
        },
        attachments=[_attach(interview, mail.to, over, summary, words)],
    )


def panel_words(interview: Interview) -> tuple[str, str]:
    """Summary and description of a panelist's calendar entry."""
    summary = f"{interview.part}, {interview.candidacy.alias} ({interview.search.shown_outside})"
    return summary, f"The kit: {absolute(interview.get_absolute_url())}"


def _for_candidate(mail: Mail, occasion: str) -> Letter | None:
    interview = (
        Interview.objects.with_kit().select_related("planned_by").filter(pk=mail.about).first()
    )
    if interview is None or interview.starts_at is None:
        return None
    over = interview.state == InterviewState.CANCELLED
    if (occasion == "cancelled") != over:
        return None
    of = interview.search.shown_outside
    own_zone = interview.candidate_zone or interview.zone
    note = interview.search.playbook.part(interview.part.key).candidate_note
    return Letter(
        subject=_subject(occasion, f"{of}: {interview.part}", interview),
        template=f"emails/interview_{occasion}_for_candidate.txt",
        context={
            "interview": interview,
            "candidate": interview.candidacy.candidate,
            "of": of,
            "at": meeting(interview.starts_at, interview.zone, own_zone, interview.ends_at),
            "note": note,
            "meets": list(dict.fromkeys(interview.seats.current().values_list("title", flat=True))),
            "contact": interview.planned_by,
            "own_page": own_url(interview.candidacy, mail.to),
        },
        attachments=[_attach(interview, mail.to, over, f"{of}: {interview.part}", note)],
    )


def _subject(occasion: str, what: str, interview: Interview) -> str:
    return SUBJECTS[occasion].format(what=what, when=when(interview.starts_at, interview.zone))


def _attach(interview: Interview, to: str, over: bool, summary: str, words: str) -> Attachment:
    method: Method = "CANCEL" if over else "REQUEST"
    content = calendar_file(
        interview, to=to, method=method, summary=summary, words=words, sequence=interview.sequence
    )
    return Attachment("interview.ics", content, f"text/calendar; method={method}")


def answers_to_read(mail: Mail) -> Letter | None:
    seat = (
        Seat.objects.current()
        .select_related("user", "interview__part", "interview__candidacy__search")
        .exclude(interview__state=InterviewState.CANCELLED)
        .filter(pk=mail.about)
        .first()
    )
    if seat is None:
        return None
    alias = seat.interview.candidacy.alias
    return Letter(
        subject=f"Answers to read: {alias}",
        template="emails/answers_to_read.txt",
        context={
            "seat": seat,
            "alias": alias,
            "search": seat.interview.search,
            "due": when(seat.interview.card_due_at, seat.user.zone),
            "url": absolute(seat.interview.get_absolute_url()),
        },
    )


def _of(letter_of: Callable[[Mail, str], Letter | None], occasion: str):
    return lambda mail: letter_of(mail, occasion)


for _occasion in SUBJECTS:
    register(f"interview_{_occasion}", _of(_for_panel, _occasion))
    register(f"interview_{_occasion}_for_candidate", _of(_for_candidate, _occasion))
register("answers_to_read", answers_to_read)
