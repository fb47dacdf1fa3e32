"""Red flags on a scorecard, and what comes of them: who sees to one, what the candidate says."""

from typing import Self

from django.db import models
from django.db.models import F, Prefetch, Q, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from accounts.models import User
from candidates.models import Candidacy
from interviews.models import Part
from scorecards.models.cards import Card
from scorecards.states import STILL_BLOCKS, FlagState, Seriousness
from searches.models import Search


class RedFlagQuerySet(models.QuerySet["RedFlag"]):
    def with_register(self) -> Self:
        """With its place, and all that the register shows of one beside its card: one query more.

        To be narrowed by card only: the place counts the flags of a card that are asked for.
        """
        place = Window(RowNumber(), partition_by=F("card"), order_by=F("pk").asc())
        answers = FlagAnswer.objects.select_related("noted_by")
        return (
            self.annotate(place=place)
            .select_related("owner", "settled_by")
            .prefetch_related(Prefetch("answers", answers))
        )


class RedFlag(models.Model):
    """An observed behaviour with evidence and seriousness. As closed as its card."""

    card = models.ForeignKey(Card, on_delete=models.CASCADE, related_name="flags")
    key = models.CharField(max_length=60, blank=True, help_text="in the playbook, if from there")
    name = models.CharField(max_length=160)
    quote = models.TextField(help_text="what was said or done")
    seriousness = models.CharField(max_length=10, choices=Seriousness)
    state = models.CharField(max_length=10, choices=FlagState, default=FlagState.OPEN)
    owner = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="+", help_text="who sees to it"
    )
    settled_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True)
    settled_because = models.TextField(blank=True)

    place: int
    """On its card, from 1, asked for with `with_register`. Its id is never shown: ids are given in
    order, and would tell how many flags there are on cards that are sealed."""

    objects = RedFlagQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(quote=""), name="flag_has_evidence"),
            models.CheckConstraint(condition=~Q(name=""), name="flag_has_a_name"),
            models.CheckConstraint(
                condition=Q(state="open") | (Q(settled_by__isnull=False) & ~Q(settled_because="")),
                name="flag_settled_by_name_and_sentence",
            ),
        ]

    def __str__(self) -> str:
        return f"flag {self.pk}"

    @property
    def blocks(self) -> bool:
        """Whether it stands in the way of a hire and of the offer."""
        return self.seriousness == Seriousness.CRITICAL and self.state in STILL_BLOCKS

    @property
    def settled(self) -> bool:
        """Cleared or accepted: nothing is left to see to."""
        return self.state not in STILL_BLOCKS

    @property
    def words(self) -> str:
        """'Critical, open'"""
        return f"{self.get_seriousness_display().capitalize()}, {self.get_state_display()}"

    @property
    def who(self) -> str:
        return str(self.card.author)

    @property
    def part(self) -> Part:
        return self.card.interview.part

    @property
    def settled_words(self) -> str:
        """'Cleared by Ada Lind: the reference explained it.'; empty while it is open."""
        if self.settled_by is None:
            return ""
        state = self.get_state_display().capitalize()
        return f"{state} by {self.settled_by}: {self.settled_because}"

    @property
    def search(self) -> Search:
        return self.card.search

    @property
    def candidacy(self) -> Candidacy:
        return self.card.interview.candidacy


class FlagAnswer(models.Model):
    """What the candidate said when a red flag was put to them. As closed as the flag's card."""

    flag = models.ForeignKey(RedFlag, on_delete=models.CASCADE, related_name="answers")
    text = models.TextField()
    noted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["noted_at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="answer_says_something")]

    def __str__(self) -> str:
        return f"answer {self.pk}"

    @property
    def search(self) -> Search:
        return self.flag.search
