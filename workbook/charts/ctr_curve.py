"""The own click-rate curve drawn: expected clicks by position, its band, and the queries behind it; and what queries within reach would gain."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt
import numpy as np
import pandas as pd

from workbook.charts.picture import Heading, Picture, nothing
from workbook.charts.rows import numbered, row_axis, row_step, row_words
from workbook.charts.theme import SHORT, themed

if TYPE_CHECKING:
    from workbook.answers.locale import Locale
    from workbook.metrics.ctr_curve import Curve

_CURVE = {
    "position": Heading("Position", "number", 1), "ctr": Heading("Expected click rate", "rate"), "low": Heading("Likely from", "rate"),
    "high": Heading("Likely to", "rate"),
}  # fmt: skip
_GAINS = {
    "query": Heading("Query"), "position": Heading("Position", "number", 1), "impressions": Heading("Impressions", "count"),
    "potential": Heading("Clicks more", "number", 0), "potential_low": Heading("Likely from", "number", 0),
    "potential_high": Heading("Likely to", "number", 0),
}  # fmt: skip
_PERCENT = "format(datum.value, '.3~%')"
FARTHEST = 20
QUERIES = 300


def ctr_curve(curve: Curve, queries: pd.DataFrame, locale: Locale) -> Picture:
    """Draw `metrics.ctr_curve.fit` over the queries without the brand it was fitted to."""
    table = _points(curve)
    first, tenth = curve.at(1), curve.at(10)
    title = f"Position 1 is clicked by {locale.rate(first.value, 0)} of those who see it, position 10 by {locale.rate(tenth.value, 1)}"
    own = "your own queries without the name" if curve.queries != 1 else "your own query without the name"
    behind = f"Fitted to {locale.count(curve.queries)} of {own}" if curve.own else "The published range alone: there is no query of your own in it"
    summary = f"{behind}. At position 1 the rate likely lies between {locale.rate(first.low, 0)} and {locale.rate(first.high, 0)}."
    known = queries.dropna(subset=["position"])
    return Picture(_drawn(table, known[known.position <= FARTHEST].head(QUERIES), locale), title, summary, table, _CURVE)


def _points(curve: Curve) -> pd.DataFrame:
    places = [*np.arange(1, 4, 0.25), *np.arange(4, FARTHEST + 0.5, 0.5)]
    bands = [curve.at(place) for place in places]
    return pd.DataFrame({"position": places, "ctr": [b.value for b in bands], "low": [b.low for b in bands], "high": [b.high for b in bands]})


def _drawn(table: pd.DataFrame, queries: pd.DataFrame, locale: Locale) -> Any:
    top = max(float(table.high.max()), float(queries.ctr.max()) if len(queries) else 0.0)
    x = alt.X(
        "position:Q", title="Position", scale=alt.Scale(domain=[1, FARTHEST], nice=False), axis=alt.Axis(values=[1, 3, 5, 10, 15, 20], grid=False)
    )
    y = alt.Y(
        "ctr:Q", title="Click rate", scale=alt.Scale(domain=[0, min(1.0, top * 1.05)], nice=False), axis=alt.Axis(labelExpr=_PERCENT, grid=True)
    )
    layers: list[Any] = [
        alt.Chart(table).mark_area(style="soft", opacity=0.5).encode(x=x, y=alt.Y("low:Q", title="Click rate"), y2="high:Q"),
        alt.Chart(table).mark_line(style="accent-line", strokeWidth=2.5).encode(x=x, y=y),
    ]
    if len(queries):
        shown = queries.assign(rate=[locale.rate(v) for v in queries.ctr], seen=[locale.count(v) for v in queries.impressions])
        tips = [
            alt.Tooltip("query:N", title="Query"),
            alt.Tooltip("rate:N", title="Click rate"),
            alt.Tooltip("position:Q", title="Position", format=".1f"),
            alt.Tooltip("seen:N", title="Impressions"),
        ]
        layers.append(alt.Chart(shown).mark_point(style="second", filled=True, size=60, opacity=0.75).encode(x=x, y=y, tooltip=tips))
    return themed(alt.layer(*layers), locale, 280)


def potential(near: pd.DataFrame, target: float, locale: Locale, *, size: int = 15) -> Picture:
    """Draw `metrics.search_chances.striking`: clicks to be had, with their band."""
    if near.empty:
        return nothing("Clicks within reach", "No query without the own name has enough impressions at positions 4 to 20.", near, _GAINS)
    first = near.iloc[0]
    title = f"“{first['query']}” has most to gain: about {locale.count(first.potential)} clicks at position {locale.number(target)}"
    summary = f"{locale.count(min(len(near), size))} of {locale.count(len(near))} queries in striking distance, the largest gain first."
    return Picture(_bars(near.head(size), locale), title, summary, near, _GAINS)


def _bars(near: pd.DataFrame, locale: Locale) -> Any:
    ranges = zip(near.position, near.potential, strict=True)
    shown = numbered(near, near["query"], [f"position {locale.number(p, 1)}: +{locale.count(gain)}" for p, gain in ranges])
    axis = alt.Axis(title="Clicks more", labelExpr=SHORT, labelOverlap="greedy")
    x = alt.X("potential:Q", axis=axis, scale=alt.Scale(domainMin=0, nice=False))
    tips = [alt.Tooltip("query:N", title="Query"), alt.Tooltip("figure:N", title="At the target")]
    base = alt.Chart(shown).encode(y=row_axis())
    layers = [
        base.mark_bar(style="soft", height=14).encode(x=x, tooltip=tips),
        base.mark_rule(style="strong-guide", strokeWidth=2).encode(x=alt.X("potential_low:Q", axis=axis), x2="potential_high:Q"),
        *row_words(shown),
    ]
    return themed(alt.layer(*layers), locale, row_step())
