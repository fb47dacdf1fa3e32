"""Which part asks what. Nothing is asked of one candidate twice."""

from collections.abc import Collection, Iterable, Sequence

from django.db.models import Q

from candidates.models import Candidacy
from interviews.models import Interview, Part, Probe
from interviews.states import LoopState
from playbooks.schema import Part as Plan
from playbooks.schema import Playbook, Question

Met = Sequence[tuple[str, str]]
"""The parts one candidate goes through: a part's key, and the engagement of its loop."""


def parts_met(candidacy: Candidacy) -> Met:
    """The open loop's parts, and those of interviews planned with an earlier version of it."""
    planned = Interview.objects.standing().filter(candidacy=candidacy)
    opened = Q(loop__search=candidacy.search_id, loop__state=LoopState.OPEN)
    rows = Part.objects.filter(opened | Q(pk__in=planned.values("part")))
    return list(rows.order_by("position", "key").values_list("key", "loop__engagement").distinct())


def asked_of_everybody(playbook: Playbook, met: Met) -> dict[str, str]:
    """Question -> the part that asks it: each part's core, and what an engagement asks besides."""
    found: dict[str, str] = {}
    for key, _ in met:
        found |= dict.fromkeys(playbook.part(key).core_questions, key)
    for engagement in playbook.engagements:
        where = engagement.extra_part
        if where and (where, engagement.key) in met:
            found |= dict.fromkeys(engagement.extra_questions, where)
    return found


def shared_out(
    parts: Iterable[Plan], taken: Collection[str], bank: Iterable[Question]
) -> dict[str, list[Question]]:
    """The bank's other questions, each offered by one part: part -> what it may follow up with.

    A question that fits several goes to the one that has fewest so far, the earlier where that is
    even. Reading answers asks nothing, so it is offered nothing.
    """
    offered: dict[str, list[Question]] = {p.key: [] for p in parts if p.kind != "questionnaire"}
    for question in bank:
        fitting = [offers for key, offers in offered.items() if key in question.parts]
        if fitting and question.key not in taken:
            min(fitting, key=len).append(question)
    return offered


def who_asks(playbook: Playbook, candidacy: Candidacy, text: str) -> str:
    """The title of the part that asks a candidate this already, in these words; or nothing."""
    words = plain(text)
    for probe in Probe.objects.filter(candidacy=candidacy).select_related("part"):
        if plain(probe.text) == words:
            return probe.part.title
    for question, part in asked_of_everybody(playbook, parts_met(candidacy)).items():
        if plain(playbook.question(question).text) == words:
            return playbook.part(part).title
    return ""


def plain(text: str) -> str:
    """What is the same question but for blanks, capitals and how it ends."""
    return " ".join(text.split()).casefold().rstrip("?!. ")
