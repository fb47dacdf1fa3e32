"""Watch points: what the debrief left open, for the hiring manager's eyes and nobody else's."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from onboarding.models.plans import Plan
from onboarding.states import Seen
from searches.models import Membership, Role, Search

DAYS_ASKED = (30, 60, 90)


class WatchPointQuerySet(models.QuerySet["WatchPoint"]):
    def visible_to(self, viewer: User) -> Self:
        """The hiring manager alone: neither the recruiter, nor an observer, nor the person hired,
        and no PDF and no mail holds one."""
        rows = Membership.objects.current().filter(user=viewer, role=Role.HIRING_MANAGER)
        return self.filter(
            plan__in=Plan.objects.visible_to(viewer),
            plan__candidacy__search__in=rows.values("search"),
        )


class WatchPoint(models.Model):
    """One doubt of the decision, as it stood at the start."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="watch_points")
    position = models.PositiveSmallIntegerField()
    text = models.TextField()

    objects = WatchPointQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "position"], name="watch_point_once_in_a_plan")
        ]

    def __str__(self) -> str:
        return f"watch point {self.pk}"

    @property
    def search(self) -> Search:
        return self.plan.search


class WatchAnswer(models.Model):
    """What the manager says of it at day 30, 60 or 90; said once."""

    point = models.ForeignKey(WatchPoint, on_delete=models.CASCADE, related_name="answers")
    day = models.PositiveSmallIntegerField()
    says = models.CharField(max_length=10, choices=Seen)
    words = models.TextField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(
                fields=["point", "day"], name="watch_point_answered_once_a_day"
            ),
            models.CheckConstraint(condition=Q(day__in=DAYS_ASKED), name="watch_point_day_asked"),
            models.CheckConstraint(condition=~Q(words=""), name="watch_point_answer_says_why"),
        ]

    def __str__(self) -> str:
        return f"day {self.day}: {self.says}"
