"""The practice rating: turned on, rated each alone, shown when all are in."""

from django.utils import timezone

from accounts.models import User
from interviews.queries import scoring_seats
from playbooks.schema import Competency
from scorecards.content import Content, ratings_missing, value_of
from scorecards.models import Practice, PracticeRating, PracticeSheet
from searches.actions import acting, log
from searches.errors import Refused, Stale
from searches.models import Search

FEWEST, FEWEST_EARLY = 2, 3
"""Whose ratings are shown beside each other: once all are in, and before that."""
SENT = "You have sent your practice rating. It stands as it is."
OVER = "The practice rating is shown already."
ELSEWHERE = "You saved this somewhere else meanwhile."


def begin_practice(*, search: Search, by: User) -> Practice:
    """Ask everybody who scores in the loop to rate the playbook's case."""
    with acting(search.pk, by, "scorecards.set_practice") as locked:
        if locked.playbook.practice is None:
            raise Refused("The playbook of this search holds no practice case.")
        if Practice.objects.filter(search=locked).exists():
            raise Refused("The practice rating is on already.")
        if len(seated_in(locked)) < FEWEST:
            raise Refused("The practice rating takes two people in scoring seats.")
        practice = Practice.objects.create(search=locked, asked_by=by)
        log(locked, by, "practice.begun", practice)
        return practice


def drop_practice(*, practice: Practice, by: User) -> None:
    """Take it back, while nobody has written anything that would be lost."""
    with acting(practice.search_id, by, "scorecards.end_practice") as search:
        row = _standing(practice)
        if row.sheets.exists():
            raise Refused("Somebody has begun to rate. It stays on now.")
        log(search, by, "practice.dropped", row)
        row.delete()


def save_practice(
    *, practice: Practice, revision: int, content: Content, by: User
) -> PracticeSheet:
    """Keep what is typed so far. Raises Stale with the sheet where it was saved elsewhere."""
    with acting(practice.search_id, by, "scorecards.practise"):
        return _save(_standing(practice), revision, content, by)


def send_practice(
    *, practice: Practice, revision: int, content: Content, by: User
) -> PracticeSheet:
    """One's own rating, once and for good. The last one in shows all."""
    with acting(practice.search_id, by, "scorecards.practise") as search:
        row = _standing(practice)
        competencies = rated_in(search)
        if missing := next(ratings_missing(competencies, content), None):
            raise Refused(missing.says, missing.field)
        sheet = _save(row, revision, content, by)
        _write(sheet, competencies, content)
        log(search, by, "practice.rated", sheet)
        if _sent(row) >= FEWEST and not still_out(row):
            _show(search, row, by, by_hand=False)
        return sheet


def show_practice(*, practice: Practice, by: User) -> Practice:
    """Show what is in. Before all are, it takes three, and who shows it has rated if they score."""
    with acting(practice.search_id, by, "scorecards.end_practice") as search:
        row = _standing(practice)
        out = still_out(row)
        if by in out:
            raise Refused("Rate first yourself: what you then read could sway you.")
        fewest = FEWEST_EARLY if out else FEWEST
        if _sent(row) < fewest:
            how_many = "three" if out else "two"
            raise Refused(f"It takes {how_many} who have rated.")
        _show(search, row, by, by_hand=True)
        return row


def seated_in(search: Search) -> list[User]:
    """Who scores in the loop, each once."""
    seats = scoring_seats().filter(part__loop__search=search).order_by()
    return list(User.objects.filter(pk__in=seats.values("user")).order_by("name", "pk"))


def still_out(practice: Practice) -> list[User]:
    """Who scores in the loop and has not sent theirs."""
    sent = set(practice.sheets.filter(sent_at__isnull=False).values_list("rater", flat=True))
    return [user for user in seated_in(practice.search) if user.pk not in sent]


def rated_in(search: Search) -> list[Competency]:
    """What the case is rated on, in its order."""
    case = search.playbook.practice
    return [search.playbook.competency(key) for key in case.competencies] if case else []


def _standing(practice: Practice) -> Practice:
    """As it is under the lock. Refused where it was turned off or shown meanwhile."""
    row = Practice.objects.select_related("search__playbook_version").filter(pk=practice.pk).first()
    if row is None:
        raise Refused("The practice rating was turned off.")
    if row.shown_at:
        raise Refused(OVER)
    return row


def _sent(practice: Practice) -> int:
    return practice.sheets.filter(sent_at__isnull=False).count()


def _save(practice: Practice, revision: int, content: Content, by: User) -> PracticeSheet:
    sheet = PracticeSheet.objects.filter(practice=practice, rater=by).first()
    sheet = sheet or PracticeSheet(practice=practice, rater=by)
    if sheet.sent_at:
        raise Refused(SENT)
    if sheet.pk and sheet.draft == content:
        return sheet
    if sheet.revision != revision:
        raise Stale(ELSEWHERE, sheet)
    sheet.draft, sheet.saved_at = content, timezone.now()
    sheet.revision += 1
    sheet.save()
    return sheet


def _write(sheet: PracticeSheet, competencies: list[Competency], content: Content) -> None:
    """Turn what was typed into the rows of a sheet that is sent."""
    sheet.draft, sheet.sent_at = {}, timezone.now()
    sheet.save()
    PracticeRating.objects.bulk_create(
        PracticeRating(
            sheet=sheet,
            competency=competency.key,
            evidence=content[competency.key]["evidence"],
            **value_of(content[competency.key]),
        )
        for competency in competencies
    )


def _show(search: Search, practice: Practice, by: User, *, by_hand: bool) -> None:
    practice.shown_at, practice.shown_by = timezone.now(), by if by_hand else None
    practice.save()
    log(search, by, "practice.shown", practice, "shown_at")
