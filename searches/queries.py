from django.db.models import QuerySet

from searches.models import Membership, Search


def people_of(search: Search) -> QuerySet[Membership]:
    """Who sits on the search now, one row a role."""
    return search.memberships.current().select_related("user").order_by("role", "user__name", "pk")
