"""The approved job description as a file for another place."""

import json
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from scoping.exports import html_of, json_of, markdown_of, posting_of
from searches.models import Role
from tests import factories
from tests.factories import scoping as made

pytestmark = pytest.mark.django_db
HOSTILE = "Owns 4 lines. </script><b>*bold*</b> # head"


@pytest.fixture
def jd(search):
    return made.approved_jd(search, mandate="Owns 4 lines.\n\n- first\n- second")


def asked(client, jd, form):
    return client.get(reverse("scoping:jd_as", args=[jd.search_id, jd.number, form]))


def test_markdown_has_a_head_a_section_and_a_list(jd):
    lines = markdown_of(jd).splitlines()
    assert lines[0] == "# Chief AI Officer"
    assert "## Mandate and outcome" in lines
    assert lines[lines.index("- first") + 1] == "- second"


@pytest.mark.parametrize("words", ["*a*", "# a", "1. a", "<b>a</b>", "`a`", "a|b"])
def test_words_mean_nothing_to_markdown(search, words):
    text = markdown_of(made.approved_jd(search, mandate=f"Owns 4 lines.\n\n{words}"))
    assert words not in text.splitlines()


def test_html_is_clean_and_hostile_words_are_text(search):
    page = html_of(made.approved_jd(search, mandate=HOSTILE))
    assert "<h2>Mandate and outcome</h2>" in page
    assert "<b>" not in page
    assert not any(word in page for word in ("class=", "style=", "<script"))


def test_a_posting_says_what_a_search_engine_asks_for(jd):
    posting = posting_of(jd)
    assert (posting["@context"], posting["@type"]) == ("https://schema.org/", "JobPosting")
    assert posting["title"] == "Chief AI Officer"
    here = jd.approved_at.astimezone(ZoneInfo(jd.search.zone))  # the day where the search is run
    assert posting["datePosted"] == here.date().isoformat()
    assert posting["employmentType"] == "FULL_TIME"
    assert posting["hiringOrganization"]["name"] == jd.search.company
    assert posting["jobLocation"]["address"] == {
        "@type": "PostalAddress",
        "addressLocality": "Berlin",
        "addressCountry": "Germany",
    }
    assert posting["baseSalary"] == {
        "@type": "MonetaryAmount",
        "currency": "EUR",
        "value": {
            "@type": "QuantitativeValue",
            "minValue": 220000.0,
            "maxValue": 280000.0,
            "unitText": "YEAR",
        },
    }
    assert "<h2>Mandate and outcome</h2>" in posting["description"]


def test_a_fractional_posting_is_paid_by_the_month(search):
    made.signed_scope(search, facts=made.FACTS | {"engagement": "fractional"})
    posting = posting_of(made.approved_jd(search, mandate="Owns 4 lines."))
    assert posting["employmentType"] == "PART_TIME"
    assert posting["baseSalary"]["value"]["unitText"] == "MONTH"


def test_a_remote_posting_says_so(search):
    made.signed_scope(search, facts=made.FACTS | {"work_mode": "remote"})
    posting = posting_of(made.approved_jd(search, mandate="Owns 4 lines."))
    assert posting["jobLocationType"] == "TELECOMMUTE"


def test_no_word_closes_the_element_a_posting_stands_in(search):
    text = json_of(made.approved_jd(search, mandate=HOSTILE))
    assert "<" not in text
    assert "&lt;/script&gt;" in json.loads(text)["description"]


def test_an_export_is_named_by_the_alias_and_reads_by_the_title(search, client):
    search.alias = "Project Heron"
    search.save()
    jd = made.approved_jd(search, mandate="Owns 4 lines.")
    client.force_login(factories.member(search, Role.OBSERVER))
    answer = asked(client, jd, "md")
    assert "job-description-project-heron-1.md" in answer["Content-Disposition"]
    assert answer.content.decode().startswith("# Chief AI Officer")


def test_a_confidential_search_makes_no_public_export(search, client):
    made.signed_scope(search, facts=made.FACTS | {"confidential": True})
    jd = made.approved_jd(search, mandate="Owns 4 lines.")
    client.force_login(factories.hiring_manager_of(search))
    for form in ("html", "md", "json"):
        answer = asked(client, jd, form)
        assert answer.status_code == 403
        assert search.company not in answer.content.decode()
    page = client.get(reverse("scoping:jd", args=[search.pk])).content.decode()
    assert "nothing is made of it for the public" in page


def test_a_draft_goes_nowhere(search, client):
    jd = made.draft_jd(search, mandate="Owns 4 lines.")
    client.force_login(factories.hiring_manager_of(search))
    assert asked(client, jd, "md").status_code == 403


def test_another_form_does_not_exist(jd, client):
    client.force_login(factories.hiring_manager_of(jd.search))
    assert asked(client, jd, "exe").status_code == 404
