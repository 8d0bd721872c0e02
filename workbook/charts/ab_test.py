"""A test drawn: both variants with their intervals; and how wrong winners grow with every look."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import altair as alt
import pandas as pd

from workbook.charts.picture import Heading, Picture, nothing
from workbook.charts.rows import numbered, row_axis, row_step, row_words
from workbook.charts.theme import SHORT, themed

if TYPE_CHECKING:
    from workbook.answers.locale import Locale
    from workbook.metrics.ab_test import Comparison

_PERCENT = "format(datum.value, '.3~%')"
_LOOKS = {
    "look": Heading("Look", "count"), "visitors": Heading("Visitors per variant", "count"), "rate": Heading("Wrong winners by then", "rate", 1),
    "single": Heading("Wrong winners at this look alone", "rate", 1),
}  # fmt: skip


def variants(c: Comparison, locale: Locale, *, share: bool = True, money: bool = False, names: tuple[str, str] = ("A", "B")) -> Picture:
    """Draw both variants of a test with their intervals."""
    kind = "rate" if share else "money" if money else "number"
    columns = {"variant": Heading("Variant"), "n": Heading("Visitors", "count")}
    columns |= {name: Heading(label, kind) for name, label in (("value", "Measured"), ("low", "Likely from"), ("high", "Likely to"))}  # type: ignore[arg-type]
    rows = [{"variant": name, "n": n, "value": i.value, "low": i.low, "high": i.high} for name, n, i in zip(names, c.n, (c.a, c.b), strict=True)]
    table = pd.DataFrame(rows)
    if table[["value", "low", "high"]].isna().to_numpy().any():
        return nothing("Both variants", "Enter the numbers of both variants.", table, columns)
    write = locale.rate if share else locale.money if money else locale.number
    apart = c.a.high < c.b.low or c.b.high < c.a.low
    title = "The ranges of both variants lie apart" if apart else "The ranges of both variants overlap"
    summary = " ".join(f"{name}: {write(i.value)}, likely {write(i.low)} to {write(i.high)}." for name, i in zip(names, (c.a, c.b), strict=True))
    texts = [f"{write(r.value)} ({write(r.low)} – {write(r.high)})" for r in table.itertuples()]
    return Picture(_ranges(numbered(table, table.variant, texts), share, locale), title, summary, table, columns)


def _ranges(shown: pd.DataFrame, share: bool, locale: Locale) -> Any:
    low, high = min(0.0, float(shown.low.min())), float(shown.high.max())
    scale = alt.Scale(domain=[low, high * 1.05 if high > 0 else 1], nice=False)
    axis = alt.Axis(title="Success rate" if share else "Mean", labelExpr=_PERCENT if share else SHORT, labelOverlap="greedy")
    x = alt.X("low:Q", scale=scale, axis=axis)
    base = alt.Chart(shown).encode(y=row_axis())
    tips = [alt.Tooltip("variant:N", title="Variant"), alt.Tooltip("figure:N", title="Measured")]
    layers = [
        base.mark_rule(style="accent-line", strokeWidth=3).encode(x=x, x2="high:Q"),
        base.mark_point(style="accent", filled=True, size=150, opacity=1).encode(x="value:Q", tooltip=tips),
        *row_words(shown),
    ]
    return themed(alt.layer(*layers), locale, row_step())


def looks(table: pd.DataFrame, locale: Locale, *, alpha: float = 0.05) -> Picture:
    """Draw `metrics.peeking.false_positives`: the share of tests that have shown something that is not there, by each look."""
    if table.empty:
        return nothing("Wrong winners", "Say how often you look.", table, _LOOKS)
    last = table.iloc[-1]
    times = "one look" if len(table) == 1 else f"{locale.count(last.look)} looks"
    title = f"After {times}, {locale.rate(last.rate, 0)} of the tests have shown a winner that is none"
    summary = f"Who looks only once, at the end, meets {locale.rate(alpha, 0)}. Both variants of the simulation are the same."
    return Picture(_alarms(table, alpha, locale), title, summary, table, _LOOKS)


def _alarms(table: pd.DataFrame, alpha: float, locale: Locale) -> Any:
    top = max(0.1, math.ceil(float(table.high.max()) * 20) / 20)
    shown = table.assign(text=[locale.rate(v, 1) for v in table.rate], limit=alpha)
    ticks = sorted({1, *range(0, len(table) + 1, max(1, len(table) // 5))} - {0})
    x = alt.X(
        "look:Q",
        title="Looks so far",
        axis=alt.Axis(values=ticks, grid=False, format="d"),
        scale=alt.Scale(domain=[0.5, len(table) + 0.5], nice=False),
    )
    y = alt.Y(
        "rate:Q",
        title="Tests with a wrong winner",
        axis=alt.Axis(labelExpr=_PERCENT, grid=True, tickCount=5),
        scale=alt.Scale(domain=[0, top], nice=False),
    )
    tips = [alt.Tooltip("look:Q", title="Look"), alt.Tooltip("text:N", title="Wrong winners by then")]
    base = alt.Chart(shown)
    words = pd.DataFrame({"x": [len(table) + 0.5], "y": [alpha], "text": [f"promised: {locale.rate(alpha, 0)}"]})
    layers = [
        base.mark_rule(style="strong-guide", strokeDash=[4, 3]).encode(y=alt.Y("limit:Q", title="Tests with a wrong winner")),
        alt.Chart(words).mark_text(style="faint", align="right", baseline="top", dy=5).encode(x="x:Q", y="y:Q", text="text:N"),
        base.mark_line(style="accent-line", strokeWidth=2.5).encode(x=x, y=y),
        base.mark_point(style="accent", filled=True, size=60, opacity=1).encode(x=x, y=y, tooltip=tips),
    ]
    return themed(alt.layer(*layers), locale, 240)
