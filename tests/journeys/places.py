"""Every page of the application, filled by the samples: its name, who opens it, where it is.

The pictures are taken from this table and axe reads it. A named page that is missing here fails
tests/journeys/test_every_page.py.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page

from accounts import actions as accounts
from accounts.models import Link, User
from briefs import actions as briefs
from briefs.models import Brief
from candidates import actions as candidates
from candidates.models import Candidacy, Submission
from candidates.states import Way
from interviews import actions as interviews
from interviews.models import Interview, LoopSeat, Part, Proposal
from offers import actions as offers
from offers.models import Offer
from onboarding.models import Plan
from playbooks.models import PlaybookVersion
from samples import people
from samples.management.commands.load_samples import COMPANIES
from scoping import actions as scoping
from scoping.models import GIVEN
from scorecards import actions as scorecards
from scorecards.models import PassedQuestion, RedFlag
from searches.models import Search, Step

MANAGER, RECRUITER = people.MANAGER.key, people.RECRUITER.key
OBSERVER, ADMINISTRATOR = people.OBSERVER.key, people.ADMINISTRATOR.key
PARTNER = people.PARTNER.key
_, APPROVER = (approver.key for approver in people.APPROVERS)
CTO, READER, CEO = (people.PANEL[key].key for key in ("cto", "first_reader", "ceo"))
CPO = people.PANEL["cpo"].key
NOBODY = ""
"""Somebody without an account, or not signed in."""

SCOPE, JD, CANDIDATES, LOOP, DEBRIEF, OFFER, PLAN = Step


# ---- Where the things of the samples are


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


def reopen_scope() -> None:
    """The scope of a search that is over, with another answer and a fractional engagement."""
    row, by = search(PLAN), user(MANAGER)
    scope = scoping.reopen_scope(search=row, because="A second officer, in Lyon.", by=by)
    facts = scope.facts | {"engagement": "fractional", "place": "Lyon, France"}
    said = {name: getattr(scope, name) for name in GIVEN} | {"facts": facts}
    scoping.save_scope(scope=scope, revision=scope.revision, by=by, **said)


def plan() -> Plan:
    return Plan.objects.get(candidacy__search=search(PLAN))


def playbook() -> tuple[str, str]:
    row = PlaybookVersion.objects.latest_of("caio")
    return row.slug, row.version


# ---- What the samples leave out, done through the actions


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


def the_pair() -> tuple[int, int]:
    rows = search(JD).candidacies.filter(candidate__employer="Rheinwerk").order_by("pk")
    one, other = rows.values_list("pk", flat=True)
    return one, other


def stop_one() -> None:
    by = user(RECRUITER)
    person = candidates.Person(name="Emil Varga (sample)", email="emil.varga@example.com")
    row = candidates.add_candidate(search=search(JD), person=person, by=by)
    candidates.stop(candidacy=row, because="The role has changed", by=by)


TABLE = (
    "Full name,Company,Star sign,Email\n"
    "Jonas Wolff (sample),Fjord,Leo,jonas.wolff@example.com\n"
    "Leila Haddad (sample),Norrland Payments,Virgo,\n"
)


def choose_table(page: Page) -> None:
    file = {"name": "people.csv", "mimeType": "text/csv", "buffer": TABLE.encode()}
    page.get_by_label("CSV or Excel file").set_input_files(file)
    press("Read the file")(page)


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


def send_the_offer() -> None:
    row, approver = offer(OFFER), user(APPROVER)
    approval = row.approvals.get(approver=approver)
    offers.approve_offer(approval=approval, digest=row.digest, by=approver)
    offers.send_offer(offer=offer(OFFER), by=user(RECRUITER))


def ask_for_more() -> None:
    offers.revise_offer(offer=offer(OFFER), because="Asked for more.", by=user(RECRUITER))


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


def a_day() -> str:
    """The address of a day as it would be planned, for a candidate of whom parts are to plan."""
    parts = Part.objects.filter(loop__search=search(LOOP), loop__state="open")
    day = in_three_weeks(days=28).date()
    chosen = "&".join(f"parts={row.pk}" for row in parts.filter(key__in=("team", "board")))
    return (
        f"?day={day}&time=10:30&between=15&midday=45&zone=Europe/Berlin&place=Room+3&{chosen}"
        "&meets=on&meets_at=09:00&meets_for=45"
    )


def press(name: str) -> Callable[[Page], None]:
    """A form sent with nothing in it, or with too little."""

    def act(page: Page) -> None:
        page.locator("main").get_by_role("button", name=name).first.click()
        page.wait_for_load_state()

    return act


OWN = """extends = "caio"
slug = "ours"
version = "2026.1"
title = "Head of Data"
noun = "head"
"""
WRONG = OWN.replace("noun", "nuon") + "own_or_buy = 3\n"


def write_playbook(text: str) -> Callable[[Page], None]:
    def act(page: Page) -> None:
        page.get_by_label("Or its text").fill(text)
        press("Check it")(page)

    return act


# ---- The table


def _none() -> tuple[Any, ...]:
    return ()


@dataclass(frozen=True)
class Place:
    """A page. `first` is done before it is opened, `then` with the open page."""

    name: str
    who: str
    url: str
    args: Callable[[], tuple[Any, ...]] = _none
    query: str | Callable[[], str] = ""
    first: Callable[[], None] | None = None
    then: Callable[[Page], None] | None = None
    status: int = 200

    @property
    def path(self) -> str:
        query = self.query if isinstance(self.query, str) else self.query()
        return reverse(self.url, args=self.args()) + query


def of_search(step: Step) -> Callable[[], tuple[int]]:
    return lambda: (search(step).pk,)


def of_candidacy(step: Step, number: int = 0) -> Callable[[], tuple[int]]:
    return lambda: (candidacy(step, number).pk,)


def of_interview(step: Step, key: str, number: int = 0) -> Callable[[], tuple[int]]:
    return lambda: (interview(step, key, number).pk,)


def of_offer(step: Step) -> Callable[[], tuple[int]]:
    return lambda: (offer(step).pk,)


def of_brief(kind: str) -> Callable[[], tuple[int]]:
    return lambda: (brief(kind).pk,)


def of_link(kind: str) -> Callable[[], tuple[str]]:
    return lambda: (link(kind),)


def first_of(step: Step, rows: str) -> Callable[[], tuple[int, int]]:
    """A candidate and the first of its claims, references or documents."""
    return lambda: (candidacy(step).pk, getattr(candidacy(step), rows).order_by("pk")[0].pk)


def of_submission(number: int) -> Callable[[], tuple[int, int]]:
    """What the search partner sent: the first is taken, the second not answered."""
    return lambda: (search(CANDIDATES).pk, submitted(number).pk)


def submitted(number: int) -> Submission:
    return search(CANDIDATES).submissions.order_by("pk")[number]


def to_tell() -> tuple[int, int]:
    row = submitted(0)
    assert row.candidacy_id is not None
    return row.candidacy_id, row.pk


COMING_IN = (
    Place("Sign in", NOBODY, "account_login"),
    Place("Sign in, wrong", NOBODY, "account_login", then=press("Sign in")),
    Place("Sign in by a code", NOBODY, "account_request_login_code"),
    Place("Password forgotten", NOBODY, "account_reset_password"),
    Place("Password forgotten, mail sent", NOBODY, "account_reset_password_done"),
    Place("Invitation", NOBODY, "accounts:join", of_link("invitation"), first=invite),
    Place("Invitation, wrong", NOBODY, "accounts:join", of_link("invitation"), then=press("")),
    Place("A link that is closed", NOBODY, "accounts:join", lambda: ("nothing",), status=404),
    Place("Sign up is closed", NOBODY, "account_signup"),
    Place("Invite people", ADMINISTRATOR, "accounts:invite"),
    Place("Name and time zone", MANAGER, "accounts:profile"),
    Place("Change the password", MANAGER, "account_change_password"),
    Place("Mail address", MANAGER, "account_email"),
    Place("Second step at sign-in", MANAGER, "mfa_index"),
    Place("Sign out", MANAGER, "account_logout"),
)
HOME = (
    Place("Home of the hiring manager", MANAGER, "home"),
    Place("Home of the recruiter", RECRUITER, "home"),
    Place("Home of a panelist", CTO, "home"),
    Place("Home of an approver", APPROVER, "home"),
    Place("Home of an observer", OBSERVER, "home"),
    Place("Home of a search partner", PARTNER, "home"),
    Place("Home of the administrator", ADMINISTRATOR, "home"),
    Place("What is recorded here", MANAGER, "about_records"),
    Place("Outbox", MANAGER, "outbox"),
    Place("Not found", MANAGER, "searches:detail", lambda: (99_999,), status=404),
)
SEARCHES = (
    Place("Searches", MANAGER, "searches:list"),
    Place("Searches, none", ADMINISTRATOR, "searches:list"),
    Place("Searches of a search partner", PARTNER, "searches:list"),
    Place("Open a search", MANAGER, "searches:new"),
    Place("Open a search, wrong", MANAGER, "searches:new", then=press("")),
    *(
        Place(f"Search at {step.label}", MANAGER, "searches:detail", of_search(step))
        for step in Step
    ),
    Place("Search, for a panelist", CTO, "searches:detail", of_search(LOOP)),
    Place("Start the next search", MANAGER, "searches:start_from", of_search(PLAN)),
    Place("Names and time zone of a search", MANAGER, "searches:edit", of_search(PLAN)),
    Place("Under way or not", MANAGER, "searches:life", of_search(LOOP)),
    Place("Log", MANAGER, "searches:log", of_search(PLAN)),
    Place("People", MANAGER, "searches:people", of_search(PLAN)),
    Place("People, for a panelist", CTO, "searches:people", of_search(LOOP)),
)
PLAYBOOKS = (
    Place("Playbooks of the administrator", ADMINISTRATOR, "playbooks:list"),
    Place("A playbook of one's own", ADMINISTRATOR, "playbooks:own"),
    Place("One's own, wrong", ADMINISTRATOR, "playbooks:own", then=write_playbook(WRONG)),
    Place("One's own, in order", ADMINISTRATOR, "playbooks:own", then=write_playbook(OWN)),
    Place("Playbooks", MANAGER, "playbooks:list"),
    Place("Playbook", MANAGER, "playbooks:detail", playbook),
    *(
        Place(
            f"Playbook: {key}",
            MANAGER,
            "playbooks:section",
            lambda key=key: (*playbook(), key),
        )
        for key in ("scope", "jd", "competencies", "loop", "flags", "pay", "plan")
    ),
)
SCOPING = (
    Place("Scope, half answered", MANAGER, "scoping:scope", of_search(SCOPE)),
    Place("Scope, for a recruiter", RECRUITER, "scoping:scope", of_search(JD)),
    Place("Scope, signed", MANAGER, "scoping:scope", of_search(JD)),
    Place("Scope, a version", MANAGER, "scoping:version", lambda: (search(JD).pk, 1)),
    Place("Scope, reopened", MANAGER, "scoping:scope", of_search(PLAN), first=reopen_scope),
    Place("Why a weight", MANAGER, "scoping:why", lambda: (search(JD).pk, "weight", "production")),
    Place("Why a section", RECRUITER, "scoping:why", lambda: (search(JD).pk, "section", "mandate")),
    Place("Reopen the scope", MANAGER, "scoping:reopen", of_search(JD)),
    Place("JD waits for the scope", MANAGER, "scoping:jd", of_search(SCOPE)),
    Place("JD, draft", MANAGER, "scoping:jd", of_search(JD)),
    Place("JD, approved", MANAGER, "scoping:jd", of_search(CANDIDATES)),
    Place("JD, a version", RECRUITER, "scoping:jd_version", lambda: (search(CANDIDATES).pk, 1)),
    Place("Reopen the JD", MANAGER, "scoping:reopen_jd", of_search(CANDIDATES)),
)
CANDIDATES_PAGES = (
    Place("Candidates, none", RECRUITER, "candidates:list", of_search(JD)),
    Place("Candidates", RECRUITER, "candidates:list", of_search(CANDIDATES)),
    Place("Candidates in the loop", MANAGER, "candidates:list", of_search(LOOP)),
    Place("Candidates, for a panelist", CTO, "candidates:list", of_search(LOOP)),
    Place("All candidates", RECRUITER, "candidates:all", of_search(CANDIDATES)),
    Place("All candidates, nobody", RECRUITER, "candidates:all", of_search(LOOP), "?words=zz"),
    Place("Add a candidate", RECRUITER, "candidates:add", of_search(CANDIDATES)),
    Place("Add a candidate, wrong", RECRUITER, "candidates:add", of_search(LOOP), then=press("")),
    Place("Import candidates", RECRUITER, "candidates:import", of_search(CANDIDATES)),
    Place(
        "Import candidates, columns",
        RECRUITER,
        "candidates:import",
        of_search(CANDIDATES),
        then=choose_table,
    ),
    Place("Table sorted", MANAGER, "candidates:all", of_search(LOOP), "?sort=-level&stage=loop"),
    Place("Who may be here twice", RECRUITER, "candidates:doubles", of_search(LOOP)),
    Place("A message, too early", RECRUITER, "candidates:message", of_candidacy(CANDIDATES)),
    Place("Add a system", RECRUITER, "candidates:add_system", of_candidacy(CANDIDATES)),
    Place(
        "Change a system",
        RECRUITER,
        "candidates:change_system",
        first_of(CANDIDATES, "systems"),
    ),
    Place(
        "Ask for a reference in writing",
        RECRUITER,
        "candidates:ask_reference",
        of_candidacy(CANDIDATES),
    ),
    Place(
        "Questions for a referee",
        NOBODY,
        "candidates:refer",
        of_link("reference"),
        first=ask_referee,
    ),
    Place("A referee's words are in", NOBODY, "candidates:referred"),
    Place("Make the shortlist", RECRUITER, "candidates:shortlist", of_search(LOOP)),
    Place("Make the shortlist, too few", RECRUITER, "candidates:shortlist", of_search(JD)),
    Place("Weekly status", RECRUITER, "candidates:status", of_search(LOOP)),
    Place("How the questionnaire is asked", RECRUITER, "candidates:way", of_search(JD)),
    Place("How it is asked, fixed", RECRUITER, "candidates:way", of_search(LOOP)),
    Place("Candidate", RECRUITER, "candidates:detail", of_candidacy(CANDIDATES)),
    Place("Candidate, new", RECRUITER, "candidates:detail", of_candidacy(CANDIDATES, 4)),
    Place("Candidate, for a panelist", CTO, "candidates:detail", of_candidacy(LOOP)),
    Place("Change a candidate", RECRUITER, "candidates:change", of_candidacy(CANDIDATES)),
    Place("Who knows", RECRUITER, "candidates:confidence", of_candidacy(CANDIDATES)),
    Place("Back into the search", RECRUITER, "candidates:take_back", of_candidacy(CANDIDATES)),
    Place("Stop", RECRUITER, "candidates:stop", of_candidacy(CANDIDATES)),
    Place("Withdraw", RECRUITER, "candidates:withdraw", of_candidacy(CANDIDATES)),
    Place("Do you know them", CPO, "candidates:declare", of_candidacy(LOOP)),
    Place("Do you know them, said", CTO, "candidates:declare", of_candidacy(LOOP)),
    Place("Add a claim", RECRUITER, "candidates:add_claim", of_candidacy(CANDIDATES)),
    Place("Change a claim", RECRUITER, "candidates:change_claim", first_of(CANDIDATES, "claims")),
    Place("Check a claim", RECRUITER, "candidates:check_claim", first_of(CANDIDATES, "claims")),
    Place("Note a reference", RECRUITER, "candidates:add_reference", of_candidacy(CANDIDATES)),
    Place(
        "Change a reference",
        RECRUITER,
        "candidates:change_reference",
        first_of(CANDIDATES, "references"),
    ),
    Place("Questionnaire, to begin", RECRUITER, "candidates:questionnaire", of_candidacy(LOOP, 4)),
    Place("Questionnaire, answered", READER, "candidates:questionnaire", of_candidacy(LOOP)),
    Place(
        "Questions for the candidate",
        NOBODY,
        "candidates:answer",
        of_link("questionnaire"),
        first=ask_in_writing,
    ),
    Place("Questionnaire, sent", RECRUITER, "candidates:questionnaire", of_candidacy(JD)),
    Place("Answers are in", NOBODY, "candidates:answered"),
    Place(
        "A candidate's own page", NOBODY, "candidates:own", of_link("own_page"), first=give_own_page
    ),
    Place(
        "A candidate's own page, times to choose",
        NOBODY,
        "candidates:own",
        of_link("own_page"),
        first=give_own_page_and_times,
    ),
    Place("Withdraw oneself", NOBODY, "candidates:leave", of_link("own_page"), first=give_own_page),
    Place(
        "Who may be here twice, a pair",
        RECRUITER,
        "candidates:doubles",
        of_search(JD),
        "",
        add_twice,
    ),
    Place(
        "Who may be here twice, told apart",
        RECRUITER,
        "candidates:doubles",
        of_search(JD),
        "",
        tell_apart,
    ),
    Place("Side by side", RECRUITER, "candidates:merge", the_pair),
    Place(
        "A message",
        RECRUITER,
        "candidates:message",
        of_candidacy(JD, 3),
        first=stop_one,
    ),
    Place(
        "A message, as it goes",
        RECRUITER,
        "candidates:message",
        of_candidacy(JD, 3),
        then=press("Show it as it goes"),
    ),
    Place("Candidate who left", RECRUITER, "candidates:detail", of_candidacy(JD, 3)),
)
INTERVIEWS = (
    Place("Loop, none yet", MANAGER, "interviews:loop", of_search(CANDIDATES)),
    Place("Loop, too early", MANAGER, "interviews:loop", of_search(SCOPE)),
    Place("Loop", MANAGER, "interviews:loop", of_search(LOOP)),
    Place("Loop, for a panelist", CTO, "interviews:loop", of_search(LOOP)),
    Place("Loop, a version", MANAGER, "interviews:version", lambda: (search(LOOP).pk, 1)),
    Place("Change the loop", MANAGER, "interviews:change", of_search(LOOP)),
    Place(
        "Name somebody for a seat",
        MANAGER,
        "interviews:seat",
        lambda: (search(LOOP).pk, seat(LOOP, "board").pk),
    ),
    Place("Interviews of a candidate", RECRUITER, "interviews:candidacy", of_candidacy(LOOP)),
    Place("Interviews, for a panelist", CTO, "interviews:candidacy", of_candidacy(LOOP)),
    Place(
        "Plan an interview",
        RECRUITER,
        "interviews:plan",
        lambda: (candidacy(LOOP).pk, part(LOOP, "board").pk),
    ),
    Place(
        "Plan an interview, wrong",
        RECRUITER,
        "interviews:plan",
        lambda: (candidacy(LOOP).pk, part(LOOP, "board").pk),
        then=press(""),
    ),
    Place("Move an interview", RECRUITER, "interviews:move", of_interview(LOOP, "allocation")),
    Place(
        "Put somebody in a seat",
        RECRUITER,
        "interviews:fill",
        lambda: (interview(LOOP, "trade_off").pk, "cpo"),
    ),
    Place(
        "Place a question",
        RECRUITER,
        "interviews:probe",
        lambda: (candidacy(LOOP).pk, part(LOOP, "board").pk),
    ),
    Place(
        "Propose times",
        RECRUITER,
        "interviews:propose",
        lambda: (candidacy(LOOP).pk, part(LOOP, "board").pk),
    ),
    Place(
        "Propose times, wrong",
        RECRUITER,
        "interviews:propose",
        lambda: (candidacy(LOOP).pk, part(LOOP, "board").pk),
        then=press("Send the times"),
    ),
    Place("Choose a time", NOBODY, "interviews:choose", of_link("slots"), first=propose),
    Place(
        "Choose a time, on one's own clocks",
        NOBODY,
        "interviews:choose",
        of_link("slots"),
        "?zone=America/Toronto",
    ),
    Place(
        "Choose a time, wrong",
        NOBODY,
        "interviews:choose",
        of_link("slots"),
        then=press("Take this time"),
    ),
    Place("A time is chosen", NOBODY, "interviews:chosen"),
    Place(
        "Interviews, times with the candidate",
        RECRUITER,
        "interviews:candidacy",
        of_candidacy(LOOP),
    ),
    Place(
        "Interviews, no time fits",
        RECRUITER,
        "interviews:candidacy",
        of_candidacy(LOOP),
        first=refuse_times,
    ),
    Place("One day", RECRUITER, "interviews:day", of_candidacy(LOOP)),
    Place("One day, as it would be", RECRUITER, "interviews:day", of_candidacy(LOOP), a_day),
    Place("Set the debrief meeting", RECRUITER, "interviews:meeting", of_candidacy(LOOP)),
    Place(
        "Change the debrief meeting",
        RECRUITER,
        "interviews:meeting",
        of_candidacy(LOOP),
        first=meet_for_debrief,
    ),
    Place("Interviews and the debrief", CEO, "interviews:candidacy", of_candidacy(LOOP)),
    Place("My day, with an address", CEO, "interviews:mine", first=make_feed),
    Place("My day", CEO, "interviews:mine"),
    Place("My day, nothing", OBSERVER, "interviews:mine"),
    Place("Kit", CEO, "interviews:kit", of_interview(LOOP, "allocation")),
    *(
        Place(f"Kit: {tab}", RECRUITER, "interviews:kit", of_interview(LOOP, "allocation"), tab)
        for tab in ("#candidate", "#questions", "#scorecard")
    ),
    Place(
        "Kit of a reader", READER, "interviews:kit", of_interview(LOOP, "questionnaire"), "#answers"
    ),
)
SCORECARDS = (
    Place("Scorecard to write", MANAGER, "scorecards:card", of_interview(LOOP, "allocation")),
    Place(
        "Scorecard, too little",
        MANAGER,
        "scorecards:card",
        of_interview(LOOP, "allocation"),
        then=press("Submit scorecard"),
    ),
    Place("Scorecard of the team", "team_one", "scorecards:card", of_interview(DEBRIEF, "team")),
    Place("Scorecard, sealed", CTO, "scorecards:card", of_interview(LOOP, "production")),
    Place("Amend a scorecard", CTO, "scorecards:amend", of_interview(LOOP, "production")),
    Place(
        "Excuse a scorecard",
        RECRUITER,
        "scorecards:excuse",
        lambda: (interview(LOOP, "allocation").pk, user(CEO).pk),
    ),
    Place("Scorecards of a candidate", RECRUITER, "scorecards:cards", of_candidacy(LOOP)),
    Place(
        "No more reminders", NOBODY, "scorecards:enough", of_link(scorecards.ENOUGH), first=remind
    ),
    Place("Reminders stopped", NOBODY, "scorecards:stopped"),
    Place("Gate", MANAGER, "scorecards:gate", lambda: gate_of(LOOP)),
    Place("Debrief, sealed", CTO, "scorecards:debrief", of_candidacy(LOOP), status=403),
    Place("Debrief", MANAGER, "scorecards:debrief", of_candidacy(DEBRIEF)),
    Place("Debrief, for a panelist", CTO, "scorecards:debrief", of_candidacy(DEBRIEF)),
    Place("Debrief, decided", RECRUITER, "scorecards:debrief", of_candidacy(OFFER)),
    Place(
        "Settle a red flag",
        MANAGER,
        "scorecards:flag",
        lambda: (candidacy(DEBRIEF).pk, flag(DEBRIEF).pk),
    ),
    Place("Debriefs", MANAGER, "scorecards:debriefs", of_search(DEBRIEF)),
    Place("Debriefs, none", MANAGER, "scorecards:debriefs", of_search(CANDIDATES)),
    Place("Questions passed on", RECRUITER, "scorecards:questions", of_search(LOOP), first=pass_on),
    Place(
        "A question passed on",
        RECRUITER,
        "scorecards:question",
        lambda: (search(LOOP).pk, passed_on().pk),
    ),
)
OFFERS = (
    Place("Offers, none", MANAGER, "offers:list", of_search(LOOP)),
    Place("Offers", RECRUITER, "offers:list", of_search(OFFER)),
    Place("Offer in approval", RECRUITER, "offers:detail", of_offer(OFFER)),
    Place("Offer to approve", APPROVER, "offers:detail", of_offer(OFFER), first=know_nobody),
    Place("Offer to answer", NOBODY, "offers:answer", of_link(offers.LINK), first=send_the_offer),
    Place("Offer to answer, wrong", NOBODY, "offers:answer", of_link(offers.LINK), then=press("")),
    Place("Offer, sent", RECRUITER, "offers:detail", of_offer(OFFER)),
    Place("Offer, draft", RECRUITER, "offers:detail", of_offer(OFFER), first=ask_for_more),
    Place("Offer, accepted", MANAGER, "offers:detail", of_offer(PLAN)),
)
ONBOARDING = (
    Place("Plan, none yet", MANAGER, "onboarding:of_search", of_search(OFFER)),
    Place("Plan", MANAGER, "onboarding:plan", lambda: (plan().pk,)),
    Place("Plan, for the recruiter", RECRUITER, "onboarding:plan", lambda: (plan().pk,)),
    Place("Plan of the person hired", NOBODY, "onboarding:mine", of_link("plan")),
)
PARTNERS = (
    Place("A partner's candidates", PARTNER, "candidates:partner", of_search(CANDIDATES)),
    Place("A partner's candidate", PARTNER, "candidates:partner_submission", of_submission(0)),
    Place("A partner's, not answered", PARTNER, "candidates:partner_submission", of_submission(1)),
    Place("Submit a candidate", PARTNER, "candidates:partner_submit", of_search(CANDIDATES)),
    Place(
        "Submit a candidate, wrong",
        PARTNER,
        "candidates:partner_submit",
        of_search(CANDIDATES),
        then=press(""),
    ),
    Place("The job, for a partner", PARTNER, "candidates:partner_jd", of_search(CANDIDATES)),
    Place("From search partners", RECRUITER, "candidates:submissions", of_search(CANDIDATES)),
    Place("From search partners, none", RECRUITER, "candidates:submissions", of_search(LOOP)),
    Place("A submission, taken", RECRUITER, "candidates:submission", of_submission(0)),
    Place("A submission, to answer", RECRUITER, "candidates:submission", of_submission(1)),
    Place("Tell the search partner", RECRUITER, "candidates:tell", to_tell),
    Place("A partner's, on the board", RECRUITER, "candidates:detail", of_candidacy(CANDIDATES, 5)),
    Place("Off limits", RECRUITER, "candidates:off_limits", of_search(CANDIDATES)),
    Place("Off limits, nobody", RECRUITER, "candidates:off_limits", of_search(LOOP)),
)
PAPERS = (
    *(
        Place(f"Document: {kind}", who, "briefs:detail", of_brief(kind), first=first)
        for kind, who, first in (
            ("job_description", MANAGER, None),
            ("shortlist", RECRUITER, None),
            ("status", RECRUITER, ask_for_the_status),
            ("panel_brief", CTO, ask_for_a_panel_brief),
            ("debrief_packet", MANAGER, None),
            ("offer_letter", RECRUITER, None),
            ("plan", MANAGER, None),
        )
    ),
    Place("Document, ready", MANAGER, "briefs:detail", of_brief("plan"), first=make_the_plan),
)

PLACES: tuple[Place, ...] = (
    *COMING_IN,
    *HOME,
    *SEARCHES,
    *PLAYBOOKS,
    *SCOPING,
    *CANDIDATES_PAGES,
    *INTERVIEWS,
    *SCORECARDS,
    *OFFERS,
    *ONBOARDING,
    *PARTNERS,
    *PAPERS,
)
