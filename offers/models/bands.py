"""Pay bands of the company's own, beside those that playbooks print."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import User
from playbooks.schema import Basis


class CompanyBandQuerySet(models.QuerySet["CompanyBand"]):
    def in_force(self) -> Self:
        return self.filter(ended_at=None)


class CompanyBand(models.Model):
    """A row that an administrator read in. An offer keeps a copy of the band it was held against,
    so a row that has ended takes nothing from what stands."""

    playbook = models.SlugField(max_length=40, help_text="for which role")
    level = models.CharField(max_length=40, blank=True, help_text="as the playbook has it; or any")
    level_name = models.CharField(max_length=120)
    market = models.CharField(max_length=40, help_text="as the scope's pay market has it")
    engagement = models.CharField(max_length=12)
    currency = models.CharField(max_length=3)
    minimum = models.DecimalField(max_digits=12, decimal_places=2)
    maximum = models.DecimalField(max_digits=12, decimal_places=2, null=True, help_text="or open")
    basis = models.CharField(max_length=60, choices=[(b, b) for b in Basis])
    as_of = models.DateField()
    source = models.CharField(max_length=120)
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)

    objects = CompanyBandQuerySet.as_manager()

    class Meta:
        ordering = ["playbook", "market", "engagement", "level", "-as_of"]
        constraints = [
            models.CheckConstraint(
                condition=Q(maximum=None) | Q(maximum__gt=F("minimum")),
                name="company_band_ends_above_its_beginning",
            ),
            models.CheckConstraint(condition=Q(minimum__gte=0), name="company_band_not_negative"),
            models.UniqueConstraint(
                fields=["playbook", "level", "market", "engagement", "currency", "as_of"],
                condition=Q(ended_at=None),
                name="company_band_once_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.level_name}, {self.market}, {self.as_of}"
