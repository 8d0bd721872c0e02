"""The decisions drawn: what each unit of cost brought back, with its range, around the line at 1."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt
import numpy as np
import pandas as pd

from workbook.answers.analysis import DECISIONS
from workbook.charts.picture import Heading, Picture, nothing
from workbook.charts.rows import numbered, row_axis, row_step, row_words
from workbook.charts.theme import themed

if TYPE_CHECKING:
    from workbook.answers.locale import Locale

_COLUMNS = {
    "channel": Heading("Channel"), "label": Heading("Decision"), "back": Heading("Margin per unit of cost", "number", 2),
    "low": Heading("Range from", "number", 2), "high": Heading("Range to", "number", 2), "customers": Heading("Customers", "count"),
}  # fmt: skip


def decision_intervals(table: pd.DataFrame, locale: Locale) -> Picture:
    """Draw `metrics.decide.table`: an interval per channel of margin per cost."""
    known = table.replace([np.inf, -np.inf], np.nan).dropna(subset=["back", "low", "high"]) if len(table) else table
    if known.empty:
        return nothing("What each unit of cost brought back", "Cost per channel and orders with their channel are needed.", table, _COLUMNS)
    above, below = known[known.low > 1], known[known.high < 1]
    unclear = len(known) - len(above) - len(below)
    pays, not_so = "pays" if len(above) == 1 else "pay", "does" if len(below) == 1 else "do"
    title = f"{locale.count(len(above))} of {locale.count(len(known))} channels surely {pays}, {locale.count(len(below))} surely {not_so} not"
    names = f"Surely above 1: {', '.join(above.channel)}. " if len(above) else ""
    rest = f"For {locale.count(unclear)} the range holds both gain and loss." if unclear else "Every range lies on one side of 1."
    return Picture(_chart(known, locale), title, names + rest, table, _COLUMNS)


def _chart(known: pd.DataFrame, locale: Locale) -> Any:
    limit = max(2.0, 1.5 * float(known.back.max()), 1.15 * float(known.low.max()))
    ranges = zip(known.back, known.low, known.high, strict=True)
    shown = numbered(known, known.channel, [f"{locale.number(b, 2)} ({locale.number(lo, 2)} – {locale.number(hi, 2)})" for b, lo, hi in ranges])
    within = {"start": known.low, "end": known.high, "at": known.back}
    shown = shown.assign(**{name: values.clip(lower=0, upper=limit) for name, values in within.items()})
    axis = alt.Axis(title=f"Margin brought back per {locale.currency} of cost", format="~g", labelOverlap="greedy", tickCount=6)
    x = alt.X("start:Q", scale=alt.Scale(domain=[0, limit * 1.02], nice=False), axis=axis)
    tips = [alt.Tooltip("channel:N", title="Channel"), alt.Tooltip("label:N", title="Decision"), alt.Tooltip("figure:N", title="Back per cost")]
    labels = list(DECISIONS.values())
    legend = alt.Legend(title=None, values=[w for w in labels if w in set(shown.label)])
    shape = alt.Shape("label:N", scale=alt.Scale(domain=labels, range=["triangle-up", "circle", "square", "diamond"]), legend=legend)
    color = alt.Color("label:N", scale=alt.Scale(domain=labels, range="ordinal"), legend=legend)
    base = alt.Chart(shown).encode(y=row_axis())
    cut = alt.Chart(shown[known.high.to_numpy() > limit])
    layers = [
        base.mark_rule(strokeWidth=3).encode(x=x, x2="end:Q", color=color),
        base.mark_tick(style="strong-guide", height=18, thickness=2).encode(x=alt.datum(1)),
        base.mark_point(filled=True, size=150, opacity=1).encode(x="at:Q", color=color, shape=shape, tooltip=tips),
        cut.mark_text(style="label", align="right", fontSize=16).encode(x="end:Q", y=row_axis(), text=alt.value("→")),
        *row_words(shown),
    ]
    return themed(alt.layer(*layers), locale, row_step())
