"""What the sample people say. Fictional, like the people; the figures are made up."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from candidates.actions import Person

FACTS = {
    "engagement": "full_time",
    "company_stage": "series_b_d",
    "seniority": "proven",
    "headcount": 640,
    "place": "Berlin, Germany",
    "work_mode": "hybrid",
    "advertised_in": ["eu"],
    "pay_market": "western_europe",
    "currency": "EUR",
    "product_lines": ["Instalment credit", "Income estimation", "Fraud detection"],
    "ai_budget": "4200000",
    "systems": [
        "A gradient-boosted scoring model, deployed",
        "A support assistant on a vendor's model, piloted",
    ],
    "direct_reports": {"ml_engineers": 8, "data_scientists": 3, "governance": 1},
    "budgeted_range": {"minimum": "220000", "maximum": "280000"},
    "start_by": (timezone.localdate() + timedelta(days=100)).isoformat(),
    "confidential": False,
    "internal_candidate": False,
    "search_firm": False,
    "eu_employees": True,
}
ANSWERS = {
    "build_buy": "mixed",
    "reporting_line": "ceo",
    "profit_and_loss": "pnl",
    "ai_act": "high_risk",
    "platform": "gaps",
    "mandate": "deployment",
    "team_and_budget": "team",
    "horizon": "lasting",
}
HALF = {key: ANSWERS[key] for key in ("build_buy", "ai_act", "platform", "mandate", "horizon")} | {
    "reporting_line": "cto"
}
"""Six of eight, two of which pull against each other."""

ACCOUNTABLE = (
    "You answer for 6% more approved credit at the same loss rate by the end of the first year, "
    "measured against a holdout of 5% of applications."
)

COUNTED = (
    {"gender": "woman", "age": "from_40", "minority": "yes"},
    {"gender": "man", "age": "under_40"},
    {"gender": "woman", "minority": "no"},
)
"""What the first candidates of a search say to be counted; a question left out is not answered."""

CANDIDATES = (
    Person(
        name="Leila Haddad (sample)",
        email="leila.haddad@example.com",
        employer="Norrland Payments",
        title="VP Machine Learning",
        channel="engineers",
        summary="Ran fraud scoring at 1,900 requests a second for three years; led 14 engineers.",
        expects="EUR 250,000 to 270,000 base, and a say over infrastructure.",
        forfeits="About EUR 60,000 of unvested units in March.",
    ),
    Person(
        name="Mateus Carvalho (sample)",
        email="mateus.carvalho@example.com",
        employer="Atlântico Seguros",
        title="Director of AI",
        channel="portfolio",
        summary="Built claims triage from a rules engine to a monitored model in two markets.",
    ),
    Person(
        name="Sunniva Berg (sample)",
        email="sunniva.berg@example.com",
        employer="Fjord Analytics",
        title="Chief Data Officer",
        channel="firm",
        summary="Governance first: inventory, risk tiers, and one launch she stopped.",
    ),
    Person(
        name="Oskar Nyberg (sample)",
        email="oskar.nyberg@example.com",
        employer="Vintergatan Bank",
        title="Head of AI Platform",
        channel="peers",
        summary="Owns a platform with 60 models; moved half of them off a vendor in 14 months.",
    ),
    Person(
        name="Chiara Fontana (sample)",
        email="chiara.fontana@example.com",
        employer="Studio Aurora",
        title="AI Strategy Partner",
        channel="lists",
        summary="Advises boards on AI roadmaps; has not answered for a live system so far.",
    ),
)

SUBMITTED: tuple[dict[str, Any], ...] = (
    {
        "name": "Ruben Achterberg (sample)",
        "email": "ruben.achterberg@example.com",
        "phone": "",
        "employer": "Delta Reinsurance",
        "title": "Head of Applied AI",
        "words": "Runs claims fraud at 400,000 claims a year. Rebuilt it after the vendor was "
        "bought, with the team he had; losses fell by a fifth against a holdout.",
    },
    {
        "name": "Maren Lykke (sample)",
        "email": "maren.lykke@example.com",
        "phone": "",
        "employer": "Sundby Mutual",
        "title": "Director of Data Science",
        "words": "Led pricing models through an audit by the regulator, and stopped one of them.",
    },
)
"""What the search partner sends: the first is taken."""
TOLD = "We spoke for an hour and like how he rebuilt it with the team he had. He hears by Friday."
OFF_LIMITS = (
    {
        "name": "Brightwater Insurance",
        "kind": "company",
        "why": "We agreed in March not to hire from each other.",
    },
    {
        "name": "Anneke Visser (sample)",
        "kind": "person",
        "why": "Said no twice, and asked not to be called again.",
    },
)

SYSTEMS = (
    {
        "what": "Fraud scoring of card payments",
        "role": "The model, its service and the on-call team of six",
        "scale": "1,900 requests a second, p95 under 80 ms",
        "metric": "Recall at a review budget of 400 cases a day",
        "incident": "Nulls from a feature pipeline for 40 minutes: froze the model, fell back to "
        "rules, called the head of risk.",
        "changed": "A null-rate alarm, and a stop rule that needs nobody's permission.",
        "from_year": 2022,
        "to_year": None,
    },
    {
        "what": "Claims triage in two markets",
        "role": "Model, roll-out and the agreement with operations",
        "scale": "11,000 claims a week",
        "metric": "Share settled within a day, at the same leakage",
        "incident": "A storm shifted every feature; triage was switched off for nine days.",
        "changed": "A drift trigger on the weather, and a manual path that is rehearsed.",
        "from_year": 2020,
        "to_year": 2024,
    },
    {
        "what": "Income estimation for small firms",
        "role": "The inventory, the risk tier and the decision to launch",
        "scale": "60,000 estimates a month",
        "metric": "Median error against filed accounts",
        "incident": "Stopped a launch in week three: two regions had no ground truth.",
        "changed": "No launch without a test set for each region.",
        "from_year": 2021,
        "to_year": 2025,
    },
    {
        "what": "Platform for 60 models",
        "role": "The platform, its budget and its team of nine",
        "scale": "60 models, four product lines",
        "metric": "Days from commit to production",
        "incident": "",
        "changed": "Half of the models left a vendor in 14 months.",
        "from_year": 2023,
        "to_year": None,
    },
    {
        "what": "Assistant for a ministry's help desk, a pilot",
        "role": "Advised; the ministry answered for it",
        "scale": "",
        "metric": "",
        "incident": "",
        "changed": "",
        "from_year": 2025,
        "to_year": 2025,
    },
)
"""One production system each, in the order of CANDIDATES."""

RESPONSES = (
    "Fraud scoring, in production for three years: 1,900 requests a second, a p95 promise of 80 ms "
    "and recall at a fixed review budget as its measure. A PSI above 0.2 on any of 30 features "
    "pages us; it did four times last year.",
    "We bought document reading: EUR 310,000 over three years against EUR 900,000 to build, with "
    "the exit priced at EUR 120,000. I would build it today, since volumes are five times higher.",
    "A frozen test set by segment, a shadow run of two weeks, and a stop rule written before the "
    "launch. Two reviewers, one from operations; disagreement above 10% stops the launch.",
    "A churn model. After eleven weeks the holdout showed nothing beyond what the sales list did "
    "already. I knew in week six and waited too long, hoping for more data.",
    "Credit scoring is listed as high risk. First the inventory and who answers for each system, "
    "then the technical file of the scoring model, then a date for what cannot be shown yet.",
)

CLAIMS = (
    ("Cut fraud losses by 19% in a year", "CV, page 2", "verified", "Saw the holdout of 11 weeks."),
    ("Led a team of 14 through a platform move", "Conversation of 3 November", "", ""),
    (
        "Halved inference cost",
        "CV, page 1",
        "unsupported",
        "The referee remembers a smaller saving.",
    ),
)

REFERENCE = (
    "Ola Nordmann (sample)",
    "Reported to her for two years. She froze the model herself in the worst incident and called "
    "the head of risk within the half hour. Hard on vague plans; fair in reviews.",
)

EVIDENCE = {
    "production": "Told of nulls from a feature pipeline for 40 minutes: froze the model, fell "
    "back to rules, called risk. A null-rate alarm since then.",
    "strategy": "Ranked the four options by payback and by what the team would be able to do "
    "after; cut the assistant first and said why.",
    "finance": "Took the commercial API, priced the exit, and asked what twelve months of payback "
    "would leave out.",
    "governance": "Named credit scoring as high risk, what the technical file needs, and what she "
    "could not answer yet.",
    "people": "Named three engineers, what each lacked, and where they are now. Wrong about one, "
    "and said so.",
    "stakeholders": "One page: the risk, the cost, what the board decides. Gave no date she could "
    "not hold.",
}
DOUBT = (
    "Was certain of an application date that the rules do not give, and named it again when asked "
    "for the source."
)
OTHERWISE = {
    "production": (
        4,
        "Described the monitoring well. Which alarm fired first, and who was called, "
        "she had from her team.",
    ),
    "strategy": (
        4,
        "Put the inventory before any launch, and could say what each quarter of that would cost.",
    ),
    "finance": (4, "Left the exit unpriced, and took payback from the vendor's own figure."),
    "governance": (
        5,
        "Stopped a launch over its technical file, named what was missing, and was right.",
    ),
    "people": (5, "Rotates her leads through audit; two of them run their own teams now."),
    "stakeholders": (
        5,
        "Told the board what it would not learn from the dashboard, in four sentences.",
    ),
}
"""Of another candidate: the number and what was seen."""
WHY_OTHERWISE = "I would trust her with the regulator at once; with the on-call team, in a year."
WORDS_OF_TEAM = (
    "She asked what we would stop doing, and wrote it down.",
    "I argued against the platform move; she asked for the figure behind it and changed her plan.",
    "How to price an exit before signing. She would learn our feature store from us.",
)
WHY = {
    "questionnaire": (
        "Every answer names the system, its figure and what she did when it failed.",
        "Specific on production and on buying; thinner on our own duties, and says so.",
    ),
    "alignment": (
        "Asked for decision rights before the title, and named what would make her leave.",
        "Told us where she would disagree with me, with an example that cost her something.",
    ),
    "production": (
        "The incident holds up: I asked about the alarm three ways and the figures agreed.",
        "Made the calls herself. I would want her on the bridge at three in the morning.",
    ),
    "allocation": ("Cut half of it by her own criteria, and did not spread the pain evenly.",),
    "trade_off": (
        "Took the cheaper road and priced the way back. She heard the product side.",
        "Held the payback limit without being reminded of it, and found the cost we had left out.",
    ),
    "team": (
        "I would work for her. She changed her plan when I had the better figure.",
        "Listens with a pencil. I am not sure yet how she is when the week goes badly.",
    ),
}
"""Why somebody recommends what they do: part -> one a panelist, in the order of the seats."""
REASONS = "Has run what we need run, and told us about the worst day first."

PRACTICE = {
    "cto": {
        "production": ("4", "Her promise and her measure, and a bad day told from its beginning."),
        "strategy": ("3", "The chatbot is a real stop. Two years of cost for a contract of three."),
        "governance": ("2", "Counsel sorted the systems and she followed."),
        "people": ("4", "Says what the one who left told her, and what she does otherwise since."),
    },
    "first_reader": {
        "production": ("2", "Somebody else set the alarm, and others noticed first."),
        "strategy": ("3", "A month to show it is fair. No way out of the contract."),
        "governance": ("3", "Held back a launch for want of a reader of appeals, late."),
        "people": ("2", "Moved four people before she had spoken with each."),
    },
}
"""Who rated the practice case, by seat: competency -> value and why."""

UPDATE = {
    "done": "The inventory: 23 systems, three of them unknown to anybody outside their team. "
    "The audit of the two that serve customers.",
    "ahead": "Build, buy or partner for document reading: the sum over three years is half done.",
    "risks": "The vendor of the scoring model has not answered on its training data for two weeks.",
    "needs": "A day with the general counsel before the 20th.",
}
"""By the person hired, after one month."""
UPDATE_ANSWER = (
    "A calm first month, and the first list of systems that the board believed. The day with the "
    "general counsel is set."
)
WARNING = {
    "what": "The scoring vendor may not be able to show where its training data comes from.",
    "way_out": "Give them two weeks in writing, and have the second vendor's test set ready by "
    "then. I need the contract's exit clause read by legal.",
}
MOVED = "The feature launches after the audit of its data, which the vendor holds up."
WATCHED = "Said in the first board call which two figures were estimates, before anybody asked."
