"""The register of red flags: each once, with everybody who reports it and all that came of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from accounts.models import User
from candidates.models import Candidacy
from candidates.queries import who_knows
from interviews.models import Part, Seat
from scorecards.blindness import debriefs_open_to
from scorecards.models import Card, FlagAnswer, RedFlag
from scorecards.queries.progress import names
from scorecards.states import FlagState, Seriousness
from searches.models import SEES_ALL, Membership, Search

ORDER = tuple(Seriousness)


@dataclass(frozen=True)
class Entry:
    """One red flag, however many people report it; the rows stay separate records."""

    flags: Sequence[RedFlag]

    @property
    def first(self) -> RedFlag:
        return self.flags[0]

    @property
    def name(self) -> str:
        return self.first.name

    @property
    def who(self) -> str:
        """'Ada, Ines and Priya'"""
        return names(dict.fromkeys(flag.who for flag in self.flags))

    @property
    def seriousness(self) -> Seriousness:
        """The worst that anybody called it."""
        return max((Seriousness(flag.seriousness) for flag in self.flags), key=ORDER.index)

    @property
    def unsettled(self) -> list[RedFlag]:
        """What is neither cleared nor accepted."""
        return [flag for flag in self.flags if not flag.settled]

    @property
    def is_open(self) -> bool:
        """Somebody's report of it waits to be cleared, confirmed or accepted."""
        return any(flag.state == FlagState.OPEN for flag in self.flags)

    @property
    def words(self) -> str:
        """'Critical, open'; 'Critical, 1 open and 2 cleared' where the reports differ."""
        states = [FlagState(flag.state) for flag in self.flags]
        found = [state for state in FlagState if state in states]
        said = [f"{states.count(x)} {x.label}" if len(found) > 1 else x.label for x in found]
        return f"{self.seriousness.label.capitalize()}, {names(map(str, said))}"

    @property
    def owner(self) -> str:
        """Who sees to it, by name; empty where nobody was named."""
        return names(dict.fromkeys(str(flag.owner) for flag in self.flags if flag.owner))

    @property
    def answers(self) -> list[FlagAnswer]:
        """What the candidate said to it, in the order it was noted."""
        found = [answer for flag in self.flags for answer in flag.answers.all()]
        return sorted(found, key=lambda answer: (answer.noted_at, answer.pk))

    @property
    def settled_alike(self) -> RedFlag | None:
        """One report for all of them, where they were settled in one step."""
        how = {(flag.state, flag.settled_by_id, flag.settled_because) for flag in self.flags}
        return self.first if len(how) == 1 and self.first.settled_by_id else None


def register_of(flags: Iterable[RedFlag]) -> list[Entry]:
    """One entry for what is the same: the playbook's flag, or a name, in whatever letters."""
    found: list[tuple[set[tuple[str, str]], list[RedFlag]]] = []
    for flag in flags:
        marks, rows = _marks(flag), [flag]
        same = [entry for entry in found if not marks.isdisjoint(entry[0])]
        for entry in reversed(same):
            marks, rows = entry[0] | marks, entry[1] + rows
        where = found.index(same[0]) if same else len(found)
        found = [entry for entry in found if entry not in same]
        found.insert(where, (marks, rows))
    return [Entry(rows) for _, rows in found]


def _marks(flag: RedFlag) -> set[tuple[str, str]]:
    named = {("name", " ".join(flag.name.casefold().split()))}
    return named | {("key", flag.key)} if flag.key else named


def flags_read_by(
    viewer: User, candidacy: Candidacy, gate: Part | None = None
) -> QuerySet[RedFlag]:
    """The red flags on cards as they stand that the viewer reads on one candidacy.

    At a gate what it opens to them; otherwise what the open debrief does. Whether it is open to
    them is asked before, since their own cards are theirs to read at any time.
    """
    cards = (
        Card.objects.at_gate(viewer, candidacy, gate)
        if gate
        else Card.objects.visible_to(viewer).filter(interview__candidacy=candidacy)
    )
    rows = RedFlag.objects.filter(card__in=cards.standing().values("pk")).with_register()
    rows = rows.select_related("owner", "settled_by", "card__author", "card__interview__part")
    return rows.order_by("card__interview__part__position", "card__author__name", "pk")


def entry_of(
    viewer: User, candidacy: Candidacy, flag: int, gate: Part | None = None
) -> Entry | None:
    """The entry that holds this flag, as far as the viewer reads it there."""
    entries = register_of(flags_read_by(viewer, candidacy, gate))
    return next((e for e in entries if flag in {row.pk for row in e.flags}), None)


def entry_at(
    viewer: User, candidacy: Candidacy, card: int, place: int, gate: Part | None = None
) -> tuple[Entry, RedFlag] | None:
    """The flag at a place of a card, and the entry that holds it, as `entry_of`."""
    for entry in register_of(flags_read_by(viewer, candidacy, gate)):
        for flag in entry.flags:
            if (flag.card_id, flag.place) == (card, place):
                return entry, flag
    return None


def who_may_own(candidacy: Candidacy) -> QuerySet[User]:
    """Who may be named to see to a red flag: whoever comes to read the debrief, inside the search.

    Who runs or observes it, as far as they may know of the candidate, and who sits on the panel.
    """
    inside = Membership.objects.current().inside().filter(search=candidacy.search_id)
    told = Q(pk__in=inside.filter(role__in=SEES_ALL).values("user"))
    if candidacy.internal:
        told &= Q(pk__in=who_knows(candidacy))
    panel = Seat.objects.current().filter(interview__in=candidacy.interviews.standing())
    people = User.objects.filter(told | Q(pk__in=panel.values("user")))
    return people.filter(pk__in=inside.values("user")).order_by("name", "pk")


def open_flags_owned_by(user: User) -> list[tuple[Candidacy, list[Entry]]]:
    """Open red flags the user was named to see to, by candidacy, where the debrief is open to them.

    Not `Card.visible_to`: somebody's own card is theirs to read before, and would give away what
    was read at a gate.
    """
    readable = Candidacy.objects.live().filter(pk__in=debriefs_open_to(user).values("pk"))
    cards = Card.objects.filter(interview__candidacy__in=readable.values("pk")).standing()
    rows = (
        RedFlag.objects.filter(owner=user, state=FlagState.OPEN, card__in=cards.values("pk"))
        .select_related("card__interview__candidacy__candidate")
        .select_related("card__interview__candidacy__search")
        .order_by("card__interview__candidacy", "pk")
    )
    found: dict[Candidacy, list[RedFlag]] = {}
    for row in rows:
        found.setdefault(row.candidacy, []).append(row)
    return [(candidacy, register_of(flags)) for candidacy, flags in found.items()]


def lines_on_sealed_flags(search: Search, viewer: User) -> Q:
    """Lines of the log on red flags that are not open to the viewer yet, but for their own acts:
    what is named or noted at a gate would tell that there is one."""
    opened = debriefs_open_to(viewer).values("pk")
    rows = RedFlag.objects.filter(card__interview__candidacy__search=search)
    sealed = rows.exclude(card__interview__candidacy__in=opened).values("pk")
    return Q(record="scorecards.redflag", record_id__in=sealed) & ~Q(user=viewer)
