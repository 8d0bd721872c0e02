"""The channel fit drawn: how well each channel meets the need, those that are ruled out marked as such."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt
import pandas as pd

from workbook.charts.picture import Picture, nothing
from workbook.charts.theme import LINES, themed, wrapped

if TYPE_CHECKING:
    from workbook.answers.locale import Locale


def channel_fit(table: pd.DataFrame, locale: Locale, *, size: int = 12) -> Picture:
    """Draw `metrics.channel_fit.table`: the best channels, at most `size`."""
    known = table.dropna(subset=["score"]) if len(table) else table
    if known.empty or not (known.score > 0).any():
        return nothing("Channel fit", "Say what the promotion is for and whom it has to reach first.", table)
    ranked = known.assign(blocked=known.blocked.astype(bool)).sort_values(["blocked", "score"], ascending=[True, False])
    open_ones = ranked[~ranked.blocked]
    title = f"{open_ones.label.iloc[0]} fits best" if len(open_ones) else "No channel fits budget and date"
    out = int(ranked.blocked.sum())
    following = f"Next: {', '.join(open_ones.label.iloc[1:4])}. " if len(open_ones) > 1 else ""
    ruled_out = (
        f"{locale.count(out)} of {locale.count(len(ranked))} channels are ruled out by budget or date."
        if out
        else "None is ruled out by budget or date."
    )
    return Picture(_chart(ranked.head(size), locale), title, following + ruled_out, table)


def _chart(shown: pd.DataFrame, locale: Locale) -> alt.LayerChart:
    marked = shown.assign(
        name=shown.label.map(wrapped),
        text=[f"{locale.rate(s, 0)}{', ruled out' if b else ''}" for s, b in zip(shown.score, shown.blocked, strict=True)],
        reason=[(no if b else yes) or "" for b, yes, no in zip(shown.blocked, shown.why, shown.why_not, strict=True)],
    )
    x = alt.X("score:Q", title="Fit", axis=alt.Axis(format=".0%", values=[0, 0.25, 0.5, 0.75, 1]), scale=alt.Scale(domain=[0, 1.18], nice=False))
    y = alt.Y("name:N", sort=marked.name.tolist(), title=None, axis=alt.Axis(labelExpr=LINES))
    tips = [alt.Tooltip("label:N", title="Channel"), alt.Tooltip("text:N", title="Fit"), alt.Tooltip("reason:N", title="Because")]
    bars = [
        alt.Chart(marked[marked.blocked == blocked]).mark_bar(style=style, height=18).encode(x=x, y=y, tooltip=tips)
        for blocked, style in ((False, "accent"), (True, "muted"))
        if (marked.blocked == blocked).any()
    ]
    words = [
        alt.Chart(marked[~marked.blocked]).mark_text(style="label", align="left", dx=5).encode(x=x, y=y, text="text:N"),
        alt.Chart(marked[marked.blocked]).mark_text(style="label", align="left", dx=6).encode(x=alt.datum(0), y=y, text="text:N"),
    ]
    return themed(alt.layer(*bars, *words), locale, alt.Step(34))
