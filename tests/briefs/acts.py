"""Documents asked for and made, as the tests of documents do it."""

from django.urls import reverse

from briefs import actions
from searches.actions import acting

SNAPSHOT = {
    "heading": "Project Heron",
    "version": 1,
    "approved": "today",
    "sections": [{"title": "Mandate", "blocks": [{"kind": "text", "lines": ["Owns 4 lines."]}]}],
}


def ask(search, audience="public", reader=None, **changed):
    details = {
        "kind": f"test_{audience}",
        "about": search.pk,
        "title": "A title",
        "file_name": f"{search.shown_outside} brief",
        "snapshot": SNAPSHOT,
        "by": search.opened_by,
        "reader": reader,
    } | changed
    with acting(search.pk, search.opened_by) as locked:
        return actions.request(locked, **details)


def made(brief):
    actions.make(brief.pk)
    brief.refresh_from_db()
    return brief


def again(brief):
    brief.refresh_from_db()
    return brief


def url(name, brief):
    return reverse(f"briefs:{name}", args=[brief.pk])


def breaking(monkeypatch, error=ZeroDivisionError):
    def fails(*_):
        raise error("A number is absurd")

    monkeypatch.setattr(actions, "pdf_of", fails)
