"""How many must answer? Worked out before anybody is asked, from how exact the answer must be.

    a share   n₀ = z² p (1 − p) / d²        a mean   n₀ = (t s / d)²
    n = n₀ / (1 + (n₀ − 1) / N)             where the group asked has only N members (finite population)
    invitations = n / response rate

d is the margin: half the width of the interval. Half the margin takes four times the answers; a population of ten thousand or of ten million makes
hardly a difference. Source: Cochran (1977), *Sampling Techniques*, chapter 4.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import pandas as pd

from workbook.metrics.intervals import critical_value


@dataclass(frozen=True)
class Plan:
    """`n` answers for the whole, `n_groups` where each group is to be as exact; `invitations` for what is planned (`answers`), and what it costs."""

    margin: float
    level: float
    rate: float | None
    deviation: float | None
    population: int | None
    response: float
    groups: int
    n: int
    answers: int
    invitations: int
    cost: float

    @property
    def enough_people(self) -> bool:
        """Whether the group asked has as many members as must be invited."""
        return self.population is None or self.invitations <= self.population

    @property
    def cost_of_all(self) -> float:
        """What asking the whole group costs: as many answers for each invitation as planned."""
        return self.cost * (self.population or 0) / self.invitations if self.invitations else 0.0

    @property
    def from_all(self) -> tuple[int, float]:
        """What asking the whole group gives: the answers to expect, and the margin of a figure over all of them (`nan` where it is not known)."""
        n = math.floor(round((self.population or 0) * self.response, 9))
        if self.deviation:
            return n, margin_of_mean(n, self.deviation, self.level, population=self.population)
        return n, margin_of_share(n, self.level, rate=self.rate or 0.5, population=self.population)


def for_share(margin: float, level: float = 0.95, *, rate: float = 0.5, population: float | None = None) -> int:
    """Answers that tell a share within ± `margin` (0.05 is five points).

    >>> for_share(0.05), for_share(0.05, population=1000), for_share(0.025)
    (385, 278, 1537)
    """
    if not (0 < margin < 0.5 and 0 < rate < 1):
        msg = f"`margin` must lie between 0 and 0.5 and `rate` between 0 and 1 (got {margin} and {rate}). Write 5 points as 0.05."
        raise ValueError(msg)
    return _finite(critical_value(level) ** 2 * rate * (1 - rate) / margin**2, population)


def for_mean(margin: float, deviation: float, level: float = 0.95, *, population: float | None = None) -> int:
    """Answers that tell a mean within ± `margin`, where single answers have this standard deviation.

    The t of the sample itself is used, so that small samples are not called too small.

    >>> for_mean(2, 10), for_mean(2, 10, population=200)
    (99, 67)
    """
    from scipy.stats import t

    if not (margin > 0 and deviation > 0):
        msg = f"`margin` and `deviation` must be above 0 (got {margin} and {deviation})."
        raise ValueError(msg)
    n = max(2.0, (critical_value(level) * deviation / margin) ** 2)
    for _ in range(50):
        after = max(2.0, (float(t.ppf(0.5 + level / 2, math.ceil(n) - 1)) * deviation / margin) ** 2)
        if math.ceil(after) == math.ceil(n):
            break
        n = after
    return _finite(n, population)


def margin_of_share(n: float, level: float = 0.95, *, rate: float = 0.5, population: float | None = None) -> float:
    """What `n` answers tell a share within; 0 where everybody has answered.

    >>> round(margin_of_share(385), 3), round(margin_of_share(30), 2)
    (0.05, 0.18)
    """
    return critical_value(level) * math.sqrt(rate * (1 - rate) / n * rest(n, population)) if n > 0 else math.nan


def margin_of_mean(n: float, deviation: float, level: float = 0.95, *, population: float | None = None) -> float:
    """What `n` answers tell a mean within; `nan` below 2."""
    from scipy.stats import t

    return float(t.ppf(0.5 + level / 2, n - 1)) * deviation * math.sqrt(rest(n, population) / n) if n >= 2 else math.nan


def rest(n: float, population: float | None) -> float:
    """By how much a variance shrinks because part of a finite population is known: (N − n) / (N − 1).

    >>> rest(100, 100), rest(100, None)
    (0.0, 1.0)
    """
    return 1.0 if not population or population <= 1 else max(0.0, (population - n) / (population - 1))


def plan(
    margin: float, level: float, *, rate: float | None, deviation: float | None, population: int | None, response: float, groups: int = 1,
    costs: tuple[float, float] = (0.0, 0.0),
) -> Plan:  # fmt: skip
    """The whole plan; `costs` of an invitation and of an answer. With `groups`, each group is to be as exact as the whole would be.

    >>> made = plan(0.05, 0.95, rate=0.5, deviation=None, population=None, response=0.2, costs=(0.5, 2))
    >>> made.n, made.invitations, made.cost
    (385, 1925, 1732.5)
    """
    n = for_mean(margin, deviation, level, population=population) if deviation else for_share(margin, level, rate=rate or 0.5, population=population)
    each = population / groups if population else None
    inside = for_mean(margin, deviation, level, population=each) if deviation else for_share(margin, level, rate=rate or 0.5, population=each)
    answers = n if groups == 1 else inside * groups
    invitations = math.ceil(round(answers / response, 9))
    cost = invitations * costs[0] + answers * costs[1]
    return Plan(margin, level, None if deviation else rate or 0.5, deviation, population, response, groups, n, answers, invitations, cost)


SIZES = (30, 50, 100, 200, 400, 800, 1600)


def margins(made: Plan, sizes: tuple[int, ...] = SIZES) -> pd.DataFrame:
    """What each number of answers would tell: n, margin (of the whole or of one group that has so many), invitations."""
    wanted = sorted({*sizes, made.n})
    kept = [n for n in wanted if made.population is None or n <= made.population]
    write = [margin_of_mean(n, made.deviation, made.level, population=made.population) if made.deviation
             else margin_of_share(n, made.level, rate=made.rate or 0.5, population=made.population) for n in kept]  # fmt: skip
    return pd.DataFrame({"n": kept, "margin": write, "invitations": [math.ceil(round(n / made.response, 9)) for n in kept]})


def _finite(n: float, population: float | None) -> int:
    """The finite population correction, rounded up; never more than there are."""
    if population is None:
        return math.ceil(round(n, 9))
    return min(math.ceil(population), math.ceil(round(n / (1 + (n - 1) / population), 9)))


__all__ = ["SIZES", "Plan", "for_mean", "for_share", "margin_of_mean", "margin_of_share", "margins", "plan", "rest"]
