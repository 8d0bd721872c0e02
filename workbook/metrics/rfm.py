"""Which customers deserve which letter? Recency, frequency and monetary value, in fifths.

Each customer gets three scores from 1 to 5: how lately he bought (recent is 5), how often, and for how much. A score is the fifth in which his rank
lies among *your* customers; equal customers share the middle of their ranks and so have the same score, whatever the order of the file. The three
together name a segment, and a segment names what to do: greet the new, reward the loyal, win back who is leaving before he has left.

Scores compare customers with each other: there is always a best fifth, also in a bad year. Source: Hughes (1994), *Strategic Database Marketing*.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import narwhals as nw
import numpy as np
import pandas as pd

from workbook.metrics.purchases import Purchases
from workbook.metrics.tables import small


@dataclass(frozen=True)
class Segment:
    """A group of customers with a name, who they are, and what to do with them."""

    name: str
    label: str
    who: str
    act: str


SEGMENTS = (
    Segment("best", "Best", "bought lately, often and for much", "Thank them before you sell: early access, a person who knows them. No discounts."),
    Segment("loyal", "Loyal", "buy often, and not long ago", "Ask for a review or a recommendation; offer what goes with their last order."),
    Segment("new", "New", "bought for the first time, lately", "Help with the first order, then one good reason for a second within weeks."),
    Segment("promising", "Promising", "bought lately, not yet often", "Show the range; suggest the usual second product."),
    Segment("cooling", "Cooling", "neither lately nor long ago", "Remind once, of what they bought and of what is new."),
    Segment("leaving", "Leaving", "bought often, but not for long", "Win back first: ask what was wrong, make an offer with an end date."),
    Segment("asleep", "Asleep", "bought more than once, long ago", "One cheap attempt by e-mail, then leave them alone."),
    Segment("once", "Once, long ago", "bought once, long ago", "Spend nothing on them singly; learn why the second order did not come."),
)
"""The segments, the most valuable kind first."""


def rfm(bought: Purchases, *, digits: int = 2) -> pd.DataFrame:
    """Score every customer and name the segment.

    Columns: customer_id, days (since the last purchase, at the end of the data), orders, value (major units: minor / 10^digits; absent where no
    amount is known), r, f, m (1 to 5; without amounts m is f), segment. The best first.

    >>> from workbook.metrics.purchases import purchases
    >>> when = pd.to_datetime([f"2026-01-{d:02}" for d in range(1, 11)])
    >>> ids = list("abcdefghij")
    >>> rows = {"order_id": ids, "customer_id": ids, "ordered_at": when, "quantity": 1, "revenue": range(100, 1100, 100)}
    >>> rfm(purchases(pd.DataFrame(rows))).set_index("customer_id").loc[["a", "b", "c", "j"], ["r", "f", "m"]].to_numpy().tolist()
    [[1, 3, 1], [1, 3, 1], [2, 3, 2], [5, 3, 5]]
    """
    people = _people(bought)
    n = int(small(people.select(nw.len().alias("n"))).n.iloc[0])
    if not n:
        return pd.DataFrame(columns=["customer_id", "days", "orders", "value", "r", "f", "m", "segment"])
    worth = "value" if bought.worth else "orders"
    scored = small(people.with_columns(r=_fifth("last", n), f=_fifth("orders", n), m=_fifth(worth, n)))
    told = scored.assign(days=bought.last_day - scored["last"], segment=_segment(scored))
    money = {"value": scored.value / 10**digits} if bought.worth else {}
    names = ["customer_id", "days", "orders", *money, "r", "f", "m", "segment"]
    whole = {c: told[c].astype("int64") for c in ("days", "orders", "r", "f", "m")}
    order = ["f", *money, "customer_id"]
    return told.assign(**money, **whole)[names].sort_values(order, ascending=[*[False] * (len(order) - 1), True], ignore_index=True)


def segments(scored: pd.DataFrame) -> pd.DataFrame:
    """The segments that have customers: segment, label, who, act, customers, share, orders, value, value_share, days (mean since last purchase).

    >>> table = segments(pd.DataFrame({"segment": ["new", "once", "once"], "days": [1, 90, 110], "orders": 1, "value": [30.0, 10.0, 10.0]}))
    >>> table[["label", "customers", "value_share", "days"]].to_dict("records")[1]
    {'label': 'Once, long ago', 'customers': 2, 'value_share': 0.4, 'days': 100.0}
    """
    known = {s.name: s for s in SEGMENTS}
    money = [c for c in ("value",) if c in scored]
    grouped = scored.groupby("segment", sort=False)
    table = grouped.agg(customers=("days", "size"), days=("days", "mean"), orders=("orders", "sum"), **{c: (c, "sum") for c in money})
    table = table.reindex([name for name in known if name in table.index]).reset_index()
    words = {part: [getattr(known[name], part) for name in table.segment] for part in ("label", "who", "act")}
    shares = {f"{c}_share": table[c] / table[c].sum() for c in money}
    return table.assign(share=table.customers / max(1, len(scored)), **words, **shares)


def _people(bought: Purchases) -> nw.LazyFrame[Any]:
    """One row per customer: last (day), orders, value (minor units)."""
    value = nw.col(bought.worth).cast(nw.Float64) if bought.worth else nw.lit(0.0)
    orders = bought.lines.with_columns(value=value).group_by("customer_id", "order_id").agg(nw.col("value").sum(), nw.col("_day").max().alias("last"))
    return orders.group_by("customer_id").agg(nw.col("last").max(), nw.len().alias("orders"), nw.col("value").sum())


def _fifth(column: str, n: int) -> nw.Expr:
    """The fifth in which the rank lies, ties sharing the middle of their ranks: ⌈5 × (lowest + highest rank) / 2n⌉, in whole numbers."""
    both = nw.col(column).rank("min").cast(nw.Int64) + nw.col(column).rank("max").cast(nw.Int64)
    return (both * 5 + (2 * n - 1)) // (2 * n)


def _segment(scored: pd.DataFrame) -> Any:
    r, f, m, orders = (scored[c].to_numpy() for c in ("r", "f", "m", "orders"))
    often, once = (f >= 4) & (orders > 1), orders == 1
    cases = {
        "best": often & (r >= 4) & (m >= 4), "loyal": often & (r >= 3), "new": once & (r >= 4), "promising": r >= 4, "cooling": r == 3,
        "leaving": often, "asleep": ~once,
    }  # fmt: skip
    return np.select(list(cases.values()), list(cases), default="once")


__all__ = ["SEGMENTS", "Segment", "rfm", "segments"]
