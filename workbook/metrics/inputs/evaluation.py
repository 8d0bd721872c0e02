"""Evaluation: the media plan and what the files and the trainee counted, brought to the same channels."""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from workbook import lessons
from workbook.answers.evaluation import Counted
from workbook.answers.promotion import MediaPlan
from workbook.answers.strategy import MONEY_MEASURES, Budget, Goal
from workbook.lessons.channel_names import channel_id
from workbook.metrics import next_plan
from workbook.metrics.decide import MOST_UNNAMED, UNNAMED, Evidence
from workbook.metrics.inputs.strategy import likely
from workbook.metrics.kpi import Kpis
from workbook.metrics.variance import Variance, months, variance
from workbook.metrics.variance_parts import Chain

SUMS = ("cost", "clicks", "visits", "enquiries", "orders", "revenue", "margin")
MEASURED = {name: name for name in ("visits", "enquiries", "orders", "revenue", "contribution")}
"""Goals whose measure is a sum of the files, and its column."""
RATES = ("cpa", "repeat_rate", "awareness")
"""Goals that do not grow with time."""
PER_MONTH = {"month": 1.0, "quarter": 1 / 3, "year": 1 / 12}


def actual(found: Kpis | None, by_hand: Sequence[Counted], margin_rate: float | None) -> pd.DataFrame:
    """A row per channel of the catalogue (or by its own name): channel and `SUMS`, contribution; what nobody measured is blank.

    Files come first; what was counted by hand fills in the channels that stand in none.
    """
    rows = _of_files(found)
    rows += [_of_hand(c, margin_rate) for c in by_hand if c.channel and c.channel not in {row["channel"] for row in rows}]
    frame = pd.DataFrame(rows, columns=["channel", *SUMS]).astype(dict.fromkeys(SUMS, float))
    added = by_channel(frame)
    return added.assign(contribution=added.margin - added.cost)


def by_channel(lines: pd.DataFrame) -> pd.DataFrame:
    """A row per channel, what stands in several lines of it added up.

    >>> by_channel(pd.DataFrame({"channel": ["ads", "ads"], "cost": [100.0, 50.0]})).to_dict("records")
    [{'channel': 'ads', 'cost': 150.0}]
    """
    there = [name for name in (*SUMS, "contribution") if name in lines]
    return lines.groupby("channel", sort=False)[there].sum(min_count=1).reset_index()


def carried(actual: pd.DataFrame) -> pd.DataFrame:
    """The same as far as it may go into another plan: where most orders name no channel, those that name one say nothing about how many buy.

    >>> both = pd.DataFrame({"channel": ["ads", "not known"], "visits": [900.0, math.nan], "orders": [20.0, 80.0]})
    >>> carried(both)[["visits", "orders"]].loc[0].tolist(), float(carried(both.assign(orders=[80.0, 20.0])).orders[0])
    ([900.0, nan], 80.0)
    """
    without = actual.orders[actual.channel.isin(UNNAMED)].sum()
    return actual.assign(orders=math.nan) if without > MOST_UNNAMED * actual.orders.sum() else actual


def beside(found: Kpis | None, by_hand: Sequence[Counted]) -> tuple[str, ...]:
    """The channels counted by hand that stand in the files too: what was counted of them is not used."""
    of_files = {row["channel"] for row in _of_files(found)}
    return tuple(dict.fromkeys(c.channel for c in by_hand if c.channel and c.channel in of_files))


def total(actual: pd.DataFrame) -> pd.Series[float]:
    """The sums over the channels, blank where nobody measured one; the cost of an order comes from the channels that have both.

    The contribution is that of everything, all margin less all cost: a channel without a cost was free, one without a margin leaves it unknown.

    >>> both = {"channel": ["ads", "post"], "cost": [100.0, math.nan], "orders": [10.0, 5.0], "margin": [150.0, 60.0]}
    >>> total(pd.DataFrame(both)).to_dict()
    {'cost': 100.0, 'orders': 15.0, 'margin': 210.0, 'cpa': 10.0, 'contribution': 110.0}
    """
    paid = actual.dropna(subset=["cost", "orders"])
    orders = float(paid.orders.sum())
    sums: pd.Series[float] = actual.drop(columns="channel").sum(min_count=1)
    sums["cpa"] = float(paid.cost.sum()) / orders if orders else math.nan
    known = "margin" in actual and not actual[actual.cost.notna() | actual.orders.notna()].margin.isna().any()
    sums["contribution"] = float(sums.margin - sums.cost) if known else math.nan
    return sums


def evidence_of(known: Iterable[Evidence], by_hand: Sequence[Counted], margin_rate: float | None) -> tuple[Evidence, ...]:
    """The evidence by channel of the catalogue; a channel counted by hand that stands in no file is taken to have orders of equal margin."""
    joined: dict[str, Evidence] = {}
    of_files = tuple(known)
    there_already = {channel_id(e.channel) or e.channel for e in of_files}
    counted = (found for c in by_hand if c.channel not in there_already and (found := _hand_evidence(c, margin_rate)))
    for e in (*of_files, *counted):
        name = channel_id(e.channel) or e.channel
        there = joined.get(name, Evidence(name, 0, 0, 0, 0, 0))
        joined[name] = Evidence(
            name,
            there.cost + e.cost,
            there.customers + e.customers,
            there.margin + e.margin,
            there.squares + e.squares,
            max(there.largest, e.largest),
            there.orders + e.orders,
        )
    return tuple(joined.values())


def names(frames: Iterable[pd.DataFrame]) -> dict[str, str]:
    """How each channel of the tables is called; one that the catalogue does not know keeps its own name."""
    known = {channel.id: channel.name for channel in lessons.channels()}
    return {name: known.get(name, name) for frame in frames for name in map(str, frame.channel)}


def chain(row: Mapping[str, Any], passed: float = 1.0) -> Chain | None:
    """A row of plan or actual as a chain; `None` where cost, orders or margin are not known."""
    cost, orders, revenue, margin = (_number(row.get(name)) for name in ("cost", "orders", "revenue", "margin"))
    if cost is None or orders is None or revenue is None or margin is None:
        return None
    visits = _number(row.get("visits"))
    return Chain(cost * passed, orders * passed, revenue * passed, margin * passed, None if visits is None else visits * passed)


def goal(g: Goal, total: Mapping[str, Any], period: tuple[datetime.date, datetime.date], start: datetime.date | None) -> Variance:
    """A goal held against a period: what a straight line from today's figure, at the plan's `start`, to the target asks of these days.

    Of a goal per month each day counts with its own level, and the month with its mean. A goal in total asks for what the line rises by.

    >>> d = datetime.date
    >>> more = Goal(measure="orders", baseline=100, target=200, period="month", due=d(2026, 3, 2))
    >>> round(goal(more, {"orders": 300}, (d(2026, 1, 1), d(2026, 2, 28)), d(2026, 1, 1)).plan, 1)  # two months of 148.3 in the mean
    296.7
    """
    if g.target is None or g.measure is None:
        return Variance(None, None, "not planned")
    up = g.measure != "cpa" and not (g.baseline is not None and g.target < g.baseline)
    if g.measure in RATES:
        return variance(_mean(g, period, start), _number(total.get(g.measure)), up=up)
    found = _number(total.get(MEASURED.get(g.measure, "")))
    return variance(_asked(g, period, start), found, up=up, counted=g.measure not in MONEY_MEASURES)


def lines(media: MediaPlan, budget: Budget) -> tuple[next_plan.Now, ...]:
    """The media plan's complete lines, with the rates in force."""
    close, enquiry = likely(budget, "close_rate"), likely(budget, "enquiry_rate") if budget.via_enquiry else None
    return tuple(
        next_plan.Now(
            line.id,
            line.channel,
            line.budget,
            line.cpc,
            line.enquiry_rate if line.enquiry_rate is not None else enquiry,
            rate,
        )
        for line in media.lines
        if line.channel and line.budget is not None and line.cpc and (rate := line.close_rate if line.close_rate is not None else close) is not None
    )


def seen(row: Mapping[str, Any] | None) -> next_plan.Seen:
    """What happened to a channel, for the next plan."""
    figures = {name: _number((row or {}).get(name)) for name in ("cost", "clicks", "visits", "enquiries", "orders")}
    return next_plan.Seen(**figures)


def _of_files(found: Kpis | None) -> list[dict[str, Any]]:
    if found is None:
        return []
    there = {name for name in SUMS if name in found.table}
    return [_measured({str(k): v for k, v in row.items()}, there) for row in found.table.to_dict("records")]


def _measured(row: Mapping[str, Any], there: set[str]) -> dict[str, Any]:
    """A row of key figures without the zeros that only say that a channel does not stand in that file."""
    figures = {name: _number(row[name]) if name in there else None for name in SUMS}
    for name in ("cost", "clicks", "visits"):
        figures[name] = figures[name] or None
    if "visits" in there and figures["visits"] is None and not figures["orders"]:
        figures |= dict.fromkeys(("enquiries", "orders", "revenue", "margin"), None)
    name = str(row["channel"])
    return {"channel": channel_id(name) or name, **figures}


def _of_hand(c: Counted, margin_rate: float | None) -> dict[str, Any]:
    margin = c.revenue * margin_rate if c.revenue is not None and margin_rate is not None else None
    return {"channel": c.channel, **{name: getattr(c, name, None) for name in SUMS}, "margin": margin}


def _hand_evidence(c: Counted, margin_rate: float | None) -> Evidence | None:
    if not c.channel or c.cost is None or c.orders is None or c.revenue is None or margin_rate is None:
        return None
    margin = c.revenue * margin_rate
    each = margin / c.orders if c.orders else 0.0
    return Evidence(c.channel, c.cost, c.orders, margin, each * margin, each)


def _asked(g: Goal, period: tuple[datetime.date, datetime.date], start: datetime.date | None) -> float | None:
    """What a goal that is counted asks of a period; of a goal in total that has no day, no beginning or no time between them, nobody knows."""
    if g.period != "total":
        return _mean(g, period, start) * months(*period) * PER_MONTH.get(g.period or "month", 1.0)
    if start is None or g.due is None or g.due <= start:
        return None
    rising = g.model_copy(update={"baseline": g.baseline or 0.0})
    return _level(rising, period[1], start) - _level(rising, period[0] - datetime.timedelta(days=1), start)


def _mean(g: Goal, period: tuple[datetime.date, datetime.date], start: datetime.date | None) -> float:
    """The mean level of the days of a period."""
    days = range((period[1] - period[0]).days + 1)
    return sum(_level(g, period[0] + datetime.timedelta(days=n), start) for n in days) / len(days)


def _level(g: Goal, day: datetime.date, start: datetime.date | None) -> float:
    """Where the straight line stands on a day; where it has no beginning, the target holds from the first day on."""
    target = g.target or 0.0
    if g.baseline is None or not start or not g.due or g.due <= start:
        return target
    way = (day - start).days / (g.due - start).days
    return g.baseline + (target - g.baseline) * min(1.0, max(0.0, way))


def _number(value: Any) -> float | None:
    return None if value is None or math.isnan(float(value)) else float(value)


__all__ = ["actual", "beside", "by_channel", "carried", "chain", "evidence_of", "goal", "lines", "names", "seen", "total"]
