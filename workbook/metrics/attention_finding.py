"""What the course of attention says, in sentences: the level and its trend, the week, the unusual days, and what to look at."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import pandas as pd

from workbook.answers.finding import Figure, Finding
from workbook.metrics.anomalies import SHIFT_CHECK, Anomaly, check_first, shift_told, signed, told
from workbook.metrics.attention import Daily
from workbook.metrics.season import Season

if TYPE_CHECKING:
    from workbook.answers.locale import Locale

_MOST = 8
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_PATTERN = 0.3
"""Strength from which a weekly pattern is worth telling."""


def finding(daily: Daily, found: Season, unusual: Sequence[Anomaly], locale: Locale) -> Finding:
    """The finding about one measure. `found` is its series taken apart, `unusual` its `anomalies`."""
    many = daily.measure.many
    if not len(found.table):
        return Finding(
            f"There are no {many} with a day yet", means="A course and its unusual days are seen only where each row names its day.",
            means_not=f"It does not mean that there were no {many}.", next_step=f"Load {daily.measure.source}.",
        )  # fmt: skip
    largest = sorted(unusual, key=lambda a: -a.size)[:_MOST]
    shown = [f"{told(a, daily.measure, found.every, locale)} {check_first(a, daily.measure, found.every)}" for a in largest]
    jumps = [f"{shift_told(s, daily.measure, locale)} {SHIFT_CHECK}" for s in found.shifts]
    return Finding(
        headline=headline(daily, found, unusual, locale),
        tone="warn" if unusual or found.shifts else "neutral",
        figures=tuple(_figures(daily, found, unusual, locale)),
        points=(*jumps, *shown, *found.limits),
        means=_means(found) if found.judged else "",
        means_not=(
            f"The band says what would have been expected had all gone on as before, not what caused a {found.every} outside it. About one ordinary "
            f"{found.every} in 370 falls outside by chance alone."
        ),
        next_step=_next(unusual, found),
    )


def headline(daily: Daily, found: Season, unusual: Sequence[Anomaly], locale: Locale) -> str:
    """The one message: the largest unusual event, else a new level, else the trend."""
    many, every = daily.measure.many, found.every
    if not found.judged:
        return f"{locale.things(len(found.table), every)} of {many}: too few to say what is usual"
    seen = [a for a in unusual if a.kind != "missing"]
    if seen:
        return told(max(seen, key=lambda a: a.size), daily.measure, every, locale).rstrip(".")
    if found.shifts:
        return shift_told(found.shifts[-1], daily.measure, locale).rstrip(".")
    if unusual:
        return told(unusual[0], daily.measure, every, locale).split(". This")[0]
    return f"No unusual {every}: {many} {_trend(found, locale)}"


def _trend(found: Season, locale: Locale) -> str:
    first, last = found.table.level.iloc[0], found.table.level.iloc[-1]
    change = last / first - 1 if first > 0 else math.nan
    if math.isnan(change) or abs(change) < 0.1:
        return f"stayed near {locale.count(last)} a {found.every}"
    return f"went from {locale.count(first)} to {locale.count(last)} a {found.every} ({signed(change, locale)})"


def _figures(daily: Daily, found: Season, unusual: Sequence[Anomaly], locale: Locale) -> Iterator[Figure]:
    known = found.table.value.dropna()
    yield Figure(f"{daily.measure.label} a {found.every}", locale.number(known.mean(), 1 if known.mean() < 10 else 0), "mean of the known days")
    if found.judged:
        yield Figure("Level", _level(found, locale), "first to last, without the week's pattern")
    if found.week and found.strength >= _PATTERN:
        best, least = max(found.week), min(found.week)
        days = f"{_DAYS[found.week.index(best)]} {signed(best - 1, locale)}"
        yield Figure("Strongest day of the week", days, f"weakest: {_DAYS[found.week.index(least)]} {signed(least - 1, locale)}, against the mean")
    year = _year_before(found)
    if year is not None:
        yield Figure("Against a year before", signed(year, locale), "the last 28 days and the same weekdays")
    if found.judged:
        yield Figure(
            f"Unusual {found.every}s", locale.count(sum(a.periods for a in unusual if a.kind != "missing")), f"of {locale.count(len(known))}"
        )
    gap = daily.missing
    yield Figure("Missing days", locale.count(gap), "not counted as 0" if gap else "every day is there")


def _level(found: Season, locale: Locale) -> str:
    first, last = found.table.level.iloc[0], found.table.level.iloc[-1]
    digits = 1 if max(first, last) < 10 else 0
    return f"{locale.number(first, digits)} → {locale.number(last, digits)}"


def _year_before(found: Season) -> float | None:
    """The last 28 days against those 364 days before: the same weekdays."""
    if found.every != "day" or len(found.table) < 392:
        return None
    days = found.table.set_index("day").value
    last = days.iloc[-28:]
    before = days.shift(freq=pd.Timedelta(days=364)).reindex(last.index)
    known = last.notna().to_numpy() & before.notna().to_numpy()
    return float(last[known].sum() / before[known].sum() - 1) if before[known].sum() > 0 else None


def _means(found: Season) -> str:
    against = "its weekday and the weeks around it" if found.week else "the periods around it"
    return f"Each {found.every} is compared with what {against} let one expect, so an ordinary Sunday is no crisis."


def _next(unusual: Sequence[Anomaly], found: Season) -> str:
    if any(a.kind == "missing" for a in unusual):
        return "Fill the gaps first: sums and rates over a period with missing days are too low."
    if unusual or found.shifts:
        return "Write beside each event what happened. Those you can explain belong in the calendar; for the others, look at the tracking."
    return "Look at the next measure; where none is unusual, go on to what moved the result."
