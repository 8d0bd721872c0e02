"""What does a slow answer cost? Customers per qualified enquiry by response time, and the orders that would be missing.

    lost orders = Σ over the slower classes: qualified enquiries × (customer rate of those answered in time − of this class)

That is what would be lost *if* the response time alone made the difference. It never does: hard questions are answered late and bought rarely,
night enquiries wait for morning, and some channels bring both. So the difference is taken once more within the same channel and kind and averaged
over these (Mantel–Haenszel), which removes that part of the confounding and no other. Only a test, answering every second enquiry at once, would
prove it.

Sources: Wilson (1927), Newcombe (1998) for the intervals; Mantel & Haenszel (1959), Greenland & Robins (1985) for the difference within groups.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import narwhals as nw
import pandas as pd

from workbook.metrics.enquiries import DAY, HOUR, prepared
from workbook.metrics.intervals import Interval, critical_value, newcombe, wilson
from workbook.metrics.tables import Table, small

CLASSES: tuple[tuple[float, str], ...] = (
    (HOUR / 12, "5 minutes"), (HOUR, "1 hour"), (4 * HOUR, "4 hours"), (DAY, "1 day"), (2 * DAY, "2 days"), (math.inf, "more"),
)  # fmt: skip
"""Upper ends of the classes."""
NEVER = "Not answered"
LEAST = 10
"""Enquiries needed on each side before a difference is told."""


@dataclass(frozen=True)
class Response:
    """`classes`: order, label, qualified, customers, rate, low, high, in_time. `promise_s`: answered within it is in time.

    `difference`: the rate in time minus the rate later, with its 95 % range; `within`: the same within channel and kind, and how many such groups
    had both (`groups`). `lost`: orders with a range; `money` is what they leave, at `margin` each (blank where it is not known).
    """

    classes: pd.DataFrame
    promise_s: float
    in_time: tuple[int, int]
    later: tuple[int, int]
    difference: Interval
    within: Interval
    groups: int
    lost: Interval
    margin: float | None

    @property
    def enough(self) -> bool:
        """Whether both sides hold enough enquiries to be compared."""
        return min(self.in_time[1], self.later[1]) >= LEAST


def response(table: Table, *, promise_s: float | None = None, margin: float | None = None) -> Response | None:
    """Customers per qualified enquiry by response time; None where the list knows neither response nor customers.

    Without `promise_s`, in time means the shortest class within which at least ten were answered.

    >>> asked = pd.DataFrame({"first_response_s": [600.0] * 20 + [90_000.0] * 20, "order_id": ["o"] * 10 + [None] * 10 + ["o"] * 4 + [None] * 16})
    >>> r = response(asked, margin=100.0)
    >>> r.in_time, r.later, round(r.difference.value, 2), round(r.lost.value, 6)
    ((10, 20), (4, 20), 0.3, 6.0)
    """
    frame = prepared(table)
    names = frame.collect_schema().names()
    if not {"first_response_s", "_customer"} <= set(names):
        return None
    if "_qualified" in names:
        frame = frame.filter(nw.col("_qualified") == 1)
    keys = [c for c in ("channel", "kind") if c in names]
    promise_s = promise_s or _usual(_groups(frame, keys, 0))
    groups = _groups(frame, keys, promise_s)
    fast, slow = ((int(part.hits.sum()), int(part.n.sum())) for part in (groups[groups.in_time], groups[~groups.in_time]))
    gap = newcombe(*fast, *slow) if fast[1] and slow[1] else Interval(math.nan, math.nan, math.nan)
    lost = Interval(*(slow[1] * bound for bound in (gap.value, gap.low, gap.high)))
    within, number = mantel_haenszel(groups, keys)
    return Response(_classes(groups, promise_s), promise_s, fast, slow, gap, within, number, lost, margin)


def mantel_haenszel(groups: pd.DataFrame, keys: Sequence[str]) -> tuple[Interval, int]:
    """The difference of two rates within groups, weighted by n₁n₀/N; `groups` has hits, n, in_time and the keys. And the number of groups with both.

    >>> g = pd.DataFrame({"kind": ["a", "a", "b", "b"], "in_time": [True, False] * 2, "hits": [8, 4, 3, 1], "n": [10, 10, 30, 30]})
    >>> difference, groups = mantel_haenszel(g, ["kind"])
    >>> round(difference.value, 4), groups
    (0.15, 2)
    """
    top = weights = variance = 0.0
    number = 0
    for _, group in groups.groupby(list(keys), dropna=False) if keys else ((None, groups),):
        one, other = group[group.in_time], group[~group.in_time]
        (a, n1), (c, n0) = ((float(p.hits.sum()), float(p.n.sum())) for p in (one, other))
        if not n1 or not n0:
            continue
        number += 1
        weight = n1 * n0 / (n1 + n0)
        top += weight * (a / n1 - c / n0)
        weights += weight
        variance += weight**2 * (a * (n1 - a) / n1**3 + c * (n0 - c) / n0**3)
    if not weights:
        return Interval(math.nan, math.nan, math.nan), 0
    value, half = top / weights, critical_value() * math.sqrt(variance) / weights
    return Interval(value, value - half, value + half), number


def _groups(frame: nw.LazyFrame[Any], keys: Sequence[str], promise_s: float) -> pd.DataFrame:
    """Hits and numbers by class and by channel and kind: small enough for everything after it."""
    code = nw.lit(len(CLASSES))
    for number in range(len(CLASSES) - 1, -1, -1):
        code = nw.when(nw.col("first_response_s") <= min(CLASSES[number][0], 1e12)).then(number).otherwise(code)
    late = nw.when(nw.col("first_response_s") <= promise_s).then(1).otherwise(0)
    asked = frame.with_columns(_class=nw.when(nw.col("first_response_s").is_null()).then(len(CLASSES)).otherwise(code), _fast=late)
    found = small(asked.group_by("_class", "_fast", *keys).agg(nw.col("_customer").sum().alias("hits"), nw.len().alias("n")))
    return found.assign(in_time=found["_fast"].fillna(0).astype(int) == 1, hits=found.hits.fillna(0).astype(int), n=found.n.astype(int))


def _usual(groups: pd.DataFrame) -> float:
    """The shortest class, from an hour on, within which at least ten qualified enquiries were answered."""
    ends = [(number, end) for number, (end, _) in enumerate(CLASSES) if HOUR <= end < math.inf]
    return next((end for number, end in ends if groups.n[groups["_class"] <= number].sum() >= LEAST), DAY)


def _classes(groups: pd.DataFrame, promise_s: float) -> pd.DataFrame:
    rows = []
    for number in range(len(CLASSES) + 1):
        part = groups[groups["_class"] == number]
        if len(part):
            hits, n = int(part.hits.sum()), int(part.n.sum())
            i = wilson(hits, n)
            row = {"order": number, "label": label(number), "qualified": n, "customers": hits, "rate": i.value, "low": i.low, "high": i.high}
            rows.append({**row, "in_time": number < len(CLASSES) and CLASSES[number][0] <= promise_s})
    return pd.DataFrame(rows, columns=["order", "label", "qualified", "customers", "rate", "low", "high", "in_time"])


def label(number: int) -> str:
    """A class in words.

    >>> label(0), label(2), label(5), label(6)
    ('Within 5 minutes', 'Within 4 hours', 'Later than 2 days', 'Not answered')
    """
    if number == len(CLASSES):
        return NEVER
    return f"Later than {CLASSES[number - 1][1]}" if math.isinf(CLASSES[number][0]) else f"Within {CLASSES[number][1]}"


__all__ = ["CLASSES", "LEAST", "Response", "label", "mantel_haenszel", "response"]
