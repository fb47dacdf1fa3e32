"""What came of a hire, competency by competency: recorded twice, each time before looking back."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from onboarding.models.plans import Plan
from onboarding.states import Came, Moment
from searches.business_days import month_after
from searches.models import Search

MONTHS = 6
"""The same for every hire, whatever their playbook, so that hires can be set beside each other."""


def due_on(plan: Plan, moment: str) -> date:
    """The day on which it is to be recorded, from the day they started."""
    if moment == Moment.DAY_90:
        return plan.last_day
    return month_after(plan.starts_on, MONTHS)


class OutcomeQuerySet(models.QuerySet["Outcome"]):
    def recorded(self) -> Self:
        return self.filter(recorded_at__isnull=False)

    def visible_to(self, viewer: User) -> Self:
        """Recorded ones, to who reads the plan. A draft is read where it is written, by nobody
        else; what a rater learns of it is in `queries.truth`."""
        return self.recorded().filter(plan__in=Plan.objects.visible_to(viewer))


class Outcome(models.Model):
    """One moment of one plan: typed so far, then recorded and fixed."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="outcomes")
    moment = models.CharField(max_length=10, choices=Moment)
    draft = models.JSONField(default=dict, help_text="competency -> value, evidence")
    revision = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(null=True)
    recorded_at = models.DateTimeField(null=True)
    recorded_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    doubts_came = models.CharField(
        max_length=8, choices=Came, blank=True, help_text="what the debrief left open"
    )
    doubts_words = models.TextField(blank=True)
    doubts_at = models.DateTimeField(null=True)

    objects = OutcomeQuerySet.as_manager()

    class Meta:
        ordering = ["moment"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "moment"], name="one_outcome_a_moment"),
            models.CheckConstraint(
                condition=Q(recorded_at=None, recorded_by=None)
                | Q(recorded_at__isnull=False, recorded_by__isnull=False),
                name="outcome_recorded_by_name_and_time",
            ),
            models.CheckConstraint(
                condition=Q(doubts_came="", doubts_words="", doubts_at=None)
                | Q(recorded_at__isnull=False, doubts_at__isnull=False)
                & ~Q(doubts_came="")
                & ~Q(doubts_words=""),
                name="doubts_answered_after_recording_in_words",
            ),
        ]

    def __str__(self) -> str:
        return f"outcome {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("onboarding:outcome", args=[self.plan_id, self.moment])

    @property
    def search(self) -> Search:
        return self.plan.search


class OutcomeRating(models.Model):
    """One competency: a number from 1 to 5 with its evidence, or that it cannot be said yet.

    A correction (`corrects`) stands beside the original with its date. It was written with the
    panel's ratings in sight, so it is shown and never counted.
    """

    outcome = models.ForeignKey(Outcome, on_delete=models.CASCADE, related_name="ratings")
    competency = models.CharField(max_length=40)
    value = models.PositiveSmallIntegerField(null=True)
    evidence = models.TextField(blank=True)
    corrects = models.ForeignKey(
        "self", null=True, on_delete=models.CASCADE, related_name="corrections"
    )
    because = models.TextField(blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["outcome", "competency"],
                condition=Q(corrects=None),
                name="one_outcome_a_competency",
            ),
            models.CheckConstraint(
                condition=Q(value=None) | Q(value__range=(1, 5)), name="outcome_from_1_to_5"
            ),
            models.CheckConstraint(
                condition=Q(value=None) | ~Q(evidence=""), name="outcome_has_evidence"
            ),
            models.CheckConstraint(
                condition=Q(corrects=None, because="") | Q(corrects__isnull=False) & ~Q(because=""),
                name="outcome_corrected_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.competency} in outcome {self.outcome_id}"

    @property
    def search(self) -> Search:
        return self.outcome.search
