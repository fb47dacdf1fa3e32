"""Between the yes and the first day of the person hired in the samples."""

from datetime import date, timedelta

from accounts.models import User
from offers import actions as offers
from offers.models import Offer

DAY = timedelta(days=1)


def on_notice(offer: Offer, began: date, manager: User, recruiter: User) -> None:
    passage = offer.passage
    words = passage.touchpoints.get(key="welcome")
    said = "She is glad, and asks who she will meet first."
    offers.keep_touch(touchpoint=words, words=said, by=manager)
    offers.record_resignation(
        passage=passage,
        resigned_on=began - 50 * DAY,
        notice_ends_on=began - DAY,
        by=recruiter,
    )
    offers.note_counter_offer(
        passage=passage,
        counter="declined",
        words="A larger team, offered a week later. She said no the same day.",
        by=recruiter,
    )
