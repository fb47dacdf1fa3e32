"""What candidates say of themselves to be counted: theirs to say, to change and to take back."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.models import Link
from candidates.actions import close_own_page, merge, say_voluntarily
from candidates.exporting import cells_of
from candidates.models import Candidacy, Merge, VoluntaryAnswer
from candidates.pipeline import Wanted, rows_of, table_of
from candidates.states import LIVE, Age, Gender, Minority, Stage
from searches.errors import NotAllowed, Refused
from searches.models import Event
from searches.wording import lines_for
from tests.candidates.conftest import page_of
from tests.candidates.own_page import own, read, stand_at
from tests.factories import candidates as make
from tests.walls.test_urls import masked

ALL = {"gender": "woman", "age": "from_40", "minority": "yes"}


def held(candidacy: Candidacy) -> dict[str, str] | None:
    return VoluntaryAnswer.objects.filter(candidacy=candidacy).values(*ALL).first()


def send(link: Link, **said: str):
    return Client().post(reverse("candidates:counted", args=[link.token]), said)


def lines(candidacy: Candidacy) -> list[Event]:
    return list(Event.objects.filter(search=candidacy.search, verb="voluntary.said"))


# ---- Saying it --------------------------------------------------------------------------------


def test_what_is_said_through_the_own_page_is_held(candidacy, link):
    assert send(link, **ALL).status_code == 302
    assert held(candidacy) == ALL


def test_one_question_may_be_answered_alone(candidacy, link):
    send(link, gender="unsaid", age="under_40", minority="unsaid")
    assert held(candidacy) == {"gender": "", "age": "under_40", "minority": ""}


def test_nothing_said_is_the_default(link):
    page = read(link)
    for name in ALL:
        chosen = page.split(f'name="{name}" value="unsaid"')[1].split(">")[0]
        assert "checked" in chosen


def test_who_sends_the_form_as_it_comes_has_said_nothing(candidacy, link):
    send(link, **dict.fromkeys(ALL, "unsaid"))
    assert held(candidacy) is None
    assert lines(candidacy) == []


def test_an_answer_that_is_not_offered_gets_a_sentence_and_the_rest_stays_chosen(candidacy, link):
    answer = send(link, gender="woman", age="93", minority="yes")
    page = page_of(answer)
    assert answer.status_code == 200
    assert "Choose one of the answers, or none." in page
    assert "checked" in page.split('name="gender" value="woman"')[1].split(">")[0]
    assert held(candidacy) is None


def test_what_was_said_is_not_shown_again_not_to_its_giver_either(candidacy, link):
    before = read(link)
    say_voluntarily(candidacy=candidacy, **ALL, by=link)
    page = read(link)
    assert "You answered here" in page
    assert page.count(" checked") == before.count(" checked") == len(ALL)
    assert "checked" not in page.split('name="gender" value="woman"')[1].split(">")[0]


def test_what_is_said_anew_takes_the_place_of_all_before(candidacy, link):
    say_voluntarily(candidacy=candidacy, **ALL, by=link)
    send(link, gender="man")
    assert held(candidacy) == {"gender": "man", "age": "", "minority": ""}


def test_the_page_says_why_it_is_asked_and_who_reads_it(link):
    page = read(link)
    assert "Who applies, counted and never shown" in page
    assert "treats groups of people alike" in page
    assert "Nobody who takes part in this search reads it" in page
    assert "fewer than five people" in page
    assert "then it is gone" in page


# ---- Taking it back ---------------------------------------------------------------------------


def test_taken_back_is_gone(candidacy, link):
    say_voluntarily(candidacy=candidacy, **ALL, by=link)
    assert send(link).status_code == 302
    assert held(candidacy) is None
    assert "You answered here" not in read(link)


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage not in LIVE])
def test_it_can_be_taken_back_when_their_part_is_over(candidacy, link, stage):
    say_voluntarily(candidacy=candidacy, **ALL, by=link)
    stand_at(candidacy, stage)
    assert "Take it back" in read(link)
    send(link)
    assert held(candidacy) is None


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage not in LIVE])
def test_nothing_new_is_counted_when_their_part_is_over(candidacy, link, stage):
    stand_at(candidacy, stage)
    assert "counted and never shown" not in read(link)
    assert "nothing more is counted" in page_of(send(link, **ALL))
    assert held(candidacy) is None


def test_it_goes_with_the_candidacy(candidacy, link):
    say_voluntarily(candidacy=candidacy, **ALL, by=link)
    Candidacy.objects.filter(pk=candidacy.pk).delete()
    assert not VoluntaryAnswer.objects.exists()


# ---- Whose it is ------------------------------------------------------------------------------


def test_a_closed_address_says_nothing_and_holds_nothing(candidacy, link, manager):
    close_own_page(candidacy=candidacy, by=manager)
    assert send(link, **ALL).status_code == 404
    with pytest.raises(NotAllowed):
        say_voluntarily(candidacy=candidacy, **ALL, by=link)
    assert held(candidacy) is None


def test_a_link_answers_for_nobody_else(search, link):
    other = make.candidacy(search, "Emil Sandoval")
    with pytest.raises(NotAllowed):
        say_voluntarily(candidacy=other, **ALL, by=link)


def test_the_action_refuses_what_the_page_does_not_offer(candidacy, link):
    stand_at(candidacy, Stage.STOPPED)
    with pytest.raises(Refused):
        say_voluntarily(candidacy=candidacy, **ALL, by=link)


@pytest.mark.parametrize("wrong", [{"gender": "x"}, {"age": "39"}, {"minority": "Sami"}, {}])
def test_the_database_holds_only_what_is_asked_and_no_empty_row(candidacy, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        VoluntaryAnswer.objects.create(candidacy=candidacy, **wrong)


# ---- What tells of it -------------------------------------------------------------------------


def test_the_log_says_that_it_was_said_and_not_what(candidacy, link):
    say_voluntarily(candidacy=candidacy, **ALL, by=link)
    say_voluntarily(candidacy=candidacy, by=link)
    said, back = lines(candidacy)
    assert (said.verb, said.fields, said.record, said.record_id) == (
        back.verb,
        [],
        "candidates.candidacy",
        candidacy.pk,
    )


def test_the_line_on_an_internal_candidate_stays_hidden_when_it_was_taken_back(
    search, candidacy, link, observer
):
    say_voluntarily(candidacy=candidacy, **ALL, by=link)
    say_voluntarily(candidacy=candidacy, by=link)
    Candidacy.objects.filter(pk=candidacy.pk).update(internal=True)
    assert not lines_for(search, observer).filter(verb="voluntary.said").exists()


def test_nothing_else_changes_by_it(candidacy, link):
    before = Candidacy.objects.values().get(pk=candidacy.pk)
    say_voluntarily(candidacy=candidacy, **ALL, by=link)
    assert Candidacy.objects.values().get(pk=candidacy.pk) == before


def test_the_table_taken_out_as_a_file_is_the_same(search, candidacy, link, manager):
    def table():
        found = list(rows_of(search, manager, Wanted()))
        return cells_of(table_of(found, search, manager))

    before = table()
    say_voluntarily(candidacy=candidacy, **ALL, by=link)
    assert table() == before


def test_no_way_leads_from_a_candidacy_to_what_is_only_counted():
    names = {field.name for field in Candidacy._meta.get_fields()}
    assert not [name for name in names if "volunt" in name]
    assert not hasattr(Candidacy, "voluntaryanswer")


# ---- Two rows of one person -------------------------------------------------------------------


@pytest.fixture
def other(search):
    return make.candidacy(search, "Leila Haddad", email="leila@example.org")


def test_the_kept_rows_own_answers_win(candidacy, other, manager):
    VoluntaryAnswer.objects.create(candidacy=candidacy, gender=Gender.WOMAN)
    VoluntaryAnswer.objects.create(candidacy=other, age=Age.UNDER_40, minority=Minority.NO)
    merge(kept=candidacy, gone=other, by=manager)
    assert held(candidacy) == {"gender": "woman", "age": "", "minority": ""}
    assert VoluntaryAnswer.objects.count() == 1


def test_the_only_answers_there_are_come_along(candidacy, other, manager):
    VoluntaryAnswer.objects.create(candidacy=other, age=Age.UNDER_40)
    merge(kept=candidacy, gone=other, by=manager)
    assert held(candidacy) == {"gender": "", "age": "under_40", "minority": ""}


@pytest.mark.parametrize("both", [True, False])
def test_putting_rows_together_tells_nothing_of_it(candidacy, other, manager, both):
    if both:
        VoluntaryAnswer.objects.create(candidacy=candidacy, gender=Gender.WOMAN)
    VoluntaryAnswer.objects.create(candidacy=other, gender=Gender.MAN)
    merge(kept=candidacy, gone=other, by=manager)
    said = Merge.objects.get(candidacy=candidacy).said
    assert {line.split(":")[0] for line in said.splitlines()} <= {"Alias", "Mail address"}


def test_the_comparison_of_two_rows_is_the_same(candidacy, other, manager):
    client = Client()
    client.force_login(manager)
    path = reverse("candidates:merge", args=[candidacy.pk, other.pk])
    before = client.get(path)
    assert before.status_code == 200
    VoluntaryAnswer.objects.create(candidacy=other, gender=Gender.OTHER)
    assert masked(client.get(path).content) == masked(before.content)


def test_the_own_page_names_no_answer(candidacy, link):
    """The words of each question stand there once, as choices, whatever was said."""
    before = Client().get(own(link))
    say_voluntarily(candidacy=candidacy, **ALL, by=link)
    after = page_of(Client().get(own(link)))
    for word in ("A woman", "40 or over"):
        assert after.count(word) == page_of(before).count(word)
