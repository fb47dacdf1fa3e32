"""A copy of what is held on a candidate, to hand to them. Rooms above add the parts they hold.

In it is what the candidate gave, what was written to them, and what everybody who runs the search
may read of them at any time. What others judged is not: it would open a scorecard by the back door.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from io import BytesIO
from zipfile import ZipFile, ZipInfo

from django.db.models.fields.files import FieldFile
from django.template.loader import render_to_string
from django.utils.text import slugify

from accounts.templatetags.face import day
from candidates.models import Candidacy
from candidates.own import given_by, own_steps
from candidates.queries import answers_of

LEFT_OUT = (
    "Not in this copy: what people judged (scorecards, red flags, notes of the debrief, "
    "decisions), what referees said in confidence, and who said how they know you. Who judges "
    "writes before reading what others wrote, and referees wrote to be read by few. Ask who runs "
    "the search for an account of how you were judged."
)


@dataclass(frozen=True)
class Part:
    title: str
    lines: Sequence[tuple[str, str]]
    """What it is, and what it says; nothing that is empty."""


PartsOf = Callable[[Candidacy], Iterable[Part]]
_parts: list[PartsOf] = []


def register(parts: PartsOf) -> None:
    """In the order of a candidate's way."""
    if parts not in _parts:
        _parts.append(parts)


PapersOf = Callable[[Candidacy], Iterable[tuple[str, FieldFile]]]
_papers: list[PapersOf] = []


def register_papers(papers: PapersOf) -> None:
    """Files that a room holds, each with its name in the copy, which says nothing of who it is."""
    if papers not in _papers:
        _papers.append(papers)


def _documents(candidacy: Candidacy) -> Iterator[tuple[str, FieldFile]]:
    for row in candidacy.documents.order_by("pk"):
        yield row.download_name, row.file


def held_on(candidacy: Candidacy) -> list[Part]:
    found = [part for of in (_given, *_parts, _written) for part in of(candidacy)]
    kept = [Part(part.title, [(n, s) for n, s in part.lines if s]) for part in found]
    return [part for part in kept if part.lines]


def _given(candidacy: Candidacy) -> Iterator[Part]:
    told = [(row.what, row.text) for row in given_by(candidacy)]
    more = [
        ("What would help you take part", candidacy.needs),
        ("How we met", candidacy.get_channel_display()),
        ("In two or three sentences", candidacy.summary),
        ("Where you stand", f"{candidacy.get_stage_display()}, {day(candidacy.stage_since)}"),
        ("Why it ended", candidacy.ended_because),
        ("Held since", day(candidacy.added_at)),
    ]
    yield Part("Who you are, and where you stand", [*told, *more])
    steps = [(step.title, f"{step.words} {step.at}".strip()) for step in own_steps(candidacy)]
    yield Part("Your way through it", steps)
    answers = [(answer.question, answer.text) for answer in answers_of(candidacy)]
    yield Part("Your answers to the questionnaire", answers)
    claims = [(row.text, f"{row.source}. {row.how_checked}") for row in candidacy.claims.all()]
    yield Part("What you say you achieved, where, and how it was checked", claims)
    yield Part("Production systems you answered for", list(_systems(candidacy)))


def _systems(candidacy: Candidacy) -> Iterator[tuple[str, str]]:
    for row in candidacy.systems.all():
        says = (row.years, row.role, row.scale, row.metric, row.incident, row.changed)
        yield row.what, "; ".join(filter(None, says))


def _written(candidacy: Candidacy) -> Iterator[Part]:
    sent = [(day(row.sent_at), row.text) for row in candidacy.messages.order_by("pk")]
    yield Part("What was written to you", sent)
    for row in candidacy.submissions.select_related("partner").order_by("pk"):
        words = [("Why you", row.words), *(("Told them", w.words) for w in row.feedback.all())]
        yield Part(f"From {row.partner}, who put you forward", words)


def as_zip(candidacy: Candidacy) -> bytes:
    """A page to read, the same for a machine, and their papers."""
    parts = held_on(candidacy)
    context = {"candidacy": candidacy, "parts": parts, "left_out": LEFT_OUT}
    said = {"left_out": LEFT_OUT, "parts": [asdict(part) for part in parts]}
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        _put(archive, "read-this.html", render_to_string("candidates/copy.html", context).encode())
        _put(archive, "everything.json", json.dumps(said, ensure_ascii=False, indent=2).encode())
        for name, paper in (each for of in (_documents, *_papers) for each in of(candidacy)):
            if paper.storage.exists(str(paper.name)):
                with paper.open("rb") as opened:
                    _put(archive, f"papers/{name}", opened.read())
    return file.getvalue()


def _put(archive: ZipFile, name: str, content: bytes) -> None:
    archive.writestr(ZipInfo(name), content)


def file_name(candidacy: Candidacy) -> str:
    """With the alias: a file lies about in folders that others see."""
    return f"{slugify(candidacy.alias)}-copy.zip"
