import pytest
from django.urls import reverse


@pytest.fixture
def url(candidacy):
    return reverse("scorecards:board", args=[candidacy.pk])
