"""One hire being run, who sits on it in which role, and the log of what was done."""

import hashlib
import json
from datetime import date, datetime
from typing import Self
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from accounts.actors import Actor, Clock
from accounts.models import Link, User
from accounts.zones import valid_zone
from playbooks.models import PlaybookVersion
from searches.business_days import valid_calendar
from searches.states import Life


class Step(models.TextChoices):
    """The steps of a search, in order. `searches.steps` knows what blocks each."""

    SCOPE = "scope", "Scope"
    JD = "jd", "JD"
    CANDIDATES = "candidates", "Candidates"
    LOOP = "loop", "Loop"
    DEBRIEF = "debrief", "Debrief"
    OFFER = "offer", "Offer"
    PLAN = "plan", "90 days"


class Role(models.TextChoices):
    HIRING_MANAGER = "hiring_manager", "hiring manager"
    RECRUITER = "recruiter", "recruiter"
    PANELIST = "panelist", "panelist"
    APPROVER = "approver", "approver"
    OBSERVER = "observer", "observer"
    PARTNER = "partner", "search partner"


RUNS = (Role.HIRING_MANAGER, Role.RECRUITER)
"""Who runs a search."""
SEES_ALL = (*RUNS, Role.OBSERVER)
"""Who sees all of it, but of an internal candidate only if named."""
INSIDE = frozenset(Role) - {Role.PARTNER}
"""Who holds one of these is a member. For a search partner the search has no page but their own."""


class SearchQuerySet(models.QuerySet["Search"]):
    def visible_to(self, viewer: User) -> Self:
        """Searches of which the viewer is a current member. Nobody else, administrators neither."""
        mine = Membership.objects.current().inside().filter(user=viewer).values("search")
        return self.filter(pk__in=mine)

    def partnered_by(self, viewer: User) -> Self:
        """Searches for which the viewer is a search partner, outside them."""
        mine = Membership.objects.current().filter(user=viewer, role=Role.PARTNER)
        return self.filter(pk__in=mine.values("search"))

    def with_playbook(self) -> Self:
        """With the playbook's version, without its data: a process parses those once and keeps
        them by digest, and reading them costs more than the rest of a page."""
        return self.select_related("playbook_version").defer("playbook_version__data")


class Search(models.Model):
    title = models.CharField(max_length=120)
    company = models.CharField(max_length=120)
    alias = models.CharField(
        max_length=60,
        blank=True,
        help_text="Used in mail subjects, calendar files and file names instead of the names.",
    )
    playbook_version = models.ForeignKey(PlaybookVersion, on_delete=models.PROTECT)
    zone = models.CharField(max_length=64, default="UTC", validators=[valid_zone])
    calendar = models.CharField(
        max_length=8, blank=True, validators=[valid_calendar], help_text="its holidays are kept"
    )
    step = models.CharField(max_length=12, choices=Step, default=Step.SCOPE)
    life = models.CharField(max_length=8, choices=Life, default=Life.RUNNING)
    started_from = models.ForeignKey(
        "self",
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="the search whose scope, job description and loop this one begins with",
    )
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(default=timezone.now)
    members = models.ManyToManyField(User, through="Membership", related_name="searches")

    objects = SearchQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "searches"
        constraints = [
            models.CheckConstraint(condition=Q(step__in=Step.values), name="search_step_known"),
            models.CheckConstraint(condition=Q(life__in=Life.values), name="search_life_known"),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.company}"

    def get_absolute_url(self) -> str:
        return reverse("searches:detail", args=[self.pk])

    @property
    def search(self) -> "Search":
        """So that a rule may ask any record, the search included, for its search."""
        return self

    @property
    def playbook(self):
        return self.playbook_version.playbook

    @property
    def shown_outside(self) -> str:
        """What may be read over a shoulder: the alias, else the title without the company."""
        return self.alias or self.title

    @property
    def is_running(self) -> bool:
        return self.life == Life.RUNNING

    @property
    def today(self) -> date:
        """The day it is where the search is run: what ends 'on Friday' ends on its Friday."""
        return self.day_of(timezone.now())

    def day_of(self, moment: datetime) -> date:
        """The day that a moment fell on where the search is run."""
        return timezone.localdate(moment, ZoneInfo(self.zone))

    def reached(self, step: str) -> bool:
        order = Step.values
        return order.index(self.step) >= order.index(step)


class LifeChange(models.Model):
    """That a search was paused, closed or taken up again, and why."""

    search = models.ForeignKey(Search, on_delete=models.CASCADE, related_name="life_changes")
    life = models.CharField(max_length=8, choices=Life)
    because = models.TextField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.search_id} {self.get_life_display()}"


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self) -> Self:
        return self.filter(ended_at=None)

    def inside(self) -> Self:
        """Of members, who may know of what goes on in the search; search partners do not."""
        return self.filter(role__in=INSIDE)


class Membership(models.Model):
    """A person in a search, in one role, from one time to another. Several roles: several rows."""

    search = models.ForeignKey(Search, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=16, choices=Role)
    since = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["search", "user", "role"],
                condition=Q(ended_at=None),
                name="one_current_membership_a_role",
            ),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="membership_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.user} as {self.get_role_display()}"


class Event(models.Model):
    """One line of a search's log: ids, a verb and field names; never a name, never free text.

    Each line carries the digest of the one before it, so that a change or a gap shows.
    """

    search = models.ForeignKey(Search, on_delete=models.PROTECT, related_name="events")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    user = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    link = models.ForeignKey(Link, null=True, on_delete=models.PROTECT, related_name="+")
    verb = models.CharField(max_length=40)
    record = models.CharField(max_length=40, help_text="model of the record, as app.model")
    record_id = models.PositiveBigIntegerField()
    fields = models.JSONField(default=list)
    before = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["search", "number"], name="event_number_once"),
            models.CheckConstraint(
                condition=Q(user=None) | Q(link=None), name="event_has_one_actor_at_most"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.verb}"

    def save(self, *args, **kwargs) -> None:
        if self.pk:
            raise TypeError("The event log is append-only.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("The event log is append-only.")

    def computed_digest(self) -> str:
        line = [
            self.before,
            self.search_id,
            self.number,
            self.at.isoformat(),
            self.user_id,
            self.link_id,
            self.verb,
            self.record,
            self.record_id,
            self.fields,
        ]
        return hashlib.sha256(json.dumps(line, sort_keys=True).encode()).hexdigest()


class LogHead(models.Model):
    """The digest of a log's last line, so that lines cut off at the end show too."""

    search = models.OneToOneField(
        Search, on_delete=models.PROTECT, primary_key=True, related_name="log_head"
    )
    digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"head of the log of {self.search_id}"


def append_event(
    search: Search, by: Actor, verb: str, record: models.Model, fields: list[str] | None = None
) -> Event:
    """Write the next line of the log. The caller holds the search's row lock."""
    assert isinstance(by, User | Link | Clock)
    lines = Event.objects.filter(search=search).order_by("-number")
    number, before = lines.values_list("number", "digest").first() or (0, "")
    event = Event(
        search=search,
        number=number + 1,
        at=timezone.now(),
        user=by if isinstance(by, User) else None,
        link=by if isinstance(by, Link) else None,
        verb=verb,
        record=record._meta.label_lower,
        record_id=record.pk,
        fields=sorted(fields or []),
        before=before,
    )
    event.digest = event.computed_digest()
    event.save()
    head = LogHead(search=search, digest=event.digest)
    head.save(force_insert=number == 0, force_update=number > 0)
    return event
