import pytest

from briefs import kinds
from briefs.kinds import Kind
from briefs.models import Brief
from tests import factories


@pytest.fixture
def search():
    return factories.search(alias="Project Heron")


@pytest.fixture
def readers():
    """Whom the kinds of these tests may be read by; a test takes somebody out."""
    return {"everyone": True}


@pytest.fixture
def test_kinds(monkeypatch, readers):
    """A kind for each audience."""
    for audience in Brief.Audience.values:
        kind = Kind(
            name=f"test_{audience}",
            label="Test",
            template="briefs/job_description.html",
            audience=audience,
            may_read=lambda viewer, brief: readers["everyone"],
        )
        monkeypatch.setitem(kinds._kinds, kind.name, kind)
