"""A search partner's own pages, and those of who answers what they send."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from candidates.actions import tell_partner
from candidates.models import Submission
from candidates.papers import Paper
from searches.models import Role
from tests.candidates import files
from tests.factories import partners as make
from tests.factories import scoping as make_scoping
from tests.walls.matrix import PARTNER, PLANTED, RUNS, Url, World, of_search
from tests.walls.urls_candidates import LET_IN


def sent(world: World, cv: Paper | None = None) -> Submission:
    planted = dict.fromkeys(("employer", "title", "words"), PLANTED)
    return make.submission(world.search, world[Role.PARTNER], f"{PLANTED} Two", cv=cv, **planted)


def a_submission(world: World) -> tuple[int, int]:
    return world.search.pk, sent(world).pk


def a_declined_one(world: World) -> tuple[int, int]:
    return world.search.pk, make.declined(sent(world)).pk


def a_taken_one(world: World) -> Submission:
    row = sent(world)
    make.taken(row)
    tell_partner(submission=row, words=PLANTED, by=world.manager)
    return row


def with_word(world: World) -> tuple[int, int]:
    return world.search.pk, a_taken_one(world).pk


def to_tell(world: World) -> tuple[int, int]:
    row = a_taken_one(world)
    assert row.candidacy_id is not None
    return row.candidacy_id, row.pk


def with_a_cv(world: World) -> tuple[int, int]:
    file = SimpleUploadedFile("cv.pdf", files.pdf(PLANTED.encode()))
    return world.search.pk, sent(world, Paper(file, "cv.pdf", "pdf")).pk


def all_kinds(world: World) -> tuple[int]:
    a_taken_one(world)
    make.declined(make.submission(world.search, world[Role.PARTNER], f"{PLANTED} Three"))
    make.submission(world.search, world[Role.PARTNER], f"{PLANTED} Four")
    make.off_limits(world.search, PLANTED)
    return of_search(world)


def an_approved_jd(world: World) -> tuple[int]:
    make_scoping.approved_jd(world.search)
    return of_search(world)


def a_name_off_limits(world: World) -> tuple[int, int]:
    return world.search.pk, make.off_limits(world.search, PLANTED).pk


def a_candidate(world: World, *args: Any) -> dict[str, Any]:
    return {
        "name": "Ada Lind",
        "email": "ada.lind@example.com",
        "employer": "Fjord Bank",
        "words": "Ran it.",
        "agreed_on": world.search.today.isoformat(),
        "cv": SimpleUploadedFile("cv.pdf", files.pdf()),
    }


A_NAME = {"name": "Norrland Payments", "kind": "company", "why": "A client."}

URLS = [
    Url("candidates:partner", all_kinds, get=PARTNER),
    Url("candidates:partner_submit", of_search, get=PARTNER, post=PARTNER, data=a_candidate),
    Url("candidates:partner_jd", an_approved_jd, get=PARTNER),
    Url("candidates:partner_submission", with_word, get=PARTNER),
    Url("candidates:submissions", all_kinds, get=RUNS),
    Url("candidates:submission", a_submission, get=RUNS),
    Url("candidates:submission_cv", with_a_cv, get=RUNS),
    Url("candidates:take_submission", a_submission, post=RUNS),
    Url("candidates:decline_submission", a_submission, post=RUNS, data={"words": "Too late."}),
    Url("candidates:erase_submission", a_declined_one, post=RUNS),
    Url("candidates:tell", to_tell, get=RUNS, post=RUNS, data={"words": "Soon."}, hidden=LET_IN),
    Url("candidates:off_limits", of_search, get=RUNS, post=RUNS, data=A_NAME),
    Url("candidates:remove_off_limits", a_name_off_limits, post=RUNS),
]
