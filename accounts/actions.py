"""Every write on people and their links that has a meaning."""

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import Link, User, normal_email
from accounts.signals import invited

INVITATION = "invitation"
INVITATION_DAYS = 14


@transaction.atomic
def person_for(*, email: str, name: str, by: User, search: int | None = None) -> User:
    """The account of this address; without one it is made, shut, and invited by mail.

    Who was invited and has not joined is invited again once the earlier invitation has run out.
    """
    user = _account_of(email, name, by)
    if user.is_active and not user.has_joined and not invitations_of(user).exists():
        send_invitation(user=user, by=by, search=search)
    return user


def _account_of(email: str, name: str, by: User) -> User:
    """The account of an address, made where there is none; two who make it at once get one."""
    new = {"name": name, "zone": by.zone, "password": make_password(None)}
    user, _ = User.objects.get_or_create(email=normal_email(email), defaults=new)
    return user


def invitations_of(user: User) -> QuerySet[Link]:
    return Link.objects.live().filter(kind=INVITATION, about=user.pk)


@transaction.atomic
def send_invitation(*, user: User, by: User, search: int | None = None) -> Link:
    """Ask somebody in; an earlier invitation of theirs stops working."""
    User.objects.select_for_update().get(pk=user.pk)  # two who ask at once: the later one stands
    invitations_of(user).update(revoked_at=timezone.now())
    link = Link.issue(kind=INVITATION, about=user.pk, email=user.email, by=by, days=INVITATION_DAYS)
    invited.send(sender=Link, user=user, link=link, by=by, search=search)
    return link


@transaction.atomic
def invite(*, email: str, name: str, can_open_searches: bool, by: User) -> User:
    """An administrator asks somebody to the site, or asks again who has not joined yet."""
    if not by.is_staff:
        raise PermissionDenied("Only an administrator invites people to the site.")
    user = _account_of(email, name, by)
    if not user.has_joined and user.is_active:
        send_invitation(user=user, by=by)
    if can_open_searches and not user.can_open_searches:
        user.can_open_searches = True
        user.save(update_fields=["can_open_searches"])
    return user


def invited_by(token: str) -> tuple[Link, User] | None:
    """The live invitation behind a token and whom it invites.

    None too where the person has joined meanwhile or may not sign in: an old link is no second
    way into an account.
    """
    link = Link.objects.open_with(token, INVITATION)
    user = User.objects.filter(pk=link.about, is_active=True).first() if link else None
    if link is None or user is None or user.has_joined:
        return None
    return link, user


@transaction.atomic
def accept_invitation(*, by: Link, name: str, zone: str, password: str) -> User | None:
    """The invited person names themselves and chooses a password; the link is then spent.

    None where the link was spent or withdrawn meanwhile.
    """
    link = Link.objects.select_for_update().live().filter(pk=by.pk, kind=INVITATION).first()
    user = User.objects.select_for_update().filter(pk=by.about, is_active=True).first()
    if link is None or user is None or user.has_joined:
        return None
    user.name, user.zone = name, zone
    user.set_password(password)
    user.save()
    confirm_address(user)
    link.used_at = link.revoked_at = timezone.now()
    link.save(update_fields=["used_at", "revoked_at"])
    return user


def confirm_address(user: User) -> None:
    """The invitation came to it, so the address is known to be theirs."""
    EmailAddress.objects.update_or_create(
        user=user, email=user.email, defaults={"verified": True, "primary": True}
    )


def change_profile(*, by: User, name: str, zone: str) -> None:
    by.name, by.zone = name, zone
    by.save(update_fields=["name", "zone"])
