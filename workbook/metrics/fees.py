"""Fixed fee or pay for performance? Which is cheaper depends on how many results come.

A fixed fee puts the risk on the company, a fee per result (an order, a qualified enquiry) on the partner, who asks to be paid for
bearing it. They cost the same at the indifference point: fixed fee / fee per result. Above it the fixed fee is cheaper.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from workbook.answers.finding import Figure, Finding

if TYPE_CHECKING:
    from workbook.answers.locale import Locale
    from workbook.metrics.forecast import Draws


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


def finding(fixed: FeeOffer, performance: FeeOffer, results: Draws, locale: Locale) -> Finding:
    """Which offer is cheaper over the simulated months. `results` are draws of the number of results a month."""
    point = indifference(fixed, performance)
    cheaper = float((fixed.cost(results) < performance.cost(results)).mean())
    first, second = (fixed, performance) if cheaper >= 0.5 else (performance, fixed)
    share = max(cheaper, 1 - cheaper)
    middle = float(pd.Series(results).median())
    return Finding(
        headline=f"{first.name} is cheaper in {locale.rate(share)} of the simulated months",
        tone="neutral",
        figures=(
            Figure(fixed.name, locale.money(fixed.cost(middle)), f"at {locale.number(middle, 0)} results"),
            Figure(performance.name, locale.money(performance.cost(middle)), f"at {locale.number(middle, 0)} results"),
        ),
        points=() if math.isnan(point) else (f"Both cost the same at {locale.number(point, 0)} results a month.",),
        means=f"{second.name} moves the risk of a bad month the other way: compare what happens at half the results.",
        means_not="It does not say which partner works better; pay per result only works when both count the same results.",
        next_step="Agree in writing what counts as a result, who counts it, and what happens to cancelled orders.",
    )
