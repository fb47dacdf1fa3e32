"""The monthly update: a page by the person hired, and the manager's answer beside it."""

from django.db import models
from django.db.models import Q

from accounts.models import User
from onboarding.models.plans import Plan


class CheckIn(models.Model):
    """Before each check-in the person hired writes an update; the manager answers it.

    Once both have written, both stay as they are.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="check_ins")
    key = models.CharField(max_length=40)
    title = models.CharField(max_length=120)
    asks = models.JSONField(default=list, help_text="what to talk over, as the playbook asks it")
    due_on = models.DateField()
    done = models.TextField(blank=True)
    ahead = models.TextField(blank=True)
    risks = models.TextField(blank=True)
    needs = models.TextField(blank=True)
    hired_at = models.DateTimeField(null=True)
    manager_words = models.TextField(blank=True)
    manager = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    manager_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["due_on"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "key"], name="check_in_once_in_a_plan"),
            models.CheckConstraint(
                condition=Q(manager_at=None) | Q(manager__isnull=False),
                name="check_in_answered_by_name",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def fixed(self) -> bool:
        return bool(self.hired_at and self.manager_at)

    @property
    def said(self) -> list[tuple[str, str]]:
        """What the person hired wrote, each under its heading; nothing that was left empty."""
        return [(title, words) for name, title in PARTS if (words := getattr(self, name))]


PARTS = (
    ("done", "What was done"),
    ("ahead", "What comes next"),
    ("risks", "What is at risk"),
    ("needs", "What I need"),
)
"""Of an update: the field, and its heading."""
