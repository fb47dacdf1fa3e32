"""The two gates: reading what they open, and going on or stopping."""

from accounts.models import User
from candidates.actions import stop
from candidates.models import Candidacy
from interviews.models import Part
from scorecards.blindness import gate_is_ready
from scorecards.models import Gate, GateReading
from searches.actions import acting, log
from searches.errors import NotAllowed, Refused

NOT_READY = "This gate opens when all scorecards up to it are in, or excused."


def read_gate(*, candidacy: Candidacy, part: Part, by: User) -> None:
    """Put on record that the hiring manager has read the cards at a gate."""
    if GateReading.objects.filter(candidacy=candidacy, part=part, user=by).exists():
        return
    with acting(candidacy.search_id, by, "scorecards.read_gate", candidacy) as search:
        if not gate_is_ready(candidacy, part):
            raise NotAllowed(NOT_READY)
        reading, new = GateReading.objects.get_or_create(candidacy=candidacy, part=part, user=by)
        if new:
            log(search, by, "gate.read", reading)


def decide_gate(*, candidacy: Candidacy, part: Part, go: bool, because: str, by: User) -> Gate:
    """Go on or stop, for good. Stopping ends the candidacy."""
    with acting(candidacy.search_id, by, "scorecards.gate", candidacy) as search:
        row = Candidacy.objects.get(pk=candidacy.pk)
        if Gate.objects.filter(candidacy=row, part__key=part.key).exists():
            raise Refused("This gate is decided already.")
        if row.ended:
            raise Refused(f"{row} is out of the search. There is nothing left to decide here.")
        if row.debriefs.filter(closed_at=None).exists():
            raise Refused("The debrief is open. Decide there.")
        if not gate_is_ready(row, part):
            raise Refused(NOT_READY)
        if not because.strip():
            raise Refused("Say in a sentence why.")
        gate = Gate.objects.create(candidacy=row, part=part, go=go, because=because, decided_by=by)
        log(search, by, "gate.decided", gate)
        if not go:
            stop(candidacy=row, because=f"Stopped at the gate after “{part}”.", by=by)
        return gate
