"""The questions that candidates may answer of their own will, each with its groups as a page
counts them."""

from typing import NamedTuple

from candidates.states import Age, Gender, Minority


class Voluntary(NamedTuple):
    key: str
    title: str
    groups: dict[str, str]


VOLUNTARY = (
    Voluntary(
        "gender",
        "Gender",
        {Gender.WOMAN: "Women", Gender.MAN: "Men", Gender.OTHER: "Another, or none of these"},
    ),
    Voluntary("age", "Age", {Age.UNDER_40: "Under 40", Age.FROM_40: "40 or over"}),
    Voluntary(
        "minority",
        "Ethnic minority where they live",
        {Minority.YES: "Count themselves to one", Minority.NO: "Do not"},
    ),
)
