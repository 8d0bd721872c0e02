"""Which rows are counted: a period, one channel, one currency, and the days by which orders follow the money.

The cost of March brings the orders of April where people take four weeks to decide. Who divides the cost of a month by the orders of the same month
compares two groups of people. A *lag* moves the window of enquiries and orders: cost and visits of day t stand beside orders of day t + lag. How
long people take can be measured where visitors are known again: from the first visit to the first order.
"""

from __future__ import annotations

import datetime
import math
from dataclasses import dataclass
from typing import Any

import narwhals as nw

from workbook.metrics.short_keys import numbered
from workbook.metrics.tables import Table, day, lazy, seconds, small, sold

Days = tuple[datetime.date, datetime.date]
_DAY = 86_400


@dataclass(frozen=True)
class Window:
    """What is counted; blank is everything. `spent` are the days of cost and visits, `sold` those of enquiries and orders."""

    spent: Days | None = None
    sold: Days | None = None
    channel: str | None = None
    currency: str | None = None


@dataclass(frozen=True)
class Cycle:
    """Days from a visitor's first visit to the first order: median, the days within which nine of ten order, and the number of buyers seen."""

    median: float
    p90: float
    buyers: int


def window(spent: Days | None, lag: int, last_order: datetime.date | None, channel: str | None = None, currency: str | None = None) -> Window:
    """The window of a period with a lag: the spending ends early enough for its orders to be in the files.

    >>> d = datetime.date
    >>> w = window((d(2026, 1, 1), d(2026, 3, 31)), 28, d(2026, 3, 31))
    >>> w.spent[1], w.sold
    (datetime.date(2026, 3, 3), (datetime.date(2026, 1, 29), datetime.date(2026, 3, 31)))
    """
    if spent is None:
        return Window(channel=channel, currency=currency)
    reach = datetime.timedelta(days=lag)
    end = min(spent[1], last_order - reach) if last_order and lag else spent[1]
    end = max(end, spent[0])
    return Window((spent[0], end), (spent[0] + reach, end + reach), channel, currency)


def within(table: Table | None, when: str, days: Days | None, w: Window) -> Table | None:
    """The rows of a table inside the window; a table without days or without the column is left as it is."""
    if table is None:
        return None
    frame = lazy(table)
    names = frame.collect_schema().names()
    if days is not None and when in names:
        first, after = (datetime.datetime(d.year, d.month, d.day) for d in (days[0], days[1] + datetime.timedelta(days=1)))
        at = day(frame, when) if frame.collect_schema()[when] == nw.Date else nw.col(when)  # the bare column: an engine skips blocks of other days
        frame = frame.filter(at >= first, at < after)
    if w.channel is not None and "channel" in names:
        frame = frame.filter(nw.col("channel") == w.channel)
    if w.currency is not None and "currency" in names:
        frame = frame.filter(nw.col("currency") == w.currency)
    return frame


def sales_cycle(visits: Table | None, orders: Table | None) -> Cycle | None:
    """How long buyers take; None where visitors cannot be known again in visits and orders.

    >>> import pandas as pd
    >>> visits = pd.DataFrame({"visitor_id": ["a", "a", "b"], "started_at": pd.to_datetime(["2026-01-01", "2026-01-09", "2026-01-02"])})
    >>> orders = pd.DataFrame({"visitor_id": ["a", "b"], "ordered_at": pd.to_datetime(["2026-01-11", "2026-01-02"])})
    >>> sales_cycle(visits, orders)
    Cycle(median=5.0, p90=9.0, buyers=2)
    """
    if visits is None or orders is None:
        return None
    came, bought = lazy(visits), sold(lazy(orders))
    if not {"visitor_id", "started_at"} <= set(came.collect_schema().names()) or not {"visitor_id", "ordered_at"} <= set(
        bought.collect_schema().names()
    ):
        return None
    first = _first(came, "started_at", "_came").join(_first(bought, "ordered_at", "_bought"), on="_who")
    waited = first.filter(nw.col("_bought") >= nw.col("_came")).with_columns(_days=(nw.col("_bought") - nw.col("_came")) // _DAY)
    found = small(waited.group_by("_days").agg(nw.len().alias("n")))
    if found.empty:
        return None
    days = found.loc[found.index.repeat(found.n.astype(int)), "_days"].astype(float)
    return Cycle(float(days.median()), float(days.quantile(0.9)), len(days))


def apart(one: Days | None, other: Days | None) -> int:
    """By how many days two files' periods differ, at the end where they differ most; 0 where one is not known.

    >>> d = datetime.date
    >>> apart((d(2026, 1, 1), d(2026, 3, 31)), (d(2026, 3, 1), d(2026, 3, 31)))
    59
    """
    if one is None or other is None:
        return 0
    return max(abs((one[0] - other[0]).days), abs((one[1] - other[1]).days))


def _first(frame: nw.LazyFrame[Any], when: str, name: str) -> nw.LazyFrame[Any]:
    known = numbered(frame.filter(~nw.col("visitor_id").is_null()), "visitor_id", "_who")
    return known.with_columns(_at=seconds(known, when)).group_by("_who").agg(nw.col("_at").min().alias(name))


def long(cycle: Cycle | None) -> bool:
    """Whether month by month comparison misleads: half take a week or more, or one in ten a month or more."""
    return cycle is not None and not math.isnan(cycle.median) and (cycle.median >= 7 or cycle.p90 >= 30)


__all__ = ["Cycle", "Window", "apart", "long", "sales_cycle", "window", "within"]
