"""What will it bring? A forecast with its uncertainty: worst, likely and best for every factor of the funnel.

A single number hides how unsure it is. Each factor is drawn from a PERT distribution (a smooth hill between worst and best, highest at
likely), ten thousand times; the profits of all draws say how likely a loss is. Taking every worst value at once is far too dark, every
best value far too bright: both are shown as the outer marks, not as the range to expect.

A draw stands for a level that then holds for every month: monthly luck would average out, not knowing the true rate does not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from workbook.metrics.funnel import FACTORS, Outcome, run
from workbook.metrics.investment import effect

Draws = npt.NDArray[np.float64]
Shape = Literal["pert", "triangular"]
COST = "monthly_cost"
LABELS: Mapping[str, str] = {**FACTORS, COST: "Cost a month"}


@dataclass(frozen=True)
class Range:
    """Worst, likely and best value of one factor. For costs the worst is the largest."""

    worst: float
    likely: float
    best: float

    def __post_init__(self) -> None:
        low, high = min(self.worst, self.best), max(self.worst, self.best)
        if not low <= self.likely <= high:
            msg = f"The likely value must lie between worst and best (got {self.worst}, {self.likely}, {self.best})."
            raise ValueError(msg)

    @classmethod
    def sure(cls, value: float) -> Range:
        """A value without doubt."""
        return cls(value, value, value)


@dataclass(frozen=True)
class Assumptions:
    """The factors of the funnel as ranges and the cost of a month (media, people and tools) as a range.

    `factors` has the keys of `funnel.FACTORS`; `enquiry_rate` is left out where people buy without asking.
    """

    factors: Mapping[str, Range]
    monthly_cost: Range = Range(0, 0, 0)

    def ranges(self) -> dict[str, Range]:
        """Every range by name, the cost included."""
        return {**{n: self.factors[n] for n in FACTORS if n in self.factors}, COST: self.monthly_cost}


@dataclass(frozen=True)
class Simulation:
    """Ten thousand possible months: arrays of equal length, and the seed they came from."""

    outcome: Outcome
    cost: Draws
    profit: Draws
    seed: int

    def quantiles(self, of: str = "profit") -> tuple[float, float, float]:
        """P10, P50, P90 of the profit or of a stage: one of ten lies below the first, one of ten above the last."""
        values = self.profit if of == "profit" else getattr(self.outcome, of)
        return spread(values)

    @property
    def loss(self) -> float:
        """The share of draws in which the month loses money."""
        return lost(self.profit)

    def over(self, months: int, start_cost: float = 0.0, ramp_months: int = 0) -> Draws:
        """Profit of so many months, the effect growing over the first `ramp_months`, less what is paid once at the start."""
        missing: Draws = self.outcome.contribution * (months - float(effect(months, ramp_months).sum()))
        return self.profit * months - missing - start_cost


def spread(values: Draws) -> tuple[float, float, float]:
    """P10, P50, P90: one of ten draws lies below the first, half below the second, one of ten above the third.

    >>> spread(np.arange(11.0))
    (1.0, 5.0, 9.0)
    """
    p10, p50, p90 = np.quantile(values, [0.1, 0.5, 0.9])
    return float(p10), float(p50), float(p90)


def lost(profits: Draws) -> float:
    """The share of draws that end with a loss.

    >>> lost(np.array([-1.0, 0, 1, 2]))
    0.25
    """
    return float(np.mean(profits < 0))


def loss_digits(loss: float) -> int | None:
    """The decimals of a share of losses: none, but for a few cases among many, which must not read as no case, nor all but a few as all.

    >>> from workbook.answers.locale import Locale
    >>> [Locale().rate(loss, loss_digits(loss)) for loss in (0, 0.0004, 0.123, 0.998)]
    ['0%', '0.04%', '12%', '99.8%']
    """
    return None if 0 < min(loss, 1 - loss) < 0.005 else 0


def case(assumptions: Assumptions, which: Literal["worst", "likely", "best"]) -> tuple[Outcome, float]:
    """The month in which every factor takes its worst, likely or best value: (outcome, profit).

    >>> sure = {"impressions": 1000, "ctr": 0.1, "landing_rate": 1, "close_rate": 0.02, "aov": 50, "margin_rate": 0.5}
    >>> a = Assumptions({name: Range.sure(v) for name, v in sure.items()}, Range.sure(30))
    >>> round(case(a, "likely")[1], 6)
    20.0
    """
    outcome = run({name: getattr(r, which) for name, r in assumptions.factors.items()})
    return outcome, outcome.contribution - getattr(assumptions.monthly_cost, which)


def draw(r: Range, size: int, random: np.random.Generator, shape: Shape = "pert") -> Draws:
    """Draw from a range. PERT: a Beta between low and high, α = 1 + 4 (likely − low) / (high − low), β = 6 − α; mean (low + 4 likely + high) / 6.

    Source: Malcolm, Roseboom, Clark & Fazar (1959), *Application of a technique for research and development program evaluation*.

    >>> round(float(draw(Range(0, 5, 10), 10_000, np.random.default_rng(1)).mean()), 1)
    5.0
    """
    low, high = min(r.worst, r.best), max(r.worst, r.best)
    if low == high:
        return np.full(size, low, dtype=float)
    if shape == "triangular":
        return random.triangular(low, r.likely, high, size)
    alpha = 1 + 4 * (r.likely - low) / (high - low)
    return low + (high - low) * random.beta(alpha, 6 - alpha, size)


def simulate(assumptions: Assumptions, *, draws: int = 10_000, seed: int = 1, shape: Shape = "pert") -> Simulation:
    """Draw every factor independently and run the chain; the same seed gives the same result.

    >>> sure = {"impressions": 1000, "ctr": 0.1, "landing_rate": 1, "close_rate": 0.02, "aov": 50, "margin_rate": 0.5}
    >>> a = Assumptions({name: Range.sure(v) for name, v in sure.items()}, Range(60, 50, 20))
    >>> simulate(a).quantiles()[1] > 0, simulate(a).loss == simulate(a).loss
    (True, True)
    """
    random = np.random.default_rng(seed)
    drawn: dict[str, Any] = {name: draw(r, draws, random, shape) for name, r in assumptions.ranges().items()}
    cost = drawn.pop(COST)
    outcome = run(drawn)
    return Simulation(outcome, cost, outcome.contribution - cost, seed)


def tornado(assumptions: Assumptions) -> pd.DataFrame:
    """How much each factor moves the month's profit when it goes from worst to best, the others at their likely values.

    Columns: factor, label, worst, likely, best (the factor's values), profit_worst, profit_likely, profit_best, swing (largest first).
    """
    ranges = assumptions.ranges()
    _, likely = case(assumptions, "likely")
    rows = []
    for name, r in ranges.items():
        low, high = (_profit_with(ranges, name, v) for v in (r.worst, r.best))
        values = {"worst": r.worst, "likely": r.likely, "best": r.best}
        rows.append(
            {
                "factor": name,
                "label": LABELS[name],
                **values,
                "profit_worst": low,
                "profit_likely": likely,
                "profit_best": high,
                "swing": abs(high - low),
            }
        )
    return pd.DataFrame(rows).sort_values("swing", ascending=False, ignore_index=True)


def _profit_with(ranges: Mapping[str, Range], name: str, value: float) -> float:
    chosen = {n: (value if n == name else r.likely) for n, r in ranges.items()}
    cost = chosen.pop(COST)
    return float(run(chosen).contribution - cost)
