from mail.actions import body_of
from mail.kinds import letter_of
from mail.models import Mail


def sent_lately(most: int = 40) -> list[dict[str, object]]:
    """The demo's outbox: the newest mails as they read. Bodies are not stored; they are written."""
    rows = Mail.objects.select_related("user", "link__created_by", "search").order_by("-pk")[:most]
    read = []
    for mail in rows:
        letter = letter_of(mail)
        if letter:
            read.append({"mail": mail, "letter": letter, "body": body_of(mail, letter)})
    return read
