import pytest
from django.urls import reverse


@pytest.fixture
def page(client, search, manager):
    """The page as text, for the hiring manager or whoever is named."""

    def ask(ask_for="", who=manager):
        client.force_login(who)
        answer = client.get(reverse("scorecards:compare", args=[search.pk]) + ask_for)
        assert answer.status_code == 200
        return answer.content.decode()

    return ask
