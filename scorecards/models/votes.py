"""Second votes: what the panel says once it has talked, each alone until all have said it."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import Link, User
from candidates.models import Candidacy
from scorecards.blindness import vote_readable_by
from scorecards.models.debriefs import Debrief
from scorecards.states import MEANING, Recommendation, Verdict
from searches.models import Search


class VoteRound(models.Model):
    """The second votes of one debrief, from being asked for until they are shown."""

    debrief = models.OneToOneField(Debrief, on_delete=models.CASCADE, related_name="round")
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="+", help_text="before all were in"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_by=None) | Q(closed_at__isnull=False),
                name="votes_closed_by_name_have_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"second votes {self.pk}"

    @property
    def candidacy(self) -> Candidacy:
        return self.debrief.candidacy

    @property
    def search(self) -> Search:
        return self.debrief.candidacy.search


class SecondVoteQuerySet(models.QuerySet["SecondVote"]):
    def visible_to(self, viewer: User) -> Self:
        """The votes whose content the viewer may read. See `scorecards.blindness`."""
        return self.filter(vote_readable_by(viewer))

    def awaited(self) -> Self:
        return self.filter(given_at=None, round__closed_at=None, round__debrief__closed_at=None)


class SecondVote(models.Model):
    """One panelist's: their recommendation kept, or changed and why. Asked for until it is given;
    theirs to change until all are shown."""

    round = models.ForeignKey(VoteRound, on_delete=models.CASCADE, related_name="votes")
    voter = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    link = models.ForeignKey(Link, null=True, on_delete=models.SET_NULL, related_name="+")
    verdict = models.CharField(max_length=6, choices=Verdict, blank=True)
    recommendation = models.CharField(max_length=10, choices=Recommendation, blank=True)
    why = models.TextField(blank=True)
    given_at = models.DateTimeField(null=True)

    objects = SecondVoteQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "voter"], name="one_second_vote_a_person"),
            models.CheckConstraint(
                condition=Q(verdict="", recommendation="", why="", given_at=None)
                | Q(verdict="keep", recommendation="", given_at__isnull=False)
                | Q(verdict="change", given_at__isnull=False) & ~Q(recommendation="") & ~Q(why=""),
                name="second_vote_keeps_or_changes_and_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"second vote {self.pk}"

    @property
    def candidacy(self) -> Candidacy:
        return self.round.debrief.candidacy

    @property
    def search(self) -> Search:
        return self.candidacy.search

    @property
    def meaning(self) -> str:
        """How it looks, beside its word."""
        return MEANING[Recommendation(self.recommendation)] if self.recommendation else "quiet"
