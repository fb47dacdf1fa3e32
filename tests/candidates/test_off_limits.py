"""Where nobody is approached: refused wherever candidates come in, by name without its dress."""

import base64

import pytest
from django.urls import reverse

from candidates.actions import (
    Person,
    add_candidate,
    import_candidates,
    take_off_limits,
    take_submission,
)
from candidates.models import Candidacy, OffLimits, Submission
from candidates.off_limits import fence_of
from searches.errors import NotAllowed, Refused
from searches.models import Role
from tests import factories
from tests.candidates.conftest import page_of
from tests.factories import candidates as candidate
from tests.factories import partners as make

SENTENCE = "Kestrel Credit is off limits in this search: nobody is approached there."


@pytest.fixture
def listed(search):
    return make.off_limits(search, "Kestrel Credit")


def person(employer="Kestrel Credit", name="Ada Lind", **more) -> Person:
    return Person(name=name, employer=employer, **more)


@pytest.mark.parametrize(
    ("employer", "stopped"),
    [
        ("Kestrel Credit", True),
        ("KESTREL  CREDIT GmbH", True),
        ("Kestrel-Credit", True),
        ("Késtrel Crédit AG", True),
        ("Kestrel", False),
        ("Kestrel Credit Insurance", False),
        ("", False),
    ],
)
def test_a_company_is_recognised_without_case_accents_and_legal_form(
    search, listed, employer, stopped
):
    assert (fence_of(search).meets(person(employer)) == listed) is stopped


def test_a_person_is_recognised_by_name_and_not_an_employer_of_that_name(search):
    row = make.off_limits(search, "Łukasz Núñez", kind="person")
    fence = fence_of(search)
    assert fence.meets(person("", "lukasz nunez")) == row
    assert fence.meets(person("Lukasz Nunez", "Ada")) is None


def test_another_search_has_its_own_list(search, listed):
    assert fence_of(factories.search()).meets(person()) is None


def test_nobody_from_there_is_added(search, manager, listed):
    with pytest.raises(Refused) as refusal:
        add_candidate(search=search, person=person(), by=manager)
    assert str(refusal.value).startswith(SENTENCE)
    assert "applied by themselves may be added" in str(refusal.value)
    assert not Candidacy.objects.exists()


def test_who_applied_by_themselves_is_added_all_the_same(search, manager, listed):
    assert add_candidate(search=search, person=person(channel="inbound"), by=manager).pk


def test_the_form_says_so_at_the_employer_and_keeps_what_was_typed(as_, search, manager, listed):
    path = reverse("candidates:add", args=[search.pk])
    page = page_of(as_(manager).post(path, {"name": "Ada Lind", "employer": "Kestrel Credit AB"}))
    assert page.index(SENTENCE) < page.index('id="id_employer_error"')
    assert "Kestrel Credit AB" in page


def test_nobody_from_there_is_imported(search, manager, listed):
    with pytest.raises(Refused, match="Nothing was imported"):
        import_candidates(search=search, people=[person("Fjord", "B"), person()], by=manager)
    assert not Candidacy.objects.exists()


def test_the_file_is_told_which_line(as_, search, manager, listed):
    lines = ["name,employer,channel", "Ada,Fjord,", "Bo,Kestrel Credit Ltd,"]
    lines.append("Cy,Kestrel Credit,inbound")
    content = base64.b64encode("\n".join(lines).encode()).decode()
    path = reverse("candidates:import", args=[search.pk])
    response = as_(manager).post(path, {"content": content})
    problems = response.context["sheet"].problems
    assert [(p.line, p.says.startswith(SENTENCE)) for p in problems] == [(3, True)]


def test_a_partner_is_told_so_and_no_more(as_, search, listed):
    partner = make.partner(search)
    given = {
        "name": "Ada",
        "email": "ada@example.com",
        "employer": "kestrel credit",
        "words": "Ran it.",
        "agreed_on": search.today.isoformat(),
    }
    page = page_of(as_(partner).post(f"/searches/{search.pk}/partner/submit/", given))
    assert SENTENCE in page
    assert "applied by themselves" not in page
    assert not Submission.objects.exists()


def test_a_submission_from_before_is_not_taken(search, manager):
    row = make.submission(search, make.partner(search), employer="Kestrel Credit")
    make.off_limits(search)
    with pytest.raises(Refused, match="off limits"):
        take_submission(submission=row, by=manager)


def test_who_answers_it_is_told_before_they_try(as_, search, manager):
    row = make.submission(search, make.partner(search), employer="Kestrel Credit")
    make.off_limits(search)
    page = page_of(as_(manager).get(f"/searches/{search.pk}/submissions/{row.pk}/"))
    assert SENTENCE in page
    assert "Take into the search" not in page


def test_who_is_here_already_stays_with_a_mark_for_who_manages(as_, search, manager, observer):
    row = candidate.candidacy(search, employer="Kestrel Credit AB")
    make.off_limits(search)
    mark = "Works at Kestrel Credit, which is off limits"
    assert mark in page_of(as_(manager).get(row.get_absolute_url()))
    assert mark not in page_of(as_(observer).get(row.get_absolute_url()))


def test_a_partner_reads_the_names_and_never_why(as_, search, listed):
    partner = make.partner(search)
    for path in ("partner/", "partner/submit/"):
        page = page_of(as_(partner).get(f"/searches/{search.pk}/{path}"))
        assert "Kestrel Credit" in page
        assert listed.why not in page


def test_a_name_stands_once_however_it_is_dressed(as_, search, manager, listed):
    path = reverse("candidates:off_limits", args=[search.pk])
    given = {"name": "KESTREL Credit plc", "kind": "company", "why": "A client."}
    assert "is on the list already" in page_of(as_(manager).post(path, given))
    as_(manager).post(path, given | {"kind": "person"})
    assert OffLimits.objects.count() == 2


def test_a_name_without_a_letter_is_refused(search):
    with pytest.raises(Refused, match="a letter or a number"):
        make.off_limits(search, "---")


def test_a_name_is_taken_off_with_one_tap(as_, search, manager, listed):
    path = reverse("candidates:remove_off_limits", args=[search.pk, listed.pk])
    as_(manager).post(path)
    assert not OffLimits.objects.exists()
    with pytest.raises(Refused, match="off the list already"):
        take_off_limits(row=listed, by=manager)


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.PANELIST, Role.APPROVER, Role.PARTNER])
def test_only_who_runs_the_search_keeps_the_list(search, listed, role):
    with pytest.raises(NotAllowed):
        take_off_limits(row=listed, by=factories.member(search, role))


@pytest.mark.parametrize("name", ["Roe, Jane", "Dr. Jane Roe", "Jane M. Roe", "JANÉ ROE"])
def test_a_person_is_recognised_in_any_order_and_with_a_title(search, name):
    make.off_limits(search, "Jane Roe", kind="person")
    assert fence_of(search).meets(Person(name=name))


@pytest.mark.parametrize("name", ["Jane Doe", "Janet Roe", "Roe"])
def test_who_shares_a_part_of_the_name_is_somebody_else(search, name):
    make.off_limits(search, "Jane Roe", kind="person")
    assert fence_of(search).meets(Person(name=name)) is None


def test_one_word_is_a_person_only_where_it_is_the_whole_name(search):
    make.off_limits(search, "Roe", kind="person")
    assert fence_of(search).meets(Person(name="Roe"))
    assert fence_of(search).meets(Person(name="Jane Roe")) is None
