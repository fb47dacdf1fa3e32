"""What is gathered on a candidate and written to them: documents, claims, systems, references."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.text import slugify

from accounts.models import Link, User
from candidates.models.candidacies import Candidacy, OnCandidacy
from candidates.states import (
    ASKED_OF_REFEREES,
    Again,
    Occasion,
    ReferenceState,
)
from searches.models import Search


class Document(OnCandidacy):
    """A file somebody sent: a CV. Stored under a name of ours, served only as a download."""

    candidacy = models.ForeignKey(Candidacy, on_delete=models.CASCADE, related_name="documents")
    file = models.FileField(upload_to="documents", max_length=200)
    name = models.CharField(max_length=120, help_text="as downloaded")
    kind = models.CharField(max_length=4, choices=[("pdf", "PDF"), ("docx", "Word document")])
    size = models.PositiveIntegerField()
    added_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.name

    @property
    def download_name(self) -> str:
        """With the alias: a file lies about in folders that others see."""
        return f"{slugify(self.candidacy.alias)}-{self.pk}.{self.kind}"


class Claim(OnCandidacy):
    """Something a candidate says they achieved, and whether it was verified."""

    class State(models.TextChoices):
        UNCHECKED = "unchecked", "not checked yet"
        VERIFIED = "verified", "verified"
        UNSUPPORTED = "unsupported", "unsupported"
        CONTRADICTED = "contradicted", "contradicted"

    candidacy = models.ForeignKey(Candidacy, on_delete=models.CASCADE, related_name="claims")
    text = models.TextField()
    source = models.CharField(max_length=200, help_text="where they say it")
    state = models.CharField(max_length=12, choices=State, default=State.UNCHECKED)
    how_checked = models.CharField(max_length=300, blank=True)
    checked_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    checked_at = models.DateTimeField(null=True)
    added_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="unchecked") | ~Q(how_checked=""), name="claim_checked_says_how"
            )
        ]

    def __str__(self) -> str:
        return self.text[:60]


class System(OnCandidacy):
    """A production system the candidate answered for: one entry of their portfolio."""

    candidacy = models.ForeignKey(Candidacy, on_delete=models.CASCADE, related_name="systems")
    what = models.CharField(max_length=200)
    role = models.CharField(max_length=200, help_text="what they answered for")
    scale = models.CharField(max_length=200, blank=True)
    metric = models.CharField(max_length=200, blank=True)
    incident = models.TextField(blank=True)
    changed = models.TextField(blank=True, help_text="what was different afterwards")
    from_year = models.PositiveSmallIntegerField()
    to_year = models.PositiveSmallIntegerField(null=True, help_text="empty while it runs")
    added_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-from_year", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_year=None) | Q(to_year__gte=models.F("from_year")),
                name="system_ends_after_it_began",
            )
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def years(self) -> str:
        if self.to_year == self.from_year:
            return str(self.from_year)
        return f"{self.from_year} to {self.to_year}" if self.to_year else f"since {self.from_year}"


class Reference(OnCandidacy):
    """What somebody who worked with the candidate said, with the candidate's consent.

    Noted in a call, or written by the referee behind a private link (`link`).
    """

    class Relation(models.TextChoices):
        LED = "led", "was led by the candidate"
        PEER = "peer", "worked beside the candidate"
        BOSS = "boss", "led the candidate"
        BOARD = "board", "board or investor"

    candidacy = models.ForeignKey(Candidacy, on_delete=models.CASCADE, related_name="references")
    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    relation = models.CharField(max_length=8, choices=Relation)
    organisation = models.CharField(max_length=120, blank=True)
    consented = models.BooleanField("the candidate agreed to this call")
    off_list = models.BooleanField("the candidate did not name this person", default=False)
    agreed_on = models.DateField(null=True)
    agreed_how = models.CharField(max_length=200, blank=True)
    called_on = models.DateField(help_text="of the call, of asking in writing, of the answer")
    ran_together = models.TextField(blank=True)
    decision = models.TextField(blank=True)
    failure = models.TextField(blank=True)
    people = models.TextField(blank=True)
    again = models.CharField(max_length=8, choices=Again, blank=True)
    notes = models.TextField(blank=True)
    state = models.CharField(max_length=8, choices=ReferenceState, default=ReferenceState.GIVEN)
    link = models.ForeignKey(Link, null=True, on_delete=models.PROTECT, related_name="+")
    added_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["called_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(consented=True), name="reference_only_with_consent"),
            models.CheckConstraint(
                condition=Q(off_list=False) | (Q(agreed_on__isnull=False) & ~Q(agreed_how="")),
                name="reference_off_the_list_was_agreed",
            ),
            models.CheckConstraint(
                condition=Q(state="given") | Q(state="asked", link__isnull=False),
                name="reference_asked_has_a_link",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def said(self) -> list[tuple[str, str]]:
        """What was asked, in short, and what was answered; nothing that was left empty."""
        pairs = [(short, getattr(self, name)) for name, short, _ in ASKED_OF_REFEREES]
        return [(short, text) for short, text in pairs if text]


class Message(OnCandidacy):
    """A mail to a candidate who has left the search, as somebody checked and sent it."""

    candidacy = models.ForeignKey(Candidacy, on_delete=models.CASCADE, related_name="messages")
    occasion = models.CharField(max_length=16, choices=Occasion)
    text = models.TextField()
    sent_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"message to {self.candidacy_id}"


class ColumnMap(models.Model):
    """Which column of a spreadsheet is what, as somebody said once for files with these headings"""

    search = models.ForeignKey(Search, on_delete=models.CASCADE, related_name="column_maps")
    headings = models.CharField(max_length=64, help_text="digest of the headings in their order")
    columns = models.JSONField(default=list, help_text="a field or nothing for each column")
    said_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["search", "headings"], name="one_map_for_the_headings")
        ]

    def __str__(self) -> str:
        return f"columns {self.pk}"
