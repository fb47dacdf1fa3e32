"""The floor: the least that a signed-in Django page costs here. Ratios are taken against it."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.template import Context, Template
from django.urls import include, path

from searches.models import Event

ROWS = Template(
    "<!doctype html><title>Floor</title><table>{% for row in rows %}"
    "<tr><td>{{ row.number }}</td><td>{{ row.verb }}</td><td>{{ row.at }}</td></tr>"
    "{% endfor %}</table>"
)


@login_required
def floor(request: HttpRequest, rows: int) -> HttpResponse:
    """Session, user, and so many rows of one table by its primary key."""
    found = Event.objects.order_by("pk")[:rows]
    return HttpResponse(ROWS.render(Context({"rows": found})))


urlpatterns = [
    path("floor/<int:rows>/", floor, name="floor"),
    path("", include("caio_hiring.urls")),
]
