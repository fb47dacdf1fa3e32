"""Documents, by the example of one for all members; what a kind allows is its room's to test."""

from django.core.files.base import ContentFile
from django.utils import timezone

from briefs.models import Brief
from scoping.actions import request_jd_pdf
from tests.factories import scoping as make
from tests.walls.matrix import MEMBERS, PLANTED, Url, World


def _brief(world: World, **state: object) -> Brief:
    jd = make.approved_jd(world.search, mandate=f"{PLANTED}: 4 lines.")
    brief = request_jd_pdf(jd=jd, by=world.manager)
    for name, value in ({"title": PLANTED} | state).items():
        setattr(brief, name, value)
    brief.save()
    return brief


def waiting(world: World) -> tuple[int]:
    return (_brief(world).pk,)


def ready(world: World) -> tuple[int]:
    file = ContentFile(f"%PDF {PLANTED}".encode(), name="wall.pdf")
    state = {"state": Brief.State.READY, "file": file, "finished_at": timezone.now()}
    return (_brief(world, **state).pk,)


def failed(world: World) -> tuple[int]:
    return (_brief(world, state=Brief.State.FAILED, attempts=3, problem="It took too long.").pk,)


URLS = [
    Url("briefs:detail", waiting, get=MEMBERS),
    Url("briefs:download", ready, get=MEMBERS),
    Url("briefs:again", failed, post=MEMBERS),
]
