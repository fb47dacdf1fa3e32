"""The scope: drafts, what it waits for, signing, versions."""

import pytest

from tests import factories
from tests.factories import scoping as made

pytestmark = pytest.mark.django_db


def test_signing_fixes_the_recommendation():
    search = factories.search()
    scope = made.signed_scope(search)
    assert scope.archetype == "production_operator"
    assert sum(weight["weight"] for weight in scope.result["weights"]) == 100
    jd = made.approved_jd(search)
    assert jd.state == "approved"
