"""The register of red flags: who saw one, what the candidate says to it, who sees to it."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from mail.models import Mail
from scorecards import actions
from scorecards.briefs import snapshot_of
from scorecards.models import Card, FlagAnswer, GateReading, RedFlag
from scorecards.queries.debrief import debriefing_of
from scorecards.queries.flags import register_of
from searches.actions import grant
from searches.errors import NotAllowed, Refused
from searches.models import Event, Membership, Role
from tests import factories
from tests.factories import scorecards as make

pytestmark = pytest.mark.django_db
SAID = "I had it from a talk, and should have said so."


@pytest.fixture
def candidacy():
    return make.candidacy(factories.search(), "Ada Lind")


@pytest.fixture
def manager(candidacy):
    return factories.hiring_manager_of(candidacy.search)


@pytest.fixture
def recruiter(candidacy):
    return factories.member(candidacy.search, Role.RECRUITER)


@pytest.fixture
def at_gate(candidacy):
    """The questionnaire judged by two people, who both report the same."""
    make.judged(candidacy, "questionnaire", flags=[make.flag()])
    return make.part(candidacy.search, "questionnaire")


@pytest.fixture
def flag(candidacy):
    """Reported by one person, in an open debrief."""
    card = make.submitted(make.seat(make.interview(candidacy)), flags=[make.flag()])
    make.open_debrief(candidacy)
    return card.flags.get()


def first_flag() -> RedFlag:
    return RedFlag.objects.order_by("pk")[0]


def debrief_url(flag):
    return reverse("scorecards:flag", args=[flag.candidacy.pk, *make.place_of(flag)])


def gate_url(flag, part):
    return reverse(
        "scorecards:flag_at_gate", args=[flag.candidacy.pk, part.pk, *make.place_of(flag)]
    )


def ticked(flag: RedFlag) -> str:
    return "{}-{}".format(*make.place_of(flag))


def body_of(client, viewer, url, **data):
    client.force_login(viewer)
    answer = client.post(url, data, follow=True) if data else client.get(url)
    return answer.content.decode()


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


# ---- Settling -----------------------------------------------------------------------------------


@pytest.fixture
def reports(candidacy):
    make.judged(candidacy, flags=[make.flag()])
    make.open_debrief(candidacy)
    return list(RedFlag.objects.all())


def settle(client, manager, of, **more):
    sent = {"act": "settle", "move": "clear", "because": "The reference explained it."}
    return body_of(client, manager, debrief_url(of[0]), **(sent | more))


def states() -> list[str]:
    return list(RedFlag.objects.order_by("pk").values_list("state", flat=True))


def test_all_reports_of_one_thing_are_settled_in_one_step(client, manager, reports):
    settle(client, manager, reports, flags=[ticked(flag) for flag in reports])
    assert states() == ["cleared", "cleared"]


def test_one_report_of_several_is_settled_alone(client, manager, reports):
    settle(client, manager, reports, flags=[ticked(reports[1])])
    assert states() == ["open", "cleared"]


def test_none_is_settled_without_saying_which(client, manager, reports):
    assert "Choose whose report you settle." in settle(client, manager, reports)
    assert states() == ["open", "open"]


def test_a_report_of_something_else_is_not_settled_along(client, manager, reports, candidacy):
    make.submitted(make.seat(make.interview(candidacy, "team")), flags=[make.flag(name="Blames")])
    other = RedFlag.objects.get(name="Blames")
    settle(client, manager, reports, flags=[ticked(reports[0]), ticked(other)])
    assert set(states()) == {"open"}


def test_settled_meanwhile_settles_none_and_keeps_the_sentence(client, manager, reports):
    actions.settle_flag(flag=reports[1], move="clear", because="Explained.", by=manager)
    body = settle(client, manager, reports, flags=[ticked(flag) for flag in reports])
    assert "This red flag is cleared already." in body
    assert "The reference explained it." in body
    assert states() == ["open", "cleared"]


def test_settled_meanwhile_is_said_where_there_was_one_report(client, manager, flag):
    actions.settle_flag(flag=flag, move="clear", because="Explained.", by=manager)
    body = settle(client, manager, [flag])
    assert "This red flag is cleared already." in body
    assert "The reference explained it." in body


def test_recruiter_is_not_offered_to_accept(client, recruiter, flag):
    body = body_of(client, recruiter, debrief_url(flag))
    assert "Clear it" in body
    assert "Accept it" not in body


def test_reading_a_flag_is_reading_the_debrief(client, recruiter, flag, candidacy):
    body_of(client, recruiter, debrief_url(flag))
    assert candidacy.debriefs.get().readings.filter(user=recruiter).exists()


# ---- At a gate ----------------------------------------------------------------------------------


def test_gate_shows_the_register_with_who_saw_it(client, candidacy, manager, at_gate):
    url = reverse("scorecards:gate", args=[candidacy.pk, at_gate.pk])
    body = body_of(client, manager, url)
    assert body.count("<h3>Bluffs</h3>") == 1
    for card in Card.objects.all():
        assert f"{card.author}, {at_gate}: critical, open" in body


def test_manager_notes_and_names_at_the_gate(client, manager, recruiter, at_gate):
    url = gate_url(first_flag(), at_gate)
    body_of(client, manager, url, act="answer", text=SAID)
    body = body_of(client, manager, url, act="owner", owner=recruiter.pk)
    assert SAID in body
    assert f"<b>{recruiter}</b>" in body


def test_nothing_is_settled_at_a_gate(client, manager, at_gate):
    sent = {"act": "settle", "move": "clear", "because": "Explained."}
    body = body_of(client, manager, gate_url(first_flag(), at_gate), **sent)
    assert "Settle the red flag" not in body
    assert set(states()) == {"open"}


@pytest.mark.parametrize("role", [Role.RECRUITER, Role.OBSERVER])
def test_nobody_else_tends_a_flag_at_a_gate(candidacy, manager, at_gate, role):
    other = factories.member(candidacy.search, role)
    for gate in (at_gate, None):
        with pytest.raises(NotAllowed):
            actions.note_answer(flag=first_flag(), text=SAID, gate=gate, by=other)


def test_author_does_not_tend_their_own_flag_at_a_gate(at_gate, manager):
    flag = first_flag()
    for gate in (at_gate, None):
        with pytest.raises(NotAllowed):
            actions.name_owner(flag=flag, owner=manager, gate=gate, by=flag.card.author)


def test_manager_tends_nothing_of_a_later_part(candidacy, manager, at_gate):
    late, _ = make.judged(candidacy, "production", flags=[make.flag()])
    with pytest.raises(NotAllowed):
        actions.note_answer(flag=late.flags.get(), text=SAID, gate=at_gate, by=manager)


def test_owner_named_at_a_gate_is_not_set_on_a_sealed_report(
    candidacy, manager, recruiter, at_gate
):
    late, _ = make.judged(candidacy, "production", flags=[make.flag()])
    actions.name_owner(flag=first_flag(), owner=recruiter, gate=at_gate, by=manager)
    assert late.flags.get().owner is None


def test_flag_of_a_later_part_is_not_found_at_a_gate(client, candidacy, manager, at_gate):
    late, _ = make.judged(candidacy, "production", flags=[make.flag(name="Blames")])
    client.force_login(manager)
    assert client.get(gate_url(late.flags.get(), at_gate)).status_code == 404


def test_shut_gate_does_not_say_whether_there_is_a_flag(client, candidacy, manager, at_gate):
    flag = first_flag()
    make.seat(flag.card.interview)
    client.force_login(manager)
    unreal = reverse("scorecards:flag_at_gate", args=[candidacy.pk, at_gate.pk, 10_000, 1])
    assert {client.get(url).status_code for url in (gate_url(flag, at_gate), unreal)} == {403}


def test_reading_a_flag_at_a_gate_is_on_record(client, manager, at_gate):
    body_of(client, manager, gate_url(first_flag(), at_gate))
    assert GateReading.objects.get().user == manager


# ---- As closed as the card ----------------------------------------------------------------------


@pytest.fixture
def tended(candidacy, manager, at_gate):
    """Somebody with a card still to write is named at the gate, and the answer noted."""
    seat = make.seat(make.interview(candidacy, "production"), factories.user("Ines Kovač"))
    actions.name_owner(flag=first_flag(), owner=seat.user, gate=at_gate, by=manager)
    actions.note_answer(
        flag=first_flag(), text="Zqwhispered had it from a talk.", gate=at_gate, by=manager
    )
    return seat


def pages(candidacy):
    yield "/"
    for name in ("searches:detail", "searches:log", "scorecards:debriefs"):
        yield reverse(name, args=[candidacy.search_id])
    for name in ("candidates:detail", "scorecards:cards", "scorecards:debrief", "scorecards:board"):
        yield reverse(name, args=[candidacy.pk])


def test_owner_learns_nothing_before_the_debrief(client, candidacy, tended):
    for url in pages(candidacy):
        body = body_of(client, tended.user, url)
        for word in ("Zqwhispered", "yours to see to", "sees to", "of a debrief", "noted what"):
            assert word not in body, (url, word)
    assert not Mail.objects.filter(user=tended.user).exists()


def test_author_learns_nothing_of_what_came_of_their_own_flag(client, candidacy, at_gate, manager):
    author = first_flag().card.author
    actions.name_owner(flag=first_flag(), owner=author, gate=at_gate, by=manager)
    actions.note_answer(
        flag=first_flag(), text="Zqwhispered had it from a talk.", gate=at_gate, by=manager
    )
    own = reverse("scorecards:card", args=[first_flag().card.interview_id])
    for url in (*pages(candidacy), own):
        body = body_of(client, author, url)
        assert "Zqwhispered" not in body, url
        assert "see to" not in body, url
        assert "of a debrief" not in body, url


def test_log_keeps_both_acts_and_shows_them_to_who_did_them(client, candidacy, tended, manager):
    verbs = set(Event.objects.filter(record="scorecards.redflag").values_list("verb", flat=True))
    assert verbs == {"flag.owned", "flag.answered"}
    log = reverse("searches:log", args=[candidacy.search_id])
    assert "named who sees to a point of a debrief" in body_of(client, manager, log)
    assert "point of a debrief" not in body_of(
        client, factories.member(candidacy.search, Role.RECRUITER), log
    )


def test_log_shows_them_once_the_debrief_is_open(client, candidacy, tended, recruiter):
    make.submitted(tended)
    make.open_debrief(candidacy)
    log = reverse("searches:log", args=[candidacy.search_id])
    body = body_of(client, recruiter, log)
    assert "named who sees to a point of a debrief" in body
    assert "Zqwhispered" not in body


def test_owner_finds_all_of_it_once_the_debrief_is_open(client, candidacy, tended):
    make.submitted(tended)
    make.open_debrief(candidacy)
    assert "A red flag on Ada Lind is yours to see to." in body_of(client, tended.user, "/")
    debrief = reverse("scorecards:debrief", args=[candidacy.pk])
    assert "Zqwhispered had it from a talk." in body_of(client, tended.user, debrief)


def amended(card, **what):
    return actions.amend_card(
        card=card,
        after=card.pk,
        content=make.content(card.interview, **what),
        because="I misheard one word.",
        by=card.author,
    )


def test_what_came_of_a_flag_goes_with_its_amendment(candidacy, tended):
    amended(first_flag().card, flags=[make.flag(name="bluffs", quote="I am sure of it.")])
    new = RedFlag.objects.get(quote="I am sure of it.")
    assert new.owner == tended.user
    assert [answer.text for answer in new.answers.all()] == ["Zqwhispered had it from a talk."]


def test_answer_to_a_flag_that_was_amended_away_is_not_lost(candidacy, manager, tended):
    amended(first_flag().card)
    make.submitted(tended)
    make.open_debrief(candidacy)
    lost = snapshot_of(candidacy, manager)["superseded"]
    assert "The candidate’s answer: “Zqwhispered had it from a talk.”" in lost[0]["lines"]


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
