"""What will the media budget bring? Channels side by side: clicks, visits, orders, revenue and profit of a normal month.

Each line buys clicks by the click, by thousand impressions, or for a fee, and runs them through its own rates. Totals are pooled: the CPA of
the plan is all cost / all orders. Doubling a line doubles its result here; in truth the next euro brings less than the last one.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

import pandas as pd

from workbook.answers.finding import Figure, Finding
from workbook.metrics.kpi import with_ratios

if TYPE_CHECKING:
    from workbook.answers.locale import Locale

LARGEST_SHARE = 0.6
FEW_ORDERS = 10.0
"""With fewer orders than this, chance alone moves the count by 60 % or more either way."""


@dataclass(frozen=True)
class Line:
    """One channel in a normal month; money in one currency, rates as shares.

    `buying`: "cpc" (price per click), "cpm" (price per 1 000 impressions, with `ctr`) or "fee" (the budget buys `clicks` clicks).
    Without `enquiry_rate` people buy directly and `close_rate` is orders / visits. `least` is the budget below which the channel shows nothing.
    """

    channel: str
    budget: float
    close_rate: float
    aov: float
    margin_rate: float
    buying: Literal["cpc", "cpm", "fee"] = "cpc"
    price: float = 0.0
    clicks: float = 0.0
    ctr: float = 0.0
    landing_rate: float = 1.0
    enquiry_rate: float | None = None
    least: float = 0.0


@dataclass(frozen=True)
class Plan:
    """`table`: one row per line; `total`: the pooled figures; `budget`: what may be spent, `None` when not set; `least`: by channel."""

    table: pd.DataFrame
    total: pd.Series[float]
    budget: float | None = None
    least: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Caution:
    """Something in the plan to look at; `channel` is "" when it concerns the whole."""

    channel: str
    what: Literal["cpa", "roas", "small", "share", "budget", "least"]
    text: str


def clicks_of(line: Line) -> float:
    """Clicks a line buys.

    >>> clicks_of(Line("ads", 500, 0.02, 80, 0.4, price=0.5))
    1000.0
    >>> clicks_of(Line("display", 500, 0.02, 80, 0.4, buying="cpm", price=5, ctr=0.002))
    200.0
    """
    if line.buying == "fee":
        return float(line.clicks)
    if line.price <= 0:
        return 0.0
    bought = line.budget / line.price
    return bought if line.buying == "cpc" else 1000 * bought * line.ctr


def plan(lines: Sequence[Line], budget: float | None = None) -> Plan:
    """Work out every line and the whole.

    Columns: channel, cost, clicks, visits, enquiries (blank where people buy directly), orders, revenue, margin, contribution (margin − cost), cpc,
    cpa, roas, roi, cvr, cost_share, contribution_share (of the contributions above 0), break_even_cpa.

    >>> p = plan([Line("ads", 500, 0.02, 80, 0.4, price=0.5), Line("email", 100, 0.05, 80, 0.4, price=0.2)])
    >>> p.table[["channel", "orders", "cpa", "contribution"]].round(2).to_dict("records")
    [{'channel': 'ads', 'orders': 20.0, 'cpa': 25.0, 'contribution': 140.0}, {'channel': 'email', 'orders': 25.0, 'cpa': 4.0, 'contribution': 700.0}]
    >>> round(float(p.total.cpa), 2)
    13.33
    """
    frame = pd.DataFrame([_row(line) for line in lines], columns=["channel", *_COUNTS])
    frame = with_ratios(frame.astype(dict.fromkeys(_COUNTS, float)))
    total = with_ratios(frame[list(_COUNTS)].sum().to_frame().T).iloc[0]
    gains = frame.contribution.clip(lower=0)
    shares = {
        "cost_share": _share(frame.cost),
        "contribution_share": _share(gains),
        "break_even_cpa": frame.margin / frame.orders.where(frame.orders > 0),
    }
    return Plan(frame.assign(**shares), total, budget, {line.channel: line.least for line in lines})


def with_total(p: Plan, labels: Mapping[str, str] | None = None, whole: str = "Whole plan") -> pd.DataFrame:
    """The table with the channels' names and a last row for the whole, its ratios pooled.

    >>> p = plan([Line("ads", 500, 0.02, 80, 0.4, price=0.5), Line("email", 100, 0.05, 80, 0.4, price=0.2)])
    >>> with_total(p, {"ads": "Search ads"})[["channel", "orders"]].to_dict("list")
    {'channel': ['Search ads', 'email', 'Whole plan'], 'orders': [20.0, 25.0, 45.0]}
    """
    named = p.table.assign(channel=p.table.channel.map(lambda c: (labels or {}).get(c, c)))
    return pd.concat([named, p.total.to_frame().T.assign(channel=whole)[[c for c in named if c in ("channel", *p.total.index)]]], ignore_index=True)


_COUNTS = ("cost", "clicks", "visits", "enquiries", "orders", "revenue", "margin")


def cautions(p: Plan, locale: Locale) -> tuple[Caution, ...]:
    """What in the plan does not add up, channel by channel and for the whole."""
    return (
        *_whole(p, locale),
        *_too_little(p, locale),
        *(w for r in p.table.to_dict("records") for w in _line({str(k): v for k, v in r.items()}, locale)),
    )


def finding(p: Plan, locale: Locale, labels: Mapping[str, str] | None = None) -> Finding:
    """The plan in sentences."""
    if p.table.empty or not p.total.cost > 0:
        return Finding(headline="The plan has no budget yet", next_step="Enter a budget and a price per click for at least one channel.")
    t, said = p.total, cautions(p, locale)
    names = labels or {}
    cost, gain = locale.amounts(t.cost, abs(t.contribution))
    result = f"leave {gain} after its own cost" if t.contribution >= 0 else f"lose {gain}"
    return Finding(
        headline=f"{cost} of media a month is expected to {result}",
        tone="bad" if t.contribution < 0 else "warn" if said else "good",
        figures=(
            Figure("Orders a month", locale.number(t.orders, 0)),
            Figure("Cost per order (CPA)", locale.money(t.cpa), "all cost ÷ all orders"),
            Figure("ROAS", locale.number(t.roas, 1), "revenue ÷ cost, not profit"),
        ),
        points=tuple(f"{names.get(w.channel, w.channel)}: {w.text}" if w.channel else w.text for w in said),
        means="Contribution is the margin of the orders less what the media cost, in a normal month.",
        means_not="The plan knows no diminishing returns: a line twice as large brings less than twice as much.",
        next_step="Mend what is listed, then write down when each channel is stopped." if said else "Write down when each channel is stopped.",
    )


def _whole(p: Plan, locale: Locale) -> Iterator[Caution]:
    spent = float(p.total.cost)
    if p.budget is not None and spent > p.budget * (1 + 1e-9):
        asked, allowed = locale.amounts(spent, p.budget)
        yield Caution("", "budget", f"The lines add up to {asked}, the budget is {allowed}.")
    if len(p.table) > 1 and p.table.cost_share.max() > LARGEST_SHARE:
        top = p.table.sort_values("cost_share").iloc[-1]
        yield Caution(str(top.channel), "share", f"It takes {locale.rate(float(top.cost_share))} of the budget; if it fails, the plan fails.")


def _too_little(p: Plan, locale: Locale) -> Iterator[Caution]:
    """Channels whose lines together stay below the least that shows anything."""
    for name, cost in p.table.groupby("channel", sort=False).cost.sum().items():
        least = p.least.get(str(name), 0)
        if 0 < cost < least:
            text = f"It gets {locale.money(cost)} a month and needs at least about {locale.money(least)} to show anything"
            yield Caution(str(name), "least", f"{text}: give it more, or put the money on fewer channels.")


def _line(row: Mapping[str, object], locale: Locale) -> Iterator[Caution]:
    channel, cost, orders, margin = str(row["channel"]), *(float(str(row[c])) for c in ("cost", "orders", "margin"))
    if cost <= 0:
        return
    if margin < cost:
        paid, left = locale.amounts(row["cpa"], row["break_even_cpa"])
        each = f"An order costs {paid} and leaves {left}" if orders else "It brings no order"
        yield Caution(channel, "cpa", f"{each}, so it loses money.")
        if orders:
            needed = float(str(row["revenue"])) / margin if margin else math.inf
            yield Caution(channel, "roas", f"Its ROAS is {locale.number(row['roas'], 1)}; {locale.number(needed, 1)} would only just pay.")
    if 0 < orders < FEW_ORDERS:
        yield Caution(channel, "small", _few(orders, locale))


def _few(orders: float, locale: Locale) -> str:
    """That so few orders say nothing, and how far chance alone moves them: twice the square root of their number, which below four is all of them."""
    number, off = locale.number(round(orders, 1)), 1.96 / math.sqrt(orders)
    are = "order a month is" if number == "1" else "orders a month are"
    moved = f"moves them by ±{locale.rate(off, 0)}" if off < 1 else "makes a month with none, or with twice as many"
    return f"{number} {are} too few to judge it by: chance alone {moved}."


def _row(line: Line) -> dict[str, object]:
    clicks = clicks_of(line)
    visits = clicks * line.landing_rate
    enquiries = math.nan if line.enquiry_rate is None else visits * line.enquiry_rate
    orders = (visits if line.enquiry_rate is None else enquiries) * line.close_rate
    revenue = orders * line.aov
    money = {"revenue": revenue, "margin": revenue * line.margin_rate}
    return {"channel": line.channel, "cost": line.budget, "clicks": clicks, "visits": visits, "enquiries": enquiries, "orders": orders, **money}


def _share(values: pd.Series[float]) -> pd.Series[float]:
    whole = values.sum()
    return values / whole if whole > 0 else values * math.nan
