"""A package for one candidacy, in versions, with approvals bound to its exact terms."""

from decimal import Decimal
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from accounts.models import Link, User
from candidates.models import Access, Candidacy
from offers.states import OfferState
from searches.models import RUNS, Membership, Role, Search


class OfferQuerySet(models.QuerySet["Offer"]):
    def visible_to(self, viewer: User) -> Self:
        """Pay is seen by who builds it and by who approves it; panelists and observers never."""
        member = Membership.objects.current().filter(user=viewer)
        builds = member.filter(role__in=RUNS)
        approves = Access.objects.current().filter(user=viewer, role=Role.APPROVER)
        return self.filter(
            Q(
                candidacy__search__in=builds.values("search"),
                candidacy__in=Candidacy.objects.visible_to(viewer),
            )
            | Q(
                Q(approvals__approver=viewer)
                | Q(approvals__answered_by=viewer)
                | Q(approvals__stand_in__deputy=viewer, approvals__stand_in__ended_at=None),
                candidacy__search__in=member.filter(role=Role.APPROVER).values("search"),
                candidacy__in=approves.values("candidacy"),
            )
        ).distinct()

    def last_versions(self) -> Self:
        """Of each candidacy the version that counts: none was begun after it."""
        later = Offer.objects.filter(candidacy=OuterRef("candidacy"), number__gt=OuterRef("number"))
        return self.filter(~Exists(later))


class Offer(models.Model):
    candidacy = models.ForeignKey(Candidacy, on_delete=models.CASCADE, related_name="offers")
    number = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=12, choices=OfferState, default=OfferState.DRAFT)

    currency = models.CharField(max_length=3)
    terms = models.JSONField(default=dict, help_text="key of a filled term -> canonical text")
    starts_on = models.DateField(null=True)
    expires_on = models.DateField(null=True)

    band = models.JSONField(default=dict, help_text="the band as it stood, and why it applies")
    held = models.JSONField(
        default=dict,
        help_text="from its approval on: the posted range, and what the letter fills in",
    )
    exception_because = models.TextField(blank=True)
    letter = models.TextField(blank=True, help_text="its words, see offers.wording; or the house's")
    digest = models.CharField(max_length=64, blank=True, help_text="of the exact terms approved")
    revision = models.PositiveIntegerField(default=0)
    built_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    submitted_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    link = models.ForeignKey(Link, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)
    answered_name = models.CharField(max_length=120, blank=True)
    declined_because = models.TextField(blank=True)
    changed_because = models.TextField(blank=True)

    objects = OfferQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["candidacy", "number"], name="offer_number_once"),
            models.UniqueConstraint(
                fields=["candidacy"],
                condition=Q(state__in=["draft", "in_approval", "approved", "sent", "accepted"]),
                name="one_live_offer_a_candidacy",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "void", "withdrawn"]) | ~Q(digest=""),
                name="offer_beyond_draft_has_a_digest",
            ),
            models.CheckConstraint(
                condition=~Q(state="accepted")
                | (Q(answered_at__isnull=False) & ~Q(answered_name="")),
                name="offer_accepted_by_name_and_time",
            ),
        ]

    def __str__(self) -> str:
        return f"offer {self.number} to {self.candidacy}"

    def get_absolute_url(self) -> str:
        return reverse("offers:detail", args=[self.pk])

    @property
    def search(self) -> Search:
        return self.candidacy.search

    @property
    def base(self) -> Decimal | None:
        """A year's, or a month's where the work is fractional or interim."""
        text = self.terms.get("base")
        return Decimal(text) if text else None


class Variant(models.Model):
    """Another package for the same person, kept to be laid beside the draft: never offered."""

    candidacy = models.ForeignKey(Candidacy, on_delete=models.CASCADE, related_name="variants")
    name = models.CharField(max_length=60)
    currency = models.CharField(max_length=3)
    terms = models.JSONField(default=dict)
    kept_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    kept_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["candidacy", "name"], name="variant_name_once")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def search(self) -> Search:
        return self.candidacy.search
