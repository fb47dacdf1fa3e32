"""Facts, the scoping questions, archetypes and the rules that read them."""

from typing import Annotated, Literal

from pydantic import Field

from .base import Conditional, Day, Few, Key, Model, Whole, Words, YesNo

Points = Annotated[int, Field(strict=True, ge=0, le=3)]
FactKind = Literal[
    "text",
    "number",
    "money",
    "money_range",
    "currency",
    "choice",
    "choices",
    "yesno",
    "date",
    "list",
    "counts",
]


class FactOption(Model):
    """`phrase`: the words a job description uses, the label where empty; of a kind that is
    counted, the singular."""

    key: Key
    label: Words
    phrase: str = ""


class Fact(Model):
    """Something the hiring side knows about the job, with the value each kind holds.

    text str · number whole int · money Decimal in the search's currency (fact `currency`) ·
    money_range {"minimum": money, "maximum": money} · currency ISO code · choice key of an option ·
    choices list of option keys ·
    yesno bool · date ISO date · list of str · counts {option key: whole int}.
    """

    key: Key
    label: Words
    why: Words
    kind: FactKind
    options: tuple[FactOption, ...] = ()  # choice, choices and counts only
    required: YesNo = True  # needed before the scope is signed
    unit: str = ""
    help: str = ""
    default: str = ""  # an option's key; choice only

    def option(self, key: str) -> FactOption:
        return next(option for option in self.options if option.key == key)


class Option(Model):
    """One answer to a scoping question; `points` go to archetypes, 0 where none is named."""

    key: Key
    label: Words
    explain: Words
    points: dict[Key, Points]
    phrase: str = ""  # the words a job description uses for it; the label where empty


class ScopingQuestion(Model):
    key: Key
    number: Few
    text: Words
    why: Words
    sets: Words  # in words: what this answer decides later
    options: Annotated[tuple[Option, ...], Field(min_length=2)]
    source: str

    def option(self, key: str) -> Option:
        return next(option for option in self.options if option.key == key)


class Archetype(Model):
    """One kind of officer. `weights` names every competency and sums to 100."""

    key: Key
    name: Words
    summary: Words
    phrase: Words  # the words a sentence uses: "a production operator"
    choose_when: Words
    shows: Words
    must_have: Key  # the archetype's own, beside the competencies marked must_have
    weights: dict[Key, Few]
    weights_why: Words
    evidence: Annotated[tuple[str, ...], Field(max_length=7)]  # the JD's musts
    source: str


class Case(Model):
    """Answers and facts of an imagined search, to show when a rule speaks and when not."""

    answers: dict[Key, Key] = {}
    facts: dict[Key, bool | int | str | dict[Key, Whole]] = {}
    archetype: Key | None = None


class Example(Model):
    speaks: Annotated[tuple[Case, ...], Field(min_length=1)]
    silent: Annotated[tuple[Case, ...], Field(min_length=1)]


class ScopeRule(Conditional):
    """A contradiction must be settled or kept with a reason before signing; risk and advice
    are shown and need nothing."""

    key: Key
    kind: Literal["contradiction", "risk", "advice"]
    title: Words
    says: Words
    ways_out: Annotated[tuple[Words, ...], Field(min_length=2, max_length=2)]
    cites: str
    example: Example


class Quote(Model):
    """A figure somebody else published. All are unproven: never shown without that word."""

    key: Key
    text: Words
    figure: Words
    by: Words
    source: str
    as_of: Words
    unproven: Literal[True] = True


class OwnOrBuy(Conditional):
    """What the company should do itself, or buy in."""

    key: Key
    side: Literal["own", "buy"]
    text: Words
    note: str = ""
    source: str


class TeamRole(Conditional):
    """A neighbour in the team. `counted_as`: options of the fact `direct_reports` that fill it."""

    key: Key
    title: Words
    needs: Words
    starts_day: Day | None = None  # when a new programme hires it, counted from its first day
    ends_day: Day | None = None
    order_note: str = ""
    counted_as: tuple[Key, ...] = ()
    source: str
