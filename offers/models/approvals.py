"""Who approves what: the rules of a search, and the steps that each offer made of them."""

from datetime import date
from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import User
from accounts.templatetags.face import money
from offers.models.offers import Offer
from offers.states import ApprovalState
from searches.models import Search


class When(models.TextChoices):
    """Which offers a rule is about."""

    ALWAYS = "always", "every offer"
    OUT_OF_BAND = "out_of_band", "an offer outside its band"
    OVER_AMOUNT = "over_amount", "an offer over an amount"


def about(when: str, amount: Decimal | None, currency: str) -> str:
    """'an offer over EUR 500,000 in its first year'"""
    if when == When.OVER_AMOUNT:
        return f"an offer over {money(amount, currency)} in its first year"
    return str(When(when).label)


class ApprovalRule(models.Model):
    """A line of "Who approves what". An offer copies those that apply when it is submitted."""

    search = models.ForeignKey(Search, on_delete=models.CASCADE, related_name="approval_rules")
    when = models.CharField(max_length=12, choices=When, default=When.ALWAYS)
    amount = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    currency = models.CharField(max_length=3, blank=True)
    committee = models.BooleanField(default=False, help_text="a board's resolution, not people")
    people = models.ManyToManyField(
        User, related_name="+", help_text="nobody: any approver of the search"
    )
    needed = models.PositiveSmallIntegerField(default=1)
    position = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(when="over_amount", amount__gt=0) & ~Q(currency="")
                | ~Q(when="over_amount") & Q(amount=None, currency=""),
                name="rule_over_an_amount_names_it",
            ),
            models.CheckConstraint(
                condition=Q(needed__gte=1, position__gte=1), name="rule_needs_somebody"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.says}, step {self.position}"

    @property
    def says(self) -> str:
        return about(self.when, self.amount, self.currency)


class Deputy(models.Model):
    """Who answers instead of an approver, from a day to a day; either may be open."""

    search = models.ForeignKey(Search, on_delete=models.CASCADE, related_name="deputies")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    deputy = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["search", "user"], condition=Q(ended_at=None), name="one_deputy_at_a_time"
            ),
            models.CheckConstraint(condition=~Q(user=F("deputy")), name="deputy_is_another"),
            models.CheckConstraint(
                condition=Q(since=None) | Q(until=None) | Q(until__gte=F("since")),
                name="deputy_ends_after_the_beginning",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.deputy} for {self.user}"

    def covers(self, today: date) -> bool:
        begun = self.since is None or self.since <= today
        return self.ended_at is None and begun and not self.is_over(today)

    def is_over(self, today: date) -> bool:
        return self.until is not None and self.until < today


class ApprovalStep(models.Model):
    """A rule as it was when the offer was submitted. Steps of one position are asked at once."""

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    because = models.CharField(max_length=12, choices=When, default=When.ALWAYS)
    amount = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    currency = models.CharField(max_length=3, blank=True)
    committee = models.BooleanField(default=False)
    needed = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(needed__gte=1, position__gte=1), name="step_needs_somebody"
            ),
            models.CheckConstraint(
                condition=Q(committee=False) | Q(needed=1), name="step_of_a_board_is_one_resolution"
            ),
        ]

    def __str__(self) -> str:
        return f"step {self.position} of {self.offer_id}"

    @property
    def search(self) -> Search:
        return self.offer.search

    @property
    def says(self) -> str:
        return about(self.because, self.amount, self.currency)

    @property
    def given(self) -> int:
        """How many have approved, or whether the board has."""
        if self.committee:
            return int(hasattr(self, "resolution"))
        return sum(row.state == ApprovalState.APPROVED for row in self.approvals.all())

    @property
    def is_done(self) -> bool:
        return self.given >= self.needed


class Approval(models.Model):
    """One approver's place in a step, and the answer to exactly the terms of `digest`."""

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="approvals")
    step = models.ForeignKey(ApprovalStep, on_delete=models.CASCADE, related_name="approvals")
    approver = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    stand_in = models.ForeignKey(Deputy, null=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(max_length=10, choices=ApprovalState, default=ApprovalState.WAITING)
    digest = models.CharField(max_length=64)
    words = models.TextField(blank=True)
    asked_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True, help_text="or when it was needed no more")
    answered_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["step", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["offer", "approver"], name="one_place_an_approver"),
            models.UniqueConstraint(fields=["offer", "answered_by"], name="one_answer_a_person"),
            models.CheckConstraint(
                condition=Q(state="waiting", answered_at=None)
                | (~Q(state="waiting") & Q(answered_at__isnull=False)),
                name="approval_answered_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "not_needed"], answered_by=None)
                | Q(state__in=["approved", "refused"], answered_by__isnull=False),
                name="approval_answered_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"approval {self.pk} of {self.offer_id}"

    @property
    def search(self) -> Search:
        return self.offer.search

    @property
    def by_deputy(self) -> bool:
        return self.answered_by_id is not None and self.answered_by_id != self.approver_id

    def answerable_by(self, today: date) -> list[User]:
        """The approver, and the deputy on the days that they stand in."""
        deputies = [self.stand_in.deputy] if self.stand_in and self.stand_in.covers(today) else []
        return [self.approver, *deputies]


class Resolution(models.Model):
    """What a board resolved on exactly the terms of `digest`, and who entered it here."""

    step = models.OneToOneField(ApprovalStep, on_delete=models.CASCADE, related_name="resolution")
    digest = models.CharField(max_length=64)
    resolved_on = models.DateField()
    body = models.CharField(max_length=120, help_text="such as: the compensation committee")
    file = models.FileField(upload_to="resolutions", max_length=200)
    file_name = models.CharField(max_length=120, help_text="as the sender called it")
    file_kind = models.CharField(max_length=4)
    entered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(digest="") & ~Q(body="") & ~Q(file=""), name="resolution_is_whole"
            )
        ]

    def __str__(self) -> str:
        return f"{self.body}, {self.resolved_on}"

    @property
    def search(self) -> Search:
        return self.step.search
