"""The questionnaire: which way it is asked, its draft, and the answers once they are fixed."""

from django.utils import timezone

from accounts.actors import Actor
from accounts.models import Link, User
from candidates.actions.own import give_own_page
from candidates.actions.stages import set_stage, touch
from candidates.models import Candidacy, Questionnaire, QuestionnaireWay
from candidates.queries import questions_of
from candidates.signals import questionnaire_answered
from candidates.states import QuestionnaireState, Stage, Way
from mail.actions import post
from searches.actions import acting, log, refuse_shut
from searches.errors import ADDRESS_CLOSED, NotAllowed, Refused, Stale
from searches.models import Search
from searches.rules import require

QUESTIONNAIRE = "questionnaire"
"""The kind of the private link and of the mail that carries it."""
LINK_DAYS = 14
LONGEST = 6_000
"""Characters of one answer: about two printed pages."""

STALE = "Somebody saved this while you wrote. Both versions are below."
FIXED = "These answers are submitted, and fixed."


def choose_way(*, search: Search, way: str, by: User) -> QuestionnaireWay:
    """Fix how the search asks its questionnaire: all candidates are asked alike."""
    with acting(search.pk, by, "candidates.manage") as locked:
        if QuestionnaireWay.objects.filter(search=locked).exists():
            raise Refused("This is fixed for the search, so that all candidates are asked alike.")
        row = QuestionnaireWay.objects.create(search=locked, way=Way(way), chosen_by=by)
        log(locked, by, "questionnaire.way_chosen", row, "way")
        return row


def send_questionnaire(*, candidacy: Candidacy, by: User) -> Questionnaire:
    """Mail the private link. Sent again, the earlier link stops working and the draft stays."""
    with acting(candidacy.search_id, by, "candidates.manage") as search:
        row = _begin(search, candidacy, Way.LINK)
        if not row.candidacy.candidate.email:
            raise Refused("The candidate has no mail address here. Add it first.")
        if row.link:
            row.link.revoke()
        row.link = Link.issue(
            kind=QUESTIONNAIRE,
            about=row.pk,
            email=row.candidacy.candidate.email,
            by=by,
            days=LINK_DAYS,
        )
        row.save()
        give_own_page(search, row.candidacy, by)
        post(kind=QUESTIONNAIRE, to=row.link.email, about=row.pk, search=search, link=row.link)
        log(search, by, "questionnaire.sent", row)
        touch(row)
        _talk(search, row.candidacy, by)
        return row


def close_questionnaire(*, candidacy: Candidacy, by: User) -> Questionnaire:
    """Take the address back. A draft stays, and the questions can be sent again."""
    with acting(candidacy.search_id, by, "candidates.end") as search:
        row = Questionnaire.objects.filter(candidacy=candidacy).select_related("link").first()
        link = row.link if row else None
        if row is None or link is None or not Link.objects.live().filter(pk=link.pk).exists():
            raise Refused("There is no open address to close.")
        link.revoke()
        log(search, by, "questionnaire.closed", row)
        return row


def begin_conversation(*, candidacy: Candidacy, by: User) -> Questionnaire:
    """Open the page on which the interviewer types; harmless when it is open."""
    with acting(candidacy.search_id, by) as search:
        candidacy = Candidacy.objects.get(pk=candidacy.pk)
        require(by, "candidates.type_answers", candidacy)
        refuse_shut(search, by)
        new = not Questionnaire.objects.filter(candidacy=candidacy).exists()
        row = _begin(search, candidacy, Way.CONVERSATION)
        if new:
            log(search, by, "questionnaire.begun", row)
            touch(row)
            _talk(search, row.candidacy, by)
        return row


def _begin(search: Search, candidacy: Candidacy, way: str) -> Questionnaire:
    """The open questionnaire, made where there is none. Raises Refused with what is in the way."""
    fixed = QuestionnaireWay.objects.filter(search=search).first()
    if fixed is None:
        raise Refused("Choose first how this search asks its questionnaire.")
    if fixed.way != way:
        raise Refused(f"This search asks its questionnaire {fixed.get_way_display()}.")
    candidacy = Candidacy.objects.select_related("candidate").get(pk=candidacy.pk)
    if candidacy.ended:
        raise Refused("This candidate has left the search.")
    row, _ = Questionnaire.objects.get_or_create(candidacy=candidacy, defaults={"way": way})
    if row.state == QuestionnaireState.SUBMITTED:
        raise Refused(FIXED)
    row.candidacy = candidacy
    return row


def _talk(search: Search, candidacy: Candidacy, by: User) -> None:
    if candidacy.stage == Stage.ADDED:
        set_stage(search, candidacy, "talk", by)


def save_answers(
    *, questionnaire: Questionnaire, answers: dict[str, str], revision: int, by: User | Link
) -> Questionnaire:
    """Keep a draft. Raises Stale when it was saved by somebody else since `revision`."""
    with acting(questionnaire.search.pk, by) as search:
        return _save(search, questionnaire, answers, revision, by)


def submit_answers(
    *, questionnaire: Questionnaire, answers: dict[str, str], revision: int, by: User | Link
) -> Questionnaire:
    """Fix the answers; a private link is spent. Sends `questionnaire_answered`.

    Raises Stale as `save_answers` does, and Refused while an answer is empty.
    """
    with acting(questionnaire.search.pk, by) as search:
        row = _save(search, questionnaire, answers, revision, by)
        empty = [n for n, q in enumerate(questions_of(search), 1) if not row.answers.get(q.key)]
        if empty:
            raise Refused(f"Answer {empty[0]} is empty. A sentence is enough.")
        row.state, row.submitted_at = QuestionnaireState.SUBMITTED, timezone.now()
        row.save()
        if row.link:
            row.link.used_at = row.link.revoked_at = row.submitted_at
            row.link.save(update_fields=["used_at", "revoked_at"])
        log(search, by, "questionnaire.submitted", row, "answers")
        touch(row)
        questionnaire_answered.send(
            sender=Questionnaire, candidacy=row.candidacy, search=search, by=by
        )
        return row


def _save(
    search: Search, questionnaire: Questionnaire, answers: dict[str, str], revision: int, by: Actor
) -> Questionnaire:
    row = Questionnaire.objects.select_related("candidacy", "link").get(pk=questionnaire.pk)
    row.candidacy.search = search
    _may_write(row, by)
    if row.state == QuestionnaireState.SUBMITTED:
        raise Refused(FIXED)
    given = {q.key: answers.get(q.key, "").strip() for q in questions_of(search)}
    if given == row.answers:  # the same words twice are no conflict
        return row
    if row.revision != revision:
        raise Stale(STALE, current=row)
    row.answers = given
    row.revision += 1
    row.save()
    return row


def _may_write(row: Questionnaire, by: Actor) -> None:
    """A link writes in its own questionnaire while it lives; a user in a conversation's."""
    if isinstance(by, Link):
        live = Link.objects.live().filter(pk=by.pk, kind=QUESTIONNAIRE, about=row.pk).exists()
        if not live:
            raise NotAllowed(ADDRESS_CLOSED)
    elif row.way == Way.LINK:
        raise NotAllowed("The candidate writes these answers themselves.")
    else:
        require(by, "candidates.type_answers", row.candidacy)
