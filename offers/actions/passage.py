"""From the yes to the first day: the notice, the counter-offer, the words with them, the end."""

from datetime import date, timedelta

from django.utils import timezone

from accounts.actors import Actor
from accounts.models import User
from accounts.templatetags.face import day
from accounts.text import says_why
from candidates.actions import set_stage
from candidates.models import Candidacy
from candidates.queries import who_is_told
from candidates.states import Stage
from mail.actions import post
from offers.models import Offer, Passage, Touchpoint
from offers.signals import offer_reneged
from offers.states import OFFER_MOVES, PASSAGE_MOVES, Counter
from offers.touchpoints import (
    EVERY,
    HALF,
    NOTICE,
    RESIGNED,
    START,
    TOUCHES,
    WARM,
    YES,
    Touch,
)
from searches.actions import acting, go_back, log
from searches.business_days import add_business_days
from searches.errors import Refused
from searches.models import Role, Search, Step
from searches.moves import target_of
from searches.queries import today_there

LONGEST_NOTICE = timedelta(days=2 * 366)
RENEGED = "yes_taken_back"


def fresh_passage(passage: Passage) -> Passage:
    """The row as it stands under the search's lock."""
    return Passage.objects.select_related(
        "offer__candidacy__candidate", "offer__candidacy__search"
    ).get(pk=passage.pk)


def begin_passage(search: Search, *, offer: Offer, by: Actor) -> Passage:
    """Inside the frame of the action that accepts the offer."""
    row = Passage.objects.create(offer=offer)
    log(search, by, "passage.begun", row)
    lay_touchpoints(search, row)
    return row


def lay_touchpoints(search: Search, passage: Passage) -> None:
    """Date what can be dated by now; what was done stays, and what moved moves."""
    anchors = _anchors(search, passage)
    there = {row.key: row for row in passage.touchpoints.filter(candidacy=passage.candidacy)}
    for touch in TOUCHES.values():
        due = touch.due(anchors, search.calendar)
        row = there.get(touch.key)
        if due is None or (row and row.done_at):
            continue
        row = row or Touchpoint(passage=passage, candidacy=passage.candidacy, key=touch.key)
        row.due_on, row.who = due, _who(search, touch)
        row.save()


def _who(search: Search, touch: Touch) -> str:
    """The hiring manager wherever there is no recruiter to speak with them."""
    recruits = search.memberships.current().filter(role=Role.RECRUITER).exists()
    return touch.who if recruits else Role.HIRING_MANAGER


def speak_instead(search: Search, *, user: User) -> None:
    """A recruiter leaves: where there is no other, the hiring manager speaks with them.

    Inside another action's frame.
    """
    others = search.memberships.current().filter(role=Role.RECRUITER).exclude(user=user)
    if not others.exists():
        rows = Touchpoint.objects.filter(candidacy__search=search, done_at=None)
        rows.filter(who=Role.RECRUITER).update(who=Role.HIRING_MANAGER)


def _anchors(search: Search, passage: Passage) -> dict[str, date]:
    resigned, until = passage.resigned_on, passage.notice_ends_on
    half = resigned + (until - resigned) / 2 if resigned and until else None
    known = {
        YES: _accepted_on(passage),
        RESIGNED: resigned,
        NOTICE: until,
        HALF: half,
        START: passage.first_day,
    }
    return {name: at for name, at in known.items() if at}


def _accepted_on(passage: Passage) -> date:
    assert passage.offer.answered_at is not None  # of an accepted one
    return passage.search.day_of(passage.offer.answered_at)


def _moved(passage: Passage, name: str, by: User) -> Passage:
    """The row after one of PASSAGE_MOVES, not saved yet."""
    row = fresh_passage(passage)
    wrong = f"This is over: {row.candidacy} {row.get_state_display()}."
    row.state = target_of(PASSAGE_MOVES, name, row.state, wrong)
    row.recorded_by, row.recorded_at = by, timezone.now()
    return row


def record_resignation(
    *, passage: Passage, resigned_on: date, notice_ends_on: date, by: User
) -> Passage:
    """When they resigned and how long they are still held; once more where it was agreed anew."""
    with acting(passage.candidacy.search_id, by, "offers.accompany", passage) as search:
        row = _moved(passage, "resign", by)
        _check_resigned(search, resigned_on)
        if notice_ends_on < resigned_on:
            raise Refused("The notice ends on the day they resign, or later.", "notice_ends_on")
        if notice_ends_on > resigned_on + LONGEST_NOTICE:
            raise Refused("A notice of more than two years is a slip.", "notice_ends_on")
        row.resigned_on, row.notice_ends_on = resigned_on, notice_ends_on
        row.save()
        log(search, by, "passage.resigned", row, "state", "resigned_on", "notice_ends_on")
        lay_touchpoints(search, row)
        return row


def _check_resigned(search: Search, resigned_on: date) -> None:
    if resigned_on > search.today:
        says = f"This day is still to come. {today_there(search)} Write the day they resigned."
        raise Refused(says, "resigned_on")
    if resigned_on < search.today - LONGEST_NOTICE:
        says = "That is more than two years ago. Write the day they resigned."
        raise Refused(says, "resigned_on")


def note_counter_offer(*, passage: Passage, counter: str, words: str = "", by: User) -> Passage:
    """How it stands with the present employer; with a sentence where one is expected or made."""
    with acting(passage.candidacy.search_id, by, "offers.accompany", passage) as search:
        row = under_way(passage)
        said = Counter(counter)
        if said not in (Counter.UNSAID, Counter.NONE) and not says_why(words):
            raise Refused("Say in a few words what is known of it.", "words")
        row.counter, row.counter_words = said, words.strip()
        row.save()
        log(search, by, "passage.counter_noted", row, "counter")
        return row


def under_way(passage: Passage) -> Passage:
    """The row under the lock, while they are on the way; refused afterwards."""
    row = fresh_passage(passage)
    if not row.under_way:
        raise Refused(f"This is over: {row.candidacy} {row.get_state_display()}.")
    return row


def keep_touch(*, touchpoint: Touchpoint, words: str, by: User) -> Touchpoint:
    """Note what was heard. With who is kept warm, the next word falls due two weeks later."""
    with acting(touchpoint.candidacy.search_id, by, "offers.accompany", touchpoint) as search:
        row = Touchpoint.objects.select_related("passage", "done_by").get(pk=touchpoint.pk)
        if row.done_at:
            raise Refused(f"{row.done_by} has noted this already, on {day(row.done_at)}.")
        passage = under_way(row.passage)
        if not says_why(words):
            raise Refused("Say in a sentence what you heard.", "words")
        row.words, row.done_by, row.done_at = words.strip(), by, timezone.now()
        row.save()
        log(search, by, "touchpoint.kept", row, "done_at", "words")
        if passage.runner_ups.current().filter(candidacy=row.candidacy_id).exists():
            next_warm_word(search, passage, row.candidacy)
        return row


def next_warm_word(search: Search, passage: Passage, candidacy: Candidacy) -> None:
    """Inside another action's frame."""
    touch, due = TOUCHES[WARM], add_business_days(search.today, EVERY, search.calendar)
    Touchpoint.objects.create(
        passage=passage, candidacy=candidacy, key=touch.key, who=_who(search, touch), due_on=due
    )


def arrive(search: Search, *, offer: Offer, started_on: date, by: User) -> None:
    """Their first day. Inside the frame of the action that starts their plan.

    Raises Refused while the notice, as it is written down, still runs on that day.
    """
    row = _moved(Passage.objects.get(offer=offer), "start", by)
    until = row.notice_ends_on
    if until and started_on <= until:
        raise Refused(
            f"Their notice runs until {day(until)}. If they were let go earlier, write that day "
            "first, where the resignation stands.",
            "started_on",
        )
    row.started_on = started_on
    row.save()
    log(search, by, "passage.started", row, "state", "started_on")


def renege(
    *, passage: Passage, reneged_on: date, because: str, words: str = "", by: User
) -> Passage:
    """They take the yes back before the first day.

    The offer and the waiting plan end, the candidacy is withdrawn, and the search goes back to
    where somebody else stands: to the debrief, if anybody does.
    """
    with acting(passage.candidacy.search_id, by, "offers.accompany", passage) as search:
        row = _moved(passage, "renege", by)
        _check_reneged(search, row, reneged_on, because)
        row.reneged_on, row.reneged_because = reneged_on, because
        row.reneged_words = words.strip()
        row.save()
        log(search, by, "passage.reneged", row, "state", "reneged_on")
        offer, candidacy = row.offer, row.candidacy
        offer.state = target_of(OFFER_MOVES, "renege", offer.state, "This offer is over already.")
        offer.save(update_fields=["state"])
        if offer.link:
            offer.link.revoke()
        log(search, by, "offer.reneged", offer, "state")
        set_stage(search, candidacy, "renege", by, because)
        offer_reneged.send(sender=Offer, offer=offer, search=search, by=by)
        go_back(search, _where_somebody_stands(search), by)
        for user in who_is_told(candidacy):
            if user != by:
                post(kind=RENEGED, to=user, about=row.pk, search=search)
        return row


def _check_reneged(search: Search, passage: Passage, reneged_on: date, because: str) -> None:
    if not because.strip():
        raise Refused("Say why. One of the reasons is enough.", "because")
    if reneged_on > search.today:
        says = f"This day is still to come. {today_there(search)} Write the day they told you."
        raise Refused(says, "reneged_on")
    if reneged_on < (accepted := _accepted_on(passage)):
        raise Refused(f"They said yes on {day(accepted)}. It was taken back later.", "reneged_on")


STANDS = (
    (Step.DEBRIEF, (Stage.DEBRIEF, Stage.OFFER)),
    (Step.LOOP, (Stage.LOOP,)),
)
"""Where a search goes on without who was hired: as far as the one furthest on has come."""


def _where_somebody_stands(search: Search) -> Step:
    rows = Candidacy.objects.filter(search=search)
    found = (step for step, stages in STANDS if rows.filter(stage__in=stages).exists())
    return next(found, Step.CANDIDATES)
