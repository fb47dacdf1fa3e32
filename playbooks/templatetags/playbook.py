"""Names in place of keys, and where something comes from."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from playbooks.schema import OURS, Option, Playbook

register = template.Library()


@register.filter
def named(keys: Iterable[str] | str, items: Iterable[Any]) -> str:
    """The names (or titles) of these keys among these items, in order, with commas."""
    known = {item.key: getattr(item, "name", "") or item.title for item in items}
    keys = [keys] if isinstance(keys, str) else keys
    return ", ".join(known[key] for key in keys)


@register.filter
def weights(playbook: Playbook, archetype: str = "") -> str:
    found = playbook.weights(archetype or None)
    return ", ".join(f"{c.name} {found[c.key]}" for c in playbook.competencies)


@register.filter
def points(option: Option, playbook: Playbook) -> str:
    given = [(a.name, option.points.get(a.key, 0)) for a in playbook.archetypes]
    return ", ".join(f"{name} {value}" for name, value in given if value) or "none"


@register.filter
def graded(items: Iterable[Any], grade: str) -> list[Any]:
    return [item for item in items if item.grade == grade]


@register.simple_tag(takes_context=True)
def cite(context: Context, source: str) -> str | SafeString:
    if source == OURS:
        return "Source: this playbook"
    row = context["row"]
    url = reverse("playbooks:detail", args=[row.slug, row.version])
    return format_html('Source: <a href="{}#{}">{}</a>', url, source, source)
