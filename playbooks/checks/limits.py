"""What the app can use, narrower than the schema.

The schema reads stored versions too, and one that was loaded before has to stay readable: limits
that came later are asked of files only.
"""

from ..currencies import CURRENCIES
from ..problems import Path
from ..schema import Playbook
from .base import Found

LONGEST_PART = 480  # minutes
LONGEST_PHRASE, MOST_STARS = 80, 2
LONGEST_SUMMARY = 1_000  # characters, on the playbook's first page
LONGEST_PRACTICE = 5_000  # characters: eight minutes to read and to rate
WORD_LISTS = ("vague_phrases", "too_narrow", "credential_proxies")


def minutes(playbook: Playbook) -> Found:
    for place, part in enumerate(playbook.parts):
        if not 1 <= part.duration_minutes <= LONGEST_PART:
            where: Path = ("parts", place, "duration_minutes")
            yield where, f"is {part.duration_minutes}; 1 to {LONGEST_PART} would be right"


def currencies(playbook: Playbook) -> Found:
    for name in ("bands", "comparators"):
        for place, band in enumerate(getattr(playbook, name)):
            if band.currency not in CURRENCIES:
                says = f"{band.currency!r} is no currency; write its three letters, such as USD"
                yield (name, place, "currency"), says


def phrases(playbook: Playbook) -> Found:
    for name in WORD_LISTS:
        for place, note in enumerate(getattr(playbook.jd, name)):
            for phrase in (note.phrase, *note.also):
                if len(phrase) > LONGEST_PHRASE:
                    says = f"{phrase[:20]!r}... is too long; at most {LONGEST_PHRASE} characters"
                    yield ("jd", name, place), says
                elif phrase.count("*") > MOST_STARS:
                    yield ("jd", name, place), f"{phrase!r} has more than {MOST_STARS} *"


def shortlist(playbook: Playbook) -> Found:
    if playbook.shortlist.maximum < playbook.shortlist.minimum:
        yield ("shortlist", "maximum"), f"is below the minimum, {playbook.shortlist.minimum}"


def team(playbook: Playbook) -> Found:
    reports = (fact for fact in playbook.facts if fact.key == "direct_reports")
    known = {option.key for fact in reports for option in fact.options}
    for place, role in enumerate(playbook.team_roles):
        for key in role.counted_as:
            if key not in known:
                yield ("team_roles", place, "counted_as"), f"{key!r} is no option of direct_reports"
        if role.ends_day is not None and role.ends_day < (role.starts_day or 0):
            yield ("team_roles", place, "ends_day"), f"is before starts_day, {role.starts_day}"


def summary(playbook: Playbook) -> Found:
    if len(playbook.summary) > LONGEST_SUMMARY:
        says = (
            f"has {len(playbook.summary):,} characters; at most {LONGEST_SUMMARY:,} would be right"
        )
        yield ("summary",), says


def practice(playbook: Playbook) -> Found:
    long = len(playbook.practice.text) if playbook.practice else 0
    if long > LONGEST_PRACTICE:
        says = f"has {long:,} characters; at most {LONGEST_PRACTICE:,} would be right"
        yield ("practice", "text"), says


def plan(playbook: Playbook) -> Found:
    seen: set[str] = set()
    for place, phase in enumerate(playbook.plan.phases):
        for number, deliverable in enumerate(phase.deliverables):
            if deliverable.key in seen:
                where: Path = ("plan", "phases", place, "deliverables", number, "key")
                yield where, f"{deliverable.key!r} is used twice in the plan; give each its own key"
            seen.add(deliverable.key)


ALL = (minutes, currencies, phrases, shortlist, team, summary, practice, plan)
