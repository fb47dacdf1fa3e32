"""Writing to a candidate who has left. Only what a person has read and sends goes out."""

from accounts.models import User
from candidates.actions.stages import room_for
from candidates.models import Candidacy, Message
from candidates.states import Occasion
from mail.actions import post
from searches.actions import acting, log
from searches.errors import Refused

MESSAGE = "message"
MOST_MESSAGES = 6


def send_message(*, candidacy: Candidacy, occasion: str, text: str, by: User) -> Message:
    """Post these words to the candidate, and keep them. Raises Refused where they cannot go."""
    with acting(candidacy.search_id, by, "candidates.end") as search:
        row = Candidacy.objects.select_related("candidate").get(pk=candidacy.pk)
        may_be_written_to(row)
        room_for(row.messages.count(), MOST_MESSAGES, "messages")
        if row.messages.filter(text=text.strip()).exists():
            raise Refused("These very words went to them already.")
        message = Message.objects.create(
            candidacy=row, occasion=Occasion(occasion), text=text.strip(), sent_by=by
        )
        post(kind=MESSAGE, to=row.candidate.email, about=message.pk, search=search)
        log(search, by, "message.sent", message)
        return message


def may_be_written_to(candidacy: Candidacy) -> None:
    if not candidacy.ended:
        raise Refused("These words are for somebody who has left the search.")
    if not candidacy.candidate.email:
        raise Refused("The candidate has no mail address here. Add it first.")
