"""Which way a search asks its questionnaire, and what a candidate answered."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import Link, User
from candidates.models.candidacies import Candidacy, OnCandidacy
from candidates.states import (
    QuestionnaireState,
    Way,
)
from searches.models import Search


class QuestionnaireWay(models.Model):
    """Which way a search asks its questionnaire. One row a search, never changed."""

    search = models.OneToOneField(Search, on_delete=models.CASCADE, related_name="way")
    way = models.CharField(max_length=12, choices=Way)
    chosen_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.get_way_display()


class Questionnaire(OnCandidacy):
    """One candidacy's answers to the playbook's questionnaire."""

    candidacy = models.OneToOneField(
        Candidacy, on_delete=models.CASCADE, related_name="questionnaire"
    )
    way = models.CharField(max_length=12, choices=Way)
    link = models.ForeignKey(Link, null=True, on_delete=models.PROTECT, related_name="+")
    answers = models.JSONField(default=dict, help_text="question key -> text")
    state = models.CharField(
        max_length=10, choices=QuestionnaireState, default=QuestionnaireState.OPEN
    )
    revision = models.PositiveIntegerField(default=0)
    begun_at = models.DateTimeField(default=timezone.now)
    submitted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", submitted_at=None)
                | Q(state="submitted", submitted_at__isnull=False),
                name="questionnaire_submitted_has_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"questionnaire of {self.candidacy_id}"
