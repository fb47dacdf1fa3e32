"""Who plays in the journeys, and what they say. Invented, every one of them."""

from dataclasses import dataclass

ROLE, COMPANY = "Chief AI Officer", "Aldermoor Credit"


@dataclass(frozen=True)
class Part:
    name: str
    email: str
    zone: str = "Europe/Berlin"


ADMINISTRATOR = Part("Ada Brandt", "ada@example.com")
MANAGER = Part("Tobias Lindqvist", "tobias@example.com")
RECRUITER = Part("Marguerite Osei", "marguerite@example.com", "Europe/London")
APPROVERS = (
    Part("Henrik Vale", "henrik@example.com"),
    Part("Ruth Abramson", "ruth@example.com", "America/New_York"),
)
OBSERVER = Part("Carla Ruiz", "carla@example.com", "Europe/Madrid")
ENGINEER = Part("Jonas Weidlich", "jonas@example.com")
CTO = Part("Ines Kovač", "ines@example.com")
SCIENTIST = Part("Priya Raman", "priya@example.com", "Asia/Kolkata")
PRODUCT = Part("Yusuf Demir", "yusuf@example.com")
FINANCE = Part("Ingrid Solheim", "ingrid@example.com")
BOARD = Part("Dagny Voss", "dagny@example.com", "America/New_York")

SEATS = {
    "First reader, who asks and types": ENGINEER,
    "Second reader": CTO,
    "CTO": CTO,
    "CEO": MANAGER,
    "Senior ML engineer": SCIENTIST,
    "CPO": PRODUCT,
    "CFO": FINANCE,
    "Senior ML or data person": SCIENTIST,
    "Board member or lead investor": BOARD,
}
"""Seat -> who sits in it. The team's second seat has the same title; see steps.name_the_panel."""
PANEL = (ENGINEER, CTO, SCIENTIST, PRODUCT, FINANCE, BOARD)
QUESTIONNAIRE = "Structured executive questionnaire"
ALIGNMENT = "Alignment session with CTO and CEO"
PRODUCTION = "Production deep-dive"
INTERVIEWS = (
    (ALIGNMENT, (CTO, MANAGER)),
    (PRODUCTION, (CTO, SCIENTIST)),
    ("Allocation case", (MANAGER,)),
    ("Trade-off", (PRODUCT, FINANCE)),
    ("The team", (SCIENTIST, ENGINEER)),
    ("Board briefing", (BOARD,)),
)
"""What is held at a time, and who judges it."""

CANDIDATE = Part("Leila Haddad", "leila@example.com")
OTHERS = (
    Part("Mateus Carvalho", "mateus@example.com"),
    Part("Sunniva Berg", "sunniva@example.com"),
)

OWN_PLAYBOOK = """extends = "caio"
slug = "our-caio"
version = "2026.1"
title = "Chief AI Officer, our way"
"""

FACTS_CHOSEN = {
    "Engagement": "Full time",
    "Company stage": "Series B, C or D",
    "Who would be right": "Has led AI at this level before",
    "Where the work is done": "Part on site",
    "Where the job will be advertised": "European Union",
    "Pay market": "Western Europe",
    "Is the search confidential?": "No",
    "Is there an internal candidate?": "No",
    "Is a search firm used?": "No",
    "Are there employees in the EU?": "Yes",
}
FACTS_WRITTEN = {
    "Employees": "640",
    "Place": "Berlin, Germany",
    "Currency": "EUR",
    "Product lines the person will own AI for": "Instalment credit\nIncome estimation",
    "Annual AI budget": "4200000",
    "AI systems in place": "A gradient-boosted scoring model, deployed",
    "ML engineers": "8",
    "Data scientists": "3",
    "From": "220000",
    "To": "280000",
    "Start by": "2027-03-01",
}
QUESTIONS = {
    "Will you build AI, buy it, or work with a partner?": "Decide case by case",
    "To whom does this person report?": "The CTO",
    "Does this person answer for profit and loss": "Profit and loss",
    "How exposed is the company to the EU AI Act?": "High-risk use in the EU",
    "What machine-learning platform is there today?": "Running, with gaps",
    "Is the mandate research or deployment?": "Deployment",
    "How large is the team, and who decides": "6 to 20 people",
    "For how long is this person needed?": "To stay",
}
SUM_OF_OPERATOR = 21
"""3 + 2 + 3 + 1 + 3 + 3 + 3 + 3: what the answers above give a production operator."""

OUTCOME = "6% more approved credit at the same loss rate"
ANSWER = (
    "Fraud scoring, three years in production: 1,900 requests a second, 80 ms at p95. A PSI above "
    "0.2 on any of 30 features pages us; it did four times last year."
)
EVIDENCE = "Froze the model within the half hour, fell back to rules, and called the head of risk."
WHY = "Has run what we need run, and told us about the worst day first."
DOUBT = "Pressure from the board."
QUOTE = "“The duties apply to us from this August, I am certain of it.”"
