"""Plan against actual drawn: what each channel left after media, and what it was to leave."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import altair as alt
import pandas as pd

from workbook.charts.picture import Heading, Picture, nothing
from workbook.charts.rows import numbered, row_axis, row_step, row_words
from workbook.charts.theme import SHORT, themed

if TYPE_CHECKING:
    from workbook.answers.locale import Locale

_COLUMNS = {
    "label": Heading("Channel"), "plan": Heading("Planned", "money"), "actual": Heading("Actual", "money"),
    "absolute": Heading("Difference", "money"), "verdict": Heading("Verdict"),
}  # fmt: skip


def variance(found: pd.DataFrame, locale: Locale, labels: Mapping[str, str]) -> Picture:
    """Draw `metrics.variance.compare`: the profit after media of each channel that has both a plan and a figure."""
    rows = found[(found.measure == "contribution") & (found.channel != "")].dropna(subset=["plan", "actual"])
    table = rows.assign(label=[labels.get(str(c), str(c)) for c in rows.channel])
    if table.empty:
        return nothing(
            "Profit after media by channel", "A channel needs a line in the media plan, and its cost and orders in the files.", table, _COLUMNS
        )
    worst = table.iloc[int(table.absolute.to_numpy().argmin())]
    short = table[table.verdict == "unfavourable"]
    if short.empty:
        title = "No channel stays below its plan"
    else:
        title = f"{worst.label} stays {locale.money(-worst.absolute)} below its plan"
        title += f", the most of {locale.count(len(short))} channels" if len(short) > 1 else ""
    below = f"{locale.count(len(short))} of {locale.things(len(table), 'channel')} {'is' if len(short) == 1 else 'are'} below plan."
    summary = f"{below} Bars are what was left after media, marks what was planned."
    return Picture(_chart(table, locale), title, summary, table, _COLUMNS)


def _chart(table: pd.DataFrame, locale: Locale) -> Any:
    figures = [f"{locale.money(a)} of {locale.money(p)}" for a, p in zip(table.actual, table.plan, strict=True)]
    shown = numbered(table, table.label, figures).assign(zero=0.0)
    shown = shown.assign(style=["accent" if v != "unfavourable" else "loss" for v in shown.verdict])
    low, high = min(0.0, shown.actual.min(), shown.plan.min()), max(0.0, shown.actual.max(), shown.plan.max())
    axis = alt.Axis(labelExpr=SHORT, labelOverlap="greedy")
    x = alt.X("zero:Q", title=f"Profit after media, {locale.currency}", scale=alt.Scale(domain=[low, high * 1.03 or 1], nice=False), axis=axis)
    tips = [alt.Tooltip("label:N", title="Channel"), alt.Tooltip("figure:N", title="Actual of plan"), alt.Tooltip("verdict:N", title="Verdict")]
    bars = [
        alt.Chart(shown[shown["style"] == style])
        .mark_bar(style=style, height=14, minBandSize=2)
        .encode(x=x, x2="actual:Q", y=row_axis(), tooltip=tips)
        for style in ("accent", "loss")
        if (shown["style"] == style).any()
    ]
    marks = alt.Chart(shown).mark_tick(style="strong-guide", height=24, thickness=3).encode(x="plan:Q", y=row_axis(), tooltip=tips)
    return themed(alt.layer(*bars, marks, *row_words(shown)), locale, row_step())
