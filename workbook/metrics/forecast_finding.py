"""The forecast in sentences: what to expect, how likely a loss is, and what to find out first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pandas as pd

from workbook.answers.finding import Figure, Finding, Tone
from workbook.metrics.forecast import Assumptions, Simulation, case, loss_digits, lost, spread, tornado
from workbook.metrics.funnel import STAGES

if TYPE_CHECKING:
    from workbook.answers.locale import Locale

SMALL_CHANCE, LARGE_CHANCE = 0.1, 0.5


def finding(
    assumptions: Assumptions, simulation: Simulation, locale: Locale, *, months: int = 12, start_cost: float = 0.0, ramp_months: int = 0
) -> Finding:
    """The forecast of so many months: profit with its range, chance of a loss, the factor that matters most."""
    totals = simulation.over(months, start_cost, ramp_months)
    p10, p50, p90 = spread(totals)
    loss = lost(totals)
    low, high = locale.amounts(p10, p90)
    drivers = tornado(assumptions)
    drivers = drivers[drivers.swing > 0]
    return Finding(
        headline=f"Over {locale.count(months)} months, expect a {'profit' if p50 >= 0 else 'loss'} of about {locale.money(abs(p50))}",
        tone=_tone(loss),
        figures=(
            Figure("Profit, middle of the range", locale.money(p50), f"8 of 10 cases: {low} to {high}"),
            Figure("Chance of a loss", locale.rate(loss, loss_digits(loss))),
            Figure("Orders a month", locale.number(simulation.quantiles("orders")[1], 0), _orders_range(simulation, locale)),
        ),
        points=(_outer_cases(assumptions, locale), *_largest(drivers, locale)),
        means=f"In 8 of 10 simulated cases the result after {locale.things(months, 'month')} lies between {low} and {high}.",
        means_not="The range is only as good as the worst, likely and best values. What nobody thought of is not in it.",
        next_step=_to_find_out(drivers),
    )


def stage_ranges(assumptions: Assumptions, simulation: Simulation) -> list[dict[str, object]]:
    """Per stage of a month: stage, label, worst, p10, likely, p50, p90, best. Rows for a table or a chart."""
    outer = {which: case(assumptions, which)[0].stages() for which in ("worst", "likely", "best")}
    rows: list[dict[str, object]] = []
    for stage in outer["likely"]:
        p10, p50, p90 = simulation.quantiles(stage)
        values = {"worst": outer["worst"][stage], "p10": p10, "likely": outer["likely"][stage], "p50": p50, "p90": p90, "best": outer["best"][stage]}
        rows.append({"stage": stage, "label": STAGES[stage], **values})
    return rows


def _tone(loss: float) -> Tone:
    return "good" if loss <= SMALL_CHANCE else "warn" if loss < LARGE_CHANCE else "bad"


def _orders_range(simulation: Simulation, locale: Locale) -> str:
    p10, _, p90 = simulation.quantiles("orders")
    return f"middle of all simulated cases; 8 of 10: {locale.number(p10, 0)} to {locale.number(p90, 0)}"


def _inside(label: str) -> str:
    """A label as it reads inside a sentence."""
    return label[:1].lower() + label[1:]


def _outer_cases(assumptions: Assumptions, locale: Locale) -> str:
    worst, best = locale.amounts(case(assumptions, "worst")[1], case(assumptions, "best")[1])
    return f"Everything worst at once: {worst} a month; everything best: {best}. Neither is likely."


def _largest(drivers: pd.DataFrame, locale: Locale) -> Iterator[str]:
    for first in drivers.head(1).itertuples():
        worst, best = locale.amounts(first.profit_worst, first.profit_best)
        yield f"{first.label}: no other factor moves a month's profit as much, from {worst} to {best}."


def _to_find_out(drivers: pd.DataFrame) -> str:
    if drivers.empty:
        return "Give each factor a worst and a best value: without them nobody can see what matters most."
    return f"Find out more about the {_inside(drivers.label.iloc[0])} before anything else: nothing moves the result more."
