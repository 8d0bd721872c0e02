"""Is B better than A? Two variants, chance deciding who sees which, compared by a share or by a mean.

A share (12 of 99 visitors ordered) is compared by the pooled z test; its difference has Newcombe's interval. A mean (revenue per visitor) is
compared by Welch's t test, which lets the two scatter unlike. *Uplift* is the difference relative to A.

Three mistakes cost the most: stopping at the first p below 0.05 (see `peeking`), going on although the split itself is broken (see `ab_split`), and
reading "not shown" as "no effect": a wide interval holds both a gain and a loss.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from workbook.metrics.intervals import Interval, newcombe, two_proportion_z, wilson


@dataclass(frozen=True)
class Comparison:
    """`a`, `b`: each variant's share or mean with its interval; `difference` B − A; `uplift` (B − A) / A; `p` two-sided; `n` the sizes.

    `statistic` is z for shares, t for means, both of A − B as it is usually printed.
    """

    a: Interval
    b: Interval
    difference: Interval
    uplift: Interval
    statistic: float
    p: float
    n: tuple[float, float]
    level: float = 0.95

    @property
    def shown(self) -> bool:
        """Whether a difference is shown: p below 1 − level, and the interval leaves out 0."""
        return self.p < 1 - self.level and not self.difference.holds(0)


def shares(a: float, a_visitors: float, b: float, b_visitors: float, *, level: float = 0.95) -> Comparison:
    """Compare two shares: successes of visitors.

    >>> c = shares(5, 83, 12, 99)
    >>> round(c.statistic, 4), round(c.p, 4), c.shown
    (-1.4078, 0.1592, False)
    """
    test = two_proportion_z(a, a_visitors, b, b_visitors)
    first, second = wilson(a, a_visitors, level), wilson(b, b_visitors, level)
    return Comparison(
        first, second, newcombe(b, b_visitors, a, a_visitors, level), _ratio(first, second), test.z, test.p, (a_visitors, b_visitors), level
    )


@dataclass(frozen=True)
class Sample:
    """`n` values with their mean and standard deviation."""

    n: float
    mean: float
    deviation: float


def means(a: Sample, b: Sample, *, level: float = 0.95) -> Comparison:
    """Compare two means by Welch's t test, which does not suppose that both scatter alike.

    t = (x̄ₐ − x̄ᵦ) / √(sₐ²/nₐ + sᵦ²/nᵦ), degrees of freedom by Welch and Satterthwaite. Blank with fewer than two values on a side.

    >>> c = means(Sample(15, 20.8, 2.81), Sample(15, 23.0, 2.81))
    >>> round(c.statistic, 3), round(c.p, 3)
    (-2.144, 0.041)
    """
    from scipy.stats import t

    blank, n = Interval(math.nan, math.nan, math.nan), (a.n, b.n)
    if min(n) < 2:
        return Comparison(Interval(a.mean, math.nan, math.nan), Interval(b.mean, math.nan, math.nan), blank, blank, math.nan, math.nan, n, level)
    spreads = a.deviation**2 / a.n, b.deviation**2 / b.n
    error, gap = math.sqrt(sum(spreads)), b.mean - a.mean
    each = [_mean(one, level) for one in (a, b)]
    if error == 0:
        p = 1.0 if gap == 0 else 0.0
        return Comparison(each[0], each[1], Interval(gap, gap, gap), _ratio(*each), 0.0 if gap == 0 else -math.copysign(math.inf, gap), p, n, level)
    free = sum(spreads) ** 2 / (spreads[0] ** 2 / (a.n - 1) + spreads[1] ** 2 / (b.n - 1))
    half = float(t.ppf(0.5 + level / 2, free)) * error
    p = float(2 * t.sf(abs(gap) / error, free))
    return Comparison(each[0], each[1], Interval(gap, gap - half, gap + half), _ratio(*each), -gap / error, p, n, level)


def _mean(sample: Sample, level: float) -> Interval:
    from scipy.stats import t

    half = float(t.ppf(0.5 + level / 2, sample.n - 1)) * sample.deviation / math.sqrt(sample.n)
    return Interval(sample.mean, sample.mean - half, sample.mean + half)


TINY = 1e-12
"""A lower bound below this is 0 that was rounded."""


def _ratio(a: Interval, b: Interval) -> Interval:
    """The uplift b / a − 1 from the two intervals (MOVER-R); blank where A may be 0 or less.

    Source: Donner & Zou (2012), *Closed-form confidence intervals for functions of the normal mean and standard deviation*, section on ratios.
    """
    if not (a.value > 0 and a.low > TINY and b.value >= 0 and math.isfinite(b.high)):
        value = b.value / a.value - 1 if a.value > 0 else math.nan
        return Interval(value, math.nan, math.nan)
    product = a.value * b.value
    low = product - math.sqrt(max(0.0, product**2 - a.high * b.low * (2 * a.value - a.high) * (2 * b.value - b.low)))
    high = product + math.sqrt(max(0.0, product**2 - a.low * b.high * (2 * a.value - a.low) * (2 * b.value - b.high)))
    under = a.high * (2 * a.value - a.high)
    lowest = low / under if abs(under) > TINY else b.low * (2 * b.value - b.low) / (2 * product) if product else 0.0
    return Interval(b.value / a.value - 1, lowest - 1, high / (a.low * (2 * a.value - a.low)) - 1)
