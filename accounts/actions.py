"""Every write on people and their links that has a meaning."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import Link, User, normal_email
from accounts.signals import invited

INVITATION = "invitation"
INVITATION_DAYS = 14


@transaction.atomic
def person_for(*, email: str, name: str, by: User, search: int | None = None) -> User:
    """The account of this address; without one it is made, shut, and invited by mail."""
    user = User.objects.filter(email=normal_email(email)).first()
    if user is None:
        user = User.objects.create_user(email=email, name=name, zone=by.zone)
        send_invitation(user=user, by=by, search=search)
    return user


@transaction.atomic
def send_invitation(*, user: User, by: User, search: int | None = None) -> Link:
    """Ask somebody in; an earlier invitation of theirs stops working."""
    Link.objects.live().filter(kind=INVITATION, about=user.pk).update(revoked_at=timezone.now())
    link = Link.issue(kind=INVITATION, about=user.pk, email=user.email, by=by, days=INVITATION_DAYS)
    invited.send(sender=Link, user=user, link=link, by=by, search=search)
    return link


@transaction.atomic
def invite(*, email: str, name: str, can_open_searches: bool, by: User) -> User:
    """An administrator asks somebody to the site."""
    if not by.is_staff:
        raise PermissionDenied("Only an administrator invites people to the site.")
    user = person_for(email=email, name=name, by=by)
    if can_open_searches and not user.can_open_searches:
        user.can_open_searches = True
        user.save(update_fields=["can_open_searches"])
    return user


@transaction.atomic
def accept_invitation(*, by: Link, name: str, zone: str, password: str) -> User:
    """The invited person names themselves and chooses a password; the link is then spent."""
    link = Link.objects.select_for_update().live().get(pk=by.pk, kind=INVITATION)
    user = User.objects.select_for_update().get(pk=link.about)
    user.name, user.zone = name, zone
    user.set_password(password)
    user.save()
    link.used_at = link.revoked_at = timezone.now()
    link.save(update_fields=["used_at", "revoked_at"])
    return user


def change_profile(*, by: User, name: str, zone: str) -> None:
    by.name, by.zone = name, zone
    by.save(update_fields=["name", "zone"])
