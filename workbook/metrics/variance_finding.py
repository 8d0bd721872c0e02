"""What plan against actual means: a sentence for each channel with what to do, and the whole in a headline.

A channel is *stopped* when even the high end of what it brings back is below its cost, *continued* when its profit is as planned or better, and
*changed* when it falls surely short: at the factor that explains most of it. Where chance alone could explain the difference, it goes on; where
orders without a channel could, nothing is said of it yet.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Literal

import pandas as pd

from workbook.answers.finding import Figure, Finding
from workbook.metrics.variance import MEASURES, Variance, of
from workbook.metrics.variance_parts import FACTORS, largest

if TYPE_CHECKING:
    from workbook.answers.locale import Locale

Action = Literal["continue", "change", "stop", "open"]
ACTIONS: Mapping[Action, str] = {"continue": "Continue", "change": "Change", "stop": "Stop", "open": "Measure first"}
REMEDY: Mapping[str, str] = {
    "visits": "look at reach, bids and what the advertisement says",
    "conversion": "look at the page they land on and at the offer before buying more visits",
    "orders": "count visits too: without them nobody can say whether fewer came or fewer bought",
    "aov": "look at what is sold together and at discounts",
    "margin_rate": "look at prices, shipping and returns",
    "cost": "look at what a click costs and who spends",
}
"""What a factor that falls short calls for."""


@dataclass(frozen=True)
class Channel:
    """A channel's variances by measure, the parts that explain its profit, and what its return alone says (`stops`: surely below its cost).

    `nameless` says how many orders name no channel, where some of them may be this channel's own; else blank.
    """

    id: str
    name: str
    by: Mapping[str, Variance]
    parts: Mapping[str, float] = field(default_factory=dict)
    stops: bool = False
    brings: str = ""
    nameless: str = ""


@dataclass(frozen=True)
class Judged:
    """What to do about a channel, and why."""

    channel: Channel
    action: Action
    text: str


def judge(channel: Channel, locale: Locale) -> Judged:
    """What to do about a channel, in a sentence."""
    profit = channel.by["contribution"]
    if profit.actual is None:
        return Judged(channel, "open", _unmeasured(channel))
    if profit.plan is None:
        return Judged(channel, "open", f"It is not in the plan: {_left(profit.actual, locale)}. Plan it, or leave it out on purpose.")
    told = f"{_left(profit.actual, locale, profit.plan)} after media (planned: {_left(profit.plan, locale, profit.actual)})"
    if channel.stops:
        return Judged(channel, "stop", f"{told}. {channel.brings}")
    if profit.verdict in ("as planned", "favourable"):
        return Judged(channel, "continue", f"{told}.{_credit(channel, locale)}{_underspent(channel, locale)}")
    if channel.nameless:
        return Judged(channel, "open", f"{told}. {channel.brings}")
    why = largest(channel.parts, loss=True)
    cause = f" Most of it comes from {FACTORS[why]} ({locale.money(channel.parts[why])}): {REMEDY[why]}." if why else ""
    if not channel.by["orders"].sure:
        orders = channel.by["orders"]
        few = f"{locale.things(orders.actual, 'order')} where {locale.number(orders.plan, 0)} were planned can be chance"
        return Judged(channel, "continue", f"{told}, but {few}: go on until more is known.{cause}")
    return Judged(channel, "change", f"{told}.{cause}")


def finding(found: pd.DataFrame, judged: Sequence[Judged], locale: Locale, period: str, unplanned: Sequence[str] = ()) -> Finding:
    """The whole in sentences; `period` tells which days were compared, `unplanned` which channels have figures and no line in the plan."""
    profit, cost, orders = (of(found, "", name) for name in ("contribution", "cost", "orders"))
    figures = tuple(
        Figure(MEASURES[n].label, _value(v, n, locale), _note(v, n, locale))
        for n, v in (("contribution", profit), ("cost", cost), ("orders", orders))
    )
    unmeasured = [j.channel.name for j in judged if j.channel.by["contribution"].actual is None]
    held = next((j.channel.nameless for j in judged if j.channel.nameless and profit.verdict == "unfavourable"), "")
    tones = {"favourable": "good", "as planned": "good", "unfavourable": "warn" if held else "bad"}
    return Finding(
        headline=f"Wait before you judge the channels: {held}" if held else _headline(profit, locale),
        tone=tones.get(profit.verdict, "neutral"),  # type: ignore[arg-type]
        figures=figures,
        points=tuple(f"{j.channel.name}: {ACTIONS[j.action].lower()}. {j.text}" for j in judged),
        means=f"{period} The plan of a normal month is cut to these days. The whole adds up the channels of which both sides are known.",
        means_not=_limits(unmeasured, unplanned),
        next_step="Take over what follows as decisions in Data analysis, then work out the plan of the next period below.",
    )


def written(value: float | None, name: str, locale: Locale, *beside: float | None) -> str:
    """A figure of a measure as a reader sees it; an amount has cents where those `beside` it have some."""
    if value is None:
        return "not measured"
    return locale.amounts(value, *beside)[0] if MEASURES[name].kind == "money" else locale.number(value, 0)


def _left(amount: float, locale: Locale, beside: float | None = None) -> str:
    """What a channel left, or lost, after its media; written like the amount that stands `beside` it."""
    told = locale.amounts(abs(amount), beside)[0]
    return f"{told} left" if amount >= 0 else f"{told} lost"


def _headline(profit: Variance, locale: Locale) -> str:
    if profit.absolute is None or profit.actual is None or profit.plan is None:
        return "Plan and figures have no channel in common yet"
    if profit.verdict == "as planned":
        return f"Profit after media is as planned: {locale.money(profit.actual)}"
    side = "above" if profit.absolute > 0 else "below"
    share = f", {locale.rate(abs(profit.relative), 0)}" if profit.relative is not None else ""
    digits = locale.cents((profit.plan, profit.actual))
    difference = abs(_written(profit.actual, digits) - _written(profit.plan, digits))  # that of the two amounts as they are read
    return f"Profit after media is {locale.money(difference, digits)} {side} the plan{share} ({profit.verdict})"


def _written(amount: float, digits: int) -> Decimal:
    """An amount rounded as it is written: halves up, and not to the even digit as `round` does.

    >>> _written(3162.5, 0), _written(-0.125, 2)
    (Decimal('3163'), Decimal('-0.13'))
    """
    return Decimal(repr(float(amount))).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


def _value(v: Variance, name: str, locale: Locale) -> str:
    return written(v.actual, name, locale, v.plan)


def _note(v: Variance, name: str, locale: Locale) -> str:
    if v.plan is None:
        return ""
    sure = "" if v.sure or v.actual is None else ", within chance"
    return f"planned: {written(v.plan, name, locale, v.actual)} ({v.verdict}{sure})"


def _unmeasured(channel: Channel) -> str:
    there = [MEASURES[name].label.lower() for name, v in channel.by.items() if v.actual is not None]
    known = f"Known is only: {', '.join(there)}." if there else "It stands in no file of this period and was not counted by hand."
    return f"What it left cannot be told. {known}"


def _credit(channel: Channel, locale: Locale) -> str:
    why = largest(channel.parts, loss=False)
    if channel.by["contribution"].verdict != "favourable" or why is None:
        return ""
    return f" Most of the gain comes from {FACTORS[why]} ({locale.money(channel.parts[why])})."


def _underspent(channel: Channel, locale: Locale) -> str:
    cost = channel.by["cost"]
    if cost.verdict != "favourable" or cost.relative is None:
        return ""
    return f" It spent {locale.rate(-cost.relative, 0)} less than planned: ask whether it was saved or not done."


def _limits(unmeasured: Sequence[str], unplanned: Sequence[str]) -> str:
    left = f" Not measured, and so not in the whole: {', '.join(unmeasured)}." if unmeasured else ""
    beside = f" Not in the media plan, and so not compared: {', '.join(unplanned)}." if unplanned else ""
    return f"An order noted beside a channel need not be won by it, and a normal month knows no season.{left}{beside}"


__all__ = ["ACTIONS", "Action", "Channel", "Judged", "finding", "judge", "written"]
