"""The next search, started from one that is there: its answers, its words, its people."""

import pytest
from django.urls import reverse

from candidates.models import Candidacy
from interviews.actions import begin_loop
from interviews.models import LoopSeat
from playbooks.actions import load_version
from playbooks.reader import HERE, read
from scoping.actions import begin_jd, save_scope, sign_scope
from scoping.models import Scope
from searches.actions import open_search
from searches.errors import NotAllowed
from searches.models import Role, Search, Step
from tests import factories
from tests.factories import candidates, interviews
from tests.factories import scoping as made

pytestmark = pytest.mark.django_db


@pytest.fixture
def source():
    return factories.search()


@pytest.fixture
def manager(source):
    return factories.hiring_manager_of(source)


def started(source, by) -> Search:
    return open_search(
        playbook_version=source.playbook_version,
        title="Chief AI Officer, Lyon",
        company=source.company,
        alias="",
        zone="Europe/Paris",
        by=by,
        source=source,
    )


def signed(search, by, **facts) -> Scope:
    """The draft that came along, with its dates and what else has changed, signed."""
    draft = Scope.objects.get(search=search)
    said = made.content(facts=draft.facts | {"start_by": made.FACTS["start_by"]} | facts)
    draft = save_scope(scope=draft, revision=draft.revision, by=by, **said)
    return sign_scope(scope=draft, by=by)


def test_the_signed_answers_come_along_as_a_draft(source, manager):
    before = made.signed_scope(source)
    draft = Scope.objects.get(search=started(source, manager))
    assert (draft.state, draft.answers) == ("draft", before.answers)


@pytest.mark.parametrize("slug", ["applied-ml-engineer", "ai-governance-analyst", "ai-cto"])
def test_with_another_playbook_only_what_it_asks_too_comes_along(source, manager, client, slug):
    made.signed_scope(source)
    other = load_version(playbook=read(HERE / slug))
    search = open_search(
        playbook_version=other,
        title="Another role",
        company=source.company,
        alias="",
        zone="Europe/Paris",
        by=manager,
        source=source,
    )
    draft = Scope.objects.get(search=search)
    assert draft.facts["budgeted_range"] == made.FACTS["budgeted_range"]
    assert set(draft.facts) <= {fact.key for fact in other.playbook.facts}
    assert set(draft.answers) <= {question.key for question in other.playbook.questions}
    client.force_login(manager)
    assert client.get(reverse("scoping:scope", args=[search.pk])).status_code == 200


def test_dates_do_not_come_along(source, manager):
    made.signed_scope(source)
    draft = Scope.objects.get(search=started(source, manager))
    assert "start_by" not in draft.facts
    assert draft.facts["headcount"] == made.FACTS["headcount"]


def test_the_new_search_stands_at_its_first_step_with_its_opener_alone(source, manager):
    made.approved_jd(source)
    factories.member(source, Role.RECRUITER)
    new = started(source, manager)
    assert (new.step, new.started_from) == (Step.SCOPE, source)
    assert [row.role for row in new.memberships.current()] == [Role.HIRING_MANAGER]


def test_a_source_without_a_signed_scope_gives_nothing(source, manager):
    made.draft_scope(source)
    assert not Scope.objects.filter(search=started(source, manager)).exists()


def test_the_approved_words_come_along_where_the_scopes_say_the_same(source, manager):
    jd = made.approved_jd(source, accountable="You answer for 6% more approved credit.")
    new = started(source, manager)
    signed(new, manager)
    draft = begin_jd(search=new, by=manager)
    assert draft.sections == jd.sections


def test_a_section_is_filled_anew_where_the_scope_says_otherwise(source, manager):
    made.approved_jd(source, mandate="Owns 4 lines in Berlin.")
    new = started(source, manager)
    signed(new, manager, place="Lyon, France")
    draft = begin_jd(search=new, by=manager)
    assert "Berlin" not in draft.sections["mandate"]
    assert "Lyon" in draft.sections["mandate"]


def test_the_people_of_the_loop_come_along(source, manager):
    loop = interviews.open_loop(source)
    new = started(source, manager)
    signed(new, manager)
    begin_loop(search=new, by=manager)
    here = LoopSeat.objects.filter(part__loop__search=new, user__isnull=False)
    assert here.count() == LoopSeat.objects.filter(part__loop=loop, user__isnull=False).count()


def test_who_may_not_sign_in_any_more_does_not_come_along(source, manager):
    interviews.open_loop(source)
    gone = LoopSeat.objects.filter(part__loop__search=source, user__isnull=False)[0].user
    gone.is_active = False
    gone.save()
    new = started(source, manager)
    signed(new, manager)
    begin_loop(search=new, by=manager)
    assert not LoopSeat.objects.filter(part__loop__search=new, user=gone).exists()


def test_no_candidate_comes_along(source, manager):
    made.signed_scope(source)
    candidates.candidacy(source)
    assert not Candidacy.objects.filter(search=started(source, manager)).exists()


def test_only_its_hiring_manager_starts_from_a_search(source):
    recruiter = factories.member(source, Role.RECRUITER)
    recruiter.can_open_searches = True
    recruiter.save()
    with pytest.raises(NotAllowed):
        started(source, recruiter)


def test_the_page_goes_on_to_the_scope_with_the_answers_in_it(source, manager, client):
    made.signed_scope(source)
    client.force_login(manager)
    path = reverse("searches:start_from", args=[source.pk])
    assert "begins with the scope" in client.get(path).content.decode()
    names = {
        "title": "CAIO, Lyon",
        "company": "Kestrel",
        "zone": "Europe/Paris",
        "playbook_version": source.playbook_version_id,
    }
    page = client.post(path, names, follow=True)
    assert page.redirect_chain[-1][0] == reverse(
        "scoping:scope", args=[Search.objects.get(started_from=source).pk]
    )
    assert made.FACTS["place"] in page.content.decode()
