"""Another first day, agreed after the yes: what they accepted stays as it was."""

from datetime import date, timedelta

from django.utils import timezone

from accounts.models import User
from accounts.templatetags.face import day
from accounts.text import says_why
from mail.actions import post
from offers.actions.letters import AFTER_THE_START
from offers.actions.passage import lay_touchpoints, under_way
from offers.actions.standing import LATEST_START
from offers.models import FirstDayMoved, Passage
from offers.signals import first_day_moved
from searches.actions import acting, log
from searches.errors import Refused
from searches.models import Search

MOVED = "first_day_moved"


def move_first_day(
    *, passage: Passage, was: date, now: date, because: str, by: User
) -> FirstDayMoved:
    """Both days stay readable. Who accepted is told the new one by mail, and not the reason.

    `was` is the day the page showed.
    """
    with acting(passage.candidacy.search_id, by, "offers.accompany", passage) as search:
        row = under_way(passage)
        _check_moved(search, row, was, now)
        if not says_why(because):
            raise Refused("Say in a sentence why it moves.", "because")
        moved = FirstDayMoved.objects.create(
            passage=row, was=was, now=now, because=because.strip(), by=by
        )
        log(search, by, "passage.moved", moved, "now", "because")
        lay_touchpoints(search, row)
        first_day_moved.send(sender=Passage, offer=row.offer, first_day=now)
        _tell(search, moved)
        return moved


def _check_moved(search: Search, passage: Passage, was: date, now: date) -> None:
    if passage.first_day != was:
        raise Refused(f"It was moved meanwhile: it is {day(passage.first_day)}.", "now")
    if now == was:
        raise Refused("That is the first day already.", "now")
    if now < search.today:
        raise Refused("This day has passed. Choose one from today on.", "now")
    if now > search.today + LATEST_START:
        raise Refused("That is more than two years ahead. Choose an earlier day.", "now")


def _tell(search: Search, moved: FirstDayMoved) -> None:
    """Their page opens until some time after the new day; one that was closed stays so."""
    link = moved.passage.offer.link
    if link is None or link.revoked_at:
        return
    until = timezone.now() + max(moved.now - search.today, timedelta()) + AFTER_THE_START
    link.expires_at = max(link.expires_at, until)
    link.save(update_fields=["expires_at"])
    post(kind=MOVED, to=link.email, about=moved.pk, search=search, link=link)
