"""The candidates of a search as a table: what is asked of it in the address, and its rows."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.db.models import Case, Exists, F, IntegerField, OrderBy, OuterRef, QuerySet, Value, When
from django.db.models.functions import Lower
from django.utils import timezone

from accounts.models import User
from candidates import queries
from candidates.models import NAMED, Access, Candidacy, Conflict
from candidates.queries import LEFT, Card
from candidates.states import Stage
from playbooks.schema import Playbook
from searches.models import Search

Channel = Candidacy.Channel

SIGNALS = {
    Channel.ENGINEERS: "engineers_refer",
    Channel.PORTFOLIO: "verified_portfolio",
    Channel.FIRM: "specialist_search",
    Channel.PEERS: "peer_operators",
    Channel.INBOUND: "inbound",
    Channel.LISTS: "lists_and_titles",
}
"""Each way of meeting, and the playbook's signal that says how much it tells."""
LEVELS = {"high": "High signal", "mid": "Middle signal", "low": "Low signal"}
UNKNOWN = len(LEVELS)
"""Where who was met in a way without a level stands, and whom the viewer has not declared on."""


def levels_of(playbook: Playbook) -> dict[str, str]:
    """Channel -> high, mid or low, as the search's playbook grades it."""
    grades = {s.key: s.grade for s in playbook.shortlist.signals if s.about == "channel"}
    return {channel: grades[key] for channel, key in SIGNALS.items() if key in grades}


def level_of(candidacy: Candidacy) -> str:
    """'High signal', in words."""
    level = levels_of(candidacy.search.playbook).get(candidacy.channel, "")
    return LEVELS.get(level, "")


# ---- What is asked for ---------------------------------------------------------------------

COLUMNS = {
    "name": "Name",
    "stage": "Stage",
    "days": "Days there",
    "level": "How we met",
    "change": "Last change",
}
"""The headings that sort, by their name in the address."""


@dataclass(frozen=True)
class Wanted:
    """Which rows, in which order. What is not known here is as if it had not been asked for."""

    stage: str = ""
    channel: str = ""
    level: str = ""
    words: str = ""
    sort: str = ""
    """A column; with a minus before it, the other way round."""

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> "Wanted":
        def one(name: str, allowed: object) -> str:
            value = asked.get(name, "")
            return value if value in allowed else ""  # type: ignore[operator]

        return cls(
            stage=one("stage", (*Stage.values, LEFT)),
            channel=one("channel", Channel.values),
            level=one("level", LEVELS),
            words=asked.get("words", "").replace("\0", "").strip()[:100],
            sort=one("sort", [way + name for name in COLUMNS for way in ("", "-")]),
        )

    @property
    def column(self) -> str:
        return self.sort.removeprefix("-")

    @property
    def given(self) -> dict[str, str]:
        return {name: value for name, value in vars(self).items() if value}

    @property
    def address(self) -> str:
        """'?stage=added&sort=-name'; with the way on to another page behind it."""
        return f"?{urlencode(self.given)}"


@dataclass(frozen=True)
class Heading:
    label: str
    address: str
    goes: str
    """ascending, descending, or nothing where the table is not sorted by it"""


def headings_of(wanted: Wanted) -> dict[str, Heading]:
    """Each heading is a link: once it sorts, again it turns round."""
    found = {}
    for name, label in COLUMNS.items():
        turned = f"-{name}" if wanted.sort == name else name
        goes = "descending" if wanted.sort == f"-{name}" else "ascending"
        to = replace(wanted, sort=turned).address
        found[name] = Heading(label, to, goes if wanted.column == name else "")
    return found


# ---- The rows ------------------------------------------------------------------------------


def rows_of(search: Search, viewer: User, wanted: Wanted) -> QuerySet[Candidacy]:
    """Candidacies the viewer may know of; in the order they came, unless another is asked for.

    How somebody was met is not among what is seen before declaring: whom the viewer owes a word
    on is in no answer to it, and stands where nothing is known.
    """
    found = queries.list_of(search, viewer, wanted.stage, wanted.words).annotate(
        owed=_owed_by(viewer)
    )
    levels = levels_of(search.playbook)
    if wanted.channel:
        found = found.filter(channel=wanted.channel, owed=False)
    if wanted.level:
        of_level = [channel for channel, level in levels.items() if level == wanted.level]
        found = found.filter(channel__in=of_level, owed=False)
    return found.order_by(*_order(wanted, levels))


def _owed_by(viewer: User) -> Case:
    access = Access.objects.current().filter(candidacy=OuterRef("pk"), user=viewer)
    access = access.exclude(role=NAMED)
    said = Conflict.objects.filter(candidacy=OuterRef("pk"), user=viewer)
    return Case(When(Exists(access) & ~Exists(said), then=Value(True)), default=Value(False))


def _order(wanted: Wanted, levels: Mapping[str, str]) -> list[OrderBy]:
    by = {
        "name": Lower("candidate__name"),
        "stage": _place("stage", list(Stage.values)),
        "level": _level(levels),
        # Both say how long ago: the fewest days first.
        "days": F("stage_since"),
        "change": F("changed_at"),
    }
    if not wanted.sort:
        return [F("pk").asc()]
    backwards = wanted.sort.startswith("-") != (wanted.column in ("days", "change"))
    chosen = OrderBy(by[wanted.column], descending=backwards)  # type: ignore[arg-type]
    return [chosen, F("pk").asc()]


def _place(name: str, values: list[str]) -> Case:
    whens = [When(**{name: value}, then=Value(place)) for place, value in enumerate(values)]
    return Case(*whens, default=Value(len(values)), output_field=IntegerField())


def _level(levels: Mapping[str, str]) -> Case:
    order = list(LEVELS)
    whens = [When(channel=c, then=Value(order.index(level))) for c, level in levels.items()]
    return Case(
        When(owed=True, then=Value(UNKNOWN)),
        *whens,
        default=Value(UNKNOWN),
        output_field=IntegerField(),
    )


@dataclass(frozen=True)
class Row:
    """One line of the table, as the viewer may see it."""

    card: Card
    met: str
    level: str
    changed: date
    closed: bool
    """The viewer has not declared: name, employer and where they stand, no more."""


def table_of(found: list[Candidacy], search: Search, viewer: User) -> list[Row]:
    """As many queries as the board's cards, however many rows."""
    levels, zone = levels_of(search.playbook), ZoneInfo(search.zone)
    rows = []
    for card in queries.cards_of(found, search, viewer):
        row, closed = card.candidacy, card.note is queries.SAY_FIRST
        met = "" if closed else row.get_channel_display()
        level = "" if closed else LEVELS.get(levels.get(row.channel, ""), "")
        changed = timezone.localdate(row.changed_at, zone)
        rows.append(Row(card, met, level, changed, closed))
    return rows


# ---- The clock -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Clock:
    """How long the shortlist has taken, beside what the playbook advises. Guidance, no alarm."""

    day: int
    of: int
    have: int
    minimum: int
    maximum: int

    @property
    def over(self) -> bool:
        return self.day > self.of


def clock_of(search: Search, have: int) -> Clock | None:
    """Until the shortlist stands; `have` is how many are on it."""
    plan = search.playbook.shortlist
    if have >= plan.minimum:
        return None
    since: timedelta = search.today - timezone.localdate(search.opened_at, ZoneInfo(search.zone))
    return Clock(max(since.days, 0), plan.within_days, have, plan.minimum, plan.maximum)
