"""What candidates are shown of their own candidacy. Rooms above add the steps they know of.

Nothing here is made of what anybody noted or judged: only of where somebody stands, of what was
planned with them and sent to them, and of what they gave themselves.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.urls import reverse

from accounts.models import Link, normal_email
from accounts.templatetags.face import day
from candidates.models import Candidacy, VoluntaryAnswer
from candidates.queries import questionnaire_of, questionnaire_part
from candidates.states import Stage, Way
from mail.actions import absolute

OWN_PAGE = "own_page"
"""The kind of the private link, about the candidacy, and of the mail that carries it."""

DECIDING = "The search comes to its decision. You hear of it from a person, not from this page."
STANDS: dict[str, str] = {
    Stage.ADDED: "You are in conversation with this search.",
    Stage.TALKING: "You are in conversation with this search.",
    Stage.SHORTLISTED: "You are in conversation with this search.",
    Stage.LOOP: "You are in the interviews.",
    Stage.DEBRIEF: DECIDING,
    Stage.OFFER: DECIDING,
    Stage.HIRED: "You have accepted the offer.",
    Stage.STOPPED: "This search has gone on without you.",
    Stage.WITHDRAWN: "You have withdrawn from this search.",
}
"""Who is on the shortlist, or is to get an offer, learns of it from a person."""


@dataclass(frozen=True)
class OwnStep:
    """One step of a candidate's way: 'Interview 2', planned, with whom, and how to prepare."""

    title: str
    meaning: str
    """good, care, info or quiet"""
    words: str
    icon: str = ""
    minutes: int = 0
    starts_at: datetime | None = None
    at: str = ""
    place: str = ""
    meets: Sequence[str] = ()
    note: str = ""
    url: str = ""
    action: str = ""
    """What is theirs to do now, as a button says it; empty where they wait."""


StepsOf = Callable[[Candidacy], Iterable[OwnStep]]
_steps: list[StepsOf] = []


def register(steps: StepsOf) -> None:
    """In the order of a candidate's way."""
    if steps not in _steps:
        _steps.append(steps)


def own_steps(candidacy: Candidacy) -> list[OwnStep]:
    return [step for of in (_questionnaire, *_steps) for step in of(candidacy)]


def next_of(steps: Iterable[OwnStep]) -> OwnStep | None:
    """The planned step that comes first by the clock."""
    planned = [(step.starts_at, step) for step in steps if step.starts_at]
    return min(planned, key=lambda pair: pair[0])[1] if planned else None


def _questionnaire(candidacy: Candidacy) -> Iterable[OwnStep]:
    part, row = questionnaire_part(candidacy.search), questionnaire_of(candidacy)
    if row and row.submitted_at:
        yield OwnStep(part.title, "good", f"Answered {day(row.submitted_at)}")
    elif candidacy.ended:
        return
    elif row and row.way == Way.LINK and row.link and row.link.is_live:
        yield OwnStep(
            part.title,
            "care",
            f"Yours to answer until {day(row.link.expires_at)}",
            "clock",
            part.duration_minutes,
            note=part.candidate_note,
            url=reverse("candidates:answer", args=[row.link.token]),
            action="Answer the questions",
        )
    else:
        yield OwnStep(
            part.title, "quiet", "To come", "ring", part.duration_minutes, note=part.candidate_note
        )


def own_link(candidacy: Candidacy) -> Link | None:
    return Link.objects.live().filter(kind=OWN_PAGE, about=candidacy.pk).order_by("-pk").first()


def own_url(candidacy: Candidacy, to: str) -> str:
    """The address of their page, for mail and pages that go `to` an address; empty while they have
    none, or where another address is theirs by now."""
    link = own_link(candidacy)
    if link is None or link.email != normal_email(to):
        return ""
    return absolute(reverse("candidates:own", args=[link.token]))


class Given(NamedTuple):
    """Something held here that came from the candidate, in their words."""

    what: str
    text: str


def given_by(candidacy: Candidacy) -> list[Given]:
    """Who they are, what they volunteered, their papers; not what was left empty."""
    person = candidacy.candidate
    papers = candidacy.documents.order_by("pk").values_list("name", flat=True)
    noted = [
        Given("Name", person.name),
        Given("Mail address", person.email),
        Given("Telephone", person.phone),
        Given("Employer", person.employer),
        Given("Title there", person.title),
        Given("What you hope for", candidacy.expects),
        Given("What leaving would cost you", candidacy.forfeits),
        Given("Papers", ", ".join(papers)),
    ]
    return [row for row in noted if row.text]


def is_counted(candidacy: Candidacy) -> bool:
    """Whether they gave answers that are only counted; what they said is shown to nobody."""
    return VoluntaryAnswer.objects.filter(candidacy=candidacy).exists()
