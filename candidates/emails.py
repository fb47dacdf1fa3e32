"""The mail that carries the questionnaire's private link to a candidate."""

from django.urls import reverse

from accounts.templatetags.face import count_word
from candidates.actions import QUESTIONNAIRE
from candidates.models import Questionnaire
from candidates.queries import questionnaire_part
from candidates.states import QuestionnaireState
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
        },
    )


register(QUESTIONNAIRE, questionnaire)
