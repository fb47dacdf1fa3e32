"""What this room tells whoever is about to publish a playbook: how many searches stand where."""

from collections import Counter

from playbooks.effects import register
from playbooks.models import PlaybookVersion
from playbooks.schema import Playbook
from searches.models import Search, Step


def searches_under_way(playbook: Playbook, version: PlaybookVersion | None) -> list[str]:
    slugs = {playbook.slug, version.slug if version else playbook.slug}
    rows = Search.objects.filter(playbook_version__slug__in=slugs).order_by()
    steps = Counter(rows.values_list("step", flat=True))
    if not steps:
        return ["No search stands on an earlier version. New ones may be opened with this one."]
    places = ", ".join(f"{steps[step]} at {step.label}" for step in Step if steps[step])
    count = steps.total()
    keep = "One search keeps its version" if count == 1 else f"{count} searches keep their version"
    return [f"{keep} ({places}). New ones may be opened with this one."]


register(searches_under_way)
