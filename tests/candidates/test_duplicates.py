"""Who may stand in a search twice: found when adding, when importing, and on a page."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from candidates.actions import Person, import_candidates
from candidates.duplicates import Known, digits, folded, folded_firm, keys_of, pairs_in
from candidates.models import Candidacy
from tests import factories
from tests.candidates.conftest import page_of
from tests.factories import candidates as make

ADA = Person(
    name="Ada Núñez", email="ada@example.com", phone="+47 22 00 11 22", employer="Fjord AB"
)

SAME = {
    "the address in capitals": (Person(name="X", email=" ADA@Example.com "), "address"),
    "the telephone with other signs": (Person(name="X", phone="(0047) 22-00-11-22"), "telephone"),
    "the telephone in other digits": (Person(name="X", phone="٤٧٢٢٠٠١١٢٢"), "telephone"),
    "the name without accents": (Person(name="ada nunez", employer="Fjord"), "name"),
    "the name with other blanks": (Person(name=" ADA  NÚÑEZ ", employer="FJORD, Inc."), "name"),
}
OTHERS = {
    "an address with dots": Person(name="X", email="a.da@example.com"),
    "an address with a plus": Person(name="X", email="ada+jobs@example.com"),
    "the same name elsewhere": Person(name="Ada Núñez", employer="Norrland"),
    "the same name and no employer": Person(name="Ada Núñez"),
    "an extension": Person(name="X", phone="22"),
    "the same employer": Person(name="Bo Berg", employer="Fjord AB"),
    "nothing at all": Person(name="X"),
}


@pytest.mark.parametrize(("other", "kind"), SAME.values(), ids=SAME)
def test_it_is_told_in_another_spelling(other, kind):
    assert {name for name, _ in keys_of(ADA) & keys_of(other)} == {kind}


@pytest.mark.parametrize("other", OTHERS.values(), ids=OTHERS)
def test_it_is_not_told_where_it_may_be_somebody_else(other):
    assert not keys_of(ADA) & keys_of(other)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Łukasz  NÚÑEZ", "lukasz nunez"),
        ("Søren Ærø", "soren aero"),
        ("Straße", "strasse"),
        ("", ""),
    ],
)
def test_a_name_is_folded_to_plain_letters(text, plain):
    assert folded(text) == plain


@given(st.text())
def test_folding_twice_says_the_same(text):
    assert folded(folded(text)) == folded(text)
    assert folded_firm(folded_firm(text)) == folded_firm(text)


@given(st.text())
def test_a_telephone_is_ascii_digits_whatever_is_written(text):
    assert all("0" <= c <= "9" for c in digits(text))


def test_a_firm_that_is_all_legal_form_keeps_its_name():
    assert folded_firm("AS") == "as"


@given(st.lists(st.sampled_from(["Ada", "Bo", "ADA", "Ádá"]), max_size=6))
def test_who_is_known_is_matched_by_the_first_who_came(names):
    known = Known()
    for number, name in enumerate(names):
        known.add(Person(name=name, employer="Fjord"), name, number)
    for name in names:
        (match,) = known.matches(Person(name=name, employer="Fjord"))
        assert match.pk == next(n for n, other in enumerate(names) if folded(other) == folded(name))


# ---- When adding ---------------------------------------------------------------------------


@pytest.fixture
def ada(search):
    return make.candidacy(search, "Ada Núñez", employer="Fjord AB", email="ada@example.com")


def add(browser, search, **sent):
    return browser.post(reverse("candidates:add", args=[search.pk]), sent)


def test_who_looks_like_somebody_here_is_asked_about_and_not_added(as_, recruiter, search, ada):
    page = page_of(add(as_(recruiter), search, name="Ada Nunez", employer="Fjord", title="CTO"))
    assert "This may be somebody who is here already" in page
    assert "the same name at the same employer" in page
    assert ada.get_absolute_url() in page
    assert 'value="CTO"' in page
    assert Candidacy.objects.count() == 1


def test_who_is_somebody_else_is_added_all_the_same(as_, recruiter, search, ada):
    add(as_(recruiter), search, name="Ada Nunez", employer="Fjord", anyway="on")
    assert Candidacy.objects.count() == 2


def test_the_same_address_is_refused_whatever_is_ticked(as_, recruiter, search, ada):
    sent = {"name": "Ada", "email": "ADA@example.com", "anyway": "on"}
    assert "in this search already" in page_of(add(as_(recruiter), search, **sent))
    assert Candidacy.objects.count() == 1


def test_nobody_of_another_search_is_told_of(as_, recruiter, search):
    elsewhere = factories.search(by=factories.user("Somebody else", can_open_searches=True))
    make.candidacy(elsewhere, "Ada Núñez", employer="Fjord")
    add(as_(recruiter), search, name="Ada Nunez", employer="Fjord")
    assert Candidacy.objects.filter(search=search).count() == 1


# ---- The page ------------------------------------------------------------------------------


def page_url(search) -> str:
    return reverse("candidates:doubles", args=[search.pk])


def test_the_page_names_pairs_and_why(as_, recruiter, search, ada):
    other = make.candidacy(search, "ADA NUNEZ", employer="Fjord Inc", email="")
    make.candidacy(search, "Bo Berg", employer="Fjord AB", email="")
    page = page_of(as_(recruiter).get(page_url(search)))
    assert "The same name at the same employer" in page
    assert reverse("candidates:merge", args=[ada.pk, other.pk]) in page
    assert "Bo Berg" not in page


def test_a_pair_that_shares_several_things_stands_once(search, manager):
    for number in range(2):
        make.candidacy(search, "Ada", employer="Fjord", phone="47220011", email=f"{number}@a.eu")
    (pair,) = pairs_in(search, manager)
    assert pair.whys == ("the same telephone", "the same name at the same employer")


def test_a_page_without_pairs_says_so(as_, recruiter, search, ada):
    assert "Pairs that look like one person" in page_of(as_(recruiter).get(page_url(search)))


def test_a_thousand_who_share_a_switchboard_are_a_page_and_no_more(as_, recruiter, search):
    people = [Person(name=f"Person {n}", phone="+47 22 00 11 22") for n in range(1_000)]
    import_candidates(search=search, people=people, by=recruiter)
    browser = as_(recruiter)
    with CaptureQueriesContext(connection) as asked:
        page = page_of(browser.get(page_url(search)))
    assert page.count("Set them side by side") == 100
    assert len(asked) <= 12


def test_an_observer_does_not_compare(as_, observer, search):
    assert as_(observer).get(page_url(search)).status_code == 403
