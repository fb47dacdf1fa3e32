"""Watch points: what the debrief left open, for the hiring manager and nobody else."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from briefs.kinds import kind_of
from briefs.models import Brief
from briefs.render import html_of
from mail.actions import message_of
from mail.models import Mail
from onboarding import actions
from onboarding.models import Plan, WatchAnswer
from onboarding.urls import urlpatterns
from searches.errors import NotAllowed, Refused
from searches.models import Role
from tests import factories
from tests.factories import offers
from tests.factories import onboarding as make
from tests.factories.days import search_day

pytestmark = pytest.mark.django_db
DOUBT, ANSWER = "Does she hand work over?", "Kept the vendor call to herself."


def begun(days_ago: int) -> Plan:
    row = offers.chosen(factories.search())
    row.decisions.update(doubts=f"{DOUBT}\nHow does she hear no?")
    return make.began(row, days_ago)


@pytest.fixture
def plan():
    return begun(31)


@pytest.fixture
def manager(plan):
    return factories.hiring_manager_of(plan.search)


def answer(plan: Plan, by, day: int = 30, **more) -> WatchAnswer:
    given = {"says": "seen", "words": ANSWER} | more
    return actions.answer_watch(point=plan.watch_points.all()[0], day=day, by=by, **given)


def test_each_line_of_the_doubts_is_a_watch_point(plan):
    assert [row.text for row in plan.watch_points.all()] == [DOUBT, "How does she hear no?"]


def test_a_question_is_asked_from_its_day_on(plan, manager):
    answer(plan, manager)
    with pytest.raises(Refused, match="It is asked from then on"):
        answer(plan, manager, 60)


def test_day_30_of_the_plan_is_its_first_day_of_asking(client):
    plan = begun(29)
    answer(plan, factories.hiring_manager_of(plan.search))
    assert WatchAnswer.objects.count() == 1


def test_an_answer_stays(plan, manager):
    answer(plan, manager)
    with pytest.raises(Refused, match="already; it stays"):
        answer(plan, manager, says="not_seen")
    assert WatchAnswer.objects.get().says == "seen"


def test_an_answer_says_what_showed_it(plan, manager):
    with pytest.raises(Refused, match="what showed it"):
        answer(plan, manager, words="  ")


@pytest.mark.parametrize("day", [1, 31, 120])
def test_no_other_day_is_asked(plan, manager, day):
    with pytest.raises(Refused, match="day 30, 60 and 90"):
        answer(plan, manager, day)


def test_the_recruiter_answers_none(plan):
    with pytest.raises(NotAllowed):
        answer(plan, offers.recruiter_of(plan.search))


def test_home_asks_the_hiring_manager_when_the_day_has_come(plan, manager, client):
    client.force_login(manager)
    says = "Say what you have seen of the doubts"
    assert says in client.get(reverse("home")).text
    for point in plan.watch_points.all():
        actions.answer_watch(point=point, day=30, says="too_early", words="A month.", by=manager)
    assert says not in client.get(reverse("home")).text


def test_the_hiring_manager_reads_them(plan, manager, client):
    client.force_login(manager)
    answer(plan, manager)
    page = client.get(reverse("onboarding:watch", args=[plan.pk])).text
    assert DOUBT in page
    assert ANSWER in page


def test_another_hiring_manager_reads_them_and_the_page_says_so(plan, manager, client):
    answer(plan, manager)
    client.force_login(factories.member(plan.search, Role.HIRING_MANAGER))
    page = client.get(reverse("onboarding:watch", args=[plan.pk])).text
    assert ANSWER in page
    assert "is read by hiring managers of this search alone" in page
    assert "You alone" not in page


def pages_of(plan: Plan, token: str = "") -> list[str]:
    """Every address of the plan that takes no more than its number, or its token."""
    taken = {"token"} if token else {"pk"}
    names = [
        pattern.name
        for pattern in urlpatterns
        if set(pattern.pattern.converters) == taken and str(pattern.pattern).startswith("plan")
    ]
    return [reverse(f"onboarding:{name}", args=[token or plan.pk]) for name in names]


@pytest.mark.parametrize("role", [Role.RECRUITER, Role.OBSERVER, Role.PANELIST, Role.APPROVER])
def test_nobody_else_reads_a_watch_point_on_any_page(plan, manager, client, role):
    answer(plan, manager)
    make.reviewed(plan)
    client.force_login(factories.member(plan.search, role))
    urls = [*pages_of(plan), reverse("home"), plan.search.get_absolute_url()]
    urls.append(reverse("searches:log", args=[plan.search.pk]))
    for url in urls:
        page = client.get(url)
        assert DOUBT not in page.text, url
        assert ANSWER not in page.text, url


def test_the_person_hired_reads_a_watch_point_on_no_page(plan, manager):
    answer(plan, manager)
    make.reviewed(plan)
    urls = pages_of(plan, plan.link.token)
    assert len(urls) >= 4
    for url in urls:
        page = Client().get(url)
        assert page.status_code == 200
        assert DOUBT not in page.text, url
        assert ANSWER not in page.text, url
        assert "watch point" not in page.text.lower(), url


def test_no_paper_and_no_mail_holds_a_watch_point(plan, manager):
    answer(plan, manager)
    make.reviewed(plan)
    check = make.updated(plan)
    make.warned(plan)
    actions.request_brief(plan=plan, by=manager)
    actions.request_update(check=check, by=manager)
    actions.request_review(plan=plan, by=manager)
    papers = Brief.objects.filter(kind__startswith="plan")
    assert papers.count() == 3
    for brief in papers:
        text = html_of(kind_of(brief).template, brief)
        assert DOUBT not in text + str(brief.snapshot)
        assert ANSWER not in text + str(brief.snapshot)
    letters = [
        message_of(mail) for mail in Mail.objects.filter(kind__in=("plan_started", "early_warning"))
    ]
    assert len(letters) == 2
    assert not [letter for letter in letters if DOUBT in letter.body or ANSWER in letter.body]


def test_a_doubt_of_a_later_decision_is_not_watched(plan, manager):
    """What is watched is what stood open when the person started."""
    plan.candidacy.decisions.update(doubts="Something else.")
    assert plan.watch_points.all()[0].text == DOUBT


def test_the_questions_outlive_the_closing_of_the_90_days(manager, plan):
    Plan.objects.filter(pk=plan.pk).update(
        state="done", starts_on=search_day() - timedelta(days=100)
    )
    answer(plan, manager, 90)
