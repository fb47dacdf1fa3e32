"""Internal candidates, who may not judge whom, and addresses that others read."""

from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from candidates import actions, addresses, queries
from candidates.duplicates import known_in
from candidates.models import Candidacy, KeptOut
from interviews.actions import fill_seat
from searches.actions import acting as frame
from searches.actions import end_role, name_person
from searches.errors import NotAllowed, Refused
from searches.models import Event, Role
from tests import factories
from tests.factories import candidates as make
from tests.factories import interviews as make_interviews

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(search):
    return search.opened_by


@pytest.fixture
def recruiter(search):
    return factories.member(search, Role.RECRUITER)


@pytest.fixture
def observer(search):
    return factories.member(search, Role.OBSERVER)


@pytest.fixture
def ada(search):
    return make.candidacy(search, "Ada Lind")


def sees(user, candidacy) -> bool:
    return Candidacy.objects.visible_to(user).filter(pk=candidacy.pk).exists()


# ---- Who knows ----


def test_an_internal_candidate_is_known_to_who_was_named_and_who_named_them(
    ada, manager, recruiter, observer
):
    actions.keep_quiet(candidacy=ada, who=[manager], by=recruiter)
    assert [sees(user, ada) for user in (manager, recruiter, observer)] == [True, True, False]


def test_added_quietly_only_the_hiring_managers_know(search, manager, recruiter, observer):
    person = actions.Person(name="Ada Lind")
    ada = actions.add_candidate(search=search, person=person, internal=True, by=recruiter)
    assert [sees(user, ada) for user in (manager, recruiter, observer)] == [True, True, False]


def test_somebody_named_anew_replaces_who_knew_before(ada, manager, recruiter, observer):
    actions.keep_quiet(candidacy=ada, who=[recruiter], by=manager)
    actions.keep_quiet(candidacy=ada, who=[observer], by=manager)
    assert [sees(user, ada) for user in (manager, recruiter, observer)] == [True, False, True]


def test_who_was_not_named_cannot_name_themselves(ada, manager, recruiter):
    actions.keep_quiet(candidacy=ada, who=[], by=manager)
    with pytest.raises(NotAllowed):
        actions.keep_quiet(candidacy=ada, who=[manager], by=recruiter)
    assert not sees(recruiter, ada)


def test_a_hiring_manager_has_to_know(ada, recruiter, observer):
    with pytest.raises(Refused, match="Name a hiring manager too"):
        actions.keep_quiet(candidacy=ada, who=[observer], by=recruiter)
    assert not Candidacy.objects.get(pk=ada.pk).internal


def test_nobody_outside_is_named(ada, manager):
    stranger = factories.user("Some Stranger")
    with pytest.raises(Refused, match="Some Stranger neither runs nor observes"):
        actions.keep_quiet(candidacy=ada, who=[stranger], by=manager)


def test_who_leaves_the_search_knows_no_more(ada, search, manager, observer):
    actions.keep_quiet(candidacy=ada, who=[observer], by=manager)
    with frame(search.pk, manager) as locked:
        end_role(locked, user=observer, role=Role.OBSERVER, by=manager)
    assert not sees(observer, ada)


def test_a_panelist_comes_in_by_their_seat_and_is_asked_whether_they_know_them(
    ada, search, manager
):
    panelist = factories.member(search, Role.PANELIST)
    actions.keep_quiet(candidacy=ada, who=[], by=manager)
    make.let_in(ada, panelist)
    assert sees(panelist, ada)
    assert [access.candidacy for access in queries.undeclared(panelist)] == [ada]


def test_who_was_named_is_not_asked_whether_they_know_them(ada, manager):
    actions.keep_quiet(candidacy=ada, who=[], by=manager)
    assert not queries.undeclared(manager).exists()


def test_made_known_everybody_knows_again(ada, manager, recruiter):
    actions.keep_quiet(candidacy=ada, who=[], by=manager)
    actions.make_known(candidacy=ada, by=manager)
    assert sees(recruiter, ada)
    with pytest.raises(Refused, match="already"):
        actions.make_known(candidacy=ada, by=manager)


def test_who_does_not_know_counts_them_nowhere(ada, search, manager, recruiter):
    actions.keep_quiet(candidacy=ada, who=[], by=manager)
    assert queries.counts_of(search, manager)["live"] == 1
    assert queries.counts_of(search, recruiter)["live"] == 0


def test_the_log_says_that_and_not_of_whom(ada, search, manager):
    actions.keep_quiet(candidacy=ada, who=[], by=manager)
    event = Event.objects.filter(search=search, verb="candidacy.kept_quiet").get()
    assert "Lind" not in str(vars(event))


def test_the_page_names_who_knows_and_keeps_what_was_chosen(ada, client, manager, recruiter):
    client.force_login(manager)
    url = reverse("candidates:quiet", args=[ada.pk])
    client.post(url, {"who": [recruiter.pk]})
    assert sees(recruiter, ada)
    client.force_login(recruiter)
    page = client.post(url, {"who": ["999"]}).content.decode()
    assert "Somebody you chose no longer runs or observes the search." in page


def test_the_page_costs_the_same_at_one_and_at_many(ada, client, search, manager):
    client.force_login(manager)
    url = reverse("candidates:confidence", args=[ada.pk])
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    for number in range(9):
        factories.member(search, Role.OBSERVER)
        email = f"report{number}@example.com"
        actions.keep_out(candidacy=ada, name="A. Report", email=email, why="reports", by=manager)
    with CaptureQueriesContext(connection) as many:
        client.get(url)
    assert len(many) == len(few)


# ---- A candidate does not sit on their own search ----


def test_a_member_of_the_search_is_not_added_as_a_candidate(search, manager, observer):
    person = actions.Person(name="Ada Lind", email=observer.email.upper())
    with pytest.raises(Refused, match="is on this search as observer"):
        actions.add_candidate(search=search, person=person, by=manager)


def test_a_candidate_is_not_named_on_their_search(search, manager):
    make.candidacy(search, "Ada Lind", email="ada@example.com")
    with pytest.raises(Refused, match="is a candidate in this search and cannot sit on it"):
        name_person(
            search=search, email="Ada@example.com", name="Ada", role=Role.OBSERVER, by=manager
        )


def test_naming_an_internal_candidate_gives_nothing_away(search, manager, recruiter):
    ada = make.candidacy(search, "Ada Lind", email="ada@example.com")
    actions.keep_quiet(candidacy=ada, who=[], by=manager)
    with pytest.raises(Refused) as refusal:
        name_person(
            search=search, email="ada@example.com", name="Ada", role=Role.OBSERVER, by=recruiter
        )
    assert "candidate" not in str(refusal.value)


def test_adding_or_importing_one_again_gives_nothing_away(search, manager, recruiter):
    ada = make.candidacy(search, "Ada Lind", email="ada@example.com", phone="+47 22 33 44 55")
    actions.keep_quiet(candidacy=ada, who=[], by=manager)
    emails = ("ben@example.com", "ADA@example.com")
    persons = [actions.Person(name="Somebody", email=email) for email in emails]
    add = partial(actions.add_candidate, search=search, person=persons[-1], by=recruiter)
    take = partial(actions.import_candidates, search=search, people=persons, by=recruiter)
    for act in (add, take):
        with pytest.raises(Refused) as refusal:
            act()
        assert "is in this search" not in str(refusal.value)
    assert known_in(search, recruiter).matches(persons[-1]) == []
    assert known_in(search, manager).matches(persons[-1])


def test_two_rows_put_together_stay_quiet(search, manager):
    ada, again = make.candidacy(search, "Ada Lind"), make.candidacy(search, "Ada Lind")
    actions.keep_quiet(candidacy=again, who=[], by=manager)
    report = factories.user("Priya Nair")
    kept_out(again, report)
    row = actions.merge(kept=ada, gone=again, by=manager)
    assert Candidacy.objects.get(pk=row.pk).internal
    assert sees(manager, row)
    assert report in queries.barred(row)


# ---- Who does not judge ----


def kept_out(candidacy, user, why="reports"):
    return actions.keep_out(
        candidacy=candidacy,
        name=user.name,
        email=user.email,
        why=why,
        by=candidacy.search.opened_by,
    )


@pytest.mark.parametrize("why", KeptOut.Why.values)
def test_who_is_kept_out_takes_no_seat(search, why):
    interview = make_interviews.interview(make.candidacy(search))
    report = factories.user("Priya Nair")
    kept_out(interview.candidacy, report, why)
    with pytest.raises(Refused, match="Priya Nair is not to judge"):
        fill_seat(
            interview=interview,
            key="ml_engineer",
            email=report.email,
            name=report.name,
            by=search.opened_by,
        )


def test_who_sits_already_gives_the_seat_up_at_once(search):
    interview = make_interviews.interview(make.candidacy(search))
    seat = interview.seats.current().first()
    kept_out(interview.candidacy, seat.user)
    assert not interview.seats.current().filter(user=seat.user).exists()
    assert not sees(seat.user, interview.candidacy)


def test_taken_off_the_list_they_may_sit_again(ada):
    report = factories.user("Priya Nair")
    kept = kept_out(ada, report)
    actions.let_judge(kept=kept, by=ada.search.opened_by)
    assert report not in queries.barred(ada)
    with pytest.raises(Refused, match="already"):
        actions.let_judge(kept=kept, by=ada.search.opened_by)


def test_nobody_is_listed_twice(ada):
    report = factories.user("Priya Nair")
    kept_out(ada, report)
    with pytest.raises(Refused, match="on this list already"):
        kept_out(ada, report)


def test_the_list_of_one_candidate_says_nothing_of_another(ada, search):
    report = factories.user("Priya Nair")
    kept_out(ada, report)
    assert report not in queries.barred(make.candidacy(search, "Ben Okafor"))


# ---- Addresses others read ----


@pytest.mark.parametrize(
    ("email", "employer", "says"),
    [
        ("", "Norrland Payments", ""),
        ("ada@gmail.com", "Norrland Payments", ""),
        ("ada@norrland.example", "Norrland Payments", "looks like one of Norrland Payments"),
        ("ada@mail.norrland-payments.example", "Norrland Payments AB", "looks like one of Norr"),
        ("ada@NORRLAND.example", "norrland", "where they work now"),
        ("ada@kestrel.example", "Norrland", "looks like one of Kestrel Credit"),
        ("ada@orrland.example", "Norrland", "may be a work address"),
        ("ada@ab.example", "AB", "may be a work address"),
        ("ada@ørsted.example", "Ørsted", "looks like one of Ørsted"),
        ("ada@lind.example", "", "may be a work address"),
    ],
)
def test_an_address_says_who_else_may_read_it(email, employer, says):
    found = addresses.warning(email, employer, "Kestrel Credit")
    assert says in found
    assert bool(found) == bool(says)


def test_the_candidates_page_warns_of_an_address_at_work(search, client, manager):
    ada = make.candidacy(search, "Ada Lind", email="ada@norrland.example", employer="Norrland")
    client.force_login(manager)
    page = client.get(ada.get_absolute_url()).content.decode()
    assert "Others there may" in page
