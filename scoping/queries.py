"""What pages and the rooms above read of the scope and the job description."""

from decimal import Decimal
from typing import Any

from scoping.models import JobDescription, Scope
from searches.models import Search


def signed_scope(search: Search) -> Scope | None:
    """The version in force, also while a newer one is being written."""
    scope = Scope.objects.signed().filter(search=search).select_related("signed_by").first()
    if scope:
        scope.search = search
    return scope


def approved_jd(search: Search) -> JobDescription | None:
    rows = JobDescription.objects.approved().filter(search=search).select_related("approved_by")
    jd = rows.first()
    if jd:
        jd.search = search
    return jd


def result_for(search: Search) -> dict[str, Any]:
    """What signing stored; {} before that."""
    scope = signed_scope(search)
    return scope.result if scope else {}


def weights_of(search: Search) -> dict[str, Decimal]:
    """Competency key -> weight of 100, in the playbook's order; as the playbook comes, unsigned."""
    signed = result_for(search).get("weights")
    if signed:
        return {weight["competency"]: Decimal(weight["weight"]) for weight in signed}
    return {key: Decimal(weight) for key, weight in search.playbook.weights().items()}


def must_haves_of(search: Search) -> tuple[str, ...]:
    result = result_for(search)
    return tuple(result["must_haves"]) if result else search.playbook.must_haves()


def band_of(search: Search) -> dict[str, Any]:
    """The band that the signed scope proposes, as plain JSON with money as text; {} for none."""
    return result_for(search).get("band") or {}
