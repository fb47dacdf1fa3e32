"""What is put in a kit, and the kit as a PDF."""

from collections.abc import Sequence

from accounts.actors import Actor
from accounts.models import User
from briefs import actions as briefs
from briefs.models import Brief
from candidates.models import Candidacy, Claim
from candidates.queries import may_open
from interviews.briefs import merged_of, snapshot_of
from interviews.claims import may_be_asked, question_about
from interviews.models import Interview, Part, Probe
from interviews.queries import MERGED_BRIEF, PANEL_BRIEF, own_parts
from interviews.queries.questions import who_asks
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
        if where := who_asks(search.playbook, candidacy, text):
            raise Refused(f"“{where}” asks this already. Nobody is asked the same twice.")
        probe = Probe.objects.create(
            candidacy=candidacy, part=part, text=text.strip(), placed_by=by
        )
        log(search, by, "probe.placed", probe, "text")
        return probe


def ask_about(*, claim: Claim, part: Part, by: User) -> Probe:
    """Put a neutral question about a claim in a later kit, in the words suggested for it."""
    row = Claim.objects.select_related("candidacy").get(pk=claim.pk)
    if not may_be_asked(row):
        raise Refused("This claim is verified. It stands in the kits as background.")
    return place_probe(candidacy=row.candidacy, part=part, text=question_about(row), by=by)


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


def request_merged_brief(
    *, candidacy: Candidacy, interviews: Sequence[Interview], by: User
) -> Brief:
    """The kits of several parts of one candidate as one PDF; of a single one its own brief."""
    if len(interviews) == 1:
        return request_panel_brief(interview=interviews[0], by=by)
    with acting(candidacy.search_id, by, "interviews.take_briefs", candidacy) as search:
        rows = own_parts(by, candidacy).filter(pk__in=[row.pk for row in interviews])
        found = list(rows.with_kit().order_by("starts_at", "pk"))
        if len(found) < len(interviews) or not found:
            raise Refused("You do not sit in all of these any more. Look at your day again.")
        for row in found:
            row.candidacy.search = search
        first = found[0].candidacy
        if not may_open(by, first):
            raise Refused("Say first whether you know the candidate. The kit opens then.")
        return briefs.request(
            search,
            kind=MERGED_BRIEF,
            about=candidacy.pk,
            title=f"Panel brief: {len(found)} parts, {first.alias}",
            file_name=f"panel-brief-{first.alias}",
            snapshot=merged_of(found, by),
            by=by,
            reader=by,
        )
