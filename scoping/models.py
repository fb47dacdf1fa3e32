"""The scope (facts and answers, signed off) and the job description built from it."""

import dataclasses
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from accounts.text import says_why
from scoping.jd import Values, values_of
from scoping.jd_checks import Finding, check
from scoping.reading import Given, Reading
from scoping.states import JdState, ScopeState
from searches.models import Search

GIVEN = tuple(field.name for field in dataclasses.fields(Given))


def values_for(search: Search, said: Given, archetype: str | None, title: str = "") -> Values:
    """What a text made from a scope may say; of a confidential one without the company."""
    company = search.alias if said.facts.get("confidential") else search.company
    called = title or search.title
    return values_of(search.playbook, said.answers, said.facts, archetype, company, called)


class ScopeQuerySet(models.QuerySet["Scope"]):
    def visible_to(self, viewer: User) -> Self:
        return self.filter(search__in=Search.objects.visible_to(viewer))

    def signed(self) -> Self:
        return self.filter(state=ScopeState.SIGNED)


class Scope(models.Model):
    """One version of the answers to a playbook's scoping questionnaire."""

    search = models.ForeignKey(Search, on_delete=models.CASCADE, related_name="scopes")
    number = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=10, choices=ScopeState, default=ScopeState.DRAFT)
    facts = models.JSONField(default=dict, help_text="fact key -> value")
    answers = models.JSONField(default=dict, help_text="question key -> option key")
    words = models.JSONField(default=dict, help_text="question key -> words beside the answer")
    said_by = models.JSONField(
        default=dict, help_text="facts.KEY, answers.KEY ... -> scoping.drafts.SaidBy"
    )
    kept = models.JSONField(default=dict, help_text="contradiction key -> why both answers stay")
    archetype = models.CharField(max_length=40, blank=True)
    archetype_reason = models.TextField(blank=True, help_text="why another than recommended")
    result = models.JSONField(default=dict, help_text="weights, must-haves, band: at signing")
    revision = models.PositiveIntegerField(default=0)
    reopened_because = models.TextField(blank=True)
    signed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = ScopeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["search", "number"], name="scope_number_once"),
            models.UniqueConstraint(
                fields=["search"], condition=Q(state="draft"), name="one_scope_draft_a_search"
            ),
            models.UniqueConstraint(
                fields=["search"], condition=Q(state="signed"), name="one_signed_scope_a_search"
            ),
            models.CheckConstraint(
                condition=Q(state="draft", signed_at=None)
                | Q(state__in=["signed", "superseded"], signed_at__isnull=False),
                name="scope_signed_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | ~Q(archetype=""), name="scope_signed_has_an_archetype"
            ),
        ]

    def __str__(self) -> str:
        return f"scope {self.number} of {self.search}"

    @property
    def said(self) -> Given:
        return Given(**{name: getattr(self, name) for name in GIVEN})

    @property
    def reading(self) -> Reading:
        return Reading(self.search.playbook, self.said)

    @property
    def values(self) -> Values:
        return values_for(self.search, self.said, self.archetype or None)


class JobDescriptionQuerySet(models.QuerySet["JobDescription"]):
    def visible_to(self, viewer: User) -> Self:
        return self.filter(search__in=Search.objects.visible_to(viewer))

    def approved(self) -> Self:
        return self.filter(state=JdState.APPROVED)


class JobDescription(models.Model):
    """One version of the job description: nine sections of text."""

    search = models.ForeignKey(Search, on_delete=models.CASCADE, related_name="job_descriptions")
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=10, choices=JdState, default=JdState.DRAFT)
    sections = models.JSONField(default=dict, help_text="section key -> text")
    dismissed = models.JSONField(default=dict, help_text="finding key -> why it may stand")
    said_by = models.JSONField(default=dict, help_text="sections.KEY ... -> scoping.drafts.SaidBy")
    revision = models.PositiveIntegerField(default=0)
    reopened_because = models.TextField(blank=True)
    approved_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = JobDescriptionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["search", "number"], name="jd_number_once"),
            models.UniqueConstraint(
                fields=["search"], condition=Q(state="draft"), name="one_jd_draft_a_search"
            ),
            models.UniqueConstraint(
                fields=["search"], condition=Q(state="approved"), name="one_approved_jd_a_search"
            ),
            models.CheckConstraint(
                condition=Q(state="draft", approved_at=None)
                | Q(state__in=["approved", "superseded"], approved_at__isnull=False),
                name="jd_approved_has_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"job description {self.number} of {self.search}"

    @property
    def findings(self) -> list[Finding]:
        values = None
        if self.scope_id:
            values = values_for(self.search, self.scope.said, self.scope.archetype or None)
        return check(self.sections, self.search.playbook, values, self.search.today)

    @property
    def to_mend(self) -> list[Finding]:
        """What has to be mended, or let stand with a sentence, before the text is approved."""
        found = {f.key: f for f in self.findings if f.severity == "must_fix"}
        return [f for key, f in found.items() if not says_why(self.dismissed.get(key, ""))]
