"""A playbook small enough to check by eye: two kinds of officer, three questions, two sections.

Only what the scope and the job description read is in it; the rest is left out unchecked.
"""

import tomllib

from playbooks.schema import (
    Archetype,
    Band,
    Competency,
    Engagement,
    Fact,
    JobDescription,
    Playbook,
    ScopeRule,
    ScopingQuestion,
)
from scoping.jd import texts, values_of

TEXT = """
[[facts]]
key = "engagement"
label = "Engagement"
why = "It sets the loop."
kind = "choice"
options = [
    { key = "full_time", label = "Full time" },
    { key = "fractional", label = "Fractional", phrase = "2 days a week" },
]
[[facts]]
key = "stage"
label = "Company stage"
why = "Bands differ by it."
kind = "choice"
options = [
    { key = "early", label = "Series A", phrase = "a Series A company" },
    { key = "grown", label = "Listed", phrase = "a listed company" },
]
[[facts]]
key = "market"
label = "Pay market"
why = "Bands differ by it."
kind = "choice"
options = [{ key = "us", label = "United States" }, { key = "other", label = "Another market" }]
[[facts]]
key = "headcount"
label = "Employees"
why = "Size."
kind = "number"
[[facts]]
key = "place"
label = "Place"
why = "Where."
kind = "text"
[[facts]]
key = "currency"
label = "Currency"
why = "Sums are in it."
kind = "currency"
[[facts]]
key = "ai_budget"
label = "Annual AI budget"
why = "Size of decisions."
kind = "money"
[[facts]]
key = "systems"
label = "Systems in place"
why = "Inherit or build."
kind = "list"
[[facts]]
key = "team"
label = "The team"
why = "Size."
kind = "counts"
options = [
    { key = "engineers", label = "ML engineers", phrase = "ML engineer" },
    { key = "analysts", label = "analysts", phrase = "analyst" },
]
[[facts]]
key = "pay"
label = "Budgeted range"
why = "It is published."
kind = "money_range"
[[facts]]
key = "start_by"
label = "Start by"
why = "Pace."
kind = "date"
[[facts]]
key = "internal"
label = "An internal candidate?"
why = "The same loop."
kind = "yesno"

[[questions]]
key = "line"
number = 1
text = "To whom does this person report?"
why = "Two jobs."
sets = "The archetype."
source = "ours"
options = [
    { key = "cto", label = "The CTO", explain = "x", phrase = "the CTO", points.operator = 2 },
    { key = "ceo", label = "The CEO", explain = "x", points = { governor = 2 } },
]
[[questions]]
key = "risk"
number = 2
text = "How exposed are you?"
why = "Duty."
sets = "The archetype."
source = "ours"
options = [
    { key = "high", label = "High risk", explain = "x", points = { governor = 3, operator = 1 } },
    { key = "none", label = "None", explain = "x", points = { operator = 2 } },
]
[[questions]]
key = "platform"
number = 3
text = "What platform is there?"
why = "Inherit or build."
sets = "The plan."
source = "ours"
options = [
    { key = "old", label = "An old one", explain = "x", points = { operator = 1 } },
    { key = "zero", label = "None", explain = "x", points = {} },
]

[[archetypes]]
key = "operator"
name = "Operator"
summary = "Runs systems."
phrase = "an operator"
choose_when = "There are systems."
shows = "Numbers."
must_have = "production"
weights = { production = 70, governance = 30 }
weights_why = "An operator is judged on production first."
evidence = ["A system you ran, with its numbers.", "An incident you led."]
source = "ours"
[[archetypes]]
key = "governor"
name = "Governor"
summary = "Holds the risk."
phrase = "a governor"
choose_when = "There is risk."
shows = "An inventory."
must_have = "governance"
weights = { production = 40, governance = 60 }
weights_why = "A governor is judged on governance first."
evidence = ["A launch you stopped."]
source = "ours"

[[competencies]]
key = "production"
name = "Production judgement"
summary = "x"
weight = 60
must_have = true
listen_for = ["x"]
source = "ours"
anchors = { 1 = "low", 3 = "middle", 5 = "high" }
[[competencies]]
key = "governance"
name = "Governance"
summary = "x"
weight = 40
listen_for = ["x"]
source = "ours"
anchors = { 1 = "low", 3 = "middle", 5 = "high" }

[[rules]]
key = "duty_without_say"
kind = "contradiction"
title = "A duty without a say"
when = [{ answer = "risk", is = ["high"] }, { answer = "line", is = ["cto"] }]
says = "High risk wants a line to the CEO."
ways_out = ["Change question 1.", "Name somebody else."]
cites = "ours"
example = { speaks = [{ answers = { risk = "high", line = "cto" } }], silent = [{}] }
[[rules]]
key = "too_early"
kind = "contradiction"
title = "Too early for full time"
when = [{ fact = "engagement", is = ["full_time"] }]
when_any = [{ fact = "headcount", below = 100 }, { fact = "stage", is = ["early"] }]
says = "A company this small seldom needs five days a week."
ways_out = ["Go fractional.", "Say why."]
cites = "ours"
example = { speaks = [{ facts = { engagement = "full_time", headcount = 9 } }], silent = [{}] }
[[rules]]
key = "operator_without_platform"
kind = "risk"
title = "Nothing to run"
when = [{ archetype = ["operator"] }, { answer = "platform", is = ["zero"] }]
says = "An operator with nothing to run builds first."
ways_out = ["Plan for it.", "Choose another."]
cites = "ours"
example = { speaks = [{ answers = { platform = "zero" }, archetype = "operator" }], silent = [{}] }
[[rules]]
key = "no_budget_said"
kind = "advice"
title = "Say the budget"
when = [{ fact = "ai_budget", given = false }, { fact = "headcount", at_least = 1000 }]
says = "At this size a budget is expected."
ways_out = ["Give it.", "Say why not."]
cites = "ours"
example = { speaks = [{ facts = { headcount = 1000 } }], silent = [{}] }

[[engagements]]
key = "full_time"
name = "Full time"
summary = "x"
parts = ["one"]
source = "ours"
[[engagements]]
key = "fractional"
name = "Fractional"
summary = "x"
parts = ["one"]
source = "ours"

[[bands]]
key = "grown_us"
level = "enterprise"
level_name = "CAIO, public"
market = "us"
market_name = "US"
currency = "USD"
minimum = 450000
printed = "450-800k+"
basis = "not stated"
as_of = "2026"
source = "ours"
when = [{ fact = "stage", is = ["grown"] }, { fact = "market", is = ["us"] }]
[[bands]]
key = "early_us"
level = "scale_up"
level_name = "CAIO, scale-up"
market = "us"
market_name = "US"
currency = "USD"
minimum = 320000
maximum = 480000
printed = "320-480k"
basis = "not stated"
as_of = "2026"
source = "ours"
when = [{ fact = "stage", is = ["early"] }, { fact = "market", is = ["us"] }]

[jd]
musts_maximum = 3
spread_usual_minimum = 60
spread_usual_maximum = 100
source = "ours"
example = { before = "x", after = "y", note = "z", source = "ours" }
vague_phrases = [
    { phrase = "visionary", reason = "Nobody can show it.", better = "Say what is decided." },
    { phrase = "AI-first", reason = "It says nothing.", better = "Say what changes." },
    { phrase = "AI-first culture", reason = "Whose?", better = "Say who does what." },
    { phrase = "innovat", reason = "Of what?", better = "Name the product.", stem = true },
    { phrase = "world's best", reason = "By what measure?", better = "Give the measure." },
]
too_narrow = [{ phrase = "papers on LLMs", reason = "Few ran one.", better = "Ask for a system." }]
credential_proxies = [{ phrase = "PhD", reason = "A proxy.", better = "Ask for the work." }]
[[jd.sections]]
key = "pay"
position = 3
title = "Pay"
guide = "Say the range, the bonus, the equity and the benefits."
source = "ours"
paragraphs = [{ text = "Base pay is {facts.pay} a year." }]
[[jd.sections]]
key = "mandate"
position = 1
title = "Mandate"
guide = "Say how many product lines and how much money."
needs_number = true
source = "ours"
paragraphs = [
    { text = "{company} looks for {archetype}. The budget is {facts.ai_budget} a year." },
    { text = "You report to {answers.line}.", when = [{ answer = "line", given = true }] },
    { text = "{facts.stage} in {facts.place}. You lead {facts.team}." },
    { text = '''
It went well if [outcome, with a number]. By then the three open questions are decided: [which].
Decides alone: [what].''' },
    { text = "Systems in place:\\n- {facts.systems}", when = [{ fact = "systems", given = true }] },
]
[[jd.sections]]
key = "evidence"
position = 2
title = "Evidence"
guide = "At most three."
source = "ours"
paragraphs = [{ text = "Show us:\\n{evidence}" }]
"""

PARTS = {
    "facts": Fact,
    "questions": ScopingQuestion,
    "archetypes": Archetype,
    "competencies": Competency,
    "rules": ScopeRule,
    "engagements": Engagement,
    "bands": Band,
}


def small() -> Playbook:
    data = tomllib.loads(TEXT)
    parts = {name: tuple(map(kind.model_validate, data[name])) for name, kind in PARTS.items()}
    jd = JobDescription.model_validate(data["jd"])
    return Playbook.model_construct(slug="small", title="Chief of AI", jd=jd, **parts)


SMALL = small()


def fill(playbook, answers, facts, archetype, company="") -> dict[str, str]:
    return texts(values_of(playbook, answers, facts, archetype, company))
