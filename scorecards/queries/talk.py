"""What comes of talking: the notes of a debrief, and its second votes as a viewer reads them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.apps import apps
from django.db.models import Max

from accounts.models import User
from accounts.numbers import number_from
from candidates.log import way_to_candidacy
from candidates.models import Candidacy
from scorecards.models import Card, Debrief, DebriefNote, SecondVote, VoteRound
from scorecards.queries.progress import names
from searches.models import Event


@dataclass(frozen=True)
class Said:
    """A note, and the name of the competency it is about."""

    note: DebriefNote
    about: str


@dataclass(frozen=True)
class Votes:
    """Where the second votes stand. Of those that are out a name, never a word."""

    round: VoteRound
    mine: SecondVote | None
    """The viewer's own vote, given or not."""
    given: Sequence[SecondVote]
    """What the viewer may read: after the showing all of them, before it at most their own."""
    first: Sequence[Card]
    """What the viewer recommended before anybody talked."""
    out: Sequence[str]
    """Who has not voted."""
    in_already: int

    @property
    def shown(self) -> bool:
        return self.round.closed_at is not None

    @property
    def waits_for(self) -> str:
        return names(list(self.out))

    @property
    def kept(self) -> bool:
        """Whether everybody who voted kept what they recommend."""
        return all(vote.recommendation == "" for vote in self.given)


def votes_of(debrief: Debrief, viewer: User) -> Votes | None:
    """None where nobody has asked for them. Three queries, however many vote."""
    asked = (
        VoteRound.objects.filter(debrief=debrief).select_related("asked_by", "closed_by").first()
    )
    if asked is None:
        return None
    everyone = list(asked.votes.select_related("voter").defer("verdict", "recommendation", "why"))
    given = asked.votes.visible_to(viewer).filter(given_at__isnull=False).order_by("verdict", "pk")
    out = [str(vote.voter) for vote in everyone if vote.given_at is None]
    mine = next((vote for vote in everyone if vote.voter_id == viewer.pk), None)
    return Votes(
        round=asked,
        mine=mine,
        first=first_votes_of(debrief.candidacy_id, viewer.pk) if mine else [],
        given=list(given.select_related("voter")),
        out=out,
        in_already=len(everyone) - len(out),
    )


def notes_of(candidacy: Candidacy) -> list[Said]:
    """All that was noted in its debriefs, this one's and those that were closed again."""
    rows = DebriefNote.objects.filter(debrief__candidacy=candidacy).select_related("author")
    named = {each.key: each.name for each in candidacy.search.playbook.competencies}
    return [Said(row, named.get(row.competency, "")) for row in rows]


def first_votes_of(candidacy: int, voter: int) -> list[Card]:
    """What somebody recommended before anybody talked, a card each."""
    rows = Card.objects.counting().filter(author=voter, interview__candidacy=candidacy)
    return list(rows.select_related("interview__part").order_by("interview__part__position"))


def last_event_in(candidacy: Candidacy) -> int:
    """What an open page was made after: anything newer, and it is made again."""
    newest = Event.objects.filter(search=candidacy.search_id).aggregate(Max("pk"))["pk__max"]
    return newest or 0


MOVED = {
    "card.submitted": "A scorecard came in.",
    "card.amended": "A scorecard was amended.",
    "flag.owned": "A red flag was given to somebody.",
    "flag.answered": "An answer to a red flag was noted.",
    "flag.settled": "A red flag was settled.",
    "note.taken": "A note was added.",
    "votes.asked": "Second votes are asked for.",
    "vote.given": "A second vote is in.",
    "votes.shown": "The second votes are shown.",
    "decision.recorded": "A decision is recorded.",
}
"""What an open page says aloud of what came: no more than stands on it for everybody."""


def moved_since(seen: str, candidacy: Candidacy) -> str:
    """What came to a debrief since its page was made. Empty where it was somebody else's."""
    last = number_from(seen)
    if last < 0:
        return ""
    lines = Event.objects.filter(search=candidacy.search_id, verb__in=MOVED, pk__gt=last)
    found = [line.verb for line in lines.order_by("pk") if _is_news_of(line, candidacy)]
    return " ".join(dict.fromkeys(MOVED[verb] for verb in found))


def _is_news_of(line: Event, candidacy: Candidacy) -> bool:
    """That somebody changed a vote that was in already is on no page before all are."""
    rows = apps.get_model(line.record)._base_manager.filter(pk=line.record_id)
    here = rows.filter(**{way_to_candidacy(line.record): candidacy.pk}).exists()
    given = Event.objects.filter(verb=line.verb, record=line.record, record_id=line.record_id)
    again = line.verb == "vote.given" and given.filter(pk__lt=line.pk).exists()
    return here and not again
