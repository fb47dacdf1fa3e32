"""A red flag, and the pages on which it is tended."""

from django.urls import reverse

from scorecards.models import RedFlag
from tests.factories import scorecards as make

SAID = "I had it from a talk, and should have said so."


def first_flag() -> RedFlag:
    return RedFlag.objects.order_by("pk")[0]


def debrief_url(flag):
    return reverse("scorecards:flag", args=[flag.candidacy.pk, *make.place_of(flag)])


def body_of(client, viewer, url, **data):
    client.force_login(viewer)
    answer = client.post(url, data, follow=True) if data else client.get(url)
    return answer.content.decode()


def states() -> list[str]:
    return list(RedFlag.objects.order_by("pk").values_list("state", flat=True))
