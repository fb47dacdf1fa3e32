"""The pages of a search partner, who is outside: their candidates, and nothing else of the search.

None of them carries the row of steps, and none takes a candidacy's address.
"""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.http import Request
from candidates import actions, partners
from candidates.forms import SubmissionForm
from searches.http import tried
from searches.models import Search
from searches.rules import require


def partnered(request: Request, pk: int, perm: str = "candidates.read_as_partner") -> Search:
    """The search, for its partner. Members are refused with a sentence; else it is not there."""
    known = Search.objects.visible_to(request.user) | Search.objects.partnered_by(request.user)
    search = get_object_or_404(known.with_playbook(), pk=pk)
    require(request.user, perm, search)
    return search


@require_safe
@login_required
def partner(request: Request, pk: int) -> HttpResponse:
    search = partnered(request, pk)
    context = {
        "search": search,
        "standings": partners.standings_of(search, request.user),
        "off_limits": search.off_limits.all(),
        "has_jd": partners.has_jd(search),
    }
    return render(request, "candidates/partner.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def submit(request: Request, pk: int) -> HttpResponse:
    """The same answer for everybody who may be in the search already, and for who is not."""
    search = partnered(request, pk, "candidates.submit")
    form = SubmissionForm(request.POST or None, request.FILES or None)
    if form.is_valid() and tried(
        form,
        lambda: actions.submit_candidate(search=search, by=request.user, **form.cleaned_data),
    ):
        return redirect("candidates:partner", search.pk)
    if form.errors and request.FILES and "cv" not in form.errors:
        form.add_error("cv", "Choose the CV again: a file does not stay while something is mended.")
    context = {"search": search, "form": form, "off_limits": search.off_limits.all()}
    return render(request, "candidates/partner_submit.html", context)


@require_safe
@login_required
def submission(request: Request, pk: int, submission: int) -> HttpResponse:
    search = partnered(request, pk)
    standing = partners.standing_of(search, request.user, submission)
    if standing is None:
        raise Http404
    context = {"search": search, "standing": standing, "sent": standing.sent}
    return render(request, "candidates/partner_submission.html", context)


@require_safe
@login_required
def job_description(request: Request, pk: int) -> HttpResponse:
    """The approved one, in the words that candidates read."""
    search = partnered(request, pk)
    jd = partners.jd_of(search)
    if jd is None:
        raise Http404
    return render(request, "candidates/partner_jd.html", {"search": search, "jd": jd})
