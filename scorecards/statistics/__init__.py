"""Plain arithmetic on people's ratings. Nothing here reads the database or judges anybody."""

from scorecards.statistics.agreement import (
    Block,
    Icc,
    alpha_reads,
    complete_block,
    icc,
    krippendorff_alpha,
)
from scorecards.statistics.comparing import (
    Apart,
    Means,
    Turn,
    Weighing,
    exact_means,
    in_order,
    other_weights,
    shared,
    told_apart,
    turns,
)
from scorecards.statistics.distributions import f_quantile, incomplete_beta, student_t
from scorecards.statistics.noise import Noise, noise
from scorecards.statistics.rule import Rule, Said, rule_says
from scorecards.statistics.strictness import Strictness, strictness
from scorecards.statistics.summary import (
    Gap,
    Interval,
    Number,
    Rating,
    Score,
    Summary,
    candidate_score,
    gaps,
    person_means,
    summarise,
)

__all__ = [
    "Apart",
    "Block",
    "Gap",
    "Icc",
    "Interval",
    "Means",
    "Noise",
    "Number",
    "Rating",
    "Rule",
    "Said",
    "Score",
    "Strictness",
    "Summary",
    "Turn",
    "Weighing",
    "alpha_reads",
    "candidate_score",
    "complete_block",
    "exact_means",
    "f_quantile",
    "gaps",
    "icc",
    "in_order",
    "incomplete_beta",
    "krippendorff_alpha",
    "noise",
    "other_weights",
    "person_means",
    "rule_says",
    "shared",
    "strictness",
    "student_t",
    "summarise",
    "told_apart",
    "turns",
]
