"""What is known about hiring for a role, to be read by everybody who signs in.

The question bank with its strong answers is left out: an internal candidate may have an account.
It is in the kits of those who ask.
"""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from playbooks.actions import VersionTaken, publish
from playbooks.forms import PlaybookForm
from playbooks.models import PlaybookVersion
from playbooks.queries import try_text
from playbooks.writing import schema_text, toml_of

SECTIONS = {
    "scope": "The job",
    "competencies": "Competencies",
    "loop": "Loop",
    "flags": "Red flags",
    "pay": "Pay",
    "jd": "Job description",
    "plan": "90 days",
}


@require_safe
@login_required
def playbooks(request: HttpRequest) -> HttpResponse:
    rows = PlaybookVersion.objects.order_by("title", "-loaded_at").defer("data")
    return render(request, "playbooks/list.html", {"versions": rows})


@require_safe
@login_required
def detail(request: HttpRequest, slug: str, version: str) -> HttpResponse:
    return _page(request, slug, version, "")


@require_safe
@login_required
def section(request: HttpRequest, slug: str, version: str, section: str) -> HttpResponse:
    if section not in SECTIONS:
        raise Http404
    return _page(request, slug, version, section)


def _page(request: HttpRequest, slug: str, version: str, section: str) -> HttpResponse:
    row = get_object_or_404(PlaybookVersion, slug=slug, version=version)
    context = {
        "row": row,
        "playbook": row.playbook,
        "sections": SECTIONS.items(),
        "here": section,
        "title": SECTIONS.get(section),
    }
    return render(request, f"playbooks/{section or 'detail'}.html", context)


# ---- One's own ----


def _administrators_only(request: HttpRequest) -> None:
    if not request.user.is_staff:
        raise PermissionDenied("Only an administrator publishes playbooks.")


@require_http_methods(["GET", "POST"])
@login_required
def own(request: HttpRequest) -> HttpResponse:
    """Check a playbook: everything that is wrong with it, or what publishing it would do."""
    _administrators_only(request)
    if request.method == "GET":
        return _own(request, PlaybookForm())
    form = PlaybookForm(request.POST, request.FILES)
    if not form.is_valid():
        return _own(request, form)
    text = form.cleaned_data["text"]
    return _own(request, PlaybookForm(initial={"text": text}), text=text, trial=try_text(text))


def _own(request: HttpRequest, form: PlaybookForm, **context: Any) -> HttpResponse:
    return render(request, "playbooks/own.html", {"form": form, **context})


@require_POST
@login_required
def publish_own(request: HttpRequest) -> HttpResponse:
    """Publish the text that was checked; it is checked once more."""
    _administrators_only(request)
    form = PlaybookForm(request.POST)
    if not form.is_valid():
        return _own(request, form)
    text = form.cleaned_data["text"]
    trial = try_text(text)
    if trial.playbook:
        try:
            row = publish(playbook=trial.playbook, by=request.user)
        except VersionTaken as taken:
            messages.error(request, str(taken))
        else:
            messages.success(request, f"{row} is published. New searches may be opened with it.")
            return redirect("playbooks:detail", row.slug, row.version)
    return _own(request, PlaybookForm(initial={"text": text}), text=text, trial=trial)


@require_safe
@login_required
def as_toml(request: HttpRequest, slug: str, version: str) -> HttpResponse:
    """A version as one file, to begin one's own from. It holds the bank and its strong answers."""
    _administrators_only(request)
    row = get_object_or_404(PlaybookVersion, slug=slug, version=version)
    answer = HttpResponse(toml_of(row.playbook), content_type="application/toml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{row.slug}-{row.version}.toml"'
    return answer


@require_safe
@login_required
def schema(request: HttpRequest) -> HttpResponse:
    """The JSON Schema by which an editor checks a playbook while it is written."""
    answer = HttpResponse(schema_text(), content_type="application/schema+json; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="playbook.schema.json"'
    return answer
