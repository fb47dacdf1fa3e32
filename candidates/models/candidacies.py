"""A person (once), that person in one search, who was let in to them and who may not judge them."""

from copy import copy
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from candidates.states import (
    ENDED,
    Stage,
)
from searches.models import SEES_ALL, Membership, Role, Search

NAMED = "named"
"""Of those, who was named to know of an internal candidate."""


class OnCandidacy(models.Model):
    """What hangs on a candidacy: a rule asks it for its search."""

    candidacy: "models.ForeignKey[Candidacy, Candidacy]"

    class Meta:
        abstract = True

    @property
    def search(self) -> Search:
        return self.candidacy.search


class Candidate(models.Model):
    """A person. There is no field for past pay, and there will be none."""

    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    employer = models.CharField(max_length=120, blank=True)
    title = models.CharField(max_length=120, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.name

    @property
    def line(self) -> str:
        """'VP ML, Kestrel Credit': what is known of title and employer."""
        return ", ".join(part for part in (self.title, self.employer) if part)


def unaware(viewer: User) -> User:
    """The same person as if nobody had named them to know of an internal candidate.

    For what is read through their eyes and handed on to others.
    """
    eyes = copy(viewer)
    eyes.__dict__["_unaware"] = True
    return eyes


class CandidacyQuerySet(models.QuerySet["Candidacy"]):
    def visible_to(self, viewer: User) -> Self:
        """Candidacies the viewer may know of; for everyone else they do not exist. Who was erased
        is in nobody's sight."""
        return self.known_to(viewer).filter(erased=False)

    def known_to(self, viewer: User) -> Self:
        """As `visible_to`, and those who were erased: that somebody was here, and no more.

        Who runs or observes a search sees all of them, but of an internal candidate only who was
        named to know of them; a panelist or an approver those they were let in to (`Access`), and
        only while they are a member.
        """
        member = Membership.objects.current().inside().filter(user=viewer)
        access = Access.objects.current().filter(user=viewer)
        named = access.filter(role=NAMED).values("candidacy")
        let_in = access.exclude(role=NAMED).values("candidacy")
        found = self.filter(internal=False) if "_unaware" in viewer.__dict__ else self
        return found.filter(
            Q(search__in=member.filter(role__in=SEES_ALL).values("search"))
            & (Q(internal=False) | Q(pk__in=named))
            | Q(search__in=member.values("search"), pk__in=let_in)
        )

    def not_hidden_from(self, viewer: User) -> Self:
        """Those whose being there may be counted: all but internal ones the viewer knows not of."""
        return self.filter(Q(internal=False) | Q(pk__in=self.model.objects.known_to(viewer)))

    def live(self) -> Self:
        return self.exclude(stage__in=ENDED)


class Candidacy(models.Model):
    """A candidate in one search, at a stage of its pipeline."""

    class Channel(models.TextChoices):
        ENGINEERS = "engineers", "referred by engineers they led"
        PORTFOLIO = "portfolio", "a verified production portfolio"
        FIRM = "firm", "specialist search"
        PEERS = "peers", "peer operators"
        INBOUND = "inbound", "applied by themselves"
        LISTS = "lists", "conference or other lists"

    search = models.ForeignKey(Search, on_delete=models.CASCADE, related_name="candidacies")
    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="candidacies")
    alias = models.CharField(max_length=60)
    stage = models.CharField(max_length=12, choices=Stage, default=Stage.ADDED)
    stage_since = models.DateTimeField(default=timezone.now)
    channel = models.CharField(max_length=12, choices=Channel, blank=True)
    internal = models.BooleanField(
        default=False, help_text="works here already: only who was named knows of them"
    )
    summary = models.TextField(blank=True)
    expects = models.TextField(blank=True, help_text="expectations, if volunteered")
    forfeits = models.TextField(blank=True, help_text="what leaving would cost, if volunteered")
    needs = models.TextField(
        blank=True, help_text="what would help them take part, as they said; never why"
    )
    ended_because = models.CharField(max_length=200, blank=True)
    told_again_on = models.DateField(
        null=True, help_text="taken back when the search was started again: told of it, and agreed"
    )
    erasure_asked_at = models.DateTimeField(null=True, help_text="by the candidate, on their page")
    erased = models.BooleanField(default=False, help_text="see `Erasure`; out of everybody's sight")
    added_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(
        default=timezone.now, help_text="when what is gathered here, or the stage, last changed"
    )

    objects = CandidacyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "candidacies"
        constraints = [
            models.UniqueConstraint(fields=["search", "candidate"], name="once_in_a_search"),
            models.UniqueConstraint(fields=["search", "alias"], name="alias_once_in_a_search"),
            models.CheckConstraint(condition=Q(stage__in=Stage.values), name="stage_known"),
        ]

    def __str__(self) -> str:
        return str(self.candidate)

    def get_absolute_url(self) -> str:
        return reverse("candidates:detail", args=[self.pk])

    @property
    def ended(self) -> bool:
        return self.stage in ENDED


class Merge(OnCandidacy):
    """That another row of the same person was put together with this one, and what it said else."""

    candidacy = models.ForeignKey(Candidacy, on_delete=models.CASCADE, related_name="merges")
    gone = models.PositiveBigIntegerField(unique=True, help_text="id of the row that went")
    said = models.TextField(blank=True, help_text="what it said otherwise, a line each")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.gone} into {self.candidacy_id}"


class NotTheSame(models.Model):
    """That two candidacies of a search look like one person and are two."""

    one = models.ForeignKey(Candidacy, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Candidacy, on_delete=models.CASCADE, related_name="+")
    said_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "not the same"
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="told_apart_once"),
            # Each pair has one way to be written down; and nobody is told apart from themselves.
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="told_apart_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} is not {self.other_id}"

    @property
    def search(self) -> Search:
        return self.one.search


class AccessQuerySet(models.QuerySet["Access"]):
    def current(self) -> Self:
        return self.filter(ended_at=None)


class Access(OnCandidacy):
    """That a person was let in to a candidacy by a seat or an approval, or named to know of an
    internal one; and until when."""

    candidacy = models.ForeignKey(Candidacy, on_delete=models.CASCADE, related_name="accesses")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(
        max_length=16, choices=[(r, r) for r in (Role.PANELIST, Role.APPROVER, NAMED)]
    )
    since = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)

    objects = AccessQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["candidacy", "user", "role"],
                condition=Q(ended_at=None),
                name="one_current_access_a_role",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} to {self.candidacy_id}"


class Conflict(OnCandidacy):
    """What a person declared about knowing a candidate; once a candidacy."""

    class Answer(models.TextChoices):
        NONE = "none", "No conflict"
        KNOWS = "knows", "I know them"
        REPLACE = "replace", "Replace me"

    candidacy = models.ForeignKey(Candidacy, on_delete=models.CASCADE, related_name="conflicts")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=8, choices=Answer)
    how = models.CharField(max_length=300, blank=True)
    declared_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["candidacy", "user"], name="conflict_declared_once"),
            models.CheckConstraint(
                condition=~Q(answer="knows") | ~Q(how=""), name="who_knows_them_says_how"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_answer_display()}"


class KeptOut(OnCandidacy):
    """Somebody who may not judge a candidate: they report to them, or want the post themselves.

    By mail address, since they may have no account yet.
    """

    class Why(models.TextChoices):
        REPORTS = "reports", "reports to them"
        RIVAL = "rival", "wants the post too"
        OTHER = "other", "is too close to judge"

    candidacy = models.ForeignKey(Candidacy, on_delete=models.CASCADE, related_name="kept_out")
    name = models.CharField(max_length=120)
    email = models.EmailField()
    why = models.CharField(max_length=8, choices=Why)
    added_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["candidacy", "email"], name="kept_out_once"),
        ]

    def __str__(self) -> str:
        return self.name
