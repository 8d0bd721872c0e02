"""Continue, stop or increase? A decision per channel that says how sure it can be.

The question is whether a unit of money put into the channel brings back more than a unit of margin. Few orders answer it badly: with nine
orders the true figure may well be half or double. So the decision looks at an interval of margin per cost:

    continue   the lower bound is above 1          increase   the lower bound is above 1.5
    stop       the upper bound is below 1 after the planned sample
    wait       otherwise: not enough data yet, with how many more customers would settle it

The interval is Fay & Feuer's gamma interval for a sum of unlike amounts whose number is left to chance (see `intervals.weighted_poisson`):
exact for equal margins, honest with zero orders, and it needs only three sums per channel, so a million orders cost no more than ten.
It was chosen over the bootstrap, which is too narrow with few orders and has nothing to draw from with none. The unit is the
customer, since the orders of one customer do not come independently. Without an experiment the *average* stands in for the
*marginal* return, which is lower: `incremental` is the share of the margin that would not have come anyway.

Orders that name no channel belong to somebody. They can only raise what a channel brought back, so nothing that pays is in doubt; but a channel
is told to stop only if it would still not pay with its share of them added, and no channel is while they are more than `MOST_UNNAMED` of all.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import pandas as pd

from workbook.answers.analysis import DECISIONS
from workbook.metrics.intervals import Interval, critical_value, weighted_poisson
from workbook.metrics.kpi import NOT_KNOWN

if TYPE_CHECKING:
    from workbook.answers.locale import Locale

MOST = 100.0
"""Times the data so far beyond which no sample is called affordable."""

MOST_UNNAMED = 0.5
"""The share of orders without a channel beyond which the named ones speak for no channel: none is told to stop."""
UNNAMED = (NOT_KNOWN, "Unassigned")
"""Under which names the orders stand of which nobody knows the channel."""

Decision = Literal["increase", "continue", "stop", "wait"]


@dataclass(frozen=True)
class Evidence:
    """What a channel cost and brought. Money in one unit; `squares` is Σ margin² per customer, `largest` the largest customer's margin.

    `orders` is told where orders without a channel are to be set beside all; where it is 0, the customers stand for them.
    """

    channel: str
    cost: float
    customers: float
    margin: float
    squares: float
    largest: float
    orders: float = 0.0


@dataclass(frozen=True)
class Rules:
    """`level` of the interval; from which lower bound to increase; planned cost before a channel may be stopped; incremental share of the margin."""

    level: float = 0.9
    increase_at: float = 1.5
    planned_cost: float = 0.0
    incremental: float = 1.0


@dataclass(frozen=True)
class Judgement:
    """The decision about one channel. `back` is margin per cost with its interval.

    `more_customers` and `more_cost` are what would settle it (`inf`: nothing affordable will). `unnamed` of `orders` orders name no channel,
    and because of them the channel cannot be judged; 0 where it can.
    """

    channel: str
    decision: Decision
    back: Interval
    cost: float
    customers: float
    more_customers: float
    more_cost: float
    unnamed: float = 0.0
    orders: float = 0.0


def decide(evidence: Evidence, rules: Rules | None = None, *, margin_per_customer: float = 0.0) -> Judgement:
    """Decide about one channel. `margin_per_customer` stands in for the size of an order where none has come yet; without it nothing is decided.

    >>> decide(Evidence("ads", cost=1_000, customers=100, margin=4_000, squares=160_000, largest=40)).decision
    'increase'
    >>> j = decide(Evidence("portal", cost=1_000, customers=9, margin=1_200, squares=170_000, largest=200))
    >>> j.decision, round(j.back.low, 2), round(j.back.high, 2)
    ('wait', 0.61, 2.23)
    >>> decide(Evidence("banner", cost=500, customers=0, margin=0, squares=0, largest=0), margin_per_customer=40).decision
    'stop'
    """
    rules = rules or Rules()
    back = _back(evidence, rules, margin_per_customer)
    decision = _decision(back, evidence.cost, rules)
    times = _times_more(back, evidence, rules, margin_per_customer) if decision == "wait" else 1.0
    return Judgement(
        evidence.channel, decision, back, evidence.cost, evidence.customers,
        more_customers=evidence.customers * (times - 1), more_cost=evidence.cost * (times - 1),
    )  # fmt: skip


def decide_all(evidence: Sequence[Evidence], rules: Rules | None = None) -> tuple[Judgement, ...]:
    """Decide about every channel that cost something, the best return first; what orders without a channel leave open is not decided.

    >>> ads, nameless = Evidence("ads", 500, 4, 80, 1_600, 20), Evidence("not known", 0, 96, 1_920, 38_400, 20)
    >>> decide_all([ads])[0].decision, [(j.decision, j.unnamed, j.orders) for j in decide_all([ads, nameless])]
    ('stop', [('wait', 96, 100)])
    """
    customers = sum(e.customers for e in evidence)
    each = sum(max(0.0, e.margin) for e in evidence) / customers if customers else 0.0
    paid = (_held(decide(e, rules, margin_per_customer=each), e, evidence, rules) for e in evidence if e.cost > 0)
    return tuple(sorted(paid, key=lambda j: -j.back.value))


def unnamed(evidence: Sequence[Evidence]) -> tuple[float, float]:
    """How many orders name no channel, and how many there are."""
    counts = [(e.orders or e.customers, e.channel in UNNAMED) for e in evidence]
    return sum(n for n, without in counts if without), sum(n for n, _ in counts)


def _held(j: Judgement, e: Evidence, evidence: Sequence[Evidence], rules: Rules | None) -> Judgement:
    """The judgement, or "wait" where orders without a channel may be this channel's own."""
    without, orders = unnamed(evidence)
    open_ = j.decision == "stop" or (j.decision == "wait" and without > MOST_UNNAMED * orders)
    if not without or not open_ or e.channel in UNNAMED:
        return j
    if without <= MOST_UNNAMED * orders and decide(_with_share(e, evidence), rules).decision == "stop":
        return j
    return replace(j, decision="wait", unnamed=without, orders=orders, more_customers=math.inf, more_cost=math.inf)


def _with_share(e: Evidence, evidence: Sequence[Evidence]) -> Evidence:
    """The channel with its share of what names no channel: as large as its share of the named customers, or of the cost, whichever is more."""
    nameless = [other for other in evidence if other.channel in UNNAMED]
    named = sum(other.customers for other in evidence) - sum(other.customers for other in nameless)
    share = max(e.customers / named if named else 0.0, e.cost / sum(other.cost for other in evidence))
    added = {name: getattr(e, name) + share * sum(getattr(other, name) for other in nameless) for name in ("customers", "margin", "squares")}
    return replace(e, largest=max(e.largest, *(other.largest for other in nameless)), **added)


def table(judgements: Sequence[Judgement]) -> pd.DataFrame:
    """One row per channel: channel, decision, label, back, low, high, cost, customers, more_customers, more_cost, unnamed, orders."""
    rows = [
        {
            "channel": j.channel,
            "decision": j.decision,
            "label": DECISIONS[j.decision],
            **{"back": j.back.value, "low": j.back.low, "high": j.back.high},
            **{name: getattr(j, name) for name in _SUMS},
        }
        for j in judgements
    ]
    return pd.DataFrame(rows, columns=["channel", "decision", "label", "back", "low", "high", *_SUMS])


_SUMS = ("cost", "customers", "more_customers", "more_cost", "unnamed", "orders")


def nameless(judgements: Sequence[Judgement], locale: Locale) -> str:
    """How many orders name no channel, where that keeps a channel from being judged; else blank."""
    held = next((j for j in judgements if j.unnamed), None)
    return f"{locale.count(held.unnamed)} of {locale.things(held.orders, 'order')} name no channel" if held else ""


def reason(j: Judgement, locale: Locale) -> str:
    """Why, in a sentence with the numbers."""
    brought = figure(j, locale)
    match j.decision:
        case "increase":
            return f"{brought}: even the low end pays well. Raise it in steps of a quarter, since more money brings less per unit."
        case "continue":
            return f"{brought}: even the low end is above 1."
        case "stop":
            return f"{brought}: even the high end is below 1."
    if math.isinf(j.back.high):
        return f"{brought}: nobody can tell what one would bring. Wait until there are orders."
    if j.unnamed:
        return f"{brought}, but {nameless((j,), locale)}: some of them may be its own. Wait until the orders say where they came from."
    known = "the planned sample is not reached. " if j.back.high < 1 else "the range holds both gain and loss. "
    return f"{brought}: {known}Not enough data yet. {_what_settles(j, locale)}"


def figure(j: Judgement, locale: Locale) -> str:
    """The number behind a judgement: what came back, with its range; what was spent where no order says what one is worth."""
    if math.isinf(j.back.high):
        return f"{locale.money(j.cost)} was spent, and no order of any channel is known"
    span = f"{locale.number(j.back.low, 2)} to {locale.number(j.back.high, 2)}"
    return f"Each unit of cost brought back {locale.number(j.back.value, 2)} in margin (likely {span}, {locale.things(j.customers, 'customer')})"


def _what_settles(j: Judgement, locale: Locale) -> str:
    if not math.isfinite(j.more_cost):
        beyond = locale.things(math.ceil(max(1.0, j.customers) * MOST), "customer")
        return f"It lies so near 1 that no affordable sample will settle it: even {beyond} would be too few."
    if j.back.high < 1:
        return f"So far it loses; the sample you planned needs {locale.money(j.more_cost)} more spending."
    if j.more_customers < 1:
        return f"About {locale.money(j.more_cost)} more spending would settle it."
    return f"About {locale.things(math.ceil(j.more_customers), 'more customer')} ({locale.money(j.more_cost)} more spending) would settle it."


def _back(e: Evidence, rules: Rules, margin_per_customer: float) -> Interval:
    if e.cost <= 0:
        return Interval(math.nan, math.nan, math.nan)
    scale = rules.incremental / e.cost
    if e.margin < 0 or e.squares <= 0 < e.margin:  # more taken back than sold: only the normal interval can go below 0
        half = critical_value(rules.level) * math.sqrt(e.squares)
        return Interval(e.margin * scale, (e.margin - half) * scale, (e.margin + half) * scale)
    if not e.customers and margin_per_customer <= 0:  # nobody knows what one order would bring: any cost may be too little to see one
        return Interval(0.0, 0.0, math.inf)
    largest = e.largest if e.customers else margin_per_customer
    i = weighted_poisson(e.margin, e.squares, max(0.0, largest), rules.level)
    return Interval(i.value * scale, i.low * scale, i.high * scale)


def _decision(back: Interval, cost: float, rules: Rules) -> Decision:
    if back.low > rules.increase_at:
        return "increase"
    if back.low > 1:
        return "continue"
    if back.high < 1 and cost >= rules.planned_cost:
        return "stop"
    return "wait"


def _times_more(back: Interval, e: Evidence, rules: Rules, margin_per_customer: float) -> float:
    """How many times the data would settle it if everything went on in proportion; infinite beyond `MOST` times.

    The interval is worked out anew for the larger data until the rule decides, so that it decides at the number that is told.
    """
    if back.high < 1:
        return max(1.0, rules.planned_cost / e.cost)
    if _waits(e, MOST, rules, margin_per_customer):
        return math.inf
    low, high = 1.0, MOST
    while high / low > 1.001:
        middle = math.sqrt(low * high)
        low, high = (middle, high) if _waits(e, middle, rules, margin_per_customer) else (low, middle)
    return high


def _waits(e: Evidence, times: float, rules: Rules, margin_per_customer: float) -> bool:
    """Whether so many times the data would still not decide."""
    more = replace(e, cost=e.cost * times, customers=e.customers * times, margin=e.margin * times, squares=e.squares * times)
    return _decision(_back(more, rules, margin_per_customer), more.cost, rules) == "wait"
