import pytest
from django.urls import reverse

from tests import factories
from tests.factories import scorecards as make


@pytest.fixture
def interview():
    return make.interview(make.candidacy(factories.search()))


@pytest.fixture
def seat(interview):
    return make.seat(interview)


@pytest.fixture
def page(client, seat):
    """The page of the one who sits there."""
    client.force_login(seat.user)
    url = reverse("scorecards:card", args=[seat.interview_id])

    def ask(method="get", at="", **data):
        return getattr(client, method)(f"{url}{at}", data, follow=True)

    return ask
