"""The company's own pay bands from a CSV file: every line is right, or none is taken."""

import csv
import io
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.numbers import AmountField
from accounts.templatetags.face import problems
from accounts.text import CleanCharField
from candidates.exporting import harmless
from candidates.importing.files import as_typed, delimiter_of
from offers.models import CompanyBand
from offers.terms import FRACTIONAL, FULL_TIME
from playbooks.currencies import CURRENCIES
from playbooks.models import PlaybookVersion
from playbooks.schema import Basis, Playbook

MOST_LINES = 500
OLDEST, NEWEST = timedelta(days=3_653), timedelta(days=366)
COLUMNS = {
    "playbook": "the role's playbook, such as caio",
    "engagement": "full_time or fractional; a fractional band is a month's",
    "market": "as the scope has it, such as us, western_europe or remote_global",
    "level": "as the playbook's bands have it, such as scale_up; empty for every level",
    "level_name": "how the list calls it; an offer calls a level as its playbook does",
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

    def __init__(self, *args: Any, playbooks: Mapping[str, Playbook], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.playbooks = playbooks
        self.fields["playbook"].choices = [(slug, slug) for slug in playbooks]  # type: ignore[attr-defined]

    def clean_as_of(self) -> date:
        day: date = self.cleaned_data["as_of"]
        if not -OLDEST <= day - timezone.localdate() <= NEWEST:
            raise ValidationError(
                "“as_of” is long ago or far ahead. Write a day of the last ten years, or of the "
                "next."
            )
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        low, high = data.get("minimum"), data.get("maximum")
        if low is not None and high is not None and high <= low:
            self.add_error(
                "maximum", "“maximum” is not above the minimum. Leave it empty if it is open."
            )
        if "basis" in data:
            data["basis"] = BASES[data["basis"]]
        if playbook := self.playbooks.get(data.get("playbook", "")):
            for key, says in _foreign(playbook, data):
                self.add_error(key, says)
        return data


def _foreign(playbook: Playbook, data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What the playbook has no word for: a band of it would never apply."""
    markets, levels = market_names(playbook), {band.level for band in playbook.bands}
    if data.get("market") and data["market"] not in markets:
        right = f"one of {', '.join(markets)}" if markets else "another playbook: it has none"
        yield "market", f"“market” is none of this playbook’s. Write {right}."
    if data.get("level") and data["level"] not in levels:
        right = f"Write one of {', '.join(sorted(levels))}, or leave" if levels else "Leave"
        yield "level", f"“level” is none of this playbook’s. {right} it empty."


def market_names(playbook: Playbook) -> dict[str, str]:
    """How each market is called that the playbook's scope asks about, by its key."""
    asked = [fact for fact in playbook.facts if fact.key == "pay_market"]
    return {option.key: option.label for fact in asked for option in fact.options}


class Unreadable(ValueError):
    """What is wrong, a sentence a line of the file."""

    def __init__(self, *says: str):
        super().__init__(" ".join(says))
        self.says = says


def bands_in(text: str) -> list[CompanyBand]:
    """The bands that the text of a CSV file holds, in no database yet. Raises Unreadable."""
    lines = _lines(text)
    versions = PlaybookVersion.objects.in_use().order_by("slug")
    playbooks = {version.slug: version.playbook for version in versions}
    forms_ = [(number, LineForm(cells, playbooks=playbooks)) for number, cells in lines]
    wrong = [
        f"Line {number}: {problem['says']}" for number, form in forms_ for problem in problems(form)
    ]
    if wrong:
        raise Unreadable(*wrong)
    rows = [CompanyBand(**form.cleaned_data) for _, form in forms_]
    _check_twice(rows)
    return rows


def _lines(text: str) -> list[tuple[int, dict[str, str]]]:
    text = text.lstrip("\ufeff")
    reader = csv.DictReader(io.StringIO(text), delimiter=delimiter_of(text), strict=True)
    try:
        named = [heading.strip() for heading in reader.fieldnames or ()]
        if missing := [column for column in COLUMNS if column not in named]:
            raise Unreadable(f"The first line does not name {', '.join(missing)}.")
        reader.fieldnames = named
        found = [(reader.line_num, _cells(row, reader.line_num)) for row in reader]
    except csv.Error:
        wrong = "A quotation mark is opened and not closed, or closed too soon."
        raise Unreadable(f"Line {reader.line_num}: {wrong}") from None
    if not found:
        raise Unreadable("There is no line under the names of the columns.")
    if len(found) > MOST_LINES:
        raise Unreadable(f"A file holds at most {MOST_LINES} bands. Split it.")
    return found


def _cells(row: dict[Any, Any], number: int) -> dict[str, str]:
    """Raises Unreadable where there are more than the columns, of which DictReader says nothing."""
    if any(cell.strip() for cell in row.get(None, ())):
        raise Unreadable(
            f"Line {number}: more cells than columns. Put a text with commas in quotation marks."
        )
    return {key: as_typed((row[key] or "").strip()) for key in COLUMNS}


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
        cells = {column: harmless(getattr(row, column)) for column in COLUMNS}
        writer.writerow(cells | {"basis": names[row.basis]})
    return out.getvalue()
