"""One row per customer: how often, how lately and how long: what customer value models ask for.

Four numbers sum up everything that a buying model needs to know about a customer:

    frequency        repeat purchases: days with a purchase, less the first one (two orders on one day are one)
    recency          weeks from the first to the last purchase (0 for who bought once)
    T                weeks from the first purchase to the end of the observation: the customer's age
    monetary_value   what a *repeat* purchase was worth on average; blank for who bought once

"Recency" here counts from the first purchase forwards; in RFM it counts from today backwards. Mixing the two up is the most frequent mistake.
Source: Fader & Hardie, *Creating a fit-to-purpose customer summary*; the names are those of the lifetimes package.
"""

from __future__ import annotations

from typing import Any

import narwhals as nw
import numpy as np
import pandas as pd

from workbook.metrics.purchases import Purchases
from workbook.metrics.tables import small

WEEK = 7.0


def customer_summary(bought: Purchases, *, until: int | None = None, digits: int = 2) -> pd.DataFrame:
    """Sum up each customer's purchases up to and with the day `until` (days since 1970; without it, the last day of the data).

    Columns: customer_id, first (day of the first purchase), frequency, recency and T in weeks, monetary_value and spent (all purchases so far) in
    major units of money (minor / 10^digits), and channel, the channel of the first order, where orders name one.

    >>> from workbook.metrics.purchases import purchases
    >>> when = pd.to_datetime(["2026-01-01", "2026-01-15", "2026-01-29", "2026-01-15"])
    >>> rows = {"order_id": [1, 2, 3, 4], "customer_id": ["a", "a", "a", "b"], "ordered_at": when, "quantity": 1, "revenue": [900, 100, 300, 500]}
    >>> customer_summary(purchases(pd.DataFrame(rows)))[["frequency", "recency", "T", "monetary_value"]].to_numpy().tolist()
    [[2.0, 4.0, 4.0, 2.0], [0.0, 0.0, 2.0, nan]]
    """
    end = bought.last_day if until is None else until
    days = purchase_days(bought).filter(nw.col("_day") <= end)
    people = days.group_by("customer_id").agg(
        nw.col("_day").min().alias("first"), nw.col("_day").max().alias("last"), nw.len().alias("_days"), nw.col("_value").sum().alias("_total")
    )
    start = days.select(nw.col("customer_id"), nw.col("_day").alias("first"), nw.col("_value").alias("_first_value"))
    found = people.join(start, on=["customer_id", "first"])
    if "channel" in bought.lines.collect_schema().names():
        found = found.join(_origins(bought), on="customer_id", how="left")
    return _told(small(found), end, 10**digits).sort_values("customer_id", ignore_index=True)


def purchase_days(bought: Purchases) -> nw.LazyFrame[Any]:
    """One row per customer and day of purchase: customer_id, _day, _value (minor units; 0 where no amount is known)."""
    value = nw.col(bought.worth).cast(nw.Float64) if bought.worth else nw.lit(0.0)
    return bought.lines.with_columns(_value=value).group_by("customer_id", "_day").agg(nw.col("_value").sum())


def _origins(bought: Purchases) -> nw.LazyFrame[Any]:
    """The channel of each customer's first order; the first by name where one second has two."""
    named = bought.lines.filter(~nw.col("channel").is_null())
    first = named.group_by("customer_id").agg(nw.col("_at").min().alias("_first"))
    at_first = named.select("customer_id", "_at", "channel").join(first, on="customer_id").filter(nw.col("_at") == nw.col("_first"))
    return at_first.group_by("customer_id").agg(nw.col("channel").min())


def _told(found: pd.DataFrame, end: int, unit: int) -> pd.DataFrame:
    repeats = found["_days"].to_numpy(dtype=float) - 1
    spent = (found["_total"] - found["_first_value"]).to_numpy(dtype=float) / unit
    mean = np.divide(spent, repeats, out=np.full(len(found), np.nan), where=repeats > 0)
    first, last = found["first"].to_numpy(dtype=float), found["last"].to_numpy(dtype=float)
    told = {
        "customer_id": found.customer_id,
        "first": found["first"].astype("int64"),
        "frequency": repeats,
        "recency": (last - first) / WEEK,
        "T": (end - first) / WEEK,
        "monetary_value": mean,
        "spent": found["_total"].to_numpy(dtype=float) / unit,
    }
    return pd.DataFrame(told | ({"channel": found.channel} if "channel" in found else {}))


__all__ = ["WEEK", "customer_summary", "purchase_days"]
