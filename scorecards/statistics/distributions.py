"""Quantiles of Student's t and of F, from the regularised incomplete beta function.

Continued fraction after Numerical Recipes, 3rd edition, section 6.4 (modified Lentz); quantiles by
halving an interval, because speed does not matter here and halving cannot miss.
"""

from functools import lru_cache
from math import exp, inf, lgamma, log, log1p, sqrt

TINY = 1e-50


def _fraction(a: float, b: float, x: float) -> float:
    c, d = 1.0, 1.0 / ((1.0 - (a + b) * x / (a + 1.0)) or TINY)
    value = d
    for m in range(1, 10_000):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for term in (even, odd):
            d = 1.0 / ((1.0 + term * d) or TINY)
            c = (1.0 + term / c) or TINY
            value *= c * d
        if abs(c * d - 1.0) < 1e-15:
            break
    return value


def incomplete_beta(a: float, b: float, x: float) -> float:
    """I_x(a, b) for a, b > 0: a share from 0 to 1."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x))
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(a, b, x) / a
    return 1.0 - front * _fraction(b, a, 1.0 - x) / b


def _beta_quantile(p: float, a: float, b: float) -> float:
    low, high = 0.0, 1.0
    for _ in range(200):
        middle = (low + high) / 2
        if incomplete_beta(a, b, middle) < p:
            low = middle
        else:
            high = middle
    return (low + high) / 2


@lru_cache(maxsize=512)
def student_t(confidence: float, df: float) -> float:
    """The t that holds `confidence` (0.95) of the distribution between -t and +t."""
    if not 0 < confidence < 1 or df <= 0:
        raise ValueError("student_t wants a confidence between 0 and 1 and df above 0")
    x = _beta_quantile(1 - confidence, df / 2, 0.5)
    return sqrt(df * (1 - x) / x)


@lru_cache(maxsize=512)
def f_quantile(p: float, d1: float, d2: float) -> float:
    """The F below which the share `p` of the distribution on d1 and d2 degrees lies.

    Infinite where it is beyond what a float can hold, which takes next to no degrees of freedom.
    """
    if not 0 < p < 1 or d1 <= 0 or d2 <= 0:
        raise ValueError("f_quantile wants p between 0 and 1 and degrees of freedom above 0")
    x, rest = _beta_quantile(p, d1 / 2, d2 / 2), _beta_quantile(1 - p, d2 / 2, d1 / 2)
    return d2 * x / (d1 * rest) if rest > TINY else inf
