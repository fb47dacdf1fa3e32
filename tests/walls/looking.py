"""Everything a world can be asked, by everybody, and what it answered: pages, files, mail, rows."""

import itertools
import random
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from unittest import mock

from django.apps import apps
from django.db import connection, transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from accounts.models import Link
from briefs.kinds import kind_of
from briefs.models import Brief
from briefs.render import html_of
from candidates.actions import REFERENCE
from candidates.own import OWN_PAGE
from interviews.actions import FEED
from interviews.models import Interview, Part
from mail.actions import message_of
from mail.models import Mail
from offers.models import Offer
from scorecards.actions import ENOUGH, SECOND_VOTE
from scorecards.models import Card, PassedQuestion, RedFlag
from scorecards.queries.debrief import BOARD, PACKET
from tests.walls.test_urls import URLS
from tests.walls.worlds import Cast

PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")


# ---- The same chance, the same numbers ----


@contextmanager
def same_chance() -> Iterator[random.Random]:
    """Tokens, nonces, salts and identifiers come from one stream, the same in both worlds, so that
    nothing has to be masked before two answers are compared byte by byte."""
    stream = random.Random(0)
    with (
        mock.patch("os.urandom", stream.randbytes),
        mock.patch("random._urandom", stream.randbytes),
    ):
        yield stream


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is written inside is gone afterwards, and so are the numbers given to rows.

    SQLite rolls these back with everything else; PostgreSQL's sequences are put back by hand.
    """
    stood = _numbers()
    try:
        with transaction.atomic():
            yield
            transaction.set_rollback(True)
    finally:
        with connection.cursor() as cursor:
            for name, value in stood.items():
                cursor.execute("SELECT setval(%s, %s, %s)", [name, value or 1, value is not None])


def _numbers() -> dict[str, int | None]:
    if connection.vendor != "postgresql":
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public'"
        )
        return dict(cursor.fetchall())


# ---- What there is to ask ----

NOT_WALKED = {
    "accounts:join": "an invitation: nobody who was invited has joined",
    "candidates:answer": "the questionnaire is a conversation here",
    "candidates:document": "nobody sent a file",
    "interviews:seat": "the loop is open, and no seat of it is being named",
    "interviews:choose": "no times were proposed",
    "offers:answer": "no offer goes out",
    **dict.fromkeys(("offers:letter", "offers:signed", "offers:agreement"), "no offer goes out"),
    "offers:resolution_file": "no board has resolved anything",
    **dict.fromkeys(
        (
            f"onboarding:{name}"
            for page in (
                "deliverable",
                "evidence_file",
                "check_in",
                "warnings",
                "promises",
                "review",
            )
            for name in (page, f"mine_{page}")
        ),
        "nobody was hired",
    ),
    "onboarding:plan": "nobody was hired",
    "onboarding:mine": "nobody was hired",
    "onboarding:watch": "nobody was hired",
    "onboarding:outcome": "nobody was hired",
}
"""Pages of the matrix for which these worlds hold nothing, and why."""
ELSEWHERE = ("playbooks:", "health", "about_records")
"""They know of no search."""
PAPERS: tuple[tuple[str, dict[str, str]], ...] = (
    ("candidates:export", {"form": "csv"}),
    ("candidates:export", {"form": "xlsx"}),
    ("candidates:status", {}),
    ("candidates:copy", {}),
    ("candidates:shortlist", {"chosen": "all"}),
    ("interviews:brief", {}),
    ("interviews:merge_briefs", {}),
    ("interviews:briefs_today", {}),
    ("scorecards:packet", {}),
    ("scorecards:board_paper", {}),
    ("scorecards:ask_votes", {}),
    ("scorecards:open_debrief", {}),
    ("offers:begin", {}),
)
"""What is asked for with a POST and gives a file or a PDF, or a refusal."""


@dataclass(frozen=True)
class Look:
    """One request of one viewer; whatever it writes is undone."""

    who: str
    path: str
    data: tuple[tuple[str, Any], ...] | None = None
    """Of a POST; None: a GET."""


def routes(resolver: URLResolver, space: str = "", before: str = "") -> Iterator[tuple[str, str]]:
    """Every named URL of the project with its whole address as it is written."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from routes(entry, inner, before + str(entry.pattern))
        elif isinstance(entry, URLPattern) and entry.name:
            yield space + entry.name, before + str(entry.pattern)


def _tokens(kind: str) -> list[str]:
    return [link.token for link in Link.objects.filter(kind=kind).order_by("pk")]


def things(cast: Cast) -> dict[str, list[Any]]:
    """What a parameter of an address may name, by its own name or by how the address begins."""
    held = list(Interview.objects.filter(candidacy__search=cast.search).order_by("pk"))
    return {
        "searches": [cast.search.pk],
        "candidacies": [row.pk for row in cast.candidacies[:2]],
        "interviews": [row.pk for row in (*held[:2], held[-1])],
        "briefs": list(Brief.objects.order_by("pk").values_list("pk", flat=True)),
        "offers": list(Offer.objects.order_by("pk").values_list("pk", flat=True)),
        "plans": [],
        "people": [],
        "times": [],
        "q": [],
        "offer": [],
        "plan": [],
        "c": _tokens(OWN_PAGE),
        "r": _tokens(REFERENCE),
        "calendar": _tokens(FEED),
        "reminders": _tokens(ENOUGH),
        "votes": _tokens(SECOND_VOTE),
        "moment": ["day_90"],
        "number": [1],
        "kind": ["weight"],
        "key": ["production"],
        "form": ["md"],
        "part": list(
            Part.objects.filter(loop__search=cast.search, key__in=("questionnaire", "board"))
            .order_by("pk")
            .values_list("pk", flat=True)
        ),
        "user": [cast.people[0].pk, cast.people[2].pk],
        "other": [cast.candidacies[1].pk],
        "claim": [cast.claim.pk],
        "system": [cast.system.pk],
        "reference": [cast.reference.pk],
        "submission": [cast.submission.pk],
        "question": list(PassedQuestion.objects.order_by("pk").values_list("pk", flat=True)),
        "card": list(Card.objects.order_by("pk").values_list("pk", flat=True)),
        "place": [1],
        "deliverable": [],
        "paper": [],
        "check": [],
        "document": [],
        "step": [],
        "seat": [],
        "token": [],
    }


def addresses(cast: Cast) -> dict[str, list[str]]:
    """Name -> the addresses to ask, for what is read and for the papers."""
    known, found = things(cast), {}
    asked = {name for name, url in URLS.items() if url.get is not None or url.everyone}
    asked = {name for name in asked if not name.startswith(ELSEWHERE)} | {n for n, _ in PAPERS}
    for name, route in routes(get_resolver()):
        if name in asked:
            head = route.partition("/")[0]
            keys = [head if key in ("pk", "token") else key for key in PARAMETER.findall(route)]
            filled = itertools.product(*(known[key] for key in keys))
            found[name] = [_fill(route, values) for values in filled]
    return found


def _fill(route: str, values: tuple[Any, ...]) -> str:
    rest = iter(values)
    return "/" + PARAMETER.sub(lambda _: str(next(rest)), route)


def all_looks(cast: Cast) -> list[Look]:
    found = addresses(cast)
    papers = {name for name, _ in PAPERS}
    looks = [
        Look(who, path)
        for name in sorted(found.keys() - papers)
        for path in found[name]
        for who in cast.viewers
    ]
    every = tuple(row.pk for row in cast.candidacies)
    for name, data in PAPERS:
        given = tuple((k, every if v == "all" else v) for k, v in data.items())
        looks += [Look(who, path, given) for path in found[name] for who in cast.viewers]
    return looks


# ---- Asking ----

Answer = tuple[Any, ...]


class Window:
    """Everybody signed in once, to look through again and again."""

    def __init__(self, cast: Cast) -> None:
        self.clients: dict[str, Client] = {}
        for who, user in cast.viewers.items():
            self.clients[who] = Client()
            if user is not None:
                self.clients[who].force_login(user)
        self.cookies = {who: dict(client.cookies) for who, client in self.clients.items()}

    def look(self, at: Look, chance: random.Random) -> Answer:
        """Status, every header, every cookie and the whole body; and the papers it asked for."""
        client = self.clients[at.who]
        client.cookies.clear()
        client.cookies.update(self.cookies[at.who])
        chance.seed(f"look {at}")
        before = Brief.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        with transaction.atomic():
            # What was rendered into which template is not asked, and costs as much as the page.
            with mock.patch("django.test.client.store_rendered_templates"):
                post = at.data is not None
                response = (
                    client.post(at.path, dict(at.data or ())) if post else client.get(at.path)
                )
            body = b"".join(response) if response.streaming else response.content
            papers = [paper(brief) for brief in Brief.objects.filter(pk__gt=before).order_by("pk")]
            transaction.set_rollback(True)
        headers = sorted(response.headers.items())
        return response.status_code, headers, response.cookies.output(), body, papers


def paper(brief: Brief) -> Answer:
    """What a PDF is made from, and the page that is drawn."""
    drawn = html_of(kind_of(brief).template, brief)
    return brief.kind, brief.reader_id, brief.title, brief.file_name, brief.snapshot, drawn


def letters() -> list[Answer]:
    """Every mail in the outbox, in its order, as it would go out now. None: no longer needed."""
    written: list[Answer] = []
    for mail in Mail.objects.order_by("pk"):
        message = message_of(mail)
        said = message and (
            message.subject,
            message.body,
            message.recipients(),
            message.from_email,
            message.extra_headers,
            message.attachments,
        )
        written.append((mail.pk, mail.kind, mail.to, said))
    return written


# ---- What was written ----

CONTENT = {"draft", "recommendation", "why", "extra", "words", "amended_because"}


def rows(author: int, interview: int) -> dict[str, list[Any]]:
    """Every row of every table, but for what the chosen card holds, and what is made from it for
    those who read it."""
    cards = set(
        Card.objects.filter(author=author, interview=interview).values_list("pk", flat=True)
    )
    return {
        model._meta.label: [
            _without_content(model._meta.label, row, cards)
            for row in model._base_manager.order_by("pk").values()
            if not (model is RedFlag and row["card_id"] in cards)
        ]
        for model in apps.get_models()
        if model._meta.label != "sessions.Session"
    }


def _without_content(label: str, row: dict[str, Any], cards: set[int]) -> Any:
    hidden: set[str] = set()
    if label == "scorecards.Card" and row["id"] in cards:
        hidden = CONTENT
    elif label == "scorecards.Rating" and row["card_id"] in cards:
        hidden = {"value", "not_assessed", "evidence"}
    elif label == "scorecards.RedFlag":
        hidden = {"id"}  # how many were written before it is content
    elif label in ("searches.Event", "searches.LogHead"):
        # Computed from the columns beside them, one of which may be a settled flag's number.
        hidden = {"digest", "before"}
        hidden |= {"record_id"} if row.get("record") == "scorecards.redflag" else set()
    elif label == "scorecards.FlagAnswer":
        hidden = {"flag_id"}
    elif label == "scorecards.Decision":
        hidden = {"rule", "rule_met", "override"}
    elif label == "briefs.Brief" and row["kind"] in (PACKET, BOARD):
        hidden = {"snapshot", "digest"}
    return {key: value for key, value in row.items() if key not in hidden}
