"""Putting a mail in the outbox, and sending it."""

import logging
from datetime import timedelta
from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from accounts.models import Link, User
from mail.kinds import Letter, letter_of
from mail.models import Mail
from mail.queue import hand_over
from searches.models import Search

logger = logging.getLogger(__name__)
DELIVER = "mail.tasks.deliver"
GAPS = tuple(timedelta(minutes=minutes) for minutes in (0.5, 2, 15, 120, 600))
"""How long a mail lost on the queue waits, then one whose first, second ... try failed."""
ATTEMPTS = len(GAPS)


def post(
    *, kind: str, to: User | str, about: int, search: Search | None = None, link: Link | None = None
) -> Mail:
    """Put a mail in the outbox, within the transaction of the action that causes it."""
    mail = Mail.objects.create(
        kind=kind,
        user=to if isinstance(to, User) else None,
        address="" if isinstance(to, User) else to,
        about=about,
        link=link,
        search=search,
    )
    transaction.on_commit(lambda: hand_over(DELIVER, mail.pk))
    return mail


def absolute(path: str) -> str:
    return urljoin(settings.SITE_URL, path)


def body_of(mail: Mail, letter: Letter) -> str:
    text = render_to_string(
        letter.template, {"mail": mail, "site": settings.SITE_URL, **letter.context}
    )
    return text.strip() + "\n"


def deliver(mail_id: int) -> None:
    """Send one mail once. A missing row, a sent one, or one that is being sent is left alone."""
    if not _begin(mail_id):
        return
    with transaction.atomic():
        mail = _held(mail_id)
        if mail is None:
            return
        mail.state = _state_after(mail)
        mail.sent_at = timezone.now() if mail.state == Mail.State.SENT else None
        mail.save(update_fields=["state", "sent_at"])


def _begin(mail_id: int) -> bool:
    """Count a try before it is made: a letter that kills its process is still counted."""
    with transaction.atomic():
        mail = _held(mail_id)
        if mail is None:
            return False
        left = mail.attempts < ATTEMPTS
        if left:
            mail.attempts += 1
            mail.tried_at = timezone.now()
        else:
            mail.state = Mail.State.FAILED
        mail.save(update_fields=["attempts", "tried_at", "state"])
        return left


def _held(mail_id: int) -> Mail | None:
    """The unsent row under its lock; None where another process holds it."""
    rows = Mail.objects.select_for_update(of=("self",), skip_locked=True)
    return rows.filter(pk=mail_id).unsent().first()


def _state_after(mail: Mail) -> str:
    """Try to send. Whatever a letter or the server raises counts as a try, and fails alone."""
    try:
        with transaction.atomic():
            message = message_of(mail)
        if message is None:
            return Mail.State.DROPPED
        message.send()
    except Exception:
        logger.exception("mail %s: attempt %s failed", mail.pk, mail.attempts)
        return Mail.State.FAILED if mail.attempts >= ATTEMPTS else Mail.State.WAITING
    return Mail.State.SENT


def message_of(mail: Mail) -> EmailMessage | None:
    """The mail as it is now; None where its record says that nobody needs it any more."""
    letter = letter_of(mail)
    if letter is None or not _may_be_told(mail):
        return None
    subject = " ".join(letter.subject.split())  # a line break in a subject never sends
    message = EmailMessage(subject, body_of(mail, letter), to=[mail.to])
    for attachment in letter.attachments:
        message.attach(attachment.name, attachment.content, attachment.mimetype)
    return message


def _may_be_told(mail: Mail) -> bool:
    """Whoever may not sign in any more gets no mail either."""
    return mail.user is None or mail.user.is_active
