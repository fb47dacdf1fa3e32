"""What a candidate who has left is written: the words, by occasion. Data; nothing is sent here.

No text gives a reason: what is said of one is said in person, and a scorecard is nobody's to quote.
"""

from candidates.models import Candidacy
from candidates.states import Occasion, QuestionnaireState, Stage
from searches.models import Event

TEXTS = {
    Occasion.BEFORE: (
        "Thank you for your interest in the role {role}.\n\n"
        "We have decided to go on with other people, before a first conversation with you. "
        "It says nothing of what you can do elsewhere.\n\n"
        "What we hold on you is kept as long as the law asks of us. Write to me if you want to "
        "see it, or have it erased."
    ),
    Occasion.TALKED: (
        "Thank you for the time you gave us over the role {role}.\n\n"
        "We have decided to go on with other people. If you would like to know how we came to "
        "that, write to me and I will tell you what I can.\n\n"
        "What we hold on you is kept as long as the law asks of us. Write to me if you want to "
        "see it, or have it erased."
    ),
    Occasion.ANSWERED: (
        "Thank you for answering our questions about the role {role}, and for the time that took."
        "\n\n"
        "We have decided to go on with other people. If you would like to know how we came to "
        "that, write to me and I will tell you what I can.\n\n"
        "Your answers are kept as long as the law asks of us. Write to me if you want to see what "
        "we hold on you, or have it erased."
    ),
    Occasion.INTERVIEWED: (
        "Thank you for the days you gave us over the role {role}. The people you met prepared "
        "for it, and so did you.\n\n"
        "We have decided to go on with somebody else. You are owed more than a mail: I will call "
        "you, if you like, and tell you how we came to that.\n\n"
        "What was written down is kept as long as the law asks of us. Write to me if you want to "
        "see it, or have it erased."
    ),
    Occasion.WITHDREW: (
        "Thank you for telling us that you are no longer considering the role {role}. It is "
        "noted; interviews still to come are cancelled, and you need do nothing more.\n\n"
        "We are sorry, and wish you well with what you have chosen. Write to me if you want to "
        "see what we hold on you, or have it erased."
    ),
}


def first_name_of(candidacy: Candidacy) -> str:
    """A guess that a person checks: in much of the world the family's name comes first."""
    return candidacy.candidate.name.split()[0] if candidacy.candidate.name.split() else ""


def words_for(candidacy: Candidacy, occasion: str) -> str:
    return TEXTS[Occasion(occasion)].format(role=candidacy.search.shown_outside)


def occasion_of(candidacy: Candidacy) -> Occasion:
    """The one that is proposed: how far they had come when they left."""
    if candidacy.stage == Stage.WITHDRAWN:
        return Occasion.WITHDREW
    verbs = ("candidacy.talk", "candidacy.enter_loop")
    moved = Event.objects.filter(search=candidacy.search_id, record_id=candidacy.pk, verb__in=verbs)
    made = set(moved.values_list("verb", flat=True))
    if "candidacy.enter_loop" in made:
        return Occasion.INTERVIEWED
    questionnaire = getattr(candidacy, "questionnaire", None)
    answered = questionnaire and questionnaire.state == QuestionnaireState.SUBMITTED
    if answered:
        return Occasion.ANSWERED
    return Occasion.TALKED if "candidacy.talk" in made else Occasion.BEFORE
