"""Which days were unusual, by how much, and what should be looked at first.

An unusual day is no finding yet; it is a question. The answer comes from the other sources: visits fell to nothing while the platform counted as
many ad clicks as ever, so the people came and the tag did not count them. Both fell, so look at the campaign. Visits doubled and enquiries did not,
so ask who came. Days in a row are one event and are told once.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Literal

import pandas as pd

from workbook.metrics.attention import MEASURES, Measure
from workbook.metrics.season import Season, Shift

if TYPE_CHECKING:
    from workbook.answers.locale import Locale

Kind = Literal["high", "low", "missing"]

_CAUSES: Mapping[str, tuple[str, ...]] = {"visits": ("clicks", "search_clicks"), "page_views": ("visits", "clicks"), "enquiries": ("visits",)}
"""What comes before a measure on the way to the order."""
_EFFECTS: Mapping[str, tuple[str, ...]] = {"visits": ("orders", "enquiries"), "page_views": ("orders",), "enquiries": ("orders",)}
_COUNTED = ("visits", "page_views")
"""What a tag on the site counts, and can fail to count."""


@dataclass(frozen=True)
class Anomaly:
    """Unusual periods in a row. `value`, `low` and `high` are means per period; `size` is the distance from the band in band widths.

    `others` says how other measures stood in the same periods: "high", "low" or "as expected".
    """

    kind: Kind
    first: pd.Timestamp
    last: pd.Timestamp
    periods: int
    value: float
    low: float
    high: float
    size: float
    at_end: bool
    others: Mapping[str, str]


def anomalies(found: Season, others: Mapping[str, Season] | None = None) -> tuple[Anomaly, ...]:
    """The unusual periods in the order of time; `others` are the other measures' series, at the same grain.

    >>> from workbook.metrics.season import season
    >>> days = pd.date_range("2026-01-05", periods=56)
    >>> values = [100.0] * 56
    >>> values[30] = values[31] = 10
    >>> [(str(a.first.date()), a.periods, a.kind, a.value) for a in anomalies(season(pd.DataFrame({"day": days, "value": values})))]
    [('2026-02-04', 2, 'low', 10.0)]
    """
    table = found.table
    marked = table[table.kind.isin(["high", "low", "missing"])]
    runs = groupby(marked.index, key=lambda i: (table.kind[i], i - marked.index.get_loc(i)))
    return tuple(_anomaly(table.loc[list(run)], found, others or {}) for _, run in runs)


def told(a: Anomaly, measure: Measure, every: str, locale: Locale) -> str:
    """What was seen and what was expected, in a sentence.

    >>> from workbook.answers.locale import Locale
    >>> day = pd.Timestamp("2026-03-03")
    >>> told(Anomaly("low", day, day, 1, 41, 180, 240, 2, False, {}), MEASURES["visits"], "day", Locale())
    'Tuesday 3 March 2026: 41 visits, expected 180 to 240.'
    """
    when = _when(a, every, locale)
    if a.kind == "missing":
        return f"{when}: nothing is known. This is a gap in the data, not {_stretch(a, every)} without {measure.many}."
    each = f" a {every}" if a.periods > 1 else ""
    band = f"expected {locale.count(a.low)} to {locale.count(a.high)}"
    return f"{when}: {locale.things(round(a.value), measure.one, measure.many)}{each}, {band}."


def check_first(a: Anomaly, measure: Measure, every: str) -> str:
    """What to look at first, from what the other sources say of the same days."""
    if a.kind == "missing":
        return f"Look whether the export from {measure.source} was cut off or the counting had stopped; then load the days again."
    clue = next(_clues(a, measure), "")
    usual = _LOW if a.kind == "low" else _HIGH
    end = f" It is the last {every} of the file, which may not be complete." if a.at_end and a.kind == "low" else ""
    return f"{clue or usual}{end}"


def shift_told(shift: Shift, measure: Measure, locale: Locale) -> str:
    """A new level in a sentence.

    >>> from workbook.answers.locale import Locale
    >>> shift_told(Shift(pd.Timestamp("2026-05-04"), 80, 60), MEASURES["visits"], Locale())
    'From Monday 4 May 2026 on there are about 60 visits a day instead of 80 (−25%).'
    """
    change = shift.after / shift.before - 1 if shift.before > 0 else math.nan
    share = "" if math.isnan(change) else f" ({signed(change, locale)})"
    after, before = locale.count(shift.after), locale.count(shift.before)
    return f"From {locale.weekday(shift.day)} on there are about {after} {measure.many} a day instead of {before}{share}."


SHIFT_CHECK = "A lasting jump has a date, so look for what was changed on it: a tag or consent banner, a new page, a ranking, a campaign."


def signed(share: float, locale: Locale) -> str:
    """A change as a percentage with its sign."""
    whole = round(100 * share)
    return f"{'+' if whole > 0 else '−' if whole < 0 else ''}{locale.rate(abs(share), 0)}"


_LOW = "Typical causes: the counting stopped, the site was down, a campaign was paused or its money spent, a holiday."
_HIGH = "Typical causes: a campaign or newsletter, the press, a season, or robots and a tag that counts twice."


def _clues(a: Anomaly, measure: Measure) -> Iterator[str]:
    before = [MEASURES[name].many for name in _CAUSES.get(measure.name, ()) if a.others.get(name) == "as expected"]
    moved = [MEASURES[name].many for name in _CAUSES.get(measure.name, ()) if a.others.get(name) == a.kind]
    after = [MEASURES[name].many for name in _EFFECTS.get(measure.name, ()) if a.others.get(name) == "as expected"]
    if a.kind == "low" and measure.name in _COUNTED and before:
        yield f"{_and(before)} were as expected, so people came and were not counted: look at the tracking first."
    if moved:
        yield f"{_and(moved)} were unusually {a.kind} as well: the cause lies before the {measure.one}, in the campaign, the search or the demand."
    if a.kind == "low" and before:
        yield f"{_and(before)} were as expected: look at what stands between them and the {measure.one}, such as a form that was out of order."
    if a.kind == "high" and after:
        yield f"{_and(after)} were as expected, so those who came additionally wanted nothing here: robots, or the wrong people."


def _and(nouns: Sequence[str]) -> str:
    joined = " and ".join(nouns)
    return joined[:1].upper() + joined[1:]


def _anomaly(run: pd.DataFrame, found: Season, others: Mapping[str, Season]) -> Anomaly:
    kind: Kind = run.kind.iloc[0]
    value, low, high = (float(run[name].mean()) for name in ("value", "low", "high"))
    width = max(1.0, high - low)
    size = math.inf if kind == "missing" else len(run) * ((low - value) if kind == "low" else (value - high)) / width
    stood = {name: how for name, other in others.items() if (how := _stood(other, run))}
    return Anomaly(kind, run.day.iloc[0], run.day.iloc[-1], len(run), value, low, high, size, run.index[-1] == found.table.index[-1], stood)


def _stood(other: Season, run: pd.DataFrame) -> str:
    """How another measure stood in these periods; blank where it tells nothing (no band, missing, or some of each)."""
    same = other.table[other.table.day.isin(run.day)]
    if not other.judged or len(same) < len(run):
        return ""
    if (same.low <= 0).all() and (same.kind != "high").all():
        return ""  # a band that begins at 0 cannot be fallen out of
    kinds = same.kind.value_counts(normalize=True)
    return str(kinds.index[0]) if kinds.iloc[0] > 0.5 and kinds.index[0] != "missing" else ""


def _when(a: Anomaly, every: str, locale: Locale) -> str:
    if every == "week":
        last = a.last + pd.Timedelta(days=6)
        return f"{locale.date(a.first)} to {locale.date(last)}" if a.periods > 1 else f"The week from {locale.date(a.first)}"
    return locale.weekday(a.first) if a.periods == 1 else f"{locale.weekday(a.first)} to {locale.weekday(a.last)}"


def _stretch(a: Anomaly, every: str) -> str:
    return f"a {every}" if a.periods == 1 else f"{every}s"


__all__ = ["SHIFT_CHECK", "Anomaly", "anomalies", "check_first", "shift_told", "signed", "told"]
