"""Which reminders of a scorecard went, and who wants no more."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from interviews.models import Seat
from scorecards.states import Occasion


class Reminder(models.Model):
    """That somebody was reminded, and of which moment: one mail, however often the clock asks."""

    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="reminders")
    occasion = models.CharField(max_length=8, choices=Occasion)
    at = models.DateTimeField(help_text="the moment it is for; by hand, when it was asked for")
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["at"])]
        constraints = [
            models.UniqueConstraint(fields=["seat", "at"], name="one_reminder_a_moment"),
            models.CheckConstraint(
                condition=Q(occasion="by_hand", by__isnull=False)
                | ~Q(occasion="by_hand") & Q(by=None),
                name="reminder_by_hand_has_a_name",
            ),
        ]

    def __str__(self) -> str:
        return f"reminder {self.pk}"


class ReminderStop(models.Model):
    """That somebody wants no more reminders for one card."""

    seat = models.OneToOneField(Seat, on_delete=models.CASCADE, related_name="reminder_stop")
    stopped_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"no reminders for seat {self.seat_id}"
