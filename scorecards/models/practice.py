"""The practice rating: the panel rates one made-up person, each alone, before it meets anybody.

It stands beside the cards and apart from them: nothing here hangs on a candidacy, and nothing that
counts for one reads it.
"""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from searches.models import RUNS, Membership, Search


class Practice(models.Model):
    """That a search's panel rates its playbook's practice case, from then until it is shown."""

    search = models.OneToOneField(Search, on_delete=models.CASCADE, related_name="practice")
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    shown_at = models.DateTimeField(null=True)
    shown_by = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="+", help_text="not by the last one"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(shown_by=None) | Q(shown_at__isnull=False),
                name="practice_shown_by_name_has_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"practice {self.pk}"


class PracticeSheet(models.Model):
    """One person's: typed so far, then sent and fixed. A draft is its author's alone for good."""

    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="sheets")
    rater = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    draft = models.JSONField(default=dict, help_text="competency -> value, evidence")
    revision = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["practice", "rater"], name="one_practice_a_person")
        ]

    def __str__(self) -> str:
        return f"practice sheet {self.pk}"


class PracticeRatingQuerySet(models.QuerySet["PracticeRating"]):
    def visible_to(self, viewer: User) -> Self:
        """One's own; once they are shown all, to who rated and who runs the search, and to nobody
        else. For a current member; what is computed from them begins here too."""
        member = Membership.objects.current().inside().filter(user=viewer)
        runs = member.filter(role__in=RUNS)
        rated = PracticeSheet.objects.filter(rater=viewer, sent_at__isnull=False)
        shown = Q(sheet__practice__shown_at__isnull=False) & (
            Q(sheet__practice__in=rated.values("practice"))
            | Q(sheet__practice__search__in=runs.values("search"))
        )
        return self.filter(
            Q(sheet__rater=viewer) | shown, sheet__practice__search__in=member.values("search")
        )


class PracticeRating(models.Model):
    """One number from 1 to 5 on one competency of the case and why, or 'not assessed'."""

    sheet = models.ForeignKey(PracticeSheet, on_delete=models.CASCADE, related_name="ratings")
    competency = models.CharField(max_length=40)
    value = models.PositiveSmallIntegerField(null=True)
    not_assessed = models.BooleanField(default=False)
    evidence = models.TextField(blank=True)

    objects = PracticeRatingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "competency"], name="one_practice_rating_a_competency"
            ),
            models.CheckConstraint(
                condition=Q(value__range=(1, 5), not_assessed=False) & ~Q(evidence="")
                | Q(value=None, not_assessed=True),
                name="practice_rating_has_evidence_or_is_not_assessed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.competency} on practice sheet {self.sheet_id}"

    @property
    def search(self) -> Search:
        return self.sheet.practice.search
