"""The interviews held for each candidacy, who sits in them, and what is put in a kit."""

import uuid
from datetime import datetime, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.zones import valid_zone
from candidates.models import Candidacy
from interviews.models.loop import Part
from interviews.states import Duty, InterviewState
from searches.models import SEES_ALL, Membership, Search

CARD_HOUR = 18
"""A card is due at this hour of the interview's day, in the zone it was planned in ..."""
CARD_LEAST = timedelta(hours=2)
"""... and never sooner than this after the end."""
LONGEST = 480
"""Minutes an interview may last: a working day."""
READING_TIME = timedelta(days=2)
"""How long the two readers of a questionnaire have."""


class InterviewQuerySet(models.QuerySet["Interview"]):
    def visible_to(self, viewer: User) -> Self:
        """All interviews of a search for who runs or observes it; a panelist's own for them."""
        sees_all = Membership.objects.current().filter(user=viewer, role__in=SEES_ALL)
        own = Seat.objects.current().filter(user=viewer)
        return self.filter(
            Q(candidacy__search__in=sees_all.values("search")) | Q(pk__in=own.values("interview")),
            candidacy__in=Candidacy.objects.visible_to(viewer),
        )

    def with_kit(self) -> Self:
        """With all that a kit is read from; the playbook's data a process has by its digest."""
        return self.select_related(
            "part__loop",
            "candidacy__candidate",
            "candidacy__questionnaire",
            "candidacy__search__playbook_version",
        ).defer("candidacy__search__playbook_version__data")

    def standing(self) -> Self:
        return self.exclude(state=InterviewState.CANCELLED)


class Interview(models.Model):
    """One part held for one candidacy. Reading a questionnaire has no time, only a due date."""

    candidacy = models.ForeignKey(Candidacy, on_delete=models.CASCADE, related_name="interviews")
    part = models.ForeignKey(Part, on_delete=models.PROTECT, related_name="interviews")
    state = models.CharField(max_length=10, choices=InterviewState, default=InterviewState.PLANNED)
    starts_at = models.DateTimeField(null=True)
    minutes = models.PositiveSmallIntegerField()
    zone = models.CharField(max_length=64, validators=[valid_zone])
    place = models.CharField(max_length=300, blank=True, help_text="a room or a video link")
    candidate_zone = models.CharField(
        max_length=64,
        blank=True,
        validators=[valid_zone],
        help_text="the candidate's own, where they chose it",
    )
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0, help_text="of its calendar file")
    planned_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    cancelled_at = models.DateTimeField(null=True)

    objects = InterviewQuerySet.as_manager()

    class Meta:
        ordering = ["part__position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["candidacy", "part"],
                condition=~Q(state="cancelled"),
                name="one_standing_interview_a_part",
            ),
            models.CheckConstraint(
                condition=Q(state="cancelled", cancelled_at__isnull=False)
                | (~Q(state="cancelled") & Q(cancelled_at=None)),
                name="interview_cancelled_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(minutes__range=(1, LONGEST)), name="interview_has_a_length"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.part} with {self.candidacy}"

    def get_absolute_url(self) -> str:
        return reverse("interviews:kit", args=[self.pk])

    @property
    def search(self) -> Search:
        return self.candidacy.search

    @property
    def ends_at(self) -> datetime | None:
        return self.starts_at + timedelta(minutes=self.minutes) if self.starts_at else None

    @property
    def ahead(self) -> bool:
        """Still to come, or going on: who is in it, or was to be, has to be told of a change."""
        return self.ends_at is not None and self.ends_at > timezone.now()

    @property
    def card_due_at(self) -> datetime:
        """When its scorecards are due."""
        if self.ends_at is None:
            return self.created_at + READING_TIME
        evening = self.ends_at.astimezone(ZoneInfo(self.zone)).replace(
            hour=CARD_HOUR, minute=0, second=0, microsecond=0
        )
        return max(evening, self.ends_at + CARD_LEAST)


class SeatQuerySet(models.QuerySet["Seat"]):
    def current(self) -> Self:
        return self.filter(ended_at=None)

    def scoring(self) -> Self:
        return self.filter(duty=Duty.SCORING)

    def keep_times_of(self, interview: Interview) -> None:
        """Write the interview's times, or that it does not stand, on its current seats."""
        stands = interview.state != InterviewState.CANCELLED
        self.current().filter(interview=interview).update(
            starts_at=interview.starts_at if stands else None,
            ends_at=interview.ends_at if stands else None,
        )


class Seat(models.Model):
    """A person's place in one interview, from one time to another."""

    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="seats")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="seats")
    key = models.CharField(max_length=40, help_text="of the loop's seat")
    title = models.CharField(max_length=80)
    duty = models.CharField(max_length=10, choices=Duty)
    since = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)
    # The interview's times while it stands, kept here too: PostgreSQL refuses two seats of one
    # person at one time (decision 0015), and a constraint sees the columns of one table.
    starts_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)

    objects = SeatQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_at=None, ends_at=None)
                | Q(starts_at__isnull=False, ends_at__isnull=False, ends_at__gt=F("starts_at")),
                name="seat_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["interview", "user"],
                condition=Q(ended_at=None),
                name="one_current_seat_a_person",
            ),
            models.UniqueConstraint(
                fields=["interview", "key"],
                condition=Q(ended_at=None),
                name="one_person_a_current_seat",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} in {self.interview_id}"


class Probe(models.Model):
    """A neutral question for one candidate in one part, without source or seriousness."""

    candidacy = models.ForeignKey(Candidacy, on_delete=models.CASCADE, related_name="probes")
    part = models.ForeignKey(Part, on_delete=models.PROTECT, related_name="probes")
    text = models.TextField()
    placed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    placed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text[:60]
