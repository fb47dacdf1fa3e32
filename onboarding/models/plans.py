"""The 90-day plan of the person hired. Its dates follow the day they started."""

from datetime import date, timedelta
from decimal import ROUND_DOWN, Decimal
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from accounts.models import Link, User
from candidates.models import Candidacy
from offers.models import Offer
from offers.terms import monthly, terms_of
from onboarding.states import DeliverableState, PlanState
from searches.business_days import on_or_after
from searches.models import Membership, Role, Search

DAYS = 90


class PlanQuerySet(models.QuerySet["Plan"]):
    def visible_to(self, viewer: User) -> Self:
        """The plan is between the person hired, their manager and the recruiter; observers read.
        One that nobody came to is nobody's."""
        roles = (Role.HIRING_MANAGER, Role.RECRUITER, Role.OBSERVER)
        member = Membership.objects.current().filter(user=viewer, role__in=roles)
        return self.exclude(state=PlanState.VOID).filter(
            candidacy__search__in=member.values("search"),
            candidacy__in=Candidacy.objects.visible_to(viewer),
        )


class Plan(models.Model):
    candidacy = models.OneToOneField(Candidacy, on_delete=models.CASCADE, related_name="plan")
    offer = models.OneToOneField(Offer, on_delete=models.PROTECT, related_name="plan")
    state = models.CharField(max_length=10, choices=PlanState, default=PlanState.WAITING)
    starts_on = models.DateField(help_text="planned; once running, the day they started")
    calendar = models.CharField(
        max_length=8,
        blank=True,
        help_text="of the search, at the start: due days keep its holidays",
    )
    link = models.ForeignKey(Link, null=True, on_delete=models.PROTECT, related_name="+")
    started_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    ended_on = models.DateField(null=True, help_text="closed on this day, or the day they left")
    left = models.BooleanField(default=False)
    left_because = models.TextField(blank=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(left=False, left_because="")
                | Q(left=True, state="done", ended_on__isnull=False),
                name="who_left_ended_the_plan_on_a_day",
            )
        ]

    def __str__(self) -> str:
        return f"plan of {self.candidacy}"

    def get_absolute_url(self) -> str:
        return reverse("onboarding:plan", args=[self.pk])

    @property
    def days_a_week(self) -> Decimal | None:
        """As the offer has it, of a fractional engagement; None of every other."""
        return terms_of(self.offer).get("days_a_week") if monthly(self.offer) else None

    @property
    def search(self) -> Search:
        return self.candidacy.search

    @property
    def is_due(self) -> bool:
        """The first day, as planned, has come."""
        return self.starts_on <= self.search.today

    @property
    def counted_on(self) -> date:
        """Today, or the day it ended: what came after that is neither late nor kept."""
        return min(self.search.today, self.ended_on or date.max)

    def asks(self, day: date) -> bool:
        """Whether what falls due on a day is asked for: not of who had left by then."""
        return not self.left or self.ended_on is None or day <= self.ended_on

    @property
    def last_day(self) -> date:
        return self.day(DAYS)

    def day(self, number: int) -> date:
        """The start is day 1."""
        return self.starts_on + timedelta(days=number - 1)

    def business_day(self, number: int) -> date:
        """The same, or the next business day: nothing falls due on a holiday."""
        return on_or_after(self.day(number), self.calendar)


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

    def days_of(self, days_a_week: Decimal) -> Decimal:
        """How many of their days a fractional engagement gives to this phase, in halves."""
        calendar_days = (self.ends_on - self.starts_on).days + 1
        return (days_a_week * calendar_days / 7 * 2).to_integral_value(ROUND_DOWN) / 2


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
    owner_hint = models.TextField(blank=True, help_text="whom the playbook thinks of")
    owner = models.ForeignKey(
        User,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="empty: the person hired",
    )
    due_on = models.DateField()
    state = models.CharField(max_length=8, choices=DeliverableState, default=DeliverableState.OPEN)
    evidence = models.TextField(blank=True)
    evidence_url = models.URLField(blank=True, max_length=500)
    file = models.FileField(upload_to="evidence", blank=True, max_length=200)
    file_name = models.CharField(max_length=120, blank=True, help_text="as the sender called it")
    file_kind = models.CharField(max_length=4, blank=True)
    handed_in_at = models.DateTimeField(null=True)
    signed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(null=True)
    words = models.TextField(blank=True, help_text="the manager's, at sign-off or sending back")

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["phase", "key"], name="deliverable_once_in_a_phase"),
            models.CheckConstraint(
                condition=Q(state="open") | ~Q(evidence="", evidence_url="", file=""),
                name="deliverable_in_has_evidence",
            ),
            models.CheckConstraint(
                condition=~Q(state="signed") | Q(signed_by__isnull=False, signed_at__isnull=False),
                name="deliverable_signed_by_name_and_time",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def plan(self) -> Plan:
        return self.phase.plan

    @property
    def owned_by(self) -> str:
        return str(self.owner or self.plan.candidacy)


class DueChange(models.Model):
    """That a deliverable falls due on another day, and why: both days stay readable."""

    deliverable = models.ForeignKey(Deliverable, on_delete=models.CASCADE, related_name="moved")
    was = models.DateField()
    now = models.DateField()
    because = models.TextField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(was=models.F("now")), name="due_day_has_changed"),
            models.CheckConstraint(condition=~Q(because=""), name="due_day_moved_with_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.was} to {self.now}"
