"""The end of a search with a hire: its steps, how long data is kept, and who may be written to."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce, Greatest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from candidates.models import Candidacy, OnCandidacy
from onboarding.states import ClosingStep
from searches.business_days import month_after
from searches.models import Search


class Closed(models.Model):
    """That one of the steps which close a search is done, by whom, and what was said with it."""

    search = models.ForeignKey(Search, on_delete=models.CASCADE, related_name="closed_steps")
    step = models.CharField(max_length=10, choices=ClosingStep)
    words = models.TextField(blank=True)
    months = models.PositiveSmallIntegerField(null=True, help_text="how long data is kept")
    done_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "closed"
        constraints = [
            models.UniqueConstraint(fields=["search", "step"], name="closing_step_once"),
            models.CheckConstraint(
                condition=Q(step__in=ClosingStep.values), name="closing_step_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.search_id}: {self.step}"

    def get_absolute_url(self) -> str:
        return reverse("onboarding:closing", args=[self.search_id])

    @property
    def until(self) -> date | None:
        """Until when data is kept, by the step that says how long."""
        day = self.search.day_of(self.done_at)
        return month_after(day, self.months) if self.months else None


LAST_DAY = Greatest("until", Coalesce("candidacy__may_write__until", "until"))
"""Until when one of `Kept` is kept: later where they said yes to being written to."""


class Kept(OnCandidacy):
    """Until when what is held on somebody not hired is kept. Nothing is erased by itself."""

    candidacy = models.OneToOneField(Candidacy, on_delete=models.CASCADE, related_name="kept")
    until = models.DateField()

    class Meta:
        ordering = ["until", "pk"]
        verbose_name_plural = "kept"

    def __str__(self) -> str:
        return f"{self.candidacy_id} until {self.until}"


class MayWrite(OnCandidacy):
    """Whether they may be written to about another role: their own word, theirs to change."""

    candidacy = models.OneToOneField(Candidacy, on_delete=models.CASCADE, related_name="may_write")
    yes = models.BooleanField()
    until = models.DateField(null=True)
    said_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "may write"
        constraints = [
            models.CheckConstraint(
                condition=Q(yes=True, until__isnull=False) | Q(yes=False, until=None),
                name="a_yes_has_its_last_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.candidacy_id}: {'yes' if self.yes else 'no'}"
