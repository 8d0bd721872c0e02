"""Did a change help? Before and after, against pages or queries that were not changed.

After a change clicks rise or fall for many reasons: the season, a holiday, a new ranking formula. Pages that were *not* changed meet the same
reasons and serve as *control*: the effect is what the changed ones did beyond them (difference in differences, here of shares).

    effect = (changed after / changed before) ÷ (control after / control before) − 1

Counted are whole weeks next to the day of the change, so that no weekday weighs double. The interval takes the weeks as they scattered (Welch's t of
log(changed / control) by week), and is never narrower than the number of clicks allows (1/clicks added up). It holds if both groups would have
gone the same way without the change; whether they did so before can be looked at, and is.
Without a control the season cannot be told from the effect.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import narwhals as nw
import numpy as np
import pandas as pd

from workbook.metrics.intervals import Interval
from workbook.metrics.search import holds
from workbook.metrics.tables import Table, day, need, small

MOST_WEEKS = 8
LEAST_WEEKS = 2
DRIFT = 0.05


@dataclass(frozen=True)
class Effect:
    """`change`: the effect as a share; `clicks`: the same in clicks a week. Weekly means of both groups before and after.

    `control` says whether there was one; `drifting` that the groups went different ways before the change already.
    """

    change: Interval
    clicks: Interval
    changed: tuple[float, float]
    unchanged: tuple[float, float]
    weeks: tuple[int, int]
    control: bool
    drifting: bool

    @property
    def shown(self) -> bool:
        """Whether the interval leaves out "no effect"."""
        return self.change.low > 0 or self.change.high < 0


def daily(search: Table, *, pages: Sequence[str] = (), queries: Sequence[str] = (), brand: Sequence[str] = ()) -> pd.DataFrame:
    """Clicks by day of what was changed and of the rest: date, changed, control. A page or query is changed when it holds one of the words.

    Brand queries are left out of both. Without pages or queries everything counts as changed, and there is no control.

    >>> rows = pd.DataFrame({"date": pd.to_datetime(["2026-01-01"] * 2), "page": ["/a", "/b"], "clicks": [5, 7]})
    >>> daily(rows, pages=["/a"])[["changed", "control"]].values.tolist()
    [[5.0, 7.0]]
    """
    used = ["date", "clicks", *(["page"] if pages else []), *(["query"] if queries or brand else [])]
    frame = need(search, "search", used)
    if brand:
        frame = frame.filter(~holds("query", brand))
    chosen = holds("page", pages) if pages else nw.lit(False)
    chosen = chosen | holds("query", queries) if queries else chosen
    clicks = nw.col("clicks").cast(nw.Float64).fill_null(0)
    if not (pages or queries):
        sums = frame.with_columns(_day=day(frame, "date"), changed=clicks).group_by("_day").agg(nw.col("changed").sum())
    else:
        split = {"changed": nw.when(chosen).then(clicks).otherwise(0.0), "control": nw.when(chosen).then(0.0).otherwise(clicks)}
        sums = frame.with_columns(_day=day(frame, "date"), **split).group_by("_day").agg(nw.col("changed", "control").sum())
    found = small(sums.sort("_day")).rename(columns={"_day": "date"})
    return found.assign(date=pd.to_datetime(found.date))


def weekly(series: pd.DataFrame, on: datetime.date, most: int = MOST_WEEKS) -> pd.DataFrame:
    """Whole weeks next to the day of the change: week (−1 is the one before, 0 the first after), start, changed, control.

    Days without a row count as 0 clicks: a report leaves them out.

    >>> days = pd.date_range("2026-01-01", "2026-01-28")
    >>> weekly(pd.DataFrame({"date": days, "changed": 1.0}), datetime.date(2026, 1, 15)).changed.tolist()
    [7.0, 7.0, 7.0, 7.0]
    """
    whole = series.set_index("date").asfreq("D", fill_value=0.0) if len(series) else series.set_index("date")
    start = pd.Timestamp(on)
    number = pd.Series(whole.index, index=whole.index).sub(start).dt.days.floordiv(7)
    parts = whole.groupby(number).sum()[whole.groupby(number).size() == 7]
    parts = parts[(parts.index >= -most) & (parts.index < most)]
    named = parts.rename_axis("week").reset_index()
    return named.assign(start=start + pd.to_timedelta(named.week * 7, unit="D"))


def effect(weeks: pd.DataFrame, *, level: float = 0.95) -> Effect | None:
    """The effect of the change from its weeks; `None` with fewer than two whole weeks on either side, or without clicks before.

    >>> weeks = pd.DataFrame({"week": [-2, -1, 0, 1], "changed": [1000.0, 1000, 1500, 1500], "control": [1000.0, 1000, 1200, 1200]})
    >>> found = effect(weeks)
    >>> round(found.change.value, 4), round(found.clicks.value)
    (0.25, 300)
    """
    before, after = weeks[weeks.week < 0], weeks[weeks.week >= 0]
    control = "control" in weeks and before.control.sum() > 0 and after.control.sum() > 0
    if min(len(before), len(after)) < LEAST_WEEKS or before.changed.sum() <= 0:
        return None
    middle = _growth(before, after, "changed") - (_growth(before, after, "control") if control else 0.0)
    half = _half(before, after, control, level)
    change = Interval(*(math.expm1(x) for x in (middle, middle - half, middle + half)))
    reached = float(after.changed.mean())
    clicks = Interval(*(reached * -math.expm1(-x) for x in (middle, middle - half, middle + half)))
    return Effect(
        change, clicks, (float(before.changed.mean()), reached),
        (float(before.control.mean()), float(after.control.mean())) if control else (math.nan, math.nan),
        (len(before), len(after)), control, control and _drifting(before),
    )  # fmt: skip


def _growth(before: pd.DataFrame, after: pd.DataFrame, group: str) -> float:
    first, last = (max(float(part[group].mean()), _HALF / len(part)) for part in (before, after))
    return math.log(last / first)


_HALF = 0.5
"""Added to a sum of clicks before its logarithm is taken, so that a week without clicks can be counted."""


def _logs(weeks: pd.DataFrame, control: bool) -> pd.Series[Any]:
    logs: pd.Series[Any] = np.log(weeks.changed + _HALF)
    against: pd.Series[Any] = logs - np.log(weeks.control + _HALF) if control else logs
    return against


def _half(before: pd.DataFrame, after: pd.DataFrame, control: bool, level: float) -> float:
    """Half the width of the interval of the logarithm."""
    from scipy.stats import norm, t

    spreads = [float(_logs(part, control).var(ddof=1)) / len(part) for part in (before, after)]
    error, floor = math.sqrt(sum(spreads)), math.sqrt(_by_chance(before, control) + _by_chance(after, control))
    if error == 0:
        return float(norm.ppf(0.5 + level / 2)) * floor
    free = sum(spreads) ** 2 / sum(s**2 / (len(part) - 1) for s, part in zip(spreads, (before, after), strict=True))
    return max(float(t.ppf(0.5 + level / 2, free)) * error, float(norm.ppf(0.5 + level / 2)) * floor)


def _by_chance(weeks: pd.DataFrame, control: bool) -> float:
    return sum(1 / (float(weeks[group].sum()) + _HALF) for group in (("changed", "control") if control else ("changed",)))


def _drifting(before: pd.DataFrame) -> bool:
    """Whether changed and control moved apart in the weeks before already."""
    from scipy.stats import linregress

    logs = _logs(before, True)
    if len(before) < 4 or float(logs.std()) < 1e-12:
        return False
    return bool(linregress(before.week.to_numpy(float), logs.to_numpy(float)).pvalue < DRIFT)
