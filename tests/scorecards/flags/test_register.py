"""The register of red flags: who saw one, what the candidate says to it, who sees to it."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from scorecards import actions
from scorecards.briefs import snapshot_of
from scorecards.models import FlagAnswer, RedFlag
from scorecards.queries.debrief import debriefing_of
from scorecards.queries.flags import register_of
from searches.actions import grant
from searches.errors import NotAllowed, Refused
from searches.models import Membership, Role
from tests import factories
from tests.factories import scorecards as make
from tests.scorecards.flags.pages import SAID, body_of, debrief_url, first_flag

pytestmark = pytest.mark.django_db


# ---- One entry for what is the same -------------------------------------------------------------


def entries(*named: tuple[str, str]) -> list[list[str]]:
    """The names of flags with these keys and names, as the register puts them together."""
    flags = [RedFlag(pk=pk, key=key, name=name) for pk, (key, name) in enumerate(named, 1)]
    return [[flag.name for flag in entry.flags] for entry in register_of(flags)]


def test_the_same_flag_of_the_playbook_stands_once():
    assert entries(("bluffs", "Bluffs"), ("blames", "Blames"), ("bluffs", "Bluffed")) == [
        ["Bluffs", "Bluffed"],
        ["Blames"],
    ]


def test_the_same_name_stands_once_in_whatever_letters():
    assert entries(("", "Bluffs"), ("bluffs", "BLUFFS"), ("", " bluffs ")) == [
        ["Bluffs", "BLUFFS", " bluffs "]
    ]


def test_two_names_are_one_where_a_third_report_joins_them():
    assert entries(("", "Guesses"), ("bluffs", "Bluffs"), ("bluffs", "Guesses")) == [
        ["Guesses", "Bluffs", "Guesses"]
    ]


def test_flags_without_a_key_are_told_apart_by_name():
    assert len(entries(("", "Bluffs"), ("", "Blames"))) == 2


def test_an_entry_is_as_serious_as_the_worst_report():
    flags = [RedFlag(name="Bluffs", seriousness=each) for each in ("minor", "critical", "serious")]
    assert register_of(flags)[0].words == "Critical, open"


def test_reports_settled_in_different_ways_are_counted():
    settled = [RedFlag(name="B", seriousness="minor", state=x) for x in ("open", "cleared", "open")]
    assert register_of(settled)[0].words == "Minor, 2 open and 1 cleared"


def test_register_names_everybody_with_their_quote_and_part(candidacy, client, manager):
    one, other = make.interview(candidacy, "production"), make.interview(candidacy, "team")
    for row, who, quote in ((one, "Ruth Adler", "Ten times."), (other, "Jonas Weidt", "Twice.")):
        make.submitted(make.seat(row, factories.user(who)), flags=[make.flag(quote=quote)])
    make.open_debrief(candidacy)
    (entry,) = debriefing_of(candidacy, manager).flags
    assert entry.who == "Ruth Adler and Jonas Weidt"
    body = body_of(client, manager, debrief_url(entry.first))
    for words in ("Ten times.", "Twice.", str(one.part), str(other.part)):
        assert words in body


# ---- The candidate's answer ---------------------------------------------------------------------


def test_answer_stands_with_who_noted_it(client, manager, flag, candidacy):
    body_of(client, manager, debrief_url(flag), act="answer", text=SAID)
    body = body_of(client, manager, reverse("scorecards:debrief", args=[candidacy.pk]))
    assert SAID in body
    assert f"Noted by {manager}" in body


def test_answers_are_added_and_none_is_changed(manager, recruiter, flag):
    for by in (manager, recruiter):
        actions.note_answer(flag=flag, text=f"Said to {by}.", by=by)
    assert [answer.noted_by for answer in flag.answers.all()] == [manager, recruiter]


def test_answer_to_one_report_stands_under_all_of_the_same(candidacy, manager):
    make.judged(candidacy, flags=[make.flag()])
    make.open_debrief(candidacy)
    actions.note_answer(flag=RedFlag.objects.all()[1], text=SAID, by=manager)
    (entry,) = debriefing_of(candidacy, manager).flags
    assert [answer.text for answer in entry.answers] == [SAID]


def test_answer_may_be_noted_of_a_flag_that_is_settled(manager, flag):
    actions.settle_flag(flag=flag, move="clear", because="Explained.", by=manager)
    assert actions.note_answer(flag=flag, text=SAID, by=manager)


def test_answer_without_words_is_told_so(client, manager, flag):
    assert "is empty. Fill it in." in body_of(
        client, manager, debrief_url(flag), act="answer", text=" "
    )
    assert not FlagAnswer.objects.exists()


def test_action_refuses_an_answer_without_words(manager, flag):
    with pytest.raises(Refused, match="what the candidate said"):
        actions.note_answer(flag=flag, text=" ", by=manager)


def test_answer_without_words_is_no_row(manager, flag):
    with pytest.raises(IntegrityError), transaction.atomic():
        FlagAnswer.objects.create(flag=flag, text="", noted_by=manager)


def test_fifty_thousand_characters_are_refused_and_kept(client, manager, flag):
    body = body_of(client, manager, debrief_url(flag), act="answer", text="so " * 17_000)
    assert "Use at most 4000." in body
    assert "so so so" in body


def test_there_is_an_end_to_answers(manager, flag, monkeypatch):
    monkeypatch.setattr("scorecards.actions.flags.MOST_ANSWERS", 1)
    actions.note_answer(flag=flag, text=SAID, by=manager)
    with pytest.raises(Refused, match="At most 1"):
        actions.note_answer(flag=flag, text="One thing more.", by=manager)


def test_a_button_pressed_twice_notes_one_answer(manager, recruiter, flag):
    for who in (manager, manager, recruiter):
        actions.note_answer(flag=flag, text=SAID, by=who)
    assert [answer.noted_by for answer in flag.answers.order_by("pk")] == [manager, recruiter]


# ---- Who sees to it -----------------------------------------------------------------------------


def test_owner_is_named_for_every_report_of_the_same(candidacy, client, manager, recruiter):
    make.judged(candidacy, flags=[make.flag()])
    make.open_debrief(candidacy)
    body_of(client, manager, debrief_url(first_flag()), act="owner", owner=recruiter.pk)
    assert {each.owner for each in RedFlag.objects.all()} == {recruiter}


def test_owner_finds_a_line_on_home_while_it_is_open(client, candidacy, manager, recruiter, flag):
    actions.name_owner(flag=flag, owner=recruiter, by=manager)
    line = "A red flag on Ada Lind is yours to see to."
    assert line in body_of(client, recruiter, "/")
    actions.settle_flag(flag=flag, move="confirm", because="It was so.", by=manager)
    assert line not in body_of(client, recruiter, "/")


def test_nobody_else_finds_that_line(client, manager, recruiter, flag):
    actions.name_owner(flag=flag, owner=recruiter, by=manager)
    assert "yours to see to" not in body_of(client, manager, "/")


def test_line_counts_what_several_people_report_once(client, candidacy, manager, recruiter):
    two = [make.flag(), make.flag(name="Blames")]
    make.judged(candidacy, flags=two)
    make.open_debrief(candidacy)
    for name in ("Bluffs", "Blames"):
        row = RedFlag.objects.filter(name=name)[0]
        actions.name_owner(flag=row, owner=recruiter, by=manager)
    assert "Two red flags on Ada Lind are yours to see to." in body_of(client, recruiter, "/")


def test_owner_who_owes_a_card_finds_nothing_before_it_is_in(client, candidacy, manager, flag):
    seat = make.seat(make.interview(candidacy, "board"))
    actions.name_owner(flag=flag, owner=seat.user, by=manager)
    assert "red flag" not in body_of(client, seat.user, "/").lower()
    make.submitted(seat)
    assert "A red flag on Ada Lind is yours to see to." in body_of(client, seat.user, "/")


def test_line_goes_with_the_candidacy(client, candidacy, manager, recruiter, flag):
    from candidates.actions import withdraw

    actions.name_owner(flag=flag, owner=recruiter, by=manager)
    withdraw(candidacy=candidacy, because="Another offer.", by=manager)
    assert "yours to see to" not in body_of(client, recruiter, "/")


def outsiders(search):
    return {
        "stranger": factories.user(),
        "left": factories.removed_member(search, Role.RECRUITER),
        "approver": factories.member(search, Role.APPROVER),
        "partner": factories.member(search, Role.PARTNER),
    }


@pytest.mark.parametrize("who", ["stranger", "left", "approver", "partner"])
def test_owner_is_somebody_inside_who_comes_to_read_the_debrief(
    client, candidacy, manager, flag, who
):
    somebody = outsiders(candidacy.search)[who]
    body = body_of(client, manager, debrief_url(flag), act="owner", owner=somebody.pk)
    assert "They are not on this search, or not any more." in body
    with pytest.raises(Refused, match="Choose somebody else"):
        actions.name_owner(flag=flag, owner=somebody, by=manager)


def test_owner_of_an_internal_candidates_flag_may_know_of_them(candidacy, manager, recruiter, flag):
    from candidates.actions import keep_quiet

    keep_quiet(candidacy=candidacy, who=[manager], by=manager)
    with pytest.raises(Refused, match="Choose somebody else"):
        actions.name_owner(flag=flag, owner=recruiter, by=manager)


def test_page_says_that_an_owner_has_left(client, manager, recruiter, flag):
    actions.name_owner(flag=flag, owner=recruiter, by=manager)
    assert "no longer on this search" not in body_of(client, manager, debrief_url(flag))
    Membership.objects.filter(user=recruiter).update(ended_at=timezone.now())
    assert "no longer on this search" in body_of(client, manager, debrief_url(flag))


def test_owner_of_what_was_settled_meanwhile_is_refused_in_words(client, manager, recruiter, flag):
    actions.settle_flag(flag=flag, move="clear", because="Explained.", by=manager)
    body = body_of(client, manager, debrief_url(flag), act="owner", owner=recruiter.pk)
    assert "This red flag is cleared already." in body
    assert f'<option value="{recruiter.pk}" selected>' in body


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.PANELIST])
def test_who_only_reads_the_debrief_neither_names_nor_notes(candidacy, flag, role, manager):
    reader = (
        make.seat(make.interview(candidacy, "team"), duty="observing").user
        if role == Role.PANELIST
        else factories.member(candidacy.search, role)
    )
    with pytest.raises(NotAllowed):
        actions.note_answer(flag=flag, text=SAID, by=reader)
    with pytest.raises(NotAllowed):
        actions.name_owner(flag=flag, owner=manager, by=reader)


def test_panelist_reads_the_register(client, manager, recruiter, flag, candidacy):
    actions.note_answer(flag=flag, text=SAID, by=manager)
    actions.name_owner(flag=flag, owner=recruiter, by=manager)
    body = body_of(client, flag.card.author, reverse("scorecards:debrief", args=[candidacy.pk]))
    assert SAID in body
    assert f"<b>{recruiter}</b> sees to it." in body
    assert debrief_url(flag) not in body


# ---- On paper -----------------------------------------------------------------------------------


def test_packet_holds_the_register(candidacy, manager, recruiter):
    make.judged(candidacy, flags=[make.flag()])
    make.open_debrief(candidacy)
    actions.note_answer(flag=first_flag(), text=SAID, by=manager)
    actions.name_owner(flag=first_flag(), owner=recruiter, by=manager)
    rows = list(RedFlag.objects.all())
    actions.settle_flags(flags=rows, move="confirm", because="It was so.", by=manager)
    (held,) = snapshot_of(candidacy, manager)["flags"]
    assert [report["who"] for report in held["reports"]] == [row.who for row in rows]
    assert [answer["text"] for answer in held["answers"]] == [SAID]
    assert held["owner"] == str(recruiter)
    assert held["how"].endswith("It was so.")


def test_who_comes_back_as_a_partner_owns_nothing(client, candidacy, manager, recruiter, flag):
    actions.name_owner(flag=flag, owner=recruiter, by=manager)
    Membership.objects.filter(user=recruiter).update(ended_at=timezone.now())
    grant(candidacy.search, user=recruiter, role=Role.PARTNER, by=manager)
    assert "yours to see to" not in body_of(client, recruiter, "/")
