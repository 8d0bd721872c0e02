"""The key figures drawn: one figure by channel, the measured funnel, revenue over time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import altair as alt
import numpy as np
import pandas as pd

from workbook.charts.picture import Picture, nothing
from workbook.charts.theme import LINES, themed, wrapped

if TYPE_CHECKING:
    from workbook.answers.locale import Locale
    from workbook.metrics.kpi import Kpis

FIGURES: Mapping[str, tuple[str, str]] = {
    "cost": ("Cost", "money"), "revenue": ("Revenue", "money"), "margin": ("Margin", "money"), "contribution": ("Contribution after cost", "money"),
    "impressions": ("Impressions", "count"), "clicks": ("Clicks", "count"), "visits": ("Visits", "count"), "enquiries": ("Enquiries", "count"),
    "qualified": ("Qualified enquiries", "count"), "orders": ("Orders", "count"), "customers": ("Customers", "count"),
    "ctr": ("Click rate (CTR)", "rate"), "landing_rate": ("Landing rate", "rate"), "enquiry_rate": ("Enquiry rate", "rate"),
    "qualified_rate": ("Qualified rate", "rate"), "close_rate": ("Close rate, orders per enquiry", "rate"), "cvr": ("Orders per visit (CVR)", "rate"),
    "customer_rate": ("Customers per enquiry", "rate"), "cpc": ("Cost per click (CPC)", "money"), "cpa": ("Cost per order (CPA)", "money"),
    "aov": ("Order value", "money"), "roas": ("ROAS, revenue per cost", "number"), "roi": ("ROI", "rate"),
}  # fmt: skip
_FORMATS = {"money": "~s", "count": "~s", "rate": "~%", "number": "~g"}
_UNITS = {"count": "", "rate": "", "number": ""}


def kpi_bars(kpis: Kpis, figure: str, locale: Locale, *, break_even: float | None = None, size: int = 15) -> Picture:
    """Draw one figure of a KPI table by channel (or its first key), with the pooled figure of all as a line, and the break-even if given."""
    label, kind = FIGURES[figure]
    key = kpis.by[0]
    if not kpis.has(figure):
        return nothing(label, " ".join(kpis.missing) or f"{label} cannot be calculated from these tables.", kpis.table)
    known = kpis.table[[*kpis.by, figure]].replace([np.inf, -np.inf], np.nan).dropna(subset=[figure])
    if known.empty:
        return nothing(label, f"{label} is blank for every {key}: its denominator is 0.", kpis.table)
    ranked = known.assign(label=[" · ".join(map(str, row)) for row in known[list(kpis.by)].to_numpy()]).sort_values(figure, ascending=False)
    ranked = ranked.assign(text=[written(v, kind, locale) for v in ranked[figure]])
    first, last = ranked.iloc[0], ranked.iloc[-1]
    title = f"{label}: {first.label} {first.text}" + (f", {last.label} {last.text}" if len(ranked) > 1 else "")
    pooled = None if kind == "count" or figure in ("cost", "revenue", "margin", "contribution") else float(kpis.total[figure])
    whole = f"All together, pooled: {written(float(kpis.total[figure]), kind, locale)}."
    blank = len(kpis.table) - len(known)
    note = f" {locale.count(blank)} rows are blank because the denominator is 0." if blank else ""
    return Picture(_bars(ranked.head(size), figure, pooled, break_even, locale), title, whole + note, kpis.table)


def written(value: float, kind: str, locale: Locale) -> str:
    """A figure as it is written for the reader."""
    return {"money": locale.money, "count": locale.count, "rate": locale.rate, "number": locale.number}[kind](value)


def _bars(ranked: pd.DataFrame, figure: str, pooled: float | None, break_even: float | None, locale: Locale) -> alt.LayerChart:
    label, kind = FIGURES[figure]
    unit = f" ({locale.currency})" if kind == "money" else ""
    low, high = min(0.0, float(ranked[figure].min())), max(0.0, float(ranked[figure].max()), pooled or 0, break_even or 0)
    room = 0.2 * (high - low or 1)
    shown = ranked.assign(name=ranked.label.map(wrapped), value=ranked[figure].astype(float))
    x = alt.X(
        "value:Q",
        title=label + unit,
        axis=alt.Axis(format=_FORMATS[kind], labelOverlap="greedy"),
        scale=alt.Scale(domain=[low - room * (low < 0), high + room], nice=False),
    )
    y = alt.Y("name:N", sort=shown.name.tolist(), title=None, axis=alt.Axis(labelExpr=LINES))
    tips = [alt.Tooltip("label:N", title="Channel"), alt.Tooltip("text:N", title=label)]
    lines = pd.DataFrame(
        [(v, w) for v, w in ((pooled, "all"), (break_even, "break-even")) if v is not None and np.isfinite(v)], columns=["value", "text"]
    )
    layers: list[alt.Chart] = []
    for sign, style, side in ((shown.value >= 0, "accent", "left"), (shown.value < 0, "loss", "right")):
        if sign.any():
            base = alt.Chart(shown[sign]).encode(x=x, y=y)
            layers += [
                base.mark_bar(style=style, height=18).encode(tooltip=tips),
                base.mark_text(style="label", align=side, dx=5 if side == "left" else -5).encode(text="text:N"),
            ]
    guides = [
        alt.Chart(lines).mark_rule(style="strong-guide", strokeDash=[4, 3]).encode(x="value:Q"),
        alt.Chart(lines).mark_text(style="faint", align="left", baseline="bottom", dx=3, dy=-2).encode(x="value:Q", y=alt.value(0), text="text:N"),
    ]
    return themed(alt.layer(*layers, *(guides if len(lines) else [])), locale, alt.Step(34))


def funnel(table: pd.DataFrame, locale: Locale) -> Picture:
    """Draw `metrics.funnel_table.funnel`: how many reach each stage, with the share that went on from the one before."""
    known = table.dropna(subset=["count"]) if len(table) else table
    known = known[known["count"] > 0] if len(known) else known
    if len(known) < 2:
        return nothing("The measured funnel", "At least two stages must have been measured: import promotion, visits, enquiries or orders.", table)
    steps = known.dropna(subset=["step_rate"])
    narrow = steps.sort_values("step_rate").iloc[0]
    before = known.label.tolist()[known.stage.tolist().index(narrow.stage) - 1]
    title = f"{locale.number(known['count'].iloc[0], 0)} {known.label.iloc[0].lower()} became {locale.number(known['count'].iloc[-1], 0)} {known.label.iloc[-1].lower()}"
    summary = f"The narrowest step is from {before.lower()} to {narrow.label.lower()}: {locale.rate(narrow.step_rate)} go on."
    return Picture(_funnel(known, locale), title, summary, table)


def _funnel(known: pd.DataFrame, locale: Locale) -> alt.LayerChart:
    went_on = ["" if np.isnan(r) else f"  ({locale.rate(r)} of the stage above)" for r in known.step_rate]
    shown = known.assign(text=[f"{locale.number(n, 0)}{w}" for n, w in zip(known["count"], went_on, strict=True)])
    top = float(shown["count"].max())
    powers = [10.0**k for k in range(12) if 10.0**k <= top * 1.2]
    scale = alt.Scale(type="symlog", constant=1, domain=[0, top * 1.2], nice=False)
    axis = alt.Axis(
        values=[0.0, *powers[:: 2 if len(powers) > 6 else 1]], format="~s", title="Number; each line is a fixed multiple of the one before"
    )
    base = alt.Chart(shown).encode(y=alt.Y("label:N", sort=shown.label.tolist(), title=None, axis=alt.Axis(grid=True)))
    x = alt.X("count:Q", scale=scale, axis=axis)
    middle = shown["count"] > np.sqrt(top + 1)
    texts = [
        alt.Chart(shown[chosen]).mark_text(style="label", align=side, baseline="bottom", dy=-9).encode(x=x, y=base.encoding.y, text="text:N")
        for chosen, side in ((middle, "right"), (~middle, "left"))
        if chosen.any()
    ]
    path = base.mark_line(style="muted-line", strokeWidth=1.5).encode(x=x, order=alt.Order("rank:Q"))
    dots = base.mark_circle(style="accent", size=150, opacity=1).encode(
        x=x, tooltip=[alt.Tooltip("label:N", title="Stage"), alt.Tooltip("text:N", title="Number")]
    )
    return themed(alt.layer(path, dots, *texts, data=shown.assign(rank=range(len(shown)))), locale, alt.Step(50))


def revenue_over_time(table: pd.DataFrame, locale: Locale, *, every: str = "day") -> Picture:
    """Draw `metrics.revenue.revenue_by_period`; a period that is not over yet is hollow and left out of the words."""
    known = table.dropna(subset=["revenue"]) if len(table) else table
    if known.empty:
        return nothing("Revenue over time", "There is no order with a date yet.", table)
    whole = known[known.complete.astype(bool)] if known.complete.any() else known
    best = whole.loc[whole.revenue == whole.revenue.max()].iloc[0]
    title = f"Revenue was highest in the {every} of {locale.date(best.period)}: {locale.money(best.revenue)}"
    summary = f"{locale.count(len(whole))} complete {every}s bring {locale.money(whole.revenue.mean())} on average."
    if len(whole) < len(known):
        summary += f" The last {every} is not over yet and drawn hollow."
    return Picture(_revenue(known, every, locale), title, summary, table)


def _revenue(known: pd.DataFrame, every: str, locale: Locale) -> alt.LayerChart:
    shown = known.assign(
        complete=known.complete.astype(bool), amount=[locale.money(v) for v in known.revenue], on=[locale.date(d) for d in known.period]
    )
    x = alt.X("period:T", title=None, axis=alt.Axis(labelOverlap="greedy", grid=False, tickCount=6))
    y = alt.Y("revenue:Q", title=f"Revenue per {every} ({locale.currency})", axis=alt.Axis(format="~s", grid=True))
    tips = [
        alt.Tooltip("on:N", title=every.capitalize()),
        alt.Tooltip("amount:N", title="Revenue"),
        alt.Tooltip("orders:Q", title="Orders", format=",.0f"),
    ]
    whole = alt.Chart(shown[shown.complete]) if shown.complete.any() else alt.Chart(shown)
    layers = [whole.mark_line(style="accent-line", strokeWidth=2).encode(x=x, y=y)]
    if len(shown) <= 60:
        layers.append(whole.mark_circle(style="accent", size=40, opacity=1).encode(x=x, y=y, tooltip=tips))
    if not shown.complete.all():
        layers.append(alt.Chart(shown[~shown.complete]).mark_point(style="accent-line", size=70, strokeWidth=2).encode(x=x, y=y, tooltip=tips))
    return themed(alt.layer(*layers), locale, 260)
