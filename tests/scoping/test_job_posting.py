"""The JobPosting against the vocabulary of schema.org, and what search engines require of one.

The terms are schema.org's, version 29: each type with those of its properties that are used here or
could be mistaken for one, and what a value of each may be. Google requires title, description,
datePosted, hiringOrganization, and a location unless the work is remote.
"""

import jsonschema
import pytest

from scoping.exports import posting_of
from tests.factories import scoping as made

pytestmark = pytest.mark.django_db


def typed(kind, required=(), **properties):
    """A thing of one type, with no property that the type does not have."""
    return {
        "type": "object",
        "properties": {"@type": {"const": kind}, "@context": {"type": "string"}, **properties},
        "required": ["@type", *required],
        "additionalProperties": False,
    }


TEXT = {"type": "string", "minLength": 1}
AMOUNT = {"type": "number", "minimum": 0}
ADDRESS = typed(
    "PostalAddress",
    streetAddress=TEXT,
    addressLocality=TEXT,
    addressRegion=TEXT,
    postalCode=TEXT,
    addressCountry=TEXT,
)
PAY = typed(
    "QuantitativeValue",
    ["minValue", "maxValue", "unitText"],
    value=AMOUNT,
    minValue=AMOUNT,
    maxValue=AMOUNT,
    unitText={"enum": ["HOUR", "DAY", "WEEK", "MONTH", "YEAR"]},
)
POSTING = typed(
    "JobPosting",
    ["@context", "title", "description", "datePosted", "hiringOrganization"],
    title=TEXT,
    description={"type": "string", "pattern": "<"},
    datePosted={"type": "string", "format": "date", "pattern": r"^\d{4}-\d\d-\d\d$"},
    validThrough={"type": "string"},
    employmentType={
        "enum": ["FULL_TIME", "PART_TIME", "CONTRACTOR", "TEMPORARY", "INTERN", "OTHER"]
    },
    hiringOrganization=typed("Organization", ["name"], name=TEXT, sameAs=TEXT, logo=TEXT),
    jobLocation=typed("Place", ["address"], address=ADDRESS),
    jobLocationType={"const": "TELECOMMUTE"},
    applicantLocationRequirements=typed("Country", ["name"], name=TEXT),
    baseSalary=typed(
        "MonetaryAmount",
        ["currency", "value"],
        currency={"type": "string", "pattern": "^[A-Z]{3}$"},
        value=PAY,
    ),
) | {"anyOf": [{"required": ["jobLocation"]}, {"required": ["jobLocationType"]}]}


def errors(posting):
    found = jsonschema.Draft202012Validator(POSTING).iter_errors(posting)
    return [error.message for error in found]


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"work_mode": "remote"},
        {"engagement": "fractional"},
        {"place": "Singapore"},
        {"currency": "JPY"},
        {"place": "Paris, Île-de-France, France"},
    ],
    ids=str,
)
def test_a_posting_is_in_the_vocabulary(search, changed):
    made.signed_scope(search, facts=made.FACTS | changed)
    assert errors(posting_of(made.approved_jd(search, mandate="Owns 4 lines."))) == []


def test_hostile_words_leave_a_posting_in_the_vocabulary(search):
    hostile = 'Owns 4 lines.</script>"}{ \\ \u2028 <b>'
    assert errors(posting_of(made.approved_jd(search, mandate=hostile))) == []


@pytest.mark.parametrize("broken", ["title", "datePosted", "hiringOrganization"])
def test_the_vocabulary_tells_what_is_missing(search, broken):
    posting = posting_of(made.approved_jd(search, mandate="Owns 4 lines."))
    del posting[broken]
    assert errors(posting)


def test_the_vocabulary_tells_what_is_unknown(search):
    posting = posting_of(made.approved_jd(search, mandate="Owns 4 lines."))
    assert errors(posting | {"salary": 4})
    assert errors(posting | {"employmentType": "FULL"})
