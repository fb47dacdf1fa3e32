"""What goes back and forth about an offer: its letter's words, questions, signed papers."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import Link, User
from candidates.models import Candidacy
from offers.models.offers import Offer
from searches.models import Search


class LetterTemplateQuerySet(models.QuerySet["LetterTemplate"]):
    def in_force(self) -> Self:
        return self.filter(ended_at=None)


class LetterTemplate(models.Model):
    """A letter of the company's own. An offer has a copy, so that nothing sent changes with it."""

    name = models.CharField(max_length=60)
    text = models.TextField(help_text="see offers.wording")
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)

    objects = LetterTemplateQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["name"], condition=Q(ended_at=None), name="letter_template_name_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Discussed(models.Model):
    """What the candidate asked about the terms, by link or in a talk, and what was answered."""

    candidacy = models.ForeignKey(Candidacy, on_delete=models.CASCADE, related_name="discussed")
    asked = models.TextField()
    asked_at = models.DateTimeField(default=timezone.now)
    link = models.ForeignKey(Link, null=True, on_delete=models.PROTECT, related_name="+")
    noted_by = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="+", help_text="who heard it"
    )
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(link__isnull=False, noted_by=None)
                | Q(link=None, noted_by__isnull=False),
                name="discussed_asked_by_link_or_noted",
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_by=None, answered_at=None)
                | (~Q(answer="") & Q(answered_by__isnull=False, answered_at__isnull=False)),
                name="discussed_answered_by_name_and_time",
            ),
        ]

    def __str__(self) -> str:
        return f"question {self.pk} on terms"

    @property
    def search(self) -> Search:
        return self.candidacy.search


class Agreement(models.Model):
    """A signed paper that came after the acceptance. Whoever sent it, it stays as it came."""

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="agreements")
    file = models.FileField(upload_to="agreements", max_length=200)
    name = models.CharField(max_length=120, help_text="as the sender called it")
    kind = models.CharField(max_length=4)
    digest = models.CharField(max_length=64, help_text="SHA-256 of the file")
    link = models.ForeignKey(Link, null=True, on_delete=models.PROTECT, related_name="+")
    sent_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["offer", "digest"], name="agreement_once_an_offer"),
            models.CheckConstraint(
                condition=Q(link__isnull=False, sent_by=None) | Q(link=None, sent_by__isnull=False),
                name="agreement_sent_by_one",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def search(self) -> Search:
        return self.offer.search
