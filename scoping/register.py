"""What this room tells the rooms below it: its two steps, lines of home, the log's words."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from accounts.models import User
from playbooks import effects
from playbooks.models import PlaybookVersion
from playbooks.schema import Playbook
from scoping.models import JobDescription, Scope
from scoping.outlook import TIED, moved, shares
from scoping.queries import jd_for, scope_at_hand
from scoping.reading import mending
from scoping.states import JdState, ScopeState
from scoping.wording import joined
from searches import home, steps, wording
from searches.home import Waiting
from searches.models import RUNS, Role, Search, Step
from searches.queries import hiring_managers
from searches.steps import Blocker


def scope_url(search: Search) -> str:
    return reverse("scoping:scope", args=[search.pk])


def jd_url(search: Search) -> str:
    return reverse("scoping:jd", args=[search.pk])


# ---- What blocks the two steps, and who moves next ----


def scope_blockers(search: Search, viewer: User) -> list[Blocker]:
    reading = scope_at_hand(search).reading
    who, url = hiring_managers(search), scope_url(search)
    if not reading.waits_for:
        says = "The scope is complete and waits for a signature."
        return [Blocker(says, f"{who} signs it.", url, "Sign the scope")]
    says = reading.opens_when.replace("Opens when", "The scope can be signed when")
    return [Blocker(says, f"{who} moves next.", url, "Finish the scope")]


def jd_blockers(search: Search, viewer: User) -> list[Blocker]:
    who, url = hiring_managers(search), jd_url(search)
    waits = mending(len(jd_for(viewer, search).to_mend))
    if not waits:
        says = "The job description is ready and waits for approval."
        return [Blocker(says, f"{who} approves it.", url, "Approve the job description")]
    says = waits.replace("Opens when", "The job description can be approved when")
    return [Blocker(says, f"{who} moves next.", url, "Write the job description")]


steps.register(Step.SCOPE, page=scope_url, blockers=scope_blockers)
steps.register(Step.JD, page=jd_url, blockers=jd_blockers)


# ---- Home ----


def waiting(user: User) -> Iterator[Waiting]:
    """Scopes and job descriptions to finish, and to the hiring manager those to sign."""
    mine = home.my_searches(user)
    manages = {search: Role.HIRING_MANAGER in mine[search] for search in home.run_by(user)}
    scopes = _of_each(Scope, manages, ScopeState.DRAFT)
    jds = _of_each(JobDescription, manages, JdState.DRAFT)
    for search, signs in manages.items():
        if scope := scopes.get(search.pk) or (search.step == Step.SCOPE and Scope(search=search)):
            yield from _scope_line(search, scope, signs)
        if jd := jds.get(search.pk):
            yield from _jd_line(search, jd, signs)
        elif search.step == Step.JD:
            yield Waiting(
                f"The job description of {search} is filled from the scope and waits for you.",
                jd_url(search),
                "Write the job description",
                "What is vague, too narrow or missing is named beside each section.",
            )


def _of_each(model: Any, searches: dict[Search, bool], state: str) -> dict[int, Any]:
    by_id = {search.pk: search for search in searches}
    rows = model.objects.filter(search__in=by_id, state=state)
    if model is JobDescription:
        rows = rows.select_related("scope")  # its findings quote it
    found = {row.search_id: row for row in rows}
    for pk, row in found.items():
        row.search = by_id[pk]
    return found


def _scope_line(search: Search, scope: Scope, signs: bool) -> Iterator[Waiting]:
    reading = scope.reading
    of = f"{reading.answered} of {len(search.playbook.questions)} answered"
    if reading.waits_for:
        yield Waiting(
            f"The scope of {search} is not finished.",
            scope_url(search),
            "Finish the scope",
            reading.opens_when.replace("Opens when", "It can be signed when"),
            state=of,
        )
    elif signs:
        yield Waiting(
            f"The scope of {search} is complete and waits for your signature.",
            scope_url(search),
            "Read and sign the scope",
            "The job description, the loop and the weights come from it.",
            state="Complete",
        )


def _jd_line(search: Search, jd: JobDescription, signs: bool) -> Iterator[Waiting]:
    count = len(jd.to_mend)
    if count:
        yield Waiting(
            f"The job description of {search} is not finished.",
            jd_url(search),
            "Finish the job description",
            mending(count).replace("Opens when", "It can be approved when"),
            state=f"{count} to mend",
        )
    elif signs:
        yield Waiting(
            f"The job description of {search} is ready and waits for your approval.",
            jd_url(search),
            "Read and approve it",
            "Candidates are found with it.",
            state="Ready",
        )


home.register(waiting, *RUNS)


# ---- A playbook that is to be published ----


def recommends(playbook: Playbook, version: PlaybookVersion | None) -> list[str]:
    """Over all answers there can be, which kinds it would recommend, and what that changes."""
    found = shares(playbook)
    if found is None:
        return []
    names = {kind.key: kind.name for kind in playbook.archetypes}
    said = [f"{names[key]} in {found.get(key, 0):.0%}" for key in names]
    tied = f", and no kind alone in {found[TIED]:.0%}" if TIED in found else ""
    sentences = [f"Of all sets of answers it recommends: {joined(said)}{tied}."]
    other = moved(version.playbook, playbook) if version else None
    if other is not None:
        share = f"{other:.1%} of them lead" if other else "None of them leads"
        sentences.append(f"{share} to another kind than in {version}.")
    return sentences


effects.register(recommends)


# ---- The log ----

wording.register(
    {
        "scope.begun": "began the scope",
        "scope.edited": "changed the scope",
        "scope.signed": "signed the scope",
        "scope.superseded": "replaced the earlier version of the scope",
        "scope.reopened": "reopened the scope",
        "jd.begun": "began the job description",
        "jd.edited": "changed the job description",
        "jd.approved": "approved the job description",
        "jd.superseded": "replaced the earlier version of the job description",
        "jd.reopened": "reopened the job description",
    }
)
