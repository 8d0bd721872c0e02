"""What does each channel cost, bring and leave? The key figures, joined from promotion, visits, enquiries and orders.

Every ratio is pooled: sum / sum, never a mean of ratios. Clicks are not visits, visits are not visitors, and the conversions an
advertising platform claims are not orders: each figure comes from the table that can know it. Where a table is missing its columns are
absent, and `missing` says so.

    CTR = clicks / impressions          CPC = cost / clicks               landing rate = visits / clicks
    enquiry rate = enquiries / visits   close rate = orders / enquiries   CVR = orders / visits
    CPA = cost / orders                 AOV = revenue / orders            ROAS = revenue / cost
    contribution = margin − cost        ROI = (margin − cost) / cost

In the total, a ratio to cost or to clicks counts only the channels that have cost, or clicks: orders by visitors who came by themselves would
make the paid ones look cheap. Sums (orders, revenue, contribution) are those of all channels.

ROI counts every order as won by the channel that is noted beside it; how much would have come anyway only a test can tell.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

import numpy as np
import pandas as pd

from workbook.metrics.kpi_sums import KEYS, Sums, enquiry_sums, order_sums, promotion_sums, visit_sums
from workbook.metrics.tables import Table, need, with_margin

NOT_KNOWN = "not known"
MONEY = ("cost", "revenue", "margin")
RATIOS: Mapping[str, tuple[str, str]] = {
    "ctr": ("clicks", "impressions"),
    "cpc": ("cost", "clicks"),
    "landing_rate": ("visits", "clicks"),
    "enquiry_rate": ("enquiries", "visits"),
    "qualified_rate": ("qualified", "enquiries"),
    "close_rate": ("orders", "enquiries"),
    "customer_rate": ("customers", "enquiries"),
    "cvr": ("orders", "visits"),
    "cpa": ("cost", "orders"),
    "aov": ("revenue", "orders"),
    "roas": ("revenue", "cost"),
    "roi": ("contribution", "cost"),
}
PAID = {"cpc": "cost", "cpa": "cost", "roas": "cost", "roi": "cost", "landing_rate": "clicks"}
"""Ratios whose total counts only the channels (or campaigns) that have any of this."""

_SIDE = {"qualified": "enquiries", "customers": "enquiries"}


class MixedCurrencies(ValueError):
    """Amounts in several currencies were to be added."""


@dataclass(frozen=True)
class Kpis:
    """`table`: one row per key (channel, campaign, date); `total`: the pooled figures of everything. Money in whole units of `currency`.

    Ratios to cost or clicks in `total` are those of the channels that have cost or clicks (`PAID`).

    `missing` names in sentences what could not be calculated, and which table would be needed.
    """

    table: pd.DataFrame
    total: pd.Series[float]
    currency: str
    by: tuple[str, ...]
    missing: tuple[str, ...]

    def has(self, *columns: str) -> bool:
        """Whether all these figures are there."""
        return set(columns) <= set(self.table.columns)


def kpis(
    *, promotion: Table | None = None, visits: Table | None = None, enquiries: Table | None = None, orders: Table | None = None,
    by: Sequence[str] = ("channel",), margin_rate: float | None = None, only: Collection[str] | None = None,
) -> Kpis:  # fmt: skip
    """Key figures by channel, campaign or date, from whichever tables there are.

    `visits` may be rows per visit or the daily twin (a column `visits` or `sessions` to add up). Money columns are integers in minor
    units with a `currency` beside them; `margin_rate` stands in where orders have no margin. `only` names the sums that are wanted (engaged,
    page_views, customers, …), where not all are: the others are neither read nor added up.

    >>> ads = pd.DataFrame({"channel": ["ads"], "cost": [10_000], "currency": ["EUR"], "impressions": [5_000], "clicks": [100]})
    >>> orders = pd.DataFrame({"order_id": [1, 1, 2], "channel": ["ads"] * 3, "revenue": [20_000, 5_000, 15_000], "margin": [8_000, 2_000, 6_000],
    ...                        "currency": ["EUR"] * 3})
    >>> k = kpis(promotion=ads, orders=orders)
    >>> k.table[["channel", "cost", "orders", "cpa", "roas", "contribution"]].to_dict("records")
    [{'channel': 'ads', 'cost': 100.0, 'orders': 2.0, 'cpa': 50.0, 'roas': 4.0, 'contribution': 60.0}]
    """
    by = _checked_keys(by)
    orders = with_margin(need(orders, "orders", ["revenue"]), margin_rate) if orders is not None else None
    wanted = (
        ("promotion", promotion, promotion_sums),
        ("visits", visits, visit_sums),
        ("enquiries", enquiries, enquiry_sums),
        ("orders", orders, order_sums),
    )
    parts = [(name, calculate(table, by, only) if table is not None else None) for name, table, calculate in wanted]
    found = [p for _, p in parts if p is not None and p.frame is not None]
    currency = one_currency(found)
    joined = _joined([p.frame for p in found if p.frame is not None], by)
    frame = _in_major_units(joined, _minor_digits(currency))
    once = {"customers": float(sum(p.customers for p in found))} if "customers" in frame else {}  # a customer of two channels is one customer
    total = _total(frame, by, once)
    untold = _untold(frame, by)
    table, total = _without_unshared(with_ratios(frame), total, untold)
    said = (f"The {name} name no channel: they can be held against clicks, costs and orders for all channels together only." for name in untold)
    return Kpis(table, total, currency, by, (*_missing(parts, frame), *said))


def with_ratios(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with every ratio whose two columns are there; blank where the denominator is 0.

    >>> with_ratios(pd.DataFrame({"clicks": [20.0, 0.0], "impressions": [1000.0, 0.0]})).ctr.tolist()
    [0.02, nan]
    """
    if {"margin", "cost"} <= set(frame.columns):
        frame = frame.assign(contribution=frame.margin - frame.cost)
    there = {name: (top, under) for name, (top, under) in RATIOS.items() if {top, under} <= set(frame.columns)}
    return frame.assign(**{name: frame[top] / frame[under].where(frame[under] > 0) for name, (top, under) in there.items()})


def _untold(frame: pd.DataFrame, by: tuple[str, ...]) -> tuple[str, ...]:
    """The visits or enquiries of which no row names a channel, while other tables do: 0 for a channel would be no figure of it."""
    if "channel" not in by or not len(frame):
        return ()
    nobody = frame.channel.eq(NOT_KNOWN)
    counts = [c for c in ("visits", "enquiries", "orders", "clicks") if c in frame]
    named = {c for c in counts if frame.loc[~nobody, c].sum() > 0}
    return tuple(c for c in ("visits", "enquiries") if named and c in frame and c not in named and frame.loc[nobody, c].sum() > 0)


def _without_unshared(frame: pd.DataFrame, total: pd.Series[float], untold: Collection[str]) -> tuple[pd.DataFrame, pd.Series[float]]:
    """The figures without the ratios of something that names channels to something that names none; in the total, without those of paid channels."""
    sides = {name: [_SIDE.get(column, column) in untold for column in RATIOS[name]] for name in RATIOS if name in frame}
    apart = [name for name, (top, under) in sides.items() if top != under]
    return frame.assign(**dict.fromkeys(apart, np.nan)), total.mask(total.index.isin([name for name in apart if name in PAID]))


def _total(frame: pd.DataFrame, by: tuple[str, ...], once: Mapping[str, float]) -> pd.Series[float]:
    """Everything added up; the ratios in `PAID` over the channels (days are no channels) that have what they are a ratio to."""
    keys = [k for k in by if k != "date"]
    total = with_ratios(_pooled(frame, by).assign(**once))
    for base in sorted(set(PAID.values()) & set(frame.columns)) if keys else ():
        paid = with_ratios(_pooled(frame[frame.groupby(keys)[base].transform("sum") > 0], by))
        total = total.assign(**{ratio: paid[ratio] for ratio, its in PAID.items() if its == base and ratio in total})
    return total.iloc[0]


def _pooled(frame: pd.DataFrame, by: tuple[str, ...]) -> pd.DataFrame:
    return frame.drop(columns=list(by)).sum().to_frame().T


def one_currency(parts: Sequence[Sums]) -> str:
    """The one currency of all parts; several cannot be added."""
    found = sorted({c for p in parts for c in p.currencies})
    if len(found) > 1:
        msg = f"Amounts in {', '.join(found)} cannot be added. Look at one currency at a time, or convert on import at a rate you write down."
        raise MixedCurrencies(msg)
    return found[0] if found else ""


def _checked_keys(by: Sequence[str]) -> tuple[str, ...]:
    unknown = [k for k in by if k not in KEYS]
    if unknown or not by:
        msg = f"`by` must name some of {', '.join(KEYS)} (got {', '.join(map(str, by)) or 'nothing'})."
        raise ValueError(msg)
    return tuple(by)


def _joined(frames: Sequence[pd.DataFrame], by: tuple[str, ...]) -> pd.DataFrame:
    if not frames:
        return pd.DataFrame(columns=list(by))
    keyed = [_clean_keys(f, by) for f in frames if len(f)]  # pandas cannot merge by the words of a frame that never had a row
    joined = reduce(lambda a, b: a.merge(b, on=list(by), how="outer"), keyed) if keyed else pd.DataFrame({k: [] for k in by})
    values = [c for f in frames for c in f.columns if c not in by]
    return joined.assign(**{c: joined[c].astype(float).fillna(0.0) if c in joined else 0.0 for c in values}).sort_values(list(by), ignore_index=True)


def _clean_keys(frame: pd.DataFrame, by: tuple[str, ...]) -> pd.DataFrame:
    keys = {k: _days(frame[k]) if k == "date" else frame[k].astype("str").where(frame[k].notna(), NOT_KNOWN) for k in by}
    values = [c for c in frame.columns if c not in by]
    cleaned = frame.assign(**keys)
    return cleaned.groupby(list(by), as_index=False, dropna=False)[values].sum() if values else cleaned


def _days(column: pd.Series[Any]) -> pd.Series[Any]:
    return pd.to_datetime(column).astype("datetime64[us]")


def _in_major_units(frame: pd.DataFrame, digits: int) -> pd.DataFrame:
    return frame.assign(**{c: frame[c] / 10**digits for c in MONEY if c in frame})


def _minor_digits(currency: str) -> int:
    from babel.numbers import get_currency_precision

    return int(get_currency_precision(currency)) if currency else 2


def _missing(parts: Sequence[tuple[str, Sums | None]], frame: pd.DataFrame) -> Iterator[str]:
    for name, sums in parts:
        if sums is None:
            yield f"There is no table of {name}: {_ABSENT[name]} cannot be told."
        else:
            yield from sums.notes
    if "orders" in frame and "margin" not in frame:
        yield "The orders have no margin: contribution and ROI cannot be told. Enter a margin rate."
    if "cost" in frame and not np.any(frame.cost > 0):
        yield "No cost was noted in any row of promotion: CPA, ROAS and ROI are blank."


_ABSENT: Mapping[str, str] = {
    "promotion": "impressions, clicks, cost, CTR, CPC, CPA, ROAS and ROI",
    "visits": "visits, landing rate, enquiry rate and CVR",
    "enquiries": "enquiries, their quality and the close rate",
    "orders": "orders, customers, revenue, CPA, ROAS and ROI",
}
