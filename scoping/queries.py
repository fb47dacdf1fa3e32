"""What pages and the rooms above read of the scope and the job description."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from accounts.models import User
from scoping.drafts import SaidBy
from scoping.follows import Milestone, Neighbour, milestones, team
from scoping.jd import Values, texts, values_of
from scoping.models import JobDescription, Scope, values_for
from scoping.states import JdState, ScopeState
from searches.models import Search
from searches.rules import may


def signed_scope(search: Search) -> Scope | None:
    """The version in force, also while a newer one is being written."""
    scope = Scope.objects.signed().filter(search=search).select_related("signed_by").first()
    if scope:
        scope.search = search
    return scope


def result_for(search: Search) -> dict[str, Any]:
    """What signing stored; {} before that."""
    scope = signed_scope(search)
    return scope.result if scope else {}


@dataclass(frozen=True)
class Weighing:
    weights: dict[str, Decimal]
    """Competency key -> weight of 100, in the playbook's order."""
    must_haves: tuple[str, ...]


def weighing_of(search: Search) -> Weighing:
    """What the signed scope makes of the competencies; as the playbook comes, before that."""
    signed, playbook = result_for(search), search.playbook
    if signed:
        weights = {row["competency"]: Decimal(row["weight"]) for row in signed["weights"]}
        return Weighing(weights, tuple(signed["must_haves"]))
    weights = {key: Decimal(weight) for key, weight in playbook.weights().items()}
    return Weighing(weights, playbook.must_haves())


def values_in_force(search: Search) -> Values:
    """What the signed scope says; before that nothing is known."""
    scope = signed_scope(search)
    return scope.values if scope else values_of(search.playbook, {}, {})


def milestones_of(search: Search) -> list[Milestone]:
    return milestones(values_in_force(search))


def facts_signed(search: Search) -> Mapping[str, Any]:
    """The facts of the scope in force, as kept; {} before one is signed."""
    scope = signed_scope(search)
    return scope.facts if scope else {}


def team_of(search: Search) -> list[Neighbour]:
    """The roles around this one in the order of hiring, as the signed scope has them."""
    return team(values_in_force(search))


def band_of(search: Search) -> dict[str, Any]:
    """The band that the signed scope proposes, as plain JSON with money as text; {} for none.

    With its `source_title`, and in `says` why it applies.
    """
    result = result_for(search)
    band = result.get("band")
    if not band:
        return {}
    title = search.playbook.source(band["source"]).title
    return band | {"source_title": title, "says": result["band_says"]}


def scopes_signed(search: Search) -> list[tuple[int, datetime]]:
    """Number and day of every version that was signed, in order."""
    rows = search.scopes.exclude(signed_at=None).order_by("number")
    return [(number, at) for number, at in rows.values_list("number", "signed_at") if at]


def scope_at_hand(search: Search) -> Scope:
    """The draft that is open, else the version in force; before both, one that is in no database.

    Reading a page writes nothing: the first draft is made when something is saved.
    """
    rows = search.scopes.filter(state__in=[ScopeState.DRAFT, ScopeState.SIGNED]).select_related(
        "signed_by"
    )
    found = max(rows, key=lambda row: row.state == ScopeState.DRAFT, default=None)
    if found is None:
        facts = {fact.key: fact.default for fact in search.playbook.facts if fact.default}
        return Scope(search=search, facts=facts)
    found.search = search
    return found


def scope_named(search: Search, number: str) -> Scope:
    """The version of that number; without one the signed, or before that the draft."""
    found = search.scopes.filter(number=number).first() if number.isdecimal() else None
    scope = found or signed_scope(search) or scope_at_hand(search)
    scope.search = search
    return scope


def jd_for(viewer: User, search: Search) -> JobDescription:
    """The draft that is open, to whoever reads drafts; else the version in force.

    Before the first is saved: one that is in no database, filled from the signed scope, or
    without a scope where none is signed.
    """
    rows = search.job_descriptions.filter(state__in=[JdState.DRAFT, JdState.APPROVED])
    drafts = may(viewer, "scoping.read_drafts", search)
    found = max(
        rows.select_related("approved_by", "scope"),
        key=lambda row: (row.state == JdState.DRAFT) == drafts,
        default=None,
    )
    if found is None:
        scope = signed_scope(search)
        return JobDescription(
            search=search, scope=scope, sections=first_text(search, scope) if scope else {}
        )
    found.search = found.scope.search = search
    return found


def filled(scope: Scope) -> dict[str, str]:
    """The sections as a signed scope fills them; a confidential one without the company."""
    return texts(scope.values)


def first_text(search: Search, scope: Scope) -> dict[str, str]:
    """What a job description begins with: as the scope fills it; in a search started from another,
    that one's approved words wherever the two scopes would be filled alike."""
    new = filled(scope)
    if search.started_from_id is None:
        return new
    rows = JobDescription.objects.approved().filter(search=search.started_from_id)
    jd = rows.select_related("scope__search__playbook_version").first()
    if jd is None:
        return new
    scope = jd.scope
    old = texts(values_for(scope.search, scope.said, scope.archetype, title=search.title))
    return {
        key: jd.sections.get(key, "") if old.get(key) == text else text for key, text in new.items()
    }


def content_of(jd: JobDescription) -> dict[str, dict[str, str]]:
    return {"sections": jd.sections, "dismissed": jd.dismissed}


def names_of(said_by: SaidBy) -> dict[str, str]:
    """Dotted name -> who said it."""
    people = User.objects.filter(pk__in={entry["by"] for entry in said_by.values()}).in_bulk()
    who = {name: people.get(entry["by"]) for name, entry in said_by.items()}
    return {name: str(person) for name, person in who.items() if person}
