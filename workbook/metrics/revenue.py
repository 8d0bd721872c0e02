"""How does revenue run? Revenue, margin and orders per day, week or month.

Days without an order are days with 0, not gaps. The last period is marked when it is not over yet: a month with ten days is not a fall.
"""

from __future__ import annotations

import datetime
from typing import Any, Literal

import narwhals as nw
import pandas as pd

from workbook.metrics.kpi import MixedCurrencies
from workbook.metrics.tables import Table, day, need, small, sold

Every = Literal["day", "week", "month"]
_RULE = {"day": "D", "week": "W-MON", "month": "MS"}
_ENDS = {"day": lambda d: d + pd.Timedelta(days=1), "week": lambda d: d + pd.Timedelta(days=7), "month": lambda d: d + pd.DateOffset(months=1)}


def revenue_by_period(
    orders: Table, every: Every = "day", *, start: datetime.date | None = None, end: datetime.date | None = None, digits: int = 2
) -> pd.DataFrame:
    """Revenue over time, without unpaid, cancelled and returned orders. Weeks begin on Monday.

    Columns: period (its first day), revenue, margin (when known), orders, complete (whether the period
    lies wholly between `start` and `end`, the days the orders cover; without them, the days of the first and the last order).
    Money in major units: minor units / 10^digits.

    >>> orders = pd.DataFrame({"order_id": [1, 2], "ordered_at": pd.to_datetime(["2026-01-05", "2026-01-07"]), "revenue": [1000, 3000]})
    >>> revenue_by_period(orders).revenue.tolist(), revenue_by_period(orders, "month").complete.tolist()
    ([10.0, 0.0, 30.0], [False])
    """
    daily = _daily(orders)
    money = [c for c in ("revenue", "margin") if c in daily]
    if daily.empty:
        return pd.DataFrame(columns=["period", *money, "orders", "complete"])
    filled = daily.set_index("period").asfreq("D", fill_value=0)
    closed: dict[str, Any] = {"label": "left", "closed": "left"} if every == "week" else {}
    periods = filled.resample(_RULE[every], **closed).sum()
    scaled = periods.assign(**{c: periods[c] / 10**digits for c in money}).reset_index()
    ends = scaled.period.map(_ENDS[every])
    first = pd.Timestamp(start) if start else daily.period.min()
    last = pd.Timestamp(end) if end else daily.period.max()
    return scaled.assign(complete=(scaled.period >= first) & (ends <= last + pd.Timedelta(days=1)))


def _daily(orders: Table) -> pd.DataFrame:
    frame = sold(need(orders, "orders", ["order_id", "ordered_at", "revenue"]))
    names = frame.collect_schema().names()
    sums = [nw.col(c).sum().alias(c) for c in ("revenue", "margin") if c in names]
    ends = [nw.col("currency").min().alias("_min"), nw.col("currency").max().alias("_max")] if "currency" in names else []
    grouped = frame.with_columns(period=day(frame, "ordered_at")).group_by("period").agg(*sums, *ends, nw.col("order_id").n_unique().alias("orders"))
    daily = small(grouped)
    if ends:
        _one_currency(daily)
        daily = daily.drop(columns=["_min", "_max"])
    daily = daily.dropna(subset=["period"]).sort_values("period", ignore_index=True)
    values = {c: daily[c].astype(float) for c in daily.columns if c != "period"}
    return daily.assign(period=pd.to_datetime(daily.period).astype("datetime64[us]"), **values)


def _one_currency(daily: pd.DataFrame) -> None:
    found = sorted({str(c) for column in ("_min", "_max") for c in daily[column].dropna()})
    if len(found) > 1:
        msg = f"Amounts in {', '.join(found)} cannot be added. Look at one currency at a time."
        raise MixedCurrencies(msg)
