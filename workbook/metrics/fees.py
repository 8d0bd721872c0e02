"""Fixed fee or pay for performance? Which is cheaper depends on how many results come.

A fixed fee puts the risk on the company, a fee per result (an order, a qualified enquiry) on the partner, who asks to be paid for
bearing it. They cost the same at the indifference point: fixed fee / fee per result. Above it the fixed fee is cheaper.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd


@dataclass(frozen=True)
class FeeOffer:
    """What a partner asks per month: a fixed part and a part per result, in one currency. Either may be 0."""

    name: str
    fixed: float = 0.0
    per_result: float = 0.0

    def cost(self, results: Any) -> Any:
        """The month's cost at so many results: a number, or an array of draws.

        >>> FeeOffer("Agency", 500, 10).cost(20)
        700
        """
        return self.fixed + self.per_result * results


def indifference(one: FeeOffer, other: FeeOffer) -> float:
    """Results a month at which both offers cost the same; `nan` when one is always cheaper.

    >>> indifference(FeeOffer("Fixed", fixed=2_000), FeeOffer("Per order", per_result=40))
    50.0
    """
    slope = other.per_result - one.per_result
    point = (one.fixed - other.fixed) / slope if slope else math.nan
    return point if point >= 0 else math.nan


def compare(offers: Sequence[FeeOffer], results: Sequence[float]) -> pd.DataFrame:
    """Cost of each offer at each number of results. Columns: results, offer, cost, cost_per_result."""
    rows = [{"results": n, "offer": o.name, "cost": o.cost(n), "cost_per_result": o.cost(n) / n if n else math.nan} for n in results for o in offers]
    return pd.DataFrame(rows, columns=["results", "offer", "cost", "cost_per_result"])
