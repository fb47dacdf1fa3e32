"""The one click from a thing to where it comes from."""

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.html import format_html

from searches.models import Search
from searches.rules import may

register = template.Library()


@register.simple_tag(takes_context=True)
def why(context: Context, kind: str, key: str, what: str, version: int | None = None) -> str:
    """A link "Why?" for who may read the scope of the page's search, nothing for others.

    `what` says of what, to who does not see where the link stands.
    """
    search: Search = context["search"]
    if not may(context["user"], "scoping.read_scope", search):
        return ""
    url = reverse("scoping:why", args=[search.pk, kind, key])
    url += f"?version={version}" if version else ""
    return format_html(
        '<a class="why" href="{}">Why?<span class="visually-hidden"> {}</span></a>', url, what
    )
