"""What is known about hiring for a role, to be read by everybody who signs in.

The question bank with its strong answers is left out: an internal candidate may have an account.
It is in the kits of those who ask.
"""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from playbooks.models import PlaybookVersion

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
