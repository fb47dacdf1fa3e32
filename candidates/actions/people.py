"""Who the candidates are: adding one, changing one, importing many."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from itertools import count
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User, normal_email
from candidates.actions.confidence import name_quietly
from candidates.actions.own import revoke_own_page
from candidates.actions.stages import close_links, touch
from candidates.models import Candidacy, Candidate, ColumnMap
from candidates.off_limits import FIELD, fence_of, refusal
from candidates.queries import emails_of
from candidates.signals import readdressed
from searches.actions import acting, log
from searches.errors import Refused, Stale
from searches.models import RUNS, Membership, Role, Search
from searches.queries import hiring_managers

TWICE = "A candidate with the address {} is in this search already."
OF_CANDIDATE = ("name", "email", "phone", "employer", "title")
OF_CANDIDACY = ("channel", "summary", "expects", "forfeits")


@dataclass(frozen=True)
class Person:
    """What may be written down about a candidate. There is no past pay in it."""

    name: str
    email: str = ""
    phone: str = ""
    employer: str = ""
    title: str = ""
    channel: str = ""
    summary: str = ""
    expects: str = ""
    forfeits: str = ""

    @property
    def digest(self) -> str:
        return sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()


def letters(number: int) -> str:
    """0 is A, 25 is Z, 26 is AA."""
    word = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        word = chr(ord("A") + rest) + word
    return word


def free_aliases(search: Search) -> Iterator[str]:
    """'Candidate A', 'Candidate B' ..., those not yet given in the search."""
    taken = set(Candidacy.objects.filter(search=search).values_list("alias", flat=True))
    start = len(taken)
    return (a for n in count(start) if (a := f"Candidate {letters(n)}") not in taken)


def _run_by(user: User) -> QuerySet[Membership, Any]:
    return Membership.objects.current().filter(user=user, role__in=RUNS).values("search")


def _people_of(by: User) -> QuerySet[Candidate]:
    """People in the searches that `by` runs: there a person is one row, however many searches.

    Other searches are not looked at, so nothing is learned of whom they have.
    """
    known = Candidacy.objects.visible_to(by).filter(search__in=_run_by(by)).values("candidate")
    return Candidate.objects.filter(pk__in=known).exclude(email="").order_by("-pk")


def to_write(row: Candidate, by: User) -> Candidate:
    """The person to write on: a copy where they stand in a search that `by` does not run too.

    So a new address here never moves what is sent from there, and nobody learns that there is one.
    """
    if row.pk and row.candidacies.exclude(search__in=_run_by(by)).exists():
        row.pk, row._state.adding = None, True
    return row


def add_candidate(*, search: Search, person: Person, by: User, internal: bool = False) -> Candidacy:
    """Put somebody in the search. Raises Refused when their address is in it already, or is that
    of somebody who sits on it, and when they are off limits and did not apply by themselves.

    Of an internal candidate only `by` and the hiring managers know, until others are named.
    """
    with acting(search.pk, by, "candidates.manage") as locked:
        email = normal_email(person.email)
        _refuse_twice(locked, email, by)
        _refuse_member(locked, email)
        _refuse_off_limits(locked, [person])
        candidate = to_write(_people_of(by).filter(email=email).first() or Candidate(), by)
        _write(candidate, person, only_given=True)
        candidate.save()
        candidacy = Candidacy(
            search=locked, candidate=candidate, alias=next(free_aliases(locked)), added_by=by
        )
        _write(candidacy, person)
        candidacy.save()
        log(locked, by, "candidate.added", candidacy)
        if internal:
            name_quietly(locked, candidacy, {by, *_managers(locked)}, by)
        return candidacy


def _managers(search: Search) -> list[User]:
    rows = search.memberships.current().filter(role=Role.HIRING_MANAGER).select_related("user")
    return [row.user for row in rows]


def _refuse_twice(search: Search, email: str, by: User) -> None:
    """An address stands in a search once. Of an internal candidate nothing is given away."""
    same = Candidacy.objects.filter(search=search, candidate__email=email) if email else None
    if same is None or not same.exists():
        return
    if not same.visible_to(by).exists():
        raise Refused(f"This address cannot be added here. Ask {hiring_managers(search)}.")
    raise Refused(TWICE.format(email))


def _refuse_lines(search: Search, emails: Counter[str], by: User) -> None:
    known, seen = emails_of(search), emails_of(search, by)
    twice = next((e for e in emails if e in seen or emails[e] > 1), None)
    if twice:
        raise Refused(f"{TWICE.format(twice)} Nothing was imported.")
    members = search.memberships.current().filter(user__email__in=emails)
    if not known.isdisjoint(emails) or members.exists():
        ask = hiring_managers(search)
        raise Refused(f"A line of this file cannot be added here. Ask {ask}. Nothing was imported.")


def _refuse_member(search: Search, email: str) -> None:
    member = search.memberships.current().filter(user__email=email).select_related("user").first()
    if member:
        raise Refused(
            f"{member.user} is on this search as {member.get_role_display()}. A candidate does not "
            "sit on it; end their role first."
        )


def _refuse_off_limits(search: Search, people: Iterable[Person], more: str = "") -> None:
    fence = fence_of(search)
    row = next((row for person in people if (row := fence.refuses(person))), None)
    if row:
        raise Refused(refusal(row) + more, FIELD[row.kind])


def noted_on(row: Candidacy) -> Person:
    """What is written down about a candidate now."""
    of = {name: getattr(row.candidate, name) for name in OF_CANDIDATE}
    return Person(**of, **{name: getattr(row, name) for name in OF_CANDIDACY})


def change_candidate(*, candidacy: Candidacy, person: Person, by: User, was: str = "") -> Candidacy:
    """Write down anew. `was` is the digest of what the writer began from, if they read it before:
    raises Stale where that is no longer what stands."""
    with acting(candidacy.search_id, by, "candidates.manage") as search:
        row = Candidacy.objects.select_related("candidate").get(pk=candidacy.pk)
        if was and was != noted_on(row).digest:
            raise Stale("Somebody changed this while you wrote.", current=row)
        email = normal_email(person.email)
        if email != row.candidate.email:
            _refuse_twice(search, email, by)
            _refuse_member(search, email)
        candidate = to_write(row.candidate, by)
        changed = _write(candidate, person) + _write(row, person)
        candidate.save()
        row.candidate = candidate
        row.save()
        if "email" in changed:
            revoke_own_page(row)  # whoever reads the mail at the old address reads no more here
            close_links(row)
            readdressed.send(sender=Candidacy, candidacy=row, search=search, by=by)
        if changed:
            log(search, by, "candidate.changed", row, *changed)
            touch(row)
        return row


def _write(row: Candidate | Candidacy, person: Person, only_given: bool = False) -> list[str]:
    """Copy the fields that the row has; answers the names of those that changed."""
    given = asdict(person) | {"email": normal_email(person.email)}
    names = OF_CANDIDATE if isinstance(row, Candidate) else OF_CANDIDACY
    wanted = [n for n in names if given[n] or not only_given]
    changed = [n for n in wanted if getattr(row, n) != given[n]]
    for name in changed:
        setattr(row, name, given[name])
    return changed


def import_candidates(*, search: Search, people: Sequence[Person], by: User) -> int:
    """Add them all, or none: Refused when an address stands twice or is in the search already.

    Writes one line in the log, on the search; each row says who added it and when.
    """
    with acting(search.pk, by, "candidates.manage") as locked:
        emails = Counter(email for p in people if (email := normal_email(p.email)))
        _refuse_lines(locked, emails, by)
        _refuse_off_limits(locked, people, " Nothing was imported.")
        rows = _candidates_for(people, by)
        candidacies = [
            Candidacy(search=locked, candidate=candidate, alias=alias, added_by=by)
            for candidate, alias in zip(rows, free_aliases(locked), strict=False)
        ]
        for candidacy, person in zip(candidacies, people, strict=True):
            _write(candidacy, person)
        Candidacy.objects.bulk_create(candidacies, batch_size=500)
        if people:
            log(locked, by, "candidates.imported", locked)
        return len(people)


def _candidates_for(people: Sequence[Person], by: User) -> list[Candidate]:
    """A saved row for each person, in their order."""
    emails = {normal_email(person.email) for person in people}
    known = {row.email: to_write(row, by) for row in _people_of(by) if row.email in emails}
    rows = [known.get(normal_email(person.email)) or Candidate() for person in people]
    for row, person in zip(rows, people, strict=True):
        _write(row, person, only_given=True)
        if row.pk:
            row.save()
    Candidate.objects.bulk_create([row for row in rows if not row.pk], batch_size=500)
    return rows


def remember_columns(
    *, search: Search, headings: str, columns: Sequence[str], by: User
) -> ColumnMap:
    """Keep which column is what, for the next file with these headings (their digest)."""
    with acting(search.pk, by, "candidates.manage") as locked:
        known = ColumnMap.objects.filter(search=locked, headings=headings).first()
        if known and known.columns == list(columns):
            return known
        row, _ = ColumnMap.objects.update_or_create(
            search=locked,
            headings=headings,
            defaults={"columns": list(columns), "said_by": by, "said_at": timezone.now()},
        )
        log(locked, by, "columns.said", row, "columns")
        return row


def export_candidates(*, search: Search, by: User) -> None:
    """Put on record that the table left the application. What is in it is the reader's to see."""
    with acting(search.pk, by, "candidates.export") as locked:
        log(locked, by, "candidates.exported", locked)
