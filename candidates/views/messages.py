"""A mail to somebody who has left: chosen, put right, looked at, sent."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.http import Request
from candidates import actions
from candidates.actions.messages import may_be_written_to
from candidates.forms import MessageForm
from candidates.http import candidacy_for, candidate_page, declared_first
from candidates.messages import first_name_of, occasion_of, words_for
from candidates.models import Candidacy
from candidates.states import Occasion
from searches.errors import Refused
from searches.http import done
from searches.rules import require


@require_http_methods(["GET", "POST"])
@login_required
@declared_first
def message(request: Request, pk: int) -> HttpResponse:
    """Nothing goes before it was shown as it goes, and “Send it” was pressed."""
    candidacy = candidacy_for(request, pk)
    require(request.user, "candidates.manage", candidacy)
    if request.method == "GET":
        return _page(request, candidacy, form=_begun(request, candidacy))
    form = MessageForm(request.POST)
    step = request.POST.get("step", "")
    if not form.is_valid() or step == "change":
        return _page(request, candidacy, form=form)
    whole = form.whole(request.user)
    if step == "send" and done(
        request,
        lambda: actions.send_message(
            candidacy=candidacy,
            occasion=form.cleaned_data["occasion"],
            text=whole,
            by=request.user,
        ),
        f"Your message to {candidacy.candidate} is on its way.",
    ):
        return redirect(candidacy)
    return _page(request, candidacy, form=form, whole=whole)


def _begun(request: Request, candidacy: Candidacy) -> MessageForm:
    asked = request.GET.get("occasion", "")
    occasion = asked if asked in Occasion.values else occasion_of(candidacy)
    return MessageForm(
        initial={
            "occasion": occasion,
            "first_name": first_name_of(candidacy),
            "text": words_for(candidacy, occasion),
        }
    )


def _page(request: Request, candidacy: Candidacy, **context: object) -> HttpResponse:
    try:
        may_be_written_to(candidacy)
        closed = ""
    except Refused as refusal:
        closed = str(refusal)
    form = context["form"]
    assert isinstance(form, MessageForm)
    chosen = form["occasion"].value()
    context = candidate_page(
        request,
        candidacy,
        "Candidate",
        occasions=Occasion.choices,
        chosen=chosen,
        closed=closed,
        **context,
    )
    return render(request, "candidates/message.html", context)
