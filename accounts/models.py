"""People who sign in, and private links for those who do not."""

import base64
import hashlib
import secrets
from datetime import timedelta
from typing import ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts.zones import valid_zone


def normal_email(address: str) -> str:
    """The one spelling an address is stored and looked up by.

    Done in Python, because the databases disagree on the case of letters outside ASCII.
    """
    return address.strip().casefold()


class UserManager(BaseUserManager["User"]):
    def create_user(
        self, email: str, name: str = "", password: str | None = None, **more
    ) -> "User":
        user = self.model(email=normal_email(email), name=name, **more)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **more) -> "User":
        return self.create_user(
            email, password=password, is_staff=True, is_superuser=True, name=email, **more
        )

    def get_by_natural_key(self, email: str | None) -> "User":
        return self.get(email=normal_email(email or ""))


class User(AbstractBaseUser, PermissionsMixin):
    """Somebody with an account. An administrator (`is_staff`) runs the site and sees no content."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    zone = models.CharField(max_length=64, default="UTC", validators=[valid_zone])
    can_open_searches = models.BooleanField(
        "may open searches", default=False, help_text="Who opens a search is its hiring manager."
    )
    is_staff = models.BooleanField("administrator", default=False)
    is_active = models.BooleanField("may sign in", default=True)
    joined_at = models.DateTimeField(default=timezone.now)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = UserManager()

    def __str__(self) -> str:
        return self.name or self.email

    def save(self, *args, **kwargs) -> None:
        self.email = normal_email(self.email)
        super().save(*args, **kwargs)

    @property
    def has_joined(self) -> bool:
        """Whether they have taken up their invitation: a password of their own, or signed in."""
        return self.last_login is not None or self.has_usable_password()


class LinkQuerySet(models.QuerySet["Link"]):
    def live(self) -> Self:
        return self.filter(revoked_at=None, expires_at__gt=timezone.now())

    def open_with(self, token: str, kind: str) -> "Link | None":
        """The live link of this kind behind a token; unknown, expired and revoked all give None."""
        return self.live().filter(kind=kind, token_hash=Link.hash(token)).first()


class Link(models.Model):
    """A private address for one person and one purpose.

    The database keeps a random nonce and the token's hash. The token itself (128 bits) comes from
    the nonce and the site's secret, so a copy of the database opens nothing, and a mail can still
    be written again. Opening a link consumes nothing.
    """

    kind = models.CharField(max_length=32)
    about = models.PositiveBigIntegerField(help_text="id of what the link opens")
    email = models.EmailField()
    nonce = models.CharField(max_length=64, editable=False)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    objects = LinkQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["kind", "about"])]

    def __str__(self) -> str:
        return f"{self.kind} link {self.pk}"

    @staticmethod
    def hash(token: str) -> str:
        return hashlib.sha256(token.encode(errors="replace")).hexdigest()

    @property
    def token(self) -> str:
        digest = salted_hmac("accounts.link", self.nonce, algorithm="sha256").digest()[:16]
        return base64.urlsafe_b64encode(digest).decode().rstrip("=")

    @classmethod
    def issue(cls, *, kind: str, about: int, email: str, by: User | None, days: int) -> "Link":
        link = cls(
            kind=kind,
            about=about,
            email=normal_email(email),
            created_by=by,
            nonce=secrets.token_hex(16),
            expires_at=timezone.now() + timedelta(days=days),
        )
        link.token_hash = cls.hash(link.token)
        link.save()
        return link

    @property
    def is_live(self) -> bool:
        return self.revoked_at is None and self.expires_at > timezone.now()

    def revoke(self) -> None:
        self.revoked_at = timezone.now()
        self.save(update_fields=["revoked_at"])
