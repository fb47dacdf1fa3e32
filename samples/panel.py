"""How a panel of sample people is seated, meets a candidate and judges them."""

from datetime import timedelta

from django.utils import timezone

from accounts.models import User
from candidates import actions as candidates
from candidates.models import Candidacy
from interviews import actions as interviews
from interviews.models import Interview, LoopSeat, Part, Seat
from interviews.states import Duty, Need
from playbooks.models import PlaybookVersion
from samples import people
from samples.cards import card_of, seen_otherwise
from scorecards import actions as scorecards
from scorecards.models import Card
from searches.actions import open_search
from searches.models import Search


class Panel:
    """A search, its people, and what they do with a candidate."""

    def __init__(self, company: str, everybody: dict[str, User]):
        self.people = everybody
        self.manager = everybody[people.MANAGER.key]
        self.recruiter = everybody[people.RECRUITER.key]
        self.search: Search = open_search(
            playbook_version=PlaybookVersion.objects.latest_of("caio"),
            title="Chief AI Officer",
            company=f"{company} (sample)",
            alias="",
            zone="Europe/Berlin",
            by=self.manager,
        )
        self.candidacies: list[Candidacy] = []

    def _open_loop(self) -> None:
        loop = interviews.begin_loop(search=self.search, by=self.manager)
        seats = LoopSeat.objects.filter(part__loop=loop).exclude(need=Need.OPTIONAL)
        named: set[str] = set()
        for seat in seats.order_by("part__position", "position"):
            if seat.key not in named:
                who = people.PANEL[seat.key]
                interviews.name_seat(seat=seat, email=who.email, name=who.name, by=self.manager)
                named.add(seat.key)
        interviews.open_loop(loop=loop, short_because="", by=self.manager)

    def _plan(self, row: Candidacy, key: str, starts_at) -> Interview:
        part = Part.objects.get(loop__search=self.search, loop__state="open", key=key)
        at = starts_at.replace(minute=0, second=0, microsecond=0)
        return interviews.plan_interview(
            candidacy=row,
            part=part,
            starts_at=at,
            zone="Europe/Berlin",
            minutes=part.minutes,
            place="https://meet.example.com/caio",
            by=self.recruiter,
        )

    def _interview(self, row: Candidacy, key: str, days_ago: int) -> Interview:
        """The part, held; what is read rather than held is there once the answers are in."""
        if key == "questionnaire":
            return Interview.objects.standing().get(candidacy=row, part__key=key)
        day = timezone.now() - timedelta(days=days_ago)
        planned = self._plan(row, key, day.replace(hour=self._hour()))
        return interviews.hold_interview(interview=planned, by=self.recruiter)

    def _hour(self) -> int:
        """Each search has its own hour, so that nobody sits in two interviews at once."""
        return 7 + 2 * (Search.objects.count() % 4)

    def _judge(self, interview: Interview, most: int = 9) -> None:
        seats = Seat.objects.current().filter(interview=interview, duty=Duty.SCORING)
        says = card_of if interview.candidacy == self.candidacies[0] else seen_otherwise
        for number, seat in enumerate(seats.select_related("user").order_by("pk")[:most]):
            self._declare(interview.candidacy, seat.user)
            card = scorecards.submit_card(
                interview=interview,
                revision=0,
                content=says(interview, number),
                by=seat.user,
            )
            # The interview was days ago and its card is written now: nobody is to be late by that.
            in_time = min(timezone.now(), interview.card_due_at)
            Card.objects.filter(pk=card.pk).update(submitted_at=in_time)

    def _declare(self, row: Candidacy, user: User) -> None:
        if not row.conflicts.filter(user=user).exists():
            candidates.declare_conflict(candidacy=row, answer="none", by=user)

    def _pass_gate(self, row: Candidacy, key: str) -> None:
        part = Part.objects.get(loop__search=self.search, loop__state="open", key=key)
        if part.gate:
            scorecards.read_gate(candidacy=row, part=part, by=self.manager)
            scorecards.decide_gate(
                candidacy=row,
                part=part,
                go=True,
                because="Specific on systems and figures; worth everybody’s day.",
                by=self.manager,
            )
