"""What would have been expected? A daily count taken apart into level, weekly pattern and what is left.

Sunday is not a crisis: a shop for companies has a third of its visits at the weekend, every weekend. Only when the level and the pattern of the
week are known can a day be called unusual, and only against a *band* of what would have been expected, never against the day before.

    count = level (slow, with sudden shifts) + weekly pattern + rest

The parts come from STL, which unusual days do not bend (`robust`). It works on 2 √(count + 3/8), whose scatter is the same for small and for
large counts; a purely random count scatters by 1 there. The band is ± 3 of the rest's scatter: about one ordinary day in 370 falls outside it.

Sources: Cleveland, Cleveland, McRae & Terpenning (1990), *STL*; Anscombe (1948) for the root; Shewhart (1931) for the three; Wang, Smith & Hyndman
(2006) for the strength of a pattern, max(0, 1 − Var(rest) / Var(pattern + rest)).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pandas as pd

from workbook.metrics.shifts import shifts

Every = Literal["day", "week"]
Floats = np.ndarray[Any, np.dtype[np.float64]]

LIMIT = 3.0
"""Half the band's width, in scatters of the rest."""
LEAST, ENOUGH = 14, 28
"""Days for a band at all; days for a weekly pattern."""
_LEAST_WEEKS = 8
_ZERO = 2 * np.sqrt(3 / 8)


@dataclass(frozen=True)
class Shift:
    """From `day` on the level is another one: `before` and `after` in counts per period."""

    day: pd.Timestamp
    before: float
    after: float


@dataclass(frozen=True)
class Season:
    """A series taken apart.

    `table` has a row per period: day (its first), value (blank where it is missing), expected, low, high, level, and kind: "as expected", "high",
    "low", "missing". `week` holds seven factors, Monday first, 1 being the average day; `None` where the pattern cannot be told.
    `strength` is between 0 (no pattern) and 1. `limits` say in sentences what the length of the series does not allow.
    """

    table: pd.DataFrame
    every: Every
    week: tuple[float, ...] | None
    strength: float
    shifts: tuple[Shift, ...]
    limits: tuple[str, ...]

    @property
    def judged(self) -> bool:
        """Whether there is a band that a day can fall out of."""
        return bool(self.table.low.notna().any()) if len(self.table) else False


def season(daily: pd.DataFrame, every: Every = "day") -> Season:
    """Take a daily series (columns day and value; a blank value is a missing day) apart, by day or by whole week.

    >>> visits = pd.DataFrame({"day": pd.date_range("2026-01-05", periods=56), "value": [100, 100, 100, 100, 100, 40, 30] * 8})
    >>> s = season(visits)
    >>> [round(f, 1) for f in s.week], s.table.kind.unique().tolist()
    ([1.2, 1.2, 1.2, 1.2, 1.2, 0.5, 0.4], ['as expected'])
    """
    series = daily.assign(value=daily.value.astype(float)).sort_values("day", ignore_index=True)[["day", "value"]]
    if every == "week":
        return _by_week(_weeks(series))
    if len(series) < LEAST:
        return _too_short(series, f"Fewer than {LEAST} days: what a day should have been cannot be told yet.", every)
    return _by_day(series)


def _by_day(series: pd.DataFrame) -> Season:
    y = _filled(_root(series.value.to_numpy()), 7)
    limits = tuple(_too_little(len(series)))
    pattern = _stl(y)[1] if len(y) >= ENOUGH else np.zeros(len(y))
    found = shifts(y - pattern)
    steps = np.sum([jump * (np.arange(len(y)) >= at) for at, jump in found], axis=0) if found else np.zeros(len(y))
    slow, pattern = _unbent(y - steps) if len(y) >= ENOUGH else (np.full(len(y), float(np.median(y))), np.zeros(len(y)))
    table = _judged(series, slow + steps, pattern, y)
    weekly = _weekdays(series.day, table) if len(y) >= ENOUGH else None
    rest = y - slow - steps - pattern
    return Season(table, "day", weekly, _strength(pattern, rest), tuple(_shift(table, at) for at, _ in found), limits)


def _by_week(weeks: pd.DataFrame) -> Season:
    if len(weeks) < _LEAST_WEEKS:
        return _too_short(weeks, f"Fewer than {_LEAST_WEEKS} whole weeks: what a week should have been cannot be told yet.", "week")
    from statsmodels.nonparametric.smoothers_lowess import lowess

    y = _filled(_root(weeks.value.to_numpy()), 1)
    level = lowess(y, np.arange(len(y)), frac=min(1.0, max(13 / len(y), 0.3)), it=3, return_sorted=False)
    limits = () if len(weeks) >= 104 else (_YEAR,)
    return Season(_judged(weeks, level, np.zeros(len(y)), y), "week", None, 0.0, (), limits)


_YEAR = "Less than two years: a season of the year (Christmas, summer) cannot be told from growth; compare with the same weeks a year before."


def _too_little(days: int) -> list[str]:
    weekly = [] if days >= ENOUGH else [f"Fewer than {ENOUGH} days: the pattern of the week cannot be told from chance."]
    return [*weekly, *([] if days >= 730 else [_YEAR])]


def _too_short(series: pd.DataFrame, why: str, every: Every) -> Season:
    blank = dict.fromkeys(("expected", "low", "high", "level"), np.nan)
    kind = series.value.isna().map({True: "missing", False: "as expected"})
    return Season(series.assign(**blank, kind=kind.astype("str")), every, None, 0.0, (), (why,))


def _judged(series: pd.DataFrame, level: Floats, pattern: Floats, y: Floats) -> pd.DataFrame:
    """The series with what was expected, the band and what each period was."""
    expected = level + pattern
    known = series.value.notna().to_numpy()
    half = LIMIT * scatter((y - expected)[known])
    low, high = np.floor(_count(expected - half)), np.ceil(_count(expected + half))
    value = series.value.to_numpy()
    kind = np.select([~known, value < low, value > high], ["missing", "low", "high"], "as expected")
    return series.assign(expected=_count(expected), low=low, high=high, level=_count(level), kind=kind)


def scatter(rest: Floats) -> float:
    """The scatter of the rest without its unusual days: 1.4826 × the median distance from 0, and at least that of pure chance, 1.

    >>> scatter(np.array([-2.0, 2.0, -2.0, 2.0, 50.0]))
    2.9652
    """
    return max(1.0, 1.4826 * float(np.median(np.abs(rest)))) if len(rest) else 1.0


def _unbent(y: Floats) -> tuple[Floats, Floats]:
    """Level and pattern, once more without the days that turned out unusual: several in a row would pull the level after them."""
    slow, pattern = _stl(y)
    rest = y - slow - pattern
    odd = np.abs(rest) > LIMIT * scatter(rest)
    return _stl(_filled(np.where(odd, np.nan, y), 7)) if odd.any() else (slow, pattern)


def _stl(y: Floats) -> tuple[Floats, Floats]:
    from statsmodels.tsa.stl._stl import STL

    trend = 29 if len(y) >= 58 else 15
    parts = STL(np.ascontiguousarray(y), period=7, seasonal=35, trend=trend, seasonal_deg=0, robust=True).fit()
    return np.asarray(parts.trend), np.asarray(parts.seasonal)


def _root(value: Floats) -> Floats:
    return 2 * np.sqrt(np.maximum(value, 0) + 3 / 8)


def _count(root: Floats) -> Floats:
    counts: Floats = np.maximum(root, _ZERO) ** 2 / 4 - 3 / 8
    return np.maximum(counts, 0.0)


def _filled(y: Floats, period: int) -> Floats:
    """Missing days get the middle of the same weekday around them, for the calculation only."""
    blank = np.flatnonzero(np.isnan(y))
    if not len(blank):
        return y
    whole = float(np.nanmedian(y)) if len(blank) < len(y) else _ZERO
    near = {int(i): y[[j for k in range(-4, 5) if 0 <= (j := i + k * period) < len(y)]] for i in blank}
    return np.array([v if i not in near else float(np.nanmedian(near[i])) if (~np.isnan(near[i])).any() else whole for i, v in enumerate(y)])


def _weekdays(days: pd.Series[Any], table: pd.DataFrame) -> tuple[float, ...]:
    share = (table.expected / table.level.where(table.level > 0)).groupby(days.dt.day_of_week).median().reindex(range(7)).fillna(1.0)
    return tuple(float(f) for f in share / share.mean())


def _strength(pattern: Floats, rest: Floats) -> float:
    both = float(np.var(pattern + rest))
    return max(0.0, 1 - float(np.var(rest)) / both) if both > 0 else 0.0


def _shift(table: pd.DataFrame, at: int) -> Shift:
    before, after = table.level.iloc[max(0, at - 7) : at].median(), table.level.iloc[at : at + 7].median()
    return Shift(pd.Timestamp(table.day.iloc[at]), float(before), float(after))


def _weeks(series: pd.DataFrame) -> pd.DataFrame:
    """Whole weeks from Monday; one with a missing day is missing, one that the series cuts off is left out."""
    monday = series.day - pd.to_timedelta(series.day.dt.day_of_week, unit="D")
    sums = series.groupby(monday).value.agg(lambda v: v.sum() if len(v) == 7 and v.notna().all() else np.nan)
    size = series.groupby(monday).value.size()
    return sums[size == 7].rename_axis("day").reset_index()
