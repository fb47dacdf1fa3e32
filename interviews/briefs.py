"""The panel brief: one panelist's kit on paper."""

from typing import Any

from accounts.models import User
from briefs.kinds import Kind, register
from briefs.models import Brief
from candidates.queries import may_open
from interviews.models import Interview

KIND = "panel_brief"


def may_read(viewer: User, brief: Brief) -> bool:
    """Its reader, while they sit in the interview and have declared."""
    interview = Interview.objects.visible_to(viewer).filter(pk=brief.about).first()
    return (
        interview is not None
        and interview.seats.current().filter(user=viewer).exists()
        and may_open(viewer, interview.candidacy)
    )


def snapshot_of(interview: Interview, reader: User) -> dict[str, Any]:
    return {}


register(Kind(KIND, "Panel brief", "briefs/panel_brief.html", Brief.Audience.READER, may_read))
