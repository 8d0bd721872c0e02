"""Who bears the risk when things go badly? Both ways of paying, run through the cases that the forecast has drawn.

With a fixed fee the company pays for the bad cases and keeps all of the good ones. With a fee per result the partner earns little in a bad
case, and asks for a part of the good ones in return. The same draws are used for both, so that the difference comes from the fee alone.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from workbook.answers.finding import Figure, Finding
from workbook.metrics.fees import FeeOffer, indifference
from workbook.metrics.forecast import Draws, loss_digits, lost, spread

if TYPE_CHECKING:
    from workbook.answers.locale import Locale

ALIKE = 0.1
"""Up to this share of the cases either way, one offer is cheaper in nearly all of them."""


def risks(offers: Sequence[FeeOffer], results: Draws, profit: Draws) -> pd.DataFrame:
    """Fee and profit of a month under each offer. `results` and `profit` (before the fee) come from the same draws.

    Columns: offer, fee_low, fee_middle, fee_high (P10, P50, P90), profit_low, profit_middle, profit_high (after the fee), loss (share of the cases).

    >>> import numpy as np
    >>> risks([FeeOffer("Fixed", fixed=10)], np.array([1.0, 2, 3]), np.array([5.0, 20, 35]))[["fee_middle", "profit_middle"]].to_dict("records")
    [{'fee_middle': 10.0, 'profit_middle': 10.0}]
    """
    rows = []
    for offer in offers:
        fee = offer.cost(results) + 0 * results
        left = profit - fee
        rows.append((offer.name, *spread(fee), *spread(left), lost(left)))
    names = ["offer", "fee_low", "fee_middle", "fee_high", "profit_low", "profit_middle", "profit_high", "loss"]
    return pd.DataFrame(rows, columns=names)


def finding(fixed: FeeOffer, performance: FeeOffer, results: Draws, profit: Draws, locale: Locale, noun: str) -> Finding:
    """Where both cost the same, which is cheaper how often, and who bears what."""
    point = indifference(fixed, performance)
    share = float((performance.cost(results) < fixed.cost(results)).mean())
    low, middle, high = spread(results)
    table = risks((fixed, performance), results, profit)
    one, other = table.iloc[0], table.iloc[1]
    spans: list[float] = (table.profit_high - table.profit_low).tolist()
    compared = _headline(fixed, performance, point, middle, locale, noun)
    means = _means((fixed, performance), share, point, middle, locale, noun)
    neither = one.profit_middle < 0 and other.profit_middle < 0
    return Finding(
        headline=_neither(one.profit_middle, other.profit_middle, locale) if neither else compared,
        tone="bad" if neither else "neutral",
        figures=(
            Figure("Both cost the same at", "–" if math.isnan(point) else locale.number(point, 0), f"{noun} a month"),
            Figure("The forecast expects", locale.number(middle, 0), f"8 of 10 cases: {locale.number(low, 0)} to {locale.number(high, 0)}"),
            Figure(performance.name, locale.rate(share, 0), "of the cases cheaper"),
        ),
        points=(
            f"{fixed.name}: {locale.money(one.fee_middle)} in every case. A loss in {locale.rate(one.loss, loss_digits(one.loss))} of them.",
            f"{performance.name}: {locale.money(other.fee_low, 0)} in a bad case, {locale.money(other.fee_high, 0)} in a good one. "
            f"A loss in {locale.rate(other.loss, loss_digits(other.loss))} of the cases.",
            _bearing(spans[0], spans[1], locale),
        ),
        means=f"{compared}. {means}" if neither else means,
        means_not="It does not say which partner works better. Whoever is paid for results goes for those that are easy to get.",
        next_step=_next(spread(profit)[1], locale) if neither else _AGREE,
    )


_AGREE = "Agree in writing what counts as a result, who counts it, and what happens to cancelled ones. Then ask for a highest fee a month."


def _neither(one: float, other: float, locale: Locale) -> str:
    """Both offers lose money in the middle month: by how much."""
    least, most = (locale.money(loss, 0) for loss in sorted((-one, -other)))
    return f"Neither offer leaves a profit: a middle month loses {least if least == most else f'{least} to {most}'}"


def _next(before: float, locale: Locale) -> str:
    """What to do where both lose: the fee that the month can bear, or the forecast itself."""
    if before > 0:
        return f"Sign neither. A middle month leaves {locale.money(before, 0)} before any fee: ask for less than that, or do the work yourselves."
    return "Sign neither: a middle month loses money even without a fee. Change the forecast first: what an order leaves, or what an order costs."


def alike(point: float, middle: float, locale: Locale) -> bool:
    """Whether the point and the middle of the forecast are one number as they are written.

    >>> from workbook.answers.locale import Locale
    >>> alike(25.2, 24.8, Locale()), alike(25.2, 30, Locale()), alike(math.nan, 30, Locale())
    (True, False, False)
    """
    return not math.isnan(point) and locale.number(point, 0) == locale.number(middle, 0)


def _headline(fixed: FeeOffer, performance: FeeOffer, point: float, middle: float, locale: Locale, noun: str) -> str:
    if math.isnan(point):
        cheaper = fixed if fixed.cost(0) <= performance.cost(0) else performance
        return f"{cheaper.name} is cheaper whatever comes"
    if alike(point, middle, locale):
        return f"Both offers cost about the same at the {locale.number(middle, 0)} {noun} a month that the forecast expects"
    return f"Up to {locale.number(point, 0)} {noun} a month the {performance.name.lower()} costs less, above it the {fixed.name.lower()}"


def _bearing(fixed_span: float, other_span: float, locale: Locale) -> str:
    """By how much the fee per result narrows the company's own range of profit."""
    taken = fixed_span - other_span
    if taken <= 0.01 * abs(fixed_span):
        return "The range of the profit is the same with both: the partner bears hardly any of the risk."
    part = f"{locale.rate(taken / fixed_span, 0)} of the swing between a bad and a good case"
    return f"Paid per result, the partner bears {part} ({locale.money(taken, 0)} of {locale.money(fixed_span, 0)} a month)."


def _means(offers: tuple[FeeOffer, FeeOffer], share: float, point: float, middle: float, locale: Locale, noun: str) -> str:
    if math.isnan(point):
        return "There is no number of results at which both cost the same, so take the cheaper one."
    if share <= ALIKE or share >= 1 - ALIKE:
        cheaper, other = (o.name.lower() for o in (offers if share <= ALIKE else offers[::-1]))
        return f"The {cheaper} is cheaper in nearly every case. The {other} must have another advantage, such as less risk to bear, or cost less."
    if alike(point, middle, locale):
        return "Fewer results make the fee per result the cheaper one, more of them the fixed fee. Ask which side can better bear a bad month."
    side = "above" if middle > point else "below"
    middling = f"The middle of the forecast, {locale.number(middle, 0)} {noun}, lies {side} that number"
    return f"{middling}, but cases on both sides are likely. Ask which side can better bear a bad one."
