"""What candidates say of themselves of their own will, for nothing but counts."""

from django.db import models
from django.db.models import Q

from candidates.models.candidacies import Candidacy, OnCandidacy
from candidates.states import Age, Gender, Minority


class VoluntaryAnswer(OnCandidacy):
    """What one person said; an empty field is "I do not want to say", and all empty no row.

    No way leads here from a candidacy, so that no page, file, mail or PDF that is made of one can
    come by it. It is written through the candidate's own page and read in counts over searches
    that ended (`scorecards/queries/groups.py`), and nowhere else: a test holds this.
    """

    candidacy = models.OneToOneField(Candidacy, on_delete=models.CASCADE, related_name="+")
    gender = models.CharField(max_length=8, choices=Gender, blank=True)
    age = models.CharField(max_length=8, choices=Age, blank=True)
    minority = models.CharField(max_length=8, choices=Minority, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(gender__in=["", *Gender.values])
                & Q(age__in=["", *Age.values])
                & Q(minority__in=["", *Minority.values]),
                name="voluntary_answers_known",
            ),
            models.CheckConstraint(
                condition=~Q(gender="", age="", minority=""), name="voluntary_answers_say_something"
            ),
        ]

    def __str__(self) -> str:
        return f"voluntary answers {self.pk}"
