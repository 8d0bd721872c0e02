"""From tables to evidence: what each channel cost and what each of its customers left.

Margins are added per customer first (orders without a customer stand for themselves), because the orders of one customer do not come
independently of each other.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import narwhals as nw
import pandas as pd

from workbook.metrics.decide import UNNAMED, Evidence
from workbook.metrics.kpi import NOT_KNOWN, one_currency
from workbook.metrics.kpi_sums import Sums, promotion_sums
from workbook.metrics.tables import MissingColumns, Table, need, small, sold, with_margin


def evidence(promotion: Table, orders: Table, *, margin_rate: float | None = None, digits: int = 2) -> tuple[Evidence, ...]:
    """Evidence per channel, in major units (minor units / 10^digits). `margin_rate` stands in where orders have no margin.

    >>> ads = pd.DataFrame({"channel": ["ads"], "cost": [10_000]})
    >>> orders = pd.DataFrame({"order_id": [1, 2], "channel": ["ads", "ads"], "customer_id": ["a", "b"], "revenue": [0, 0], "margin": [3_000, 5_000]})
    >>> evidence(ads, orders)
    (Evidence(channel='ads', cost=100.0, customers=2.0, margin=80.0, squares=3400.0, largest=50.0, orders=0.0),)
    """
    cost = promotion_sums(promotion, ("channel",))
    gains, currencies = _gains(orders, margin_rate)
    one_currency([cost, Sums(None, currencies)])
    known = cost.frame[["channel", "cost"]] if cost.frame is not None else pd.DataFrame(columns=["channel", "cost"])
    joined = known.merge(gains, on="channel", how="outer").assign(channel=lambda f: f.channel.astype("str").where(f.channel.notna(), NOT_KNOWN))
    unit = 10**digits
    found = tuple(_evidence(row, unit) for row in joined.fillna(0.0).sort_values("channel").itertuples(index=False))
    return _counted(found, orders, margin_rate) if any(e.channel in UNNAMED for e in found) else found


def _counted(found: tuple[Evidence, ...], orders: Table, margin_rate: float | None) -> tuple[Evidence, ...]:
    """The same with the number of orders, which is only asked for where some name no channel."""
    counts = small(_with_gain(orders, margin_rate).group_by("channel").agg(nw.col("order_id").n_unique().alias("orders")))
    by_channel = {NOT_KNOWN if pd.isna(channel) else str(channel): float(n) for channel, n in zip(counts.channel, counts.orders, strict=True)}
    return tuple(replace(e, orders=by_channel.get(e.channel, 0.0)) for e in found)


def _evidence(row: Any, unit: int) -> Evidence:
    money = {name: float(getattr(row, name)) / unit for name in ("cost", "margin", "largest")}
    return Evidence(channel=str(row.channel), customers=float(row.customers), squares=float(row.squares) / unit**2, **money)


def _gains(orders: Table, margin_rate: float | None) -> tuple[pd.DataFrame, frozenset[str]]:
    frame = _with_gain(orders, margin_rate)
    names = frame.collect_schema().names()
    keyed = frame.with_columns(_person=_person(names))
    ends = _currency_ends("currency" in names)
    each = keyed.group_by("channel", "_person").agg(nw.col("_gain").sum(), *ends)
    sums = (
        nw.len().alias("customers"),
        nw.col("_gain").sum().alias("margin"),
        nw.col("_square").sum().alias("squares"),
        nw.col("_gain").max().alias("largest"),
    )
    again = [nw.col("_min").min(), nw.col("_max").max()] if ends else []
    result = small(each.with_columns(_square=nw.col("_gain") * nw.col("_gain")).group_by("channel").agg(*sums, *again))
    currencies = frozenset(str(c) for end in ("_min", "_max") if end in result for c in result[end].dropna())
    return result[["channel", "customers", "margin", "squares", "largest"]], currencies


def _with_gain(orders: Table, margin_rate: float | None) -> nw.LazyFrame[Any]:
    frame = sold(with_margin(need(orders, "orders", ["order_id", "channel", "revenue"]), margin_rate))
    if "margin" not in frame.collect_schema().names():
        msg = "The table `orders` must have a margin, or `margin_rate` must be given (got neither). Enter the margin rate of an order."
        raise MissingColumns(msg)
    return frame.filter(~nw.col("margin").is_null()).with_columns(_gain=nw.col("margin").cast(nw.Float64))


def _person(names: list[str]) -> nw.Expr:
    order, person = nw.col("order_id").cast(nw.String), nw.col("customer_id")
    return nw.when(person.is_null()).then(order).otherwise(person.cast(nw.String)) if "customer_id" in names else order


def _currency_ends(known: bool) -> list[nw.Expr]:
    return [nw.col("currency").min().alias("_min"), nw.col("currency").max().alias("_max")] if known else []
