"""Who may read a card, written a second time: rows in, plain Python, no shared query.

The product's own is a queryset in scorecards.blindness. The two are compared by the blindness
tests; a change to one that the other does not follow fails them.

    can_read(viewer, card) = viewer is a current member of the search, and
        (viewer is its author
         or (card is submitted and its candidacy's debrief is open
             and viewer owes no card for that candidacy
             and viewer is hiring_manager, recruiter or observer there
                     (of an internal candidate: and named to know of them),
                 or a panelist seated on that candidacy with no undeclared conflict))
    owes(viewer, candidacy) = a current scoring seat of viewer on a non-cancelled interview of it
                              whose card is neither submitted nor excused
"""

from accounts.models import User
from candidates.models import Access, Candidacy, Conflict
from interviews.models import Interview, Seat
from scorecards.models import Card, Debrief, SecondVote
from searches.models import Membership


class Facts:
    """Every row that the predicate speaks of, as plain lists."""

    def __init__(self) -> None:
        self.memberships = list(Membership.objects.all())
        self.interviews = {
            row.pk: row for row in Interview.objects.select_related("candidacy", "part")
        }
        self.seats = list(Seat.objects.all())
        self.conflicts = list(Conflict.objects.all())
        self.accesses = list(Access.objects.all())
        self.debriefs = list(Debrief.objects.all())
        self.cards = list(Card.objects.all())
        self.votes = list(SecondVote.objects.select_related("round__debrief__candidacy"))

    def roles(self, user: User, search: int) -> set[str]:
        """A search partner is outside: theirs makes nobody a member."""
        return {
            row.role
            for row in self.memberships
            if row.user_id == user.pk and row.search_id == search and row.ended_at is None
        } - {"partner"}

    def seats_on(self, user: User, candidacy: int) -> list[Seat]:
        """Current seats of the user on interviews of the candidacy that are not cancelled."""
        found = []
        for seat in self.seats:
            interview = self.interviews[seat.interview_id]
            stands = interview.state != "cancelled" and interview.candidacy_id == candidacy
            if seat.user_id == user.pk and seat.ended_at is None and stands:
                found.append(seat)
        return found

    def card_is_in(self, user: int, interview: int) -> bool:
        return any(
            card.author_id == user
            and card.interview_id == interview
            and card.amends_id is None
            and card.state in ("submitted", "excused")
            for card in self.cards
        )

    def owes(self, user: User, candidacy: int) -> bool:
        return any(
            seat.duty == "scoring" and not self.card_is_in(user.pk, seat.interview_id)
            for seat in self.seats_on(user, candidacy)
        )

    def declared(self, user: User, candidacy: int) -> bool:
        return any(
            row.user_id == user.pk
            and row.candidacy_id == candidacy
            and row.answer in ("none", "knows")
            for row in self.conflicts
        )

    def is_named(self, user: User, candidacy: int) -> bool:
        return any(
            row.user_id == user.pk
            and row.candidacy_id == candidacy
            and row.role == "named"
            and row.ended_at is None
            for row in self.accesses
        )

    def is_open(self, candidacy: int) -> bool:
        return any(row.candidacy_id == candidacy and row.closed_at is None for row in self.debriefs)

    def can_read(self, user: User, card: Card) -> bool:
        candidacy = self.interviews[card.interview_id].candidacy
        if not self.roles(user, candidacy.search_id) or candidacy.erased:
            return False
        if card.author_id == user.pk:
            return True
        return card.state == "submitted" and self.reads_debrief(user, candidacy)

    def can_read_vote(self, user: User, vote: SecondVote) -> bool:
        """One's own second vote, and all of them once they are shown, in the open debrief."""
        candidacy = vote.round.debrief.candidacy
        mine_or_shown = vote.voter_id == user.pk or vote.round.closed_at is not None
        return mine_or_shown and self.reads_debrief(user, candidacy)

    def reads_debrief(self, user: User, candidacy: Candidacy) -> bool:
        roles = self.roles(user, candidacy.search_id)
        if not self.is_open(candidacy.pk) or self.owes(user, candidacy.pk) or candidacy.erased:
            return False
        knows = not candidacy.internal or self.is_named(user, candidacy.pk)
        if roles & {"hiring_manager", "recruiter", "observer"} and knows:
            return True
        seated = bool(self.seats_on(user, candidacy.pk))
        return "panelist" in roles and seated and self.declared(user, candidacy.pk)

    def opens_at_a_gate(self, user: User, card: Card) -> bool:
        """Whether a gate shows the user recommendation and flags of the card, and no more."""
        candidacy = self.interviews[card.interview_id].candidacy
        if "hiring_manager" not in self.roles(user, candidacy.search_id):
            return False
        return card.state == "submitted" and any(
            gate.part.position >= self.interviews[card.interview_id].part.position
            for gate in self.ready_gates(candidacy.pk)
        )

    def ready_gates(self, candidacy: int) -> list[Interview]:
        """Standing interviews that end in a gate and were judged, where nobody owes a card of any
        part up to theirs."""
        standing = [
            row
            for row in self.interviews.values()
            if row.candidacy_id == candidacy
            and row.state != "cancelled"
            and not row.candidacy.erased
        ]
        owed = [
            self.interviews[seat.interview_id].part.position
            for seat in self.seats
            if seat.ended_at is None
            and seat.duty == "scoring"
            and self.interviews[seat.interview_id] in standing
            and not self.card_is_in(seat.user_id, seat.interview_id)
        ]
        judged = {
            card.interview_id
            for card in self.cards
            if card.amends_id is None and card.state in ("submitted", "excused")
        }
        return [
            row
            for row in standing
            if row.part.gate
            and row.pk in judged
            and not any(position <= row.part.position for position in owed)
        ]

    def readable_by(self, user: User) -> set[int]:
        return {card.pk for card in self.cards if self.can_read(user, card)}


def assert_both_agree() -> None:
    """The product's querysets and the facts give the same cards and second votes, for everybody."""
    facts = Facts()
    for user in User.objects.order_by("pk"):
        product = set(Card.objects.visible_to(user).values_list("pk", flat=True))
        assert product == facts.readable_by(user), f"{user}: {product} shown"
        votes = set(SecondVote.objects.visible_to(user).values_list("pk", flat=True))
        assert votes == {vote.pk for vote in facts.votes if facts.can_read_vote(user, vote)}, user
