"""The scope and the job description: drafts are for those who run the search and for observers."""

from scoping.actions import reopen_scope
from scoping.models import JobDescription
from tests.factories import scoping as make
from tests.walls.matrix import MANAGES, MEMBERS, PLANTED, RUNS, SEES_ALL, Url, World, of_search

ANSWER = {"revision": "0", "fact_place": PLANTED, "answer_horizon": "lasting"}


def scope_to_sign(world: World) -> tuple[int]:
    make.draft_scope(world.search)
    return of_search(world)


def signed(world: World) -> tuple[int]:
    make.signed_scope(world.search)
    return of_search(world)


def signed_before(world: World) -> tuple[int, int]:
    make.signed_scope(world.search)
    reopen_scope(search=world.search, because=PLANTED, by=world.manager)
    return world.search.pk, 1


def weight_asked(world: World) -> tuple[int, str, str]:
    return (*signed(world), "weight", "production")


def approved(world: World) -> tuple[int]:
    make.approved_jd(world.search, mandate=f"{PLANTED}: 4 lines.")
    return of_search(world)


def jd_to_approve(world: World) -> tuple[int]:
    make.draft_jd(world.search, mandate=f"{PLANTED}: 4 lines.")
    return of_search(world)


def approved_version(world: World) -> tuple[int, int]:
    return (*approved(world), 1)


def approved_as_markdown(world: World) -> tuple[int, int, str]:
    return (*approved_version(world), "md")


def page_of_jd(world: World, *_: object) -> dict[str, object]:
    jd = JobDescription.objects.get(search=world.search)
    return {f"section_{key}": text for key, text in jd.sections.items()} | {
        "revision": jd.revision,
        "section_authority": "Reports to the CEO, with 12 people.",
    }


URLS = [
    Url("scoping:scope", of_search, get=SEES_ALL, post=RUNS, data=ANSWER),
    Url("scoping:preview", of_search, post=RUNS, data=ANSWER, writes=False),
    Url("scoping:sign", scope_to_sign, post=MANAGES, data=ANSWER | {"revision": "1"}),
    Url("scoping:reopen", signed, get=MANAGES, post=MANAGES, data={"because": "A new CEO."}),
    Url("scoping:version", signed_before, get=SEES_ALL),
    Url("scoping:why", weight_asked, get=SEES_ALL),
    Url("scoping:jd", jd_to_approve, get=SEES_ALL, post=RUNS, data=page_of_jd),
    Url("scoping:check_jd", jd_to_approve, post=RUNS, data=page_of_jd, writes=False),
    Url("scoping:approve_jd", jd_to_approve, post=MANAGES, data=page_of_jd),
    Url("scoping:reopen_jd", approved, get=MANAGES, post=MANAGES, data={"because": "More money."}),
    Url("scoping:jd_version", approved_version, get=MEMBERS),
    Url("scoping:jd_as", approved_as_markdown, get=MEMBERS),
    Url("scoping:jd_pdf", approved_version, post=MEMBERS),
]
