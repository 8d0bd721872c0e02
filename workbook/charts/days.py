"""The days under a chart: marks stand where weeks and months begin, not where a drawing library's round numbers fall.

A label that says 17 January beside a sentence about the week from 18 January is a small lie that a careful reader finds at once.
Two axes: what was measured ends with its last day (`day_axis`); a plan begins and ends on a mark and says its year (`plan_axis`), so that
a plan from mid-January to the end of October has a mark at either end.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import altair as alt
import pandas as pd

if TYPE_CHECKING:
    from workbook.answers.locale import Locale

MOST = 7
"""About how many marks an axis has; more would not have room for their words on a telephone."""
_WEEKS_FROM, _WEEKS_TO = 22, 200
"""Days of measurement from which weeks are marked and up to which; below and beyond, the library's own days and months are good."""
_SHORT_PLAN = 42
"""Days of a plan up to which weeks are marked, then months."""


def mondays(days: Iterable[Any]) -> list[datetime.date]:
    """The Mondays among and between days, of many every second, third and so on.

    >>> [f"{day:%d %b}" for day in mondays([datetime.date(2027, 1, 16), datetime.date(2027, 2, 1)])]
    ['18 Jan', '25 Jan', '01 Feb']
    """
    all_ = [pd.Timestamp(day).normalize() for day in days]
    first, last = min(all_), max(all_)
    first += pd.Timedelta(days=-first.weekday() % 7)
    weeks = (last - first).days // 7 + 1
    every = max(1, math.ceil(weeks / MOST))
    return [(first + pd.Timedelta(days=7 * n)).date() for n in range(0, weeks, every)]


def day_axis(days: Iterable[Any], locale: Locale, *, weekly: bool = False, **more: Any) -> alt.Axis:
    """An axis of measured `days`, from the first to the last; `weekly`: each of them begins a week, so Mondays are marked however few there are."""
    known = pd.Series(pd.to_datetime(pd.Series(list(days)))).dropna()
    span = (known.max() - known.min()).days if len(known) else 0
    ticks = mondays(known) if len(known) and span <= _WEEKS_TO and (weekly or span >= _WEEKS_FROM) else []
    if not ticks:
        return alt.Axis(**{"labelOverlap": "greedy", "tickCount": 6, **more})
    return alt.Axis(**{"labelOverlap": "greedy", "values": _drawn(ticks), "format": _written(locale), **more})


def plan_marks(first: datetime.date, last: datetime.date) -> list[datetime.date]:
    """The days that are marked: the last one before `first` or on it, the first one after `last`, and those between.

    >>> [f"{d:%d.%m.%y}" for d in plan_marks(datetime.date(2027, 1, 11), datetime.date(2027, 3, 19))]
    ['01.01.27', '01.02.27', '01.03.27', '01.04.27']
    >>> [f"{d:%d.%m.}" for d in plan_marks(datetime.date(2027, 1, 13), datetime.date(2027, 1, 20))]
    ['11.01.', '18.01.', '25.01.']
    """
    return _weeks(first, last) if (last - first).days <= _SHORT_PLAN else _months(first, last)


def plan_axis(field: str, first: datetime.date, last: datetime.date, locale: Locale) -> alt.X:
    """The x position of a plan's days in `field`, from the first mark to the last; the year stands below the first mark and each January."""
    marked = _drawn(plan_marks(first, last))
    weeks = (last - first).days <= _SHORT_PLAN
    words = _written(locale) if weeks else "%b"
    year = "datum.index === 0 || month(datum.value) === 0 && date(datum.value) === 1 ? timeFormat(datum.value, '%Y') : ''"
    axis = alt.Axis(values=marked, labelExpr=f"[timeFormat(datum.value, '{words}'), {year}]", labelFlush=True, labelOverlap=weeks, grid=True)
    return alt.X(field, title=None, axis=axis, scale=alt.Scale(domain=[marked[0], marked[-1]], nice=False))


def _weeks(first: datetime.date, last: datetime.date) -> list[datetime.date]:
    monday = first - datetime.timedelta(days=first.weekday())
    return [monday + datetime.timedelta(days=7 * n) for n in range((last - monday).days // 7 + 2)]


def _months(first: datetime.date, last: datetime.date) -> list[datetime.date]:
    begin, end = first.year * 12 + first.month - 1, last.year * 12 + last.month
    step = next(step for step in (1, 2, 3, 6, *range(12, 12 * 300, 12)) if -(-(end - begin) // step) < MOST)
    count = -(-(end - begin) // step)
    return [datetime.date((begin + n * step) // 12, (begin + n * step) % 12 + 1, 1) for n in range(count + 1)]


def _drawn(days: Iterable[datetime.date]) -> list[alt.DateTime]:
    return [alt.DateTime(year=day.year, month=day.month, date=day.day) for day in days]


def _written(locale: Locale) -> str:
    """A day and its month in the reader's order, in the page's words: `%-d %b` or `%b %-d`."""
    return "%-d %b" if locale.day(datetime.date(2026, 1, 18)).startswith("18") else "%b %-d"


__all__ = ["day_axis", "mondays", "plan_axis", "plan_marks"]
