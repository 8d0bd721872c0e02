"""The decisions drawn: what each unit of cost brought back, with its range, around the line at 1."""

from __future__ import annotations

from collections.abc import Iterator
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
    held = known.unnamed > 0 if "unnamed" in known else pd.Series(False, index=known.index)
    above, below = list(known.channel[known.low > 1]), list(known.channel[(known.high < 1) & ~held])
    title = _title(above, below, list(known.channel), locale)
    summary = " ".join(_summary(above, known, held, len(known) - len(above) - len(below) - int(held.sum()), locale))
    return Picture(_chart(known, locale), title, summary, table, _COLUMNS)


def _title(above: list[str], below: list[str], all_: list[str], locale: Locale) -> str:
    """Who surely pays and who surely does not, in a sentence that one channel does not bend."""
    if not above and not below:
        return f"Whether {all_[0]} pays cannot be told yet" if len(all_) == 1 else "Of no channel it can be told yet whether it pays"
    if len(all_) == 1:
        return f"{all_[0]} surely pays" if above else f"{all_[0]} surely does not pay"
    paying = f"{locale.count(len(above))} of {locale.count(len(all_))} channels surely pay{'s' if len(above) == 1 else ''}" if above else ""
    losing = (below[0] if len(below) == 1 else f"{locale.count(len(below))} channels") + f" surely do{'es' if len(below) == 1 else ''} not"
    if not above:
        return f"No channel surely pays, {losing}"
    return f"{paying}, {losing}" if below else paying


def _summary(above: list[str], known: pd.DataFrame, held: pd.Series[bool], unclear: int, locale: Locale) -> Iterator[str]:
    if above:
        yield f"Surely above 1: {', '.join(above)}."
    if held.any():
        first = known[held].iloc[0]
        names = ", ".join(known.channel[held])
        yield f"{locale.count(first.unnamed)} of {locale.things(first.orders, 'order')} name no channel: of {names} it cannot be told."
    if unclear:
        yield f"For {locale.count(unclear)} the range holds both gain and loss."
    elif not held.any():
        yield "Every range lies on one side of 1."


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
