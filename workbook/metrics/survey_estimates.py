"""What a sample says about everybody: shares, means and the recommendation score, each with its interval.

    share             Wilson's interval
    mean              x̄ ± t s / √n
    recommendation    promoters − detractors, in points; adjusted Wald interval

Where the group asked has only N members, part of it is known for certain, and variances shrink by (N − n) / (N − 1); an interval is 0 wide once
everybody has answered. All of it holds for answers drawn by chance, and for nothing else.
Source: Wilson (1927); Cochran (1977); Rocks (2016), *Interval estimation for the "Net Promoter Score"*, who adds ¾ of a promoter, ¾ of a
detractor and 1½ passives.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from workbook.metrics.intervals import Interval, critical_value, wilson
from workbook.metrics.survey import GROUPS, Asked
from workbook.metrics.survey_size import rest

Value = str | float | tuple[str, ...] | None
"""One answer: a choice, several, a number, a text; `None` where there is none."""


@dataclass(frozen=True)
class Mean:
    """A mean of `n` answers with its interval, the standard deviation and the median of the answers."""

    n: int
    interval: Interval
    deviation: float
    median: float


def share(hits: float, n: float, *, population: float | None = None, level: float = 0.95) -> Interval:
    """Wilson's interval of a share, narrower where a large part of a finite population has answered.

    The correction counts `n` answers as n / ((N − n) / (N − 1)).

    >>> i, all_of_them = share(12, 30), share(12, 30, population=30)
    >>> round(i.low, 2), round(i.high, 2), all_of_them
    (0.25, 0.58, Interval(value=0.4, low=0.4, high=0.4))
    """
    if n <= 0:
        return Interval(math.nan, math.nan, math.nan)
    left = rest(n, population)
    if left <= 0:
        return Interval(hits / n, hits / n, hits / n)
    found = wilson(hits / left, n / left, level)
    return Interval(hits / n, found.low, found.high)


def shares(asked: Asked, values: Sequence[Value], *, population: float | None = None, level: float = 0.95) -> pd.DataFrame:
    """The share of each class of a question among those who answered it: answer, n, of, share, low, high.

    >>> asked = Asked(1, "r", "Red or blue?", "single", ("Red", "Blue"))
    >>> shares(asked, ["Red", "Red", None, "Blue"])[["answer", "n", "of"]].to_dict("list")
    {'answer': ['Red', 'Blue'], 'n': [2, 1], 'of': [3, 3]}
    """
    given = [value for value in values if value is not None]
    named = [_classes(asked, value) for value in given]
    rows = []
    for answer in asked.classes:
        hits = sum(answer in classes for classes in named)
        i = share(hits, len(given), population=population, level=level)
        rows.append({"answer": answer, "n": hits, "of": len(given), "share": i.value, "low": i.low, "high": i.high})
    return pd.DataFrame(rows, columns=["answer", "n", "of", "share", "low", "high"])


def mean(values: Iterable[Value], *, population: float | None = None, level: float = 0.95) -> Mean | None:
    """The mean of the numbers among the values, with its t interval; `None` under two of them.

    >>> m = mean([1.0, 2.0, 3.0, 4.0, 5.0])
    >>> round(m.interval.low, 2), m.interval.value, round(m.interval.high, 2)
    (1.04, 3.0, 4.96)
    """
    from scipy.stats import t

    given = pd.Series([float(v) for v in values if isinstance(v, int | float)])
    n = len(given)
    if n < 2:
        return None
    middle, deviation = float(given.mean()), float(given.std(ddof=1))
    half = float(t.ppf(0.5 + level / 2, n - 1)) * deviation * math.sqrt(rest(n, population) / n)
    return Mean(n, Interval(middle, middle - half, middle + half), deviation, float(given.median()))


def recommendation(values: Iterable[Value], *, population: float | None = None, level: float = 0.95) -> Interval | None:
    """The net promoter score in points, from −100 to 100, with its interval; `None` under two answers.

    >>> i = recommendation([10.0] * 50 + [8.0] * 30 + [3.0] * 20)
    >>> round(i.value), round(i.low), round(i.high)
    (30, 14, 44)
    """
    given = [float(v) for v in values if isinstance(v, int | float)]
    n = len(given)
    if n < 2:
        return None
    good, bad = sum(v >= 9 for v in given), sum(v <= 6 for v in given)
    value, left = (good - bad) / n, rest(n, population)
    if left <= 0:
        return Interval(100 * value, 100 * value, 100 * value)
    of = n / left + 3  # what is known for certain counts as more answers, as in `share`
    up, down = (good / left + 0.75) / of, (bad / left + 0.75) / of
    middle = up - down
    half = critical_value(level) * math.sqrt(max(0.0, up + down - middle**2) / of)
    return Interval(100 * value, 100 * max(-1.0, middle - half), 100 * min(1.0, middle + half))


def numbers(values: Sequence[Value], most: int = 8) -> pd.DataFrame:
    """Numbers sorted into at most `most` classes of equal, round width, from low to high: low, high, n.

    >>> numbers([1.0, 2.0, 11.0], most=4)[["low", "high", "n"]].to_dict("list")
    {'low': [0.0, 5.0, 10.0], 'high': [5.0, 10.0, 15.0], 'n': [2, 0, 1]}
    """
    given = [float(v) for v in values if isinstance(v, int | float)]
    if not given:
        return pd.DataFrame(columns=["low", "high", "n"])
    step = _round_step((max(given) - min(given)) / max(1, most - 1))
    first = math.floor(min(given) / step)
    places = [math.floor(v / step) - first for v in given]
    rows = [{"low": (first + k) * step, "high": (first + k + 1) * step, "n": places.count(k)} for k in range(max(places) + 1)]
    return pd.DataFrame(rows)


def _classes(asked: Asked, value: Value) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (asked.class_of(value),)


def _round_step(width: float) -> float:
    """The next of 1, 2, 5, 10, 20, 50, … above a width."""
    if width <= 0:
        return 1.0
    base: float = 10 ** math.floor(math.log10(width))
    return next(m * base for m in (1.0, 2.0, 5.0, 10.0) if m * base >= width * (1 - 1e-9))


__all__ = ["GROUPS", "Mean", "Value", "mean", "numbers", "recommendation", "share", "shares"]
