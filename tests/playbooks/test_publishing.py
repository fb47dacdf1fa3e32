"""A playbook of one's own, published by an administrator; and what is refused."""

import pytest
from django.urls import reverse

from playbooks.models import PlaybookVersion
from scoping.jd import texts, values_of
from tests import factories
from tests.playbooks.own import OURS, check, page, publish

pytestmark = pytest.mark.django_db


def test_publishing_makes_a_version_that_says_who(client, administrator):
    answer = publish(client)
    row = PlaybookVersion.objects.get(slug="ours")
    assert answer["Location"] == reverse("playbooks:detail", args=["ours", "2026.1"])
    assert row.published_by == administrator
    assert row.playbook.title == "Head of Data"


def test_a_search_is_opened_with_it(client, administrator):
    publish(client)
    client.force_login(factories.user("Tobias Lindqvist", can_open_searches=True))
    assert "Head of Data 2026.1" in page(client.get(reverse("searches:new")))


def test_a_new_search_is_offered_the_last_version_only(client, administrator):
    publish(client)
    publish(client, OURS.replace("2026.1", "2026.10"))
    publish(client, OURS.replace("2026.1", "2026.9"))
    client.force_login(factories.user("Tobias Lindqvist", can_open_searches=True))
    offered = page(client.get(reverse("searches:new")))
    assert "Head of Data 2026.10" in offered
    assert "Head of Data 2026.1<" not in offered


def test_a_loop_of_its_own_is_told_in_the_job_description(caio):
    parts = tuple(part.model_copy(update={"told": ""}) for part in caio.parts)
    short = [caio.engagement("full_time").model_copy(update={"parts": ("questionnaire", "team")})]
    ours = caio.model_copy(update={"parts": parts, "engagements": tuple(short)})
    text = texts(values_of(ours, {}, {"engagement": "full_time"}))["process"]
    title, team = (part.title for part in ours.parts_of())
    assert (
        f"Two conversations, the same for everybody: {title} (45 minutes) and {team} (60)." in text
    )


def test_publishing_the_same_twice_makes_one_version(client, administrator):
    publish(client)
    publish(client)
    assert PlaybookVersion.objects.filter(slug="ours").count() == 1


def test_the_same_version_with_other_words_is_refused_and_kept_in_the_page(client, administrator):
    publish(client)
    answer = publish(client, OURS.replace("of Data", "of AI"))
    assert "is not after 2026.1, which is in use" in page(answer)
    assert "Head of AI" in answer.context["form"].initial["text"]


def test_an_earlier_version_is_refused(client, administrator):
    publish(client, OURS.replace("2026.1", "2026.4"))
    assert "is not after 2026.4" in page(publish(client))


def test_the_slug_of_what_comes_along_is_refused(client, administrator):
    answer = publish(client, OURS.replace('"ours"', '"caio"'))
    assert "Give yours a slug of its own" in page(answer)
    assert PlaybookVersion.objects.count() == 1


@pytest.mark.parametrize(
    ("old", "new"), [('"ours"', '"caio"'), ("2026.1", "2025.9"), ("of Data", "of AI")]
)
def test_the_check_says_already_what_could_not_be_published(client, administrator, old, new):
    publish(client)
    answer = check(client, OURS.replace(old, new))
    assert "It cannot be published like this" in page(answer)
    assert reverse("playbooks:publish") not in page(answer)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("2026.1", "one", "a year, a full stop and a number, such as 2026.1, would be right"),
        ("ours", "Ours", "small letters, figures and -, beginning with a letter, would be right"),
    ],
)
def test_what_is_misspelt_is_told_in_words(client, administrator, old, new, says):
    assert says in page(check(client, OURS.replace(old, new)))


def test_what_is_wrong_is_not_published(client, administrator):
    assert "to mend" in page(publish(client, OURS + "colour = 1"))
    assert PlaybookVersion.objects.count() == 1


def test_only_an_administrator_checks_publishes_and_takes_files(client, version):
    client.force_login(factories.user("Tobias Lindqvist", can_open_searches=True))
    assert check(client).status_code == 403
    assert publish(client).status_code == 403
    address = reverse("playbooks:as_toml", args=[version.slug, version.version])
    assert client.get(address).status_code == 403
