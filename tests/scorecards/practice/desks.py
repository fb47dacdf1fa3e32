"""The page of a practice rating, and what is sent from it."""

from django.urls import reverse

from accounts.models import User
from searches.home import lines_for

WHY = "Zq the weekly sample"


def page(client, viewer: User, search, name: str = "scorecards:practice"):
    client.force_login(viewer)
    return client.get(reverse(name, args=[search.pk]))


def words(client, viewer: User, search, name: str = "scorecards:practice") -> str:
    return page(client, viewer, search, name).content.decode()


def lines(user: User) -> list[str]:
    return [line.say for line in lines_for(user) if "practice" in line.say]
