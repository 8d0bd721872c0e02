"""Do customers come back? The repeat purchase rate, over a window and within so many days of the first order.

Repeat purchase rate = customers with ≥ 2 orders / customers, in one observation window. It grows with the window, so two windows of
different length cannot be compared. "Within 90 days of the first order" can: but customers whose first order lies less than 90 days back have
not had their chance yet (they are *right-censored*) and are left out of both numbers.
"""

from __future__ import annotations

import datetime
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import narwhals as nw

from workbook.answers.finding import Figure, Finding
from workbook.metrics.intervals import Interval, wilson
from workbook.metrics.purchases import NOBODY_KNOWN, valid_purchases
from workbook.metrics.tables import Table, lacking, need, seconds, small, sold

if TYPE_CHECKING:
    from workbook.answers.locale import Locale

_DAY = 86_400


@dataclass(frozen=True)
class Repeat:
    """`rate` over the window; `within` among the customers observed for at least `days`; `too_young` are the others."""

    customers: int
    repeaters: int
    rate: Interval
    days: int
    observed: int
    within: Interval
    too_young: int


def repeat_rate(orders: Table, *, days: int = 90, end: datetime.date | None = None, level: float = 0.95) -> Repeat:
    """Repeat purchase rates from order lines: order_id, customer_id, ordered_at, and status where there is one.

    `end` is the last day observed; without it, the day of the last order. Orders without a customer cannot be followed and are left out.

    >>> import pandas as pd
    >>> when = pd.to_datetime(["2026-01-01", "2026-01-31", "2026-01-01", "2026-05-01"])
    >>> r = repeat_rate(pd.DataFrame({"order_id": [1, 2, 3, 4], "customer_id": ["a", "a", "b", "c"], "ordered_at": when}))
    >>> r.customers, r.repeaters, r.observed, r.within.value, r.too_young
    (3, 1, 2, 0.5, 1)
    """
    frame = need(orders, "orders", ["order_id", "customer_id", "ordered_at"])
    frame = sold(frame).filter(~nw.col("customer_id").is_null()) if lacking(frame, ["quantity", "revenue"]) else valid_purchases(frame)
    placed = frame.with_columns(_at=seconds(frame, "ordered_at")).group_by("customer_id", "order_id").agg(nw.col("_at").min())
    last = _last_second(placed, end)
    placed = placed.filter(nw.col("_at") <= last)
    people = _people(placed)
    counts = small(
        people.with_columns(
            _repeats=nw.when(nw.col("_orders") >= 2).then(1).otherwise(0),
            _old=nw.when(nw.col("_first") <= last - days * _DAY).then(1).otherwise(0),
            _back=nw.when((nw.col("_first") <= last - days * _DAY) & (nw.col("_second") - nw.col("_first") <= days * _DAY)).then(1).otherwise(0),
        ).select(nw.len().alias("n"), nw.col("_repeats").sum(), nw.col("_old").sum(), nw.col("_back").sum())
    ).iloc[0]
    n, repeats, old, back = (0 if math.isnan(v) else int(v) for v in (counts.n, counts._repeats, counts._old, counts._back))
    return Repeat(n, repeats, wilson(repeats, n, level), days, old, wilson(back, old, level), n - old)


def finding(r: Repeat, locale: Locale) -> Finding:
    """The repeat rates in sentences."""
    if r.customers == 0:
        return NOBODY_KNOWN
    young = f" {locale.count(r.too_young)} bought first less than {locale.count(r.days)} days ago and are not counted there." if r.too_young else ""
    return Finding(
        headline=f"{locale.rate(r.rate.value)} of the customers bought more than once",
        figures=(
            Figure("Repeat purchase rate", locale.rate(r.rate.value), f"{locale.count(r.repeaters)} of {locale.things(r.customers, 'customer')}"),
            Figure(f"Again within {locale.count(r.days)} days", locale.rate(r.within.value), _span(r.within, locale)),
        ),
        means=f"The second rate counts {locale.things(r.observed, 'customer')} who had the full {locale.count(r.days)} days.{young}",
        means_not="The first rate grows with the length of the window; never compare it between windows of different length.",
        next_step="Look at the cohorts: do newer customers come back sooner or later than older ones?",
    )


def _span(i: Interval, locale: Locale) -> str:
    return "nobody was observed long enough" if math.isnan(i.value) else f"likely between {locale.rate(i.low)} and {locale.rate(i.high)}"


def _last_second(placed: nw.LazyFrame[Any], end: datetime.date | None) -> int:
    if end is not None:
        return int(datetime.datetime(end.year, end.month, end.day, tzinfo=datetime.UTC).timestamp()) + _DAY - 1
    last = small(placed.select(nw.col("_at").max()))["_at"].dropna()
    return int(last.iloc[0]) if len(last) else 0


def _people(placed: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """One row per customer: number of orders, first and second order (a second order at the very same second counts as at once)."""
    first = placed.group_by("customer_id").agg(nw.col("_at").min().alias("_first"), nw.len().alias("_orders"))
    later = placed.join(first, on="customer_id").filter(nw.col("_at") > nw.col("_first"))
    second = later.group_by("customer_id").agg(nw.col("_at").min().alias("_second"))
    return first.join(second, on="customer_id", how="left")
