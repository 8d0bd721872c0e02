"""A time axis that can be read at both ends: it begins and ends on a mark, the marks are whole months or weeks, and the year is said.

Left to itself a chart puts its marks where round numbers fall: a plan from mid-January to the end of October then has no mark at either end.
"""

from __future__ import annotations

import datetime

import altair as alt

MOST = 7
"""Marks on an axis; more would not have room for their words on a telephone."""
_SHORT = 42
"""Days up to which weeks are marked."""


def marks(first: datetime.date, last: datetime.date) -> list[datetime.date]:
    """The days that are marked: the last one before `first` or on it, the first one after `last`, and those between.

    >>> [f"{d:%d.%m.%y}" for d in marks(datetime.date(2027, 1, 11), datetime.date(2027, 3, 19))]
    ['01.01.27', '01.02.27', '01.03.27', '01.04.27']
    >>> [f"{d:%d.%m.}" for d in marks(datetime.date(2027, 1, 13), datetime.date(2027, 1, 20))]
    ['11.01.', '18.01.', '25.01.']
    """
    return _weeks(first, last) if (last - first).days <= _SHORT else _months(first, last)


def time_axis(field: str, first: datetime.date, last: datetime.date) -> alt.X:
    """The x position of days in `field`, from the first mark to the last; the year stands below the first mark and each January."""
    marked = [alt.DateTime(year=d.year, month=d.month, date=d.day) for d in marks(first, last)]
    weeks = (last - first).days <= _SHORT
    words = "%-d %b" if weeks else "%b"
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


__all__ = ["marks", "time_axis"]
