"""The outbox: one row a mail. It holds ids and an address; what it says is written on sending."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import Link, User
from searches.models import Search


class MailQuerySet(models.QuerySet["Mail"]):
    def unsent(self) -> Self:
        return self.filter(state=Mail.State.WAITING)


class Mail(models.Model):
    class State(models.TextChoices):
        WAITING = "waiting", "waiting"
        SENT = "sent", "sent"
        FAILED = "failed", "could not be sent"
        DROPPED = "dropped", "no longer needed"

    kind = models.CharField(max_length=40)
    user = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    address = models.EmailField(help_text="of somebody without an account", blank=True)
    about = models.PositiveBigIntegerField(help_text="id of the record that the kind names")
    link = models.ForeignKey(Link, null=True, on_delete=models.SET_NULL, related_name="+")
    search = models.ForeignKey(Search, null=True, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)
    tried_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["state", "created_at"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(user=None) ^ Q(address=""), name="mail_goes_to_a_user_or_an_address"
            ),
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False)
                | (~Q(state="sent") & Q(sent_at=None)),
                name="mail_sent_has_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def to(self) -> str:
        return self.user.email if self.user else self.address
