"""Many rows like one: a candidacy or a search with all that hangs on it, so many times more.

The rows are cloned past the actions, because thousands of them are wanted in seconds. What they
point to within the copy is the copy's; what they point to outside stays what it was.
"""

from collections.abc import Callable, Iterable, Mapping
from itertools import count
from types import MappingProxyType
from typing import Any, TypeVar
from uuid import uuid4

from django.db.models import Model

from accounts.models import User
from briefs.models import Brief
from candidates.models import (
    Access,
    Candidacy,
    Candidate,
    Claim,
    Conflict,
    Document,
    Feedback,
    OffLimits,
    Questionnaire,
    QuestionnaireWay,
    Reference,
    Submission,
    System,
    VoluntaryAnswer,
)
from interviews.models import (
    Guest,
    Interview,
    Loop,
    LoopSeat,
    Meeting,
    Part,
    Probe,
    Proposal,
    ProposedSlot,
    Seat,
)
from offers.models import Approval, ApprovalStep, Offer, Resolution
from onboarding.models import (
    CheckIn,
    Deliverable,
    DueChange,
    EarlyWarning,
    Guard,
    Hire,
    Indicator,
    Phase,
    Plan,
    Promise,
    PromiseWord,
    Review,
    WatchAnswer,
    WatchPoint,
)
from scoping.models import JobDescription, Scope
from scorecards.models import (
    Card,
    Debrief,
    DebriefReading,
    Decision,
    FlagAnswer,
    Gate,
    GateReading,
    PassedQuestion,
    Rating,
    RedFlag,
    Reminder,
    ReminderStop,
)
from searches.models import Membership, Search

M = TypeVar("M", bound=Model)
Changes = Mapping[str, Callable[[], Any]]
Known = tuple[Any, int]
"""A model and a row's id, for which the copy has another."""
_number = count(1)

OF_CANDIDACY: tuple[tuple[type[Model], str], ...] = (
    (Candidacy, "pk"),
    (Access, "candidacy"),
    (Conflict, "candidacy"),
    (Document, "candidacy"),
    (Submission, "candidacy"),
    (Feedback, "submission__candidacy"),
    (Claim, "candidacy"),
    (System, "candidacy"),
    (Reference, "candidacy"),
    (Questionnaire, "candidacy"),
    (VoluntaryAnswer, "candidacy"),
    (Interview, "candidacy"),
    (Seat, "interview__candidacy"),
    (Probe, "candidacy"),
    (Reminder, "seat__interview__candidacy"),
    (ReminderStop, "seat__interview__candidacy"),
    (Proposal, "candidacy"),
    (ProposedSlot, "proposal__candidacy"),
    (Meeting, "candidacy"),
    (Guest, "meeting__candidacy"),
    (Card, "interview__candidacy"),
    (Rating, "card__interview__candidacy"),
    (RedFlag, "card__interview__candidacy"),
    (FlagAnswer, "flag__card__interview__candidacy"),
    (PassedQuestion, "interview__candidacy"),
    (Gate, "candidacy"),
    (GateReading, "candidacy"),
    (Debrief, "candidacy"),
    (DebriefReading, "debrief__candidacy"),
    (Decision, "candidacy"),
    (Offer, "candidacy"),
    (ApprovalStep, "offer__candidacy"),
    (Approval, "offer__candidacy"),
    (Resolution, "step__offer__candidacy"),
    (Plan, "candidacy"),
    (Phase, "plan__candidacy"),
    (Guard, "phase__plan__candidacy"),
    (Deliverable, "phase__plan__candidacy"),
    (DueChange, "deliverable__phase__plan__candidacy"),
    (CheckIn, "plan__candidacy"),
    (EarlyWarning, "plan__candidacy"),
    (Promise, "plan__candidacy"),
    (PromiseWord, "promise__plan__candidacy"),
    (Hire, "plan__candidacy"),
    (WatchPoint, "plan__candidacy"),
    (WatchAnswer, "point__plan__candidacy"),
    (Review, "plan__candidacy"),
    (Indicator, "review__plan__candidacy"),
)
"""A model, after every model it points to, and the way from its rows to the candidacy."""
OF_SEARCH: tuple[tuple[type[Model], str], ...] = (
    (Search, "pk"),
    (Membership, "search"),
    (Scope, "search"),
    (JobDescription, "search"),
    (QuestionnaireWay, "search"),
    (Loop, "search"),
    (Part, "loop__search"),
    (LoopSeat, "part__loop__search"),
    *((m, "search" if way == "pk" else f"{way}__search") for m, way in OF_CANDIDACY),
    (OffLimits, "search"),
    (Brief, "search"),
)
ANEW: Mapping[type[Model], Changes] = {
    Candidate: {
        "name": lambda: f"Copy {next(_number)}",
        "email": lambda: f"copy{next(_number)}@example.com",
    },
    Candidacy: {"alias": lambda: f"Copy {next(_number)}"},
    Submission: {"email": lambda: f"copy{next(_number)}@example.com"},
    Interview: {"uid": uuid4},
    Meeting: {"uid": uuid4},
    # The people of the copies are the same ones, and nobody sits in two places at once.
    Seat: {"starts_at": lambda: None, "ends_at": lambda: None},
}
"""What two rows may not share."""


def copies(row: M, times: int, **changed: Callable[[], Any]) -> list[M]:
    """So many more rows like this one, with these fields anew in each."""
    return _written(type(row), [_values(row, changed) for _ in range(times)])


def people(times: int) -> list[User]:
    """Accounts nobody can sign in with."""
    somebody = User(name="", email="", password="!")
    named = {
        "name": lambda: f"Crowd {next(_number)}",
        "email": lambda: f"crowd{next(_number)}@example.com",
    }
    return copies(somebody, times, **named)


def copies_of_candidacy(row: Candidacy, number: int) -> list[Candidacy]:
    """So many more candidacies in the same search, of new people, as far as this one is."""
    people = copies(row.candidate, number, **ANEW[Candidate])
    maps: list[dict[Known, int]] = [{(Candidate, row.candidate_id): person.pk} for person in people]
    return _tree(OF_CANDIDACY, row, maps)


def copies_of_search(row: Search, number: int) -> list[Search]:
    """So many more searches with the same members, but without a log."""
    return _tree(OF_SEARCH, row, [{} for _ in range(number)])


def _tree(
    order: Iterable[tuple[type[Model], str]], root: Any, maps: list[dict[Known, int]]
) -> list[Any]:
    """Each row once a map, a row at a time, so that a later row may point to an earlier one."""
    roots: list[Any] = []
    for model, way in order:
        for row in model._base_manager.filter(**{way: root.pk}).order_by("pk"):
            made = _written(model, [_values(row, ANEW.get(model, {}), known) for known in maps])
            for known, new in zip(maps, made, strict=True):
                known[model, row.pk] = new.pk
            if row == root:
                roots = made
    return roots


def _values(row: Any, changed: Changes, known: Mapping[Known, int] = MappingProxyType({})) -> Any:
    values = {}
    for field in row._meta.concrete_fields:
        if field.primary_key:
            continue
        value = values[field.attname] = getattr(row, field.attname)
        if field.is_relation and value is not None:
            values[field.attname] = known.get((field.related_model, value), value)
    return values | {name: make() for name, make in changed.items()}


def _written(model: type[M], values: list[dict[str, Any]]) -> list[M]:
    return model._base_manager.bulk_create([model(**each) for each in values], batch_size=500)
