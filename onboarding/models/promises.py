"""What was promised to the person hired: the offer's commitments, and a team in its order."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from onboarding.models.plans import Plan
from onboarding.states import HireState, Kept


class Promise(models.Model):
    """One line of the commitments in the accepted offer."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="promises")
    position = models.PositiveSmallIntegerField()
    text = models.TextField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "position"], name="promise_once_in_a_plan")
        ]

    def __str__(self) -> str:
        return self.text[:60]


class PromiseWord(models.Model):
    """What one side says of a promise on a day; without `by` it is the person hired."""

    promise = models.ForeignKey(Promise, on_delete=models.CASCADE, related_name="said")
    kept = models.CharField(max_length=8, choices=Kept)
    words = models.TextField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="promise_word_says_why")]

    def __str__(self) -> str:
        return f"{self.kept}: {self.words[:40]}"


class Hire(models.Model):
    """A place in the team around the person hired, and when a new programme fills it."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="hires")
    key = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    note = models.TextField(blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    state = models.CharField(max_length=10, choices=HireState, default=HireState.OPEN)
    moved_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    moved_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["starts_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "key"], name="hire_once_in_a_plan"),
            models.CheckConstraint(
                condition=Q(state="open") | Q(moved_by__isnull=False, moved_at__isnull=False),
                name="hire_moved_by_name_and_time",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def late(self, today: date) -> bool:
        return self.state != HireState.DONE and self.ends_on < today
