"""The channel fit drawn: how well each channel meets the need, those that are ruled out marked as such."""

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
    "label": Heading("Channel"), "score": Heading("Fit", "rate", 0), "goal": Heading("Goal", "rate", 0),
    "model": Heading("Business model", "rate", 0),
    "audience": Heading("Audience", "rate", 0), "budget": Heading("Budget", "rate", 0), "time": Heading("Time", "rate", 0),
    "state": Heading("Ruled out"), "why": Heading("For it"), "why_not": Heading("Against it"),
}  # fmt: skip


def channel_fit(table: pd.DataFrame, locale: Locale, *, size: int = 12) -> Picture:
    """Draw `metrics.channel_fit.table`: the best channels, at most `size`."""
    known = table.dropna(subset=["score"]) if len(table) else table
    if known.empty or not (known.score > 0).any():
        return nothing("Channel fit", "Say what the promotion is for, whom it has to reach, and what can be spent.")
    ranked = known.assign(blocked=known.blocked.astype(bool)).sort_values(["blocked", "score"], ascending=[True, False])
    open_ones = ranked[~ranked.blocked]
    title = f"Best fit: {open_ones.label.iloc[0]}" if len(open_ones) else "No channel fits budget and date"
    out = int(ranked.blocked.sum())
    following = f"Next: {', '.join(open_ones.label.iloc[1:4])}. " if len(open_ones) > 1 else ""
    count, ruled = locale.count(len(ranked)), locale.count(out)
    ruled_out = (
        f"{ruled} of {count} channels {'is' if out == 1 else 'are'} ruled out by budget or date." if out else "None is ruled out by budget or date."
    )
    return Picture(_chart(ranked.head(size), locale), title, following + ruled_out, _told(ranked), _COLUMNS)


def _told(ranked: pd.DataFrame) -> pd.DataFrame:
    return ranked.assign(state=["yes" if blocked else "no" for blocked in ranked.blocked])


def _chart(table: pd.DataFrame, locale: Locale) -> Any:
    figures = [f"{'ruled out, ' if b else ''}{locale.rate(s, 0)}" for s, b in zip(table.score, table.blocked, strict=True)]
    shown = numbered(table, table.label, figures)
    shown = shown.assign(reason=[(no if b else yes) or "" for b, yes, no in zip(table.blocked, table.why, table.why_not, strict=True)])
    x = alt.X("score:Q", title="Fit", axis=alt.Axis(format=".0%", values=[0, 0.25, 0.5, 0.75, 1]), scale=alt.Scale(domain=[0, 1], nice=False))
    tips = [alt.Tooltip("label:N", title="Channel"), alt.Tooltip("figure:N", title="Fit"), alt.Tooltip("reason:N", title="Because")]
    bars = [
        alt.Chart(shown[shown.blocked == blocked]).mark_bar(style=style, height=14).encode(x=x, y=row_axis(), tooltip=tips)
        for blocked, style in ((False, "accent"), (True, "muted"))
        if (shown.blocked == blocked).any()
    ]
    return themed(alt.layer(*bars, *row_words(shown)), locale, row_step())
