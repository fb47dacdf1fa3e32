"""Every write on the scope and on the job description."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils import timezone

from accounts.actors import Actor
from accounts.models import User
from briefs.actions import request
from briefs.models import Brief
from playbooks.schema import Fact, Playbook
from scoping import briefs
from scoping.drafts import clashing, credited, differing, earlier
from scoping.models import GIVEN, JobDescription, Scope
from scoping.queries import first_text, scope_at_hand, signed_scope
from scoping.reading import mending, result_of
from scoping.states import JD_MOVES, SCOPE_MOVES, JdState, ScopeState
from searches.actions import acting, advance, log
from searches.errors import Refused, Stale
from searches.models import Event, Search, Step
from searches.moves import target_of

STALE = "Somebody saved this while you wrote. Both versions are below."
SCOPE_FIXED = "The scope is signed. Reopen it to change it."
JD_FIXED = "The job description is approved. Reopen it to change it."


# ---- Drafts ----


def _write(
    search: Search, row: Scope | JobDescription, new: Mapping[str, Any], revision: int, by: User
) -> None:
    """Put `new` on a draft; nothing happens where all of it stands there already."""
    stands = {name: getattr(row, name) for name in new}
    changed = differing(stands, new)
    if not changed:
        return
    if clashing(changed, row.said_by, revision):
        raise Stale(STALE, current=row)
    row.revision += 1
    row.said_by = credited(row.said_by, stands, changed, by=by.pk, at=row.revision)
    for name, value in new.items():
        setattr(row, name, value)
    row.save()
    _log_edit(search, by, row, changed)


def _log_edit(search: Search, by: User, row: Scope | JobDescription, changed: list[str]) -> None:
    """One line a person and field in a row of edits: a draft saves itself every few seconds."""
    verb = "scope.edited" if isinstance(row, Scope) else "jd.edited"
    fields: set[str] = set()
    for event in Event.objects.filter(search=search).order_by("-number")[:40]:
        same = (event.verb, event.record_id, event.user_id) == (verb, row.pk, by.pk)
        if not same:
            break
        fields |= set(event.fields)
    if not set(changed) <= fields:
        log(search, by, verb, row, *changed)


def _words_only(sentences: Mapping[str, str], known: Iterable[str]) -> dict[str, str]:
    wanted = set(known)
    return {key: text for key, text in sentences.items() if text and key in wanted}


# ---- The scope ----


def begin_scope(*, search: Search, by: Actor) -> Scope:
    """The draft that is open; the first one is made here."""
    with acting(search.pk, by, "scoping.fill_scope") as locked:
        draft = locked.scopes.filter(state=ScopeState.DRAFT).first()
        if draft:
            return draft
        if locked.scopes.exists():
            raise Refused(SCOPE_FIXED)
        draft = scope_at_hand(locked)
        draft.save()
        log(locked, by, "scope.begun", draft)
        return draft


def save_scope(
    *,
    scope: Scope,
    revision: int,
    facts: Mapping[str, Any],
    answers: Mapping[str, str],
    words: Mapping[str, str],
    kept: Mapping[str, str],
    archetype: str,
    archetype_reason: str,
    by: User,
) -> Scope:
    """Save a draft. Values are as the playbook's kinds say; what is left out is not given.

    Raises Stale where somebody changed, after `revision`, a piece that is given here otherwise.
    """
    with acting(scope.search_id, by, "scoping.fill_scope") as search:
        row = _draft(Scope, search, scope.pk, SCOPE_FIXED)
        playbook = search.playbook
        new = {
            "facts": {f.key: facts[f.key] for f in playbook.facts if f.key in facts},
            "answers": {q.key: answers[q.key] for q in playbook.questions if q.key in answers},
            "words": _words_only(words, (q.key for q in playbook.questions)),
            "kept": _words_only(kept, (rule.key for rule in playbook.rules)),
            "archetype": archetype,
            "archetype_reason": archetype_reason,
        }
        _write(search, row, new, revision, by)
        return row


def _draft(model: Any, search: Search, pk: int, fixed: str) -> Any:
    row = model.objects.get(pk=pk, search=search)
    row.search = search
    if row.state != model._meta.get_field("state").default:
        raise Refused(fixed)
    return row


def sign_scope(*, scope: Scope, by: User) -> Scope:
    """Fix the scope as the signer saw it; an earlier signed version is superseded.

    Raises Refused while something is missing, Stale where `scope` is not what stands now.
    """
    with acting(scope.search_id, by, "scoping.sign_scope") as search:
        row = Scope.objects.get(pk=scope.pk)
        row.search = search
        target = target_of(SCOPE_MOVES, "sign", row.state, "This scope is signed already.")
        if row.revision != scope.revision:
            raise Stale("Somebody changed the scope while you read it. Read it again.", row)
        reading = row.reading
        if reading.waits_for:
            raise Refused(f"The scope cannot be signed yet. {reading.opens_when}")
        _supersede(search.scopes.signed(), by, "scope.superseded")
        row.result = result_of(reading)
        row.archetype = row.result["archetype"]
        row.state, row.signed_by, row.signed_at = target, by, timezone.now()
        row.save()
        log(search, by, "scope.signed", row, "state", "result")
        advance(search, Step.JD, by)
        return row


def _supersede(rows: Iterable[Any], by: User, verb: str) -> None:
    moves = SCOPE_MOVES if verb == "scope.superseded" else JD_MOVES
    for row in rows:
        row.state = target_of(moves, "supersede", row.state, "This version is not in force.")
        row.save(update_fields=["state"])
        log(row.search, by, verb, row, "state")


def reopen_scope(*, search: Search, because: str, by: User) -> Scope:
    """A new version to change, beside the signed one, which holds until the new one is signed."""
    with acting(search.pk, by, "scoping.sign_scope") as locked:
        signed = locked.scopes.signed().first()
        _may_reopen(signed, locked.scopes.filter(state=ScopeState.DRAFT).exists(), because)
        assert signed is not None
        draft = Scope.objects.create(
            search=locked,
            number=signed.number + 1,
            reopened_because=because,
            said_by=earlier(signed.said_by),
            **_carried(signed),
        )
        log(locked, by, "scope.reopened", draft, "reopened_because")
        return draft


def _carried(signed: Scope) -> dict[str, Any]:
    """What a new version begins with. A kind that was recommended, not chosen, may be so anew."""
    said = {name: getattr(signed, name) for name in GIVEN}
    if signed.archetype == signed.result.get("recommended"):
        said["archetype"] = ""
    return said


def copy_scope(search: Search, source: Search, by: User) -> None:
    """Begin a search with the signed answers of another. Inside the action that opens it.

    Dates are left out: they were that search's own.
    """
    signed = signed_scope(source)
    if signed is None:
        return
    said = _fitting(_carried(signed), source.playbook, search.playbook)
    who = {name: {"by": by.pk} for name in signed.said_by if _stands_in(said, name)}
    draft = Scope.objects.create(search=search, said_by=earlier(who), **said)
    log(search, by, "scope.begun", draft)


def _fitting(said: dict[str, Any], was: Playbook, now: Playbook) -> dict[str, Any]:
    """What another playbook asks in the same way, without dates; of the same one all the rest."""
    before = {fact.key: fact for fact in was.facts}
    same = {f.key for f in now.facts if f.kind != "date" and _takes(f, before.get(f.key))}
    asked = {q.key: {option.key for option in q.options} for q in now.questions}
    answers = {k: v for k, v in said["answers"].items() if v in asked.get(k, ())}
    kinds, rules = {kind.key for kind in now.archetypes}, {rule.key for rule in now.rules}
    return said | {
        "facts": {key: value for key, value in said["facts"].items() if key in same},
        "answers": answers,
        "words": {key: words for key, words in said["words"].items() if key in answers},
        "kept": {key: words for key, words in said["kept"].items() if key in rules},
        "archetype": said["archetype"] if said["archetype"] in kinds else "",
    }


def _takes(fact: Fact, other: Fact | None) -> bool:
    """Whether every value of the other is one of this fact's."""
    if other is None or other.kind != fact.kind:
        return False
    return {option.key for option in other.options} <= {option.key for option in fact.options}


def _stands_in(said: dict[str, Any], name: str) -> bool:
    part, _, key = name.partition(".")
    return not key or key in said[part]


def _may_reopen(current: Scope | JobDescription | None, open_draft: bool, because: str) -> None:
    if open_draft:
        raise Refused("A new version is open already.")
    if current is None:
        raise Refused("There is nothing to reopen yet.")
    if not because.strip():
        raise Refused("Say in a sentence why it is reopened.")


# ---- The job description ----


def begin_jd(*, search: Search, by: Actor) -> JobDescription:
    """The draft that is open; the first one is made here, filled from the signed scope."""
    with acting(search.pk, by, "scoping.write_jd") as locked:
        draft = locked.job_descriptions.filter(state=JdState.DRAFT).first()
        if draft:
            return draft
        if locked.job_descriptions.exists():
            raise Refused(JD_FIXED)
        scope = _signed(locked)
        draft = JobDescription.objects.create(
            search=locked, scope=scope, sections=first_text(locked, scope)
        )
        log(locked, by, "jd.begun", draft)
        return draft


def _signed(search: Search) -> Scope:
    scope = search.scopes.signed().first()
    if scope is None:
        raise Refused("The job description is built from the signed scope. Sign the scope first.")
    scope.search = search
    return scope


def save_jd(
    *,
    jd: JobDescription,
    revision: int,
    sections: Mapping[str, str],
    by: User,
    dismissed: Mapping[str, str] | None = None,
) -> JobDescription:
    """Save a draft's sections, and with `dismissed` the sentences that let findings stand.

    Raises Stale where somebody changed, after `revision`, a piece that is given here otherwise.
    """
    with acting(jd.search_id, by, "scoping.write_jd") as search:
        row = _draft(JobDescription, search, jd.pk, JD_FIXED)
        keys = [section.key for section in search.playbook.jd.sections]
        new: dict[str, Any] = {"sections": {key: sections.get(key, "") for key in keys}}
        if dismissed is not None:
            new["dismissed"] = {key: why for key, why in dismissed.items() if why}
        _write(search, row, new, revision, by)
        return row


def approve_jd(*, jd: JobDescription, by: User) -> JobDescription:
    """Fix the job description as the approver saw it.

    Raises Refused while a finding that must be mended is open, Stale where `jd` is not what
    stands now.
    """
    with acting(jd.search_id, by, "scoping.approve_jd") as search:
        row = JobDescription.objects.get(pk=jd.pk)
        row.search = search
        target = target_of(
            JD_MOVES, "approve", row.state, "This job description is approved already."
        )
        if row.revision != jd.revision:
            raise Stale("Somebody changed the text while you read it. Read it again.", row)
        row.scope = _signed(search)
        if to_mend := row.to_mend:
            raise Refused(f"The job description cannot be approved yet. {mending(len(to_mend))}")
        _supersede(search.job_descriptions.approved(), by, "jd.superseded")
        row.state, row.approved_by, row.approved_at = target, by, timezone.now()
        row.save()
        log(search, by, "jd.approved", row, "state")
        advance(search, Step.CANDIDATES, by)
        return row


def reopen_jd(*, search: Search, because: str, by: User) -> JobDescription:
    with acting(search.pk, by, "scoping.approve_jd") as locked:
        approved = locked.job_descriptions.approved().first()
        open_draft = locked.job_descriptions.filter(state=JdState.DRAFT).exists()
        _may_reopen(approved, open_draft, because)
        assert approved is not None
        draft = JobDescription.objects.create(
            search=locked,
            scope=approved.scope,
            number=approved.number + 1,
            sections=approved.sections,
            dismissed=approved.dismissed,
            said_by=earlier(approved.said_by),
            reopened_because=because,
        )
        log(locked, by, "jd.reopened", draft, "reopened_because")
        return draft


def request_jd_pdf(*, jd: JobDescription, by: User) -> Brief:
    """The PDF of an approved version."""
    with acting(jd.search_id, by, "scoping.read_jd", jd) as search:
        row = JobDescription.objects.get(pk=jd.pk)
        row.search = search
        if row.state == JdState.DRAFT:
            raise Refused("The PDF is made from the approved job description. Approve it first.")
        return request(
            search,
            kind=briefs.JOB_DESCRIPTION,
            about=row.pk,
            title=f"Job description: {search.shown_outside}",
            file_name=f"{search.shown_outside} job description version {row.number}",
            snapshot=briefs.snapshot_of(row),
            by=by,
        )
