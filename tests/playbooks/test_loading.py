from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from playbooks.actions import VersionTaken, digest_of, load_version
from playbooks.models import PlaybookVersion
from playbooks.reader import CAIO, read, shipped

pytestmark = pytest.mark.django_db


def command(*args):
    out = StringIO()
    call_command("load_playbooks", *args, stdout=out)
    return out.getvalue()


def test_loading_stores_the_playbook_whole(caio):
    row = load_version(playbook=caio)
    row.refresh_from_db()
    assert row.playbook == caio
    assert (row.slug, row.version, row.title) == ("caio", "2026.5", "Chief AI Officer")


def test_loading_twice_is_harmless(caio):
    first = load_version(playbook=caio)
    assert load_version(playbook=read(CAIO)) == first
    assert PlaybookVersion.objects.get().loaded_at == first.loaded_at


def test_the_same_version_with_other_content_is_refused(caio):
    row = load_version(playbook=caio)
    changed = caio.model_copy(update={"summary": "Another."})
    with pytest.raises(VersionTaken, match=r"Give the changed playbook .* for example 2026\.6"):
        load_version(playbook=changed)
    assert PlaybookVersion.objects.get().digest == row.digest


def test_a_version_stays_the_same_when_the_schema_gains_a_field(caio):
    parts = tuple(part.model_copy(update={"told": ""}) for part in caio.parts)
    plain = caio.model_copy(update={"parts": parts, "practice": None})
    row = load_version(playbook=plain)
    for part in row.data["parts"]:
        del part["told"]
    del row.data["practice"]
    row.digest = digest_of(row.data)
    row.save()
    assert load_version(playbook=plain) == row


def test_another_version_stands_beside_the_first(caio):
    first = load_version(playbook=caio)
    second = load_version(playbook=caio.model_copy(update={"version": "2026.6"}))
    assert {first.playbook.version, second.playbook.version} == {"2026.5", "2026.6"}
    assert PlaybookVersion.objects.latest_of("caio") == second


def test_a_version_is_there_once(caio):
    row = load_version(playbook=caio)
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_the_digest_does_not_depend_on_the_order_of_keys():
    assert digest_of({"a": 1, "b": {"c": 2, "d": 3}}) == digest_of({"b": {"d": 3, "c": 2}, "a": 1})


def test_a_version_is_parsed_once(caio):
    row = load_version(playbook=caio)
    assert PlaybookVersion.objects.get(pk=row.pk).playbook is row.playbook


def test_the_command_loads_what_comes_along():
    assert "Chief AI Officer 2026.5 is loaded.\n" in command()
    assert command() == command()
    assert PlaybookVersion.objects.count() == len(shipped())


def test_the_command_can_only_check():
    assert command("--check", str(CAIO)) == "Chief AI Officer 2026.5 is in order.\n"
    assert PlaybookVersion.objects.count() == 0


def test_the_command_says_which_file_and_key_and_loads_nothing(tmp_path):
    bad = tmp_path / "bad.toml"
    bad.write_text('slug = "caio"\ncolour = "red"\n')
    with pytest.raises(CommandError) as refused:
        command(str(CAIO), str(bad))
    assert f"{bad}, line 2: colour: is not a key here" in str(refused.value)
    assert "nothing was loaded" in str(refused.value)
    assert PlaybookVersion.objects.count() == 0


def test_the_command_refuses_other_content_in_a_sentence(caio):
    load_version(playbook=caio.model_copy(update={"summary": "Another."}))
    with pytest.raises(CommandError, match="loaded already with other content"):
        command()
    assert PlaybookVersion.objects.get().slug == "caio"
