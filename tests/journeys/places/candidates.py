"""The board, a candidate's pages, and those behind a private link."""

from collections.abc import Callable

from playwright.sync_api import Page

from searches.models import Step
from tests.journeys.places import acts
from tests.journeys.places.lookups import (
    CANDIDATES,
    CPO,
    CTO,
    JD,
    LOOP,
    MANAGER,
    NOBODY,
    READER,
    RECRUITER,
    candidacy,
    search,
    the_pair,
)
from tests.journeys.places.place import Place, of_candidacy, of_link, of_search, press

TABLE = (
    "Full name,Company,Star sign,Email\n"
    "Jonas Wolff (sample),Fjord,Leo,jonas.wolff@example.com\n"
    "Leila Haddad (sample),Norrland Payments,Virgo,\n"
)


def choose_table(page: Page) -> None:
    file = {"name": "people.csv", "mimeType": "text/csv", "buffer": TABLE.encode()}
    page.get_by_label("CSV or Excel file").set_input_files(file)
    press("Read the file")(page)


def first_of(step: Step, rows: str) -> Callable[[], tuple[int, int]]:
    """A candidate and the first of its claims, references or documents."""
    return lambda: (candidacy(step).pk, getattr(candidacy(step), rows).order_by("pk")[0].pk)


CANDIDATES_PAGES = (
    Place("Candidates, none", RECRUITER, "candidates:list", of_search(JD)),
    Place("Candidates", RECRUITER, "candidates:list", of_search(CANDIDATES)),
    Place("Candidates in the loop", MANAGER, "candidates:list", of_search(LOOP)),
    Place("Candidates, for a panelist", CTO, "candidates:list", of_search(LOOP)),
    Place("All candidates", RECRUITER, "candidates:all", of_search(CANDIDATES)),
    Place("All candidates, nobody", RECRUITER, "candidates:all", of_search(LOOP), "?words=zz"),
    Place("Add a candidate", RECRUITER, "candidates:add", of_search(CANDIDATES)),
    Place("Add a candidate, wrong", RECRUITER, "candidates:add", of_search(LOOP), then=press("")),
    Place("Import candidates", RECRUITER, "candidates:import", of_search(CANDIDATES)),
    Place(
        "Import candidates, columns",
        RECRUITER,
        "candidates:import",
        of_search(CANDIDATES),
        then=choose_table,
    ),
    Place("Table sorted", MANAGER, "candidates:all", of_search(LOOP), "?sort=-level&stage=loop"),
    Place("Who may be here twice", RECRUITER, "candidates:doubles", of_search(LOOP)),
    Place("A message, too early", RECRUITER, "candidates:message", of_candidacy(CANDIDATES)),
    Place("Add a system", RECRUITER, "candidates:add_system", of_candidacy(CANDIDATES)),
    Place(
        "Change a system",
        RECRUITER,
        "candidates:change_system",
        first_of(CANDIDATES, "systems"),
    ),
    Place(
        "Ask for a reference in writing",
        RECRUITER,
        "candidates:ask_reference",
        of_candidacy(CANDIDATES),
    ),
    Place(
        "Questions for a referee",
        NOBODY,
        "candidates:refer",
        of_link("reference"),
        first=acts.ask_referee,
    ),
    Place("A referee's words are in", NOBODY, "candidates:referred"),
    Place("Make the shortlist", RECRUITER, "candidates:shortlist", of_search(LOOP)),
    Place("Make the shortlist, too few", RECRUITER, "candidates:shortlist", of_search(JD)),
    Place("Weekly status", RECRUITER, "candidates:status", of_search(LOOP)),
    Place("How the questionnaire is asked", RECRUITER, "candidates:way", of_search(JD)),
    Place("How it is asked, fixed", RECRUITER, "candidates:way", of_search(LOOP)),
    Place("Candidate", RECRUITER, "candidates:detail", of_candidacy(CANDIDATES)),
    Place("Candidate, new", RECRUITER, "candidates:detail", of_candidacy(CANDIDATES, 4)),
    Place("Candidate, for a panelist", CTO, "candidates:detail", of_candidacy(LOOP)),
    Place("Change a candidate", RECRUITER, "candidates:change", of_candidacy(CANDIDATES)),
    Place("Who knows", RECRUITER, "candidates:confidence", of_candidacy(CANDIDATES)),
    Place("Back into the search", RECRUITER, "candidates:take_back", of_candidacy(CANDIDATES)),
    Place("Stop", RECRUITER, "candidates:stop", of_candidacy(CANDIDATES)),
    Place("Withdraw", RECRUITER, "candidates:withdraw", of_candidacy(CANDIDATES)),
    Place("Do you know them", CPO, "candidates:declare", of_candidacy(LOOP)),
    Place("Do you know them, said", CTO, "candidates:declare", of_candidacy(LOOP)),
    Place("Add a claim", RECRUITER, "candidates:add_claim", of_candidacy(CANDIDATES)),
    Place("Change a claim", RECRUITER, "candidates:change_claim", first_of(CANDIDATES, "claims")),
    Place("Check a claim", RECRUITER, "candidates:check_claim", first_of(CANDIDATES, "claims")),
    Place("Note a reference", RECRUITER, "candidates:add_reference", of_candidacy(CANDIDATES)),
    Place(
        "Change a reference",
        RECRUITER,
        "candidates:change_reference",
        first_of(CANDIDATES, "references"),
    ),
    Place("Questionnaire, to begin", RECRUITER, "candidates:questionnaire", of_candidacy(LOOP, 4)),
    Place("Questionnaire, answered", READER, "candidates:questionnaire", of_candidacy(LOOP)),
    Place(
        "Questions for the candidate",
        NOBODY,
        "candidates:answer",
        of_link("questionnaire"),
        first=acts.ask_in_writing,
    ),
    Place("Questionnaire, sent", RECRUITER, "candidates:questionnaire", of_candidacy(JD)),
    Place("Answers are in", NOBODY, "candidates:answered"),
    Place(
        "A candidate's own page",
        NOBODY,
        "candidates:own",
        of_link("own_page"),
        first=acts.give_own_page,
    ),
    Place(
        "A candidate's own page, times to choose",
        NOBODY,
        "candidates:own",
        of_link("own_page"),
        first=acts.give_own_page_and_times,
    ),
    Place(
        "Withdraw oneself",
        NOBODY,
        "candidates:leave",
        of_link("own_page"),
        first=acts.give_own_page,
    ),
    Place(
        "Ask for one's data to be erased",
        NOBODY,
        "candidates:ask_erased",
        of_link("own_page"),
        first=acts.give_own_page,
    ),
    Place("Their data", RECRUITER, "candidates:data", of_candidacy(LOOP)),
    Place(
        "Their data, to be erased",
        RECRUITER,
        "candidates:data",
        lambda: (search(LOOP).candidacies.order_by("-pk")[0].pk,),
        first=acts.asked_and_left,
        then=press("Erase"),
    ),
    Place("Who was erased", MANAGER, "candidates:erased", of_search(LOOP), first=acts.erase),
    Place("Who was erased, nobody", MANAGER, "candidates:erased", of_search(JD)),
    Place(
        "Who may be here twice, a pair",
        RECRUITER,
        "candidates:doubles",
        of_search(JD),
        "",
        acts.add_twice,
    ),
    Place(
        "Who may be here twice, told apart",
        RECRUITER,
        "candidates:doubles",
        of_search(JD),
        "",
        acts.tell_apart,
    ),
    Place("Side by side", RECRUITER, "candidates:merge", the_pair),
    Place(
        "A message",
        RECRUITER,
        "candidates:message",
        of_candidacy(JD, 3),
        first=acts.stop_one,
    ),
    Place(
        "A message, as it goes",
        RECRUITER,
        "candidates:message",
        of_candidacy(JD, 3),
        then=press("Show it as it goes"),
    ),
    Place("Candidate who left", RECRUITER, "candidates:detail", of_candidacy(JD, 3)),
)
