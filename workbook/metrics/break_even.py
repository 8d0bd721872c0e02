"""What may an order cost? The break-even: where advertising earns exactly what it costs.

An order can pay for its own advertising up to its margin and no further. From that follow the most a click may cost, the ROAS that a report
must show before anything is earned, and how many orders a month pay for what is spent every month. Whoever knows these four before the first
campaign sees in its first week whether it can ever pay.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbook.answers.finding import Figure, Finding
from workbook.metrics import money

if TYPE_CHECKING:
    from workbook.answers.locale import Locale


@dataclass(frozen=True)
class BreakEven:
    """Limits in one currency. `roas` and `orders` are `None` where an order leaves no margin; `conversion` is orders / clicks.

    `orders` is a month's number that pays `monthly_cost`; `likely_orders` is what the forecast expects.
    """

    cpa: float
    cpc: float
    roas: float | None
    orders: float | None
    conversion: float
    monthly_cost: float
    likely_orders: float


def break_even(factors: Mapping[str, float], monthly_cost: float, likely_orders: float) -> BreakEven:
    """The limits that follow from a funnel's factors (`landing_rate`, `enquiry_rate` where people ask, `close_rate`, `aov`, `margin_rate`).

    >>> b = break_even({"landing_rate": 1, "close_rate": 0.02, "aov": 50, "margin_rate": 0.4}, monthly_cost=1_000, likely_orders=60)
    >>> b.cpa, b.cpc, b.roas, b.orders
    (20.0, 0.4, 2.5, 50.0)
    """
    conversion = factors["landing_rate"] * factors.get("enquiry_rate", 1.0) * factors["close_rate"]
    margin = factors["aov"] * factors["margin_rate"]
    cpa = money.break_even_cpa(margin)
    pays = margin > 0
    return BreakEven(
        cpa=cpa,
        cpc=money.break_even_cpc(conversion, margin),
        roas=money.break_even_roas(factors["margin_rate"]) if pays else None,
        orders=money.break_even_volume(monthly_cost, margin) if pays else None,
        conversion=conversion,
        monthly_cost=monthly_cost,
        likely_orders=likely_orders,
    )


def finding(found: BreakEven, locale: Locale) -> Finding:
    """The limits in sentences."""
    if found.roas is None or found.orders is None:
        return Finding(
            "An order leaves no margin, so no advertising can pay for itself",
            "bad",
            means="What an order costs to make and deliver takes all of its price: each further order adds to the loss, whatever brings it.",
            means_not="It does not say that the business cannot work: later orders, or another price, may carry the first one.",
            next_step="Look at price and variable cost before any channel.",
        )
    most, needed = locale.money(found.cpa), math.ceil(found.orders - 1e-9)
    reached = found.likely_orders >= found.orders
    return Finding(
        headline=f"An order may cost at most {most}",
        tone="neutral" if found.monthly_cost <= 0 else "good" if reached else "bad",
        figures=(
            Figure("Break-even cost per order (CPA)", most, "the margin of one order"),
            Figure("Break-even cost per click (CPC)", locale.money(found.cpc), f"orders ÷ clicks: {locale.rate(found.conversion)}"),
            Figure("Break-even ROAS", locale.number(found.roas, 2), "sales for each 1 of advertising: 1 ÷ margin rate"),
            Figure(
                "Break-even orders a month", locale.count(needed), f"with every factor at its likely value: {locale.number(found.likely_orders, 0)}"
            ),
        ),
        points=_carried(found, needed, reached, locale),
        means=f"An order that costs more than {most} to win loses money; one that costs less leaves the difference.",
        means_not="It looks at one order. Customers who come back may pay for a costlier first order, once you have measured that they do.",
        next_step="Hold the cost per order of each channel against it before you raise a budget.",
    )


def _carried(found: BreakEven, needed: int, reached: bool, locale: Locale) -> tuple[str, ...]:
    if found.monthly_cost <= 0:
        return ("No monthly cost is given yet: enter media, people and tools to see how many orders pay for them.",)
    likely = locale.number(found.likely_orders, None if round(found.likely_orders) == needed else 0)  # 11.96 is not 12
    verdict = f"the forecast expects {'' if reached else 'only '}{likely}"
    orders = f"{locale.count(needed)} order{'' if needed == 1 else 's'}"
    return (f"At full effect {orders} a month pay for {locale.money(found.monthly_cost)} of monthly cost; {verdict}.",)
