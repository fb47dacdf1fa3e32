"""The answer to a page that saves itself while somebody writes."""

from collections.abc import Callable

from django import forms
from django.http import JsonResponse
from django.utils import timezone

from accounts.templatetags.face import clock_filter
from scorecards.models import Card, PracticeSheet
from searches.errors import Refused, Stale


def draft_answer(form: forms.Form, save: Callable[[], Card | PracticeSheet]) -> JsonResponse:
    if not form.is_valid():
        field, problems = next(iter(form.errors.items()))
        label = form.fields[field].label if field in form.fields else ""
        return JsonResponse({"message": f"Not saved. {label}: {problems[0]}"}, status=400)
    try:
        row = save()
    except Stale as stale:
        says = f"{stale} Save the draft to see both texts."
        return JsonResponse({"conflict": True, "message": says}, status=409)
    except Refused as refusal:
        return JsonResponse({"message": str(refusal)}, status=400)
    at = clock_filter(row.saved_at or timezone.now())
    return JsonResponse({"saved": at, "revision": row.revision})
