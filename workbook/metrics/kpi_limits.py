"""What may a channel cost, and how sure are its rates? Break-even limits and intervals per channel.

    break-even CPA = margin / orders     break-even CPC = margin / clicks     break-even ROAS = revenue / margin

A channel pays on average as long as its cost per order stays below the first, its cost per click below the second, and its ROAS above the third;
the three say the same. The intervals (Wilson) say how far a rate could be chance.
"""

from __future__ import annotations

import math
from itertools import pairwise

import pandas as pd

from workbook.metrics.intervals import wilson
from workbook.metrics.kpi import RATIOS, Kpis

SHARES = ("ctr", "landing_rate", "enquiry_rate", "qualified_rate", "close_rate", "cvr")
"""Ratios of counts; one above 1 is no share and gets no interval."""


def limits(found: Kpis) -> pd.DataFrame:
    """A row per channel that costs money: cost, orders, cpa, break_even_cpa, cpc, break_even_cpc, roas, break_even_roas, left (margin − cost).

    >>> from workbook.metrics.kpi import kpis
    >>> ads = pd.DataFrame({"channel": ["ads"], "cost": [10_000], "clicks": [100]})
    >>> orders = pd.DataFrame({"order_id": [1, 2], "channel": ["ads"] * 2, "revenue": [20_000] * 2, "margin": [8_000] * 2})
    >>> limits(kpis(promotion=ads, orders=orders))[["cpa", "break_even_cpa", "break_even_cpc", "roas", "break_even_roas"]].to_dict("records")
    [{'cpa': 50.0, 'break_even_cpa': 80.0, 'break_even_cpc': 1.6, 'roas': 4.0, 'break_even_roas': 2.5}]
    """
    if not found.has("cost", "orders", "margin", "revenue"):
        return pd.DataFrame()
    paid = found.table[found.table.cost > 0]
    out = paid[[*found.by, "cost", "orders"]].assign(
        cpa=paid.cpa, break_even_cpa=paid.margin / paid.orders.where(paid.orders > 0), roas=paid.roas,
        break_even_roas=paid.revenue / paid.margin.where(paid.margin > 0), left=paid.contribution,
    )  # fmt: skip
    if "clicks" in paid:
        out = out.assign(cpc=paid.cpc, break_even_cpc=paid.margin / paid.clicks.where(paid.clicks > 0))
    return out.sort_values("left", ascending=False, ignore_index=True)


def shares(found: Kpis, names: tuple[str, ...] = SHARES, level: float = 0.95) -> pd.DataFrame:
    """A row per channel and rate: rate (its name), hits, of, value, low, high; only where the rate is a share of counts.

    >>> from workbook.metrics.kpi import kpis
    >>> ads = pd.DataFrame({"channel": ["ads"], "cost": [1], "clicks": [10], "impressions": [100]})
    >>> shares(kpis(promotion=ads)).round(3).to_dict("records")
    [{'channel': 'ads', 'rate': 'ctr', 'hits': 10.0, 'of': 100.0, 'value': 0.1, 'low': 0.055, 'high': 0.174}]
    """
    rows = []
    for row in found.table.to_dict("records"):
        for name in (n for n in names if n in found.table):
            top, under = (float(row[column]) for column in RATIOS[name])
            if under > 0 and top <= under and not math.isnan(float(row[name])):  # blank: one side names no channel
                i = wilson(top, under, level)
                rows.append({**{k: row[k] for k in found.by}, "rate": name, "hits": top, "of": under, "value": i.value, "low": i.low, "high": i.high})
    return pd.DataFrame(rows, columns=[*found.by, "rate", "hits", "of", "value", "low", "high"])


def chain(found: Kpis) -> tuple[tuple[str, float], ...]:
    """The chain of the channels that have impressions: each factor with its value, and the margin (or revenue) that is their product, last.

    >>> from workbook.metrics.kpi import kpis
    >>> ads = pd.DataFrame({"channel": ["ads"], "cost": [1], "clicks": [10], "impressions": [100]})
    >>> visits = pd.DataFrame({"channel": ["ads"] * 8, "started_at": pd.to_datetime(["2026-01-05"] * 8)})
    >>> orders = pd.DataFrame({"order_id": [1], "channel": ["ads"], "revenue": [5_000], "margin": [2_000]})
    >>> [(name, round(value, 3)) for name, value in chain(kpis(promotion=ads, visits=visits, orders=orders))]
    [('impressions', 100.0), ('ctr', 0.1), ('landing_rate', 0.8), ('cvr', 0.125), ('aov', 50.0), ('margin_rate', 0.4), ('margin', 20.0)]
    """
    if not found.has("impressions", "clicks", "visits", "orders", "revenue"):
        return ()
    s = found.table[found.table.impressions > 0].sum(numeric_only=True)
    asked = found.has("enquiries") and s.enquiries >= s.orders > 0
    path = ["impressions", "clicks", "visits", *(["enquiries"] if asked else []), "orders", "revenue", *(["margin"] if "margin" in s else [])]
    if any(s[stage] <= 0 for stage in path):
        return ()
    names = {"clicks": "ctr", "visits": "landing_rate", "enquiries": "enquiry_rate", "revenue": "aov", "margin": "margin_rate"}
    names["orders"] = "close_rate" if asked else "cvr"
    steps = [(names[stage], float(s[stage] / s[above])) for above, stage in pairwise(path)]
    return (("impressions", float(s.impressions)), *steps, (path[-1], float(s[path[-1]])))


__all__ = ["SHARES", "chain", "limits", "shares"]
