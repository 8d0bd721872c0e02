"""The days under a chart: ticks on Mondays, where weeks begin, and not on the Sundays that a drawing library would take.

A label that says 17 January beside a sentence about the week from 18 January is a small lie that a careful reader finds at once.
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

FEWEST, MOST, TICKS = 22, 200, 7
"""Days from which weeks are marked and up to which (beyond, months are), and about how many marks there are."""


def mondays(days: Iterable[Any]) -> list[datetime.date]:
    """The Mondays among and between days, of many every second, third and so on.

    >>> [f"{day:%d %b}" for day in mondays([datetime.date(2027, 1, 16), datetime.date(2027, 2, 1)])]
    ['18 Jan', '25 Jan', '01 Feb']
    """
    all_ = [pd.Timestamp(day).normalize() for day in days]
    first, last = min(all_), max(all_)
    first += pd.Timedelta(days=-first.weekday() % 7)
    weeks = (last - first).days // 7 + 1
    every = max(1, math.ceil(weeks / TICKS))
    return [(first + pd.Timedelta(days=7 * n)).date() for n in range(0, weeks, every)]


def day_axis(days: Iterable[Any], locale: Locale, *, weekly: bool = False, **more: Any) -> alt.Axis:
    """An axis of days, from the first to the last of `days`; `weekly`: each of them begins a week, so Mondays are marked however few there are."""
    known = pd.Series(pd.to_datetime(pd.Series(list(days)))).dropna()
    span = (known.max() - known.min()).days if len(known) else 0
    ticks = mondays(known) if len(known) and span <= MOST and (weekly or span >= FEWEST) else []
    if not ticks:
        return alt.Axis(**{"labelOverlap": "greedy", "tickCount": 6, **more})
    values = [alt.DateTime(year=day.year, month=day.month, date=day.day) for day in ticks]
    return alt.Axis(**{"labelOverlap": "greedy", "values": values, "format": _written(locale), **more})


def _written(locale: Locale) -> str:
    """A day and its month in the reader's order, in the page's words: `%-d %b` or `%b %-d`."""
    return "%-d %b" if locale.day(datetime.date(2026, 1, 18)).startswith("18") else "%b %-d"


__all__ = ["day_axis", "mondays"]
