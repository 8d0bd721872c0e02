"""How sure is a rate? Intervals for shares and counts, and the test of two shares.

12 orders of 99 visits are 12.1 %, but another 99 visits would have given 8 or 17 orders. An interval says how far
the true rate may lie from the measured one; a plan should be good at both ends of it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Interval:
    """A measured value with its lower and upper bound."""

    value: float
    low: float
    high: float

    def holds(self, x: float) -> bool:
        """Whether `x` lies inside, bounds included."""
        return self.low <= x <= self.high


@dataclass(frozen=True)
class TwoProportions:
    """The pooled z test of two shares: `z` and its two-sided `p`."""

    z: float
    p: float


def critical_value(level: float = 0.95) -> float:
    """The z that leaves (1 − level) / 2 on each side of the normal curve.

    >>> round(critical_value(0.95), 2)
    1.96
    """
    from scipy.special import ndtri

    if not 0 < level < 1:
        msg = f"`level` must lie between 0 and 1 (got {level}). Write 95 % as 0.95."
        raise ValueError(msg)
    return float(ndtri(0.5 + level / 2))


def wilson(successes: float, trials: float, level: float = 0.95) -> Interval:
    """Wilson's score interval of a share: right also for small numbers and for 0 successes.

    (p̂ + z²/2n ± z √(p̂(1−p̂)/n + z²/4n²)) / (1 + z²/n). All `nan` when there are no trials. Source: Wilson (1927).

    >>> i = wilson(10, 100)
    >>> round(i.low, 4), round(i.high, 4)
    (0.0552, 0.1744)
    """
    _counts(successes, trials)
    if trials == 0:
        return Interval(math.nan, math.nan, math.nan)
    z, p = critical_value(level), successes / trials
    middle = p + z * z / (2 * trials)
    half = z * math.sqrt(p * (1 - p) / trials + z * z / (4 * trials * trials))
    scale = 1 + z * z / trials
    return Interval(p, max(0.0, (middle - half) / scale), min(1.0, (middle + half) / scale))


def newcombe(successes: float, trials: float, other_successes: float, other_trials: float, level: float = 0.95) -> Interval:
    """The interval of a difference of two shares (first − other), from the two Wilson intervals.

    Source: Newcombe (1998), method 10.

    >>> i = newcombe(56, 70, 48, 80)
    >>> round(i.value, 4), round(i.low, 4), round(i.high, 4)
    (0.2, 0.0524, 0.3339)
    """
    a, b = wilson(successes, trials, level), wilson(other_successes, other_trials, level)
    gap = a.value - b.value
    return Interval(gap, gap - math.hypot(a.value - a.low, b.high - b.value), gap + math.hypot(a.high - a.value, b.value - b.low))


def two_proportion_z(successes: float, trials: float, other_successes: float, other_trials: float) -> TwoProportions:
    """Test whether two shares differ: z = (p₁ − p₂) / √(p̄(1 − p̄)(1/n₁ + 1/n₂)), p̄ the pooled share.

    >>> t = two_proportion_z(5, 83, 12, 99)
    >>> round(t.z, 4), round(t.p, 4)
    (-1.4078, 0.1592)
    """
    from scipy.special import ndtr

    _counts(successes, trials)
    _counts(other_successes, other_trials)
    if trials == 0 or other_trials == 0:
        return TwoProportions(math.nan, math.nan)
    pooled = (successes + other_successes) / (trials + other_trials)
    spread = math.sqrt(pooled * (1 - pooled) * (1 / trials + 1 / other_trials))
    if spread == 0:
        return TwoProportions(0.0, 1.0)
    z = (successes / trials - other_successes / other_trials) / spread
    return TwoProportions(z, float(2 * ndtr(-abs(z))))


def weighted_poisson(total: float, squares: float, largest: float, level: float = 0.95) -> Interval:
    """The interval of a sum of weights whose number is left to chance: orders of unlike margin, say.

    `total` is Σw, `squares` Σw², `largest` the largest w (≥ 0). With all weights 1 it is the exact Poisson interval of
    a count. With `total` 0 the upper bound is 3.69 × `largest`: what may have been missed by bad luck.
    Source: Fay & Feuer (1997), *Confidence intervals for directly standardized rates*, the gamma method.

    >>> i = weighted_poisson(10, 10, 1)
    >>> round(i.low, 2), round(i.high, 2)
    (4.8, 18.39)
    """
    from scipy.special import gammaincinv

    if min(total, squares, largest) < 0:
        msg = f"`total`, `squares` and `largest` must be 0 or more (got {total}, {squares}, {largest})."
        raise ValueError(msg)
    tail = (1 - level) / 2
    low = squares / total * float(gammaincinv(total**2 / squares, tail)) if total > 0 else 0.0
    wide, wide_squares = total + largest, squares + largest**2
    high = wide_squares / wide * float(gammaincinv(wide**2 / wide_squares, 1 - tail)) if wide > 0 else 0.0
    return Interval(total, low, high)


def _counts(successes: float, trials: float) -> None:
    if 0 <= successes <= trials:
        return
    msg = f"`successes` must lie between 0 and `trials` (got {successes} of {trials}). Check which column is the whole and which the part."
    raise ValueError(msg)
