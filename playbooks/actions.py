"""Putting a playbook into the database, as a version that never changes afterwards."""

import hashlib
import json
from typing import Any

from django.db import transaction

from playbooks import reader
from playbooks.models import PlaybookVersion, order_of
from playbooks.schema import Playbook


class VersionTaken(Exception):
    """This version is loaded already, with other content. Nothing was changed."""


def load_version(*, playbook: Playbook) -> PlaybookVersion:
    """The row of this playbook; loading the same content twice is harmless.

    Raises VersionTaken. Nobody is named as its author: the files come with the app.
    """
    data = data_of(playbook)
    digest = digest_of(data)
    row, _ = PlaybookVersion.objects.get_or_create(
        slug=playbook.slug,
        version=playbook.version,
        defaults={"title": playbook.title, "digest": digest, "data": data},
    )
    if data_of(row.playbook) != data:  # not its digest: what the schema gained since has a default
        raise VersionTaken(
            f"Version {playbook.version} of {playbook.slug} is loaded already with other content, "
            "and searches may stand on it. Give the changed playbook a new version, for example "
            f"{next_version(playbook.version)}."
        )
    return row


def publish(*, playbook: Playbook, by: Any) -> PlaybookVersion:
    """A playbook of one's own as a version in use from now on.

    Raises VersionTaken with a sentence where it may not be, and then changes nothing.
    """
    if why_not := refusal_of(playbook):
        raise VersionTaken(why_not)
    with transaction.atomic():
        is_new = not PlaybookVersion.objects.filter(
            slug=playbook.slug, version=playbook.version
        ).exists()
        row = load_version(playbook=playbook)
        if is_new:
            row.published_by = by
            row.save(update_fields=["published_by"])
        return row


def refusal_of(playbook: Playbook) -> str:
    """Why a playbook in order may not be published all the same; "" where it may."""
    if playbook.slug in {path.name for path in reader.shipped()}:
        return (
            f"{playbook.slug!r} comes along with the app and is renewed with it. Give yours a slug "
            f'of its own, and write extends = "{playbook.slug}" to build on it.'
        )
    rows = {row.version: row for row in PlaybookVersion.objects.filter(slug=playbook.slug)}
    stands = max(rows, key=order_of, default="")
    if not stands or order_of(playbook.version) > order_of(stands):
        return ""
    if (same := rows.get(playbook.version)) and data_of(same.playbook) == data_of(playbook):
        return ""
    return (
        f"Version {playbook.version} is not after {stands}, which is in use. Give yours a later "
        f"one, for example {next_version(stands)}."
    )


def data_of(playbook: Playbook) -> dict[str, Any]:
    """As it is stored."""
    return playbook.model_dump(mode="json", by_alias=True)


def digest_of(data: dict[str, Any]) -> str:
    """SHA-256 of the canonical JSON: keys sorted, no spaces, so a database may reorder them."""
    text = json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def next_version(version: str) -> str:
    year, _, number = version.partition(".")
    return f"{year}.{int(number) + 1}"
