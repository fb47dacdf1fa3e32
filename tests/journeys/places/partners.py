"""What a search partner sees, and what is seen of them."""

from collections.abc import Callable

from tests.journeys.places.lookups import CANDIDATES, LOOP, PARTNER, RECRUITER, search, submitted
from tests.journeys.places.place import Place, of_candidacy, of_search, press


def of_submission(number: int) -> Callable[[], tuple[int, int]]:
    """What the search partner sent: the first is taken, the second not answered."""
    return lambda: (search(CANDIDATES).pk, submitted(number).pk)


def to_tell() -> tuple[int, int]:
    row = submitted(0)
    assert row.candidacy_id is not None
    return row.candidacy_id, row.pk


PARTNERS = (
    Place("A partner's candidates", PARTNER, "candidates:partner", of_search(CANDIDATES)),
    Place("A partner's candidate", PARTNER, "candidates:partner_submission", of_submission(0)),
    Place("A partner's, not answered", PARTNER, "candidates:partner_submission", of_submission(1)),
    Place("Submit a candidate", PARTNER, "candidates:partner_submit", of_search(CANDIDATES)),
    Place(
        "Submit a candidate, wrong",
        PARTNER,
        "candidates:partner_submit",
        of_search(CANDIDATES),
        then=press(""),
    ),
    Place("The job, for a partner", PARTNER, "candidates:partner_jd", of_search(CANDIDATES)),
    Place("From search partners", RECRUITER, "candidates:submissions", of_search(CANDIDATES)),
    Place("From search partners, none", RECRUITER, "candidates:submissions", of_search(LOOP)),
    Place("A submission, taken", RECRUITER, "candidates:submission", of_submission(0)),
    Place("A submission, to answer", RECRUITER, "candidates:submission", of_submission(1)),
    Place("Tell the search partner", RECRUITER, "candidates:tell", to_tell),
    Place("A partner's, on the board", RECRUITER, "candidates:detail", of_candidacy(CANDIDATES, 5)),
    Place("Off limits", RECRUITER, "candidates:off_limits", of_search(CANDIDATES)),
    Place("Off limits, nobody", RECRUITER, "candidates:off_limits", of_search(LOOP)),
)
