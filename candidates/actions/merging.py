"""Putting two rows of one person together, with nothing lost and nothing half done."""

from collections.abc import Iterable

from django.db.models import ForeignObjectRel, Model

from accounts.models import Link, User
from candidates.actions.access import dismiss
from candidates.actions.apart import move_apart
from candidates.actions.own import revoke_own_page
from candidates.actions.people import OF_CANDIDATE, to_write
from candidates.actions.stages import touch
from candidates.models import (
    NAMED,
    Access,
    Candidacy,
    Candidate,
    Claim,
    Conflict,
    Document,
    Merge,
    Message,
    Questionnaire,
    Reference,
    Submission,
    System,
    VoluntaryAnswer,
)
from candidates.own import own_link
from candidates.queries import barred
from candidates.signals import asked_to_be_replaced, merging
from candidates.states import Stage
from searches.actions import acting, log
from searches.errors import Refused
from searches.models import Search
from searches.rules import require

BOTH = (
    "Both have begun the questionnaire or been interviewed. What two people judged stays two "
    "records; stop one of them instead."
)
TOO_FAR = "One of them has come to the debrief or further. From there on two records stay two."
MOVES = (Document, Claim, System, Reference, Message, Merge, Questionnaire, Submission)
JOINED = ("summary", "expects", "forfeits", "needs")
LATE = (Stage.DEBRIEF, Stage.OFFER, Stage.HIRED)
ORDER = list(Stage)
STRICTEST = (Conflict.Answer.REPLACE, Conflict.Answer.KNOWS, Conflict.Answer.NONE)


def merge(*, kept: Candidacy, gone: Candidacy, by: User) -> Candidacy:
    """Bring all of `gone` to `kept`, and let `gone` go. Sends `merging` to the rooms above."""
    with acting(kept.search_id, by, "candidates.manage") as search:
        one, other = _both(search, kept, gone, by)
        merging.send(sender=Candidacy, kept=one, gone=other, search=search, by=by)
        said = [*_join_people(one, other, by), *_join_stage(one, other)]
        said += _move_conflicts(one, other)
        _move_access(search, one, other, by)
        _move_kept_out(one, other)
        move_apart(one, other)
        for model in MOVES:
            model.objects.filter(candidacy=other).update(candidacy=one)
        said += _join_own_page(one, other)
        _join_voluntary(one, other)
        _nothing_is_left(other)
        Merge.objects.create(candidacy=one, gone=other.pk, said="\n".join(said), by=by)
        _let_go(other)
        one.save()
        _replace_who_may_not_judge(search, one, by)
        log(search, by, "candidate.merged", one)
        touch(one)
        return one


def _both(
    search: Search, kept: Candidacy, gone: Candidacy, by: User
) -> tuple[Candidacy, Candidacy]:
    rows = Candidacy.objects.filter(search=search).select_related("candidate")
    found = rows.in_bulk([kept.pk, gone.pk])
    if len(found) != 2:
        raise Refused("Choose two candidates of this search.")
    one, other = found[kept.pk], found[gone.pk]
    for row in (one, other):
        row.search = search
        require(by, "candidates.open", row)
        if row.stage in LATE:
            raise Refused(TOO_FAR)
    if Questionnaire.objects.filter(candidacy__in=[one, other]).count() == 2:
        raise Refused(BOTH)
    return one, other


def _join_people(one: Candidacy, other: Candidacy, by: User) -> list[str]:
    """Empty fields are filled and texts joined; what differs is kept, a line each."""
    person = to_write(one.candidate, by)
    said = _fill(person, other.candidate, OF_CANDIDATE)
    person.save()
    one.candidate = person
    said += _fill(one, other, ("channel",))
    for name in JOINED:
        mine, theirs = getattr(one, name), getattr(other, name)
        if theirs.strip() and theirs.strip() not in mine:
            setattr(one, name, "\n\n".join(filter(None, (mine, theirs))))
    return [*said, f"Alias: {other.alias}"]


def _join_own_page(one: Candidacy, other: Candidacy) -> list[str]:
    """Their address goes on working where both rows wrote to the same one; else it is closed."""
    link = own_link(other)
    if link is None:
        return []
    if own_link(one) is None and link.email == one.candidate.email:
        Link.objects.filter(pk=link.pk).update(about=one.pk)
        return []
    revoke_own_page(other)
    return ["Their own page: closed; give them the one of this row"]


def _join_voluntary(one: Candidacy, other: Candidacy) -> None:
    """What is only counted is nobody's to compare: one set stays, the kept row's if it has one,
    and not a word is said of the other."""
    rows = VoluntaryAnswer.objects
    if rows.filter(candidacy=one).exists():
        rows.filter(candidacy=other).delete()
    rows.filter(candidacy=other).update(candidacy=one)


def _fill(mine: Candidate | Candidacy, theirs: Model, names: Iterable[str]) -> list[str]:
    said = []
    for name in names:
        old, new = getattr(mine, name), getattr(theirs, name)
        if new and not old:
            setattr(mine, name, new)
        elif new and new != old:
            said.append(f"{LABELS[name]}: {new}")
    return said


LABELS = {
    "name": "Name",
    "email": "Mail address",
    "phone": "Telephone",
    "employer": "Employer",
    "title": "Title",
    "channel": "How we met",
}


def _join_stage(one: Candidacy, other: Candidacy) -> list[str]:
    """Who is in play stays in play; of two in play the one further on says where."""
    said = [f"{row.get_stage_display()}: {row.ended_because}" for row in (one, other) if row.ended]
    asked = filter(None, (one.erasure_asked_at, other.erasure_asked_at))
    one.erasure_asked_at = min(asked, default=None)
    one.told_again_on = max(filter(None, (one.told_again_on, other.told_again_on)), default=None)
    further = ORDER.index(Stage(other.stage)) > ORDER.index(Stage(one.stage))
    if not other.ended and (one.ended or further):
        one.stage, one.stage_since = other.stage, other.stage_since
        one.ended_because = ""
    return said


def _move_conflicts(one: Candidacy, other: Candidacy) -> list[str]:
    """Of two declarations by one person the stricter one stands, and the other is told of."""
    said = []
    mine = {row.user_id: row for row in one.conflicts.select_related("user")}
    for row in other.conflicts.select_related("user"):
        there = mine.get(row.user_id)
        if there:
            strict, mild = sorted((row, there), key=lambda r: STRICTEST.index(r.answer))
            said.append(f"{mild.user}: {mild.get_answer_display()}. {mild.how}".strip())
            mild.delete()
            row = strict
        row.candidacy = one
        row.save(update_fields=["candidacy"])
    return said


def _move_access(search: Search, one: Candidacy, other: Candidacy, by: User) -> None:
    held = set(Access.objects.current().filter(candidacy=one).values_list("user", "role"))
    for row in Access.objects.current().filter(candidacy=other).select_related("user"):
        if (row.user_id, row.role) in held:
            dismiss(search, candidacy=other, user=row.user, role=row.role, by=by)
    Access.objects.filter(candidacy=other).update(candidacy=one)


def _move_kept_out(one: Candidacy, other: Candidacy) -> None:
    """Who may not judge the one may not judge the other; and what was quiet stays quiet."""
    one.internal = one.internal or other.internal
    other.kept_out.filter(email__in=one.kept_out.values("email")).delete()
    other.kept_out.update(candidacy=one)


def _replace_who_may_not_judge(search: Search, one: Candidacy, by: User) -> None:
    """Who asked to be replaced on the one, or is kept out, is not seated through the other."""
    let_in = Access.objects.current().filter(candidacy=one).exclude(role=NAMED)
    for user in barred(one).filter(pk__in=let_in.values("user")).order_by("pk"):
        asked_to_be_replaced.send(sender=Candidacy, candidacy=one, user=user, search=search, by=by)


def _nothing_is_left(other: Candidacy) -> None:
    """A room above that hangs something on a candidacy and does not hear of merging stops it."""
    for relation in Candidacy._meta.get_fields(include_hidden=True):
        if not isinstance(relation, ForeignObjectRel):
            continue
        rows = relation.related_model._base_manager
        if rows.filter(**{relation.field.name: other}).exists():
            raise Refused(TOO_FAR)


def _let_go(other: Candidacy) -> None:
    person = other.candidate
    other.delete()
    if not person.candidacies.exists():
        person.delete()
