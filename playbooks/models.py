"""Versions of playbooks. A search keeps the version it was opened with."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from playbooks.schema import Playbook


def order_of(version: str) -> tuple[int, int]:
    year, _, number = version.partition(".")
    return int(year), int(number)


class PlaybookVersionQuerySet(models.QuerySet["PlaybookVersion"]):
    def in_use(self) -> Self:
        """The last version of each playbook, by its number."""
        last: dict[str, tuple[tuple[int, int], int]] = {}
        for pk, slug, version in self.values_list("pk", "slug", "version"):
            last[slug] = max(last.get(slug, ((-1, 0), 0)), (order_of(version), pk))
        return self.filter(pk__in=[pk for _, pk in last.values()])

    def latest_of(self, slug: str) -> "PlaybookVersion":
        """The version in use: the last by its number. Raises DoesNotExist."""
        return self.filter(slug=slug).in_use().get()


class PlaybookVersion(models.Model):
    slug = models.SlugField(max_length=40)
    version = models.CharField(max_length=20)
    title = models.CharField(max_length=120)
    digest = models.CharField(max_length=64, help_text="of the canonical data")
    data = models.JSONField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="nobody: it comes with the app",
    )
    loaded_at = models.DateTimeField(default=timezone.now)

    objects = PlaybookVersionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["slug", "version"], name="playbook_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.version}"

    @property
    def playbook(self) -> Playbook:
        """The parsed playbook; parsed once a process and digest."""
        known = _parsed.get(self.digest)
        if known is None:
            known = _parsed[self.digest] = Playbook.model_validate(self.data)
        return known


_parsed: dict[str, Playbook] = {}
