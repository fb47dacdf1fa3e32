import pytest
from django.urls import reverse
from django.utils.html import escape

from playbooks.views import SECTIONS
from tests.factories import administrator, caio_version, user

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client):
    client.force_login(user())
    return client


@pytest.fixture
def version():
    return caio_version()


def shown(client, version, section=""):
    name = "playbooks:section" if section else "playbooks:detail"
    args = [version.slug, version.version, *([section] if section else [])]
    response = client.get(reverse(name, args=args))
    assert response.status_code == 200
    return response.content.decode()


def test_the_list_names_each_version(reader, version):
    page = reader.get(reverse("playbooks:list")).content.decode()
    assert "Chief AI Officer, version 2026.5" in page


def test_an_empty_list_says_what_will_be_here(reader):
    page = reader.get(reverse("playbooks:list")).content.decode()
    assert "No playbook is loaded yet" in page


def test_the_first_page_lists_the_sources(reader, version):
    page = shown(reader, version)
    for source in version.playbook.sources:
        assert escape(source.title) in page


@pytest.mark.parametrize("section", SECTIONS)
def test_every_section_is_shown(reader, version, section):
    assert f'aria-current="page">{SECTIONS[section]}</a>' in shown(reader, version, section)


def test_competencies_are_shown_with_their_anchors(reader, version):
    page = shown(reader, version, "competencies")
    for competency in version.playbook.competencies:
        for _, text in competency.anchors.items():
            assert escape(text) in page


def test_bands_are_shown_as_printed(reader, version):
    page = shown(reader, version, "pay")
    for band in version.playbook.bands:
        assert f"{band.currency} {band.printed}" in page


@pytest.mark.parametrize("section", ["", *SECTIONS])
def test_the_bank_and_its_strong_answers_are_on_no_page(reader, version, section):
    page = shown(reader, version, section)
    for question in version.playbook.questions_bank:
        assert escape(question.text) not in page
        assert escape(question.strong) not in page


def test_a_section_that_does_not_exist_is_not_found(reader, version):
    url = reverse("playbooks:section", args=[version.slug, version.version, "secrets"])
    assert reader.get(url).status_code == 404


def test_a_version_that_does_not_exist_is_not_found(reader, version):
    url = reverse("playbooks:detail", args=[version.slug, "1999.1"])
    assert reader.get(url).status_code == 404


@pytest.mark.parametrize("section", ["", *SECTIONS])
def test_a_page_costs_three_queries(reader, version, section, django_assert_num_queries):
    with django_assert_num_queries(3):  # the session, the person, the version
        shown(reader, version, section)


def test_an_administrator_can_look_at_a_playbook_and_not_change_it(client, version):
    client.force_login(administrator())
    url = reverse("admin:playbooks_playbookversion_change", args=[version.pk])
    page = client.get(url).content.decode()
    assert version.digest in page
    assert 'name="_save"' not in page
    assert client.post(url, {"version": "2027.1"}).status_code == 403
    assert client.get(reverse("admin:playbooks_playbookversion_add")).status_code == 403
    assert (
        client.post(
            reverse("admin:playbooks_playbookversion_delete", args=[version.pk]), {"post": "yes"}
        ).status_code
        == 403
    )


def test_exercises_are_on_no_page(reader, version):
    page = shown(reader, version, "loop")
    for part in version.playbook.parts:
        assert escape(part.exercise) not in page
