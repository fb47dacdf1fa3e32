import pytest
from django.urls import reverse


@pytest.fixture
def page(client, candidacy, manager):
    client.force_login(manager)
    url = reverse("scorecards:debrief", args=[candidacy.pk])

    def ask(method="get", at="", **data):
        return getattr(client, method)(f"{url}{at}", data, follow=True)

    return ask
