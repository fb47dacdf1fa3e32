"""The company's own pay bands from a CSV file: every line is right, or none is taken."""

import csv
import io
from typing import Any

from django import forms

from accounts.numbers import AmountField
from accounts.templatetags.face import problems
from accounts.text import CleanCharField
from offers.models import CompanyBand
from offers.terms import FRACTIONAL, FULL_TIME
from playbooks.currencies import CURRENCIES
from playbooks.models import PlaybookVersion
from playbooks.schema import Basis

MOST_LINES = 500
COLUMNS = {
    "playbook": "the role's playbook, such as caio",
    "engagement": "full_time or fractional; a fractional band is a month's",
    "market": "as the scope has it, such as us, western_europe or remote_global",
    "level": "as the playbook's bands have it, such as scale_up; empty for every level",
    "level_name": "how the level is called",
    "currency": "three letters",
    "minimum": "a plain number",
    "maximum": "a plain number; empty where the band has no upper end",
    "basis": "base, total_cash or not_stated",
    "as_of": "the day, such as 2026-10-01",
    "source": "where it comes from",
}
BASES = {basis.name.lower(): basis for basis in Basis}


class LineForm(forms.Form):
    """One line. Each field is a column."""

    playbook = forms.ChoiceField(label="playbook")
    engagement = forms.ChoiceField(
        label="engagement", choices=[(key, key) for key in (FULL_TIME, FRACTIONAL)]
    )
    market = forms.SlugField(label="market", max_length=40)
    level = forms.SlugField(label="level", max_length=40, required=False)
    level_name = CleanCharField(label="level_name", max_length=120)
    currency = forms.ChoiceField(label="currency", choices=[(code, code) for code in CURRENCIES])
    minimum = AmountField(label="minimum")
    maximum = AmountField(label="maximum", required=False)
    basis = forms.ChoiceField(label="basis", choices=[(key, key) for key in BASES])
    as_of = forms.DateField(label="as_of", input_formats=["%Y-%m-%d"])
    source = CleanCharField(label="source", max_length=120)

    def __init__(self, *args: Any, playbooks: list[str], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["playbook"].choices = [(slug, slug) for slug in playbooks]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        low, high = data.get("minimum"), data.get("maximum")
        if low is not None and high is not None and high <= low:
            self.add_error(
                "maximum", "“maximum” is not above the minimum. Leave it empty if it is open."
            )
        if "basis" in data:
            data["basis"] = BASES[data["basis"]]
        return data


class Unreadable(ValueError):
    """What is wrong, a sentence a line of the file."""

    def __init__(self, *says: str):
        super().__init__(" ".join(says))
        self.says = says


def bands_in(text: str) -> list[CompanyBand]:
    """The bands that the text of a CSV file holds, in no database yet. Raises Unreadable."""
    lines = _lines(text)
    slugs = sorted(set(PlaybookVersion.objects.in_use().values_list("slug", flat=True)))
    forms_ = [(number, LineForm(cells, playbooks=slugs)) for number, cells in lines]
    wrong = [
        f"Line {number}: {problem['says']}" for number, form in forms_ for problem in problems(form)
    ]
    if wrong:
        raise Unreadable(*wrong)
    rows = [CompanyBand(**form.cleaned_data) for _, form in forms_]
    _check_twice(rows)
    return rows


def _lines(text: str) -> list[tuple[int, dict[str, str]]]:
    first = text.lstrip("\ufeff").splitlines()[:1]
    delimiter = max(",;\t", key=first[0].count) if first else ","
    reader = csv.DictReader(io.StringIO(text.lstrip("\ufeff")), delimiter=delimiter, strict=True)
    try:
        named = [heading.strip() for heading in reader.fieldnames or ()]
        if missing := [column for column in COLUMNS if column not in named]:
            raise Unreadable(f"The first line does not name {', '.join(missing)}.")
        reader.fieldnames = named
        found = [
            (reader.line_num, {key: (row[key] or "").strip() for key in COLUMNS}) for row in reader
        ]
    except csv.Error:
        wrong = "A quotation mark is opened and not closed, or closed too soon."
        raise Unreadable(f"Line {reader.line_num}: {wrong}") from None
    if not found:
        raise Unreadable("There is no line under the names of the columns.")
    if len(found) > MOST_LINES:
        raise Unreadable(f"A file holds at most {MOST_LINES} bands. Split it.")
    return found


def identity(row: CompanyBand) -> tuple[object, ...]:
    """What makes two rows the same band of the same day."""
    return row.playbook, row.level, row.market, row.engagement, row.currency, row.as_of


def _check_twice(rows: list[CompanyBand]) -> None:
    seen = [identity(row) for row in rows]
    if len(set(seen)) < len(seen):
        twice = next(row for row in rows if seen.count(identity(row)) > 1)
        raise Unreadable(f"The file has {twice} twice, of the same day. Keep one of the two.")


def as_csv(rows: list[CompanyBand]) -> str:
    """The bands in force as such a file, to change and read in again; the first line at least."""
    names = {basis.value: key for key, basis in BASES.items()}
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    for row in rows:
        cells = {column: getattr(row, column) for column in COLUMNS}
        writer.writerow(cells | {"basis": names[row.basis]})
    return out.getvalue()
