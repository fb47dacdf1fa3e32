"""Fetch-with-access for interviews: what the views of this room begin with."""

from django.shortcuts import get_object_or_404

from accounts.http import Request
from candidates.http import must_be_open
from interviews.models import Interview


def interview_for(request: Request, pk: int) -> Interview:
    """The interview, for who may open its candidacy.

    Raises Http404 where it is out of the viewer's sight, and as `must_be_open` does where they
    have to say first whether they know the candidate.
    """
    rows = Interview.objects.visible_to(request.user).with_kit()
    interview = get_object_or_404(rows, pk=pk)
    must_be_open(request, interview.candidacy)
    return interview
