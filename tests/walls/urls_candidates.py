"""Candidates, their papers, the questionnaire and the shortlist."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from candidates.actions import (
    Person,
    add_candidate,
    add_document,
    keep_out,
    keep_quiet,
    move,
    send_own_page,
)
from candidates.models import Candidacy
from candidates.queries import who_may_know
from searches.actions import turn
from searches.models import Role
from tests.candidates import files
from tests.factories import candidates as make
from tests.walls.matrix import MEMBERS, PLANTED, RUNS, SEES_ALL, Url, World, of_search

LET_IN = frozenset({Role.PANELIST, Role.APPROVER})


def a_candidacy(world: World) -> Candidacy:
    """One that nobody but who runs or observes the search was let in to."""
    person = Person(
        name=f"{PLANTED} One",
        email="one@example.com",
        employer=PLANTED,
        title=PLANTED,
        summary=PLANTED,
        expects=PLANTED,
    )
    return add_candidate(search=world.search, person=person, by=world.recruiter)


def of_candidacy(world: World) -> tuple[int]:
    return (a_candidacy(world).pk,)


def let_in(world: World) -> tuple[int]:
    """The panelist and the approver were let in and have declared."""
    candidacy = a_candidacy(world)
    make.declared(candidacy, world.panelist)
    make.declared(candidacy, world[Role.APPROVER], role=Role.APPROVER)
    return (candidacy.pk,)


def to_declare(world: World) -> tuple[int]:
    """Let in, and nothing said yet."""
    candidacy = a_candidacy(world)
    make.let_in(candidacy, world.panelist)
    make.let_in(candidacy, world[Role.APPROVER], Role.APPROVER)
    return (candidacy.pk,)


def a_document(world: World) -> tuple[int, int]:
    (pk,) = let_in(world)
    file = SimpleUploadedFile("cv.pdf", files.pdf(PLANTED.encode()))
    document = add_document(
        candidacy=Candidacy.objects.get(pk=pk),
        file=file,
        name="cv.pdf",
        kind="pdf",
        by=world.recruiter,
    )
    return pk, document.pk


def a_claim(world: World) -> tuple[int, int]:
    candidacy = a_candidacy(world)
    return candidacy.pk, make.claim(candidacy, PLANTED).pk


def a_reference(world: World) -> tuple[int, int]:
    candidacy = a_candidacy(world)
    return candidacy.pk, make.reference(candidacy, PLANTED, PLANTED).pk


def to_send(world: World) -> tuple[int]:
    make.sent(make.candidacy(world.search, "The First"))  # fixes the way: in writing
    return of_candidacy(world)


def was_sent(world: World) -> tuple[int]:
    (pk,) = of_candidacy(world)
    make.sent(Candidacy.objects.get(pk=pk))
    return (pk,)


def to_begin(world: World) -> tuple[int]:
    make.answered(make.candidacy(world.search, "The First"))  # fixes the way: a conversation
    return let_in(world)


def to_type(world: World) -> tuple[int]:
    from candidates.actions import begin_conversation

    (pk,) = to_begin(world)
    begin_conversation(candidacy=Candidacy.objects.get(pk=pk), by=world.manager)
    return (pk,)


def a_token(world: World) -> tuple[str]:
    return (make.sent(a_candidacy(world)).link.token,)


def with_own_page(world: World) -> tuple[int]:
    row = a_candidacy(world)
    send_own_page(candidacy=row, by=world.recruiter)
    return (row.pk,)


def own_token(world: World) -> tuple[str]:
    return (send_own_page(candidacy=a_candidacy(world), by=world.recruiter).token,)


def a_shortlist(world: World) -> tuple[int]:
    for name in ("One", "Two", "Three"):
        candidacy = make.candidacy(world.search, name)
        move(candidacy=candidacy, name="shortlist", by=world.manager)
    return of_search(world)


def all_of_them(world: World, *args: Any) -> dict[str, Any]:
    return {"chosen": list(world.search.candidacies.values_list("pk", flat=True))}


def answers(world: World, *args: Any) -> dict[str, Any]:
    return {**make.words(world.search), "revision": 0, "save": "1"}


def a_call(world: World, *args: Any) -> dict[str, Any]:
    return {
        "name": "Ola Nordmann",
        "relation": "led",
        "called_on": timezone.localdate().isoformat(),
        "notes": "Ran it.",
        "consented": "on",
    }


SOMEBODY = {"name": "Ola Nordmann", "email": "ola@example.com", "why": "reports"}


def told(world: World, *args: Any) -> dict[str, Any]:
    return {"told_on": world.search.today.isoformat()}


def closed_and_started_again(world: World) -> tuple[int]:
    args = of_candidacy(world)
    for name in ("close", "restart"):
        turn(search=world.search, name=name, because="The board asked for it.", by=world.manager)
    return args


def all_who_run(world: World, *args: Any) -> dict[str, Any]:
    return {"who": [user.pk for user in who_may_know(world.search)]}


def kept_quiet(world: World) -> tuple[int]:
    (pk,) = of_candidacy(world)
    row = Candidacy.objects.get(pk=pk)
    keep_quiet(candidacy=row, who=who_may_know(world.search), by=world.manager)
    return (pk,)


def somebody_kept_out(world: World) -> tuple[int, int]:
    (pk,) = of_candidacy(world)
    kept = keep_out(candidacy=Candidacy.objects.get(pk=pk), by=world.manager, **SOMEBODY)
    return pk, kept.pk


def a_file(world: World, *args: Any) -> dict[str, Any]:
    return {"file": SimpleUploadedFile("cv.pdf", files.pdf())}


def a_table(world: World, *args: Any) -> dict[str, Any]:
    return {
        "content": "bmFtZQpBZGEgTGluZAo=",  # a CSV file: name, Ada Lind
        "count": "1",
        "take": "1",
    }


def a_system(world: World) -> tuple[int, int]:
    candidacy = a_candidacy(world)
    return candidacy.pk, make.system(candidacy, PLANTED).pk


def asked_in_writing(world: World) -> tuple[int, int]:
    candidacy = a_candidacy(world)
    return candidacy.pk, make.asked_in_writing(candidacy, PLANTED).pk


def a_referees_token(world: World) -> tuple[str]:
    return (make.asked_in_writing(a_candidacy(world), PLANTED).link.token,)


def who_left(world: World) -> tuple[int]:
    candidacy = a_candidacy(world)
    make.gone(candidacy)
    return (candidacy.pk,)


def a_pair(world: World) -> tuple[int, int]:
    return a_candidacy(world).pk, make.candidacy(world.search, PLANTED, employer=PLANTED).pk


def the_first(world: World, pk: int, other: int) -> dict[str, Any]:
    return {"keep": pk}


def a_request(world: World, *args: Any) -> dict[str, Any]:
    return {
        "name": "Ola Nordmann",
        "email": "ola@example.com",
        "relation": "led",
        "consented": "on",
    }


A_SYSTEM = {"what": "Fraud scoring", "role": "The model", "from_year": "2022"}
A_MESSAGE = {"occasion": "before", "first_name": "One", "text": "Thank you.", "step": "send"}


URLS = [
    Url("candidates:list", of_search, get=MEMBERS),
    Url("candidates:all", of_search, get=SEES_ALL),
    Url("candidates:add", of_search, get=RUNS, post=RUNS, data={"name": "Ada Lind"}),
    Url("candidates:import", of_search, get=RUNS, post=RUNS, data=a_table),
    Url("candidates:export", of_search, post=RUNS, data={"form": "csv"}),
    Url("candidates:doubles", of_search, get=RUNS),
    Url("candidates:merge", a_pair, get=RUNS, post=RUNS, data=the_first, hidden=LET_IN),
    Url("candidates:apart", a_pair, post=RUNS, hidden=LET_IN),
    Url("candidates:compare_again", a_pair, post=RUNS, hidden=LET_IN),
    Url("candidates:message", who_left, get=RUNS, post=RUNS, data=A_MESSAGE, hidden=LET_IN),
    Url(
        "candidates:add_system",
        of_candidacy,
        get=RUNS,
        post=RUNS,
        data=A_SYSTEM,
        hidden=LET_IN,
    ),
    Url("candidates:change_system", a_system, get=RUNS, post=RUNS, data=A_SYSTEM, hidden=LET_IN),
    Url(
        "candidates:ask_reference",
        of_candidacy,
        get=RUNS,
        post=RUNS,
        data=a_request,
        hidden=LET_IN,
    ),
    Url("candidates:close_reference", asked_in_writing, post=RUNS, hidden=LET_IN),
    Url(
        "candidates:refer",
        a_referees_token,
        public=True,
        get=MEMBERS,
        post=MEMBERS,
        data={"notes": "Ran it."},
    ),
    Url("candidates:referred", public=True, get=MEMBERS),
    Url("candidates:way", of_search, get=RUNS, post=RUNS, data={"way": "link"}),
    Url("candidates:shortlist", a_shortlist, get=RUNS, post=RUNS, data=all_of_them),
    Url("candidates:status", of_search, get=RUNS, post=RUNS),
    Url("candidates:detail", let_in, get=MEMBERS),
    Url(
        "candidates:take_back",
        closed_and_started_again,
        get=RUNS,
        post=RUNS,
        data=told,
        hidden=LET_IN,
    ),
    Url("candidates:confidence", of_candidacy, get=RUNS, hidden=LET_IN),
    Url("candidates:quiet", of_candidacy, post=RUNS, data=all_who_run, hidden=LET_IN),
    Url("candidates:make_known", kept_quiet, post=RUNS, hidden=LET_IN),
    Url("candidates:keep_out", of_candidacy, post=RUNS, data=SOMEBODY, hidden=LET_IN),
    Url("candidates:let_judge", somebody_kept_out, post=RUNS, hidden=LET_IN),
    Url(
        "candidates:declare",
        to_declare,
        get=LET_IN,
        post=LET_IN,
        data={"answer": "none"},
    ),
    Url(
        "candidates:change",
        of_candidacy,
        get=RUNS,
        post=RUNS,
        data={"name": "Ada Lind"},
        hidden=LET_IN,
    ),
    Url("candidates:move", of_candidacy, post=RUNS, data={"move": "talk"}, hidden=LET_IN),
    Url(
        "candidates:stop",
        of_candidacy,
        get=RUNS,
        post=RUNS,
        data={"because": "The role has changed"},
        hidden=LET_IN,
    ),
    Url(
        "candidates:withdraw",
        of_candidacy,
        get=RUNS,
        post=RUNS,
        data={"because": "Stays where they are"},
        hidden=LET_IN,
    ),
    Url("candidates:add_document", of_candidacy, post=RUNS, data=a_file, hidden=LET_IN),
    Url("candidates:document", a_document, get=MEMBERS),
    Url("candidates:remove_document", a_document, post=RUNS),
    Url(
        "candidates:add_claim",
        of_candidacy,
        get=RUNS,
        post=RUNS,
        data={"text": "Cut losses", "source": "CV"},
        hidden=LET_IN,
    ),
    Url(
        "candidates:change_claim",
        a_claim,
        get=RUNS,
        post=RUNS,
        data={"text": "Cut losses", "source": "CV"},
        hidden=LET_IN,
    ),
    Url(
        "candidates:check_claim",
        a_claim,
        get=RUNS,
        post=RUNS,
        data={"of": PLANTED, "state": "verified", "how": "Her CFO's letter"},
        hidden=LET_IN,
    ),
    Url(
        "candidates:add_reference",
        of_candidacy,
        get=RUNS,
        post=RUNS,
        data=a_call,
        hidden=LET_IN,
    ),
    Url(
        "candidates:change_reference",
        a_reference,
        get=RUNS,
        post=RUNS,
        data=a_call,
        hidden=LET_IN,
    ),
    Url(
        "candidates:questionnaire",
        to_type,
        get=MEMBERS,
        post=RUNS | {Role.PANELIST},
        data=answers,
    ),
    Url("candidates:send", to_send, post=RUNS, hidden=LET_IN),
    Url("candidates:close_questionnaire", was_sent, post=RUNS, hidden=LET_IN),
    Url("candidates:begin", to_begin, post=RUNS | {Role.PANELIST}),
    Url("candidates:answer", a_token, public=True, get=MEMBERS, post=MEMBERS, data=answers),
    Url("candidates:answered", public=True, get=MEMBERS),
    Url(
        "candidates:data",
        who_left,
        get=RUNS,
        post=RUNS,
        data={"ground": "asked", "sure": "on"},
        hidden=LET_IN,
    ),
    Url("candidates:copy", of_candidacy, post=RUNS, hidden=LET_IN),
    Url("candidates:erased", of_search, get=SEES_ALL),
    Url("candidates:ask_erased", own_token, public=True, get=MEMBERS, post=MEMBERS),
    Url("candidates:send_own_page", of_candidacy, post=RUNS, hidden=LET_IN),
    Url("candidates:close_own_page", with_own_page, post=RUNS, hidden=LET_IN),
    Url(
        "candidates:counted",
        own_token,
        public=True,
        post=MEMBERS,
        data={"gender": "woman", "age": "from_40", "minority": "yes"},
    ),
    Url(
        "candidates:own",
        own_token,
        public=True,
        get=MEMBERS,
        post=MEMBERS,
        data={"needs": "Live captions"},
    ),
    Url(
        "candidates:leave",
        own_token,
        public=True,
        get=MEMBERS,
        post=MEMBERS,
        data={"because": "Took another offer"},
    ),
]
