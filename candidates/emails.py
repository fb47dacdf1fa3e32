"""The mail of this room: to candidates, referees, and search partners."""

from django.urls import reverse

from accounts.templatetags.face import count_word
from candidates.actions import MESSAGE, PARTNER_WORD, QUESTIONNAIRE, REFERENCE
from candidates.actions.own import ASKS, WITHDREW
from candidates.actions.partners import is_partner_now
from candidates.models import Candidacy, Message, Questionnaire, Reference, Submission
from candidates.own import OWN_PAGE, own_url
from candidates.queries import questionnaire_part, who_is_told
from candidates.states import QuestionnaireState, ReferenceState, Stage
from mail.actions import absolute
from mail.kinds import Letter, register
from mail.models import Mail


def questionnaire(mail: Mail) -> Letter | None:
    rows = Questionnaire.objects.select_related("candidacy__search__playbook_version", "link")
    row = rows.filter(pk=mail.about, state=QuestionnaireState.OPEN).first()
    link = mail.link
    if row is None or link is None or link.revoked_at or row.candidacy.ended:
        return None
    search = row.candidacy.search
    part = questionnaire_part(search)
    count = count_word(len(part.core_questions)).lower()
    return Letter(
        subject=f"{search.shown_outside}: {count} questions for you",
        template="emails/questionnaire.txt",
        context={
            "candidate": row.candidacy.candidate,
            "search": search,
            "by": link.created_by,
            "count": count,
            "minutes": part.duration_minutes,
            "url": absolute(reverse("candidates:answer", args=[link.token])),
            "until": link.expires_at,
            "own_page": own_url(row.candidacy, mail.to),
        },
    )


register(QUESTIONNAIRE, questionnaire)


def reference(mail: Mail) -> Letter | None:
    rows = Reference.objects.select_related(
        "candidacy__candidate", "candidacy__search__playbook_version", "link"
    )
    row = rows.filter(pk=mail.about, state=ReferenceState.ASKED).first()
    link = mail.link
    if row is None or link is None or link.revoked_at or row.candidacy.ended:
        return None
    return Letter(
        subject=f"{row.candidacy.search.shown_outside}: a few questions for you",
        template="emails/reference.txt",
        context={
            "row": row,
            "candidate": row.candidacy.candidate,
            "search": row.candidacy.search,
            "by": link.created_by,
            "url": absolute(reverse("candidates:refer", args=[link.token])),
            "until": link.expires_at,
        },
    )


register(REFERENCE, reference)


def message(mail: Mail) -> Letter | None:
    row = Message.objects.filter(pk=mail.about).select_related("candidacy__search").first()
    if row is None:
        return None
    return Letter(
        subject=row.candidacy.search.shown_outside,
        template="emails/message.txt",
        context={"text": row.text, "own_page": own_url(row.candidacy, mail.to)},
    )


register(MESSAGE, message)


def own_page(mail: Mail) -> Letter | None:
    row = _candidacy(mail)
    link = mail.link
    if row is None or link is None or link.revoked_at:
        return None
    return Letter(
        subject=f"{row.search.shown_outside}: your own page",
        template="emails/own_page.txt",
        context={
            "candidate": row.candidate,
            "of": row.search.shown_outside,
            "by": link.created_by,
            "url": absolute(reverse("candidates:own", args=[link.token])),
            "until": link.expires_at,
        },
    )


register(OWN_PAGE, own_page)


def candidate_withdrew(mail: Mail) -> Letter | None:
    row = _candidacy(mail)
    if row is None or row.stage != Stage.WITHDRAWN or mail.user not in who_is_told(row):
        return None
    return _word_of(row, f"{row.alias} has withdrawn", "emails/candidate_withdrew.txt")


register(WITHDREW, candidate_withdrew)


def candidate_asks(mail: Mail) -> Letter | None:
    row = _candidacy(mail)
    if row is None or row.ended or not row.needs or mail.user not in who_is_told(row):
        return None
    return _word_of(row, f"{row.alias} says what would help", "emails/candidate_asks.txt")


register(ASKS, candidate_asks)


def _candidacy(mail: Mail) -> Candidacy | None:
    return Candidacy.objects.select_related("candidate", "search").filter(pk=mail.about).first()


def _word_of(row: Candidacy, what: str, template: str) -> Letter:
    """To who runs the search: what happened stands here, what was said on the page."""
    of = row.search.shown_outside
    context = {"alias": row.alias, "of": of, "url": absolute(row.get_absolute_url())}
    return Letter(subject=f"{of}: {what}", template=template, context=context)


def partner_word(mail: Mail) -> Letter | None:
    """That there is word, and where to read it: not what it says, nor of whom."""
    row = Submission.objects.filter(pk=mail.about).select_related("search").first()
    if row is None or not is_partner_now(row):
        return None
    url = reverse("candidates:partner_submission", args=[row.search_id, row.pk])
    return Letter(
        subject=row.search.shown_outside,
        template="emails/partner_word.txt",
        context={"search": row.search, "url": absolute(url)},
    )


register(PARTNER_WORD, partner_word)
