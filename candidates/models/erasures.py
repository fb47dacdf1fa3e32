"""That somebody was erased: when, by whom and on which ground. It holds no word of them."""

from django.db import models
from django.utils import timezone

from accounts.models import User
from candidates.models.candidacies import Candidacy, OnCandidacy


class Erasure(OnCandidacy):
    class Ground(models.TextChoices):
        ASKED = "asked", "They asked for it"
        NO_LONGER = "no_longer", "It has been kept as long as it is needed"
        MISTAKE = "mistake", "It should not have been held"

    candidacy = models.OneToOneField(Candidacy, on_delete=models.CASCADE, related_name="erasure")
    ground = models.CharField(max_length=10, choices=Ground)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    files = models.JSONField(default=list, help_text="stored files of theirs still to be deleted")

    def __str__(self) -> str:
        return f"erasure of {self.candidacy_id}"
