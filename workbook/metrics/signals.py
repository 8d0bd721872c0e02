"""What changed between two periods, and how sure is that? The rates that a diagnosis looks at, each with a range.

A rate of 2.1 % after 2.4 % is no fall when thirty orders stand behind it. Each signal is the later figure divided by the earlier one, with a
range from days drawn again; it is called up or down only where the whole range lies on one side of 1, and the same only where the range lies
within a tenth of 1. Everything else cannot be told yet.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from workbook.metrics.drawn_days import drawn_sums, sums
from workbook.metrics.drivers import Period
from workbook.metrics.linked import SUMS, Linked

State = Literal["up", "down", "same", "unclear", "not measured"]
Floats = np.ndarray[Any, np.dtype[np.float64]]

RATIOS: Mapping[str, tuple[str, str | None, str]] = {
    "visits": ("visits", None, "visits"),
    "enquiries": ("enquiries", None, "enquiries"),
    "orders": ("orders", None, "orders"),
    "ctr": ("clicks", "impressions", "clicks per impression"),
    "landing_rate": ("visits", "clicks", "visits per click"),
    "enquiry_rate": ("enquiries", "visits", "enquiries per visit"),
    "order_rate": ("orders", "visits", "orders per visit"),
    "qualified_rate": ("qualified", "enquiries", "qualified enquiries per enquiry"),
    "answer_rate": ("answered", "enquiries", "answered enquiries per enquiry"),
    "close_rate": ("orders", "enquiries", "orders per enquiry"),
    "pages": ("page_views", "visits", "page views per visit"),
    "engaged_rate": ("engaged", "visits", "engaged visits per visit"),
    "repeat_rate": ("returning", "orders", "orders by returning customers per order"),
    "aov": ("revenue", "orders", "revenue per order"),
    "margin_rate": ("margin", "revenue", "margin per revenue"),
}
LEAST = 10
"""Events needed in each period before a change is called one."""
_FLAT = 0.1


@dataclass(frozen=True)
class Signal:
    """One figure in both periods. `ratio` is after / before with a 95 % range; `events` the smaller number of events behind it."""

    name: str
    words: str
    before: float
    after: float
    ratio: float
    low: float
    high: float
    events: float
    state: State

    @property
    def change(self) -> float:
        """The relative change."""
        return self.ratio - 1


def signals(found: Linked, periods: tuple[Period, Period], draws: int = 400) -> dict[str, Signal]:
    """Every signal that the tables allow; landing rate and CTR only over the channels that know both sides.

    >>> import pandas as pd
    >>> days = pd.date_range("2026-01-05", periods=28)
    >>> table = pd.DataFrame({"channel": "ads", "date": days, "visits": [100.0] * 28, "orders": [4.0] * 14 + [2.0] * 14})
    >>> s = signals(Linked(table, "EUR", False, ()), ((days[0].date(), days[13].date()), (days[14].date(), days[27].date())))
    >>> s["visits"].state, s["order_rate"].state, s["order_rate"].ratio
    ('same', 'down', 0.5)
    """
    frames = [found.within(*p) for p in periods]
    names = sorted({str(c) for f in frames for c in f.channel})
    points = [sums(f, names, SUMS) for f in frames]
    drawn = [drawn_sums(f, names, SUMS, draws, seed) for seed, f in enumerate(frames)]
    out = {}
    for name, (top, under, words) in RATIOS.items():
        if top in found.known and (under is None or under in found.known):
            out[name] = _signal(name, words, top, under, points, drawn)
    return out


def _signal(name: str, words: str, top: str, under: str | None, points: list[dict[str, Floats]], drawn: list[dict[str, Floats]]) -> Signal:
    both = np.ones(points[0][top].shape[1], dtype=bool)
    if under is not None and name in ("ctr", "landing_rate"):
        both = (points[0][under][0] > 0) & (points[1][under][0] > 0)
    old, new = (_figure(p, top, under, both)[0] for p in points)
    some = [_figure(p, top, under, both) for p in drawn]
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio, ratios = new / old if old > 0 else math.nan, some[1] / some[0]
    known = ratios[np.isfinite(ratios)]
    low, high = (float(q) for q in np.quantile(known, [0.025, 0.975])) if len(known) else (math.nan, math.nan)
    events = float(min(p[_event(top)][0, both].sum() for p in points))
    return Signal(name, words, float(old), float(new), float(ratio), low, high, events, _state(low, high, events))


def _event(top: str) -> str:
    return "orders" if top in ("revenue", "margin") else top


def _figure(p: Mapping[str, Floats], top: str, under: str | None, both: Any) -> Floats:
    above = p[top][:, both].sum(axis=1)
    if under is None:
        return np.asarray(above)
    below = p[under][:, both].sum(axis=1)
    return np.where(below > 0, above / np.where(below > 0, below, 1.0), np.nan)


def _state(low: float, high: float, events: float) -> State:
    if events < LEAST or math.isnan(low):
        return "unclear"
    if high < 1:
        return "down"
    if low > 1:
        return "up"
    return "same" if low >= 1 - _FLAT and high <= 1 + _FLAT else "unclear"


__all__ = ["LEAST", "RATIOS", "Signal", "signals"]
