"""The event log: one chain a search, that says who did what and shows when it was touched."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.actors import CLOCK
from accounts.models import Link
from searches import wording
from searches.actions import log, name_person, remove_person
from searches.models import Event, LogHead, Role, append_event
from searches.wording import unbroken
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def search():
    search = factories.search()
    for _ in range(4):
        append_event(search, search.opened_by, "search.advanced", search, ["step"])
    return search


def lines(search):
    return Event.objects.filter(search=search)


def test_an_untouched_log_is_unbroken(search):
    assert unbroken(search)


@pytest.mark.parametrize(
    "change",
    [
        {"verb": "offer.sent"},
        {"fields": ["nothing"]},
        {"record_id": 999},
        {"user": None},
        {"before": "0" * 64},
        {"digest": "0" * 64},
    ],
)
@pytest.mark.parametrize("number", [1, 3, 6])
def test_a_changed_line_shows(search, number, change):
    assert lines(search).filter(number=number).update(**change) == 1
    assert not unbroken(search)


def test_a_changed_time_shows(search):
    line = lines(search).get(number=3)
    lines(search).filter(number=3).update(at=line.at - timedelta(days=1))
    assert not unbroken(search)


@pytest.mark.parametrize("number", [1, 3, 6])
def test_a_removed_line_shows(search, number):
    lines(search).filter(number=number)._raw_delete("default")
    assert not unbroken(search)


def test_removing_the_whole_log_shows(search):
    lines(search)._raw_delete("default")
    assert not unbroken(search)


def test_a_line_put_in_afterwards_shows(search):
    last = lines(search).order_by("-number").first()
    last.pk, last.number = None, last.number + 1
    super(Event, last).save(force_insert=True)
    assert not unbroken(search)


def test_two_lines_exchanged_show(search):
    first, second = lines(search).filter(number__in=[3, 4]).order_by("number")
    lines(search).filter(pk=first.pk).update(number=99)
    lines(search).filter(pk=second.pk).update(number=3)
    lines(search).filter(pk=first.pk).update(number=4)
    assert not unbroken(search)


def test_a_line_of_another_search_breaks_both(search):
    other = factories.search()
    last = lines(other).order_by("-number").first()
    Event.objects.filter(pk=last.pk).update(search=search, number=7)
    assert not unbroken(search)
    assert not unbroken(other)


def test_a_search_without_a_log_is_unbroken(search):
    Event.objects.filter(search=search)._raw_delete("default")
    LogHead.objects.filter(search=search).delete()
    assert unbroken(search)


def test_a_line_is_neither_saved_again_nor_deleted(search):
    line = lines(search).first()
    with pytest.raises(TypeError):
        line.save()
    with pytest.raises(TypeError):
        line.delete()


def test_two_lines_with_one_number_are_refused_by_the_database(search):
    line = lines(search).first()
    line.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        super(Event, line).save(force_insert=True)


def test_what_an_action_undoes_leaves_no_line(search):
    before = lines(search).count()

    def action():
        with transaction.atomic():
            append_event(search, search.opened_by, "search.advanced", search)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        action()
    assert lines(search).count() == before
    assert unbroken(search)


@pytest.mark.parametrize("kind", ["user", "link", "clock"])
def test_each_kind_of_actor_is_written_down(search, kind):
    link = Link.issue(kind="plan", about=1, email="a@example.com", by=None, days=1)
    actor = {"user": search.opened_by, "link": link, "clock": CLOCK}[kind]
    event = append_event(search, actor, "search.advanced", search)
    assert (event.user_id is not None, event.link_id is not None) == (
        kind == "user",
        kind == "link",
    )
    assert (
        wording.read([event])[0].who
        == {
            "user": "Tobias Lindqvist",
            "link": "A private link",
            "clock": "The clock",
        }[kind]
    )


# ---- How it reads ----


def test_every_verb_of_this_room_is_worded(search):
    name_person(
        search=search, email="a@example.com", name="Ada", role=Role.RECRUITER, by=search.opened_by
    )
    assert all(wording.known(line.verb) for line in lines(search))


def test_who_joined_and_left_is_named(search):
    manager = search.opened_by
    row = name_person(
        search=search, email="ines@example.com", name="Ines", role=Role.RECRUITER, by=manager
    )
    remove_person(search=search, user=row.user, role=Role.RECRUITER, by=manager)
    left, joined = wording.read(lines(search).select_related("user").order_by("-number")[:2])
    assert joined.says == "added Ines as recruiter"
    assert left.says == "ended the role of Ines as recruiter"


def test_the_log_itself_holds_no_name(search):
    name_person(
        search=search,
        email="q@example.com",
        name="Quillfeather",
        role="observer",
        by=search.opened_by,
    )
    assert not any("Quillfeather" in str(row) for row in lines(search).values())


def test_neighbours_that_say_the_same_are_folded_on_request(search):
    events = list(lines(search).select_related("user").order_by("-number"))
    folded = wording.read(events, fold=True)
    assert (folded[0].times, len(folded)) == (4, 3)
    assert len(wording.read(events)) == 6


def test_what_another_did_between_is_not_folded_over(search):
    log(search, factories.member(search, Role.RECRUITER), "search.advanced", search)
    log(search, search.opened_by, "search.advanced", search)
    events = lines(search).select_related("user").order_by("-number")
    assert [line.times for line in wording.read(events, fold=True)[:2]] == [1, 1]


def test_the_page_says_when_the_log_was_touched(search, client):
    client.force_login(search.opened_by)
    page = reverse("searches:log", args=[search.pk])
    assert "The log is unbroken" in client.get(page).content.decode()
    lines(search).filter(number=2).update(verb="offer.sent")
    assert "The log has been tampered with" in client.get(page).content.decode()


def test_the_page_is_turned_and_costs_the_same(search, client, django_assert_max_num_queries):
    client.force_login(search.opened_by)
    for _ in range(120):
        append_event(search, search.opened_by, "search.advanced", search)
    page = reverse("searches:log", args=[search.pk])
    client.get(page)
    with django_assert_max_num_queries(12):
        first = client.get(page).content.decode()
    assert "Page 1 of 2" in first
    (opened,) = wording.read([lines(search).get(number=1)])
    assert opened.says not in first
    assert opened.says in client.get(page, {"page": "2"}).content.decode()
    assert client.get(page, {"page": "a million"}).status_code == 200


def test_a_searchs_page_leaves_small_lines_to_the_whole_log(search, client):
    manager = factories.hiring_manager_of(search)
    append_event(search, manager, "seat.taken", search)
    client.force_login(manager)
    says = "seated somebody in an interview"
    assert says not in client.get(search.get_absolute_url()).text
    assert says in client.get(reverse("searches:log", args=[search.pk])).text
