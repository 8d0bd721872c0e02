"""The hand-over map drawn: how long each event may wait, and where the map has a gap."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt
import pandas as pd

from workbook.charts.picture import Heading, Picture, nothing
from workbook.charts.rows import numbered, row_axis, row_step, row_words
from workbook.charts.theme import themed

if TYPE_CHECKING:
    from workbook.answers.locale import Locale

_COLUMNS = {
    "event": Heading("Event"), "who": Heading("Handed over to"), "hours": Heading("Within hours", "number"), "knows": Heading("With what"),
    "back": Heading("Back"), "missing": Heading("Gap"),
}  # fmt: skip
KINDS = ["Settled", "With a gap"]


def handover(table: pd.DataFrame, locale: Locale) -> Picture:
    """Draw `metrics.handover.table`: each event with its time, to whom it goes, and whether something is missing."""
    if table.empty:
        return nothing("Who takes up what", "Say of each event whether it happens on your site.", table, _COLUMNS)
    gaps = int((table.missing != "").sum())
    timed = table.dropna(subset=["hours"])
    longest = f"the longest wait is {locale.things(timed.hours.max(), 'hour')}" if len(timed) else "no event has a time limit"
    title = f"{locale.count(gaps)} of {locale.things(len(table), 'event')} with a gap; {longest}"
    summary = "Each bar is the longest time until somebody takes the event up. Without a bar there is no time limit."
    return Picture(_chart(table, locale), title, summary, table, _COLUMNS)


def _chart(table: pd.DataFrame, locale: Locale) -> Any:
    figures = [f"{who or 'nobody'}, {'no limit' if pd.isna(h) else locale.number(h) + ' h'}" for who, h in zip(table.who, table.hours, strict=True)]
    shown = numbered(table, table.event, figures)
    shown = shown.assign(
        kind=[KINDS[bool(m)] for m in shown.missing], upto=shown.hours.fillna(0.0), gap=shown.missing.where(shown.missing != "", "none")
    )
    axis = alt.Axis(labelOverlap="greedy", tickMinStep=1)
    scale = alt.Scale(domain=[0, float(shown.upto.max()) * 1.03 or 1], nice=False)
    color = alt.Color("kind:N", sort=KINDS, scale=alt.Scale(domain=KINDS, range="category"), legend=alt.Legend(title=None))
    tips = [alt.Tooltip("event:N", title="Event"), alt.Tooltip("figure:N", title="Who, when"), alt.Tooltip("gap:N", title="Gap")]
    bars = alt.Chart(shown).mark_bar(height=14, minBandSize=2).encode(
        x=alt.X("upto:Q", title="Hours until it is taken up", axis=axis, scale=scale), y=row_axis(), color=color, tooltip=tips
    )  # fmt: skip
    return themed(alt.layer(bars, *row_words(shown)), locale, row_step())
