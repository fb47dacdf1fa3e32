"""Scorecards, the ratings on them, and the question that may be passed on."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from candidates.models import Candidacy
from interviews.models import Interview, Part, Probe
from scorecards.blindness import at_gate, readable_by
from scorecards.states import MEANING, CardState, Recommendation
from searches.models import Search


class CardQuerySet(models.QuerySet["Card"]):
    def visible_to(self, viewer: User) -> Self:
        """The cards whose content the viewer may read. See `scorecards.blindness`."""
        return self.filter(readable_by(viewer))

    def at_gate(self, viewer: User, candidacy: Candidacy, gate: Part) -> Self:
        """The cards of which a gate shows the viewer recommendation and flags."""
        return self.filter(at_gate(viewer, candidacy, gate))

    def counting(self) -> Self:
        """The cards that enter arithmetic: submitted before the reveal, in their last wording."""
        return self.standing().filter(after_reveal=False)

    def standing(self) -> Self:
        """Submitted cards as they stand: an amendment before the reveal takes the place of what
        it amends, one after it stands beside it."""
        return self.filter(state=CardState.SUBMITTED).with_standing().filter(stands=True)

    def with_standing(self) -> Self:
        """Each with `stands`: False where an amendment before the reveal took its place."""
        later = Card.objects.filter(
            amends=models.OuterRef("original"), after_reveal=False, pk__gt=models.OuterRef("pk")
        )
        original = self.annotate(original=Coalesce("amends", "pk"))
        return original.annotate(stands=~models.Exists(later))


class Card(models.Model):
    """One panelist's judgement of one interview, or a dated amendment of it (`amends`)."""

    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="cards")
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="cards")
    amends = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="amendments"
    )
    state = models.CharField(max_length=10, choices=CardState, default=CardState.DRAFT)
    draft = models.JSONField(
        default=dict, help_text="what is typed so far; on submitting it becomes fields and rows"
    )
    recommendation = models.CharField(max_length=10, choices=Recommendation, blank=True)
    why = models.TextField(blank=True)
    extra = models.CharField(max_length=40, blank=True, help_text="the part's one extra answer")
    words = models.JSONField(default=dict, help_text="question key -> text, on the team's card")
    revision = models.PositiveIntegerField(default=0)
    begun_at = models.DateTimeField(default=timezone.now)
    saved_at = models.DateTimeField(null=True)
    submitted_at = models.DateTimeField(null=True)
    after_reveal = models.BooleanField(default=False, help_text="shown, never averaged")
    amended_because = models.TextField(blank=True)
    excused_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    excused_by_ending = models.BooleanField(
        default=False, help_text="by nobody: the candidacy ended while it was outstanding"
    )
    excused_at = models.DateTimeField(null=True)
    excused_because = models.TextField(blank=True)

    stands: bool  # asked for with `with_standing`

    objects = CardQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["interview", "author"],
                condition=Q(amends=None),
                name="one_card_a_person_and_interview",
            ),
            models.CheckConstraint(
                condition=Q(state="submitted", submitted_at__isnull=False)
                & ~Q(recommendation="")
                & ~Q(why="")
                | ~Q(state="submitted") & Q(submitted_at=None, recommendation="", why="", extra=""),
                name="card_submitted_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(state="submitted") | Q(after_reveal=False),
                name="card_after_reveal_is_submitted",
            ),
            models.CheckConstraint(
                condition=~Q(state="excused")
                | ~Q(excused_because="")
                & Q(excused_at__isnull=False)
                & (
                    Q(excused_by__isnull=False, excused_by_ending=False)
                    | Q(excused_by=None, excused_by_ending=True)
                ),
                name="card_excused_by_name_and_reason",
            ),
            models.CheckConstraint(
                condition=Q(excused_by=None) | ~Q(excused_by=F("author")),
                name="nobody_excuses_their_own_card",
            ),
            models.CheckConstraint(
                condition=Q(amends=None, amended_because="")
                | Q(amends__isnull=False, state="submitted") & ~Q(amended_because=""),
                name="amendment_is_submitted_and_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"card {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("scorecards:card", args=[self.interview_id])

    @property
    def search(self) -> Search:
        return self.interview.candidacy.search

    @property
    def candidacy(self) -> Candidacy:
        return self.interview.candidacy

    @property
    def meaning(self) -> str:
        return MEANING[Recommendation(self.recommendation)]

    @property
    def late(self) -> bool:
        return bool(self.submitted_at and self.submitted_at > self.interview.card_due_at)


class Rating(models.Model):
    """One number from 1 to 5 on one competency with its evidence, or 'not assessed'."""

    card = models.ForeignKey(Card, on_delete=models.CASCADE, related_name="ratings")
    competency = models.CharField(max_length=40)
    value = models.PositiveSmallIntegerField(null=True)
    not_assessed = models.BooleanField(default=False)
    evidence = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["card", "competency"], name="one_rating_a_competency"),
            models.CheckConstraint(
                condition=Q(value=None) | Q(value__range=(1, 5)), name="rating_from_1_to_5"
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=False, not_assessed=False) & ~Q(evidence="")
                | Q(value=None, not_assessed=True),
                name="rating_has_evidence_or_is_not_assessed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.competency} on card {self.card_id}"


class PassedQuestion(models.Model):
    """A neutral question a panelist passes on: the one declared channel out of a sealed card."""

    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="passed_on")
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(max_length=400)
    passed_at = models.DateTimeField(default=timezone.now)
    probe = models.OneToOneField(Probe, null=True, on_delete=models.SET_NULL, related_name="+")
    declined_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="question_passed_on_is_asked"),
            models.CheckConstraint(
                condition=Q(probe=None) | Q(declined_at=None), name="question_placed_or_declined"
            ),
        ]

    def __str__(self) -> str:
        return f"question {self.pk}"

    @property
    def search(self) -> Search:
        return self.interview.candidacy.search
