from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.http import link_closed
from accounts.models import Link
from briefs.models import Brief
from briefs.views import file_of
from offers import actions
from offers.briefs import LETTER
from offers.forms import AnswerForm
from offers.models import Offer
from offers.states import OVER
from offers.terms import filled
from searches.http import done


def _by_link(token: str) -> tuple[Link, Offer] | None:
    link = Link.objects.open_with(token, actions.LINK)
    offers = Offer.objects.select_related("candidacy__candidate", "candidacy__search")
    offer = offers.filter(pk=link.about).exclude(state__in=OVER).first() if link else None
    return (link, offer) if link and offer else None


@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """The candidate's page. Reading it changes nothing."""
    found = _by_link(token)
    if found is None:
        return link_closed(request)
    link, offer = found
    form = AnswerForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        done(
            request,
            lambda: actions.answer_offer(
                by=link,
                accepts=said["accepts"] == "yes",
                name=said["name"],
                because=said["because"],
            ),
        )
        return redirect("offers:answer", token)
    letter = Brief.objects.filter(kind=LETTER, about=offer.pk).order_by("-pk").first()
    context = {
        "offer": offer,
        "form": form,
        "token": token,
        "letter": letter,
        "terms": filled(offer),
    }
    return render(request, "offers/answer.html", context)


@require_safe
def letter(request: HttpRequest, token: str) -> HttpResponseBase:
    """The letter as PDF, behind the candidate's own link."""
    found = _by_link(token)
    if found is None:
        return link_closed(request)
    brief = Brief.objects.filter(kind=LETTER, about=found[1].pk, state=Brief.State.READY).last()
    if brief is None:
        raise Http404
    return file_of(brief)
