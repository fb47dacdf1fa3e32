"""Writing a card: draft, submit, amend; and excusing one."""

from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from candidates.models import Conflict
from interviews.models import Interview
from interviews.states import InterviewState
from mail.actions import post
from scorecards.actions.arriving import card_is_in
from scorecards.actions.flags import carry_over
from scorecards.content import Content, content_of, shape_of, value_of
from scorecards.models import Card, Debrief, GateReading, Rating, RedFlag
from scorecards.states import CARD_MOVES, CardState
from searches.actions import acting, log
from searches.errors import NotAllowed, Refused, Stale
from searches.models import Search
from searches.moves import target_of

SUBMITTED_ALREADY = "This scorecard is submitted. Add to it with a dated amendment."
NOT_ONES_OWN = "Nobody excuses their own scorecard. The other of you two does."
REVEALED_MEANWHILE = (
    "The scorecards were opened while you wrote. Sent now, this is shown beside yours and not "
    "averaged, and the red flags you raised stand as they are."
)
SAVED_ELSEWHERE = "You saved this scorecard somewhere else meanwhile."


def save_card(*, interview: Interview, revision: int, content: Content, by: User) -> Card:
    """Keep what is typed so far.

    Raises Stale with the card as it stands when `revision` is not the one last saved.
    """
    with acting(interview.search.pk, by, "scorecards.write", interview) as search:
        return _save(search, interview, revision, content, by)


def submit_card(*, interview: Interview, revision: int, content: Content, by: User) -> Card:
    """Seal the card: from here on it is fixed, and nobody else's until the debrief."""
    with acting(interview.search.pk, by, "scorecards.write", interview) as search:
        if missing := shape_of(interview).missing(content):
            raise Refused(missing[0].says)
        card = _save(search, interview, revision, content, by)
        card.state = target_of(CARD_MOVES, "submit", card.state, SUBMITTED_ALREADY)
        card.after_reveal = revealed_to(by, interview)
        _write(card, content)
        log(search, by, "card.submitted", card, "state")
        card_is_in(search, interview, by)
        return card


def amend_card(
    *, card: Card, after: int, content: Content, because: str, sealed: bool = False, by: User
) -> Card:
    """A dated card beside the original; before the reveal it counts in its place.

    `after` is the id of the wording that was amended, `sealed` says that it was written to count.
    Raises Stale, with the wording that stands, when either is so no more.
    """
    with acting(card.search.pk, by, "scorecards.write", card) as search:
        original = Card.objects.get(pk=card.amends_id or card.pk)
        if original.author_id != by.pk or original.state != CardState.SUBMITTED:
            raise NotAllowed("A scorecard is amended by who submitted it.")
        wordings = [original, *original.amendments.order_by("pk")]
        if wordings[-1].pk != after:
            raise Stale("You amended this scorecard meanwhile. Look at that first.", wordings[-1])
        # Once shown it stays shown: a wording written after the reveal never comes to count again.
        revealed = revealed_to(by, original.interview) or any(w.after_reveal for w in wordings)
        if revealed:
            if sealed:
                raise Stale(REVEALED_MEANWHILE, wordings[-1])
            content = _without_shown_flags(content, wordings[-1])
        if missing := shape_of(original.interview).missing(content):
            raise Refused(missing[0].says)
        amendment = Card(
            interview=original.interview,
            author=by,
            amends=original,
            state=CardState.SUBMITTED,
            amended_because=because,
            after_reveal=revealed,
        )
        _write(amendment, content)
        if not revealed:
            carry_over(wordings[-1].flags.all(), amendment.flags.all())
        log(search, by, "card.amended", amendment)
        return amendment


def _without_shown_flags(content: Content, shown: Card) -> Content:
    """Flags once shown stand as they are; a form made before that sends them again."""
    flags = content_of(shown)["flags"]
    return content | {"flags": [flag for flag in content["flags"] if flag not in flags]}


def excuse_card(*, interview: Interview, user: User, because: str, by: User) -> Card:
    """Let somebody off one card, by name and with a sentence; nobody lets themselves off."""
    with acting(interview.search.pk, by, "scorecards.excuse", interview) as search:
        if user == by:
            raise NotAllowed(NOT_ONES_OWN)
        if not because.strip():
            raise Refused("Say in a sentence why this scorecard is excused.")
        _check_it_stands(interview)
        if not interview.seats.current().scoring().filter(user=user).exists():
            raise Refused(f"{user} owes no scorecard for this interview.")
        card = Card.objects.filter(interview=interview, author=user, amends=None).first()
        card = card or Card(interview=interview, author=user)
        wrong = f"The scorecard of {user} is {card.get_state_display()} already."
        card.state = target_of(CARD_MOVES, "excuse", card.state, wrong)
        card.excused_by, card.excused_at = by, timezone.now()
        card.excused_because = because
        card.save()
        log(search, by, "card.excused", card, "state")
        post(kind="card_excused", to=user, about=card.pk, search=search)
        card_is_in(search, interview, by)
        return card


def take_up_card(*, interview: Interview, by: User) -> Card:
    """Who was excused writes all the same."""
    with acting(interview.search.pk, by, "scorecards.write", interview) as search:
        _check_may_still_write(interview, by)
        card = Card.objects.filter(interview=interview, author=by, amends=None).first()
        card = card or Card(interview=interview, author=by)
        card.state = target_of(CARD_MOVES, "take_up", card.state, "This scorecard is not excused.")
        card.excused_by = card.excused_at = None
        card.excused_because, card.excused_by_ending = "", False
        card.save()
        log(search, by, "card.taken_up", card, "state")
        return card


def revealed_to(user: User, interview: Interview) -> bool:
    """Whether the cards on this candidate are out, or this person has seen some that bear on it:
    at a debrief, or at a gate that covers this part."""
    here = Debrief.objects.filter(candidacy=interview.candidacy_id)
    at_gate = GateReading.objects.filter(
        candidacy=interview.candidacy_id,
        user=user,
        part__position__gte=interview.part.position,
    )
    return here.filter(Q(closed_at=None) | Q(readings__user=user)).exists() or at_gate.exists()


def _save(search: Search, interview: Interview, revision: int, content: Content, by: User) -> Card:
    """Save the draft within an action's frame."""
    _check_may_still_write(interview, by)
    card = Card.objects.filter(interview=interview, author=by, amends=None).first()
    if card is None:
        card = Card.objects.create(interview=interview, author=by)
        log(search, by, "card.begun", card)
    if card.state == CardState.SUBMITTED:
        raise Refused(SUBMITTED_ALREADY)
    if card.state == CardState.EXCUSED:
        raise Refused("You were excused from this scorecard. Say first that you write it still.")
    if card.draft == content:
        return card
    if card.revision != revision:
        raise Stale(SAVED_ELSEWHERE, card)
    card.draft, card.saved_at = content, timezone.now()
    card.revision += 1
    card.save()
    return card


def _check_may_still_write(interview: Interview, by: User) -> None:
    _check_it_stands(interview)
    if not interview.seats.current().scoring().filter(user=by).exists():
        raise Refused("Your seat was given to somebody else. Your draft stays yours alone.")
    declared = Conflict.objects.filter(candidacy=interview.candidacy_id, user=by).first()
    if declared is None:
        raise Refused("Say first whether you know this candidate.")
    if declared.answer == Conflict.Answer.REPLACE:
        raise Refused("You asked to be replaced. Somebody else will take your seat.")


def _check_it_stands(interview: Interview) -> None:
    if Interview.objects.get(pk=interview.pk).state == InterviewState.CANCELLED:
        raise Refused("This interview was cancelled. It has no scorecard any more.")


def _write(card: Card, content: Content) -> None:
    """Turn what was typed into the fields and rows of a submitted card."""
    card.submitted_at, card.draft = timezone.now(), {}
    card.recommendation, card.why = content["recommendation"], content["why"]
    card.extra, card.words = content["extra"], content["words"]
    card.save()
    shape = shape_of(card.interview)
    Rating.objects.bulk_create(
        Rating(
            card=card,
            competency=key,
            evidence=shape.note_on(key, content),
            **value_of(rating),
        )
        for key, rating in content["ratings"].items()
    )
    for flag in content["flags"]:
        name = flag["name"] or shape.playbook.red_flag(flag["key"]).name
        RedFlag.objects.create(card=card, **(flag | {"name": name}))
