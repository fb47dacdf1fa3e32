"""Second votes: asked for once the panel talks, given alone, shown when all are in."""

from django.utils import timezone

from accounts.actors import Actor
from accounts.models import Link, User
from candidates.models import Candidacy
from mail.actions import post
from scorecards.blindness import debriefs_open_to
from scorecards.models import Card, Debrief, SecondVote, VoteRound
from scorecards.states import Recommendation, Verdict
from searches.actions import acting, log
from searches.errors import ADDRESS_CLOSED, NotAllowed, Refused
from searches.models import Search

SECOND_VOTE = "second_vote"
"""The kind of the private link and of the mail that carries it."""
LINK_DAYS = 14
FEWEST = 2
OVER = "The second votes are shown already. What you think now belongs in the notes."


def ask_second_votes(*, candidacy: Candidacy, by: User) -> VoteRound:
    """Ask who scored and reads the debrief now whether they keep their recommendation."""
    row = Candidacy.objects.get(pk=candidacy.pk)
    with acting(candidacy.search_id, by, "scorecards.ask_votes", row) as search:
        row.refresh_from_db()
        debrief = Debrief.objects.get(candidacy=row, closed_at=None)
        if row.ended:
            raise Refused("They are out of the search. There is nothing left to vote on.")
        if VoteRound.objects.filter(debrief=debrief).exists():
            raise Refused("Second votes were asked for already.")
        voters = voters_of(row)
        if len(voters) < FEWEST:
            raise Refused("A second vote takes two people who scored and may read the debrief.")
        asked = VoteRound.objects.create(debrief=debrief, asked_by=by)
        log(search, by, "votes.asked", asked)
        for voter in voters:
            _ask(search, asked, voter, by)
        return asked


def voters_of(candidacy: Candidacy) -> list[User]:
    """Whose recommendation stands as a first vote, and who may read the debrief."""
    authors = Card.objects.counting().filter(interview__candidacy=candidacy).values("author")
    rows = User.objects.filter(pk__in=authors).order_by("pk")
    return [user for user in rows if debriefs_open_to(user).filter(pk=candidacy.pk).exists()]


def _ask(search: Search, asked: VoteRound, voter: User, by: User) -> None:
    vote = SecondVote.objects.create(round=asked, voter=voter)
    if voter != by:
        vote.link = Link.issue(
            kind=SECOND_VOTE, about=vote.pk, email=voter.email, by=by, days=LINK_DAYS
        )
        vote.save()
        post(kind=SECOND_VOTE, to=voter, about=vote.pk, search=search, link=vote.link)


def give_second_vote(
    *, vote: SecondVote, verdict: str, recommendation: str = "", why: str = "", by: User | Link
) -> SecondVote:
    """Keep one's recommendation, or change it and say why. The last one in shows all.

    One's own to change until then.
    """
    with acting(vote.search.pk, by) as search:
        row = vote_of(vote.pk, by)
        if row is None:
            raise NotAllowed(ADDRESS_CLOSED if isinstance(by, Link) else "This is not your vote.")
        if row.round.closed_at:
            raise Refused(OVER)
        row.verdict, row.recommendation, row.why = _checked(verdict, recommendation, why)
        row.given_at = timezone.now()
        row.save()
        log(search, by, "vote.given", row)
        if not SecondVote.objects.awaited().filter(round=row.round).exists():
            _show(search, row.round, by)
        return row


def vote_of(pk: int, by: User | Link) -> SecondVote | None:
    """The vote behind one's own name or link, while its voter may read the debrief."""
    rows = SecondVote.objects.select_related("round__debrief__candidacy__search", "voter", "link")
    row = rows.filter(pk=pk, round__debrief__closed_at=None).first()
    if row is None or not debriefs_open_to(row.voter).filter(pk=row.candidacy.pk).exists():
        return None
    if isinstance(by, Link):
        return row if row.link_id == by.pk and Link.objects.live().filter(pk=by.pk) else None
    return row if row.voter == by else None


def _checked(verdict: str, recommendation: str, why: str) -> tuple[str, str, str]:
    if verdict == Verdict.KEEP:
        return verdict, "", ""
    if verdict != Verdict.CHANGE:
        raise Refused("Keep your recommendation, or change it.")
    if recommendation not in Recommendation.values:
        raise Refused("Choose what you recommend now.", "recommendation")
    if not why.strip():
        raise Refused("Say in a sentence what changed your mind.", "why")
    return verdict, recommendation, why.strip()


def show_votes(*, candidacy: Candidacy, by: User) -> VoteRound:
    """Show what is in, before all are. Who asks for it has voted first, if they have a vote."""
    with acting(candidacy.search_id, by, "scorecards.show_votes", candidacy) as search:
        rows = VoteRound.objects.filter(debrief__candidacy=candidacy, debrief__closed_at=None)
        asked = rows.select_related("debrief__candidacy").first()
        if asked is None or asked.closed_at:
            raise Refused("No second votes are open.")
        if not asked.votes.filter(given_at__isnull=False).exists():
            raise Refused("Nobody has voted yet.")
        if asked.votes.filter(voter=by, given_at=None).exists():
            raise Refused("Vote first yourself: what you then read could sway you.")
        asked.closed_by = by
        _show(search, asked, by)
        return asked


def _show(search: Search, asked: VoteRound, by: Actor) -> None:
    asked.closed_at = timezone.now()
    asked.save()
    log(search, by, "votes.shown", asked, "closed_at")
    for link in Link.objects.live().filter(kind=SECOND_VOTE, about__in=asked.votes.values("pk")):
        link.revoke()
