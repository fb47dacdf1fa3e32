"""What the pages of the scope and the job description show, put together once for each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.forms.boundfield import BoundField

from accounts.models import User
from accounts.templatetags.face import count_word
from accounts.text import says_why
from playbooks.schema import Fact, Playbook, ScopingQuestion
from scoping.changes import changes
from scoping.conditions import given
from scoping.drafts import Both
from scoping.follows import milestones, own_or_buy, team
from scoping.forms import ScopeForm
from scoping.jd import Values
from scoping.models import Scope, values_for
from scoping.queries import names_of, signed_scope
from scoping.reading import Given, Reading, plural, result_of
from scoping.recommend import Finding
from scoping.wording import answer_words, fact_words
from searches.models import Search
from searches.queries import hiring_managers
from searches.rules import may


@dataclass(frozen=True)
class FactLine:
    fact: Fact
    words: str
    who: str
    fields: Sequence[BoundField] = ()
    group: bool = False

    @property
    def wrong(self) -> bool:
        return any(field.errors for field in self.fields)


@dataclass(frozen=True)
class QuestionLine:
    question: ScopingQuestion
    answer: str
    words: str
    who: str
    fields: Any = None
    open: bool = True


@dataclass(frozen=True)
class Contradiction:
    finding: Finding
    numbers: list[ScopingQuestion]
    facts: list[Fact]
    kept: BoundField
    settled: bool


def listed(playbook: Playbook, fact: Fact, facts: dict[str, Any]) -> str:
    """A fact in words; things listed one a line keep their lines."""
    value = facts.get(fact.key)
    if fact.kind == "list" and isinstance(value, list):
        return "\n".join(map(str, value))
    return fact_words(playbook, fact.key, facts)


def fact_lines(playbook: Playbook, said: Given, names: dict[str, str]) -> list[FactLine]:
    return [
        FactLine(fact, listed(playbook, fact, said.facts), names.get(f"facts.{fact.key}", ""))
        for fact in playbook.facts
    ]


def question_lines(playbook: Playbook, said: Given, names: dict[str, str]) -> list[QuestionLine]:
    return [
        QuestionLine(
            question,
            answer_words(playbook, question.key, said.answers),
            said.words.get(question.key, ""),
            names.get(f"answers.{question.key}", ""),
        )
        for question in playbook.questions
    ]


def _asked(form: ScopeForm, said: Given, names: dict[str, str]) -> list[FactLine]:
    return [
        FactLine(
            row.fact,
            "",
            names.get(f"facts.{row.fact.key}", "") if given(said.facts.get(row.fact.key)) else "",
            row.fields,
            row.group,
        )
        for row in form.fact_rows()
    ]


def _questions(
    form: ScopeForm, reading: Reading, names: dict[str, str], *, opened: bool
) -> list[QuestionLine]:
    pulling = {key for found in reading.unsettled for key in found.trace.answers}
    lines = question_lines(form.playbook, reading.said, names)
    return [
        QuestionLine(
            line.question,
            line.answer,
            line.words,
            line.who,
            row,
            opened or not line.answer or line.question.key in pulling or bool(row.words.errors),
        )
        for line, row in zip(lines, form.question_rows(), strict=True)
    ]


def _contradictions(form: ScopeForm, reading: Reading) -> list[Contradiction]:
    playbook = reading.playbook
    return [
        Contradiction(
            found,
            [playbook.scoping_question(key) for key in found.trace.answers],
            [playbook.fact(key) for key in found.trace.facts],
            form.kept_field(found.key),
            says_why(reading.said.kept.get(found.key, "")),
        )
        for found in reading.contradictions
    ]


def _kept_away(form: ScopeForm, reading: Reading) -> list[BoundField]:
    """Sentences on contradictions that are gone now, and may come back with the next answer."""
    here = {found.key for found in reading.contradictions}
    return [form.kept_field(key) for key in reading.said.kept if key not in here]


def so_far(reading: Reading) -> str:
    """ "Two contradictions to settle." beside the progress line."""
    count = len(reading.unsettled)
    words = plural(count, "contradiction", "contradictions")
    return f"{words[:1].upper()}{words[1:]} to settle." if count else ""


@dataclass(frozen=True)
class Row:
    """One kind in the arithmetic: its sum, and each answer's points ("" unanswered)."""

    key: str
    name: str
    points: int
    cells: list[int | str]
    leads: bool


def outcome_of(playbook: Playbook, result: dict[str, Any], *, signed: bool) -> dict[str, Any]:
    """What a result comes to, draft or signed, as the page words it."""
    standings = result["standings"]
    key = result["archetype"]
    return {
        "title": _title(playbook, result, signed=signed),
        "archetype": playbook.archetype(key) if key else None,
        "rows": [
            Row(
                standing["archetype"],
                standing["name"],
                standing["points"],
                [standing["awards"].get(question.key, "") for question in playbook.questions],
                standing["archetype"] == key,
            )
            for standing in standings
        ],
        "weights_why": result["weights"][0]["why"],
        "weights_from": result["weights"][0]["trace"]["says"],
        "contradictions": [f for f in result["findings"] if f["kind"] == "contradiction"],
        "remarks": [f for f in result["findings"] if f["kind"] != "contradiction"],
    }


def _title(playbook: Playbook, result: dict[str, Any], *, signed: bool) -> str:
    key, recommended = result["archetype"], result["recommended"]
    phrase = playbook.archetype(key).phrase if key else ""
    if signed:
        return f"{phrase[:1].upper()}{phrase[1:]}"
    if key and key == recommended:
        return f"Your answers recommend {phrase}"
    if not recommended:
        most = max(standing["points"] for standing in result["standings"])
        leading = sum(standing["points"] == most for standing in result["standings"])
        chosen = f"You chose {phrase}" if key else "Choose one"
        return f"{count_word(leading)} kinds of {playbook.noun} have the same points. {chosen}"
    return f"You chose {phrase}. Your answers recommend {playbook.archetype(recommended).phrase}"


@dataclass(frozen=True)
class Turn:
    """One piece of the scope at a time: the one at hand, and those beside it ("" for none)."""

    at: str
    number: int
    count: int
    before: str
    after: str


RESULT = "result"


def turn(playbook: Playbook, said: Given, at: str) -> Turn | None:
    """Facts, questions and the result in order. Of a place that is not there, the first piece
    that was not said yet; None where "" is asked for: all on one page."""
    if not at:
        return None
    facts = {f"f-{fact.key}": given(said.facts.get(fact.key)) for fact in playbook.facts}
    answers = {f"q-{question.key}": question.key in said.answers for question in playbook.questions}
    done = facts | answers | {RESULT: False}
    pieces = list(done)
    here = pieces.index(at if at in done else next(key for key in pieces if not done[key]))
    return Turn(
        at=pieces[here],
        number=here + 1,
        count=len(pieces),
        before=pieces[here - 1] if here else "",
        after=pieces[here + 1] if here + 1 < len(pieces) else "",
    )


def draft_page(
    viewer: User,
    row: Scope,
    form: ScopeForm,
    said: Given,
    both: Sequence[Both] = (),
    one: str = "",
) -> dict[str, Any]:
    """`one`: the place of the only piece to show; "" shows all."""
    reading = Reading(row.search.playbook, said)
    result = result_of(reading)
    names = names_of(row.said_by)
    missing = len(reading.missing_facts)
    return {
        "scope": row,
        "form": form,
        "both": both,
        "reading": reading,
        "result": result,
        "outcome": outcome_of(row.search.playbook, result, signed=False),
        "facts": _asked(form, said, names),
        "one": (piece := None if both else turn(form.playbook, said, one)),
        "facts_open": bool(missing or form.errors or both or piece),
        "missing": missing,
        "questions": _questions(form, reading, names, opened=bool(both or piece)),
        "contradictions": _contradictions(form, reading),
        "kept_away": _kept_away(form, reading),
        "so_far": so_far(reading),
        "follows": {}
        if reading.unanswered
        else _follows(values_for(row.search, said, reading.archetype)),
        **(_downstream(row.search, reading, result) if row.number > 1 else {}),
        "may_sign": may(viewer, "scoping.sign_scope", row.search),
        "signers": hiring_managers(row.search),
    }


def _follows(values: Values) -> dict[str, Any]:
    """What else the answers decide, once there is a kind: before that nothing is shown."""
    if values.search.archetype is None:
        return {}
    sides = own_or_buy(values)
    return {
        "milestones": milestones(values),
        "team": team(values),
        "own": [item for item in sides if item.side == "own"],
        "buy": [item for item in sides if item.side == "buy"],
    }


def _downstream(search: Search, reading: Reading, result: dict[str, Any]) -> dict[str, Any]:
    """What a reopened scope would change, beside the version that is signed."""
    signed = signed_scope(search)
    if signed is None:
        return {}
    values = values_for(search, reading.said, reading.archetype)
    return {
        "reopened": True,
        "downstream": changes(signed.result, result, signed.values, values),
    }


def fixed_page(viewer: User, row: Scope) -> dict[str, Any]:
    """A version as it was signed; or a draft, to whoever may read it and not write."""
    playbook, names = row.search.playbook, names_of(row.said_by)
    result = row.result or result_of(row.reading)
    return {
        "scope": row,
        "result": result,
        "outcome": outcome_of(playbook, result, signed=bool(row.result)),
        "facts": fact_lines(playbook, row.said, names),
        "questions": question_lines(playbook, row.said, names),
        "follows": _follows(row.values),
        "versions": list(row.search.scopes.exclude(pk=row.pk).order_by("-number")),
        "may_reopen": row.state == "signed" and may(viewer, "scoping.sign_scope", row.search),
    }


def words_of(playbook: Playbook, name: str, value: Any, facts: dict[str, Any]) -> tuple[str, str]:
    """A piece of a scope by its dotted name: its label, and the value in words."""
    part, _, key = name.partition(".")
    if part == "facts":
        fact = playbook.fact(key)
        return fact.label, listed(playbook, fact, facts | {key: value}) or "Not given"
    if part in ("answers", "words"):
        question = playbook.scoping_question(key)
        said = answer_words(playbook, key, {key: value}) if part == "answers" else value
        return question.text, said or "Nothing"
    if part == "kept":
        return playbook.rule(key).title, value or "Nothing"
    if part == "archetype":
        chosen = playbook.archetype(value).name if value else "As the answers recommend"
        return f"Kind of {playbook.noun}", chosen
    return "Why another kind than the answers recommend", value or "Nothing"
