"""Two candidates who look like one and are two people: said once, and remembered."""

from django.db.models import Q

from accounts.models import User
from candidates.models import Candidacy, NotTheSame
from searches.actions import acting, log
from searches.errors import Refused
from searches.rules import require


def tell_apart(*, one: Candidacy, other: Candidacy, by: User) -> NotTheSame:
    """They are two people. Harmless when it is said already."""
    with acting(one.search_id, by, "candidates.manage") as search:
        first, second = _in_order(one, other, by)
        row, new = NotTheSame.objects.get_or_create(
            one=first, other=second, defaults={"said_by": by}
        )
        if new:
            log(search, by, "candidate.told_apart", first)
        return row


def compare_again(*, one: Candidacy, other: Candidacy, by: User) -> None:
    """They may be one person after all. Harmless when nobody told them apart."""
    with acting(one.search_id, by, "candidates.manage") as search:
        first, second = _in_order(one, other, by)
        deleted, _ = NotTheSame.objects.filter(one=first, other=second).delete()
        if deleted:
            log(search, by, "candidate.compared_again", first)


def _in_order(one: Candidacy, other: Candidacy, by: User) -> tuple[Candidacy, Candidacy]:
    pair = {one.pk, other.pk}
    rows = Candidacy.objects.filter(pk__in=pair, search=one.search_id).order_by("pk")
    found = list(rows.select_related("search"))
    if len(found) != 2:
        raise Refused("Choose two candidates of this search.")
    for row in found:
        require(by, "candidates.open", row)
    return found[0], found[1]


def move_apart(kept: Candidacy, gone: Candidacy) -> None:
    """Who was told apart from the row that goes is told apart from the one that stays."""
    for row in NotTheSame.objects.filter(Q(one=gone) | Q(other=gone)):
        third = row.other_id if row.one_id == gone.pk else row.one_id
        row.delete()
        if third != kept.pk:
            first, second = sorted((kept.pk, third))
            NotTheSame.objects.get_or_create(
                one_id=first,
                other_id=second,
                defaults={"said_by": row.said_by, "said_at": row.said_at},
            )
