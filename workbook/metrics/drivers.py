"""What moved the result? The change between two periods, divided among the factors of the chain so that the parts add up.

    impressions × CTR × landing rate × enquiry rate × close rate × order value × margin rate = margin;   margin − cost = contribution

Revenue fell by 900: because fewer people came, because fewer of them asked, because the order was smaller? Each factor is changed from its old
to its new value while the others stand at their old or new ones; the part of a factor is the mean over all orders in which the factors can be
changed (the Shapley value). The parts add up exactly, no order is preferred, and a factor that did not change has no part. Each channel
has a chain of its own, from the first stage that it knows; the parts of the channels are added, so that a shift of visits to a poorer channel
shows as what it is: visits that bring little, not a worse site.

A range per part tells how far it could be chance: the days of each period are drawn again, weekday by weekday (the bootstrap).

Sources: Shapley (1953); Sun (1998), *Changes in energy consumption*; Shorrocks (2013), *Decomposition procedures for distributional analysis*;
Ang (2015) on the logarithmic alternative (LMDI), which needs factors above 0. Efron (1979) for the bootstrap.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Any, Literal

import numpy as np
import pandas as pd

from workbook.metrics.drawn_days import drawn_sums, sums
from workbook.metrics.linked import Linked

Floats = np.ndarray[Any, np.dtype[np.float64]]
Goal = Literal["revenue", "contribution"]
Period = tuple[datetime.date, datetime.date]

FACTORS: Mapping[str, str] = {
    "impressions": "Impressions",
    "clicks": "Clicks",
    "ctr": "Click rate (CTR)",
    "landing_rate": "Landing rate",
    "visits": "Visits without known impressions",
    "enquiries": "Enquiries without known visits",
    "enquiry_rate": "Enquiry rate",
    "orders": "Orders without known visits",
    "close_rate": "Close rate",
    "aov": "Order value",
    "revenue": "Revenue without known orders",
    "margin_rate": "Margin rate",
    "cost": "Advertising cost",
}
"""Every part that a tree can have, in the order of the chain. Where a chain begins, its first stage is the factor itself."""
RATE_OF = {"clicks": "ctr", "visits": "landing_rate", "enquiries": "enquiry_rate", "orders": "close_rate", "revenue": "aov", "margin": "margin_rate"}
DRAWS = 400


@dataclass(frozen=True)
class Tree:
    """What moved `goal` between two periods.

    `parts`: factor, label, part, low, high (a 90 % range), in the order of the chain; they add up to `after` − `before`.
    `channels`: a row per channel with before, after, change, and a column per factor; the columns add up to `parts`, the rows to the change.
    `levels`: factor, label, before, after: the pooled figure of each factor over the channels that have it.
    """

    goal: Goal
    periods: tuple[Period, Period]
    before: float
    after: float
    parts: pd.DataFrame
    channels: pd.DataFrame
    levels: pd.DataFrame

    @property
    def change(self) -> float:
        """After − before."""
        return self.after - self.before


def drivers(found: Linked, periods: tuple[Period, Period], goal: Goal = "revenue", *, draws: int = DRAWS) -> Tree:
    """The driver tree between two periods.

    >>> days = pd.to_datetime(["2026-01-05", "2026-01-06"])
    >>> table = pd.DataFrame({"channel": "ads", "date": days, "visits": [100.0, 200.0], "orders": [10.0, 10.0], "revenue": [500.0, 500.0]})
    >>> first, second = ((d.date(), d.date()) for d in days)
    >>> tree = drivers(Linked(table, "EUR", False, ()), (first, second))
    >>> tree.change, tree.parts.set_index("factor").part.round(2).to_dict()
    (0.0, {'visits': 375.0, 'close_rate': -375.0, 'aov': 0.0})
    """
    stages = tuple(s for s in found.stages if s != "margin" or goal == "contribution")
    frames = [found.within(*period) for period in periods]
    names = sorted({str(c) for f in frames for c in f.channel})
    points = [sums(f, names, (*stages, "cost")) for f in frames]
    drawn = [drawn_sums(f, names, (*stages, "cost"), draws, seed) for seed, f in enumerate(frames)]
    per_channel: dict[str, dict[str, float]] = {}
    ranges: dict[str, Floats] = {}
    joined = "clicks" not in stages
    for at, name in enumerate(names):
        old, new = ({s: float(p[s][0, at]) for s in stages} for p in points)
        chain = chain_of(stages, old, new)
        joined = joined or {"visits", "orders"} <= set(chain)
        per_channel[name] = {factor: float(v[0]) for factor, v in _parts(chain, points, at, goal).items()}
        for factor, values in _parts(chain, drawn, at, goal).items():
            ranges[factor] = ranges.get(factor, np.zeros(draws)) + values
    before, after = (float(_worth(p, stages, goal).sum()) for p in points)
    table = _channels(per_channel, names, [_worth(p, stages, goal)[0] for p in points])
    return Tree(goal, periods, before, after, _table(table, ranges, found.via_enquiry, joined=joined), table, levels(found, periods, stages))


def shapley(before: Sequence[Floats], after: Sequence[Floats]) -> list[Floats]:
    """Divide the change of a product among its factors: the mean over all orders of changing them. The parts add up to the change.

    >>> [float(p[0]) for p in shapley([np.array([2.0]), np.array([5.0])], [np.array([4.0]), np.array([6.0])])]
    [11.0, 3.0]
    """
    k = len(before)
    parts = []
    for i in range(k):
        others = [j for j in range(k) if j != i]
        total = np.zeros_like(before[i])
        for size in range(k):
            weight = math.factorial(size) * math.factorial(k - size - 1) / math.factorial(k)
            for changed in combinations(others, size):
                rest = [after[j] if j in changed else before[j] for j in others]
                total = total + weight * np.prod(rest, axis=0) if rest else total + weight
        parts.append(total * (after[i] - before[i]))
    return parts


def chain_of(stages: Sequence[str], before: Mapping[str, float], after: Mapping[str, float]) -> tuple[str, ...]:
    """The stages that a channel's chain can use: one that is 0 in a period while a later one is not is left out.

    >>> chain_of(("impressions", "clicks", "visits", "orders"), {"impressions": 0, "clicks": 0, "visits": 9, "orders": 1},
    ...          {"impressions": 0, "clicks": 0, "visits": 9, "orders": 0})
    ('visits', 'orders')
    """
    kept: list[str] = []
    for n, stage in enumerate(stages):
        later = stages[n + 1 :]
        lost = any(p[stage] <= 0 and any(p[s] != 0 for s in later) for p in (before, after))
        known = before[stage] != 0 or after[stage] != 0
        if known and (not lost or not later):
            kept.append(stage)
    return tuple(kept)


def factors_of(chain: Sequence[str]) -> tuple[str, ...]:
    """The factors of a chain of stages: the first stage, then a ratio per stage.

    >>> factors_of(("visits", "orders", "revenue"))
    ('visits', 'close_rate', 'aov')
    """
    return (chain[0], *(RATE_OF[stage] for stage in chain[1:])) if chain else ()


def last_two(days: Period, most: int = 13) -> tuple[Period, Period]:
    """The last two equal periods of whole weeks that fit, at most 13 weeks each; under two weeks, two halves.

    >>> d = datetime.date
    >>> last_two((d(2026, 4, 27), d(2026, 7, 26)))
    ((datetime.date(2026, 5, 4), datetime.date(2026, 6, 14)), (datetime.date(2026, 6, 15), datetime.date(2026, 7, 26)))
    """
    number = (days[1] - days[0]).days + 1
    length = min(number // 14, most) * 7 or max(1, number // 2)
    one = datetime.timedelta(days=1)
    start = days[1] - length * one + one
    return (start - length * one, start - one), (start, days[1])


def values_of(chain: Sequence[str], sums: Mapping[str, Floats], other: Mapping[str, Floats]) -> list[Floats]:
    """The factors' values in one period; a ratio to 0 takes the other period's value, since it is not known to have changed."""
    out = [sums[chain[0]]] if chain else []
    for above, stage in pairwise(chain):
        there = _ratio(other[stage], other[above], np.zeros_like(sums[stage]))
        out.append(_ratio(sums[stage], sums[above], there))
    return out


def levels(found: Linked, periods: tuple[Period, Period], stages: Sequence[str]) -> pd.DataFrame:
    """Each ratio and each first stage in both periods, pooled over the channels that know both sides of it."""
    rows = []
    tables = [found.within(*p).groupby("channel")[list(stages)].sum() for p in periods]
    for above, stage in zip((None, *stages), stages, strict=False):
        if above is None or stage == "visits":
            rows.append({"factor": stage, "label": _plain_label(stage), **_pair([float(t[stage].sum()) for t in tables])})
        if above is not None:
            both = [t[(t[above] > 0)] for t in tables]
            ratios = [float(t[stage].sum() / t[above].sum()) if len(t) else math.nan for t in both]
            start = "clicks" if above == "clicks" else "visits"
            rows.append({"factor": RATE_OF[stage], "label": label(RATE_OF[stage], found.via_enquiry, start), **_pair(ratios)})
    return pd.DataFrame(rows, columns=["factor", "label", "before", "after"])


def label(factor: str, via_enquiry: bool, start: str = "visits") -> str:
    """A factor's name; the close rate names its denominator. `start` is "clicks" where no visits can be held against orders."""
    if factor == "close_rate":
        return "Close rate, orders ÷ enquiries" if via_enquiry else f"Orders ÷ {start}"
    return FACTORS[factor].replace("known visits", f"known {start}")


def _plain_label(stage: str) -> str:
    return stage.capitalize()


def _pair(values: Sequence[float]) -> dict[str, float]:
    return {"before": values[0], "after": values[1]}


def _ratio(top: Floats, under: Floats, otherwise: Floats) -> Floats:
    known = under > 0
    return np.where(known, top / np.where(known, under, 1.0), otherwise)


def _parts(chain: Sequence[str], both: Sequence[Mapping[str, Floats]], at: int, goal: Goal) -> dict[str, Floats]:
    """One channel's parts by factor, and its cost, from the sums of `both` periods."""
    old, new = ({s: p[s][:, at] for s in p} for p in both)
    whole = chain and chain[-1] == ("margin" if goal == "contribution" else "revenue")  # else nothing came of it in either period
    parts = dict(zip(factors_of(chain), shapley(values_of(chain, old, new), values_of(chain, new, old)), strict=True)) if whole else {}
    return {**parts, "cost": old["cost"] - new["cost"]} if goal == "contribution" else parts


def _worth(sums: Mapping[str, Floats], stages: Sequence[str], goal: Goal) -> Floats:
    return sums["margin" if "margin" in stages else "revenue"] - (sums["cost"] if goal == "contribution" else 0.0)


def _channels(per_channel: Mapping[str, Mapping[str, float]], names: Sequence[str], worth: Sequence[Floats]) -> pd.DataFrame:
    table = pd.DataFrame({"channel": list(names), "before": worth[0], "after": worth[1], "change": worth[1] - worth[0]})
    there = [f for f in FACTORS if any(f in parts for parts in per_channel.values())]
    return table.assign(**{f: [per_channel[name].get(f, math.nan) for name in names] for f in there})


def _table(channels: pd.DataFrame, ranges: Mapping[str, Floats], via_enquiry: bool, *, joined: bool) -> pd.DataFrame:
    return pd.DataFrame(list(_rows(channels, ranges, via_enquiry, joined=joined)), columns=["factor", "label", "part", "low", "high"])


def _rows(channels: pd.DataFrame, ranges: Mapping[str, Floats], via_enquiry: bool, *, joined: bool) -> Iterator[dict[str, Any]]:
    for factor in (f for f in FACTORS if f in channels):
        part, drawn = float(channels[factor].sum()), ranges[factor]
        low, high = np.quantile(drawn, [0.05, 0.95]) if len(drawn) else (math.nan, math.nan)
        told = label(factor, via_enquiry, "visits" if joined or via_enquiry else "clicks")  # visits that name no channel stand in no channel's chain
        yield {"factor": factor, "label": told, "part": part, "low": min(float(low), part), "high": max(float(high), part)}
