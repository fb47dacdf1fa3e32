"""The mail with which a candidate chooses a time, and the mail of debrief meetings."""

from collections.abc import Callable

from django.urls import reverse

from accounts.templatetags.face import count_word, meeting, when
from candidates.own import own_url
from interviews.actions import SLOTS
from interviews.calendar import Method, calendar_file
from interviews.models import Guest, Meeting, Proposal
from interviews.states import MeetingState, ProposalState
from mail.actions import absolute
from mail.kinds import Attachment, Letter, register
from mail.models import Mail

SUBJECTS = {
    "planned": "Debrief on {alias}, {when}",
    "moved": "New time: debrief on {alias}, {when}",
    "cancelled": "Cancelled: debrief on {alias}, {when}",
}


def slots(mail: Mail) -> Letter | None:
    rows = Proposal.objects.select_related("candidacy__search", "candidacy__candidate", "part")
    row = rows.filter(pk=mail.about, state=ProposalState.OPEN, link=mail.link_id).first()
    link = mail.link
    if row is None or link is None or link.revoked_at:
        return None
    times = list(row.slots.all())
    of = row.search.shown_outside
    return Letter(
        subject=f"{of}: choose a time for {row.part}",
        template="emails/slots.txt",
        context={
            "candidate": row.candidacy.candidate,
            "of": of,
            "part": row.part,
            "minutes": row.minutes,
            "count": count_word(len(times)).lower(),
            "times": [meeting(slot.starts_at, row.zone, row.zone, slot.ends_at) for slot in times],
            "url": absolute(reverse("interviews:choose", args=[link.token])),
            "by": link.created_by,
            "own_page": own_url(row.candidacy, mail.to),
        },
    )


def debrief(mail: Mail, occasion: str) -> Letter | None:
    rows = Guest.objects.select_related("user", "meeting__candidacy__search")
    guest = rows.filter(pk=mail.about).first()
    if guest is None:
        return None
    row = guest.meeting
    over = guest.ended_at is not None or row.state == MeetingState.CANCELLED
    if (occasion == "cancelled") != over:
        return None
    alias = row.candidacy.alias
    return Letter(
        subject=SUBJECTS[occasion].format(alias=alias, when=when(row.starts_at, row.zone)),
        template=f"emails/debrief_meeting_{occasion}.txt",
        context={
            "guest": guest,
            "meeting": row,
            "alias": alias,
            "of": row.search.shown_outside,
            "at": meeting(row.starts_at, row.zone, guest.user.zone, row.ends_at),
            "url": absolute(row.get_absolute_url()),
        },
        attachments=[_file(row, mail.to, over)],
    )


def debrief_words(row: Meeting) -> tuple[str, str]:
    """Summary and description of the calendar's entry."""
    summary = f"Debrief on {row.candidacy.alias} ({row.search.shown_outside})"
    return summary, f"Its interviews: {absolute(row.get_absolute_url())}"


def _file(row: Meeting, to: str, over: bool) -> Attachment:
    method: Method = "CANCEL" if over else "REQUEST"
    summary, words = debrief_words(row)
    content = calendar_file(
        row, to=to, method=method, summary=summary, words=words, sequence=row.sequence
    )
    return Attachment("debrief.ics", content, f"text/calendar; method={method}")


def _on(occasion: str) -> Callable[[Mail], Letter | None]:
    return lambda mail: debrief(mail, occasion)


register(SLOTS, slots)
for _occasion in SUBJECTS:
    register(f"debrief_meeting_{_occasion}", _on(_occasion))
