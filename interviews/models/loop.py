"""The loop: its versions, its parts, and who is named for which seat."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from interviews.states import Duty, LoopState, Need
from playbooks.schema import Part as Plan
from searches.models import Search


class LoopQuerySet(models.QuerySet["Loop"]):
    def visible_to(self, viewer: User) -> Self:
        return self.filter(search__in=Search.objects.visible_to(viewer))


class Loop(models.Model):
    """One version of a search's ordered parts. A change to a loop in use makes a version."""

    search = models.ForeignKey(Search, on_delete=models.CASCADE, related_name="loops")
    number = models.PositiveSmallIntegerField(default=1)
    engagement = models.CharField(max_length=40, help_text="key of the playbook's; says the parts")
    state = models.CharField(max_length=10, choices=LoopState, default=LoopState.DRAFT)
    short_because = models.TextField(blank=True, help_text="why it opened without full coverage")
    changed_because = models.TextField(blank=True)
    opened_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = LoopQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["search", "number"], name="loop_number_once"),
            models.UniqueConstraint(
                fields=["search"], condition=Q(state="draft"), name="one_loop_draft_a_search"
            ),
            models.UniqueConstraint(
                fields=["search"], condition=Q(state="open"), name="one_open_loop_a_search"
            ),
            models.CheckConstraint(
                condition=Q(state="draft", opened_at=None)
                | Q(state__in=["open", "superseded"], opened_at__isnull=False),
                name="loop_open_has_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"loop {self.number} of {self.search}"


class Part(models.Model):
    """A part of a loop. What it says (purpose, exercise, questions) is the playbook's, by `key`."""

    loop = models.ForeignKey(Loop, on_delete=models.CASCADE, related_name="parts")
    key = models.CharField(max_length=40)
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=16, help_text="questionnaire, alignment or interview")
    title = models.CharField(max_length=80)
    minutes = models.PositiveSmallIntegerField()
    focus = models.JSONField(default=list, help_text="competency keys, at most three")
    gate = models.BooleanField(default=False)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["loop", "key"], name="part_once_in_a_loop"),
            models.UniqueConstraint(fields=["loop", "position"], name="one_part_a_position"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def search(self) -> Search:
        return self.loop.search

    @property
    def plan(self) -> Plan:
        """The part as the search's playbook has it."""
        return self.search.playbook.part(self.key)

    @property
    def rated(self) -> str:
        """'Leading people, Portfolio strategy'."""
        return ", ".join(self.search.playbook.competency(key).name for key in self.focus)


class LoopSeat(models.Model):
    """A place in a part, and who is named for it. `user` is empty while nobody is."""

    part = models.ForeignKey(Part, on_delete=models.CASCADE, related_name="seats")
    key = models.CharField(max_length=40)
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=80)
    duty = models.CharField(max_length=10, choices=Duty)
    need = models.CharField(max_length=14, choices=Need)
    user = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["part", "key"], name="seat_once_in_a_part"),
            models.UniqueConstraint(
                fields=["part", "user"], condition=Q(user__isnull=False), name="one_seat_a_person"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.part}"

    @property
    def says_empty(self) -> str:
        return f"Nobody is named as {self.title} in “{self.part}”."
