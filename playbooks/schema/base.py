"""What every part of a playbook is made of: keys, words, sources and conditions."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, Strict, StringConstraints, model_validator

KEY, SLUG = r"^[a-z][a-z0-9_]*$", r"^[a-z][a-z0-9-]*$"
Key = Annotated[str, StringConstraints(pattern=KEY, max_length=40)]
Slug = Annotated[str, StringConstraints(pattern=SLUG, max_length=40)]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Title = Annotated[Words, StringConstraints(max_length=80)]
Line = Annotated[Words, StringConstraints(max_length=300)]
Whole = Annotated[int, Strict(), Field(ge=0, le=10**12)]
Few = Annotated[int, Strict(), Field(ge=0, le=1_000)]
Minutes = Annotated[int, Strict(), Field(ge=0, le=1_440)]
Day = Annotated[int, Strict(), Field(ge=0, le=3_660)]
"""Of a plan or a programme, the first being day 1."""
YesNo = Annotated[bool, Strict()]

OURS = "ours"


class Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Source(Model):
    """Where something in the playbook comes from; cited elsewhere by `key`."""

    key: Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_]*$")]
    title: Words
    by: str = ""
    date: str = ""
    note: str = ""


class Condition(Model):
    """One test of one value. A value that was not given passes no test except `given = false`.

    Exactly one subject:
      answer      key of a scoping question; its value is the key of the option chosen
      fact        key of a fact; its value is of the fact's kind (see Fact)
      archetype   list of archetype keys: true when the archetype chosen is one of them
                  (before one is chosen: the one recommended). Takes no further test.
    Exactly one test for an answer or a fact:
      is          the value is one of these (choices and answers: option keys; yesno: true or
                  false); of several chosen, at least one is
      is_not      the value was given and is none of these
      below       number, money or the sum of counts: value < below
      at_least    number, money or the sum of counts: value >= at_least
      given       true: a value was given; false: none was
    """

    answer: Key | None = None
    fact: Key | None = None
    archetype: tuple[Key, ...] | None = None
    is_: Annotated[tuple[Key | YesNo, ...] | None, Field(alias="is")] = None
    is_not: tuple[Key | YesNo, ...] | None = None
    below: Whole | None = None
    at_least: Whole | None = None
    given: YesNo | None = None

    @property
    def subject(self) -> Literal["answer", "fact", "archetype"]:
        if self.archetype is not None:
            return "archetype"
        return "answer" if self.answer is not None else "fact"

    @model_validator(mode="after")
    def one_subject_one_test(self) -> "Condition":
        subjects = [s for s in (self.answer, self.fact, self.archetype) if s is not None]
        tests = [
            t
            for t in (self.is_, self.is_not, self.below, self.at_least, self.given)
            if t is not None
        ]
        if len(subjects) != 1:
            raise ValueError("a test names exactly one of answer, fact or archetype")
        if len(tests) != (0 if self.archetype is not None else 1):
            raise ValueError(
                "a test of an answer or a fact takes exactly one of is, is_not, below, at_least "
                "or given; a test of the archetype takes none"
            )
        return self


class Conditional(Model):
    """Something that holds only in some searches.

    It holds when every test in `when` passes and, where `when_any` is not empty,
    at least one of those passes too. With neither it always holds.
    """

    when: tuple[Condition, ...] = ()
    when_any: tuple[Condition, ...] = ()

    @property
    def tests(self) -> tuple[Condition, ...]:
        return self.when + self.when_any
