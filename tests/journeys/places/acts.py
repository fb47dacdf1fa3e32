"""What the samples leave out, done through the actions."""

from datetime import datetime, timedelta
from decimal import Decimal

from django.utils import timezone

from accounts import actions as accounts
from briefs import actions as briefs
from candidates import actions as candidates
from candidates.models import Candidacy, Candidate, VoluntaryAnswer
from candidates.states import LIVE, Stage, Way
from interviews import actions as interviews
from interviews.models import Proposal
from offers import actions as offers
from offers.models import Approval
from offers.terms import terms_of
from offers.wording import HOUSE
from onboarding import actions as onboarding
from onboarding.models import OutcomeRating, Plan, Review
from scoping import actions as scoping
from scoping.models import GIVEN
from scorecards import actions as scorecards
from scorecards.actions.practice import still_out
from scorecards.models import Card, Practice, RedFlag, SecondVote
from searches.models import Search
from searches.states import Life
from tests.factories import offers as make_offers
from tests.factories import onboarding as plans
from tests.journeys.places.lookups import (
    ADMINISTRATOR,
    APPROVER,
    CANDIDATES,
    CEO,
    CTO,
    DEBRIEF,
    JD,
    LOOP,
    MANAGER,
    OFFER,
    PLAN,
    RECRUITER,
    brief,
    candidacy,
    flag,
    interview,
    offer,
    part,
    plan,
    search,
    the_pair,
    user,
)

PRACTISED = {
    "production": "Knows her figures, and not those of the bad days.",
    "strategy": "Stopped something that directors had announced.",
    "governance": "Asked in June what she could have asked in March.",
    "people": "Learned it from somebody who left.",
}


def reopen_scope() -> None:
    """The scope of a search that is over, with another answer and a fractional engagement."""
    row, by = search(PLAN), user(MANAGER)
    scope = scoping.reopen_scope(search=row, because="A second officer, in Lyon.", by=by)
    facts = scope.facts | {"engagement": "fractional", "place": "Lyon, France"}
    said = {name: getattr(scope, name) for name in GIVEN} | {"facts": facts}
    scoping.save_scope(scope=scope, revision=scope.revision, by=by, **said)


def invite() -> None:
    accounts.invite(
        email="new.hand@example.com",
        name="Nadia Brandt (sample)",
        can_open_searches=False,
        by=user(ADMINISTRATOR),
    )


def ask_referee() -> None:
    row = candidacy(CANDIDATES)
    candidates.ask_in_writing(
        candidacy=row,
        name="Kari Holm (sample)",
        email="kari.holm@example.com",
        relation="led",
        consented=True,
        by=user(RECRUITER),
    )


def add_twice() -> None:
    """The same person, by another road, in the search that has nobody else yet."""
    by = user(RECRUITER)
    for channel in ("firm", "inbound"):
        person = candidates.Person(
            name="Nadine Weiss (sample)", employer="Rheinwerk", channel=channel
        )
        candidates.add_candidate(search=search(JD), person=person, by=by)


def tell_apart() -> None:
    one, other = (Candidacy.objects.get(pk=pk) for pk in the_pair())
    candidates.tell_apart(one=one, other=other, by=user(RECRUITER))


def stop_one() -> None:
    by = user(RECRUITER)
    person = candidates.Person(name="Emil Varga (sample)", email="emil.varga@example.com")
    row = candidates.add_candidate(search=search(JD), person=person, by=by)
    candidates.stop(candidacy=row, because="The role has changed", by=by)


def ask_in_writing() -> None:
    here, by = search(JD), user(RECRUITER)
    candidates.choose_way(search=here, way=Way.LINK, by=by)
    person = candidates.Person(
        name="Emil Sandoval (sample)", email="emil.sandoval@example.com", employer="Aster Rail"
    )
    row = candidates.add_candidate(search=here, person=person, by=by)
    candidates.send_questionnaire(candidacy=row, by=by)


def give_own_page() -> None:
    row = candidacy(LOOP)
    candidates.send_own_page(candidacy=row, by=user(RECRUITER))


def asked_and_left() -> None:
    """Somebody of their own, who asks to be erased and withdraws."""
    here, by = search(LOOP), user(RECRUITER)
    email = f"emil{here.candidacies.count()}@example.com"
    person = candidates.Person(name="Emil Sandoval (sample)", email=email, employer="Aster Rail")
    row = candidates.add_candidate(search=here, person=person, by=by)
    link = candidates.send_own_page(candidacy=row, by=by)
    candidates.ask_to_be_erased(candidacy=row, by=link)
    candidates.withdraw(candidacy=row, because="Stays where they are", by=by)


def erase() -> None:
    asked_and_left()
    row = search(LOOP).candidacies.order_by("-pk")[0]
    candidates.erase(candidacy=row, ground="asked", by=user(RECRUITER))


def give_own_page_and_times() -> None:
    propose()
    give_own_page()


def pass_on() -> None:
    scorecards.pass_question(
        interview=interview(LOOP, "production"),
        text="Which of your systems would you switch off today, and what would it cost?",
        by=user(CTO),
    )


def remind() -> None:
    row = interview(LOOP, "alignment", 2)
    scorecards.remind_by_hand(interview=row, user=user(CEO), by=user(RECRUITER))


def know_nobody() -> None:
    by = user(APPROVER)
    candidates.declare_conflict(candidacy=offer(OFFER).candidacy, answer="none", by=by)


def ask_for_the_sheet() -> None:
    offers.request_sheet(offer=offer(OFFER), by=user(RECRUITER))


def name_a_deputy() -> None:
    row, later = offer(OFFER), timezone.now() + timedelta(days=12)
    users = [approval.approver for approval in row.approvals.select_related("approver")]
    until = later.date()
    offers.name_deputy(
        search=row.search, user=users[0], deputy=users[1], until=until, by=user(RECRUITER)
    )


def approve_by_rules() -> None:
    """The draft sent for approval, by a board too, and left for a week."""
    search, by = offer(OFFER).search, user(RECRUITER)
    offers.add_rule(search=search, when="always", committee=True, by=by)
    draft = offer(OFFER)
    more = terms_of(draft) | {"base": Decimal(275_000), "benefits": "Thirty days of leave"}
    dates = {"starts_on": draft.starts_on, "expires_on": draft.expires_on}
    draft = offers.save_offer(
        offer=draft, revision=draft.revision, terms={"currency": "EUR", **dates, **more}, by=by
    )
    offers.submit_offer(offer=draft, by=by)
    early = timezone.now() - timedelta(days=7)
    Approval.objects.filter(offer=draft).exclude(asked_at=None).update(asked_at=early)


def compare_offers() -> None:
    offers.request_comparison(offer=offer(OFFER), by=user(RECRUITER))


def read_bands() -> None:
    more = make_offers.band_file(market="us", currency="USD", maximum="", basis="total_cash")
    text = "\n".join([make_offers.band_file(), more.splitlines()[1]])
    offers.add_bands(text=text, by=user(ADMINISTRATOR))


def keep_variants() -> None:
    """Two packages to lay side by side: the draft's, and one with more cash and less equity."""
    by = user(RECRUITER)
    draft = offer(OFFER)
    offers.keep_variant(offer=draft, name="As first thought of", by=by)
    other = terms_of(draft) | {"base": Decimal(270_000), "equity_percent": Decimal("0.5")}
    more = {"currency": draft.currency, "starts_on": draft.starts_on} | other
    draft = offers.save_offer(offer=draft, revision=draft.revision, terms=more, by=by)
    offers.keep_variant(offer=draft, name="More cash, less equity", by=by)


def send_the_offer() -> None:
    row, approver = offer(OFFER), user(APPROVER)
    approval = row.approvals.get(approver=approver)
    offers.approve_offer(approval=approval, digest=row.digest, by=approver)
    offers.send_offer(offer=offer(OFFER), by=user(RECRUITER))


def preview_the_letter() -> None:
    offers.preview_letter(offer=offer(OFFER), by=user(RECRUITER))


def ask_and_answer() -> None:
    row = offers.ask(by=offer(OFFER).link, text="Does the notice begin at the end of a month?")
    offers.answer(discussed=row, text="Yes: at the end of any month.", by=user(RECRUITER))


def sign_it() -> None:
    row = offer(OFFER)
    offers.hand_in_agreement(offer=row, file=plans.paper("agreement.pdf"), by=row.link)


def keep_a_letter() -> None:
    offers.keep_template(name="For the United Kingdom", text=HOUSE, by=user(ADMINISTRATOR))


def ask_for_more() -> None:
    offers.revise_offer(offer=offer(OFFER), because="They asked for more.", by=user(RECRUITER))


def close_all() -> None:
    """Everybody told, and the staff; up to the day from which data is kept."""
    here, by = search(PLAN), user(MANAGER)
    for row in here.candidacies.filter(stage__in=LIVE):
        candidates.stop(candidacy=row, because="Others fit this role better", by=by)
    onboarding.close_step(search=here, step="told", words="By telephone, all of them.", by=by)


def close_to_the_end() -> None:
    for step in ("staff", "announced", "access"):
        onboarding.close_step(search=search(PLAN), step=step, by=user(MANAGER))


def close_it() -> None:
    here, by = search(PLAN), user(MANAGER)
    onboarding.close_step(search=here, step="retention", months=6, by=by)
    onboarding.fill_search(search=here, by=by)


def leave_with_a_page() -> None:
    person = candidates.Person(name="Ola Nordmann (sample)", email="ola.nordmann@example.com")
    by = user(RECRUITER)
    row = candidates.add_candidate(search=search(JD), person=person, by=by)
    candidates.send_own_page(candidacy=row, by=by)
    candidates.stop(candidacy=row, because="The role has changed", by=by)


def say_yes() -> None:
    make_offers.second(search(OFFER), "Ola Lindgren (sample)")
    row = offer(OFFER)
    if row.state == "in_approval":
        ask_for_more()
    if offer(OFFER).state == "draft":
        row.search.approval_rules.all().delete()
        make_offers.submitted(offer(OFFER))
        approval = offer(OFFER).approvals.select_related("offer").all()[0]
        make_offers.approve(approval)
        offers.send_offer(offer=offer(OFFER), by=user(RECRUITER))
    offers.answer_offer(by=offer(OFFER).link, accepts=True, name="Ada Lovelace")


def give_notice() -> None:
    """Resigned, with a counter-offer made; and the first words had."""
    row = offer(OFFER).passage
    move_the_first_day()
    make_offers.resigned(row, notice=90)
    offers.note_counter_offer(
        passage=row, counter="made", words="The title, and a fifth more.", by=user(MANAGER)
    )
    words = row.touchpoints.get(key="welcome")
    other = search(OFFER).candidacies.filter(stage="debrief").latest("pk")
    make_offers.kept_warm(row, other)
    said = "She is glad, and asks who else she will meet."
    offers.keep_touch(touchpoint=words, words=said, by=user(MANAGER))


def move_the_first_day() -> None:
    make_offers.moved(offer(OFFER).passage)


def take_it_back() -> None:
    make_offers.reneged(offer(OFFER).passage)


def make_the_plan() -> None:
    briefs.make(brief("plan").pk)


def ask_for_a_panel_brief() -> None:
    interviews.request_panel_brief(interview=interview(LOOP, "production"), by=user(CTO))


def ask_for_the_status() -> None:
    candidates.make_status(search=search(LOOP), by=user(RECRUITER))


def in_three_weeks(hour: int = 9, days: int = 21) -> datetime:
    now = timezone.now().replace(hour=hour, minute=0, second=0, microsecond=0)
    return now + timedelta(days=days)


def propose(key: str = "board") -> None:
    """Times for a part are with a candidate."""
    where = part(LOOP, key)
    interviews.propose_slots(
        candidacy=candidacy(LOOP),
        part=where,
        slots=[in_three_weeks(hour) for hour in (9, 11, 14)],
        zone="Europe/Berlin",
        minutes=where.minutes,
        place="https://meet.example.com/caio",
        by=user(RECRUITER),
    )


def refuse_times() -> None:
    row = Proposal.objects.filter(state="open").order_by("-pk")[0]
    interviews.refuse_slots(
        proposal=row, words="Only after 17:00 in Toronto, any day but Friday.", by=row.link
    )


def meet_for_debrief() -> None:
    interviews.plan_meeting(
        candidacy=candidacy(LOOP),
        starts_at=in_three_weeks(8, 22),
        zone="Europe/Berlin",
        minutes=45,
        place="Room 3",
        by=user(RECRUITER),
    )


def make_feed() -> None:
    interviews.make_feed(by=user(CEO))


def practise() -> None:
    """The last ones are in, a little apart from each other."""
    practice = Practice.objects.get(search=search(LOOP))
    for number, rater in enumerate(still_out(practice)):
        content = {
            key: {"value": str(2 + (number + len(key)) % 3), "evidence": why}
            for key, why in PRACTISED.items()
        }
        sheet = practice.sheets.filter(rater=rater).first()
        revision = sheet.revision if sheet else 0
        scorecards.send_practice(practice=practice, revision=revision, content=content, by=rater)


def talk() -> None:
    """The panel has met: two notes, and second votes asked for."""
    row = candidacy(DEBRIEF)
    scorecards.take_note(
        candidacy=row,
        text="Ruth: the rollback took a day because nobody had rehearsed it. Rehearsed since.",
        competency=row.search.playbook.competencies[0].key,
        by=user(MANAGER),
    )
    scorecards.take_note(
        candidacy=row, text="Nobody has asked how they work with a union.", by=user(CTO)
    )
    scorecards.ask_second_votes(candidacy=row, by=user(MANAGER))


def vote() -> None:
    """One changes their mind, the others do not."""
    votes = SecondVote.objects.filter(round__debrief__candidacy=candidacy(DEBRIEF))
    changed = {"verdict": "change", "recommendation": "no", "why": "Nobody tested the union."}
    for row in votes.order_by("pk"):
        given = changed if row.voter == user(CTO) else {"verdict": "keep"}
        scorecards.give_second_vote(vote=row, by=row.voter, **given)


def see_to_the_flag() -> None:
    """Three people report one thing; the candidate answers, and somebody is named."""
    row, first = candidacy(DEBRIEF), flag(DEBRIEF)
    for card in Card.objects.filter(interview__candidacy=row, flags=None, state="submitted")[:2]:
        said = f"Said so to {card.author}, and could not name a source."
        RedFlag.objects.create(
            card=card, name=first.name.upper(), quote=said, seriousness="serious"
        )
    words = "I had the date from a talk, and should have said so."
    scorecards.note_answer(flag=first, text=words, by=user(MANAGER))
    scorecards.name_owner(flag=first, owner=user(CTO), by=user(MANAGER))


def flag_at_the_gate() -> None:
    card = interview(LOOP, "alignment").cards.filter(state="submitted")[0]
    RedFlag.objects.create(card=card, name="Bluffs", quote="“Ten times.”", seriousness="serious")


def ask_for_the_board_page() -> None:
    scorecards.request_board_page(candidacy=candidacy(OFFER), by=user(MANAGER))


def review() -> None:
    """Both sides have answered the review, and it is printed."""
    row = plan()
    if not Review.objects.get(plan=row).both_in:
        plans.reviewed(row)
    onboarding.request_review(plan=row, by=user(MANAGER))


def end_searches() -> None:
    """Three more searches that ended, with enough people in each who said who they are."""
    by = user(MANAGER)
    for _ in range(3):
        here = Search.objects.create(
            title="Chief AI Officer",
            company="Fennel Retail (sample)",
            playbook_version=search(PLAN).playbook_version,
            opened_by=by,
            life=Life.CLOSED,
        )
        here.life_changes.create(life=Life.CLOSED, because="The budget is frozen.", by=by)
        for number in range(36):
            group, place = divmod(number, 12)
            person = Candidate.objects.create(name=f"Candidate {number} (sample)")
            row = Candidacy.objects.create(
                search=here,
                candidate=person,
                alias=f"Candidate {number}",
                stage=Stage.ADDED if place < (7, 4, 6)[group] else Stage.TALKING,
            )
            if group < 2:
                gender = ("woman", "man")[group]
                VoluntaryAnswer.objects.create(candidacy=row, gender=gender)


def half_a_year_later() -> None:
    """The person of the samples began long enough ago for both moments."""
    Plan.objects.filter(pk=plan().pk).update(starts_on=timezone.localdate() - timedelta(days=200))


CAME = {
    "production": ("4", "Runs the Monday review with the numbers; two regressions stopped at it."),
    "strategy": ("3", "Two of the three decisions are made, with their cost. The third waits."),
    "finance": ("2", "No payback for the support assistant yet, and none promised."),
    "governance": ("4", "The register is whole. She put conditions on the scoring model’s launch."),
    "people": ("5", "All eight engineers stayed; two lead something they did not in spring."),
    "stakeholders": ("na", ""),
}


def record_outcome() -> None:
    """Day 90 of that person, with one correction and an answer to what was left open."""
    half_a_year_later()
    row, by = plan(), user(MANAGER)
    if row.outcomes.recorded().exists():
        return
    content = {key: {"value": value, "evidence": says} for key, (value, says) in CAME.items()}
    said = onboarding.record_outcome(plan=row, moment="day_90", revision=0, content=content, by=by)
    onboarding.correct_outcome(
        rating=OutcomeRating.objects.get(outcome=said, competency="finance"),
        value="3",
        evidence="The assistant’s unit cost is known, and falls.",
        because="The controller’s figures came in a week later.",
        by=by,
    )
    row.candidacy.decisions.update(doubts="Does she hand work over, or keep it?")
    words = "She handed over the rota in the second month, and kept the review."
    onboarding.answer_doubts(outcome=said, came="partly", words=words, by=by)
