"""The 90-day plan: between the person hired, their manager and the recruiter; observers read."""

from onboarding.models import CheckIn, Deliverable, Guard, Plan
from tests.factories import offers
from tests.factories import onboarding as make
from tests.walls.matrix import MANAGES, PLANTED, RUNS, SEES_ALL, Url, World


def candidacy(world: World):
    return offers.chosen(world.search, f"{PLANTED} Haddad")


def waiting(world: World) -> tuple[int]:
    return (make.waiting(candidacy(world)).pk,)


def running_plan(world: World) -> Plan:
    return make.running(candidacy(world))


def running(world: World) -> tuple[int]:
    return (running_plan(world).pk,)


def of_search(world: World) -> tuple[int]:
    return (world.search.pk,)


def a_deliverable(world: World) -> tuple[int, int]:
    plan = running_plan(world)
    row = Deliverable.objects.filter(phase__plan=plan).first()
    assert row is not None
    return plan.pk, row.pk


def handed_in(world: World) -> tuple[int, int]:
    plan = running_plan(world)
    return plan.pk, make.handed_in(plan).pk


def a_guard(world: World) -> tuple[int, int]:
    plan = running_plan(world)
    row = Guard.objects.filter(phase__plan=plan).first()
    assert row is not None
    return plan.pk, row.pk


def a_check(world: World) -> tuple[int, int]:
    plan = running_plan(world)
    row = CheckIn.objects.filter(plan=plan).first()
    assert row is not None
    return plan.pk, row.pk


def finishable(world: World) -> tuple[int]:
    plan = running_plan(world)
    now = plan.created_at
    Deliverable.objects.filter(phase__plan=plan).update(
        state="signed", evidence="x", signed_by=world.manager, signed_at=now
    )
    return (plan.pk,)


def token(world: World) -> tuple[str]:
    link = running_plan(world).link
    assert link is not None
    return (link.token,)


def with_token(args: tuple[int, int]) -> tuple[str, int]:
    link = Plan.objects.get(pk=args[0]).link
    assert link is not None
    return link.token, args[1]


EVIDENCE = {"evidence": "23 systems."}
WORDS = {"words": "Met a vendor."}
URLS = [
    Url("onboarding:of_search", of_search, get=SEES_ALL),
    Url("onboarding:plan", running, get=SEES_ALL),
    Url(
        "onboarding:start",
        waiting,
        post=RUNS,
        data=lambda world, pk: {"started_on": f"{Plan.objects.get(pk=pk).created_at:%Y-%m-%d}"},
    ),
    Url("onboarding:finish", finishable, post=MANAGES),
    Url("onboarding:brief", running, post=SEES_ALL),
    Url("onboarding:hand_in", a_deliverable, post=RUNS, data=EVIDENCE),
    Url("onboarding:sign", handed_in, post=MANAGES),
    Url("onboarding:guard", a_guard, post=RUNS, data=WORDS),
    Url("onboarding:check_in", a_check, post=MANAGES, data=WORDS),
    Url("onboarding:mine", token, public=True, get=SEES_ALL),
    Url(
        "onboarding:mine_hand_in",
        lambda world: with_token(a_deliverable(world)),
        public=True,
        post=SEES_ALL,
        data=EVIDENCE,
    ),
    Url(
        "onboarding:mine_check_in",
        lambda world: with_token(a_check(world)),
        public=True,
        post=SEES_ALL,
        data=WORDS,
    ),
]
