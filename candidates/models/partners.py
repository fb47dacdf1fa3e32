"""What search partners send from outside, what they are told, and where nobody is approached."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from candidates.models.candidacies import Candidacy
from candidates.states import SubmissionState
from searches.models import RUNS, Membership, Role, Search


class SubmissionQuerySet(models.QuerySet["Submission"]):
    def visible_to(self, viewer: User) -> Self:
        """A partner's own for them; for who runs the search all, but of a candidate who is hidden
        from them by now. Nobody reads one that was erased."""
        member = Membership.objects.current().filter(user=viewer)
        return (
            self.filter(
                Q(search__in=member.filter(role=Role.PARTNER).values("search"), partner=viewer)
                | Q(search__in=member.filter(role__in=RUNS).values("search"))
                & (Q(candidacy=None) | Q(candidacy__in=Candidacy.objects.visible_to(viewer)))
            )
            .exclude(candidacy__erased=True)
            .held()
        )

    def held(self) -> Self:
        """Of whom something is left: where it was erased no address stands, but that word."""
        return self.exclude(email__startswith="Erased ")

    def open(self) -> Self:
        return self.filter(state=SubmissionState.OPEN)

    def not_taken(self) -> Self:
        """Nobody is a candidate by it, and it is held all the same."""
        return self.filter(candidacy=None).held()


class Submission(models.Model):
    """Somebody whom a search partner puts forward. Until it is taken nobody is a candidate by it.

    It holds what the partner sent, and nothing that the search knows of the person.
    """

    search = models.ForeignKey(Search, on_delete=models.CASCADE, related_name="submissions")
    partner = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    email = models.EmailField()
    phone = models.CharField(max_length=40, blank=True)
    employer = models.CharField(max_length=120, blank=True)
    title = models.CharField(max_length=120, blank=True)
    words = models.TextField(help_text="why them")
    agreed_on = models.DateField(help_text="when the candidate agreed to be put forward")
    cv = models.FileField(upload_to="submissions", max_length=200, blank=True)
    cv_name = models.CharField(max_length=120, blank=True, help_text="as sent, made harmless")
    state = models.CharField(max_length=8, choices=SubmissionState, default=SubmissionState.OPEN)
    candidacy = models.ForeignKey(
        Candidacy, null=True, on_delete=models.CASCADE, related_name="submissions"
    )
    sent_at = models.DateTimeField(default=timezone.now)
    answered_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)
    said = models.TextField(blank=True, help_text="why it was declined, as the partner reads it")

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["search", "partner", "email"], name="submitted_once_by_a_partner"
            ),
            models.CheckConstraint(
                condition=Q(state="open", candidacy=None, answered_at=None)
                | Q(state="taken", candidacy__isnull=False, answered_at__isnull=False)
                | (Q(state="declined", candidacy=None, answered_at__isnull=False) & ~Q(said="")),
                name="submission_state_says_what_came_of_it",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def line(self) -> str:
        return ", ".join(part for part in (self.title, self.employer) if part)

    @property
    def cv_kind(self) -> str:
        return self.cv_name.rsplit(".", 1)[-1]


class Feedback(models.Model):
    """Words of a person to the partner who put a candidate forward; never made from cards."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="feedback")
    words = models.TextField()
    said_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-pk"]
        verbose_name_plural = "feedback"

    def __str__(self) -> str:
        return f"feedback {self.pk}"

    @property
    def search(self) -> Search:
        return self.submission.search


class OffLimits(models.Model):
    """A company where nobody is approached in this search, or a person who is not."""

    class Kind(models.TextChoices):
        COMPANY = "company", "a company"
        PERSON = "person", "a person"

    search = models.ForeignKey(Search, on_delete=models.CASCADE, related_name="off_limits")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=8, choices=Kind)
    why = models.CharField(max_length=300, help_text="for who runs the search alone")
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "off limits"

    def __str__(self) -> str:
        return self.name
