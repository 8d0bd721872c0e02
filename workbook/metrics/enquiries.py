"""What becomes of those who ask: how many, what about, when, how fast they are answered, and how many become customers.

    answer rate = answered / enquiries            qualified rate = qualified / enquiries
    customer rate = customers / enquiries         first response: median and the time within which nine of ten are answered (p90)

The share of enquiries that become customers is the main measure of a way of promotion: it counts those who came *and* wanted. A mean response
time hides the few who waited for days; the median and the p90 show them. An enquiry became a customer when it names an order, or, where the list
knows no orders, a customer number.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import narwhals as nw
import pandas as pd

from workbook.metrics.intervals import wilson
from workbook.metrics.tables import Table, day, need, seconds, small

HOUR, DAY = 3_600, 86_400


@dataclass(frozen=True)
class Enquiries:
    """`total`: one row of figures; `channels`, `topics`: a row each; `hours`: weekday (0 Monday), hour, enquiries, answered.

    Figures: enquiries, answered, qualified, customers, answer_rate, qualified_rate, customer_rate with customer_low and customer_high (95 %,
    Wilson), median_s, p90_s. Those that the list does not know are absent.
    """

    total: pd.DataFrame
    channels: pd.DataFrame
    topics: pd.DataFrame
    hours: pd.DataFrame
    missing: tuple[str, ...]

    @property
    def number(self) -> int:
        """All enquiries."""
        return int(self.total.enquiries.iloc[0]) if len(self.total) else 0

    def has(self, *columns: str) -> bool:
        """Whether all these figures are known."""
        return set(columns) <= set(self.total.columns)


def enquiries(table: Table) -> Enquiries:
    """Every figure of the enquiry list: needs a row per enquiry; channel, topic, created_at, first_response_s, answered, qualified as known.

    >>> asked = pd.DataFrame({"enquiry_id": [1, 2, 3, 4], "channel": ["ads"] * 4, "answered": [True, True, True, False],
    ...                       "first_response_s": [60.0, 120.0, 600.0, None], "order_id": ["o1", None, None, None]})
    >>> found = enquiries(asked).total.iloc[0]
    >>> float(found.answer_rate), float(found.customer_rate), float(found.median_s), float(found.p90_s)
    (0.75, 0.25, 120.0, 504.0)
    """
    frame = prepared(table)
    names = frame.collect_schema().names()
    aggregated = _sums(names)
    total = _rates(small(frame.select(*aggregated)))
    parts = {key: _grouped(frame, key, aggregated) if key in names else pd.DataFrame() for key in ("channel", "topic")}
    hours = _hours(frame) if "created_at" in names else pd.DataFrame()
    return Enquiries(total, parts["channel"], parts["topic"], hours, tuple(_absent(names)))


def prepared(table: Table) -> nw.LazyFrame[Any]:
    """The list with 1, 0 or blank for what became of an enquiry: _answered, _qualified, _customer."""
    frame = need(table, "enquiries", [])
    schema = frame.collect_schema()
    names = schema.names()
    new: dict[str, nw.Expr] = {}
    if "answered" in names:
        new["_answered"] = _flag("answered")
    elif "first_response_s" in names:
        new["_answered"] = nw.when(nw.col("first_response_s").is_null()).then(0).otherwise(1)
    if "qualified" in names:
        new["_qualified"] = _flag("qualified")
    if "first_response_s" in names:
        new["_response"] = nw.col("first_response_s").cast(nw.Float64)
    bought = next((c for c in ("order_id", "customer_id") if c in names), None)
    if bought:
        new["_customer"] = nw.when(nw.col(bought).is_null()).then(0).otherwise(1)
    return frame.with_columns(**new) if new else frame


def _flag(column: str) -> nw.Expr:
    return nw.when(nw.col(column).is_null()).then(None).otherwise(nw.when(nw.col(column)).then(1).otherwise(0))


def _sums(names: Sequence[str]) -> list[nw.Expr]:
    """Counts and sums; the `_known` ones count rows that say anything."""
    wanted = [nw.len().alias("enquiries")]
    for name in ("answered", "qualified", "customer"):
        if f"_{name}" in names:
            wanted += [nw.col(f"_{name}").sum().alias(name), nw.col(f"_{name}").count().alias(f"_known_{name}")]
    if "first_response_s" in names:
        seen = nw.col("_response")
        wanted += [seen.quantile(0.5, interpolation="linear").alias("median_s"), seen.quantile(0.9, interpolation="linear").alias("p90_s")]
    return wanted


def _grouped(frame: nw.LazyFrame[Any], key: str, aggregated: Sequence[nw.Expr]) -> pd.DataFrame:
    found = small(frame.group_by(key).agg(*aggregated))
    named = found.assign(**{key: found[key].astype("str").where(found[key].notna(), "not known")})
    return _rates(named).sort_values(["enquiries", key], ascending=[False, True], ignore_index=True)


def _rates(sums: pd.DataFrame) -> pd.DataFrame:
    """Rates over the rows that say anything; a column that no row knows is left out."""
    out = sums.drop(columns=[c for c in sums if str(c).startswith("_known_")]).rename(columns={"customer": "customers"})
    for name, rate in (("answered", "answer_rate"), ("qualified", "qualified_rate"), ("customer", "customer_rate")):
        if name not in sums:
            continue
        known, hits = sums[f"_known_{name}"].astype(float), sums[name].fillna(0).astype(float)
        if not known.sum():
            out = out.drop(columns=["customers" if name == "customer" else name])
            continue
        out = out.assign(**{rate: hits / known.where(known > 0)})
        if name == "customer":
            bounds = [wilson(h, k) for h, k in zip(hits, known, strict=True)]
            out = out.assign(customer_low=[b.low for b in bounds], customer_high=[b.high for b in bounds])
    return out


def _hours(frame: nw.LazyFrame[Any]) -> pd.DataFrame:
    """Enquiries by weekday and hour of the day; from day and seconds, which every engine knows."""
    known = frame.filter(~nw.col("created_at").is_null())
    hour = (seconds(known, "created_at") % DAY) // HOUR
    sums = [nw.len().alias("enquiries"), *([nw.col("_answered").sum().alias("answered")] if "_answered" in known.collect_schema().names() else [])]
    found = small(known.with_columns(_day=day(known, "created_at"), hour=hour).group_by("_day", "hour").agg(*sums))
    placed = found.assign(weekday=pd.to_datetime(found["_day"]).dt.day_of_week, hour=found.hour.astype(int))
    values = [c for c in ("enquiries", "answered") if c in placed]
    return placed.groupby(["weekday", "hour"], as_index=False)[values].sum()


def _absent(names: Sequence[str]) -> list[str]:
    told = {
        "_answered": "The list does not say which enquiries were answered.",
        "first_response_s": "The list has no time of the first response: what a slow answer costs cannot be told.",
        "_qualified": "The list does not say which enquiries were qualified: all are counted as chances.",
        "_customer": "The list names neither orders nor customers: what became of the enquiries cannot be told.",
        "topic": "The list has no topics.",
    }
    return [sentence for column, sentence in told.items() if column not in names]


__all__ = ["DAY", "HOUR", "Enquiries", "enquiries", "prepared"]
