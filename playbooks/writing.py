"""A playbook as TOML, to begin one's own from, and the schema that editors check it by."""

import json
from typing import Any

import tomli_w

from playbooks.schema import Playbook


def toml_of(playbook: Playbook) -> str:
    """One file that holds the whole playbook and extends none. What stands at its default is left
    out."""
    data = playbook.model_dump(
        by_alias=True, exclude={"extends"}, exclude_defaults=True, exclude_none=True
    )
    return tomli_w.dumps(data, multiline_strings=True)


def editor_schema() -> dict[str, Any]:
    """The JSON Schema of one file. Nothing is required at the top or in its tables: a file may be
    one of several, and what it leaves out be taken from the playbook it extends."""
    schema = Playbook.model_json_schema(by_alias=True)
    _require_nothing(schema, schema["$defs"])
    return schema | {"$schema": "https://json-schema.org/draft/2020-12/schema"}


def _require_nothing(table: dict[str, Any], known: dict[str, Any]) -> None:
    table.pop("required", None)
    for value in table.get("properties", {}).values():
        if "$ref" in value:
            _require_nothing(known[value["$ref"].rpartition("/")[2]], known)


def schema_text() -> str:
    return json.dumps(editor_schema(), indent=1, ensure_ascii=False) + "\n"
