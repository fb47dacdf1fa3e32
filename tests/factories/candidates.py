"""Candidates for tests. Every factory makes one thing and what it cannot do without."""

from typing import Any

from accounts.models import User
from candidates.actions import (
    Person,
    add_candidate,
    add_claim,
    add_reference,
    add_system,
    admit,
    ask_in_writing,
    begin_conversation,
    check_claim,
    choose_way,
    declare_conflict,
    send_questionnaire,
    stop,
    submit_answers,
)
from candidates.models import (
    Access,
    Candidacy,
    Claim,
    Conflict,
    Questionnaire,
    Reference,
    System,
)
from candidates.queries import questions_of, way_of
from candidates.states import Way
from searches.actions import acting
from searches.models import Role, Search
from tests.factories import hiring_manager_of
from tests.factories.days import search_day


def candidacy(search: Search, name: str = "Leila Haddad", **more: str) -> Candidacy:
    """Somebody new in the search, just added."""
    number = Candidacy.objects.count() + 1
    given = {"email": f"candidate{number}@example.com", "employer": "Norrland Payments"} | more
    person = Person(name=name, **given)
    return add_candidate(search=search, person=person, by=hiring_manager_of(search))


def let_in(candidacy: Candidacy, user: User, role: str = Role.PANELIST) -> Access:
    """A seat or an approval has let the user in; they have not said whether they know them."""
    by = hiring_manager_of(candidacy.search)
    with acting(candidacy.search_id, by) as search:
        return admit(search, candidacy=candidacy, user=user, role=role, by=by)


def declared(
    candidacy: Candidacy, user: User, answer: str = "none", how: str = "", role: str = Role.PANELIST
) -> Conflict:
    """The user was let in and said whether they know the candidate."""
    let_in(candidacy, user, role)
    return declare_conflict(candidacy=candidacy, answer=answer, how=how, by=user)


def sent(candidacy: Candidacy) -> Questionnaire:
    """The questionnaire is with the candidate, behind a private link (`.link.token`)."""
    by = hiring_manager_of(candidacy.search)
    if way_of(candidacy.search) is None:
        choose_way(search=candidacy.search, way=Way.LINK, by=by)
    return send_questionnaire(candidacy=candidacy, by=by)


def words(search: Search) -> dict[str, str]:
    """An answer to every question."""
    return {q.key: f"What I did about {q.key}." for q in questions_of(search)}


def answered(candidacy: Candidacy, answers: dict[str, str] | None = None) -> Questionnaire:
    """The questionnaire was held as a conversation, or by link where that is the search's way."""
    by = hiring_manager_of(candidacy.search)
    way = way_of(candidacy.search) or choose_way(
        search=candidacy.search, way=Way.CONVERSATION, by=by
    )
    link = None
    if way.way == Way.LINK:
        row = sent(candidacy)
        link = row.link
    else:
        row = begin_conversation(candidacy=candidacy, by=by)
    return submit_answers(
        questionnaire=row,
        answers=answers or words(candidacy.search),
        revision=row.revision,
        by=link or by,
    )


def claim(candidacy: Candidacy, text: str = "Cut fraud losses by 19%", state: str = "") -> Claim:
    by = hiring_manager_of(candidacy.search)
    row = add_claim(candidacy=candidacy, text=text, source="CV, page 2", by=by)
    if state:
        row = check_claim(
            claim=row, of=row.text, state=state, how="Holdout of 11 weeks, seen.", by=by
        )
    return row


def system(candidacy: Candidacy, what: str = "Fraud scoring", **more: Any) -> System:
    """A production system in their portfolio."""
    said = {
        "what": what,
        "role": "The model and its service",
        "scale": "1,900 requests a second",
        "metric": "Recall at a review budget",
        "incident": "Nulls for 40 minutes.",
        "changed": "A null-rate alarm.",
        "from_year": 2022,
        "to_year": None,
    } | more
    return add_system(candidacy=candidacy, by=hiring_manager_of(candidacy.search), **said)


def asked_in_writing(candidacy: Candidacy, name: str = "Ola Nordmann", **more: Any) -> Reference:
    """A referee has a private link (`.link.token`) and has not answered."""
    noted = {"relation": "led", "consented": True, "email": "ola@example.com"} | more
    by = hiring_manager_of(candidacy.search)
    return ask_in_writing(candidacy=candidacy, name=name, by=by, **noted)


def gone(candidacy: Candidacy, because: str = "The role has changed") -> Candidacy:
    """The search went on without them."""
    return stop(candidacy=candidacy, because=because, by=hiring_manager_of(candidacy.search))


def reference(
    candidacy: Candidacy, name: str = "Ola Nordmann", notes: str = "Ran the incident herself."
) -> Reference:
    return add_reference(
        candidacy=candidacy,
        name=name,
        relation="led",
        organisation="Norrland Payments",
        consented=True,
        called_on=search_day(),
        notes=notes,
        by=hiring_manager_of(candidacy.search),
    )
