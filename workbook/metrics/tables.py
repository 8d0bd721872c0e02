"""How a calculation takes a table, whatever engine holds it, and gives a small one back.

Rows may stand in a pandas frame (a lesson), a DuckDB relation (the app) or a Polars frame; one Narwhals expression serves them all.
Only sums, counts and groups leave the engine: what comes back is a small pandas frame.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import Any

import narwhals as nw
import pandas as pd

Table = Any
"""A pandas frame, a DuckDB relation, a Polars frame, or anything else Narwhals reads."""

NOT_SALES = ("cancelled", "canceled", "returned", "refunded", "voided", "pending")
"""Statuses of an order line that is no sale. What is still unpaid is not yet one: it counts nowhere, neither as revenue nor as a purchase."""


class MissingColumns(ValueError):
    """A table does not have what a calculation needs; the text names the columns."""


def lazy(table: Table) -> nw.LazyFrame[Any]:
    """The table as something that can be asked for sums and groups."""
    if isinstance(table, pd.DataFrame):
        objects = [c for c in table.columns if table[c].dtype == object]
        table = table.assign(**{c: _typed(table[c]) for c in objects}) if objects else table
    frame: Any = nw.from_native(table)
    return frame.lazy()  # type: ignore[no-any-return]


def columns_of(table: Table) -> tuple[str, ...]:
    """The names of the columns."""
    return tuple(lazy(table).collect_schema().names())


def lacking(table: Table, names: Iterable[str]) -> tuple[str, ...]:
    """Which of the names the table does not have."""
    there = set(columns_of(table))
    return tuple(n for n in names if n not in there)


def need(table: Table, name: str, columns: Sequence[str]) -> nw.LazyFrame[Any]:
    """The table, once it is sure that it has these columns."""
    absent = lacking(table, columns)
    if absent:
        msg = f"The table `{name}` must have the columns {', '.join(columns)} (not there: {', '.join(absent)}). Map the columns on import."
        raise MissingColumns(msg)
    return lazy(table)


def small(frame: nw.LazyFrame[Any]) -> pd.DataFrame:
    """Carry out the calculation and bring the (small) result into pandas."""
    result: pd.DataFrame = frame.collect("pandas").to_native()
    return result


def sold(orders: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """Order lines that are sales: unpaid, returned and cancelled ones are left out, what was refunded in part is taken off.

    The margin of a refunded part goes with it: margin × (revenue − refunded) / revenue.

    >>> orders = pd.DataFrame({"revenue": [1000, 1000], "margin": [400, 400], "refunded": [250, 0], "status": ["partly_refunded", "cancelled"]})
    >>> small(sold(lazy(orders)))[["revenue", "margin"]].to_dict("records")
    [{'revenue': 750, 'margin': 300.0}]
    """
    names = orders.collect_schema().names()
    if "status" in names:
        status = nw.col("status").cast(nw.String).str.to_lowercase()
        orders = orders.filter(status.is_null() | ~status.is_in(list(NOT_SALES)))
    if not {"refunded", "revenue"} <= set(names):
        return orders
    left = nw.col("revenue") - nw.col("refunded").fill_null(0)
    share = nw.when(nw.col("revenue") != 0).then(left / nw.col("revenue")).otherwise(1.0)
    margin = {"margin": nw.col("margin") * share} if "margin" in names else {}
    return orders.with_columns(revenue=left, **margin)


def with_margin(orders: nw.LazyFrame[Any], margin_rate: float | None) -> nw.LazyFrame[Any]:
    """Order lines with a margin: the noted one, else revenue × `margin_rate` where a rate is given."""
    if margin_rate is None:
        return orders
    estimate = nw.col("revenue").cast(nw.Float64) * margin_rate
    if "margin" not in orders.collect_schema().names():
        return orders.with_columns(margin=estimate)
    noted = nw.col("margin").cast(nw.Float64)
    return orders.with_columns(margin=nw.when(noted.is_null()).then(estimate).otherwise(noted))


def seconds(frame: nw.LazyFrame[Any], column: str) -> nw.Expr:
    """A point in time as whole seconds since 1970: the int64 column beside it (`<column>_s`) where there is one."""
    schema = frame.collect_schema()
    for twin in (f"{column}_s", f"{column}_epoch"):
        if twin in schema.names():
            return nw.col(twin)
    zone = getattr(schema[column], "time_zone", None)
    start = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC if zone else None)
    return (nw.col(column).cast(nw.Datetime("us", zone)) - nw.lit(start)).dt.total_seconds()


def day(frame: nw.LazyFrame[Any], column: str) -> nw.Expr:
    """The calendar day of a point in time."""
    kind = frame.collect_schema()[column]
    expr = nw.col(column)
    return expr.cast(nw.Datetime("us")) if kind == nw.Date else expr.dt.truncate("1d")


def _typed(column: pd.Series[Any]) -> pd.Series[Any]:
    """An object column with the type its values have: booleans with blanks, days."""
    known = column.dropna()
    if len(known) and isinstance(known.iloc[0], datetime.date):
        return pd.to_datetime(column)
    return column.convert_dtypes()
