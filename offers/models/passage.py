"""From the yes to the first day: the notice, who speaks with them when, and who is kept warm."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from candidates.models import Candidacy, OnCandidacy
from offers.models.offers import Offer
from offers.states import UNDER_WAY, Counter, PassageState
from offers.touchpoints import TOUCHES, Touch
from searches.models import RUNS, Membership, Role, Search


def _run_by(viewer: User) -> models.QuerySet[Membership]:
    return Membership.objects.current().filter(user=viewer, role__in=RUNS)


class PassageQuerySet(models.QuerySet["Passage"]):
    def visible_to(self, viewer: User) -> Self:
        """Who runs the search, of a candidate they may know of; approvers and observers never."""
        return self.filter(
            offer__candidacy__search__in=_run_by(viewer).values("search"),
            offer__candidacy__in=Candidacy.objects.visible_to(viewer),
        )

    def under_way(self) -> Self:
        return self.filter(state__in=UNDER_WAY)


class Passage(models.Model):
    """How somebody who accepted comes to their first day, or does not."""

    offer = models.OneToOneField(Offer, on_delete=models.CASCADE, related_name="passage")
    state = models.CharField(max_length=10, choices=PassageState, default=PassageState.ACCEPTED)
    resigned_on = models.DateField(null=True)
    notice_ends_on = models.DateField(null=True, help_text="the last day with the old employer")
    counter = models.CharField(max_length=10, choices=Counter, default=Counter.UNSAID)
    counter_words = models.TextField(blank=True)
    started_on = models.DateField(null=True)
    reneged_on = models.DateField(null=True)
    reneged_because = models.CharField(max_length=200, blank=True)
    reneged_words = models.TextField(blank=True)
    recorded_by = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="+", help_text="of the last move"
    )
    recorded_at = models.DateTimeField(default=timezone.now)

    objects = PassageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=PassageState.values), name="passage_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state="resigned")
                | Q(resigned_on__isnull=False, notice_ends_on__isnull=False),
                name="resigned_on_a_day_with_a_notice",
            ),
            models.CheckConstraint(
                condition=Q(notice_ends_on=None) | Q(notice_ends_on__gte=models.F("resigned_on")),
                name="notice_ends_after_the_resignation",
            ),
            models.CheckConstraint(
                condition=~Q(state="started") | Q(started_on__isnull=False),
                name="started_on_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state="reneged")
                | Q(reneged_on__isnull=False) & ~Q(reneged_because=""),
                name="reneged_on_a_day_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"passage of {self.offer_id}"

    def get_absolute_url(self) -> str:
        return reverse("offers:passage", args=[self.offer_id])

    @property
    def candidacy(self) -> Candidacy:
        return self.offer.candidacy

    @property
    def search(self) -> Search:
        return self.candidacy.search

    @property
    def under_way(self) -> bool:
        return self.state in UNDER_WAY

    @property
    def first_day(self) -> date:
        """As agreed by now: the offer's, until it was moved."""
        assert self.offer.starts_on is not None  # none is sent without
        moved = list(self.moves.all())
        return moved[-1].now if moved else self.offer.starts_on

    @property
    def starts_too_early(self) -> bool:
        """The first day agreed lies within the notice."""
        return self.notice_ends_on is not None and self.first_day <= self.notice_ends_on


class FirstDayMoved(models.Model):
    """That they start on another day than before, and why: both days stay readable."""

    passage = models.ForeignKey(Passage, on_delete=models.CASCADE, related_name="moves")
    was = models.DateField()
    now = models.DateField()
    because = models.TextField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(was=models.F("now")), name="first_day_has_changed"),
            models.CheckConstraint(condition=~Q(because=""), name="first_day_moved_with_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.was} to {self.now}"

    @property
    def search(self) -> Search:
        return self.passage.search


class CurrentQuerySet(models.QuerySet["RunnerUp"]):
    def current(self) -> Self:
        return self.filter(ended_at=None)

    def visible_to(self, viewer: User) -> Self:
        return self.filter(
            candidacy__search__in=_run_by(viewer).values("search"),
            candidacy__in=Candidacy.objects.visible_to(viewer),
        )


class RunnerUp(OnCandidacy):
    """Somebody kept warm until the other has started: named by a person, in no order."""

    passage = models.ForeignKey(Passage, on_delete=models.CASCADE, related_name="runner_ups")
    candidacy = models.ForeignKey(Candidacy, on_delete=models.CASCADE, related_name="kept_warm")
    because = models.TextField()
    named_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    named_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)

    objects = CurrentQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["passage", "candidacy"],
                condition=Q(ended_at=None),
                name="kept_warm_once_at_a_time",
            ),
            models.CheckConstraint(condition=~Q(because=""), name="kept_warm_for_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.candidacy_id} kept warm"


class TouchpointQuerySet(models.QuerySet["Touchpoint"]):
    def waiting(self) -> Self:
        """Still to be done; with the first day, or with the end of it, they ask no more."""
        return self.filter(done_at=None, passage__state__in=UNDER_WAY)

    def visible_to(self, viewer: User) -> Self:
        return self.filter(
            candidacy__search__in=_run_by(viewer).values("search"),
            candidacy__in=Candidacy.objects.visible_to(viewer),
        )


class Touchpoint(OnCandidacy):
    """That somebody speaks with them by a day; and, once they have, what they heard."""

    passage = models.ForeignKey(Passage, on_delete=models.CASCADE, related_name="touchpoints")
    candidacy = models.ForeignKey(
        Candidacy, on_delete=models.CASCADE, related_name="touchpoints", help_text="with whom"
    )
    key = models.CharField(max_length=20, help_text="of offers.touchpoints.TOUCHES")
    who = models.CharField(max_length=16, choices=[(r.value, r.label) for r in RUNS])
    due_on = models.DateField()
    words = models.TextField(blank=True)
    done_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True)

    objects = TouchpointQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["passage", "candidacy", "key"],
                condition=Q(done_at=None),
                name="one_open_touchpoint_a_key",
            ),
            models.CheckConstraint(
                condition=Q(done_at=None, done_by=None, words="")
                | Q(done_at__isnull=False, done_by__isnull=False) & ~Q(words=""),
                name="touchpoint_done_by_name_with_words",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} by {self.due_on}"

    @property
    def touch(self) -> Touch:
        return TOUCHES[self.key]

    @property
    def who_says(self) -> str:
        """'the hiring manager': who speaks with them."""
        return f"the {Role(self.who).label}"
