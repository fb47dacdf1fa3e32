"""The first day agreed may move after the yes: who moves it, what moves with it, what stays."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.templatetags.face import day
from mail.kinds import letter_of
from mail.models import Mail
from offers import actions
from offers.models import FirstDayMoved, Offer
from offers.terms import digest_of
from searches.errors import NotAllowed, Refused
from searches.models import Role
from tests import factories
from tests.factories import offers as make

pytestmark = pytest.mark.django_db
BECAUSE = "Their notice runs longer."
DAY = timedelta(days=1)


@pytest.fixture
def passage():
    return make.passage(make.chosen(factories.search()))


@pytest.fixture
def recruiter(passage):
    return make.recruiter_of(passage.search)


def move(passage, now, by, because=BECAUSE, was=None):
    was = was or passage.first_day
    return actions.move_first_day(passage=passage, was=was, now=now, because=because, by=by)


def test_both_days_stay_readable_with_who_and_why(passage, recruiter, client):
    was = passage.first_day
    make.moved(passage, 14)
    row = FirstDayMoved.objects.get()
    assert (row.was, row.now, row.because, row.by) == (was, was + 14 * DAY, BECAUSE, recruiter)
    client.force_login(recruiter)
    assert BECAUSE in client.get(passage.get_absolute_url()).text


def test_the_words_before_it_move_with_it(passage):
    before = passage.touchpoints.get(key="first_day").due_on
    make.moved(passage, 14)
    assert passage.touchpoints.get(key="first_day").due_on == before + 14 * DAY


def test_the_plan_waits_for_the_new_day(passage, recruiter, client):
    first_day = make.moved(passage).first_day
    plan = passage.offer.plan
    plan.refresh_from_db()
    assert plan.starts_on == first_day
    client.force_login(recruiter)
    assert "moved from" in client.get(plan.get_absolute_url()).text


def test_what_was_accepted_stays_as_it_was(passage):
    before = Offer.objects.get(pk=passage.offer_id)
    make.moved(passage)
    after = Offer.objects.get(pk=passage.offer_id)
    assert after.starts_on == before.starts_on
    assert digest_of(after) == before.digest


def test_a_first_day_moved_behind_the_notice_is_told_no_more(passage):
    make.resigned(passage, notice=90)
    passage.refresh_from_db()
    assert passage.starts_too_early
    assert not make.moved(passage, 60).starts_too_early


# ---- Who accepted ----


def test_who_accepted_is_told_the_day_and_not_the_reason(passage):
    row = make.moved(passage)
    mail = Mail.objects.get(kind="first_day_moved")
    letter = letter_of(mail)
    said = f"{letter.subject} {letter.context}"
    assert f"{row.first_day.day}" in letter.context["moved"]["now"]
    assert BECAUSE not in said
    assert mail.link == row.offer.link


def test_moved_twice_only_the_last_day_is_told(passage):
    make.moved(passage)
    make.moved(passage)
    letters = [letter_of(mail) for mail in Mail.objects.filter(kind="first_day_moved")]
    assert [letter is None for letter in letters] == [True, False]


@pytest.mark.parametrize("told", [False, True])
def test_the_day_before_is_the_last_one_they_know_of(passage, told):
    accepted, first = passage.first_day, make.moved(passage, 7).first_day
    if told:
        Mail.objects.filter(kind="first_day_moved").update(state="sent", sent_at=timezone.now())
    make.moved(passage, 7)
    letter = letter_of(Mail.objects.filter(kind="first_day_moved").latest("pk"))
    assert letter.context["moved"]["was"] == day(first if told else accepted)


def test_a_day_moved_back_before_anybody_was_told_is_no_news(passage):
    make.moved(passage, 7)
    make.moved(passage, -7)
    mails = Mail.objects.filter(kind="first_day_moved")
    assert [letter_of(mail) for mail in mails] == [None, None]


def test_their_page_shows_the_new_day_beside_the_one_they_accepted(passage, client):
    url = reverse("offers:answer", args=[passage.offer.link.token])
    assert "moved from" not in client.get(url).text
    make.moved(passage)
    assert "moved from" in client.get(url).text


def test_their_page_opens_until_some_time_after_the_new_day(passage):
    before = passage.offer.link.expires_at
    link = make.moved(passage, 90).offer.link
    assert link.expires_at > before + 80 * DAY


def test_an_address_that_was_closed_stays_closed(passage):
    passage.offer.link.revoke()
    make.moved(passage)
    assert not Mail.objects.filter(kind="first_day_moved").exists()
    assert not Offer.objects.get(pk=passage.offer_id).link.is_live


# ---- What is refused ----


@pytest.mark.parametrize(
    ("days", "because", "says"),
    [(-1, BECAUSE, "has passed"), (733, BECAUSE, "two years"), (9, "Notice", "why it moves")],
)
def test_a_move_out_of_its_time_or_without_a_reason_is_refused(
    passage, recruiter, days, because, says
):
    with pytest.raises(Refused, match=says):
        move(passage, passage.search.today + days * DAY, recruiter, because)
    assert not FirstDayMoved.objects.exists()


def test_the_day_that_stands_is_no_move(passage, recruiter):
    with pytest.raises(Refused, match="already"):
        move(passage, passage.first_day, recruiter)


def test_a_move_from_a_day_that_was_moved_meanwhile_is_refused(passage, recruiter):
    was = passage.first_day
    make.moved(passage, 7)
    with pytest.raises(Refused, match="moved meanwhile"):
        move(passage, was + 9 * DAY, recruiter, was=was)


def test_after_the_yes_was_taken_back_no_day_moves(passage, recruiter):
    make.reneged(passage)
    with pytest.raises(Refused, match="This is over"):
        move(passage, passage.first_day + 9 * DAY, recruiter)


@pytest.mark.parametrize("role", [Role.PANELIST, Role.OBSERVER, Role.APPROVER])
def test_nobody_else_moves_it(passage, role):
    member = factories.member(passage.search, role)
    with pytest.raises(NotAllowed):
        move(passage, passage.first_day + 9 * DAY, member)


def test_a_wrong_day_is_said_at_its_field_with_what_was_typed(passage, recruiter, client):
    client.force_login(recruiter)
    typed = {"was": f"{passage.first_day}", "now": "2020-01-01", "because": BECAUSE}
    page = client.post(reverse("offers:move", args=[passage.offer_id]), typed).text
    assert "This day has passed" in page
    assert BECAUSE in page


def test_on_an_old_page_it_is_refused_once_and_goes_through_when_sent_again(
    passage, recruiter, client
):
    old = passage.first_day
    stands = make.moved(passage, 7).first_day
    client.force_login(recruiter)
    url = reverse("offers:move", args=[passage.offer_id])
    typed = {"was": f"{old}", "now": f"{old + 9 * DAY}", "because": BECAUSE}
    page = client.post(url, typed).text
    assert "moved meanwhile" in page
    assert f'name="was" value="{stands}"' in page
    assert client.post(url, typed | {"was": f"{stands}"}).status_code == 302
