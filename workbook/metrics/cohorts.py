"""Do newer customers come back as the older ones did? Customers in groups by the month (or week) of their first order.

    retention at age k      customers of the cohort who bought in its k-th period after the first / customers of the cohort
    revenue at age k        what they paid in that period; margin where every order has one
    cumulative per customer all revenue up to and with age k / customers of the cohort: how much a customer has brought by that age

A young cohort has no old age yet. Its future is *blank*, not 0: read as 0, every shop's customers seem to grow worse month by month. So cohorts are
compared at the same age, down a column, never by their totals. And the last period is mostly not over: its figures are marked and left out of
every comparison. Ages are calendar periods: who first buys on the 31st has a month 0 of one day.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any, Literal

import narwhals as nw
import numpy as np
import pandas as pd

from workbook.metrics.holding import held
from workbook.metrics.purchases import Purchases
from workbook.metrics.short_keys import numbered
from workbook.metrics.tables import small

Every = Literal["month", "week"]


@dataclass(frozen=True)
class Cohorts:
    """`cells`, one per cohort and age that has been observed.

    Columns: cohort (its first day), age (periods since the first order), size (customers of the cohort), active, orders, worth, retention,
    cumulative (worth per customer up to this age), complete (whether the period is over). `worth` is in major units and says in `kind` what it is:
    margin, revenue, or nothing ("") where no amount is known.
    """

    every: Every
    kind: Literal["margin", "revenue", ""]
    cells: pd.DataFrame

    @property
    def customers(self) -> int:
        """All customers; each belongs to one cohort."""
        return int(self.cells[self.cells.age == 0]["size"].sum()) if len(self.cells) else 0

    def wide(self, figure: str = "retention") -> pd.DataFrame:
        """A row per cohort, a column per age; what has not been observed is blank."""
        return self.cells.pivot(index="cohort", columns="age", values=figure)


def cohorts(bought: Purchases, every: Every = "month", *, end: datetime.date | None = None, digits: int = 2) -> Cohorts:
    """Group customers by the period of their first order and follow them.

    Parameters
    ----------
    bought
        The purchases of known customers.
    every
        "month" or "week" (from Monday).
    end
        The last day observed; without it, the day of the last purchase.

    >>> from workbook.metrics.purchases import purchases
    >>> when = pd.to_datetime(["2026-01-10", "2026-02-03", "2026-01-20", "2026-02-10"])
    >>> rows = {"order_id": [1, 2, 3, 4], "customer_id": ["a", "a", "b", "c"], "ordered_at": when, "quantity": 1, "revenue": [1000, 500, 1500, 900]}
    >>> found = cohorts(purchases(pd.DataFrame(rows)), end=datetime.date(2026, 2, 28))
    >>> found.wide().to_numpy().tolist(), found.wide("cumulative").to_numpy().tolist()
    ([[1.0, 0.5], [1.0, nan]], [[12.5, 15.0], [9.0, nan]])
    """
    if every not in ("month", "week"):
        msg = f"`every` must be month or week (got {every!r})."
        raise ValueError(msg)
    end = end or bought.last
    if end is None:
        return Cohorts(every, bought.worth, pd.DataFrame(columns=_COLUMNS))
    return Cohorts(every, bought.worth, _cells(_counted(bought, every), every, end, 10**digits))


_COLUMNS = ["cohort", "age", "size", "active", "orders", "worth", "retention", "cumulative", "complete"]


def _counted(bought: Purchases, every: Every) -> pd.DataFrame:
    """Active customers, orders and worth per cohort and period, both as numbers of periods."""
    value = nw.col(bought.worth).cast(nw.Float64) if bought.worth else nw.lit(0.0)
    lines = bought.lines.with_columns(_worth=value, _period=_number(bought.lines, every))
    keyed = numbered(numbered(lines, "customer_id", "_who"), "order_id", "_order")
    orders = keyed.group_by("_who", "_order", "_period").agg(nw.col("_worth").sum())
    with held(orders.group_by("_who", "_period").agg(nw.col("_worth").sum(), nw.len().alias("_orders"))) as active:
        first = active.group_by("_who").agg(nw.col("_period").min().alias("_cohort"))
        told = active.join(first, on="_who").group_by("_cohort", "_period")
        return small(told.agg(nw.len().alias("active"), nw.col("_orders").sum().alias("orders"), nw.col("_worth").sum().alias("worth")))


def _number(lines: nw.LazyFrame[Any], every: Every) -> nw.Expr:
    """Which period a purchase is in: months since year 0, or weeks since the Monday before 1970."""
    if every == "week":
        return (nw.col("_day") + 3) // 7
    if lines.collect_schema()["ordered_at"] == nw.String:
        at = nw.col("ordered_at")
        return at.str.slice(0, 4).cast(nw.Int64) * 12 + at.str.slice(5, 2).cast(nw.Int64) - 1
    return nw.col("ordered_at").dt.year().cast(nw.Int64) * 12 + nw.col("ordered_at").dt.month().cast(nw.Int64) - 1


def _start(number: int, every: Every) -> pd.Timestamp:
    """The first day of a period."""
    if every == "week":
        return pd.Timestamp(0) + pd.Timedelta(days=7 * int(number) - 3)
    return pd.Timestamp(int(number) // 12, int(number) % 12 + 1, 1)


def _cells(counted: pd.DataFrame, every: Every, end: datetime.date, unit: int) -> pd.DataFrame:
    if counted.empty:
        return pd.DataFrame(columns=_COLUMNS)
    counted = counted.astype({"_cohort": "int64", "_period": "int64", "active": "int64", "orders": "int64", "worth": float})
    days = (end - datetime.date(1970, 1, 1)).days
    last = (days + 3) // 7 if every == "week" else end.year * 12 + end.month - 1
    counted = counted[counted["_period"] <= last]
    grid = [(cohort, period) for cohort in sorted(counted["_cohort"].unique()) for period in range(int(cohort), last + 1)]
    cells = pd.DataFrame(grid, columns=["_cohort", "_period"]).merge(counted, on=["_cohort", "_period"], how="left")
    cells = cells.fillna({"active": 0, "orders": 0, "worth": 0.0})
    size = cells.groupby("_cohort").active.transform("first")
    over = _start(last + 1, every) <= pd.Timestamp(end) + pd.Timedelta(days=1)
    starts = {c: _start(c, every) for c in cells["_cohort"].unique()}
    cells = cells.assign(
        cohort=cells["_cohort"].map(starts).astype("datetime64[us]"), age=cells["_period"] - cells["_cohort"], size=size.astype("int64"),
        active=cells.active.astype("int64"), orders=cells.orders.astype("int64"), worth=cells.worth / unit,
        retention=cells.active / size, cumulative=cells.groupby("_cohort").worth.cumsum() / unit / size, complete=over | (cells["_period"] < last),
    )  # fmt: skip
    return cells[_COLUMNS]


def by_age(found: Cohorts, among: pd.Series[Any] | None = None) -> pd.DataFrame:
    """All cohorts together at each age, from complete periods alone.

    Columns: age, cohorts, size, active, retention (Σ active / Σ size), cumulative: the mean worth of each age (Σ worth / Σ size over the cohorts that
    have reached it), added up. So a cohort that is too young does not pull later ages down, as it would in a plain mean of cumulative values.
    `among` restricts it to some cohorts.
    """
    cells = found.cells[found.cells.complete.astype(bool)]
    cells = cells if among is None else cells[cells.cohort.isin(among)]
    grouped = cells.groupby("age", sort=True)
    table = grouped.agg(cohorts=("cohort", "size"), size=("size", "sum"), active=("active", "sum"), worth=("worth", "sum")).reset_index()
    return table.assign(retention=table.active / table["size"], cumulative=np.cumsum(table.worth / table["size"])).drop(columns="worth")


__all__ = ["Cohorts", "Every", "by_age", "cohorts"]
