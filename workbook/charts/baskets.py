"""Products bought together, drawn: the lift of each pair with its range, around the line of chance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt
import pandas as pd

from workbook.charts.picture import Heading, Picture, nothing
from workbook.charts.rows import STEP, numbered, row_axis, row_words
from workbook.charts.theme import SHORT, themed
from workbook.metrics.baskets_finding import BESIDE

if TYPE_CHECKING:
    from workbook.answers.locale import Locale

COLUMNS = {
    "first": Heading("Who buys"), "second": Heading("also buys"), "together": Heading("Baskets with both", "count"),
    "support": Heading("Support", "rate"), "confidence": Heading("Confidence", "rate"), "back": Heading("the other way", "rate"),
    "lift": Heading("Lift", "number", 2), "low": Heading("Lift from", "number", 2), "high": Heading("to", "number", 2),
    "beside": Heading("Beside chance"), "act": Heading("What to try"),
}  # fmt: skip


def lifts(pairs: pd.DataFrame, locale: Locale, *, size: int = 12) -> Picture:
    """Draw the strongest pairs of `baskets_finding.with_advice`: lift and its range, those that may be chance hollow."""
    if pairs.empty:
        return nothing("What is bought together", "No pair of products stands in enough baskets together.")
    first = pairs.head(size)
    sure = int((pairs.beside == BESIDE[0]).sum())
    top = pairs.iloc[0]
    title = (
        f"“{top['first']}” and “{top.second}”: together {locale.number(top.lift, 1)} times as often as by chance"
        if sure else "No pair is together more often than by chance"
    )  # fmt: skip
    summary = f"{locale.count(len(pairs))} pairs stand in enough baskets; {locale.count(sure)} of them are together more often than chance allows. "
    summary += "1 is what chance would bring; a hollow mark may be chance."
    return Picture(_chart(first, locale), title, summary, pairs, COLUMNS)


def _chart(pairs: pd.DataFrame, locale: Locale) -> Any:
    kept = pairs[["lift", "low", "high", "beside", "together"]]
    shown = numbered(kept, pairs["first"], [locale.number(v, 1) for v in pairs.lift])
    shown = shown.assign(other=[f"+ {name}" for name in pairs.second], pair=[f"{a} + {b}" for a, b in zip(pairs["first"], pairs.second, strict=True)])
    shown = shown.assign(span=[f"{locale.number(lo, 1)} to {locale.number(hi, 1)}" for lo, hi in zip(pairs.low, pairs.high, strict=True)])
    low, high = min(0.8, float(shown.low.min())), max(1.5, float(shown.high.max()))
    ticks = [v for v in (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500) if low * 0.9 <= v <= high * 1.1]
    scale = alt.Scale(type="log", domain=[low * 0.95, high * 1.05], nice=False)
    x = alt.X("low:Q", title="Lift, logarithmic", scale=scale, axis=alt.Axis(values=ticks, labelExpr=SHORT, labelOverlap="greedy"))
    tips = [alt.Tooltip("pair:N", title="Pair"), alt.Tooltip("figure:N", title="Lift"), alt.Tooltip("span:N", title="Likely between"),
            alt.Tooltip("together:Q", title="Baskets", format=",")]  # fmt: skip
    base = alt.Chart(shown).encode(y=row_axis())
    layers = [
        base.mark_tick(style="strong-guide", height=18, thickness=2).encode(x=alt.datum(1)),
        base.mark_rule(style="accent-line", strokeWidth=3).encode(x=x, x2="high:Q"),
        *(
            alt.Chart(shown[shown.beside == word]).mark_point(style="accent", filled=filled, size=130, opacity=1, strokeWidth=2)
            .encode(x="lift:Q", y=row_axis(), tooltip=tips)
            for word, filled in zip(BESIDE, (True, False, True), strict=True) if (shown.beside == word).any()
        ),
        *row_words(shown, lift=28),
        base.mark_text(style="label", align="left", baseline="bottom", dy=-12, limit=alt.expr("width")).encode(x=alt.value(0), text="other:N"),
    ]  # fmt: skip
    return themed(alt.layer(*layers), locale, alt.Step(STEP + 20))


__all__ = ["COLUMNS", "lifts"]
