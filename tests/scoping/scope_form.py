"""The scope's form as the page sends it."""

from django.urls import reverse

from scoping.forms import ScopeForm
from scoping.reading import Given
from tests.factories import scoping as made

DRAFT = {"HTTP_X_DRAFT": "1", "HTTP_ACCEPT": "application/json"}
PULLING = made.ANSWERS | {"reporting_line": "cto"}


def url(name, search, *args):
    return reverse(f"scoping:{name}", args=[search.pk, *args])


def posted(search, revision=0, scope=None, **changed):
    """What the page sends for a scope's content."""
    content = made.content() if scope is None else {n: getattr(scope, n) for n in made.content()}
    form = ScopeForm(playbook=search.playbook, said=Given(**(content | changed)))
    data = {f.html_name: f.value() for f in form if f.value() not in (None, "")}
    return data | {"revision": revision}


def page_of(response):
    return response.content.decode()
