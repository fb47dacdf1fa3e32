"""A playbook as a file, and the schema for editors."""

import json
import tomllib

import jsonschema
import pytest
from django.urls import reverse

from playbooks.reader import CAIO, read, read_text, shipped
from playbooks.writing import editor_schema, schema_text, toml_of
from tests.playbooks.own import OURS

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", shipped(), ids=lambda path: path.name)
def test_a_playbook_as_a_file_reads_as_the_same(path):
    playbook = read(path)
    assert read_text(toml_of(playbook)) == playbook.model_copy(update={"extends": None})


def test_what_was_emptied_on_purpose_stays_empty_in_the_file():
    emptied = read_text(OURS + "[jd]\nposting_rules = []\n")
    assert read_text(toml_of(emptied)).jd.posting_rules == ()


def test_the_file_of_a_version_is_named_by_it(client, administrator, version):
    answer = client.get(reverse("playbooks:as_toml", args=["caio", "2026.5"]))
    assert 'filename="caio-2026.5.toml"' in answer["Content-Disposition"]
    assert read_text(answer.content.decode()) == read(CAIO)


def test_the_schema_for_editors_is_what_the_reader_takes(settings):
    written = (settings.BASE_DIR / "docs" / "playbook.schema.json").read_text()
    assert written == schema_text(), "`make playbook-schema` writes it anew"


def test_the_schema_takes_every_file_that_comes_along_and_no_unknown_key():
    validator = jsonschema.Draft202012Validator(editor_schema())
    for folder in shipped():
        for file in folder.glob("*.toml"):
            data = json.loads(json.dumps(tomllib.loads(file.read_text()), default=str))
            assert [error.message for error in validator.iter_errors(data)] == [], file
    assert not validator.is_valid({"colour": "red"})
    assert not validator.is_valid({"competencies": [{"key": "a"}]})
