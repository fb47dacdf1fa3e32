"""Plain arithmetic on people's ratings. Nothing here reads the database or judges anybody."""

from scorecards.statistics.agreement import (
    Block,
    Icc,
    alpha_reads,
    complete_block,
    icc,
    krippendorff_alpha,
)
from scorecards.statistics.distributions import f_quantile, incomplete_beta, student_t
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
    "Block",
    "Gap",
    "Icc",
    "Interval",
    "Number",
    "Rating",
    "Rule",
    "Said",
    "Score",
    "Strictness",
    "Summary",
    "alpha_reads",
    "candidate_score",
    "complete_block",
    "f_quantile",
    "gaps",
    "icc",
    "incomplete_beta",
    "krippendorff_alpha",
    "person_means",
    "rule_says",
    "strictness",
    "student_t",
    "summarise",
]
