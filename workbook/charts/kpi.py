"""The key figures drawn: one figure by channel, the measured funnel, revenue over time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import altair as alt
import numpy as np
import pandas as pd

from workbook.charts.days import day_axis
from workbook.charts.picture import Heading, Kind, Picture, nothing
from workbook.charts.rows import numbered, row_axis, row_step, row_words
from workbook.charts.sizes import many_sizes
from workbook.charts.theme import SHORT, themed
from workbook.metrics.decide import UNNAMED

if TYPE_CHECKING:
    from workbook.answers.locale import Locale
    from workbook.metrics.kpi import Kpis

FIGURES: Mapping[str, tuple[str, Kind]] = {
    "cost": ("Cost", "money"), "revenue": ("Revenue", "money"), "margin": ("Margin", "money"), "contribution": ("Contribution after cost", "money"),
    "impressions": ("Impressions", "count"), "clicks": ("Clicks", "count"), "visits": ("Visits", "count"), "enquiries": ("Enquiries", "count"),
    "qualified": ("Qualified enquiries", "count"), "orders": ("Orders", "count"), "customers": ("Customers", "count"),
    "ctr": ("Click rate (CTR)", "rate"), "landing_rate": ("Landing rate", "rate"), "enquiry_rate": ("Enquiry rate", "rate"),
    "qualified_rate": ("Qualified rate", "rate"), "close_rate": ("Close rate, orders per enquiry", "rate"), "cvr": ("Orders per visit (CVR)", "rate"),
    "customer_rate": ("Customers per enquiry", "rate"), "cpc": ("Cost per click (CPC)", "money"), "cpa": ("Cost per order (CPA)", "money"),
    "aov": ("Order value", "money"), "roas": ("ROAS, revenue per cost", "number"), "roi": ("ROI", "rate"),
}  # fmt: skip
SUMS = ("cost", "revenue", "margin", "contribution")
_PERCENT = "format(datum.value, '.3~%')"


def kpi_bars(kpis: Kpis, figure: str, locale: Locale, *, break_even: float | None = None, size: int = 15) -> Picture:
    """Draw one figure of a KPI table by channel (or its first key), with the pooled figure of all as a mark, and the break-even if given."""
    label, kind = FIGURES[figure]
    if not kpis.has(figure):
        return nothing(label, " ".join(kpis.missing) or f"{label} cannot be calculated from these tables.", kpis.table, _columns(kpis))
    known = kpis.table.replace([np.inf, -np.inf], np.nan).dropna(subset=[figure])
    if figure in ("cpa", "cpc"):
        known = known[known.cost > 0]
    if known.empty:
        return nothing(label, f"{label} is blank for every {kpis.by[0]}: its denominator is 0, or no cost was noted.", kpis.table, _columns(kpis))
    ranked = known.assign(label=[" · ".join(map(str, row)) for row in known[list(kpis.by)].to_numpy()]).sort_values(figure, ascending=False)
    ranked = ranked.assign(text=[written(v, kind, locale) for v in ranked[figure]])
    title = f"{label}: {_ends(ranked)}"
    whole = float(kpis.total[figure])
    guides = {"All together": None if kind == "count" or figure in SUMS else whole, "Break-even": break_even}
    blank = len(kpis.table) - len(known)
    note = f" {locale.count(blank)} left out: the denominator is 0 or no cost was noted." if blank else ""
    summary = f"All together{'' if figure in SUMS else ', pooled'}: {written(whole, kind, locale)}.{note}"
    return Picture(_bars(ranked.head(size), figure, guides, locale), title, summary, kpis.table, _columns(kpis))


def _ends(ranked: pd.DataFrame) -> str:
    """The first and the last of a ranking; orders of which nobody knows the channel are neither, and are told beside them."""
    nameless = ranked.channel.isin(UNNAMED) if "channel" in ranked else pd.Series(False, index=ranked.index)
    named = ranked[~nameless] if not nameless.all() else ranked
    told = [f"{row.label} {row.text}" for row in (named.iloc[[0, -1]] if len(named) > 1 else named).itertuples()]
    beside = [f"without a channel {row.text}" for row in ranked[nameless].itertuples()] if len(named) < len(ranked) else []
    return ", ".join((*told, *beside))


def _columns(kpis: Kpis) -> dict[str, Heading]:
    keys = {name: Heading(name.replace("_", " ").capitalize()) for name in kpis.by}
    return keys | {
        name: Heading(label, "number" if kind == "count" else kind, 0 if kind == "count" else None) for name, (label, kind) in FIGURES.items()
    }


def written(value: float, kind: str, locale: Locale) -> str:
    """A figure as it is written for the reader."""
    return {"money": locale.money, "count": locale.count, "rate": locale.rate, "number": locale.number}[kind](value)


def _bars(ranked: pd.DataFrame, figure: str, guides: Mapping[str, float | None], locale: Locale) -> Any:
    label, kind = FIGURES[figure]
    shown = numbered(ranked.assign(value=ranked[figure].astype(float)), ranked.label, ranked.text)
    lines = {f"{w}: {written(v, kind, locale)}": v for w, v in guides.items() if v is not None and np.isfinite(v)}
    low, high = min(0.0, float(shown.value.min()), *lines.values()), max(0.0, float(shown.value.max()), *lines.values())
    x = alt.X(
        "value:Q", title=label + (f", {locale.currency}" if kind == "money" else ""), scale=alt.Scale(domain=[low, high or 1], nice=False),
        axis=alt.Axis(labelExpr=_PERCENT if kind == "rate" else SHORT, labelOverlap="greedy"),
    )  # fmt: skip
    tips = [alt.Tooltip("label:N", title="Channel"), alt.Tooltip("text:N", title=label)]
    bars = [
        alt.Chart(shown[chosen]).mark_bar(style=style, height=14).encode(x=x, y=row_axis(), tooltip=tips)
        for chosen, style in ((shown.value >= 0, "accent"), (shown.value < 0, "loss"))
        if chosen.any()
    ]
    return themed(alt.layer(*bars, *_guides(shown, lines), *row_words(shown)), locale, row_step())


def _guides(shown: pd.DataFrame, lines: Mapping[str, float]) -> list[alt.Chart]:
    """A short mark across every bar, so that no line crosses the words; the legend says what it stands for."""
    if not lines:
        return []
    marks = pd.DataFrame([{"row": row, "line": line, "value": value} for row in shown.row for line, value in lines.items()])
    names = list(lines)
    scale = alt.Scale(domain=["bar", *names], range="category")  # the palette's first colour is the bars'
    color = alt.Color("line:N", sort=names, scale=scale, legend=alt.Legend(title=None, columns=1, values=names, symbolType="square"))
    return [alt.Chart(marks).mark_tick(height=18, thickness=4, opacity=1).encode(x="value:Q", y=row_axis(), color=color)]


def funnel(table: pd.DataFrame, locale: Locale) -> Picture:
    """Draw `metrics.funnel_table.funnel`: how many reach each stage, with the share that went on from the one before."""
    known = table.dropna(subset=["count"]) if len(table) else table
    known = known[known["count"] > 0] if len(known) else known
    if len(known) < 2:
        return nothing(
            "The measured funnel", "At least two stages must have been measured: import promotion, visits, enquiries or orders.", table, _STAGES
        )
    steps = known.dropna(subset=["step_rate"])
    narrow = steps.sort_values("step_rate").iloc[0]
    before = known.label.tolist()[known.stage.tolist().index(narrow.stage) - 1]
    ends = [f"{locale.number(known['count'].iloc[i], 0)} {known.label.iloc[i].lower()}" for i in (0, -1)]
    title = " became ".join(ends)
    summary = f"The narrowest step is from {before.lower()} to {narrow.label.lower()}: {locale.rate(narrow.step_rate)} go on."
    return Picture(_funnel(known, locale), title, summary, known, _STAGES)


_STAGES = {
    "label": Heading("Stage"), "count": Heading("Number", "number", 0),
    "step_rate": Heading("Of the stage before", "rate", 1), "overall_rate": Heading("Of the first stage", "rate"),
}  # fmt: skip


def _funnel(known: pd.DataFrame, locale: Locale) -> Any:
    went_on = ["" if np.isnan(r) else f" ({locale.rate(r)} of those above)" for r in known.step_rate]
    shown = numbered(known, known.label, [f"{locale.number(n, 0)}{w}" for n, w in zip(known["count"], went_on, strict=True)])
    scale, axis = many_sizes(float(shown["count"].max()), "Number")
    x = alt.X("count:Q", scale=scale, axis=axis)
    tips = [alt.Tooltip("label:N", title="Stage"), alt.Tooltip("figure:N", title="Number")]
    base = alt.Chart(shown).encode(y=row_axis())
    layers = [
        base.mark_rule(style="guide", strokeWidth=1.5).encode(x=x, x2=alt.datum(0)),
        base.mark_circle(style="accent", size=150, opacity=1).encode(x=x, tooltip=tips),
    ]
    return themed(alt.layer(*layers, *row_words(shown)), locale, row_step())


def revenue_over_time(table: pd.DataFrame, locale: Locale, *, every: str = "day") -> Picture:
    """Draw `metrics.revenue.revenue_by_period`; a period that is not over yet is hollow and left out of the words."""
    known = table.dropna(subset=["revenue"]) if len(table) else table
    if known.empty:
        return nothing("Revenue over time", "There is no order with a date yet.")
    whole = known[known.complete.astype(bool)] if known.complete.any() else known
    best = whole.loc[whole.revenue == whole.revenue.max()].iloc[0]
    title = f"Revenue was highest {_WHEN[every]} {locale.date(best.period)}: {locale.money(best.revenue)}"
    summary = f"{locale.count(len(whole))} complete {every}s bring {locale.money(whole.revenue.mean())} on average."
    if len(whole) < len(known):
        summary += f" A {every} that the orders do not cover from its first to its last day is drawn hollow and left out."
    told = table.assign(whole=["yes" if whole else "no" for whole in table.complete])
    columns = {"period": Heading(f"{every.capitalize()}{_FIRST[every]}", "date"), **_REVENUE, "whole": Heading("Complete")}
    return Picture(_revenue(known, every, locale), title, summary, told, columns)


_WHEN = {"day": "on", "week": "in the week from", "month": "in the month from"}
_FIRST = {"day": "", "week": " from", "month": " from"}
_REVENUE = {"revenue": Heading("Revenue", "money"), "margin": Heading("Margin", "money"), "orders": Heading("Orders", "count")}


def _revenue(known: pd.DataFrame, every: str, locale: Locale) -> Any:
    shown = known.assign(
        complete=known.complete.astype(bool), amount=[locale.money(v) for v in known.revenue], on=[locale.date(d) for d in known.period]
    )
    x = alt.X("period:T", title=None, axis=day_axis(shown.period, locale, weekly=every == "week", grid=False))
    y = alt.Y("revenue:Q", title=f"Revenue per {every}, {locale.currency}", axis=alt.Axis(labelExpr=SHORT, grid=True))
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
