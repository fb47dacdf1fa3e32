"""Which column is what: guessed from its heading, put right by a person, remembered."""

import hashlib
import json
from collections.abc import Sequence

FIELDS = {
    "name": "Name",
    "first_name": "First name",
    "last_name": "Last name",
    "email": "Mail address",
    "phone": "Telephone",
    "employer": "Employer",
    "title": "Title there",
    "channel": "How we met",
    "summary": "In two or three sentences",
    "expects": "What they hope for",
}
PAY = ("salary", "pay", "compensation", "package", "remuneration", "wage", "bonus")
NO_PAY = "“{}” is not taken in: past pay is never stored. Remove the column."
NAMELESS = "No column is chosen for the name. Choose one, or one each for first and last name."
TWICE = "“{}” is chosen for two columns. Keep one."

# Our own short names and headings; beside them what the guides of others call their columns.
# Greenhouse: "Bulk import prospects from spreadsheet", its default fields,
#   https://support.greenhouse.io/hc/en-us/articles/203871039
# Lever: "How do I add multiple / import many candidates?" and "Migrating your data",
#   https://help.lever.co/hc/en-us/articles/204498425 (Full name, Email)
#   https://help.lever.co/hc/en-us/articles/20087470372381 (Full-Name)
HEADINGS = {
    **{name.replace("_", " "): name for name in FIELDS},
    **{label.casefold(): name for name, label in FIELDS.items()},
    "first name": "first_name",  # Greenhouse
    "last name": "last_name",  # Greenhouse
    "company": "employer",  # Greenhouse
    "full name": "name",  # Lever
    "e mail": "email",
    "email address": "email",
    "telephone number": "phone",
    "phone number": "phone",
    "current company": "employer",
    "job title": "title",
    "position": "title",
}


def plain(heading: str) -> str:
    """'Full-Name ' -> 'full name'."""
    return " ".join("".join(c if c.isalnum() else " " for c in heading.casefold()).split())


def guess(headings: Sequence[str]) -> list[str]:
    """A field for each column, nothing for one to leave out. A whole name beats its halves."""
    found = [HEADINGS.get(plain(heading), "") for heading in headings]
    if "name" in found:
        found = ["" if name in ("first_name", "last_name") else name for name in found]
    return found


def digest_of(headings: Sequence[str]) -> str:
    """The same for files with the same headings in the same order."""
    words = json.dumps([plain(heading) for heading in headings])
    return hashlib.sha256(words.encode()).hexdigest()


def wrong_with(headings: Sequence[str], columns: Sequence[str]) -> list[str]:
    """What stands against taking these columns in, in sentences."""
    said = [NO_PAY.format(h.casefold()) for h in headings if any(w in h.casefold() for w in PAY)]
    chosen = [name for name in columns if name]
    said += [TWICE.format(FIELDS[n]) for n in sorted(set(chosen)) if chosen.count(n) > 1]
    if not {"name", "first_name", "last_name"} & set(chosen):
        said.append(NAMELESS)
    return said
