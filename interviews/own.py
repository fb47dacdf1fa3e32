"""The interviews on the candidate's own page: when, with whom, what to bring."""

from collections.abc import Iterable, Iterator

from django.urls import reverse

from accounts.templatetags.face import day, meeting
from candidates.models import Candidacy
from candidates.own import OwnStep
from interviews.models import Interview, Part, Proposal
from interviews.queries import open_loop_of, people_now
from interviews.states import ProposalState


def own_steps(candidacy: Candidacy) -> Iterator[OwnStep]:
    """All parts of the loop, the same for everybody, in order; for who has left, what was held."""
    held = _interviews(candidacy)
    asked = {} if candidacy.ended else _asked(candidacy)
    for part in _parts(candidacy):
        note = candidacy.search.playbook.part(part.key).candidate_note
        if row := held.get(part.key):
            yield _planned(row, note)
        elif url := asked.get(part.key):
            yield _to_choose(part, note, url)
        elif not candidacy.ended:
            yield OwnStep(part.title, "quiet", "To come", "ring", part.minutes, note=note)


def _parts(candidacy: Candidacy) -> Iterable[Part]:
    loop = open_loop_of(candidacy.search)
    return loop.parts.exclude(kind="questionnaire") if loop else ()


def _interviews(candidacy: Candidacy) -> dict[str, Interview]:
    rows = Interview.objects.standing().filter(candidacy=candidacy, starts_at__isnull=False)
    rows = rows.select_related("part").prefetch_related(people_now())
    return {row.part.key: row for row in rows}


def _asked(candidacy: Candidacy) -> dict[str, str]:
    """Where they choose a time, by part."""
    rows = Proposal.objects.filter(candidacy=candidacy, state=ProposalState.OPEN)
    return {
        row.part.key: reverse("interviews:choose", args=[row.link.token])
        for row in rows.select_related("part", "link")
        if row.link and row.link.is_live
    }


def _planned(row: Interview, note: str) -> OwnStep:
    if not row.ahead:
        return OwnStep(row.part.title, "good", f"Was on {day(row.starts_at, row.zone)}")
    seated = row.seated  # type: ignore[attr-defined]
    return OwnStep(
        row.part.title,
        "info",
        "Planned",
        "clock",
        row.minutes,
        starts_at=row.starts_at,
        at=meeting(row.starts_at, row.zone, row.candidate_zone or row.zone, row.ends_at),
        place=row.place,
        meets=list(dict.fromkeys(f"{seat.user} ({seat.title})" for seat in seated)),
        note=note,
    )


def _to_choose(part: Part, note: str, url: str) -> OwnStep:
    return OwnStep(
        part.title,
        "care",
        "Yours to choose a time",
        "clock",
        part.minutes,
        note=note,
        url=url,
        action="Choose a time",
    )
