"""The record of any PDF made here: what it is made from, for whom, and how far it is."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from searches.models import Search

LONG = timedelta(seconds=20)


class Brief(models.Model):
    """A pure function of a template and `snapshot`, taken in the request's transaction."""

    class State(models.TextChoices):
        WAITING = "waiting", "waiting"
        RENDERING = "rendering", "being made"
        READY = "ready", "ready"
        FAILED = "failed", "could not be made"

    class Audience(models.TextChoices):
        PUBLIC = "public", "public"
        CANDIDATE = "candidate", "the candidate"
        READER = "reader", "a named reader"

    search = models.ForeignKey(Search, on_delete=models.CASCADE, related_name="briefs")
    kind = models.CharField(max_length=32)
    about = models.PositiveBigIntegerField(help_text="id of the record that the kind names")
    audience = models.CharField(max_length=10, choices=Audience)
    reader = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    file_name = models.CharField(max_length=120, help_text="as downloaded; uses aliases")
    snapshot = models.JSONField()
    digest = models.CharField(max_length=64, help_text="of kind, title and snapshot")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    requested_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField(default=timezone.now)
    tried_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    file = models.FileField(upload_to="briefs", blank=True, max_length=200)
    pages = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["state", "tried_at"]),
            models.Index(fields=["kind", "about"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(audience="reader", reader__isnull=False)
                | (~Q(audience="reader") & Q(reader=None)),
                name="brief_reader_is_named",
            ),
            models.CheckConstraint(
                condition=~Q(state="ready") | ~Q(file=""), name="brief_ready_has_a_file"
            ),
            models.CheckConstraint(condition=Q(attempts__lte=3), name="brief_attempts_at_most_3"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def late(self) -> bool:
        """Whether it waits for longer than making it takes."""
        unfinished = self.state in (self.State.WAITING, self.State.RENDERING)
        return unfinished and self.requested_at < timezone.now() - LONG

    @property
    def seen_as(self) -> str:
        """What a page that shows the state says by it; the same again need not be sent."""
        return f"{self.state}-{'late' if self.late or self.problem else 'soon'}"

    @property
    def confidential(self) -> bool:
        return self.audience != self.Audience.PUBLIC
