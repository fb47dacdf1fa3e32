"""Fetch-with-access and the answer to a wrong move: what every view of a stage room shares."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from accounts.http import Request
from searches.errors import Refused
from searches.models import Search
from searches.steps import rail


def search_for(request: Request, pk: int) -> Search:
    """The search, for a member; 404 for everyone else, as for an id that does not exist."""
    visible = Search.objects.visible_to(request.user).with_playbook()
    return get_object_or_404(visible, pk=pk)


def page(search: Search, **context: object) -> dict[str, object]:
    """The context every page of a search shares."""
    return {"search": search, "steps": rail(search), **context}


def tried(form: BaseForm, action: Callable[[], object]) -> bool:
    """Run an action; a refusal stands on the form or at its field, and nothing typed is lost."""
    try:
        action()
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        return False
    return True


def done(request: HttpRequest, action: Callable[[], Any], said: str = "") -> Any:
    """Run an action and say what came of it in a sentence.

    Answers what the action answered (True for nothing), or False: a wrong move, nothing changed.
    """
    try:
        result = action()
    except Refused as refusal:
        messages.error(request, str(refusal))
        return False
    if said:
        messages.success(request, said)
    return True if result is None else result
