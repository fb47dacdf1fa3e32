"""What the pages show to whom, and at what cost."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from candidates import tabs
from candidates.actions import move, stop
from candidates.models import Candidacy, Conflict
from candidates.tabs import Note, Tab
from searches.models import Role
from tests import factories
from tests.candidates.conftest import page_of
from tests.factories import candidates as make

WORD = "Quillfeather"
OF_SEARCH = ("list", "all", "add", "import", "shortlist", "way")
OF_CANDIDACY = (
    "detail",
    "change",
    "stop",
    "withdraw",
    "declare",
    "add_claim",
    "add_reference",
    "questionnaire",
)


def url(name: str, record) -> str:
    return reverse(f"candidates:{name}", args=[record.pk])


@pytest.fixture
def planted(search, recruiter) -> Candidacy:
    """A candidacy that has the word in everything but name and employer."""
    candidacy = make.candidacy(
        search,
        "Leila Haddad",
        employer="Norrland",
        title=WORD,
        summary=WORD,
        expects=WORD,
        forfeits=WORD,
        phone=WORD,
    )
    make.claim(candidacy, WORD, state="verified")
    make.reference(candidacy, WORD, WORD)
    make.answered(candidacy, dict.fromkeys(make.words(search), WORD))
    make.declared(candidacy, factories.user("Somebody else"), "knows", WORD)
    return candidacy


# ---- Who sees what ----------------------------------------------------------------------


@pytest.mark.parametrize("role", [Role.PANELIST, Role.APPROVER])
def test_who_has_not_declared_is_asked_and_sees_name_and_employer_only(as_, planted, role):
    somebody = factories.user("Priya Raman")
    make.let_in(planted, somebody, role)
    browser = as_(somebody)
    for name in ("list", *OF_CANDIDACY):
        record = planted.search if name == "list" else planted
        page = page_of(browser.get(url(name, record), follow=True))
        assert WORD not in page, name
    page = page_of(browser.get(url("detail", planted), follow=True))
    assert "Leila Haddad, Norrland" in page
    assert "Do you know this person?" in page


def test_a_seated_hiring_manager_who_has_not_declared_sees_no_more_either(as_, planted, manager):
    make.let_in(planted, manager)
    browser = as_(manager)
    for name in ("list", "all", *OF_CANDIDACY):
        record = planted.search if name in OF_SEARCH else planted
        assert WORD not in page_of(browser.get(url(name, record), follow=True)), name


def test_who_asked_to_be_replaced_sees_no_more(as_, planted, panelist):
    make.declared(planted, panelist, "replace")
    browser = as_(panelist)
    answers = [browser.get(url(name, planted)) for name in OF_CANDIDACY]
    assert not [a for a in answers if WORD in page_of(a)]
    assert browser.get(url("detail", planted)).status_code == 403


def test_a_declared_panelist_reads_claims_and_answers_but_no_references_hopes_or_contact(
    as_, search, panelist
):
    candidacy = make.candidacy(
        search, expects="Hopes for much", phone="+47 22", email="her@example.com"
    )
    make.claim(candidacy, "Cut losses by 19%")
    make.reference(candidacy, "Ola Nordmann", "Ran the incident")
    make.declared(candidacy, panelist)
    page = page_of(as_(panelist).get(url("detail", candidacy)))
    assert "Cut losses by 19%" in page
    for hidden in ("Hopes for much", "+47 22", "her@example.com", "Ola Nordmann", "Ran the"):
        assert hidden not in page


def test_an_observer_reads_all_and_is_offered_nothing_to_do(as_, planted, observer):
    page = page_of(as_(observer).get(url("detail", planted)))
    assert page.count(WORD) > 5
    main = page[page.index("<main") : page.index("</main>")]
    assert "<form" not in main
    assert "/change/" not in main


@pytest.mark.parametrize("name", OF_SEARCH)
def test_people_of_another_search_get_404_on_the_searchs_pages(as_, search, name):
    stranger = factories.search(by=factories.user("S", can_open_searches=True)).opened_by
    assert as_(stranger).get(url(name, search)).status_code == 404


@pytest.mark.parametrize("name", OF_CANDIDACY)
def test_people_of_another_search_get_404_on_a_candidates_pages(as_, planted, name):
    stranger = factories.search(by=factories.user("S", can_open_searches=True)).opened_by
    answer = as_(stranger).get(url(name, planted))
    assert answer.status_code == 404
    assert WORD not in page_of(answer)


def test_a_panelist_finds_only_whom_they_were_let_in_to(as_, search, panelist):
    make.declared(make.candidacy(search, "Leila Haddad"), panelist)
    make.candidacy(search, "Mateus Carvalho")
    page = page_of(as_(panelist).get(url("list", search)))
    assert "Leila Haddad" in page
    assert "Mateus Carvalho" not in page
    assert as_(panelist).get(url("all", search)).status_code == 403


# ---- Declaring --------------------------------------------------------------------------


def test_two_taps_and_the_person_is_back_where_they_came_from(as_, planted, panelist):
    make.let_in(planted, panelist)
    browser = as_(panelist)
    asked = browser.get(url("questionnaire", planted))
    assert asked.status_code == 302
    back = browser.post(asked["Location"], {"answer": "none"})
    assert back["Location"] == url("questionnaire", planted)


@pytest.mark.parametrize("there", ["https://example.com/", "//example.com/", "javascript:alert(1)"])
def test_the_way_back_leads_nowhere_else(as_, candidacy, panelist, there):
    make.let_in(candidacy, panelist)
    answer = as_(panelist).post(url("declare", candidacy) + f"?next={there}", {"answer": "none"})
    assert answer["Location"] == candidacy.get_absolute_url()


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"answer": "knows"}, "Say in a few words how you know them."),
        ({"answer": "maybe"}, "is not one of the choices"),
        ({"how": "x"}, "has no answer. Choose one."),
    ],
)
def test_a_declaration_that_says_too_little_is_a_sentence(as_, candidacy, panelist, sent, says):
    make.let_in(candidacy, panelist)
    assert says in page_of(as_(panelist).post(url("declare", candidacy), sent))
    assert not Conflict.objects.exists()


def test_a_write_of_who_has_not_declared_changes_nothing(as_, candidacy, manager):
    make.let_in(candidacy, manager)
    answer = as_(manager).post(url("move", candidacy), {"move": "talk"})
    assert answer["Location"] == url("declare", candidacy)
    candidacy.refresh_from_db()
    assert candidacy.stage == "added"


# ---- Forms ------------------------------------------------------------------------------


def test_a_candidate_is_added_with_a_name_alone(as_, recruiter, search):
    as_(recruiter).post(url("add", search), {"name": "Ada Lind"})
    assert Candidacy.objects.get().candidate.name == "Ada Lind"


def test_a_duplicate_address_is_a_sentence_at_the_field_and_nothing_is_lost(as_, recruiter, search):
    make.candidacy(search, email="ada@example.com")
    sent = {"name": "Ada Lind", "email": "ada@example.com", "summary": "Two sentences of hers"}
    page = page_of(as_(recruiter).post(url("add", search), sent))
    assert "is in this search already" in page
    assert 'id="id_email_error"' in page
    assert "Two sentences of hers" in page


def test_the_form_says_that_past_pay_is_not_asked_for_and_has_no_field_for_it(
    as_, recruiter, search
):
    page = page_of(as_(recruiter).get(url("add", search)))
    assert "Past pay is not asked for" in page
    sent = {"name": "Ada Lind", "salary": "320000", "past_pay": "320000"}
    as_(recruiter).post(url("add", search), sent)
    assert "320000" not in page_of(as_(recruiter).get(Candidacy.objects.get().get_absolute_url()))


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>'])
def test_markup_is_kept_as_written_and_shown_as_text(as_, recruiter, search, text):
    make.candidacy(search, text, summary=text, employer=text)
    candidacy = Candidacy.objects.get()
    assert candidacy.candidate.name == text
    for page in (url("list", search), url("all", search), url("detail", candidacy)):
        assert text not in page_of(as_(recruiter).get(page))


def test_a_reason_is_one_tap(as_, recruiter, candidacy):
    as_(recruiter).post(url("stop", candidacy), {"because": "The role has changed"})
    candidacy.refresh_from_db()
    assert (candidacy.stage, candidacy.ended_because) == ("stopped", "The role has changed")


def test_a_reason_nobody_offered_is_refused(as_, recruiter, candidacy):
    page = page_of(as_(recruiter).post(url("stop", candidacy), {"because": "Too old"}))
    assert "Choose one of the reasons." in page
    candidacy.refresh_from_db()
    assert candidacy.stage == "added"


def test_a_wrong_move_is_a_sentence_and_changes_nothing(as_, recruiter, candidacy):
    answer = as_(recruiter).post(url("move", candidacy), {"move": "unlist"}, follow=True)
    assert "This cannot be done from “added”." in page_of(answer)


# ---- The board and the list --------------------------------------------------------------


def test_the_board_stands_in_the_order_they_came(as_, recruiter, search):
    names = ["Zoe Last", "Ada First", "Mo Middle"]
    for name in names:
        make.candidacy(search, name)
    page = page_of(as_(recruiter).get(url("list", search)))
    assert sorted(names, key=page.index) == names


def test_who_left_is_off_the_board_and_one_link_away(as_, recruiter, search, manager):
    gone = make.candidacy(search, "Ada Gone")
    stop(candidacy=gone, because="The role has changed", by=manager)
    board = page_of(as_(recruiter).get(url("list", search)))
    assert "Ada Gone" not in board
    assert "One who left" in board
    left = page_of(as_(recruiter).get(url("all", search) + "?stage=left"))
    assert "Ada Gone" in left
    assert "The role has changed" in left


def test_an_empty_board_offers_the_first_step(as_, recruiter, search):
    page = page_of(as_(recruiter).get(url("list", search)))
    assert "No candidates yet" in page
    assert url("add", search) in page


def test_the_list_is_narrowed_by_name_employer_and_stage(as_, recruiter, search, manager):
    move(candidacy=make.candidacy(search, "Ada Lind"), name="talk", by=manager)
    make.candidacy(search, "Bo Berg", employer="Fjord")
    for query, found in (
        ("?words=ada", "Ada Lind"),
        ("?words=fjord", "Bo Berg"),
        ("?stage=added", "Bo Berg"),
        ("?stage=talking", "Ada Lind"),
    ):
        page = page_of(as_(recruiter).get(url("all", search) + query))
        assert [name for name in ("Ada Lind", "Bo Berg") if name in page] == [found]


@pytest.mark.parametrize(
    "query", ["?page=x", "?page=99", "?stage=nowhere", "?words=%00", "?page=-1"]
)
def test_a_nonsense_query_is_an_answer_and_no_error(as_, recruiter, search, candidacy, query):
    assert as_(recruiter).get(url("all", search) + query).status_code == 200


# ---- What rooms above add ---------------------------------------------------------------


@pytest.fixture
def room_above(monkeypatch):
    monkeypatch.setattr(tabs, "_tabs", [])
    monkeypatch.setattr(tabs, "_notes", [])
    tabs.register(lambda candidacy, viewer: Tab("Elsewhere", f"/elsewhere/{candidacy.pk}/"))
    tabs.register(lambda candidacy, viewer: None)
    tabs.register_notes(
        lambda rows, viewer: {row.pk: Note("info", "Interview tomorrow") for row in rows}
    )


def test_a_room_above_adds_a_tab_and_a_note(as_, recruiter, candidacy, room_above):
    browser = as_(recruiter)
    assert f"/elsewhere/{candidacy.pk}/" in page_of(browser.get(url("detail", candidacy)))
    assert "Interview tomorrow" in page_of(browser.get(url("list", candidacy.search)))


def test_a_note_is_not_shown_to_who_has_not_declared(as_, candidacy, panelist, room_above):
    make.let_in(candidacy, panelist)
    page = page_of(as_(panelist).get(url("list", candidacy.search)))
    assert "Interview tomorrow" not in page
    assert "Say whether you know them" in page


# ---- Cost -------------------------------------------------------------------------------


def cost(browser, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize("name", ["list", "all", "shortlist"])
@pytest.mark.parametrize("who", ["recruiter", "panelist"])
def test_a_page_of_the_search_costs_the_same_at_one_and_at_many(as_, search, request, name, who):
    somebody = request.getfixturevalue(who)
    browser = as_(somebody)
    first = make.candidacy(search)
    if who == "panelist":
        make.let_in(first, somebody)
        if name != "list":
            return
    at_one = cost(browser, url(name, search))
    for number in range(30):
        other = make.candidacy(search, f"Candidate {number}")
        if who == "panelist":
            make.let_in(other, somebody)
    assert cost(browser, url(name, search)) == at_one
    assert at_one <= 12


def test_a_candidates_page_costs_the_same_bare_and_full(as_, search, recruiter):
    browser = as_(recruiter)
    bare = cost(browser, url("detail", make.candidacy(search)))
    full = make.candidacy(search, "Mateus Carvalho")
    for number in range(8):
        make.claim(full, f"Claim {number}", state="verified")
        make.reference(full, f"Somebody {number}")
        make.declared(full, factories.user(f"Panelist {number}"))
    make.answered(full)
    assert cost(browser, url("detail", full)) == bare
    assert bare <= 16


def test_a_crowded_stage_shows_some_and_links_to_the_rest(as_, search, recruiter):
    from candidates.queries import A_STAGE

    for number in range(A_STAGE + 3):
        make.candidacy(search, f"Candidate {number}")
    page = page_of(as_(recruiter).get(url("list", search)))
    assert page.count("/candidacies/") == A_STAGE
    assert f"All {A_STAGE + 3} at this stage" in page


def test_who_changes_what_another_changed_meanwhile_is_shown_both(as_, candidacy, recruiter):
    url = reverse("candidates:change", args=[candidacy.pk])
    was = re.findall(r'name="was" value="(\w+)"', page_of(as_(recruiter).get(url)))
    mine = {"name": "Leila Haddad", "phone": "+49 30 1", "was": was}
    Candidacy.objects.filter(pk=candidacy.pk).update(summary="Froze it herself.")
    page = page_of(as_(recruiter).post(url, mine))
    assert "Somebody changed this while you wrote" in page
    assert "Froze it herself." in page
    assert "+49 30 1" in page
    candidacy.refresh_from_db()
    assert candidacy.summary == "Froze it herself."
    again = mine | {"was": re.findall(r'name="was" value="(\w+)"', page)}
    as_(recruiter).post(url, again)
    candidacy.refresh_from_db()
    assert (candidacy.summary, candidacy.candidate.phone) == ("", "+49 30 1")
