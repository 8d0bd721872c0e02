"""The sums behind the key figures: one table at a time, added up inside the engine that holds it.

Each function returns the sums per key, the currencies met, and a note where the table cannot be split by a key (orders rarely know
their campaign).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import narwhals as nw
import pandas as pd

from workbook.metrics.tables import Table, day, lazy, need, small, sold

KEYS = ("channel", "campaign", "date")


@dataclass(frozen=True)
class Sums:
    """Sums of one table per key. `frame` is `None` when the table cannot be split that way; `notes` say why, or what else is missing."""

    frame: pd.DataFrame | None
    currencies: frozenset[str] = frozenset()
    notes: tuple[str, ...] = field(default=())


def promotion_sums(promotion: Table, by: tuple[str, ...]) -> Sums:
    """Impressions, clicks, cost and claimed (conversions as the platform claims them), of the columns that are there."""
    frame = need(promotion, "promotion", ["channel", "cost"])
    names = frame.collect_schema().names()
    wanted = {"impressions": "impressions", "clicks": "clicks", "cost": "cost", "conversions": "claimed"}
    sums = {new: nw.col(old).sum().alias(new) for old, new in wanted.items() if old in names}
    return _grouped(frame, by, "promotion", "date", sums)


def visit_sums(visits: Table, by: tuple[str, ...]) -> Sums:
    """Visits: rows counted, or the daily twin's counts added up; engaged visits where noted."""
    frame = need(visits, "visits", ["channel"])
    names = frame.collect_schema().names()
    daily = next((c for c in ("visits", "sessions") if c in names), None)
    sums = {"visits": nw.len().alias("visits") if daily is None else nw.col(daily).sum().alias("visits")}
    engaged = next((c for c in ("engaged", "engaged_visits", "engaged_sessions") if c in names), None)
    if engaged:
        frame = frame.with_columns(_engaged=_number(frame, engaged))
        sums["engaged"] = nw.col("_engaged").sum().alias("engaged")
    return _grouped(frame, by, "visits", "date" if "date" in names else "started_at", sums)


def enquiry_sums(enquiries: Table, by: tuple[str, ...]) -> Sums:
    """Enquiries: rows counted; qualified where noted."""
    frame = need(enquiries, "enquiries", ["channel"])
    names = frame.collect_schema().names()
    sums = {"enquiries": nw.len().alias("enquiries")}
    if "qualified" in names:
        frame = frame.with_columns(_qualified=_number(frame, "qualified"))
        sums["qualified"] = nw.col("_qualified").sum().alias("qualified")
    return _grouped(frame, by, "enquiries", "date" if "date" in names else "created_at", sums)


def order_sums(orders: Table, by: tuple[str, ...]) -> Sums:
    """Orders (distinct, without cancelled and returned ones), customers, revenue and margin."""
    frame = sold(need(orders, "orders", ["order_id", "channel", "revenue"]))
    names = frame.collect_schema().names()
    sums: dict[str, nw.Expr] = {c: nw.col(c).sum().alias(c) for c in ("revenue", "margin") if c in names}
    sums["orders"] = nw.col("order_id").n_unique().alias("orders")
    if "customer_id" in names:
        frame = frame.with_columns(_nobody=nw.when(nw.col("customer_id").is_null()).then(1).otherwise(0))
        sums["customers"] = nw.col("customer_id").n_unique().alias("customers")
        sums["_nobody"] = nw.col("_nobody").max().alias("_nobody")
    found = _grouped(frame, by, "orders", "date" if "date" in names else "ordered_at", sums)
    if found.frame is None or "_nobody" not in found.frame:
        return found
    known = found.frame.assign(customers=found.frame.customers.astype("int64") - found.frame._nobody.astype("int64"))
    return Sums(known.drop(columns="_nobody"), found.currencies, found.notes)


def distinct_customers(orders: Table) -> int:
    """Customers with at least one purchase, each counted once."""
    known = sold(lazy(orders)).filter(~nw.col("customer_id").is_null())
    return int(small(known.select(nw.col("customer_id").n_unique().alias("customers"))).customers.iloc[0])


def _grouped(frame: nw.LazyFrame[Any], by: tuple[str, ...], name: str, when: str, sums: Mapping[str, nw.Expr]) -> Sums:
    names = frame.collect_schema().names()
    absent = [k for k in by if (when if k == "date" else k) not in names]
    if absent:
        return Sums(None, notes=(f"The table of {name} has no {' and no '.join(absent)}: its figures cannot be split that way.",))
    if "date" in by:
        frame = _with_day(frame, when)
    money = {f"_{end}": getattr(nw.col("currency"), end)().alias(f"_{end}") for end in ("min", "max") if "currency" in names}
    result = small(frame.group_by(*by).agg(*sums.values(), *money.values()))
    currencies = frozenset(str(c) for end in money for c in result[end].dropna())
    return Sums(result.drop(columns=list(money)), currencies)


def _with_day(frame: nw.LazyFrame[Any], when: str) -> nw.LazyFrame[Any]:
    if frame.collect_schema()[when] == nw.String:
        return frame.with_columns(date=nw.col(when).str.slice(0, 10))
    return frame.with_columns(date=day(frame, when))


def _number(frame: nw.LazyFrame[Any], column: str) -> nw.Expr:
    """A count as it is; yes or no as 1 or 0, blank as 0."""
    if frame.collect_schema()[column] == nw.Boolean:
        return nw.when(nw.col(column).fill_null(False)).then(1).otherwise(0)
    return nw.col(column)


__all__ = ["KEYS", "Sums", "distinct_customers", "enquiry_sums", "order_sums", "promotion_sums", "visit_sums"]
