"""The forecast drawn: the funnel with its ranges, the spread of the profit, and which factor moves it most."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt
import numpy as np
import pandas as pd

from workbook.charts.picture import Picture, nothing
from workbook.charts.theme import LINES, themed, wrapped

if TYPE_CHECKING:
    from workbook.answers.locale import Locale
    from workbook.metrics.forecast import Simulation

BINS = 36
_RATES = {"ctr", "landing_rate", "enquiry_rate", "close_rate", "margin_rate"}


def forecast_funnel(stages: list[dict[str, Any]], locale: Locale) -> Picture:
    """Draw `forecast_finding.stage_ranges`: per stage the range of 8 in 10 cases, the outer cases and the likely value."""
    table = pd.DataFrame(stages)
    if table.empty or table.likely.isna().all():
        return nothing("The funnel of a month", "Enter worst, likely and best for each factor first.", table)
    shown = table.assign(text=[f"{locale.number(a, 0)} – {locale.number(b, 0)}" for a, b in zip(table.p10, table.p90, strict=True)])
    first, last = table.iloc[0], table.iloc[-1]
    title = f"{locale.number(first.likely, 0)} {first.label.lower()} are likely to become {locale.number(last.likely, 0)} {last.label.lower()}"
    summary = (
        f"In 8 of 10 cases a month brings {shown.text.iloc[-1]} {last.label.lower()}. "
        f"If everything went worst it would be {locale.number(last.worst, 0)}, if everything went best {locale.number(last.best, 0)}."
    )
    return Picture(_funnel(shown, locale), title, summary, table)


def _funnel(shown: pd.DataFrame, locale: Locale) -> alt.LayerChart:
    top = float(shown[["best", "p90"]].max().max())
    scale = alt.Scale(type="symlog", constant=1, domain=[0, top * 1.2], nice=False)
    powers = [0.0, *(10.0**k for k in range(10) if 10.0**k <= top * 1.2)]
    axis = alt.Axis(
        values=powers[:1] + powers[1:][:: 2 if len(powers) > 6 else 1], format="~s", title="Number in a month (each step is ten times the last)"
    )
    base = alt.Chart(shown).encode(y=alt.Y("label:N", sort=shown.label.tolist(), title=None))
    tips = [alt.Tooltip("label:N", title="Stage"), *(alt.Tooltip(f"{c}:Q", title=t, format=",.0f") for c, t in _CASES.items())]
    return themed(
        alt.layer(
            base.mark_rule(style="guide", strokeWidth=1.5).encode(x=alt.X("worst:Q", scale=scale, axis=axis), x2="best:Q"),
            base.mark_bar(style="soft", height=14).encode(x="p10:Q", x2="p90:Q", tooltip=tips),
            base.mark_tick(style="accent", thickness=3, height=20).encode(x="likely:Q", tooltip=tips),
            base.mark_text(style="label", baseline="bottom", dy=-11).encode(x="likely:Q", text="text:N"),
        ),
        locale, alt.Step(54),
    )  # fmt: skip


_CASES = {"worst": "Everything worst", "p10": "1 of 10 below", "likely": "Likely", "p90": "1 of 10 above", "best": "Everything best"}


def profit_distribution(simulation: Simulation, locale: Locale, *, months: int = 12, start_cost: float = 0.0) -> Picture:
    """Draw how often each profit came out over so many months."""
    totals = simulation.over(months, start_cost)
    totals = totals[np.isfinite(totals)]
    if not len(totals):
        return nothing("Profit", "Enter worst, likely and best for each factor first.")
    p10, p50, p90 = (float(q) for q in np.quantile(totals, [0.1, 0.5, 0.9]))
    loss = float(np.mean(totals < 0))
    table = _histogram(totals)
    title = f"{locale.count(months)} months end with a loss in {locale.rate(loss, 0)} of the cases"
    summary = f"Half of the cases end above {locale.money(p50)}; 8 of 10 lie between {locale.money(p10)} and {locale.money(p90)}."
    marks = pd.DataFrame(
        {"at": [p10, p50, p90], "text": [f"{w} {locale.money(v)}" for w, v in zip(("10 %", "half", "90 %"), (p10, p50, p90), strict=True)]}
    )
    marks = marks.assign(
        text=[f"{w}: {locale.money(v)}" for w, v in zip(("1 of 10 below", "middle", "1 of 10 above"), (p10, p50, p90), strict=True)], level=[2, 1, 0]
    )
    return Picture(_distribution(table, marks, locale), title, summary, table)


def _histogram(totals: Any) -> pd.DataFrame:
    """Columns: low, high (profit), share (of cases), result (loss or gain). A bin edge lies at 0, so that no bin is both."""
    low, high = float(totals.min()), float(totals.max())
    width = (high - low) / BINS or max(1.0, abs(high)) / BINS
    first, last = int(np.floor(low / width)), int(np.floor(high / width)) + 1
    counts, edges = np.histogram(totals, bins=np.arange(first, last + 1) * width)
    result = np.where(edges[1:] <= width / 1e6, "loss", "gain")
    return pd.DataFrame({"low": edges[:-1], "high": edges[1:], "share": counts / len(totals), "result": result})


def _distribution(table: pd.DataFrame, marks: pd.DataFrame, locale: Locale) -> alt.LayerChart:
    top = float(table.share.max())
    x = alt.X(
        "low:Q", title=f"Profit ({locale.currency})", axis=alt.Axis(format="~s", labelOverlap="greedy"), scale=alt.Scale(nice=False, zero=False)
    )
    y = alt.Y("share:Q", title="Share of the cases", axis=alt.Axis(format=".0%", tickCount=4), scale=alt.Scale(domain=[0, top * 1.45], nice=False))
    tips = [
        alt.Tooltip("low:Q", title="From", format=",.0f"),
        alt.Tooltip("high:Q", title="to", format=",.0f"),
        alt.Tooltip("share:Q", title="Cases", format=".1%"),
    ]
    bars = [
        alt.Chart(table)
        .transform_filter(f"datum.result == '{which}'")
        .mark_bar(style=which, binSpacing=1)
        .encode(x=x, x2="high:Q", y=y, tooltip=tips)
        for which in ("loss", "gain")
    ]
    middle = float((table.low.min() + table.high.max()) / 2)
    placed = marks.assign(y=top * (1.08 + 0.14 * marks.level), side=np.where(marks["at"] > middle, "right", "left"))
    lines = (
        alt.Chart(placed)
        .mark_rule(style="strong-guide", strokeDash=[3, 3])
        .encode(x="at:Q", y=alt.Y("zero:Q", title=None), y2="y:Q")
        .transform_calculate(zero="0")
    )
    texts = [
        alt.Chart(placed[placed.side == side])
        .mark_text(style="label", align=side, dx=5 if side == "left" else -5, baseline="middle")
        .encode(x="at:Q", y="y:Q", text="text:N")
        for side in ("left", "right")
    ]
    zero = alt.Chart(pd.DataFrame({"at": [0.0]})).mark_rule(style="strong-guide").encode(x="at:Q")
    spans_zero = bool((table.low < 0).any() and (table.high > 0).any())
    return themed(alt.layer(*bars, lines, *texts, *([zero] if spans_zero else [])), locale, 260)


def tornado(table: pd.DataFrame, locale: Locale) -> Picture:
    """Draw `metrics.forecast.tornado`: the profit of a month as each factor goes from worst to best."""
    known = table.dropna(subset=["swing"]) if len(table) else table
    known = known[known.swing > 0] if len(known) else known
    if known.empty:
        return nothing("What moves the profit", "No factor has a range yet: enter worst and best beside likely.", table)
    top = known.iloc[0]
    title = f"{top.label} moves the profit most"
    summary = f"From worst to best, {top.label.lower()} alone changes a month's profit from {locale.money(top.profit_worst)} to {locale.money(top.profit_best)}; "
    summary += f"with every factor at its likely value it is {locale.money(top.profit_likely)}."
    return Picture(_tornado(known, locale), title, summary, table)


def _tornado(known: pd.DataFrame, locale: Locale) -> alt.LayerChart:
    shown = known.assign(
        name=known.label.map(wrapped),
        from_text=[_value(f, v, locale) for f, v in zip(known.factor, known.worst, strict=True)],
        to_text=[_value(f, v, locale) for f, v in zip(known.factor, known.best, strict=True)],
    )
    low, high = float(shown.profit_worst.min()), float(shown.profit_best.max())
    room = 0.16 * (high - low)
    x = alt.X(
        "profit_likely:Q", title=f"Profit of a month ({locale.currency})", axis=alt.Axis(format="~s", labelOverlap="greedy"),
        scale=alt.Scale(domain=[low - room, high + room], nice=False, zero=False),
    )  # fmt: skip
    tips = [alt.Tooltip("label:N", title="Factor"), *(alt.Tooltip(f"{c}:Q", title=t, format=",.0f") for c, t in _PROFITS.items())]
    base = alt.Chart(shown).encode(y=alt.Y("name:N", sort=shown.name.tolist(), title=None, axis=alt.Axis(labelExpr=LINES)))
    return themed(
        alt.layer(
            base.mark_bar(style="loss", height=18).encode(x=x, x2="profit_worst:Q", tooltip=tips),
            base.mark_bar(style="gain", height=18).encode(x=x, x2="profit_best:Q", tooltip=tips),
            base.mark_text(style="label", align="right", dx=-5).encode(x="profit_worst:Q", text="from_text:N"),
            base.mark_text(style="label", align="left", dx=5).encode(x="profit_best:Q", text="to_text:N"),
            alt.Chart(shown.head(1)).mark_rule(style="strong-guide").encode(x="profit_likely:Q"),
        ),
        locale, alt.Step(36),
    )  # fmt: skip


_PROFITS = {"profit_worst": "Profit at its worst", "profit_likely": "Profit at likely", "profit_best": "Profit at its best"}


def _value(factor: str, value: float, locale: Locale) -> str:
    if factor in _RATES:
        return locale.rate(value)
    return locale.money(value) if factor in ("aov", "monthly_cost") else locale.number(value, 0)
