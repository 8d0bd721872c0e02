"""How much attention is there? Impressions, clicks, visits, page views and enquiries, day by day.

Attention is counted where it happens: the advertising platform knows impressions and clicks, the search engine its own, the site visits and page
views, the shop's inbox enquiries. None of them is another: clicks are not visits, visits are not people.

A day on which nothing happened is 0. A day about which nothing is known is *missing*, and says nothing about demand: a tag was gone, an export was
cut off. A report that has no row for a day does not tell; in a list of single visits or enquiries an empty day is a 0 where empty days of that
weekday happen by chance (fewer than 7 are usual, Poisson probability of none above 1 in 1 000), and missing where they do not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import narwhals as nw
import pandas as pd

from workbook.metrics.season import Every, Season, season
from workbook.metrics.tables import Table, day, lazy, small

_RARE = 7.0
"""Usual number from which a day without any is no chance: e⁻⁷ < 1 in 1 000."""


@dataclass(frozen=True)
class Measure:
    """A kind of attention: its name at the head of a column, and its nouns inside a sentence."""

    name: str
    label: str
    one: str
    many: str
    source: str


MAILINGS = "Email"
"""The channel under which the mailings stand beside the advertising."""
MEASURES: Mapping[str, Measure] = {
    m.name: m
    for m in (
        Measure("visits", "Visits", "visit", "visits", "the site's visits"),
        Measure("page_views", "Page views", "page view", "page views", "the site's visits"),
        Measure("enquiries", "Enquiries", "enquiry", "enquiries", "the enquiry list"),
        Measure("clicks", "Ad clicks", "ad click", "ad clicks", "the advertising platforms"),
        Measure("impressions", "Ad impressions", "ad impression", "ad impressions", "the advertising platforms"),
        Measure("search_clicks", "Search clicks", "search click", "search clicks", "the search engine"),
        Measure("search_impressions", "Search impressions", "search impression", "search impressions", "the search engine"),
        Measure("orders", "Orders", "order", "orders", "the order list"),
    )
}  # fmt: skip


@dataclass(frozen=True)
class Daily:
    """One measure by day. `table`: day, value (blank where nothing is known about the day)."""

    measure: Measure
    table: pd.DataFrame

    @property
    def missing(self) -> int:
        """Days about which nothing is known."""
        return int(self.table.value.isna().sum())

    def season(self, every: Every = "day") -> Season:
        """The series taken apart."""
        return season(self.table, every)


def attention(
    *, visits: Table | None = None, enquiries: Table | None = None, promotion: Table | None = None, search: Table | None = None,
    orders: Table | None = None, channel: str | None = None,
) -> dict[str, Daily]:  # fmt: skip
    """Every measure that the tables know, by day; of one channel where one is named (search has none: it is then left out).

    `visits` may be rows per visit or the daily twin; `search` rows per query and day, or per day.

    >>> visits = pd.DataFrame({"started_at": pd.to_datetime(["2026-01-05 10:00", "2026-01-05 11:00", "2026-01-07 09:00"]), "page_views": [1, 4, 2]})
    >>> found = attention(visits=visits)
    >>> found["visits"].table.value.tolist(), found["page_views"].table.value.tolist()
    ([2.0, 0.0, 1.0], [5.0, 0.0, 2.0])
    """
    parts: list[Iterator[tuple[str, pd.DataFrame]]] = []
    if visits is not None:
        parts.append(_visits(visits, channel))
    if enquiries is not None:
        parts.append(_counted("enquiries", enquiries, "created_at", channel))
    if promotion is not None:
        parts.append(_summed(_advertising(promotion, channel), {"clicks": "clicks", "impressions": "impressions"}, channel))
    if search is not None and channel is None:
        parts.append(_summed(search, {"search_clicks": "clicks", "search_impressions": "impressions"}, None))
    if orders is not None:
        parts.append(_counted("orders", orders, "ordered_at", channel, nw.col("order_id").n_unique()))
    found = {name: table for part in parts for name, table in part}
    return {name: Daily(measure, found[name]) for name, measure in MEASURES.items() if name in found}


def channels_of(*tables: Table | None) -> tuple[str, ...]:
    """The channels that the tables name, by letters."""
    found: set[str] = set()
    for table in tables:
        if table is not None and "channel" in lazy(table).collect_schema().names():
            found |= {str(c) for c in small(lazy(table).group_by("channel").agg(nw.len().alias("n"))).channel.dropna()}
    return tuple(sorted(found, key=str.casefold))


def _advertising(promotion: Table, channel: str | None) -> Table:
    """Promotion without the mailings, of which there is one now and then: a day between two is no day without readers."""
    frame = lazy(promotion)
    if channel is not None or "channel" not in frame.collect_schema().names():
        return promotion
    ads = frame.filter(nw.col("channel").is_null() | (nw.col("channel") != MAILINGS))
    return ads if len(small(ads.head(1))) else promotion


def _visits(visits: Table, channel: str | None) -> Iterator[tuple[str, pd.DataFrame]]:
    names = lazy(visits).collect_schema().names()
    twin = next((c for c in ("visits", "sessions") if c in names), None)
    if twin:
        yield from _summed(visits, {"visits": twin, "page_views": "page_views"}, channel)
        return
    yield from _counted("visits", visits, "started_at", channel)
    if "page_views" in names:
        for name, table in _summed(visits, {"page_views": "page_views"}, channel, "started_at"):
            yield name, _plausible(table)


def _counted(name: str, table: Table, when: str, channel: str | None, number: nw.Expr | None = None) -> Iterator[tuple[str, pd.DataFrame]]:
    """Rows counted by day; an empty day is a 0 where that happens by chance."""
    frame, known = _by_day(table, when)
    if frame is None:
        return
    chosen = frame if channel is None else frame.filter(nw.col("channel") == channel)
    counts = small(chosen.group_by("_day").agg((nw.len() if number is None else number).alias("value")))
    yield name, _plausible(_placed(counts, known, "value"))


def _summed(table: Table, wanted: Mapping[str, str], channel: str | None, when: str = "date") -> Iterator[tuple[str, pd.DataFrame]]:
    """Columns added up by day; a day without any row is not known."""
    frame, known = _by_day(table, when)
    if frame is None:
        return
    there = {new: old for new, old in wanted.items() if old in frame.collect_schema().names()}
    chosen = frame if channel is None else frame.filter(nw.col("channel") == channel)
    sums = small(chosen.group_by("_day").agg(*(nw.col(old).sum().alias(new) for new, old in there.items()), nw.len().alias("_rows")))
    for new in there:
        if len(sums) and sums[new].notna().any():
            yield new, _placed(sums, known, new)


def _by_day(table: Table, when: str) -> tuple[nw.LazyFrame[Any] | None, pd.DataFrame]:
    """The rows with their day, and every day that has any row, whatever the channel."""
    frame = lazy(table)
    names = frame.collect_schema().names()
    column = when if when in names else "date" if "date" in names else ""
    if not column:
        return None, pd.DataFrame()
    text = frame.collect_schema()[column] == nw.String
    frame = frame.with_columns(_day=nw.col(column).str.slice(0, 10) if text else day(frame, column))
    return frame, small(frame.filter(~nw.col("_day").is_null()).group_by("_day").agg(nw.len().alias("_rows")))


def _placed(found: pd.DataFrame, known: pd.DataFrame, name: str) -> pd.DataFrame:
    """A row for each day from the first to the last one known; 0 on known days without a row, blank on days that nothing tells of."""
    days = pd.to_datetime(known["_day"])
    every = pd.date_range(days.min(), days.max()) if len(days) else pd.DatetimeIndex([])
    values = pd.Series(found[name].astype(float).to_numpy(), index=pd.to_datetime(found["_day"])).reindex(every)
    there = pd.Series(every.isin(days), index=every)
    return pd.DataFrame({"day": every, "value": values.where(values.notna() | ~there, 0.0).to_numpy()})


def _plausible(table: pd.DataFrame) -> pd.DataFrame:
    """The series with 0 on the empty days that chance explains: where that weekday usually has fewer than 7."""
    usual = table.value.fillna(0.0).groupby(table.day.dt.day_of_week).transform("mean")
    return table.assign(value=table.value.where(table.value.notna() | (usual >= _RARE), 0.0))


__all__ = ["MEASURES", "Daily", "Measure", "attention", "channels_of"]
