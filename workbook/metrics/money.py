"""Does it pay? The few formulas that turn clicks and orders into profit and loss.

Revenue pays nobody: what is left of an order after its variable cost is the *margin*, and only the margin can
pay for advertising. Every formula here starts from it. Amounts are in any one currency; rates are shares
(0.2 is 20 %); periods are whole (months unless said otherwise).
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Literal


def roas(revenue: float, ad_cost: float) -> float:
    """Return on advertising spend: attributed revenue / advertising cost.

    Not profit: a ROAS of 4 at 20 % margin loses money. `nan` when nothing was spent.

    >>> roas(4000, 1000)
    4.0
    """
    return _ratio(revenue, ad_cost)


def roi(incremental_contribution: float, marketing_cost: float) -> float:
    """Return on marketing investment: (incremental contribution − cost) / cost.

    Source: Farris, Bendle, Pfeifer & Reibstein, *Marketing Metrics*.

    >>> roi(800, 1000)
    -0.2
    """
    return _ratio(incremental_contribution - marketing_cost, marketing_cost)


def break_even_roas(margin_rate: float) -> float:
    """The ROAS at which advertising earns exactly its cost: 1 / margin rate.

    >>> break_even_roas(0.2)
    5.0
    """
    return 1 / _positive("margin_rate", margin_rate)


def break_even_cpa(margin_per_order: float) -> float:
    """The most one order may cost: its own margin.

    >>> break_even_cpa(15)
    15
    """
    return margin_per_order


def break_even_cpc(conversion_rate: float, margin_per_order: float) -> float:
    """The most one click may cost: orders per click × margin per order.

    `conversion_rate` is orders / clicks: the denominator is clicks, not visits.

    >>> break_even_cpc(0.02, 15)
    0.3
    """
    return conversion_rate * margin_per_order


def break_even_volume(fixed_cost: float, unit_margin: float, cpa: float = 0.0) -> float:
    """Orders needed to cover a fixed cost: fixed cost / (unit margin − cost per acquisition).

    `inf` when an order earns no more than it costs to win: then no volume is enough.

    >>> break_even_volume(1200, 20, 8)
    100.0
    >>> break_even_volume(1200, 8, 8)
    inf
    """
    left = unit_margin - cpa
    return fixed_cost / left if left > 0 else math.inf


def payback(outlay: float, gain_per_period: float) -> float:
    """Whole periods until the outlay is earned back; `inf` when nothing is earned.

    >>> payback(10_000, 1_000)
    10
    """
    if outlay <= 0:
        return 0
    return math.ceil(outlay / gain_per_period - 1e-9) if gain_per_period > 0 else math.inf


def discounted_payback(outlay: float, gain_per_period: float, rate: float) -> float:
    """Whole periods until the *discounted* gains cover the outlay; `inf` when they never do.

    The first gain comes one period away: Σ gain / (1 + rate)ᵗ ≥ outlay, so t = −ln(1 − outlay·rate/gain) / ln(1 + rate).

    >>> discounted_payback(10_000, 1_000, 0.01)
    11
    """
    if rate == 0 or outlay <= 0:
        return payback(outlay, gain_per_period)
    if gain_per_period <= 0:
        return math.inf
    rest = 1 - outlay * rate / gain_per_period
    return math.ceil(-math.log(rest) / math.log1p(rate) - 1e-9) if rest > 0 else math.inf


def npv(outlay: float, flows: Iterable[float], rate: float) -> float:
    """Net present value: −outlay + Σ flowₜ / (1 + rate)ᵗ, t = 1, 2, … periods away.

    >>> round(npv(10_000, [1_000] * 12, 0.01), 2)
    1255.08
    """
    return -outlay + sum(flow / (1 + rate) ** t for t, flow in enumerate(flows, start=1))


def lifetime_value(margin: float, retention: float, discount: float, *, first: Literal["now", "later"]) -> float:
    """Customer lifetime value at constant retention, for an endless horizon.

    `first="later"`: the first margin comes one period away and only if the customer stays, m·r / (1 + d − r).
    `first="now"`: the first margin comes at once, m·(1 + d) / (1 + d − r). Always name the variant that was used;
    `margin` is margin per period, never revenue. Source: Gupta & Lehmann (2003), *Customers as assets*.

    >>> round(lifetime_value(100, 0.8, 0.1, first="later"), 2), round(lifetime_value(100, 0.8, 0.1, first="now"), 2)
    (266.67, 366.67)
    """
    if not 0 <= retention <= 1:
        msg = f"`retention` must be a share between 0 and 1 (got {retention}). Write 80 % as 0.8."
        raise ValueError(msg)
    base = 1 + discount - retention
    if base <= 0:
        msg = f"`discount` must be above 0 when every customer stays (got {discount}): the value would have no end."
        raise ValueError(msg)
    return margin * (retention if first == "later" else 1 + discount) / base


def _ratio(top: float, bottom: float) -> float:
    return top / bottom if bottom else math.nan


def _positive(name: str, value: float) -> float:
    if value > 0:
        return value
    msg = f"`{name}` must be above 0 (got {value}). Without a margin no advertising can pay."
    raise ValueError(msg)
