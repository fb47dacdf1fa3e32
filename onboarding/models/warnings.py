"""Early warnings: a risk one side sees, with a way out, and what the other side says to it."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.text import Truncator

from accounts.models import User
from onboarding.models.plans import Plan
from onboarding.states import WarningState


class EarlyWarning(models.Model):
    """Where `raised_by` or `settled_by` is empty, it was the person hired."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="warnings")
    state = models.CharField(max_length=8, choices=WarningState, default=WarningState.OPEN)
    what = models.TextField()
    since = models.DateField()
    way_out = models.TextField()
    raised_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField(default=timezone.now)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open") | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="warning_answered_in_words",
            ),
            models.CheckConstraint(
                condition=~Q(state="settled") | Q(settled_at__isnull=False),
                name="warning_settled_has_a_time",
            ),
            models.CheckConstraint(condition=~Q(way_out=""), name="warning_has_a_way_out"),
        ]

    def __str__(self) -> str:
        return Truncator(self.what).chars(60)

    @property
    def by_hired(self) -> bool:
        return self.raised_by_id is None

    @property
    def who(self) -> str:
        return str(self.raised_by or self.plan.candidacy)

    @property
    def other(self) -> str:
        """Who answered: the other side, by name."""
        return str(self.answered_by or self.plan.candidacy)

    @property
    def settler(self) -> str:
        return str(self.settled_by or self.plan.candidacy)
