"""What the panelists of the samples write on their scorecards."""

from interviews.models import Interview
from samples import words
from scorecards.content import Content, shape_of

HARDEST = {"board": ("governance", 2), "trade_off": ("finance", 3)}
"""Where one panelist saw something else: the part, its competency and the number."""


def card_of(interview: Interview, number: int) -> Content:
    """`number` counts the panelists of an interview: they do not all say the same."""
    shape = shape_of(interview)
    card = shape.blank()
    key = shape.part.key
    for competency in shape.focus:
        value = 5 if (number + len(competency)) % 3 == 0 else 4
        note = words.EVIDENCE[competency]
        if (key, competency) in [(k, c) for k, (c, _) in HARDEST.items()] and number == 0:
            value, note = HARDEST[key][1], words.DOUBT
        card["ratings"][competency] = {"value": str(value), "evidence": note}
    if shape.part.extra_question:
        card["extra"] = shape.part.extra_question.options[0].key
    card["words"] = dict(
        zip((q.key for q in shape.part.card_questions), words.WORDS_OF_TEAM, strict=False)
    )
    card["recommendation"] = "no" if key == "board" else "yes" if number else "strong_yes"
    said = words.WHY.get(key, (words.DOUBT,))
    card["why"] = said[number % len(said)]
    if key == "board":
        card["flags"] = [_flag(interview)]
    return card


def seen_otherwise(interview: Interview, number: int) -> Content:
    """What was said of anybody but the first: other numbers, and evidence of their own."""
    card = card_of(interview, number)
    for competency, rating in card["ratings"].items():
        value, rating["evidence"] = words.OTHERWISE[competency]
        rating["value"] = str(value - (number + len(competency)) % 2)
    card["recommendation"] = "no" if "production" in card["ratings"] and number else "yes"
    card["why"], card["flags"] = words.WHY_OTHERWISE, []
    return card


def _flag(interview: Interview) -> dict[str, str]:
    flag = next(f for f in interview.search.playbook.red_flags if "bluff" in f.key)
    return {
        "key": flag.key,
        "name": flag.name,
        "quote": "“The duties apply to us from this August, I am certain of it.”",
        "seriousness": "serious",
    }
