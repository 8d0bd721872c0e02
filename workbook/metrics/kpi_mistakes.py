"""Typical mistakes with key figures, caught where the own data show them.

Each is a calculation that many reports do: the platforms' claims added up, ROAS read as profit, rates averaged, a totals row counted as a channel,
the cost of one period held against the orders of another. What would have come out is shown beside what is right, because a mistake that has a
number is not made twice.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbook.metrics.decide import UNNAMED
from workbook.metrics.kpi import RATIOS, Kpis
from workbook.metrics.kpi_limits import limits
from workbook.metrics.kpi_window import Cycle, Days, apart, long

if TYPE_CHECKING:
    from workbook.answers.locale import Locale

TOTALS = frozenset({
    "total", "totals", "all", "all channels", "sum", "grand total", "gesamt", "summe", "insgesamt", "gesamtsumme", "total général", "ensemble",
    "total general", "totale", "totaal", "合计", "总计",
})  # fmt: skip
"""How totals rows call themselves."""
_WORDS = {"ctr": "click rate", "cvr": "rate of orders ÷ visits", "enquiry_rate": "enquiry rate"}
_APART = 14


@dataclass(frozen=True)
class Mistake:
    """The mistake's name, and what it would do with these figures."""

    name: str
    text: str


def mistakes(
    found: Kpis,
    locale: Locale,
    *,
    spent: Days | None = None,
    sold: Days | None = None,
    seen: Days | None = None,
    cycle: Cycle | None = None,
    lag: int = 0,
) -> tuple[Mistake, ...]:
    """The mistakes that these figures invite. `spent`, `sold` and `seen`: the days of cost, orders and visits; `cycle`: the measured time to buy."""
    return (
        *_claims(found, locale), *_roas(found, locale), *_means(found, locale), *_totals(found, locale), *_unknown(found, locale),
        *_periods(locale, spent, sold, cycle, lag), *(_visits_apart(locale, seen, sold) if found.has("cvr") and not lag else ()),
    )  # fmt: skip


def nameless(found: Kpis) -> tuple[float, float]:
    """How many orders name no channel, and how many there are.

    >>> import pandas as pd
    >>> from workbook.metrics.kpi import kpis
    >>> nameless(kpis(orders=pd.DataFrame({"order_id": [1, 2], "channel": ["ads", None], "revenue": [500, 900]})))
    (1.0, 2.0)
    """
    if "channel" not in found.by or not found.has("orders"):
        return 0.0, 0.0
    return float(found.table.orders[found.table.channel.isin(UNNAMED)].sum()), float(found.total.orders)


def _claims(found: Kpis, locale: Locale) -> Iterator[Mistake]:
    """Platforms each claim every buyer they met."""
    if not found.has("claimed", "orders"):
        return
    claiming = found.table[found.table.claimed > 0]
    claimed, orders, every = float(claiming.claimed.sum()), float(claiming.orders.sum()), float(found.total.orders)
    if claimed <= orders * 1.1:
        return
    all_of = " More than all orders there are." if claimed > every else ""
    yield Mistake(
        "Claims taken for orders",
        f"The platforms claim {locale.count(claimed)} conversions for channels that have {locale.things(orders, 'order')} in the order list.{all_of} "
        "Each platform counts every buyer it met, whoever else met them too.",
    )


def _roas(found: Kpis, locale: Locale) -> Iterator[Mistake]:
    table = limits(found)
    if table.empty:
        return
    for row in table[(table.roas > 1) & (table.left < 0)].to_dict("records"):
        name = " · ".join(str(row[key]) for key in found.by)
        yield Mistake(
            "ROAS taken for profit",
            f"{name} brings back {locale.number(row['roas'], 1)} in revenue per unit of cost and still loses {locale.money(-row['left'])}: it would "
            f"break even at {locale.number(row['break_even_roas'], 1)}.",
        )


def _means(found: Kpis, locale: Locale) -> Iterator[Mistake]:
    """The mean of the channels' rates beside the pooled one, where they differ most."""
    worst: tuple[float, str, float, float] | None = None
    for name in (n for n in _WORDS if n in found.table):
        top, under = RATIOS[name]
        known = found.table[found.table[under] > 0]
        if len(known) < 2 or not known[top].sum():
            continue
        pooled, mean = float(known[top].sum() / known[under].sum()), float(known[name].mean())
        gap = abs(math.log(mean / pooled)) if mean > 0 else 0.0
        worst = max((worst or (0.0, "", 0.0, 0.0)), (gap, name, pooled, mean))
    if worst and worst[0] > math.log(1.25):
        _, name, pooled, mean = worst
        yield Mistake(
            "Mean of ratios",
            f"The mean {_WORDS[name]} is {locale.rate(mean)}, all together have {locale.rate(pooled)}: a mean counts the smallest like the largest.",
        )


def _totals(found: Kpis, locale: Locale) -> Iterator[Mistake]:
    for key in (k for k in found.by if k != "date"):
        names = sorted({str(n) for n in found.table[key] if str(n).strip().casefold().rstrip(":") in TOTALS})
        if names:
            yield Mistake(
                "A totals row among the rows", f"“{names[0]}” stands among the {key}s: its sums are counted twice. Take the row out of the file."
            )


def _unknown(found: Kpis, locale: Locale) -> Iterator[Mistake]:
    lost, orders = nameless(found)
    if found.by[0] == "channel" and lost > 0.1 * orders:
        share = locale.rate(lost / orders, 0)
        yield Mistake("Orders without a channel", f"{share} of the orders name no channel: every channel looks dearer than it is.")


def _visits_apart(locale: Locale, seen: Days | None, sold: Days | None) -> Iterator[Mistake]:
    if seen and sold and apart(seen, sold) > _APART:
        covered = f"The visits cover {locale.date(seen[0])} to {locale.date(seen[1])} and the orders {locale.date(sold[0])} to {locale.date(sold[1])}"
        yield Mistake("Visits of other days", f"{covered}: choose a period that both cover, or orders ÷ visits is wrong.")


def _periods(locale: Locale, spent: Days | None, sold: Days | None, cycle: Cycle | None, lag: int) -> Iterator[Mistake]:
    if spent and sold and not lag and apart(spent, sold) > _APART:
        ends = " and ".join(f"{what} {locale.date(d[0])} to {locale.date(d[1])}" for what, d in (("the cost covers", spent), ("the orders", sold)))
        yield Mistake("Different periods", f"{ends[:1].upper()}{ends[1:]}: choose a period that both cover, or the cost per order is wrong.")
    if cycle is not None and long(cycle) and not lag:
        yield Mistake(
            "Cost and orders of different people",
            f"Half of the buyers order {locale.things(cycle.median, 'day')} or more after their first visit, one in ten {locale.count(cycle.p90)} or "
            "more. The cost of a month and the orders of the same month belong to different people: enter a lag, or compare long periods.",
        )


__all__ = ["Mistake", "mistakes", "nameless"]
