"""Attribution drawn: per channel a line from the lowest to the highest credit, with a mark for each model, and the truth where it is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt
import pandas as pd

from workbook.charts.picture import Heading, Picture, nothing
from workbook.charts.rows import numbered, row_axis, row_step, row_words
from workbook.charts.theme import themed
from workbook.metrics.attribution import MODELS

if TYPE_CHECKING:
    from workbook.answers.locale import Locale

TRUTH = "Truth: lost without it"
_SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down", "triangle-right", "triangle-left")


def models_side_by_side(table: pd.DataFrame, noun: str, locale: Locale, *, title: str, truth: pd.Series[float] | None = None) -> Picture:
    """Draw `Attribution.table()`: a row per channel, a mark per model. `truth`: per channel the conversions that would be lost without it."""
    columns = {"channel": Heading("Channel")} | {model: Heading(label, "number", 1) for model, label in MODELS.items()}
    columns |= {"truth": Heading(TRUTH, "number", 1)}
    shown = table if truth is None else table.assign(truth=truth.reindex(table["channel"]).to_numpy())
    if table.empty:
        return nothing("The models side by side", f"No {noun} have a visit before them.", table, columns)
    models = [model for model in MODELS if model in table]
    low, high = table[models].min(axis=1), table[models].max(axis=1)
    rows = shown.assign(low=low, high=high).sort_values("high", ascending=False)
    figures = [f"{locale.number(a, 0)} – {locale.number(b, 0)}" for a, b in zip(rows.low, rows.high, strict=True)]
    alike = rows[(rows.high - rows.low) < 0.15 * rows.high]
    summary = f"The line of a channel runs from its lowest to its highest credit in {noun}."
    if truth is not None:
        summary += " The upright mark is the truth: what would be lost without the channel."
    if len(alike):
        summary += f" The models agree on {', '.join(alike['channel'])}."
    return Picture(_chart(numbered(rows, rows["channel"], figures), models, noun, locale), title, summary, shown, columns)


def _chart(rows: pd.DataFrame, models: list[str], noun: str, locale: Locale) -> Any:
    top = float(rows[[*models, *(["truth"] if "truth" in rows else [])]].max().max())
    x = alt.X("value:Q", title=noun.capitalize(), scale=alt.Scale(domain=[0, top * 1.04 or 1], nice=False), axis=alt.Axis(tickCount=6))
    long = rows.melt(id_vars=["row", "channel"], value_vars=models, var_name="model", value_name="value")
    long = long.assign(label=long["model"].map(MODELS), text=[locale.number(value, 1) for value in long["value"]])
    labels = [MODELS[model] for model in models]
    colours = alt.Scale(domain=labels, range="category")
    legend = alt.Legend(title=None, columns=2, symbolSize=90)
    tips = [alt.Tooltip("channel:N", title="Channel"), alt.Tooltip("label:N", title="Model"), alt.Tooltip("text:N", title=noun.capitalize())]
    line = alt.Chart(rows.assign(value=rows.low)).mark_rule(style="guide", strokeWidth=2).encode(x=x, x2="high:Q", y=row_axis())
    marks = alt.Chart(long).mark_point(filled=True, size=95, opacity=0.9).encode(
        x=x, y=row_axis(), tooltip=tips, color=alt.Color("label:N", scale=colours, sort=labels, legend=legend),
        shape=alt.Shape("label:N", scale=alt.Scale(domain=labels, range=list(_SHAPES[: len(labels)])), sort=labels, legend=legend),
    )  # fmt: skip
    layers = [line, marks, *row_words(rows)]
    if "truth" in rows:
        known = rows.dropna(subset=["truth"]).assign(value=lambda frame: frame["truth"], label=TRUTH)
        known = known.assign(text=[locale.number(value, 1) for value in known["value"]])
        layers.insert(2, alt.Chart(known).mark_tick(style="strong-guide", height=24, thickness=3).encode(x=x, y=row_axis(), tooltip=tips))
    return themed(alt.layer(*layers), locale, row_step())
