"""Who speaks with whom between the yes and the first day, when, and about what. Data."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from searches.business_days import add_business_days, on_or_after
from searches.models import Role

YES, RESIGNED, NOTICE, HALF, START = "yes", "resigned", "notice", "half", "start"
"""What a day is counted from: the yes, the resignation, the end of the notice, the middle between
these two, the first day agreed."""
EVERY = 10
"""Business days from one word with who is kept warm to the next: two weeks."""
WARM = "warm"


@dataclass(frozen=True)
class Touch:
    key: str
    after: str
    days: int
    """Business days after it; before it where negative."""
    who: str
    title: str
    asks: str

    def due(self, anchors: Mapping[str, date], calendar: str) -> date | None:
        """None until the day that it is counted from is known."""
        if self.after not in anchors:
            return None
        day = add_business_days(anchors[self.after], self.days, calendar)
        return on_or_after(day, calendar)


_HM, _RECRUITER = Role.HIRING_MANAGER, Role.RECRUITER

_TABLE = (
    Touch(
        "welcome",
        YES,
        1,
        _HM,
        "Thank them, in person",
        "Call. Say what you look forward to, and who speaks with them until the first day.",
    ),
    Touch(
        "rehearse",
        YES,
        3,
        _RECRUITER,
        "Talk the resignation through",
        "When, to whom, in which words. Ask what would make them stay, before their employer does.",
    ),
    Touch(
        "resigned",
        RESIGNED,
        1,
        _HM,
        "Ask how the resignation went",
        "Who said what, and whether a counter-offer was made or is to come. Note it below.",
    ),
    Touch(
        "second_thoughts",
        RESIGNED,
        7,
        _RECRUITER,
        "Ask again about a counter-offer",
        "It may come a second time, from higher up, or as a favour. Ask what they were told.",
    ),
    Touch(
        "half",
        HALF,
        0,
        _HM,
        "See them at half-time",
        "A meal with one or two of the team. No work: they still owe it to somebody else.",
    ),
    Touch(
        "handover",
        NOTICE,
        -5,
        _RECRUITER,
        "Speak in the last week of the notice",
        "What they hand over, what is still open with the old employer, when they are free.",
    ),
    Touch(
        "first_day",
        START,
        -5,
        _HM,
        "Settle the first day",
        "Where, when, who meets them; the desk, the keys and the accounts are there.",
    ),
    Touch(
        WARM,
        "",
        EVERY,
        _RECRUITER,
        "Speak with who is kept warm",
        "Say honestly where the search stands, name nobody, and promise nothing. Ask what has "
        "changed for them.",
    ),
)
TOUCHES: Mapping[str, Touch] = {touch.key: touch for touch in _TABLE}
