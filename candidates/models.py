"""A person (once), and that person in one search, with all that is gathered on them."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from accounts.models import Link, User
from candidates.states import (
    ASKED_OF_REFEREES,
    ENDED,
    Again,
    Occasion,
    QuestionnaireState,
    ReferenceState,
    Stage,
    Way,
)
from searches.models import RUNS, Membership, Role, Search

SEES_ALL = (*RUNS, Role.OBSERVER)
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


class CandidacyQuerySet(models.QuerySet["Candidacy"]):
    def visible_to(self, viewer: User) -> Self:
        """Candidacies the viewer may know of; for everyone else they do not exist.

        Who runs or observes a search sees all of them, but of an internal candidate only who was
        named to know of them; a panelist or an approver those they were let in to (`Access`), and
        only while they are a member.
        """
        member = Membership.objects.current().filter(user=viewer)
        access = Access.objects.current().filter(user=viewer)
        named = access.filter(role=NAMED).values("candidacy")
        let_in = access.exclude(role=NAMED).values("candidacy")
        return self.filter(
            Q(search__in=member.filter(role__in=SEES_ALL).values("search"))
            & (Q(internal=False) | Q(pk__in=named))
            | Q(search__in=member.values("search"), pk__in=let_in)
        )

    def not_hidden_from(self, viewer: User) -> Self:
        """Those whose being there may be counted: all but internal ones the viewer knows not of."""
        return self.filter(Q(internal=False) | Q(pk__in=self.model.objects.visible_to(viewer)))

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
    ended_because = models.CharField(max_length=200, blank=True)
    told_again_on = models.DateField(
        null=True, help_text="taken back when the search was started again: told of it, and agreed"
    )
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


class QuestionnaireWay(models.Model):
    """Which way a search asks its questionnaire. One row a search, never changed."""

    search = models.OneToOneField(Search, on_delete=models.CASCADE, related_name="way")
    way = models.CharField(max_length=12, choices=Way)
    chosen_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.get_way_display()


class Questionnaire(OnCandidacy):
    """One candidacy's answers to the playbook's questionnaire."""

    candidacy = models.OneToOneField(
        Candidacy, on_delete=models.CASCADE, related_name="questionnaire"
    )
    way = models.CharField(max_length=12, choices=Way)
    link = models.ForeignKey(Link, null=True, on_delete=models.PROTECT, related_name="+")
    answers = models.JSONField(default=dict, help_text="question key -> text")
    state = models.CharField(
        max_length=10, choices=QuestionnaireState, default=QuestionnaireState.OPEN
    )
    revision = models.PositiveIntegerField(default=0)
    begun_at = models.DateTimeField(default=timezone.now)
    submitted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", submitted_at=None)
                | Q(state="submitted", submitted_at__isnull=False),
                name="questionnaire_submitted_has_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"questionnaire of {self.candidacy_id}"


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
