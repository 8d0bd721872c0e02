"""How precise is the traffic of each channel? Visits test the clicks, enquiries and orders test the visits.

    landing rate = visits / clicks       do the clicks arrive?
    ask rate = enquiries / visits        do those who come ask (where people order directly: orders / visits)?
    qualified rate = qualified / enquiries

A channel is above or below the average only where its interval (Wilson) does not hold the rate of all *other* channels together; otherwise its
figures are too few, and how many visits would be needed is said. A landing rate below 0.7 means clicks that never arrive (a slow page, a
missing tag, false clicks); above 1.3, visits are counted for a channel whose clicks are not all in the report.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import pandas as pd

from workbook.metrics.intervals import Interval, critical_value, wilson
from workbook.metrics.linked import Linked

ARRIVE = (0.7, 1.3)


def precision(found: Linked, level: float = 0.95) -> pd.DataFrame:
    """A row per channel that has visits, those with most visits first.

    Columns: channel, visits, asked (enquiries, or orders where people order directly), ask_rate, ask_low, ask_high, others (the rate of all others
    together), verdict ("above", "below", "not to be told", "alone"), needed (visits that would tell, at this rate); qualified_rate,
    qualified_low, qualified_high; clicks, landing_rate where clicks are known.

    >>> table = pd.DataFrame({"channel": ["a", "b"], "date": pd.to_datetime(["2026-01-05"] * 2), "visits": [1000.0, 1000.0], "orders": [10.0, 60.0]})
    >>> precision(Linked(table, "EUR", False, ()))[["channel", "ask_rate", "others", "verdict"]].to_dict("records")
    [{'channel': 'a', 'ask_rate': 0.01, 'others': 0.06, 'verdict': 'below'}, {'channel': 'b', 'ask_rate': 0.06, 'others': 0.01, 'verdict': 'above'}]
    """
    asked = "enquiries" if found.via_enquiry else "orders"
    if not {"visits", asked} <= set(found.table.columns):
        return pd.DataFrame()
    sums = found.table.groupby("channel")[list(found.known)].sum()
    sums = sums[sums.visits > 0].sort_values("visits", ascending=False)
    return pd.DataFrame([_row(str(name), row, sums, asked, level) for name, row in sums.iterrows()])


def needed(successes: float, trials: float, other: float, level: float = 0.95) -> float:
    """Trials that would tell a rate from another one, at the rate seen so far: z² p (1 − p) / (p − other)²; infinite where they are equal.

    >>> round(needed(12, 400, 0.02))
    1118
    """
    p = successes / trials
    spread = max(p * (1 - p), other * (1 - other))
    return critical_value(level) ** 2 * spread / (p - other) ** 2 if p != other else math.inf


def _row(name: str, row: Any, sums: pd.DataFrame, asked: str, level: float) -> dict[str, Any]:
    rest = sums.drop(index=name)
    visits, hits = float(row.visits), min(float(row[asked]), float(row.visits))
    rate = wilson(hits, visits, level)
    others = float(rest[asked].sum() / rest.visits.sum()) if rest.visits.sum() > 0 else math.nan
    verdict = _verdict(rate, others)
    more = needed(hits, visits, others, level) if verdict == "not to be told" else math.nan
    start = {"channel": name, "visits": visits, "asked": hits, "ask_rate": rate.value, "ask_low": rate.low, "ask_high": rate.high}
    return {**start, "others": others, "verdict": verdict, "needed": max(more, visits + 1), **dict(_quality(row, level)), **dict(_arrival(row))}


def _verdict(rate: Interval, others: float) -> str:
    if math.isnan(others):
        return "alone"
    return "above" if rate.low > others else "below" if rate.high < others else "not to be told"


def _quality(row: Any, level: float) -> Iterator[tuple[str, float]]:
    if {"qualified", "enquiries"} <= set(row.index):
        i = wilson(min(float(row.qualified), float(row.enquiries)), float(row.enquiries), level)
        yield from (("enquiries", float(row.enquiries)), ("qualified_rate", i.value), ("qualified_low", i.low), ("qualified_high", i.high))


def _arrival(row: Any) -> Iterator[tuple[str, float]]:
    if "clicks" in row.index:
        yield from (("clicks", float(row.clicks)), ("landing_rate", float(row.visits / row.clicks) if row.clicks > 0 else math.nan))


__all__ = ["ARRIVE", "needed", "precision"]
