"""The sums behind the key figures: one table at a time, added up inside the engine that holds it.

Each function returns the sums per key, the currencies met, and a note where the table cannot be split by a key (orders rarely know
their campaign). What nobody asks for (`only`) is neither read nor added up: a column of ten million rows costs.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import narwhals as nw
import pandas as pd

from workbook.metrics.holding import held
from workbook.metrics.short_keys import numbered
from workbook.metrics.tables import Table, day, need, small, sold

KEYS = ("channel", "campaign", "date")


@dataclass(frozen=True)
class Sums:
    """Sums of one table per key. `frame` is `None` when the table cannot be split that way; `notes` say why, or what else is missing.

    `customers` are all customers, each counted once, whatever the keys.
    """

    frame: pd.DataFrame | None
    currencies: frozenset[str] = frozenset()
    notes: tuple[str, ...] = field(default=())
    customers: int = 0


def promotion_sums(promotion: Table, by: tuple[str, ...], only: Collection[str] | None = None) -> Sums:
    """Impressions, clicks, cost and claimed (conversions as the platform claims them), of the columns that are there.

    >>> days = pd.DataFrame({"channel": ["Ads", "Ads"], "cost": [30.0, 20.0], "clicks": [60, 40]})
    >>> promotion_sums(days, ("channel",)).frame.to_dict("records")
    [{'channel': 'Ads', 'clicks': 100, 'cost': 50.0}]
    """
    frame = need(promotion, "promotion", ["channel", "cost"])
    wanted = {"impressions": "impressions", "clicks": "clicks", "cost": "cost", "claimed": "conversions"}
    return _grouped(frame, by, "promotion", "date", _asked(wanted, only))


def visit_sums(visits: Table, by: tuple[str, ...], only: Collection[str] | None = None) -> Sums:
    """Visits: rows counted, or the daily twin's counts added up; engaged visits and page views where noted."""
    frame = need(visits, "visits", ["channel"])
    names = frame.collect_schema().names()
    daily = next((c for c in ("visits", "sessions") if c in names), None)
    frame, engaged = _as_number(frame, "engaged")
    twin = next((c for c in ("engaged_visits", "engaged_sessions") if c in names), None)
    wanted = {"engaged": twin or engaged, "page_views": "page_views", **({"visits": daily} if daily else {})}
    when = "date" if "date" in names else "started_at"
    return _grouped(frame, by, "visits", when, _asked(wanted, only), {} if daily else {"visits": nw.len()})


def enquiry_sums(enquiries: Table, by: tuple[str, ...], only: Collection[str] | None = None) -> Sums:
    """Enquiries: rows counted; qualified and answered where noted."""
    frame = need(enquiries, "enquiries", ["channel"])
    when = "date" if "date" in frame.collect_schema().names() else "created_at"
    frame, qualified = _as_number(frame, "qualified")
    frame, answered = _as_number(frame, "answered")
    return _grouped(frame, by, "enquiries", when, _asked({"qualified": qualified, "answered": answered}, only), {"enquiries": nw.len()})


def order_sums(orders: Table, by: tuple[str, ...], only: Collection[str] | None = None) -> Sums:
    """Orders (distinct, without unpaid, cancelled and returned ones), customers, revenue and margin."""
    frame = numbered(sold(need(orders, "orders", ["order_id", "channel", "revenue"])), "order_id", "_order")
    names = frame.collect_schema().names()
    when = "date" if "date" in names else "ordered_at"
    wanted = {"revenue": "revenue", "margin": "margin"}
    found = _grouped(frame, by, "orders", when, _asked(wanted, only), {"orders": nw.col("_order").n_unique()})
    if found.frame is None or "customer_id" not in names or (only is not None and "customers" not in only):
        return found
    each, all_of_them = _customers(_with_day(frame, when) if "date" in by else frame, by)
    counted = found.frame.merge(each, on=list(by), how="left")
    return replace(found, frame=counted.assign(customers=counted.customers.fillna(0).astype("int64")), customers=all_of_them)


def _customers(frame: nw.LazyFrame[Any], by: tuple[str, ...]) -> tuple[pd.DataFrame, int]:
    """Customers per key, and all of them: who buys by two channels is one customer. Each pair of key and customer is looked up once for both."""
    known = numbered(frame.filter(~nw.col("customer_id").is_null()), "customer_id", "_who")
    with held(known.group_by(*by, "_who").agg(nw.len().alias("_lines"))) as pairs:
        each = small(pairs.group_by(*by).agg(nw.len().alias("customers")))
        told = small(pairs.select(nw.col("_who").n_unique().alias("customers"), nw.len().alias("_pairs")))
    return each, int(told.customers.iloc[0]) if told["_pairs"].iloc[0] else 0


def _asked(sums: Mapping[str, str], only: Collection[str] | None) -> Mapping[str, str]:
    """Those of the sums that are asked for; the counts of rows cost nothing and are always there."""
    return sums if only is None else {new: old for new, old in sums.items() if new in only}


def _grouped(
    frame: nw.LazyFrame[Any], by: tuple[str, ...], name: str, when: str, sums: Mapping[str, str], others: Mapping[str, nw.Expr] | None = None
) -> Sums:
    """Add up per key: `sums` maps a new name to a column, `others` to an expression. A column without any value is left out."""
    names = frame.collect_schema().names()
    absent = [k for k in by if (when if k == "date" else k) not in names]
    if absent:
        return Sums(None, notes=(f"The table of {name} has no {' and no '.join(absent)}: its figures cannot be split that way.",))
    if "date" in by:
        frame = _with_day(frame, when)
    there = {new: old for new, old in sums.items() if old in names or old.startswith("_")}
    wanted = [nw.col(old).sum().alias(new) for new, old in there.items()] + [e.alias(new) for new, e in (others or {}).items()]
    known = [nw.col(old).count().alias(f"_known_{new}") for new, old in there.items()]
    result = small(frame.group_by(*by).agg(*wanted, *known, nw.len().alias("_rows")))
    return Sums(_figures(result, there), _currencies(frame), tuple(_half_blank(result, name, there)))


def _currencies(frame: nw.LazyFrame[Any]) -> frozenset[str]:
    """The currencies of the rows; asked for by themselves, since the first and last text of each group cost several times as much as all groups."""
    if "currency" not in frame.collect_schema().names():
        return frozenset()
    return frozenset(map(str, small(frame.group_by("currency").agg(nw.len().alias("_rows")))["currency"].dropna()))


def _figures(result: pd.DataFrame, there: Mapping[str, str]) -> pd.DataFrame:
    """The sums, without the columns in which no row had a value: a blank is not 0."""
    blank = [new for new in there if len(result) and not result[f"_known_{new}"].sum()]
    counting = [c for c in result.columns if c.startswith("_known_") or c == "_rows"]
    return result.drop(columns=[*blank, *counting])


def _half_blank(result: pd.DataFrame, name: str, there: Mapping[str, str]) -> Iterator[str]:
    rows = int(result["_rows"].sum())
    for new in there:
        known = int(result[f"_known_{new}"].sum())
        if 0 < known < rows:
            many = "most" if 2 * known < rows else "some"
            yield f"In the table of {name} {many} rows {_BLANK.get(new, f'have no {new}')}: what is blank is not counted."


_BLANK: Mapping[str, str] = {
    "claimed": "have no conversions as the platform claims them",
    "visits": "have no number of visits",
    "engaged": "do not say whether the visitor stayed",
    "page_views": "have no number of page views",
    "answered": "do not say whether the enquiry was answered",
    "qualified": "do not say whether the enquiry was qualified",
}
"""How a row without a figure is told, where the figure's name is no plain word."""


def _with_day(frame: nw.LazyFrame[Any], when: str) -> nw.LazyFrame[Any]:
    if frame.collect_schema()[when] == nw.String:
        return frame.with_columns(date=nw.col(when).str.slice(0, 10))
    return frame.with_columns(date=day(frame, when))


def _as_number(frame: nw.LazyFrame[Any], column: str) -> tuple[nw.LazyFrame[Any], str]:
    """The frame with a yes-or-no column as 1, 0 or blank, and that column's name (the column itself where it counts already)."""
    schema = frame.collect_schema()
    if column not in schema.names() or schema[column] != nw.Boolean:
        return frame, column
    return frame.with_columns(**{f"_{column}": nw.col(column).cast(nw.Int64)}), f"_{column}"


__all__ = ["KEYS", "Sums", "enquiry_sums", "order_sums", "promotion_sums", "visit_sums"]
