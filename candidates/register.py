"""What this room tells the rooms below it: its step, its lines on home, its words in the log."""

from collections import Counter
from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.templatetags.face import count_word, day
from candidates.log import hidden_lines, refuse_erased
from candidates.models import Candidacy, Questionnaire
from candidates.partners import unanswered
from candidates.queries import counts_of, undeclared
from candidates.states import ENDED, QuestionnaireState, Stage, Way
from searches import home, steps, wording
from searches.actions import register_bar
from searches.home import Waiting
from searches.models import RUNS, Role, Search, Step
from searches.queries import day_to_day
from searches.steps import Blocker

WORDS = {
    "candidate.added": "added a candidate",
    "candidate.changed": "changed what is noted on a candidate",
    "candidates.imported": "imported candidates from a file",
    "candidates.exported": "took the table of candidates out as a file",
    "candidate.merged": "put two rows of one candidate together",
    "candidate.told_apart": "said that two candidates who look like one are two people",
    "candidate.compared_again": "took back that two candidates are two people",
    "columns.said": "said which column of a spreadsheet is what",
    "candidacy.talk": "started the conversation with a candidate",
    "candidacy.shortlist": "put a candidate on the shortlist",
    "candidacy.unlist": "took a candidate off the shortlist",
    "candidacy.enter_loop": "took a candidate into the loop",
    "candidacy.debrief": "moved a candidate to the debrief",
    "candidacy.reloop": "took a candidate back into the loop",
    "candidacy.offer": "moved a candidate to the offer",
    "candidacy.redebate": "took a candidate back to the debrief",
    "candidacy.hire": "recorded that a candidate is hired",
    "candidacy.stop": "stopped with a candidate",
    "candidacy.withdraw": "recorded that a candidate withdrew",
    "candidacy.renege": "recorded that a candidate took the yes back",
    "candidacy.come_back": "took a candidate back into the search",
    "candidacy.kept_quiet": "said who knows of a candidate",
    "candidacy.made_known": "made a candidate known to all who run or observe the search",
    "candidacy.kept_out": "said who does not judge a candidate",
    "candidacy.let_judge": "took somebody off the list of who does not judge a candidate",
    "own_page.given": "gave a candidate a page of their own",
    "own_page.closed": "closed a candidate's own page",
    "erasure.asked": "asked for what is held on them to be erased",
    "candidate.copied": "took a copy of what is held on a candidate",
    "candidate.erased": "erased what was held on a candidate",
    "candidacy.needs_said": "wrote on their own page",
    "voluntary.said": "gave, or took back, answers that are only counted",
    "access.given": "let somebody in to a candidate",
    "access.ended": "ended somebody's access to a candidate",
    "conflict.declared": "said whether they know a candidate",
    "document.added": "added a document",
    "document.removed": "removed a document",
    "claim.added": "noted a claim",
    "claim.changed": "changed the words of a claim",
    "claim.checked": "checked a claim",
    "system.added": "noted a production system",
    "system.changed": "changed what is noted of a production system",
    "reference.added": "noted a reference call",
    "reference.changed": "changed the notes of a reference call",
    "reference.asked": "asked for a reference in writing",
    "reference.closed": "closed a referee's private link",
    "reference.answered": "wrote a reference",
    "message.sent": "wrote to a candidate who has left",
    "submission.sent": "submitted a candidate",
    "submission.taken": "took a search partner's candidate into the search",
    "submission.declined": "declined a search partner's candidate",
    "submission.erased": "erased what a search partner had sent of somebody not taken",
    "feedback.given": "told a search partner about a candidate",
    "off_limits.added": "put a name on the off-limits list",
    "off_limits.removed": "took a name off the off-limits list",
    "questionnaire.way_chosen": "fixed how the questionnaire is asked",
    "questionnaire.sent": "sent the questionnaire to a candidate",
    "questionnaire.closed": "closed a candidate's private link to the questionnaire",
    "questionnaire.begun": "began the questionnaire with a candidate",
    "questionnaire.submitted": "submitted the answers to the questionnaire",
}
SMALL = (
    "candidacy.needs_said",
    "voluntary.said",
    "access.given",
    "access.ended",
    "conflict.declared",
)


def blockers(search: Search, viewer: User) -> list[Blocker]:
    wanted = search.playbook.shortlist.minimum
    counts = counts_of(search, viewer)
    have = counts["shortlisted"]
    url = reverse("candidates:list", args=[search.pk])
    who = day_to_day(search)
    if not counts["live"] + counts["left"]:
        add = reverse("candidates:add", args=[search.pk])
        return [Blocker("There are no candidates yet.", f"{who} adds them.", add, "Add one")]
    if have < wanted:
        says = f"{_have(have)} on the shortlist; it takes {count_word(wanted).lower()}."
        return [Blocker(says, f"{who} puts candidates on it.", url, "Candidates")]
    shortlist = reverse("candidates:shortlist", args=[search.pk])
    return [Blocker("The shortlist stands.", f"{who} makes its PDF.", shortlist, "Shortlist")]


def _have(have: int) -> str:
    return {0: "Nobody is", 1: "One candidate is"}.get(have, f"{count_word(have)} candidates are")


def to_declare(user: User) -> Iterator[Waiting]:
    """Who was let in says first whether they know the candidate."""
    for access in undeclared(user):
        candidacy = access.candidacy
        yield Waiting(
            say=f"Say whether you know {candidacy.candidate}.",
            url=reverse("candidates:declare", args=[candidacy.pk]),
            action="Answer, in two taps",
            why=f"{candidacy.search}. Until then you see no more than name and employer.",
            state="Not answered",
        )


def to_shortlist(user: User) -> Iterator[Waiting]:
    """Searches of the user's that stand at this step."""
    searches = [search for search in home.run_by(user) if search.step == Step.CANDIDATES]
    if not searches:
        return
    known = Candidacy.objects.not_hidden_from(user)
    on_it = known.filter(search__in=searches, stage=Stage.SHORTLISTED)
    have = Counter(on_it.values_list("search", flat=True))
    for search in searches:
        wanted = count_word(search.playbook.shortlist.minimum).lower()
        yield Waiting(
            say=f"Find candidates for {search}.",
            url=reverse("candidates:list", args=[search.pk]),
            action="See the candidates",
            why=f"{_have(have[search.pk])} on the shortlist; it takes {wanted}.",
        )


def lapsed(user: User) -> Iterator[Waiting]:
    """Questionnaires whose private link ran out before an answer came."""
    rows = (
        Questionnaire.objects.filter(
            candidacy__search__in=home.run_by(user),
            candidacy__in=Candidacy.objects.visible_to(user),
            way=Way.LINK,
            state=QuestionnaireState.OPEN,
            link__expires_at__lt=timezone.now(),
            link__revoked_at=None,
        )
        .exclude(candidacy__stage__in=ENDED)
        .select_related("candidacy__candidate", "candidacy__search")
        .order_by("link__expires_at")
    )
    for row in rows:
        yield Waiting(
            say=f"The questionnaire of {row.candidacy} ran out without an answer.",
            url=reverse("candidates:questionnaire", args=[row.candidacy_id]),
            action="Send it again",
            why=str(row.candidacy.search),
        )


def from_partners(user: User) -> Iterator[Waiting]:
    """Candidates that a search partner submitted and nobody answered."""
    for row in unanswered(home.run_by(user)):
        one = row.count == 1
        count = count_word(row.count).lower()
        url = reverse("candidates:submission", args=[row.search.pk, row.first])
        several = reverse("candidates:submissions", args=[row.search.pk])
        yield Waiting(
            say=f"A search partner submitted {'a candidate' if one else f'{count} candidates'}.",
            url=url if one else several,
            action="Take or decline",
            why=str(row.search),
        )


def to_erase(user: User) -> Iterator[Waiting]:
    """Who asked for what is held on them to be erased; of searches that are closed, too."""
    run = [s for s, roles in home.my_searches(user).items() if not roles.isdisjoint(RUNS)]
    asked = Candidacy.objects.visible_to(user).filter(search__in=run)
    rows = asked.filter(erasure_asked_at__isnull=False).select_related("candidate", "search")
    for row in rows.order_by("erasure_asked_at", "pk"):
        yield Waiting(
            say=f"{row} asks for their data to be erased.",
            url=reverse("candidates:data", args=[row.pk]),
            action="See what is held",
            why=f"{row.search}. Asked on {day(row.erasure_asked_at)}.",
        )


def register() -> None:
    steps.register(
        Step.CANDIDATES,
        page=lambda search: reverse("candidates:list", args=[search.pk]),
        blockers=blockers,
    )
    home.register(to_declare, Role.PANELIST, Role.APPROVER)
    home.register(to_shortlist, *RUNS)
    home.register(lapsed, *RUNS)
    home.register(from_partners, *RUNS)
    home.register(to_erase, *RUNS)
    home.register_page(Role.PARTNER, lambda search: reverse("candidates:partner", args=[search.pk]))
    wording.register_hides(hidden_lines)
    register_bar(refuse_erased)
    wording.register(WORDS, small=SMALL)
