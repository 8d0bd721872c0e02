"""The five sources side by side: what each channel did on each day, from impression to margin.

Search and promotion know impressions and clicks, the site knows visits, the inbox enquiries, the shop orders. Each tests the one before it: visits
show whether clicks arrived, enquiries and orders whether the right people came. The sums by channel and day hold all of that in a small table.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace

import narwhals as nw
import pandas as pd

from workbook.metrics.attention import attention
from workbook.metrics.kpi import NOT_KNOWN, kpis
from workbook.metrics.tables import Table, columns_of, day, lazy, seconds, small, sold

Days = tuple[datetime.date, datetime.date]
STAGES = ("impressions", "clicks", "visits", "enquiries", "orders", "revenue", "margin")
"""From the first impression to the margin, in order."""
SUMS = (*STAGES, "qualified", "answered", "engaged", "page_views", "returning", "cost")
_ORGANIC = ("organic search", "organic", "seo", "google / organic", "search")


@dataclass(frozen=True)
class Linked:
    """`table`: channel, date and those of `SUMS` that are known, one row per channel and day; money in whole units of `currency`.

    `via_enquiry`: whether orders come through an enquiry; else an enquiry is a way beside the visit.
    """

    table: pd.DataFrame
    currency: str
    via_enquiry: bool
    missing: tuple[str, ...]

    @property
    def known(self) -> tuple[str, ...]:
        """The sums that are there."""
        return tuple(name for name in SUMS if name in self.table)

    @property
    def stages(self) -> tuple[str, ...]:
        """The stages of the way to the margin that are there; without enquiries where people order directly."""
        return tuple(s for s in STAGES if s in self.table and (s != "enquiries" or self.via_enquiry))

    def within(self, start: datetime.date, end: datetime.date) -> pd.DataFrame:
        """The rows from `start` to `end`, both included."""
        return self.table[self.table.date.between(pd.Timestamp(start), pd.Timestamp(end))]


def linked(
    *, promotion: Table | None = None, visits: Table | None = None, enquiries: Table | None = None, orders: Table | None = None,
    search: Table | None = None, margin_rate: float | None = None, via_enquiry: bool | None = None,
) -> Linked:  # fmt: skip
    """The sums by channel and day. Search impressions and clicks go to the channel of organic search.

    >>> ads = pd.DataFrame({"date": ["2026-01-05"], "channel": ["ads"], "cost": [1_000], "impressions": [900], "clicks": [9]})
    >>> visits = pd.DataFrame({"started_at": pd.to_datetime(["2026-01-05 10:00"] * 8), "channel": "ads"})
    >>> linked(promotion=ads, visits=visits).table[["impressions", "clicks", "visits", "cost"]].to_dict("records")
    [{'impressions': 900.0, 'clicks': 9.0, 'visits': 8.0, 'cost': 10.0}]
    """
    tables = {"promotion": promotion, "visits": visits, "enquiries": enquiries, "orders": orders}
    found = kpis(**tables, by=("channel", "date"), margin_rate=margin_rate, only=SUMS)
    table = found.table[["channel", "date", *(name for name in SUMS if name in found.table)]]
    if orders is not None and {"customer_id", "ordered_at"} <= set(columns_of(orders)):
        table = _with_returning(table, orders)
    if search is not None:
        table = _with_search(table, search)
    table = table[table.date.notna()] if len(table) else table
    asked = _through_enquiries(table) if via_enquiry is None else via_enquiry and "enquiries" in table
    return Linked(table.reset_index(drop=True), found.currency, asked, found.missing)


def shared_days(dense: Sequence[Days | None], sparse: Sequence[Days | None] = ()) -> Days | None:
    """The days that all tables cover; None where they have none in common.

    Visits and cost are `dense`: there are some every day. The first and the last order are not the first and last day of the order list, so
    `sparse` tables may begin and end up to a fortnight inside.

    >>> d = datetime.date
    >>> shared_days([(d(2026, 1, 1), d(2026, 3, 31)), None], [(d(2026, 1, 4), d(2026, 3, 1))])
    (datetime.date(2026, 1, 1), datetime.date(2026, 3, 15))
    """
    reach = datetime.timedelta(days=14)
    firm, loose = [p for p in dense if p is not None], [p for p in sparse if p is not None]
    known = [*firm, *((p[0] - reach, p[1] + reach) for p in loose)] if firm else loose
    if not known:
        return None
    first, last = max(p[0] for p in known), min(p[1] for p in known)
    return (first, last) if first <= last else None


def without_enquiries(found: Linked) -> Linked:
    """The same sums, with the enquiry as a way beside the visit."""
    return replace(found, via_enquiry=False)


def _through_enquiries(table: pd.DataFrame) -> bool:
    """Whether most orders can have come through an enquiry: there are at least as many enquiries as orders."""
    return {"enquiries", "orders"} <= set(table.columns) and bool(table.enquiries.sum() >= table.orders.sum() > 0)


def _with_returning(table: pd.DataFrame, orders: Table) -> pd.DataFrame:
    """With the orders of customers who had ordered before, by channel and day."""
    frame = sold(lazy(orders)).filter(~nw.col("customer_id").is_null())
    placed = frame.with_columns(_at=seconds(frame, "ordered_at"), date=day(frame, "ordered_at"))
    first = placed.group_by("customer_id").agg(nw.col("_at").min().alias("_first"))
    later = placed.join(first, on="customer_id").filter(nw.col("_at") > nw.col("_first"))
    found = small(later.group_by("channel", "date").agg(nw.col("order_id").n_unique().alias("returning")))
    keyed = found.assign(
        channel=found.channel.astype("str").where(found.channel.notna(), NOT_KNOWN),
        date=pd.to_datetime(found.date).astype("datetime64[us]"),
        returning=found.returning.astype(float),
    )
    joined = table.merge(keyed, on=["channel", "date"], how="left")
    return joined.assign(returning=joined.returning.fillna(0.0))


def _with_search(table: pd.DataFrame, search: Table) -> pd.DataFrame:
    found = attention(search=search)
    series = {new: found[old].table.set_index("day").value for new, old in _SEARCHED.items() if old in found}
    if not series:
        return table
    names = [str(c) for c in table.channel.unique()] if len(table) else []
    organic = next((name for alias in _ORGANIC for name in names if name.casefold().replace("_", " ") == alias), "Organic Search")
    days = pd.DataFrame(series).dropna(how="all").fillna(0.0).rename_axis("date").reset_index().assign(channel=organic)
    days = days.assign(date=days.date.astype("datetime64[us]"))
    if not len(table):
        return days[["channel", "date", *series]]
    joined = pd.concat([table, days], ignore_index=True)
    values = [c for c in joined.columns if c not in ("channel", "date")]
    return joined.groupby(["channel", "date"], as_index=False)[values].sum()


_SEARCHED = {"impressions": "search_impressions", "clicks": "search_clicks"}

__all__ = ["NOT_KNOWN", "STAGES", "SUMS", "Linked", "linked", "shared_days", "without_enquiries"]
