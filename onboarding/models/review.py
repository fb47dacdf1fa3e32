"""The review after six months: both sides' answers, and signs of an operator or an evangelist."""

from django.db import models
from django.db.models import Q

from accounts.models import User
from onboarding.models.plans import Plan
from onboarding.states import Sign


class Review(models.Model):
    """Each side answers once, and reads the other once both have."""

    plan = models.OneToOneField(Plan, on_delete=models.CASCADE, related_name="review")
    due_on = models.DateField()
    hired_asks = models.JSONField(default=list)
    hired_answers = models.JSONField(default=list, help_text="one for each ask, in their order")
    hired_at = models.DateTimeField(null=True)
    manager_asks = models.JSONField(default=list)
    manager_answers = models.JSONField(default=list)
    manager = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    manager_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(manager_at=None) | Q(manager__isnull=False),
                name="review_answered_by_name",
            )
        ]

    def __str__(self) -> str:
        return f"review {self.pk}"

    @property
    def both_in(self) -> bool:
        return bool(self.hired_at and self.manager_at)

    @property
    def hired_said(self) -> list[tuple[str, str]]:
        return list(zip(self.hired_asks, self.hired_answers, strict=False))

    @property
    def manager_said(self) -> list[tuple[str, str]]:
        return list(zip(self.manager_asks, self.manager_answers, strict=False))


class Indicator(models.Model):
    """A sign of the playbook, and which of the two the manager saw, with what showed it."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="indicators")
    key = models.CharField(max_length=40)
    about = models.CharField(max_length=80)
    operator = models.CharField(max_length=300)
    evangelist = models.CharField(max_length=300)
    seen = models.CharField(max_length=10, choices=Sign, blank=True)
    words = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["review", "key"], name="indicator_once_in_a_review"),
            models.CheckConstraint(
                condition=Q(seen="", words="") | (~Q(seen="") & ~Q(words="")),
                name="indicator_seen_with_evidence",
            ),
        ]

    def __str__(self) -> str:
        return self.about
