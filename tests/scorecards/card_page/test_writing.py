"""The scorecard: its form, drafts, two windows, submitting."""

import pytest
from django.urls import reverse

from interviews.states import Duty
from scorecards import actions
from scorecards.models import Card, Rating, RedFlag
from searches.models import Event
from tests.factories import scorecards as make
from tests.scorecards.card_page.typed import own, typed

pytestmark = pytest.mark.django_db


# ---- The form -----------------------------------------------------------------------------


def test_card_asks_for_the_focus_of_its_part(page):
    body = page().content.decode()
    assert "Production AI judgement" in body
    assert "Governance and regulation" in body
    assert "Leading people" not in body


def test_anchors_stand_beside_the_numbers(page, interview):
    competency = interview.search.playbook.competency("production")
    body = page().content.decode()
    assert all(text in body for _, text in competency.anchors.items())


def test_opening_the_page_writes_nothing(page):
    page()
    assert not Card.objects.exists()


def test_who_has_not_declared_is_asked_first(client, interview):
    seat = make.seat(interview, declared="")
    client.force_login(seat.user)
    url = reverse("scorecards:card", args=[interview.pk])
    answer = client.get(url)
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("candidates:declare", args=[interview.candidacy_id]))


def test_card_is_not_written_before_declaring(interview):
    seat = make.seat(interview, declared="")
    with pytest.raises(actions.cards.Refused, match="whether you know"):
        make.card(seat)


def test_who_observes_writes_no_card(client, interview):
    seat = make.seat(interview, duty=Duty.OBSERVING)
    client.force_login(seat.user)
    answer = client.get(reverse("scorecards:card", args=[interview.pk]))
    assert answer.status_code == 403
    assert "Opens at the debrief." in answer.content.decode()


def test_extra_question_is_asked_in_its_part_alone(page, interview):
    extra = interview.search.playbook.part("production").extra_question
    assert extra.text in page().content.decode()


def test_team_card_asks_in_words_and_says_that_no_name_is_shown(client, interview):
    team = make.interview(interview.candidacy, "team")
    seat = make.seat(team)
    client.force_login(seat.user)
    body = client.get(reverse("scorecards:card", args=[team.pk])).content.decode()
    assert "never shown to the person hired" in body
    assert "Were you heard?" in body
    assert 'name="evidence_people"' not in body


def test_team_card_rests_its_rating_on_the_words(interview):
    card = make.submitted(make.seat(make.interview(interview.candidacy, "team")), says="Asked us.")
    assert "Asked us." in card.ratings.get().evidence


def test_team_card_without_words_is_asked_for_them_at_their_fields(client, interview):
    seat = make.seat(make.interview(interview.candidacy, "team"))
    client.force_login(seat.user)
    words = {"words_heard", "words_challenged", "words_developed"}
    given = typed(seat.interview, submit="1") | dict.fromkeys(words, "")
    answer = client.post(reverse("scorecards:card", args=[seat.interview_id]), given)
    assert set(answer.context["form"].errors) == words


# ---- Drafts -------------------------------------------------------------------------------


def test_half_a_card_is_kept_as_typed(page, seat):
    page("post", save="1", revision=0, evidence_production="Froze the model.")
    assert own(seat).draft["ratings"]["production"] == {"value": "", "evidence": "Froze the model."}
    assert "Froze the model." in page().content.decode()


def test_number_may_come_before_its_note(page, seat):
    page("post", save="1", revision=0, rating_production="4")
    assert own(seat).draft["ratings"]["production"]["value"] == "4"


def test_draft_has_no_rows_that_arithmetic_could_find(page, seat):
    page("post", save="1", **typed(seat.interview))
    assert not Rating.objects.exists()
    assert own(seat).recommendation == ""


def test_half_a_flag_is_kept(page, seat):
    page("post", save="1", revision=0, flag_0_quote="I am certain.")
    assert own(seat).draft["flags"][0]["quote"] == "I am certain."
    assert "I am certain." in page().content.decode()


def test_second_flag_can_be_added_without_javascript(page, seat):
    page("post", more="1", revision=0, flag_0_name="Bluffs", flag_0_quote="Certain.")
    body = page().content.decode()
    assert 'name="flag_1_quote"' in body


def test_flag_can_be_removed_from_a_draft(page, seat):
    page("post", save="1", revision=0, flag_0_name="Bluffs")
    page("post", save="1", revision=1, flag_0_name="Bluffs", flag_0_drop="on")
    assert own(seat).draft["flags"] == []


def test_draft_saves_itself(page, seat):
    answer = page("post", at="draft/", **typed(seat.interview))
    assert answer.json()["revision"] == 1
    assert ":" in answer.json()["saved"]


def test_saving_the_same_again_changes_nothing(page, seat):
    page("post", at="draft/", **typed(seat.interview))
    answer = page("post", at="draft/", **typed(seat.interview))
    assert answer.json()["revision"] == 1


def test_saving_writes_one_line_in_the_log(page, seat):
    for revision, text in enumerate(("One.", "Two.", "Three.")):
        page("post", at="draft/", **typed(seat.interview, why=text, revision=revision))
    assert Event.objects.filter(verb__startswith="card.").count() == 1


def test_text_that_cannot_be_shown_is_said_and_not_lost(page, seat):
    answer = page("post", save="1", **typed(seat.interview, why="a\u202eb"))
    body = answer.content.decode()
    assert "reverse its direction" in body
    assert "Told of the worst day first. (production)" in body
    assert not Card.objects.exists()


def test_text_that_cannot_be_shown_is_refused_by_the_autosave(page, seat):
    answer = page("post", at="draft/", **typed(seat.interview, why="a\u202eb"))
    assert answer.status_code == 400
    assert "reverse its direction" in answer.json()["message"]


def test_forged_rating_is_refused(page, seat):
    answer = page("post", save="1", **typed(seat.interview, rating_production="6"))
    assert "is not one of the choices" in answer.content.decode()
    assert not Card.objects.exists()


# ---- Two windows --------------------------------------------------------------------------


def test_second_window_is_shown_both_texts_and_overwrites_nothing(page, seat):
    page("post", save="1", **typed(seat.interview, why="From the first window."))
    answer = page("post", save="1", **typed(seat.interview, why="From the second window."))
    body = answer.content.decode()
    assert "From the first window." in body
    assert "From the second window." in body
    assert own(seat).draft["why"] == "From the first window."


def test_second_window_may_save_after_it_was_shown_both(page, seat):
    page("post", save="1", **typed(seat.interview, why="From the first window."))
    answer = page("post", save="1", **typed(seat.interview, why="From the second window."))
    shown = answer.context["form"]["revision"].value()
    page("post", save="1", **typed(seat.interview, why="Both.", revision=shown))
    assert own(seat).draft["why"] == "Both."


def test_autosave_of_a_second_window_is_a_conflict(page, seat):
    page("post", at="draft/", **typed(seat.interview, why="First."))
    answer = page("post", at="draft/", **typed(seat.interview, why="Second."))
    assert answer.status_code == 409
    assert answer.json()["conflict"]


def test_submitting_from_an_old_window_seals_nothing(page, seat):
    page("post", save="1", **typed(seat.interview, why="First."))
    page("post", submit="1", **typed(seat.interview, why="Second."))
    assert own(seat).state == "draft"


# ---- Submitting ---------------------------------------------------------------------------


def test_submitting_seals_the_card(page, seat):
    answer = page("post", submit="1", **typed(seat.interview))
    card = own(seat)
    assert card.state == "submitted"
    assert card.draft == {}
    assert set(card.ratings.values_list("value", flat=True)) == {4}
    assert "sealed" in answer.content.decode()


def test_flag_from_the_playbook_takes_its_name(page, seat):
    flag = {"flag_0_key": "bluffs", "flag_0_quote": "Certain.", "flag_0_seriousness": "serious"}
    page("post", submit="1", **typed(seat.interview, **flag))
    playbook = seat.interview.search.playbook
    assert RedFlag.objects.get().name == playbook.red_flag("bluffs").name


@pytest.mark.parametrize(
    ("left_out", "says"),
    [
        ("rating_production", "or say that it was not assessed"),
        ("evidence_production", "a rating needs its note"),
        ("extra", "Answer the question"),
        ("recommendation", "what you recommend"),
        ("why", "why you recommend it"),
    ],
)
def test_what_is_missing_is_said_at_its_field_and_the_draft_is_kept(page, seat, left_out, says):
    answer = page("post", submit="1", **typed(seat.interview, **{left_out: ""}))
    body = answer.content.decode()
    assert says in body
    assert f'href="#id_{left_out}' in body
    assert own(seat).state == "draft"
    assert own(seat).draft["words"] == {}


@pytest.mark.parametrize("field", ["name", "quote", "seriousness"])
def test_half_a_flag_is_not_submitted(page, seat, field):
    flag = {"name": "Bluffs", "quote": "Certain.", "seriousness": "minor"} | {field: ""}
    given = {f"flag_0_{key}": value for key, value in flag.items()}
    page("post", submit="1", **typed(seat.interview, **given))
    assert own(seat).state == "draft"


def test_missing_flag_is_said_at_the_flag_it_is_missing_from(page, seat):
    """The first of three rows is empty: places in the form are not places in the card."""
    given = {"flag_0_name": "", "flag_1_name": "Bluffs", "flag_1_seriousness": "minor"}
    answer = page("post", submit="1", **typed(seat.interview, **given))
    assert "flag_1_quote" in answer.context["form"].errors


def test_not_assessed_needs_no_note(page, seat):
    page(
        "post",
        submit="1",
        **typed(seat.interview, rating_governance="na", evidence_governance=""),
    )
    rating = own(seat).ratings.get(competency="governance")
    assert rating.not_assessed
    assert rating.value is None


def test_submitting_twice_makes_one_card_and_one_event(page, seat):
    page("post", submit="1", **typed(seat.interview))
    answer = page("post", submit="1", **typed(seat.interview))
    assert "submitted" in answer.content.decode()
    assert Card.objects.count() == 1
    assert Event.objects.filter(verb="card.submitted").count() == 1
    assert Rating.objects.count() == 2


def test_submitted_card_is_not_saved_over(page, seat):
    page("post", submit="1", **typed(seat.interview))
    answer = page("post", at="draft/", **typed(seat.interview, why="Another mind."))
    assert answer.status_code == 400
    assert own(seat).why == "Told of the worst day first."
