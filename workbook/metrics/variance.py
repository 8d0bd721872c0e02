"""Plan against actual: by how much, in which direction, and whether chance alone could have done it.

A plan is written for a normal month. Before it is held against figures it is cut to the days that have passed: three weeks of March are 21/31 of
a month. Whether a difference is good depends on what is measured: cost above plan is *unfavourable*, orders above plan are *favourable*. And
few orders differ from any plan by chance, so each count carries the interval that its number allows.

    absolute variance = actual − plan      relative variance = (actual − plan) / plan

What nobody measured has no variance. It is never taken as 0.
"""

from __future__ import annotations

import calendar
import datetime
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from workbook.metrics.intervals import weighted_poisson

Verdict = Literal["favourable", "unfavourable", "as planned", "not measured", "not planned"]
AS_PLANNED = 0.05
"""Differences up to this share of the plan are called as planned."""
LEVEL = 0.9


@dataclass(frozen=True)
class Measure:
    """A figure of plan and actual. `up` says that more is better; `flow` that it grows with time; `counted` that chance moves it."""

    label: str
    kind: Literal["money", "count", "number"]
    up: bool = True
    flow: bool = True
    counted: bool = False


MEASURES: Mapping[str, Measure] = {
    "cost": Measure("Cost", "money", up=False),
    "visits": Measure("Visits", "count", counted=True),
    "enquiries": Measure("Enquiries", "count", counted=True),
    "orders": Measure("Orders", "count", counted=True),
    "contribution": Measure("Profit after media", "money"),
    "cpa": Measure("Cost per order", "money", up=False, flow=False),
}
"""What is compared, in the order of the chain."""


@dataclass(frozen=True)
class Variance:
    """One figure, planned and real. `sure` is false where chance alone may explain the difference."""

    plan: float | None
    actual: float | None
    verdict: Verdict
    sure: bool = True

    @property
    def absolute(self) -> float | None:
        """Actual − plan; `None` where one of them is not there."""
        return None if self.plan is None or self.actual is None else self.actual - self.plan

    @property
    def relative(self) -> float | None:
        """(Actual − plan) / plan, to the plan's size; `None` where the plan is 0."""
        return None if self.absolute is None or not self.plan else self.absolute / abs(self.plan)


def variance(plan: float | None, actual: float | None, *, up: bool = True, counted: bool = False) -> Variance:
    """Compare one figure. `up`: more is better. `counted`: it is a number of events, which chance moves.

    >>> variance(500, 600, up=False).verdict, variance(100, 130, counted=True).verdict, variance(100, None).verdict
    ('unfavourable', 'favourable', 'not measured')
    >>> variance(10, 7, counted=True).sure
    False
    """
    plan, actual = _known(plan), _known(actual)
    if actual is None or plan is None:
        return Variance(plan, actual, "not measured" if actual is None else "not planned")
    difference = actual - plan
    if abs(difference) <= AS_PLANNED * abs(plan):
        return Variance(plan, actual, "as planned")
    return Variance(plan, actual, "favourable" if (difference > 0) == up else "unfavourable", not counted or _beyond_chance(plan, actual))


def months(first: datetime.date, last: datetime.date) -> float:
    """How many calendar months lie from one day to another, both included; a part of a month counts as its share of that month's days.

    >>> d = datetime.date
    >>> months(d(2026, 1, 1), d(2026, 3, 31)), months(d(2026, 4, 1), d(2026, 4, 15))
    (3.0, 0.5)
    """
    total, year, month = 0.0, first.year, first.month
    while (year, month) <= (last.year, last.month):
        length = calendar.monthrange(year, month)[1]
        start = first.day if (year, month) == (first.year, first.month) else 1
        end = last.day if (year, month) == (last.year, last.month) else length
        total += (end - start + 1) / length
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return total


def compare(plan: pd.DataFrame, actual: pd.DataFrame, passed: float) -> pd.DataFrame:
    """Every measure of every planned channel, and of the whole.

    Parameters
    ----------
    plan : DataFrame
        A row per channel of a normal month: channel, and any of `MEASURES` (a blank one is not planned).
    actual : DataFrame
        The same over the period; a channel or a figure that is not there was not measured.
    passed : float
        Months of the period that have passed (see `months`).

    Returns
    -------
    DataFrame
        channel, measure, plan (of the days that have passed), actual, absolute, relative, verdict, sure. The whole (channel "") adds up, measure by
        measure, the channels that have both plan and actual.

    >>> p = pd.DataFrame({"channel": ["ads"], "cost": [500.0], "orders": [10.0]})
    >>> found = compare(p, pd.DataFrame({"channel": ["ads"], "cost": [1200.0]}), 2)
    >>> found[found.channel == "ads"].dropna(subset=["plan"])[["measure", "plan", "actual", "verdict"]].values.tolist()
    [['cost', 1000.0, 1200.0, 'unfavourable'], ['orders', 20.0, nan, 'not measured'], ['cpa', 50.0, nan, 'not measured']]
    """
    wanted, found = _rows(plan, passed), _rows(actual, 1.0)
    rows = [_compared(channel, name, wanted[channel], found.get(channel, {})) for channel in wanted for name in MEASURES]
    whole = [_compared("", name, *_both(wanted, found, name)) for name in MEASURES]
    columns = ["channel", "measure", "plan", "actual", "absolute", "relative", "verdict", "sure"]
    return pd.DataFrame([*rows, *whole], columns=columns)


def of(found: pd.DataFrame, channel: str, measure: str) -> Variance:
    """One cell of `compare`; not measured where it is not there."""
    row = found[(found.channel == channel) & (found.measure == measure)]
    if row.empty:
        return Variance(None, None, "not measured")
    first = row.iloc[0]
    return Variance(_known(first.plan), _known(first.actual), first.verdict, bool(first.sure))


def _rows(frame: pd.DataFrame, passed: float) -> dict[str, dict[str, float | None]]:
    """Per channel the figures of the period; the cost of an order follows from cost and orders."""
    out: dict[str, dict[str, float | None]] = {}
    for row in frame.to_dict("records"):
        figures = {name: _times(row.get(name), passed) for name, m in MEASURES.items() if m.flow}
        cost, orders = figures["cost"], figures["orders"]
        out[str(row["channel"])] = {**figures, "cpa": cost / orders if cost is not None and orders else None}
    return out


def _both(
    wanted: Mapping[str, dict[str, float | None]], found: Mapping[str, dict[str, float | None]], name: str
) -> tuple[dict[str, float | None], ...]:
    """Plan and actual of the whole: of the channels in which this measure, and what it is made of, is there on both sides."""
    parts = ("cost", "orders") if name == "cpa" else (name,)
    there = [c for c in wanted if all(side.get(c, {}).get(part) is not None for side in (wanted, found) for part in parts)]
    sides = []
    for side in (wanted, found):
        sums: dict[str, float | None] = {part: sum(side[c][part] or 0.0 for c in there) if there else None for part in parts}
        cost, orders = sums.get("cost"), sums.get("orders")
        sides.append({**sums, "cpa": cost / orders if cost is not None and orders else None} if name == "cpa" else sums)
    return tuple(sides)


def _compared(channel: str, name: str, wanted: Mapping[str, float | None], found: Mapping[str, float | None]) -> tuple[object, ...]:
    measure = MEASURES[name]
    v = variance(wanted.get(name), found.get(name), up=measure.up, counted=measure.counted)
    blank = math.nan
    figures = [blank if x is None else x for x in (v.plan, v.actual, v.absolute, v.relative)]
    return (channel, name, *figures, v.verdict, v.sure)


def _beyond_chance(plan: float, actual: float) -> bool:
    likely = weighted_poisson(actual, actual, 1.0, LEVEL)
    return not likely.low <= plan <= likely.high


def _times(value: object, passed: float) -> float | None:
    known = _known(value)
    return None if known is None else known * passed


def _known(value: object) -> float | None:
    """The number; a blank one is not known."""
    if value is None or pd.isna(value):  # type: ignore[call-overload]
        return None
    return float(value)  # type: ignore[arg-type]


__all__ = ["AS_PLANNED", "MEASURES", "Measure", "Variance", "Verdict", "compare", "months", "of", "variance"]
