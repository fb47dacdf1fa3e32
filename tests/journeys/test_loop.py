"""The whole loop, from the first scoping question to day 90, in a real browser.

Two accounts and the playbook are there; everybody else comes in by the link in their mail.
"""

from collections.abc import Iterator

import pytest

from tests import factories
from tests.conftest import missing
from tests.journeys import cast
from tests.journeys.pages import PASSWORD, PHONE, ByHand, ByWorker, Person, use
from tests.journeys.server import LOCK
from tests.journeys.steps import (
    candidates,
    cards,
    debrief,
    jd,
    loop,
    ninety_days,
    offer,
    people,
    playbook,
    scope,
)

pytestmark = pytest.mark.browser


class Company:
    """Everybody's browsers, each opened when its person first appears."""

    def __init__(self, browser, site: str, *, script: bool):
        self.browser, self.site, self.script = browser, site, script
        self.known: dict[str, Person] = {}

    def __getitem__(self, part: cast.Part) -> Person:
        return self.known.get(part.email) or self.arrives(part)

    def arrives(self, part: cast.Part, **how) -> Person:
        person = Person(self.browser, self.site, part.name, part.email, script=self.script, **how)
        self.known[part.email] = person
        return person

    def leaves(self) -> None:
        for person in self.known.values():
            person.leaves()


@pytest.fixture
def company(request, browser, site) -> Iterator[Company]:
    with LOCK:
        factories.caio_version()
        for part, more in (
            (cast.ADMINISTRATOR, {"is_staff": True, "is_superuser": True}),
            (cast.MANAGER, {"can_open_searches": True}),
        ):
            somebody = factories.user(part.name, email=part.email, zone=part.zone, **more)
            somebody.set_password(PASSWORD)
            somebody.save()
    company = Company(browser, site, script=getattr(request, "param", True))
    yield company
    company.leaves()


@pytest.fixture
def in_time(request) -> Iterator[None]:
    """A worker sends the mail and makes the documents, where one can run."""
    if "worker" in missing():
        yield
        return
    request.getfixturevalue("worker_process")
    use(ByWorker())
    yield
    use(ByHand())


@pytest.mark.once
@pytest.mark.parametrize("company", [False], indirect=True, ids=["no script"])
def test_the_whole_loop_without_javascript(company):
    walk(company)


@pytest.mark.fuller
def test_the_whole_loop(in_time, company):
    """After the other, which must find no worker running."""
    walk(company)


def walk(company: Company) -> None:
    playbook.publish_ones_own(company[cast.ADMINISTRATOR].signs_in())
    manager = company[cast.MANAGER].signs_in()
    from_the_first_question_to_a_signed_scope(manager)
    cv = from_the_scope_to_a_job_description(manager)
    from_the_job_description_to_a_shortlist(company, cv)
    from_the_shortlist_to_an_open_loop(company)
    from_the_answers_to_the_first_gate(company)
    from_the_alignment_to_the_last_card(company)
    from_the_debrief_to_a_decision(company)
    from_the_decision_to_an_accepted_offer(company)
    from_the_start_to_evidence(company)
    the_log_says_who_did_what(manager)


def from_the_first_question_to_a_signed_scope(manager: Person) -> None:
    scope.open_a_search(manager)
    scope.give_one_at_a_time(manager)
    scope.give_the_facts(manager)
    scope.answer_the_questions(manager)
    scope.a_draft_is_kept(manager)
    scope.settle_the_contradiction(manager)
    scope.see_what_is_recommended(manager)
    scope.ask_why(manager)
    scope.sign_the_scope(manager)


def from_the_scope_to_a_job_description(manager: Person) -> bytes:
    jd.fill_the_gaps(manager)
    jd.see_what_is_found(manager)
    jd.mend_it(manager)
    jd.approve_the_jd(manager)
    return manager.gets_the_pdf(cast.COMPANY, "Mandate and outcome")


def from_the_job_description_to_a_shortlist(company: Company, cv: bytes) -> None:
    manager, recruiter = company[cast.MANAGER], company[cast.RECRUITER]
    people.name(manager, "Recruiter", cast.RECRUITER)
    people.join(recruiter, cast.RECRUITER.zone)
    recruiter.follows("See the candidates")
    candidates.add_a_candidate(recruiter)
    candidates.import_a_sheet(recruiter)
    candidates.add_a_cv(recruiter, cv)
    candidates.note_a_claim(recruiter)
    candidates.note_a_reference(recruiter)
    candidates.ask_in_writing(recruiter)
    candidates.answer_in_writing(company[cast.CANDIDATE])
    candidates.shortlist(recruiter)
    recruiter.gets_the_pdf(cast.CANDIDATE.name, "19%", "Ola Nordmann")


def from_the_shortlist_to_an_open_loop(company: Company) -> None:
    manager = company[cast.MANAGER]
    loop.set_up_the_loop(manager)
    loop.name_the_panel(manager)
    loop.open_the_loop(manager)
    company.arrives(cast.ENGINEER, viewport=PHONE)
    for part in cast.PANEL:
        people.join(company[part], part.zone)


def from_the_answers_to_the_first_gate(company: Company) -> None:
    """The two readers judge the answers, one of them on a phone; nobody reads a card before."""
    engineer, cto = company[cast.ENGINEER], company[cast.CTO]
    cards.declare(engineer)
    cards.declare_that_one_knows_them(cto)
    cards.write_a_card_on_a_phone(engineer, cast.QUESTIONNAIRE)
    cards.cards_are_sealed(cto)
    cards.cards_are_sealed(company[cast.RECRUITER])
    cards.write_a_card(cto, cast.QUESTIONNAIRE, "4", "3", "4")
    cards.decide_at_the_gate(company[cast.MANAGER], cast.QUESTIONNAIRE)


def from_the_alignment_to_the_last_card(company: Company) -> None:
    recruiter, manager = company[cast.RECRUITER], company[cast.MANAGER]
    loop.plan_for_tomorrow(recruiter, cast.PRODUCTION)
    loop.get_the_calendar_file(cast.CTO)
    loop.get_the_panel_brief(company[cast.CTO], cast.PRODUCTION)
    for number, (part, panel) in enumerate(cast.INTERVIEWS):
        loop.hold(recruiter, part, days_ago=len(cast.INTERVIEWS) - number)
        for person in panel:
            judge(company[person], part, "2" if person == cast.FINANCE else "4")
        if part == cast.ALIGNMENT:
            cards.decide_at_the_gate(manager, part)


def judge(person: Person, part: str, number: str) -> None:
    person.opens("/")
    if person.page.get_by_text(f"Say whether you know {cast.CANDIDATE.name}.").count():
        cards.declare(person)
    cards.open_the_card(person, part)
    cards.write_evidence(person)
    cards.rate(person, number)
    if person.email == cast.BOARD.email:
        cards.raise_a_flag(person, "critical")
    cards.recommend(person, "No" if number == "2" else "Yes")
    cards.submit(person)


def from_the_debrief_to_a_decision(company: Company) -> None:
    manager = company[cast.MANAGER]
    debrief.open_the_debrief(company[cast.RECRUITER])
    debrief.read_it(company[cast.SCIENTIST])
    debrief.the_decision_asks_for_a_word_against_the_rule(manager)
    debrief.settle_the_flag(manager)
    debrief.decide_to_hire(manager)
    debrief.ask_for_the_packet(manager)
    manager.gets_the_pdf(cast.CANDIDATE.name, cast.MANAGER.name)


def from_the_decision_to_an_accepted_offer(company: Company) -> None:
    manager, recruiter = company[cast.MANAGER], company[cast.RECRUITER]
    people.name(manager, "Approver", *cast.APPROVERS)
    first, second = (company[part] for part in cast.APPROVERS)
    people.join(first, cast.APPROVERS[0].zone)
    people.join(second, cast.APPROVERS[1].zone)
    offer.begin_the_offer(recruiter)
    offer.build_it_on_its_band(recruiter)
    offer.write_the_letter(recruiter)
    offer.say_who_approves_what(recruiter)
    offer.ask_for_more_than_the_band(recruiter)
    offer.not_ones_turn_yet(second)
    offer.approve(first)
    offer.approve(second)
    offer.send_the_letter(recruiter)
    offer.ask_before_answering(company[cast.CANDIDATE], recruiter)
    offer.accept(company[cast.CANDIDATE])
    offer.send_the_signed_agreement(company[cast.CANDIDATE])


def from_the_start_to_evidence(company: Company) -> None:
    manager, hired = company[cast.MANAGER], company[cast.CANDIDATE]
    ninety_days.nothing_counts_before_the_start(manager)
    ninety_days.record_the_start(manager)
    ninety_days.hand_in_evidence(hired)
    ninety_days.send_an_update(hired)
    ninety_days.warn_early(hired)
    ninety_days.see_what_was_promised(hired)
    ninety_days.sign_it_off(manager)
    ninety_days.answer_the_person_hired(manager)
    ninety_days.read_what_one_watches(manager)
    ninety_days.ask_for_the_plan(manager)
    manager.gets_the_pdf(cast.CANDIDATE.name)


def the_log_says_who_did_what(manager: Person) -> None:
    manager.opens_the_search().follows("The whole log")
    manager.sees(
        "The log is unbroken",
        "Tobias Lindqvist signed a deliverable off.",
        "Henrik Vale approved an offer.",
        "Dagny Voss submitted a scorecard.",
    )
    manager.does_not_see(cast.CANDIDATE.name, cast.WHY, cast.QUOTE)
