"""One sample search told from its first question to day 35, as far as it is asked to go.

Every step goes through the actions of its room, by the person whose step it is; only what the
clock would have done is set by hand.
"""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from functools import partial

from django.utils import timezone

from candidates import actions as candidates
from candidates.models import Candidacy
from candidates.own import own_link
from candidates.queries import questions_of
from candidates.states import Way
from offers import actions as offers
from offers.models import Offer
from onboarding import actions as onboarding
from onboarding.models import Deliverable, Plan
from samples import people, words
from samples.notice import on_notice
from samples.panel import Panel
from scoping import actions as scoping
from scorecards import actions as scorecards
from searches.actions import name_person
from searches.business_days import on_or_after
from searches.models import Role, Search, Step

PARTS = ("alignment", "production", "allocation", "trade_off", "team", "board")


PACKAGE = {
    "currency": "EUR",
    "base": Decimal(252_000),
    "bonus_target": Decimal(30),
    "bonus_maximum": Decimal(39),
    "sign_on": Decimal(40_000),
    "clawback_months": 12,
    "instrument": "nso",
    "equity_percent": Decimal("0.8"),
    "fully_diluted": 41_200_000,
    "strike": Decimal("2.10"),
    "vesting_months": 48,
    "cliff_months": 12,
    "exercise_days": 730,
    "severance_months": 6,
    "references_check": True,
    "payout_low": Decimal(50),
    "payout_base": Decimal(100),
    "payout_high": Decimal(130),
    "price_low": Decimal("2.10"),
    "price_base": Decimal("5.00"),
    "price_high": Decimal("11.00"),
    "dilution_base": Decimal(20),
    "dilution_high": Decimal(15),
    "probability_base": Decimal(50),
    "probability_high": Decimal(60),
    "illiquidity_base": Decimal(25),
    "illiquidity_high": Decimal(20),
    "hopes_from": Decimal(250_000),
    "hopes_to": Decimal(270_000),
    "commitments": "20% of engineers' time for technical debt and capability.\n"
    "A quarterly hour with the board.",
}


class Story(Panel):
    """A search and the people in it. Steps are told in order, each once."""

    def tell(self, until: Step) -> Search:
        """All steps before `until` done, and `until` begun."""
        told: dict[Step, tuple[Callable[[], None], Callable[[], None]]] = {
            Step.SCOPE: (self.half_a_scope, self.scope),
            Step.JD: (self.jd_draft, self.jd),
            Step.CANDIDATES: (self.candidates, self.shortlist),
            Step.LOOP: (self.first_parts, self.last_parts),
            Step.DEBRIEF: (self.debrief, self.decision),
            Step.OFFER: (self.offer, self.acceptance),
            Step.PLAN: (self.plan, lambda: None),
        }
        for step, (begun, done) in told.items():
            if step != Step.SCOPE or step == until:
                begun()
            if step == until:
                break
            done()
        if until == Step.CANDIDATES:
            self.from_a_partner()
        if until == Step.LOOP:
            self.days_ahead()
            self.practice()
        if until == Step.DEBRIEF:
            self.another_debrief()
        self.search.refresh_from_db()
        return self.search

    # --- scope and job description

    def half_a_scope(self) -> None:
        self._save_scope(words.HALF)

    def scope(self) -> None:
        self._save_scope(words.ANSWERS)
        scoping.sign_scope(scope=self._scope(), by=self.manager)

    def _scope(self):
        return scoping.begin_scope(search=self.search, by=self.manager)

    def _save_scope(self, answers: dict[str, str]) -> None:
        scope = self._scope()
        scoping.save_scope(
            scope=scope,
            revision=scope.revision,
            facts=words.FACTS,
            answers=answers,
            words={"ai_act": "Credit decisions on consumers in Germany and Austria."},
            kept={},
            archetype="",
            archetype_reason="",
            by=self.manager,
        )

    def jd_draft(self) -> None:
        self._invite()
        scoping.begin_jd(search=self.search, by=self.manager)

    def _invite(self) -> None:
        roles = [(people.RECRUITER, Role.RECRUITER), (people.OBSERVER, Role.OBSERVER)]
        roles += [(approver, Role.APPROVER) for approver in people.APPROVERS]
        for person, role in roles:
            name_person(
                search=self.search,
                email=person.email,
                name=person.name,
                role=role,
                by=self.manager,
            )

    def jd(self) -> None:
        jd = scoping.begin_jd(search=self.search, by=self.manager)
        sections = dict(jd.sections)
        sections["accountable"] += "\n\n" + words.ACCOUNTABLE
        jd = scoping.save_jd(jd=jd, revision=jd.revision, sections=sections, by=self.manager)
        jd = scoping.approve_jd(jd=jd, by=self.manager)
        scoping.request_jd_pdf(jd=jd, by=self.manager)

    # --- candidates

    def candidates(self) -> None:
        candidates.choose_way(search=self.search, way=Way.CONVERSATION, by=self.recruiter)
        for person in words.CANDIDATES:
            row = candidates.add_candidate(search=self.search, person=person, by=self.recruiter)
            self.candidacies.append(row)
        for row, system in zip(self.candidacies, words.SYSTEMS, strict=True):
            candidates.add_system(candidacy=row, by=self.recruiter, **system)
        for row in self.candidacies[:4]:
            candidates.move(candidacy=row, name="talk", by=self.recruiter)
        for row in self.candidacies[:3]:
            self._gather(row)

    def _gather(self, row: Candidacy) -> None:
        for text, source, state, how in words.CLAIMS:
            claim = candidates.add_claim(candidacy=row, text=text, source=source, by=self.recruiter)
            if state:
                candidates.check_claim(
                    claim=claim, of=text, state=state, how=how, by=self.recruiter
                )
        name, notes = words.REFERENCE
        candidates.add_reference(
            candidacy=row,
            name=name,
            relation="led",
            organisation=row.candidate.employer,
            consented=True,
            called_on=timezone.localdate(),
            ran_together="The scoring service of card payments, from its second year on.",
            people="Reviews on Thursdays, hard on the plan and never on the person.",
            again="yes",
            notes=notes,
            by=self.recruiter,
        )
        asked = candidates.begin_conversation(candidacy=row, by=self.recruiter)
        answers = dict(
            zip((q.key for q in questions_of(self.search)), words.RESPONSES, strict=False)
        )
        candidates.submit_answers(
            questionnaire=asked, answers=answers, revision=asked.revision, by=self.recruiter
        )

    def from_a_partner(self) -> None:
        """A search firm submitted two: one is taken and in conversation, one is not answered."""
        partner = people.PARTNER
        name_person(
            search=self.search,
            email=partner.email,
            name=partner.name,
            role=Role.PARTNER,
            by=self.recruiter,
        )
        for name in words.OFF_LIMITS:
            candidates.put_off_limits(search=self.search, by=self.recruiter, **name)
        today = self.search.today
        taken, _ = (
            candidates.submit_candidate(
                search=self.search,
                agreed_on=today - timedelta(days=2),
                by=self.people[partner.key],
                **said,
            )
            for said in words.SUBMITTED
        )
        row = candidates.take_submission(submission=taken, by=self.recruiter)
        candidates.move(candidacy=row, name="talk", by=self.recruiter)
        candidates.tell_partner(submission=taken, words=words.TOLD, by=self.recruiter)

    def shortlist(self) -> None:
        for row in self.candidacies[:3]:
            candidates.move(candidacy=row, name="shortlist", by=self.recruiter)
        candidates.make_shortlist(
            search=self.search, chosen=self.candidacies[:3], by=self.recruiter
        )

    # --- loop and scorecards

    def first_parts(self) -> None:
        """The first candidate past both gates and the first interview."""
        self._open_loop()
        first = self.candidacies[0]
        for number, key in enumerate(("questionnaire", *PARTS[:2])):
            self._judge(self._interview(first, key, days_ago=9 - number))
            self._pass_gate(first, key)
        self._counted(0)

    def days_ahead(self) -> None:
        """Interviews to come, and cards that are due."""
        first, second, third = self.candidacies[:3]
        self._plan(first, "allocation", timezone.now() + timedelta(hours=3))
        self._plan(first, "trade_off", timezone.now() + timedelta(days=1))
        self._judge(self._interview(second, "questionnaire", days_ago=0), most=1)
        self._judge(self._interview(third, "questionnaire", days_ago=0))
        self._pass_gate(third, "questionnaire")
        self._interview(third, "alignment", days_ago=1)
        self._counted(1)
        self._counted(2)

    def _counted(self, number: int) -> None:
        """On a page of their own, a candidate says who they are, or some of it."""
        row = self.candidacies[number]
        link = own_link(row) or candidates.send_own_page(candidacy=row, by=self.recruiter)
        candidates.say_voluntarily(candidacy=row, **words.COUNTED[number], by=link)

    def practice(self) -> None:
        """Two have rated the practice case; the hiring manager and the others have not."""
        practice = scorecards.begin_practice(search=self.search, by=self.manager)
        for seat, given in words.PRACTICE.items():
            scorecards.send_practice(
                practice=practice,
                revision=0,
                content={
                    key: {"value": value, "evidence": why} for key, (value, why) in given.items()
                },
                by=self.people[people.PANEL[seat].key],
            )

    def last_parts(self) -> None:
        """The rest of the first candidate's interviews, held and judged."""
        first = self.candidacies[0]
        for number, key in enumerate(PARTS[2:]):
            self._judge(self._interview(first, key, days_ago=4 - number))

    # --- debrief, offer, plan

    def debrief(self) -> None:
        scorecards.open_debrief(candidacy=self.candidacies[0], by=self.recruiter)

    def another_debrief(self) -> None:
        """A second candidate judged to the end, to be set beside the first."""
        third = self.candidacies[2]
        for number, key in enumerate(("questionnaire", *PARTS)):
            self._judge(self._interview(third, key, days_ago=20 - number))
            self._pass_gate(third, key)
        scorecards.open_debrief(candidacy=third, by=self.recruiter)

    def decision(self) -> None:
        first = self.candidacies[0]
        scorecards.read_debrief(candidacy=first, by=self.manager)
        scorecards.decide(
            candidacy=first,
            after=None,
            outcome="hire",
            reasons=words.REASONS,
            doubts="Whether she says what she does not know, under pressure from the board.",
            override="",
            by=self.manager,
        )
        scorecards.request_packet(candidacy=first, by=self.manager)

    def offer(self) -> None:
        offer = offers.begin_offer(candidacy=self.candidacies[0], by=self.recruiter)
        today = timezone.localdate()
        offers.save_offer(
            offer=offer,
            revision=offer.revision,
            by=self.recruiter,
            terms=PACKAGE
            | {
                "starts_on": on_or_after(today + timedelta(days=75), self.search.calendar),
                "expires_on": today + timedelta(days=10),
            },
        )
        self._approval_rules()
        asked = offers.submit_offer(offer=offer, by=self.recruiter)
        self._approve(asked, people.APPROVERS[0].key)

    def _approval_rules(self) -> None:
        """One of the approvers for every offer, and the other for a large one."""
        first, second = (self.people[a.key] for a in people.APPROVERS)
        add = partial(offers.add_rule, search=self.search, by=self.manager)
        add(when="always", people=[first])
        large = Decimal(300_000)
        add(when="over_amount", amount=large, currency="EUR", people=[second], position=2)

    def _approve(self, offer: Offer, key: str) -> None:
        user = self.people[key]
        self._declare(offer.candidacy, user)
        approval = offer.approvals.get(approver=user)
        offers.approve_offer(approval=approval, digest=offer.digest, by=user)

    def acceptance(self) -> None:
        offer = Offer.objects.get(candidacy=self.candidacies[0])
        self._approve(offer, people.APPROVERS[1].key)
        sent = offers.send_offer(offer=offer, by=self.recruiter)
        assert sent.link is not None
        offers.answer_offer(by=sent.link, accepts=True, name=words.CANDIDATES[0].name)

    def plan(self) -> None:
        offer = Offer.objects.get(candidacy=self.candidacies[0])
        began = timezone.localdate() - timedelta(days=34)
        # The offer was accepted well before the start: what the clock would have done.
        accepted = timezone.now() - timedelta(days=90)
        Offer.objects.filter(pk=offer.pk).update(answered_at=accepted)
        on_notice(offer, began, self.manager, self.recruiter)
        plan = onboarding.start_plan(plan=offer.plan, started_on=began, by=self.manager)
        self._deliver(plan)
        self._talk(plan)
        self._keep_and_watch(plan)
        onboarding.request_brief(plan=plan, by=self.manager)

    def _deliver(self, plan: Plan) -> None:
        assert plan.link is not None
        rows = list(Deliverable.objects.filter(phase__plan=plan).order_by("due_on", "pk"))
        for row in rows[:3]:
            onboarding.hand_in(
                deliverable=row,
                evidence="23 systems, one line each, with the team's own view of every one.",
                evidence_url="https://files.example.com/inventory",
                by=plan.link,
            )
        for row in rows[:2]:
            onboarding.sign_off(
                deliverable=row, words="Clear, and shorter than feared.", by=self.manager
            )
        last = rows[-1]
        onboarding.name_owner(deliverable=last, owner=self.recruiter, by=self.manager)
        onboarding.move_due(
            deliverable=last,
            was=last.due_on,
            now=last.due_on + timedelta(days=14),
            because=words.MOVED,
            by=self.manager,
        )

    def _talk(self, plan: Plan) -> None:
        """An update with its answer, and a warning that waits for one."""
        assert plan.link is not None
        check = plan.check_ins.all()[0]
        onboarding.write_update(check=check, said=words.UPDATE, by=plan.link)
        onboarding.answer_update(check=check, words=words.UPDATE_ANSWER, by=self.manager)
        onboarding.request_update(check=check, by=self.manager)
        since = timezone.localdate() - timedelta(days=6)
        onboarding.raise_warning(plan=plan, since=since, by=plan.link, **words.WARNING)

    def _keep_and_watch(self, plan: Plan) -> None:
        assert plan.link is not None
        first, second = plan.promises.all()[:2]
        for kept, said, by in (
            ("not_kept", "Every sprint so far was full before it began.", plan.link),
            ("kept", "From this sprint on: two of ten days, in the plan.", self.manager),
        ):
            onboarding.judge_promise(promise=first, kept=kept, words=said, by=by)
        onboarding.judge_promise(
            promise=second, kept="kept", words="An hour on day 20.", by=plan.link
        )
        lead = plan.hires.all()[0]
        onboarding.move_hire(hire=lead, name="begin", by=self.recruiter)
        point = plan.watch_points.all()[0]
        onboarding.answer_watch(
            point=point, day=30, says="not_seen", words=words.WATCHED, by=self.manager
        )
