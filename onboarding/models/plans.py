"""The 90-day plan of the person hired. Its dates follow the day they started."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from accounts.models import Link, User
from candidates.models import Candidacy
from offers.models import Offer
from onboarding.states import DeliverableState, PlanState
from searches.models import Membership, Role, Search


class PlanQuerySet(models.QuerySet["Plan"]):
    def visible_to(self, viewer: User) -> Self:
        """The plan is between the person hired, their manager and the recruiter; observers read."""
        roles = (Role.HIRING_MANAGER, Role.RECRUITER, Role.OBSERVER)
        member = Membership.objects.current().filter(user=viewer, role__in=roles)
        return self.filter(
            candidacy__search__in=member.values("search"),
            candidacy__in=Candidacy.objects.visible_to(viewer),
        )


class Plan(models.Model):
    candidacy = models.OneToOneField(Candidacy, on_delete=models.CASCADE, related_name="plan")
    offer = models.OneToOneField(Offer, on_delete=models.PROTECT, related_name="plan")
    state = models.CharField(max_length=10, choices=PlanState, default=PlanState.WAITING)
    starts_on = models.DateField(help_text="planned; once running, the day they started")
    link = models.ForeignKey(Link, null=True, on_delete=models.PROTECT, related_name="+")
    started_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    objects = PlanQuerySet.as_manager()

    def __str__(self) -> str:
        return f"plan of {self.candidacy}"

    def get_absolute_url(self) -> str:
        return reverse("onboarding:plan", args=[self.pk])

    @property
    def search(self) -> Search:
        return self.candidacy.search


class Phase(models.Model):
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="phases")
    key = models.CharField(max_length=40)
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "key"], name="phase_once_in_a_plan"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=models.F("starts_on")), name="phase_ends_after_it_starts"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Guard(models.Model):
    """A 'not yet': what the person hired leaves alone in this phase, and whether it was kept."""

    phase = models.ForeignKey(Phase, on_delete=models.CASCADE, related_name="guards")
    key = models.CharField(max_length=40)
    text = models.CharField(max_length=300)
    broken_at = models.DateTimeField(null=True)
    broken_because = models.TextField(blank=True)
    recorded_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["phase", "key"], name="guard_once_in_a_phase")
        ]

    def __str__(self) -> str:
        return self.text


class Deliverable(models.Model):
    phase = models.ForeignKey(Phase, on_delete=models.CASCADE, related_name="deliverables")
    key = models.CharField(max_length=40)
    text = models.TextField()
    evidence_asked = models.TextField(blank=True)
    due_on = models.DateField()
    state = models.CharField(max_length=8, choices=DeliverableState, default=DeliverableState.OPEN)
    evidence = models.TextField(blank=True)
    evidence_url = models.URLField(blank=True, max_length=500)
    handed_in_at = models.DateTimeField(null=True)
    signed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(null=True)
    words = models.TextField(blank=True, help_text="the manager's, at sign-off or sending back")

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["phase", "key"], name="deliverable_once_in_a_phase"),
            models.CheckConstraint(
                condition=Q(state="open") | ~Q(evidence="", evidence_url=""),
                name="deliverable_in_has_evidence",
            ),
            models.CheckConstraint(
                condition=~Q(state="signed") | Q(signed_by__isnull=False, signed_at__isnull=False),
                name="deliverable_signed_by_name_and_time",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]


class CheckIn(models.Model):
    """A monthly conversation: both sides' words."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="check_ins")
    key = models.CharField(max_length=40)
    title = models.CharField(max_length=120)
    due_on = models.DateField()
    hired_words = models.TextField(blank=True)
    hired_at = models.DateTimeField(null=True)
    manager_words = models.TextField(blank=True)
    manager = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    manager_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["due_on"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "key"], name="check_in_once_in_a_plan")
        ]

    def __str__(self) -> str:
        return self.title
