"""How many visitors does a test need, and how many days? Worked out before it starts, from the smallest effect worth finding.

Too few, and a good variant is thrown away; without a number, one stops when one likes what one sees. A half as large effect needs four times the
visitors.

    n per variant = [z₁₋α/₂ √(2p̄(1 − p̄)) + z₁₋β √(p(1 − p) + q(1 − q))]² / d²,   q = p + d

p̄ = p, the rate of today, as in Evan Miller's widely used calculator: 20 % + 5 points → 1 030 per variant at α = 0.05 and a power of 80 %.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from workbook.metrics.intervals import critical_value

WEEK = 7


@dataclass(frozen=True)
class Duration:
    """`days` rounded up to whole weeks, `visitors` over all variants."""

    visitors: int
    days: int
    weeks: int


def per_variant(rate: float, effect: float, *, alpha: float = 0.05, power: float = 0.8) -> int:
    """Visitors per variant that find a difference of `effect` (0.05 is five points) from `rate` with the given power.

    >>> per_variant(0.20, 0.05), per_variant(0.02, 0.005)
    (1030, 12748)
    """
    from scipy.special import ndtri

    other = rate + effect
    if not (0 < rate < 1 and 0 <= other <= 1 and effect):
        msg = f"`rate` and `rate` + `effect` must be shares between 0 and 1 (got {rate} and {other}), and `effect` must not be 0."
        raise ValueError(msg)
    found = critical_value(1 - alpha) * math.sqrt(2 * rate * (1 - rate))
    missed = float(ndtri(power)) * math.sqrt(rate * (1 - rate) + other * (1 - other))
    return max(2, round(((found + missed) / effect) ** 2))


def smallest_effect(rate: float, n: float, *, alpha: float = 0.05, power: float = 0.8) -> float:
    """The smallest rise of `rate` that `n` visitors per variant find: `per_variant` turned round; `nan` when even a rate of 1 is not enough.

    >>> round(smallest_effect(0.20, 1030), 3)
    0.05
    """
    from scipy.optimize import brentq

    def gap(effect: float) -> float:
        found = critical_value(1 - alpha) * math.sqrt(2 * rate * (1 - rate))
        other = rate + effect
        return ((found + critical_value(2 * power - 1) * math.sqrt(rate * (1 - rate) + other * (1 - other))) / effect) ** 2 - n

    top = 1 - rate
    return float(brentq(gap, 1e-9, top)) if n > 0 and 0 < rate < 1 and gap(top) < 0 else math.nan


def duration(n: int, visitors_a_day: float, *, variants: int = 2, share: float = 1.0) -> Duration | None:
    """How long a test takes; `share` of the visitors take part. Whole weeks, since weekdays differ. `None` without visitors.

    >>> duration(1030, 100)
    Duration(visitors=2060, days=21, weeks=3)
    """
    each_day = visitors_a_day * share
    if not each_day > 0:
        return None
    weeks = math.ceil(math.ceil(variants * n / each_day) / WEEK)
    return Duration(variants * n, weeks * WEEK, weeks)
