import pytest

from candidates.actions import Person, add_candidate, change_candidate
from candidates.actions.people import letters
from candidates.models import Candidacy, Candidate
from searches.errors import NotAllowed, Refused
from searches.models import Event, Role
from tests import factories
from tests.factories import candidates as make

PAY = ("salary", "pay", "compensation", "earn", "wage")


def test_adding_a_candidate_gives_a_neutral_alias(search):
    assert make.candidacy(search).alias == "Candidate A"
    assert make.candidacy(search, "Mateus Carvalho").alias == "Candidate B"


@pytest.mark.parametrize(
    ("number", "word"), [(0, "A"), (25, "Z"), (26, "AA"), (27, "AB"), (701, "ZZ"), (702, "AAA")]
)
def test_aliases_go_on_after_z(number, word):
    assert letters(number) == word


def test_an_alias_taken_is_passed_over(search):
    make.candidacy(search)
    Candidacy.objects.update(alias="Candidate B")
    assert make.candidacy(search, "Mateus Carvalho").alias == "Candidate C"


def test_an_address_is_in_a_search_once_whatever_its_case(search, recruiter):
    make.candidacy(search, email="leila@example.com")
    with pytest.raises(Refused, match="in this search already"):
        add_candidate(
            search=search, person=Person("Leila H.", email=" Leila@Example.com "), by=recruiter
        )
    assert Candidate.objects.count() == 1


def test_candidates_without_an_address_are_not_taken_for_one_another(search):
    make.candidacy(search, "One", email="")
    make.candidacy(search, "Two", email="")
    assert Candidate.objects.count() == 2


def test_a_person_is_one_row_in_two_searches_of_the_same_people(search, manager):
    other = factories.search(by=manager)
    first = make.candidacy(search, email="leila@example.com")
    second = make.candidacy(other, email="leila@example.com")
    assert first.candidate == second.candidate


def test_a_person_known_to_another_search_only_is_not_looked_up(search):
    elsewhere = factories.search(by=factories.user("Somebody else", can_open_searches=True))
    theirs = make.candidacy(elsewhere, "Their Spelling", email="leila@example.com")
    ours = make.candidacy(search, "Leila Haddad", email="leila@example.com")
    assert ours.candidate != theirs.candidate
    theirs.candidate.refresh_from_db()
    assert theirs.candidate.name == "Their Spelling"


def test_an_observer_of_the_other_search_does_not_reach_into_it(search, manager):
    elsewhere = factories.search(by=factories.user("Somebody else", can_open_searches=True))
    theirs = make.candidacy(elsewhere, "Their Spelling", email="leila@example.com")
    from searches.actions import acting, grant

    with acting(elsewhere.pk, manager) as locked:
        grant(locked, user=manager, role=Role.OBSERVER, by=factories.hiring_manager_of(elsewhere))
    assert make.candidacy(search, email="leila@example.com").candidate != theirs.candidate


def test_a_change_is_logged_with_field_names_and_no_text(search, candidacy, recruiter):
    change_candidate(
        candidacy=candidacy,
        person=Person("Leila Haddad", summary="Ran fraud scoring."),
        by=recruiter,
    )
    event = Event.objects.filter(verb="candidate.changed").get()
    assert "summary" in event.fields
    assert "fraud" not in str(event.fields)


def test_an_address_is_not_changed_to_one_that_is_taken(search, candidacy, recruiter):
    make.candidacy(search, "Mateus Carvalho", email="mateus@example.com")
    with pytest.raises(Refused, match="in this search already"):
        change_candidate(
            candidacy=candidacy,
            person=Person("Leila Haddad", email="mateus@example.com"),
            by=recruiter,
        )


def test_saving_with_the_same_address_is_no_duplicate(candidacy, recruiter):
    person = Person("Leila H. Haddad", email=candidacy.candidate.email)
    change_candidate(candidacy=candidacy, person=person, by=recruiter)
    candidacy.candidate.refresh_from_db()
    assert candidacy.candidate.name == "Leila H. Haddad"


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.APPROVER])
def test_who_does_not_run_the_search_adds_nobody(search, role):
    with pytest.raises(NotAllowed):
        add_candidate(
            search=search, person=Person("Leila Haddad"), by=factories.member(search, role)
        )


def test_no_record_of_a_candidate_has_a_field_for_past_pay():
    names = {f.name for model in (Candidate, Candidacy) for f in model._meta.get_fields()}
    assert not [name for name in names if any(word in name for word in PAY)]


# ---- One person in searches of different people ----


@pytest.fixture
def shared(search, manager):
    """One row in two searches: somebody ran both, and runs the second no more."""
    second = factories.search(by=factories.user("Somebody else", can_open_searches=True))
    their_manager = factories.hiring_manager_of(second)
    from searches.actions import name_person, remove_person

    name_person(search=second, email=manager.email, name="", role=Role.RECRUITER, by=their_manager)
    first = make.candidacy(search, email="leila@example.com")
    row = add_candidate(
        search=second, person=Person("Leila Haddad", email="leila@example.com"), by=manager
    )
    remove_person(search=second, user=manager, role=Role.RECRUITER, by=their_manager)
    assert row.candidate == first.candidate
    return first, row, their_manager


def test_a_new_address_in_one_search_moves_no_mail_of_another(shared):
    first, row, their_manager = shared
    change_candidate(
        candidacy=row, person=Person("Leila Haddad", email="thief@example.com"), by=their_manager
    )
    first.refresh_from_db()
    row.refresh_from_db()
    assert first.candidate.email == "leila@example.com"
    assert row.candidate.email == "thief@example.com"


def test_who_runs_both_searches_changes_the_person_in_both(search, manager):
    other = factories.search(by=manager)
    first = make.candidacy(search, email="leila@example.com")
    second = make.candidacy(other, email="leila@example.com")
    change_candidate(
        candidacy=second, person=Person("Leila Haddad", email="new@example.com"), by=manager
    )
    first.refresh_from_db()
    assert first.candidate.email == "new@example.com"
