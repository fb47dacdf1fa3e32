"""What is planned around an interview: times proposed to a candidate, and the debrief meeting."""

import uuid
from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from accounts.models import Link, User
from accounts.zones import valid_zone
from candidates.models import Candidacy, OnCandidacy
from interviews.models.interviews import LONGEST, Interview
from interviews.models.loop import Part
from interviews.states import MeetingState, ProposalState


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def unsettled(self) -> Self:
        """With the candidate, or answered by them with words that nobody acted on yet."""
        return self.filter(state__in=(ProposalState.OPEN, ProposalState.DECLINED))


class Proposal(OnCandidacy):
    """Times for one part of one candidacy, of which the candidate picks one by a private link."""

    candidacy = models.ForeignKey(Candidacy, on_delete=models.CASCADE, related_name="proposals")
    part = models.ForeignKey(Part, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=ProposalState, default=ProposalState.OPEN)
    zone = models.CharField(max_length=64, validators=[valid_zone])
    minutes = models.PositiveSmallIntegerField()
    place = models.CharField(max_length=300, blank=True)
    link = models.ForeignKey(Link, null=True, on_delete=models.PROTECT, related_name="+")
    words = models.TextField(blank=True, help_text="the candidate's, where no time fits")
    interview = models.OneToOneField(
        Interview, null=True, on_delete=models.CASCADE, related_name="proposal"
    )
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["candidacy", "part"],
                condition=Q(state="open"),
                name="one_open_proposal_a_part",
            ),
            models.CheckConstraint(
                condition=Q(state="open", closed_at=None)
                | (~Q(state="open") & Q(closed_at__isnull=False)),
                name="proposal_closed_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state="taken", interview__isnull=False)
                | (~Q(state="taken") & Q(interview=None)),
                name="proposal_taken_has_an_interview",
            ),
            models.CheckConstraint(
                condition=Q(minutes__range=(1, LONGEST)), name="proposal_has_a_length"
            ),
        ]

    def __str__(self) -> str:
        return f"times for {self.part_id} with {self.candidacy_id}"


class ProposedSlot(models.Model):
    """One of the times of a proposal. It is as long as the others."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="slots")
    starts_at = models.DateTimeField()

    class Meta:
        ordering = ["starts_at"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "starts_at"], name="slot_once_a_proposal")
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M}"

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.proposal.minutes)

    @property
    def ahead(self) -> bool:
        return self.starts_at > timezone.now()


class Meeting(OnCandidacy):
    """When and where the people of a candidacy's interviews talk. It holds nobody's judgement."""

    candidacy = models.ForeignKey(Candidacy, on_delete=models.CASCADE, related_name="meetings")
    state = models.CharField(max_length=10, choices=MeetingState, default=MeetingState.PLANNED)
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()
    zone = models.CharField(max_length=64, validators=[valid_zone])
    place = models.CharField(max_length=300, blank=True, help_text="a room or a video link")
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0, help_text="of its calendar file")
    planned_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["candidacy"],
                condition=Q(state="planned"),
                name="one_planned_meeting_a_candidacy",
            ),
            models.CheckConstraint(
                condition=Q(state="planned", cancelled_at=None)
                | Q(state="cancelled", cancelled_at__isnull=False),
                name="meeting_cancelled_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(minutes__range=(1, LONGEST)), name="meeting_has_a_length"
            ),
        ]

    def __str__(self) -> str:
        return f"debrief on {self.candidacy}"

    def get_absolute_url(self) -> str:
        return reverse("interviews:candidacy", args=[self.candidacy_id])

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def ahead(self) -> bool:
        """Still to come, or going on: its guests have to be told of a change."""
        return self.ends_at > timezone.now()


class GuestQuerySet(models.QuerySet["Guest"]):
    def current(self) -> Self:
        return self.filter(ended_at=None)


class Guest(models.Model):
    """Somebody who was asked to a debrief meeting, from one time to another."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="guests")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)

    objects = GuestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "user"],
                condition=Q(ended_at=None),
                name="one_current_guest_a_person",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} at {self.meeting_id}"
