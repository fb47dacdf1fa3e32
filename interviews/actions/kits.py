"""What is put in a kit, and the kit as a PDF."""

from accounts.actors import Actor
from accounts.models import User
from briefs import actions as briefs
from briefs.models import Brief
from candidates.models import Candidacy
from candidates.queries import may_open
from interviews.briefs import snapshot_of
from interviews.models import Interview, Part, Probe
from interviews.queries import PANEL_BRIEF
from interviews.states import InterviewState, LoopState
from searches.actions import acting, log
from searches.errors import Refused


def place_probe(*, candidacy: Candidacy, part: Part, text: str, by: User) -> Probe:
    """Put a neutral question for one candidate in a part's kit, without saying where it is from."""
    with acting(candidacy.search_id, by, "interviews.place_probe") as search:
        part = Part.objects.select_related("loop").get(pk=part.pk, loop__search=search)
        if part.loop.state == LoopState.DRAFT:
            raise Refused("This part is not open yet. Choose one of the open loop.")
        over = Interview.objects.standing().filter(
            candidacy=candidacy, part__key=part.key, state=InterviewState.HELD
        )
        if over.exists():
            raise Refused(f"“{part}” was held already. Choose a later part.")
        if not text.strip():
            raise Refused("The question is empty. Write it as you want it asked.")
        probe = Probe.objects.create(
            candidacy=candidacy, part=part, text=text.strip(), placed_by=by
        )
        log(search, by, "probe.placed", probe, "text")
        return probe


def request_panel_brief(*, interview: Interview, by: Actor) -> Brief:
    """The kit as a PDF, for the one who asks and sits in the interview."""
    with acting(interview.search.pk, by, "interviews.take_brief", interview) as search:
        row = Interview.objects.with_kit().get(pk=interview.pk)
        assert isinstance(by, User)
        row.candidacy.search = search
        if not may_open(by, row.candidacy):
            raise Refused("Say first whether you know the candidate. The kit opens then.")
        if row.state == InterviewState.CANCELLED:
            raise Refused("This interview was cancelled.")
        return briefs.request(
            search,
            kind=PANEL_BRIEF,
            about=row.pk,
            title=f"Panel brief: {row.part}, {row.candidacy.alias}",
            file_name=f"panel-brief-{row.part.key}-{row.candidacy.alias}",
            snapshot=snapshot_of(row, by),
            by=by,
            reader=by,
        )
