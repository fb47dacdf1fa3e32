"""Offers for tests, made through the actions."""

from datetime import timedelta
from decimal import Decimal

from django.core.files.base import ContentFile

from accounts.models import User
from candidates.models import Candidacy, Conflict
from candidates.papers import Paper
from offers import actions
from offers.models import Approval, ApprovalStep, Offer, Passage, RunnerUp
from searches.models import Role, Search
from tests import factories
from tests.candidates import files
from tests.factories import scoping, scorecards


def band_file(**more: str) -> str:
    """A CSV file of one band; a column given as `more` is changed in it."""
    line = {
        "playbook": "caio",
        "engagement": "full_time",
        "market": "western_europe",
        "level": "scale_up",
        "level_name": "Chief AI Officer, our scale-up",
        "currency": "EUR",
        "minimum": "230000",
        "maximum": "300000",
        "basis": "base",
        "as_of": "2026-10-01",
        "source": "Our pay survey",
    } | more
    return f"{','.join(line)}\n" + ",".join(f'"{cell}"' for cell in line.values())


def chosen(search: Search, name: str = "Leila Haddad", *, flags: list | None = None) -> Candidacy:
    """Somebody the debrief has decided to hire, with a signed scope behind the search."""
    if not search.scopes.exists():
        scoping.signed_scope(search)
    search.refresh_from_db()
    candidacy = scorecards.candidacy(search, name)
    candidacy.candidate.email = "leila@example.com"
    candidacy.candidate.save()
    scorecards.judged(candidacy, flags=flags or [])
    scorecards.decided(candidacy)
    candidacy.refresh_from_db()
    return candidacy


def recruiter_of(search: Search) -> User:
    row = search.memberships.current().filter(role=Role.RECRUITER).first()
    return row.user if row else factories.member(search, Role.RECRUITER)


def terms(offer: Offer, **more) -> dict:
    """A whole package inside its band."""
    band = offer.band
    low = Decimal(band["minimum"]) if band else Decimal(250_000)
    high = Decimal(band["maximum"]) if band and band["maximum"] else low * 2
    today = offer.search.today
    return {
        "currency": offer.currency,
        "base": (low + high) / 2,
        "bonus_target": Decimal(30),
        "sign_on": Decimal(40_000),
        "instrument": "nso",
        "units": 320_000,
        "price_base": Decimal("5.00"),
        "strike": Decimal("2.10"),
        "vesting_months": 48,
        "cliff_months": 12,
        "starts_on": today + timedelta(days=60),
        "expires_on": today + timedelta(days=7),
    } | more


def draft(candidacy: Candidacy, **more) -> Offer:
    by = recruiter_of(candidacy.search)
    offer = actions.begin_offer(candidacy=candidacy, by=by)
    return actions.save_offer(
        offer=offer, revision=offer.revision, terms=terms(offer, **more), by=by
    )


def approvers(search: Search, number: int = 1) -> list[User]:
    return [factories.member(search, Role.APPROVER) for _ in range(number)]


def rule(search: Search, people: list[User] | None = None, when: str = "always", **more):
    by = factories.hiring_manager_of(search)
    return actions.add_rule(search=search, when=when, people=people or [], by=by, **more)


def in_order(search: Search, people: list[User]) -> None:
    """Every offer: these, one after another."""
    search.approval_rules.all().delete()
    for position, person in enumerate(people, 1):
        rule(search, [person], position=position)


def in_approval(candidacy: Candidacy, number: int = 1, **more) -> Offer:
    """With so many approvers, one after another; of an exception the last is the one more."""
    people = approvers(candidacy.search, number)
    in_order(candidacy.search, people[:-1] if "exception_because" in more else people)
    return submitted(draft(candidacy, **more))


def submitted(offer: Offer) -> Offer:
    return actions.submit_offer(offer=offer, by=recruiter_of(offer.search))


def declare(offer: Offer) -> None:
    """Everybody who may answer says that they do not know the candidate."""
    for approval in offer.approvals.all():
        deputies = [approval.stand_in.deputy] if approval.stand_in else []
        for user in (approval.approver, *deputies):
            Conflict.objects.get_or_create(
                candidacy=offer.candidacy, user=user, defaults={"answer": "none"}
            )


def approve(approval: Approval, by: User | None = None) -> Offer:
    """By the approver, or by who stands in."""
    digest = approval.offer.digest
    return actions.approve_offer(approval=approval, digest=digest, by=by or approval.approver)


def resolved(offer: Offer, step: ApprovalStep | None = None, **more) -> Offer:
    """What a board resolved on these terms, entered by the recruiter."""
    step = step or offer.steps.get(committee=True)
    paper = Paper(ContentFile(files.pdf()), "resolution.pdf", "pdf")
    said = {"resolved_on": offer.search.today, "body": "The compensation committee"} | more
    by = recruiter_of(offer.search)
    return actions.enter_resolution(
        step=step, paper=paper, by=by, **({"digest": offer.digest} | said)
    )


def approved(candidacy: Candidacy, number: int = 1, **more) -> Offer:
    offer = in_approval(candidacy, number, **more)
    declare(offer)
    for approval in offer.approvals.all():
        actions.approve_offer(approval=approval, digest=offer.digest, by=approval.approver)
    offer.refresh_from_db()
    return offer


def sent(candidacy: Candidacy, **more) -> Offer:
    return send_as_it_is(approved(candidacy, **more))


def send_as_it_is(offer: Offer) -> Offer:
    return actions.send_offer(offer=offer, by=recruiter_of(offer.search))


def accepted(candidacy: Candidacy, **more) -> Offer:
    offer = sent(candidacy, **more)
    return actions.answer_offer(by=offer.link, accepts=True, name="Leila Haddad")


def passage(candidacy: Candidacy, **more) -> Passage:
    """Somebody who has said yes, and is on the way to their first day."""
    return accepted(candidacy, **more).passage


def second(search: Search, name: str = "Ola Nordmann") -> Candidacy:
    """Somebody else at the debrief, of whom nothing is decided."""
    candidacy = scorecards.candidacy(search, name)
    scorecards.judged(candidacy)
    scorecards.open_debrief(candidacy)
    candidacy.refresh_from_db()
    return candidacy


def kept_warm(row: Passage, candidacy: Candidacy) -> RunnerUp:
    return actions.name_runner_up(
        passage=row,
        candidacy=candidacy,
        because="As strong in production.",
        by=factories.hiring_manager_of(row.search),
    )


def resigned(row: Passage, *, notice: int = 30) -> Passage:
    today = row.search.today
    return actions.record_resignation(
        passage=row,
        resigned_on=today,
        notice_ends_on=today + timedelta(days=notice),
        by=recruiter_of(row.search),
    )


def moved(row: Passage, days: int = 14) -> Passage:
    """The first day, so many days later."""
    was = row.first_day
    actions.move_first_day(
        passage=row,
        was=was,
        now=was + timedelta(days=days),
        because="Their notice runs longer.",
        by=recruiter_of(row.search),
    )
    return Passage.objects.get(pk=row.pk)


def reneged(row: Passage) -> Passage:
    return actions.renege(
        passage=row,
        reneged_on=row.search.today,
        because="Stays where they are",
        words="They doubled the team.",
        by=recruiter_of(row.search),
    )
