"""Who the people of the samples are, and where their things are."""

from accounts.models import Link, User
from briefs.models import Brief
from candidates.models import Candidacy, Submission
from interviews.models import Interview, LoopSeat, Part
from offers.models import Offer
from onboarding.models import Plan
from playbooks.models import PlaybookVersion
from samples import people
from samples.management.commands.load_samples import COMPANIES
from scorecards.models import PassedQuestion, RedFlag
from searches.models import Search, Step

MANAGER, RECRUITER = people.MANAGER.key, people.RECRUITER.key
OBSERVER, ADMINISTRATOR = people.OBSERVER.key, people.ADMINISTRATOR.key
PARTNER = people.PARTNER.key
FIRST_APPROVER, APPROVER = (approver.key for approver in people.APPROVERS)
CTO, READER, CEO = (people.PANEL[key].key for key in ("cto", "first_reader", "ceo"))
CPO = people.PANEL["cpo"].key
NOBODY = ""
"""Somebody without an account, or not signed in."""

SCOPE, JD, CANDIDATES, LOOP, DEBRIEF, OFFER, PLAN = Step


def user(key: str) -> User:
    return User.objects.get(email=f"{key.replace('_', '.')}@example.com")


def search(step: Step) -> Search:
    return Search.objects.get(company__startswith=COMPANIES[step])


def candidacy(step: Step, number: int = 0) -> Candidacy:
    return search(step).candidacies.order_by("pk")[number]


def interview(step: Step, part: str, number: int = 0) -> Interview:
    rows = Interview.objects.standing().filter(candidacy=candidacy(step, number))
    return rows.get(part__key=part)


def part(step: Step, key: str) -> Part:
    return Part.objects.get(loop__search=search(step), loop__state="open", key=key)


def seat(step: Step, key: str) -> LoopSeat:
    return LoopSeat.objects.filter(part=part(step, key)).order_by("position")[0]


def brief(kind: str) -> Brief:
    return Brief.objects.filter(kind=kind).order_by("-pk")[0]


def offer(step: Step) -> Offer:
    return Offer.objects.filter(candidacy__search=search(step)).order_by("-number")[0]


def link(kind: str) -> str:
    return Link.objects.live().filter(kind=kind).order_by("-pk")[0].token


def passed_on() -> PassedQuestion:
    return PassedQuestion.objects.order_by("pk")[0]


def gate_of(step: Step) -> tuple[int, int]:
    return candidacy(step).pk, part(step, "alignment").pk


def flag(step: Step) -> RedFlag:
    rows = RedFlag.objects.filter(card__interview__candidacy=candidacy(step))
    return rows.order_by("pk")[0]


def plan() -> Plan:
    return Plan.objects.get(candidacy__search=search(PLAN))


def playbook() -> tuple[str, str]:
    row = PlaybookVersion.objects.latest_of("caio")
    return row.slug, row.version


def the_pair() -> tuple[int, int]:
    rows = search(JD).candidacies.filter(candidate__employer="Rheinwerk").order_by("pk")
    one, other = rows.values_list("pk", flat=True)
    return one, other


def submitted(number: int) -> Submission:
    return search(CANDIDATES).submissions.order_by("pk")[number]
