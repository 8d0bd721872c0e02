"""Why is the profit of a channel another one than planned? The difference, divided among the factors of the chain so that the parts add up.

    profit after media = visits × (orders / visits) × order value × margin rate − cost

The same division as between two periods (`drivers.shapley`): no order of changing the factors is preferred. Where visits were not measured, the
chain begins at the orders, and nobody can say whether fewer came or fewer bought.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from workbook.metrics.drivers import shapley

FACTORS: Mapping[str, str] = {
    "visits": "visits",
    "conversion": "orders per visit",
    "orders": "orders",
    "aov": "order value",
    "margin_rate": "margin rate",
    "cost": "advertising cost",
}
"""The factors as they read inside a sentence."""


@dataclass(frozen=True)
class Chain:
    """What a channel cost and brought in a period; `visits` is `None` where nobody counted them."""

    cost: float
    orders: float
    revenue: float
    margin: float
    visits: float | None = None


def parts(plan: Chain, actual: Chain) -> dict[str, float]:
    """The part of each factor in actual − planned profit after media. They add up to the difference.

    >>> found = parts(Chain(100.0, 10, 500, 200, visits=400), Chain(150.0, 10, 500, 200, visits=200))
    >>> {name: round(part, 2) for name, part in found.items()}
    {'visits': -150.0, 'conversion': 150.0, 'aov': 0.0, 'margin_rate': 0.0, 'cost': -50.0}
    """
    seen = bool(plan.visits and actual.visits)
    names = ("visits", "conversion", "aov", "margin_rate") if seen else ("orders", "aov", "margin_rate")
    sides = [_factors(side, other, seen) for side, other in ((plan, actual), (actual, plan))]
    divided = shapley(*[[np.array([value]) for value in side] for side in sides])
    return {**{name: float(part[0]) for name, part in zip(names, divided, strict=True)}, "cost": plan.cost - actual.cost}


def largest(found: Mapping[str, float], *, loss: bool) -> str | None:
    """The factor that explains most of a loss (or of a gain); `None` where none goes that way."""
    way = {name: part for name, part in found.items() if (part < 0) == loss and part}
    return max(way, key=lambda name: abs(way[name])) if way else None


def _factors(side: Chain, other: Chain, seen: bool) -> list[float]:
    """The factors of one side; a ratio to 0 takes the other side's value, since it is not known to have changed."""
    aov = _ratio(side.revenue, side.orders, _ratio(other.revenue, other.orders, 0.0))
    rate = _ratio(side.margin, side.revenue, _ratio(other.margin, other.revenue, 0.0))
    if not seen:
        return [side.orders, aov, rate]
    return [side.visits or 0.0, _ratio(side.orders, side.visits or 0.0, 0.0), aov, rate]


def _ratio(top: float, under: float, otherwise: float) -> float:
    return top / under if under else otherwise


__all__ = ["FACTORS", "Chain", "largest", "parts"]
