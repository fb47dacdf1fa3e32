"""One page for the board: what is recommended, who dissents and why, what is risked and untested.

Worked out of the open debrief alone, in words, so that the page and the paper say the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from accounts.templatetags.face import count_word, when
from scorecards.models import RedFlag, SecondVote
from scorecards.queries.debriefing import Debriefing, Voice, excused_words
from scorecards.queries.flags import Entry
from scorecards.queries.progress import names
from scorecards.queries.talk import Votes
from scorecards.states import MEANING, Outcome, Recommendation

MOST = 200
"""Characters of one text: the board has a minute, and the debrief has the whole of it."""
SIDE = {Outcome.HIRE: True, Outcome.NO_HIRE: False}
"""Whether who recommends a hire is on the side of an outcome; to wait takes neither."""


def shortened(text: str, most: int = MOST) -> str:
    """On one line, and cut between two words where it is longer, with a sign that it goes on."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    kept = line[: most - 1]
    return f"{kept.rpartition(' ')[0] or kept} …"


@dataclass(frozen=True)
class Stand:
    """What somebody recommends as it stands: their second vote if it was changed, else a card."""

    who: str
    recommends: str
    meaning: str
    hires: bool
    why: str
    where: str
    """'Board briefing', or 'second vote'."""


@dataclass(frozen=True)
class Risk:
    name: str
    words: str
    settled: bool
    who: str
    owner: str
    how: str


@dataclass(frozen=True)
class Verdict:
    outcome: str
    meaning: str
    by: str
    at: str
    reasons: str
    doubts: str
    override: str


@dataclass(frozen=True)
class Board:
    verdict: Verdict | None
    missing: list[str]
    """What is still to come, before a decision."""
    tally: str
    sides_with: str
    """What dissent is from: 'the decision', or 'most' where it takes no side yet."""
    dissent: list[Stand]
    risks: list[Risk]
    cleared: int
    not_tested: list[str]
    rule_met: bool
    unmet: list[str]
    how_sure: str
    mean: str
    interval: str
    why_no_interval: str


def board_of(shown: Debriefing, votes: Votes | None, zone: str | None = None) -> Board:
    """`zone` for the paper; on screen times are the viewer's."""
    stands, decision = stands_of(shown.voices, votes), shown.standing_decision
    side = SIDE.get(Outcome(decision.outcome)) if decision else None
    against = dissent_in(stands, side)
    override = decision.override if decision else ""
    rule = decision.rule if decision else [line._asdict() for line in shown.judgement.rule]
    score = shown.judgement.score
    return Board(
        verdict=_verdict(shown, zone),
        missing=[] if decision else _missing(shown, votes),
        tally=_tally(stands),
        sides_with="the decision" if side is not None else "most",
        dissent=against,
        risks=[_risk(entry, override) for entry in shown.flags if not _cleared(entry)],
        cleared=sum(_cleared(entry) for entry in shown.flags),
        not_tested=[shortened(line) for line in _not_tested(shown)],
        rule_met=all(line["met"] for line in rule),
        unmet=[line["sentence"] for line in rule if not line["met"]],
        how_sure=_how_sure(shown),
        mean="" if score.mean is None else f"{score.mean:.2f}",
        interval=score.interval.words if score.interval else "",
        why_no_interval=score.why_no_interval,
    )


def stands_of(voices: Sequence[Voice], votes: Votes | None) -> list[Stand]:
    """In the order of the loop's parts. Second votes count once they are shown, never before."""
    given = votes.given if votes and votes.shown else []
    changed = {vote.voter_id: vote for vote in given if vote.recommendation}
    first = [_first(voice) for voice in voices if not _changed(voice, changed)]
    return [*first, *(_second(vote) for vote in changed.values())]


def dissent_in(stands: Sequence[Stand], side: bool | None) -> list[Stand]:
    """Who recommends otherwise than was decided; where that takes no side, than most do.

    Where both sides are as large, those against, as when the panel speaks.
    """
    if side is None:
        side = 2 * sum(stand.hires for stand in stands) >= len(stands)
    return [stand for stand in stands if stand.hires != side]


def _changed(voice: Voice, changed: dict[int, SecondVote]) -> bool:
    """Overtaken by its author's second vote; an amendment after the reveal is no vote at all."""
    card = voice.card
    return card.author_id in changed or bool(card.amends_id and card.after_reveal)


def _first(voice: Voice) -> Stand:
    card = voice.card
    said = card.get_recommendation_display(), card.meaning
    return Stand(voice.who, *said, voice.recommends, shortened(card.why), str(voice.part))


def _second(vote: SecondVote) -> Stand:
    meaning = MEANING[Recommendation(vote.recommendation)]
    said = vote.get_recommendation_display(), meaning, meaning == "good"
    return Stand(str(vote.voter), *said, shortened(vote.why), "second vote")


def _verdict(shown: Debriefing, zone: str | None) -> Verdict | None:
    decision = shown.standing_decision
    if decision is None:
        return None
    return Verdict(
        outcome=decision.get_outcome_display(),
        meaning=decision.meaning,
        by=str(decision.decided_by),
        at=when(decision.decided_at, zone),
        reasons=shortened(decision.reasons),
        doubts=shortened(decision.doubts),
        override=shortened(decision.override),
    )


def _missing(shown: Debriefing, votes: Votes | None) -> list[str]:
    said = []
    if votes and not votes.shown:
        said.append(f"Second votes are out: {votes.waits_for}.")
    said += [f"A red flag is open: {entry.name}." for entry in shown.to_settle]
    candidacy = shown.candidacy
    if candidacy.ended:
        return [*said, f"{candidacy} is out of the search: {shortened(candidacy.ended_because)}"]
    return [*said, "The hiring manager has not decided."]


def _tally(stands: Sequence[Stand]) -> str:
    if not stands:
        return "Nobody has recommended anything."
    hires, of = sum(stand.hires for stand in stands), len(stands)
    what, are = "recommendation" if of == 1 else "recommendations", "is" if hires == 1 else "are"
    return f"{count_word(hires)} of {count_word(of).lower()} {what} {are} for a hire."


def _cleared(entry: Entry) -> bool:
    return all(flag.state == "cleared" for flag in entry.flags)


def _risk(entry: Entry, override: str) -> Risk:
    settled = [flag for flag in entry.flags if flag.settled_by and flag.state != "cleared"]
    how = dict.fromkeys(_how(flag, override) for flag in settled)
    owner = entry.owner if entry.unsettled else ""
    how_says = shortened(" ".join(how))
    return Risk(entry.name, entry.words, not entry.unsettled, entry.who, owner, how_says)


def _how(flag: RedFlag, override: str) -> str:
    """The override accepts what stood in its way, and is told once, beside the rule."""
    if override and flag.settled_because == override:
        return "Accepted with the decision."
    return flag.settled_words


def _not_tested(shown: Debriefing) -> list[str]:
    """What nobody, or one person alone, vouches for: a sentence a kind where it has several."""
    alone = [row.competency.name for row in shown.rows if row.summary.n == 1]
    unrated = [row.competency.name for row in shown.rows if row.weight and not row.summary.n]
    parts = [f"“{part}”" for part in shown.not_planned]
    said = [
        f"Nobody rated {names(unrated)}." if unrated else "",
        f"Only one person rated {names(alone)}." if alone else "",
        f"Not planned: {names(parts)}." if parts else "",
        *(f"“{one.part}” was held and has no scorecard." for one in shown.without_card),
        *(excused_words(card) for card in shown.excused),
        *shown.short_words,
    ]
    return [line for line in said if line]


def _how_sure(shown: Debriefing) -> str:
    people, held = shown.judgement.score.people, shown.interviews
    if not people:
        return "Nobody has rated a competency."
    who = f"{count_word(people)} {'person' if people == 1 else 'people'} rated"
    over = f"over {count_word(held).lower()} {'interview' if held == 1 else 'interviews'}"
    apart = names([row.competency.name for row in shown.split])
    where = f"two points or more apart on {apart}" if apart else "nowhere two points apart"
    return f"{who} {over}, {where}."
