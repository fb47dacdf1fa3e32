"""A whole life in a search, for tests: somebody hired long ago, with a row of every model."""

from datetime import timedelta

from django.core.files.base import ContentFile
from django.utils import timezone

from accounts.models import Link
from candidates.models import (
    Candidacy,
    Claim,
    Document,
    Feedback,
    KeptOut,
    Merge,
    Message,
    NotTheSame,
    Questionnaire,
    Reference,
    Submission,
    VoluntaryAnswer,
)
from interviews.models import Guest, Interview, Meeting, Probe, Proposal, ProposedSlot, Seat
from mail.actions import post
from offers import actions as offer_actions
from offers.actions.first_day import MOVED
from offers.models import ApprovalStep, FirstDayMoved, Resolution, RunnerUp, Touchpoint, Variant
from onboarding.models import (
    DueChange,
    Hire,
    Outcome,
    OutcomeRating,
    Plan,
    Promise,
    PromiseWord,
    WatchAnswer,
    WatchPoint,
)
from onboarding.states import PlanState
from scorecards.models import (
    Card,
    Debrief,
    DebriefReading,
    FlagAnswer,
    Gate,
    GateReading,
    PassedQuestion,
    RedFlag,
    Reminder,
    ReminderStop,
    SecondVote,
    VoteRound,
)
from tests import factories
from tests.factories import candidates, offers, onboarding, outcomes, scorecards
from tests.factories.days import search_day

PAPER = b"%PDF-1.4 of theirs"


def whole(search=None) -> Candidacy:
    """Hired, their first 90 days over; every model that can hang on a candidacy has a row."""
    search = search or factories.search()
    row = offers.chosen(search, flags=[scorecards.flag(seriousness="minor")])
    plan = outcomes.hired(row)
    _papers(row)
    _interviews(row)
    _judgement(row)
    _offers(row)
    _first_days(plan)
    row.refresh_from_db()
    return row


def _papers(row: Candidacy) -> None:
    by, here = factories.hiring_manager_of(row.search), {"candidacy": row}
    document = Document(name="cv.pdf", kind="pdf", size=9, added_by=by, **here)
    document.file.save("paper.pdf", ContentFile(PAPER))
    candidates.claim(row, state=Claim.State.VERIFIED)
    candidates.system(row)
    link = Link.issue(kind="reference", about=0, email="ola@example.com", by=by, days=9)
    asked = Reference.objects.create(
        name="Ola", email="ola@example.com", relation="led", consented=True, off_list=True,
        agreed_on=search_day(), agreed_how="By mail", called_on=search_day(),
        link=link, **here,
    )  # fmt: skip
    Link.objects.filter(pk=link.pk).update(about=asked.pk)
    message = Message.objects.create(occasion="withdrew", text="Thank you.", sent_by=by, **here)
    post(kind="message", to="leila@example.com", about=message.pk, search=row.search)
    Questionnaire.objects.create(way="conversation", answers={"a": "So."}, **here)
    Merge.objects.create(gone=row.pk + 1000, said="Telephone", by=by, **here)
    other = candidates.candidacy(row.search, "Jonas Wolff")
    NotTheSame.objects.create(one=row, other=other, said_by=by)
    KeptOut.objects.create(name="Sam", email="sam@example.com", why="rival", **here)
    VoluntaryAnswer.objects.create(gender="woman", **here)
    sent = Submission(
        search=row.search, partner=factories.user(), name="Leila Haddad", words="Good.",
        email="leila@example.com", agreed_on=search_day(), state="taken",
        answered_at=timezone.now(), **here,
    )  # fmt: skip
    sent.cv.save("cv.pdf", ContentFile(PAPER))
    Feedback.objects.create(submission=sent, words="Liked.", said_by=by)


def _interviews(row: Candidacy) -> None:
    by, held = factories.hiring_manager_of(row.search), Interview.objects.get(candidacy=row)
    here = {"candidacy": row, "part": held.part}
    Interview.objects.filter(pk=held.pk).update(candidate_zone="America/Toronto")
    Probe.objects.create(text="And then?", placed_by=by, **here)
    proposal = Proposal.objects.create(
        state="withdrawn", zone="UTC", minutes=60, place="Room 3", words="Evenings.",
        proposed_by=by, closed_at=timezone.now(), **here,
    )  # fmt: skip
    ProposedSlot.objects.create(proposal=proposal, starts_at=timezone.now())
    meeting = Meeting.objects.create(
        candidacy=row, starts_at=timezone.now(), minutes=60, zone="UTC", place="Room 3",
        planned_by=by,
    )  # fmt: skip
    Guest.objects.create(meeting=meeting, user=by)


def _judgement(row: Candidacy) -> None:
    by, held = factories.hiring_manager_of(row.search), Interview.objects.get(candidacy=row)
    here = {"candidacy": row, "part": held.part}
    seat, card = Seat.objects.filter(interview=held)[0], Card.objects.filter(interview=held)[0]
    PassedQuestion.objects.create(interview=held, author=seat.user, text="Why?")
    Gate.objects.create(go=True, because="Good.", decided_by=by, **here)
    GateReading.objects.create(user=by, **here)
    debrief = Debrief.objects.filter(candidacy=row)[0]
    scorecards.noted(row)
    DebriefReading.objects.get_or_create(debrief=debrief, user=by)
    flag = RedFlag.objects.filter(card=card)[0]
    FlagAnswer.objects.create(flag=flag, text="Explained.", noted_by=by)
    reminder = Reminder.objects.create(seat=seat, occasion="eve", at=timezone.now())
    post(kind="interview_tomorrow", to=seat.user, about=reminder.pk, search=row.search)
    ReminderStop.objects.create(seat=seat)
    asked = VoteRound.objects.create(debrief=debrief, asked_by=by)
    SecondVote.objects.create(
        round=asked, voter=seat.user, verdict="change", recommendation="no", why="The incident.",
        given_at=timezone.now(),
    )  # fmt: skip
    Card.objects.create(
        interview=held, author=card.author, amends=card, state="submitted", recommendation="no",
        why="Asked again.", submitted_at=timezone.now(), amended_because="Told more.",
    )  # fmt: skip


def _offers(row: Candidacy) -> None:
    by = factories.hiring_manager_of(row.search)
    for name in ("Two", "Three"):
        Variant.objects.create(candidacy=row, name=name, currency="EUR", terms={}, kept_by=by)
    offer = row.offers.select_related("link").latest("number")
    asked = offer_actions.ask(by=offer.link, text="Is there a car?")
    offer_actions.answer(discussed=asked, text="No.", by=by)
    offer_actions.hand_in_agreement(offer=offer, file=onboarding.paper(), by=offer.link)
    spoken = offer.passage.touchpoints.filter(candidacy=row)[:1]
    done = {"words": "Glad.", "done_by": by, "done_at": timezone.now()}
    Touchpoint.objects.filter(pk__in=spoken.values("pk")).update(**done)
    today = search_day()
    moved = FirstDayMoved.objects.create(
        passage=offer.passage, was=today, now=today + timedelta(days=2), because="Ill.", by=by
    )
    to = offer.link.email
    post(kind=MOVED, to=to, about=moved.pk, search=row.search, link=offer.link)
    RunnerUp.objects.create(passage=offer.passage, candidacy=row, because="As strong.", named_by=by)
    step = ApprovalStep.objects.create(offer=offer, position=9, committee=True)
    Resolution.objects.create(
        step=step, digest=offer.digest, resolved_on=search_day(), body="The board",
        file=ContentFile(PAPER, "resolution.pdf"), file_name="resolution.pdf", file_kind="pdf",
        entered_by=by,
    )  # fmt: skip


def _first_days(plan: Plan) -> None:
    by = factories.hiring_manager_of(plan.search)
    row = onboarding.handed_in(plan, onboarding.paper())
    onboarding.warned(plan)
    onboarding.updated(plan)
    onboarding.reviewed(plan)
    outcome = outcomes.recorded(plan)
    Outcome.objects.filter(pk=outcome.pk).update(
        doubts_came="not", doubts_words="It held.", doubts_at=timezone.now()
    )
    rated = outcome.ratings.filter(value__isnull=False)[0]
    OutcomeRating.objects.create(
        outcome=outcome, competency=rated.competency, value=3, evidence="Seen.", corrects=rated,
        because="Looked again.", by=by,
    )  # fmt: skip
    today = search_day()
    DueChange.objects.create(
        deliverable=row, was=today, now=today + timedelta(days=2), because="Ill.", by=by
    )
    promise, _ = Promise.objects.get_or_create(plan=plan, position=99, text="A budget.")
    PromiseWord.objects.create(promise=promise, kept="kept", words="Signed.", by=by)
    point, _ = WatchPoint.objects.get_or_create(plan=plan, position=99, text="The data.")
    WatchAnswer.objects.create(point=point, day=30, says="seen", words="Fine.", by=by)
    dates = {"starts_on": today, "ends_on": today}
    Hire.objects.create(plan=plan, key="one", title="An engineer", **dates)
    Plan.objects.filter(pk=plan.pk).update(
        state=PlanState.DONE, left=True, ended_on=today, left_because="Another role."
    )
