"""Putting a playbook into the database, as a version that never changes afterwards."""

import hashlib
import json
from typing import Any

from playbooks.models import PlaybookVersion
from playbooks.schema import Playbook


class VersionTaken(Exception):
    """This version is loaded already, with other content. Nothing was changed."""


def load_version(*, playbook: Playbook) -> PlaybookVersion:
    """The row of this playbook; loading the same content twice is harmless.

    Raises VersionTaken. Nobody is named as its author: the files come with the app.
    """
    data = playbook.model_dump(mode="json", by_alias=True)
    digest = digest_of(data)
    row, _ = PlaybookVersion.objects.get_or_create(
        slug=playbook.slug,
        version=playbook.version,
        defaults={"title": playbook.title, "digest": digest, "data": data},
    )
    if row.digest != digest:
        raise VersionTaken(
            f"Version {playbook.version} of {playbook.slug} is loaded already with other content, "
            "and searches may stand on it. Give the changed playbook a new version, for example "
            f"{next_version(playbook.version)}."
        )
    return row


def digest_of(data: dict[str, Any]) -> str:
    """SHA-256 of the canonical JSON: keys sorted, no spaces, so a database may reorder them."""
    text = json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def next_version(version: str) -> str:
    year, _, number = version.partition(".")
    return f"{year}.{int(number) + 1}"
