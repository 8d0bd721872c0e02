"""What baskets say: which products belong together, what to try with them, and what it does not prove."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from workbook.answers.finding import Figure, Finding
from workbook.metrics.baskets import Baskets

if TYPE_CHECKING:
    from workbook.answers.locale import Locale

BESIDE = ("more often", "may be chance", "less often")
"""How often a pair is together, beside chance."""
BOTH_WAYS = 0.5
"""From this confidence in both directions on, two products are bought as one."""
ONE_WAY = 2.0
"""How many times surer one direction must be for a suggestion to have a direction."""


def to_try(confidence: float, back: float) -> str:
    """What a pair suggests: a set, a suggestion in one direction, or a place side by side.

    >>> to_try(0.8, 0.7), to_try(0.6, 0.1), to_try(0.3, 0.2)
    ('Offer as a set', 'Suggest the second to buyers of the first', 'Place together, link to each other')
    """
    if min(confidence, back) >= BOTH_WAYS:
        return "Offer as a set"
    if confidence >= ONE_WAY * back:
        return "Suggest the second to buyers of the first"
    return "Place together, link to each other"


def with_advice(pairs: pd.DataFrame) -> pd.DataFrame:
    """The pairs with what to try (`act`), and beside chance (`beside`) one of `BESIDE`."""
    more, less = ~pairs.chance.astype(bool) & (pairs.lift > 1), pairs.high < 1
    beside = [BESIDE[0] if m else BESIDE[2] if f else BESIDE[1] for m, f in zip(more, less, strict=True)]
    acts = [to_try(c, b) if m else "–" for c, b, m in zip(pairs.confidence, pairs.back, more, strict=True)]
    return pairs.assign(beside=beside, act=acts)


def finding(found: Baskets, sets: pd.DataFrame, locale: Locale) -> Finding:
    """The pairs and larger sets in sentences."""
    if not found.several:
        return Finding(
            "No order holds two different products", means=f"{locale.count(found.baskets)} orders were looked at, each with one product.",
            means_not="It does not mean that customers want one product only: look at what the same customer orders next.",
            next_step="Load order lines (one row per product), not order totals.",
        )  # fmt: skip
    rules = found.rules
    counted = f"{locale.count(found.compared)} pairs of products were compared; a pair counts from {locale.count(found.least)} baskets on."
    if rules.empty:
        return Finding(
            "No two products are bought together more often than by chance", figures=_figures(found, locale),
            means=f"{counted} With so many comparisons some look related by luck; none stands out from that.",
            means_not=(
                "It does not mean that nothing belongs together: weak links need many baskets to be seen. And where most baskets hold one product, "
                "each product keeps the others out, so that lifts lie below 1."
            ),
            next_step="Do not build sets on single high lifts. Come back with more orders, or ask customers what they miss beside the product.",
        )  # fmt: skip
    top = rules.iloc[0]
    larger = f" {locale.count(len(sets))} larger sets say more than their pairs." if len(sets) else ""
    return Finding(
        headline=f"Who buys “{top['first']}” also buys “{top.second}” {locale.number(top.lift, 1)} times as often as others do", tone="good",
        figures=_figures(found, locale),
        means=f"{counted} {_many(len(rules), locale)} more often than chance allows; of those at most 1 in 20 is luck all the same.{larger}",
        means_not=(
            "A lift says that two things go together, not that one brings the other: a season, an offer or one wholesale customer can make both. "
            "A discount on a set may be given to those who would have bought both anyway."
        ),
        next_step="Try one set or suggestion for a few weeks on half of the visitors, and compare the margin per visit, not the number of sets sold.",
    )  # fmt: skip


def _many(n: int, locale: Locale) -> str:
    return "1 pair stands together" if n == 1 else f"{locale.count(n)} pairs stand together"


def _figures(found: Baskets, locale: Locale) -> tuple[Figure, ...]:
    share = locale.rate(found.several / max(1, found.baskets))
    return (
        Figure("Baskets", locale.count(found.baskets), f"{share} with two or more products"),
        Figure("Products", locale.count(found.products)),
        Figure("Pairs that are no chance", locale.count(len(found.rules)), f"of {locale.count(found.compared)} compared"),
    )


__all__ = ["finding", "to_try", "with_advice"]
