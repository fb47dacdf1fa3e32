"""What was made of the cards together: gates, debriefs, who read them, decisions."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from candidates.models import Candidacy
from interviews.models import Part
from scorecards.states import LOOK, Outcome
from searches.models import Search


class Gate(models.Model):
    """Go or stop after a part, on the record."""

    candidacy = models.ForeignKey(Candidacy, on_delete=models.CASCADE, related_name="gates")
    part = models.ForeignKey(Part, on_delete=models.PROTECT, related_name="+")
    go = models.BooleanField()
    because = models.TextField()
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["candidacy", "part"], name="one_decision_a_gate"),
            models.CheckConstraint(condition=~Q(because=""), name="gate_says_why"),
        ]

    def __str__(self) -> str:
        return f"gate {self.pk}"


class GateReading(models.Model):
    """That somebody read cards at a gate; the debrief names who did so before a later part."""

    candidacy = models.ForeignKey(Candidacy, on_delete=models.CASCADE, related_name="+")
    part = models.ForeignKey(Part, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["candidacy", "part", "user"], name="gate_read_once")
        ]

    def __str__(self) -> str:
        return f"{self.user} at gate of {self.candidacy_id}"


class Debrief(models.Model):
    """The meeting on one candidacy. Open from `opened_at` until `closed_at`."""

    candidacy = models.ForeignKey(Candidacy, on_delete=models.CASCADE, related_name="debriefs")
    opened_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True)
    closed_because = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["candidacy"], condition=Q(closed_at=None), name="one_open_debrief"
            )
        ]

    def __str__(self) -> str:
        return f"debrief {self.pk}"

    @property
    def search(self) -> Search:
        return self.candidacy.search


class DebriefReading(models.Model):
    """That somebody has seen the cards: what they score later is not independent."""

    debrief = models.ForeignKey(Debrief, on_delete=models.CASCADE, related_name="readings")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["debrief", "user"], name="debrief_read_once")
        ]

    def __str__(self) -> str:
        return f"{self.user} at {self.debrief_id}"


class DebriefNote(models.Model):
    """What was said in the room, as one of it wrote it down. Never changed."""

    debrief = models.ForeignKey(Debrief, on_delete=models.CASCADE, related_name="notes")
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    competency = models.CharField(max_length=40, blank=True, help_text="what it is about, if one")
    text = models.TextField()
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="note_says_something")]

    def __str__(self) -> str:
        return f"note {self.pk}"


class Decision(models.Model):
    """What was decided on one candidacy, with the rule beside it. Superseded, never changed."""

    candidacy = models.ForeignKey(Candidacy, on_delete=models.CASCADE, related_name="decisions")
    debrief = models.ForeignKey(Debrief, on_delete=models.PROTECT, related_name="decisions")
    outcome = models.CharField(max_length=8, choices=Outcome)
    reasons = models.TextField()
    doubts = models.TextField(blank=True, help_text="what stays open, kept for the plan")
    rule = models.JSONField(help_text="the rule's lines as they stood: [{met, sentence}]")
    rule_met = models.BooleanField()
    override = models.TextField(blank=True, help_text="why against the rule or over a flag")
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(default=timezone.now)
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["candidacy"],
                condition=Q(superseded_at=None),
                name="one_standing_decision",
            ),
            models.CheckConstraint(condition=~Q(reasons=""), name="decision_has_reasons"),
            models.CheckConstraint(
                condition=~Q(outcome="hire") | Q(rule_met=True) | ~Q(override=""),
                name="hire_against_the_rule_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"decision {self.pk}"

    @property
    def meaning(self) -> str:
        return LOOK[Outcome(self.outcome)]
