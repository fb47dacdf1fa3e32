from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.http import Request
from briefs import actions
from briefs.kinds import kind_of
from briefs.models import Brief
from briefs.queries import brief_for
from searches.http import done, page


@require_safe
@login_required
def detail(request: Request, pk: int) -> HttpResponse:
    """How far a document is. htmx asks again every second until it is ready or has failed."""
    brief = brief_for(request.user, pk)
    context = {"brief": brief, "kind": kind_of(brief)}
    if request.htmx:
        if request.GET.get("seen") == brief.seen_as:
            return HttpResponse(status=204)  # nothing new to say, or to read out
        return render(request, "components/brief_state.html", context)
    return render(request, "briefs/detail.html", page(brief.search, **context))


@require_safe
@login_required
def download(request: Request, pk: int) -> HttpResponseBase:
    brief = brief_for(request.user, pk)
    if brief.state != Brief.State.READY or not brief.file.storage.exists(str(brief.file.name)):
        raise Http404
    return file_of(brief)


def file_of(brief: Brief) -> FileResponse:
    return FileResponse(
        brief.file.open("rb"),
        as_attachment=True,
        filename=brief.file_name,
        content_type="application/pdf",
    )


@require_POST
@login_required
def again(request: Request, pk: int) -> HttpResponse:
    brief = brief_for(request.user, pk)
    done(request, lambda: actions.ask_again(brief=brief, by=request.user), "It is back in line.")
    return redirect("briefs:detail", brief.pk)
