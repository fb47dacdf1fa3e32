"""The mail that goes with people and searches, whose rooms lie below this one."""

from django.dispatch import receiver
from django.urls import reverse

from accounts.models import Link, User
from accounts.signals import invited
from mail.actions import absolute, post
from mail.kinds import Letter, register
from mail.models import Mail
from searches.home import page_for
from searches.models import Membership, Search
from searches.signals import named


@receiver(invited)
def post_invitation(*, user: User, link: Link, search: int | None, **_) -> None:
    of = Search.objects.get(pk=search) if search else None
    post(kind="invitation", to=user, about=user.pk, link=link, search=of)


def invitation(mail: Mail) -> Letter | None:
    link = mail.link
    if link is None or link.revoked_at:
        return None
    where = f" to {mail.search.shown_outside}" if mail.search else ""
    return Letter(
        subject=f"{link.created_by} invites you{where}",
        template="emails/invitation.txt",
        context={
            "user": mail.user,
            "by": link.created_by,
            "search": mail.search,
            "url": absolute(reverse("accounts:join", args=[link.token])),
            "until": link.expires_at,
        },
    )


register("invitation", invitation)


@receiver(named)
def post_named(*, membership: Membership, by: User, **_) -> None:
    post(kind="named", to=membership.user, about=membership.pk, search=membership.search)


def put_on_search(mail: Mail) -> Letter | None:
    membership = Membership.objects.current().filter(pk=mail.about).select_related("search").first()
    if membership is None:
        return None
    search = membership.search
    return Letter(
        subject=f"You are {membership.get_role_display()} for {search.shown_outside}",
        template="emails/named.txt",
        context={
            "role": membership.get_role_display(),
            "search": search,
            "url": absolute(page_for(search, membership.role)),
        },
    )


register("named", put_on_search)
