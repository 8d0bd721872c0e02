"""What the comparison of the channels says, in sentences: who leaves most, who loses, the chain written out, and which mistakes lie near."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from workbook.answers.finding import Figure, Finding
from workbook.metrics.decide import MOST_UNNAMED, UNNAMED
from workbook.metrics.kpi import Kpis
from workbook.metrics.kpi_limits import chain
from workbook.metrics.kpi_mistakes import Mistake, nameless

if TYPE_CHECKING:
    from workbook.answers.locale import Locale

_CHAIN = {
    "impressions": "impressions", "ctr": "CTR", "landing_rate": "visits ÷ clicks", "enquiry_rate": "enquiries ÷ visits",
    "close_rate": "orders ÷ enquiries", "cvr": "orders ÷ visits", "aov": "an order", "margin_rate": "margin",
}  # fmt: skip


def finding(found: Kpis, near: Sequence[Mistake], locale: Locale) -> Finding:
    """The finding about a KPI table by channel, campaign or day; `near` are the mistakes that these figures invite."""
    return Finding(
        headline=_headline(found, locale),
        figures=tuple(_figures(found, locale)),
        points=(*_chain(found, locale), *(f"{mistake.name}: {mistake.text}" for mistake in near)),
        means="A channel is judged by what is left: the margin of its orders less its cost. Every ratio is a sum divided by a sum.",
        means_not=(
            "An order stands beside the channel that its file names, mostly the last one before it. What would be missing without the channel "
            "only a test shows."
        ),
        next_step=_next(found),
    )


def _mostly_nameless(found: Kpis) -> bool:
    without, orders = nameless(found)
    return without > MOST_UNNAMED * orders


def _next(found: Kpis) -> str:
    if _mostly_nameless(found):
        return "Load orders with a column that says where each came from, or ask buyers how they found you: then channels can be compared."
    loses = found.has("contribution") and bool((found.table.contribution < 0).any())
    return f"Look at the channel that {'loses most' if loses else 'leaves least'}: at which step of its chain does it fall behind the others?"


def chain_told(found: Kpis, locale: Locale) -> str:
    """The chain of the channels that have impressions, with its product; blank where a link is missing."""
    links = chain(found)
    if not links:
        return ""
    *factors, (result, product) = links
    told = " × ".join(f"{_written(name, value, locale)} {_CHAIN[name]}" for name, value in factors)
    return f"The chain of the channels with impressions: {told} = {locale.money(product)} {result}."


def _written(name: str, value: float, locale: Locale) -> str:
    if name == "landing_rate":
        return locale.number(value, 2)
    return locale.money(value) if name == "aov" else locale.count(value) if name == "impressions" else locale.rate(value)


def _chain(found: Kpis, locale: Locale) -> Iterator[str]:
    told = chain_told(found, locale)
    if told:
        yield told


def _headline(found: Kpis, locale: Locale) -> str:
    if not found.has("contribution") or found.by[0] == "date" or found.table.empty:
        return _sums(found, locale)
    if _mostly_nameless(found):
        without, orders = nameless(found)
        return f"Wait before you judge a channel: {locale.count(without)} of {locale.things(orders, 'order')} name none"
    named = found.table[~found.table.channel.isin(UNNAMED)] if "channel" in found.by else found.table
    ranked = (named if len(named) else found.table).sort_values("contribution", ascending=False).to_dict("records")
    best, worst = ranked[0], ranked[-1]
    left, lost = (
        locale.amounts(best["contribution"], -worst["contribution"]) if worst["contribution"] < 0 else (locale.money(best["contribution"]), "")
    )
    if best["contribution"] < 0:
        return f"{_name(worst, found)} loses {'most: ' if len(ranked) > 1 else ''}{lost}; none leaves a profit"
    told = f"{_name(best, found)} leaves most: {left}"
    if lost:
        return f"{told}; {_name(worst, found)} loses {lost}"
    return f"{told}; none loses" if found.total.get("cost", 0) > 0 else told


def _name(row: Mapping[Any, Any], found: Kpis) -> str:
    return " · ".join(str(row[key]) for key in found.by)


def _sums(found: Kpis, locale: Locale) -> str:
    said = [f"{locale.count(found.total[name])} {name}" for name in ("visits", "enquiries", "orders") if found.has(name)]
    return ", ".join(said) if said else "Nothing is known of the channels yet"


def _figures(found: Kpis, locale: Locale) -> Iterator[Figure]:
    total = found.total
    shown = (
        ("cost", "Cost", locale.money, ""), ("orders", "Orders", locale.count, ""), ("revenue", "Revenue", locale.money, ""),
        ("contribution", "Left after cost", locale.money, "margin − cost"), ("cpa", "Cost per order", locale.money, "cost ÷ orders of paid channels"),
    )  # fmt: skip
    for name, label, write, note in shown:
        if found.has(name) and name in total and not math.isnan(total[name]):
            yield Figure(label, write(total[name]), note)
