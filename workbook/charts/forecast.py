"""The forecast drawn: the funnel with its ranges, the spread of the profit, and which factor moves it most."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import altair as alt
import numpy as np
import pandas as pd

from workbook.charts.picture import Heading, Picture, nothing
from workbook.charts.rows import numbered, row_axis, row_step, row_words
from workbook.charts.sizes import many_sizes
from workbook.charts.theme import SHORT, themed
from workbook.metrics.forecast import loss_digits, lost, spread

if TYPE_CHECKING:
    from workbook.answers.locale import Locale
    from workbook.metrics.forecast import Simulation

BINS = 36
_RATES = {"ctr", "landing_rate", "enquiry_rate", "close_rate", "margin_rate"}


def forecast_funnel(stages: list[dict[str, Any]], locale: Locale) -> Picture:
    """Draw `forecast_finding.stage_ranges`: per stage the range of 8 in 10 cases, the outer cases and the likely value."""
    table = pd.DataFrame(stages)
    if table.empty or table.likely.isna().all():
        return nothing("The funnel of a month", "Enter worst, likely and best for each factor first.")
    shown = table.assign(text=[f"{locale.number(a, 0)} – {locale.number(b, 0)}" for a, b in zip(table.p10, table.p90, strict=True)])
    first, last = table.iloc[0], table.iloc[-1]
    title = f"{locale.number(first.likely, 0)} {first.label.lower()} are likely to become {locale.number(last.likely, 0)} {last.label.lower()}"
    summary = (
        f"In 8 of 10 cases a month brings {shown.text.iloc[-1]} {last.label.lower()}. "
        f"If everything went worst it would be {locale.number(last.worst, 0)}, if everything went best {locale.number(last.best, 0)}."
    )
    return Picture(_funnel(shown, locale), title, summary, table, _STAGES)


def _funnel(table: pd.DataFrame, locale: Locale) -> Any:
    shown = numbered(table, table.label, table.text)
    scale, axis = many_sizes(float(table[["best", "p90"]].max().max()), "Number in a month")
    base = alt.Chart(shown).encode(y=row_axis())
    tips = [alt.Tooltip("label:N", title="Stage"), *(alt.Tooltip(f"{c}:Q", title=t, format=",.0f") for c, t in _CASES.items())]
    layers = [
        base.mark_rule(style="guide", strokeWidth=1.5).encode(x=alt.X("worst:Q", scale=scale, axis=axis), x2="best:Q"),
        base.mark_bar(style="soft", height=12).encode(x="p10:Q", x2="p90:Q", tooltip=tips),
        base.mark_tick(style="accent", thickness=3, height=16).encode(x="likely:Q", tooltip=tips),
        *row_words(shown),
    ]
    return themed(alt.layer(*layers), locale, row_step())


_CASES = {"worst": "Everything worst", "p10": "1 of 10 below", "likely": "Likely", "p90": "1 of 10 above", "best": "Everything best"}
_STAGES = {"label": Heading("Stage, a month"), **{name: Heading(label, "number", 0) for name, label in _CASES.items()}}
_SPREAD = {
    "low": Heading("Profit from", "money"), "high": Heading("Profit to", "money"),
    "share": Heading("Share of the cases", "rate", 1), "result": Heading("Result"),
}  # fmt: skip


def profit_distribution(simulation: Simulation, locale: Locale, *, months: int = 12, start_cost: float = 0.0, ramp_months: int = 0) -> Picture:
    """Draw how often each profit came out over so many months."""
    totals = simulation.over(months, start_cost, ramp_months)
    totals = totals[np.isfinite(totals)]
    if not len(totals):
        return nothing("Profit", "Enter worst, likely and best for each factor first.")
    p10, p50, p90 = spread(totals)
    loss = lost(totals)
    table = _histogram(totals)
    share = locale.rate(loss, loss_digits(loss)) if loss else "none"
    title = f"{locale.count(months)} months end with a loss in {share} of the cases"
    summary = f"Half of the cases end above {locale.money(p50)}; 8 of 10 lie between {locale.money(p10)} and {locale.money(p90)}."
    words = zip(("1 of 10 below", "middle", "1 of 10 above"), (p10, p50, p90), strict=True)
    marks = pd.DataFrame({"at": [p10, p50, p90], "text": [f"{w}: {locale.money(v)}" for w, v in words], "level": [2, 1, 0]})
    return Picture(_distribution(table, marks, locale), title, summary, table, _SPREAD)


def _histogram(totals: Any) -> pd.DataFrame:
    """Columns: low, high (profit), share (of cases), result (loss or gain). A bin edge lies at 0; the outermost cases are not drawn."""
    low, high = (float(q) for q in np.quantile(totals, [0.002, 0.995]))
    width = (high - low) / BINS or max(1.0, abs(high)) / BINS
    first, last = int(np.floor(low / width)), int(np.floor(high / width)) + 1
    counts, edges = np.histogram(totals, bins=np.arange(first, last + 1) * width)
    result = np.where(edges[1:] <= width / 1e6, "loss", "gain")
    return pd.DataFrame({"low": edges[:-1], "high": edges[1:], "share": counts / len(totals), "result": result})


def _distribution(table: pd.DataFrame, marks: pd.DataFrame, locale: Locale) -> Any:
    top = float(table.share.max())
    axis = alt.Axis(labelExpr=SHORT, labelOverlap="greedy")
    x = alt.X("low:Q", title=f"Profit, {locale.currency}", axis=axis, scale=alt.Scale(nice=False, zero=False))
    scale = alt.Scale(domain=[0, top * 1.45], nice=False)
    y = alt.Y("share:Q", title="Share of the cases", axis=alt.Axis(format=".0%", tickCount=4), scale=scale)
    tips = [
        alt.Tooltip("low:Q", title="From", format=",.0f"),
        alt.Tooltip("high:Q", title="to", format=",.0f"),
        alt.Tooltip("share:Q", title="Cases", format=".1%"),
    ]
    bars = [
        alt.Chart(table[table.result == which]).mark_bar(style=which, binSpacing=1).encode(x=x, x2="high:Q", y=y, y2=alt.datum(0), tooltip=tips)
        for which in ("loss", "gain")
        if (table.result == which).any()
    ]
    middle = float((table.low.min() + table.high.max()) / 2)
    placed = marks.assign(y=top * (1.08 + 0.14 * marks.level), zero=0.0, side=np.where(marks["at"] > middle, "right", "left"))
    return themed(alt.layer(*bars, *_quantile_marks(placed)), locale, 260)


def _quantile_marks(placed: pd.DataFrame) -> list[alt.Chart]:
    lines = alt.Chart(placed).mark_rule(style="strong-guide", strokeDash=[3, 3]).encode(x="at:Q", y="zero:Q", y2="y:Q")
    sides: tuple[Literal["left", "right"], ...] = ("left", "right")
    texts = [
        alt.Chart(placed[placed.side == side])
        .mark_text(style="label", align=side, dx=5 if side == "left" else -5, baseline="middle")
        .encode(x="at:Q", y="y:Q", text="text:N")
        for side in sides
        if (placed.side == side).any()
    ]
    return [lines, *texts]


def tornado(table: pd.DataFrame, locale: Locale) -> Picture:
    """Draw `metrics.forecast.tornado`: the profit of a month as each factor goes from worst to best."""
    known = table.dropna(subset=["swing"]) if len(table) else table
    known = known[known.swing > 0] if len(known) else known
    if known.empty:
        return nothing("What moves the profit", "No factor has a range yet: enter worst and best beside likely.")
    top = known.iloc[0]
    title = f"{top.label}: nothing moves the profit more"
    worst, best, likely = locale.amounts(top.profit_worst, top.profit_best, top.profit_likely)
    span, rest = f"from {worst} to {best}", f"with every factor at its likely value it is {likely}."
    summary = f"{top.label} alone, from worst to best, takes a month's profit {span}; {rest}"
    return Picture(_tornado(known, locale), title, summary, _moved(table, locale), _MOVED)


def _tornado(known: pd.DataFrame, locale: Locale) -> Any:
    values = zip(known.factor, known.worst, known.best, strict=True)
    shown = numbered(known, known.label, [f"{_value(f, a, locale)} → {_value(f, b, locale)}" for f, a, b in values])
    low, high = float(shown.profit_worst.min()), float(shown.profit_best.max())
    scale = alt.Scale(domain=[low - 0.03 * (high - low), high + 0.03 * (high - low)], nice=False, zero=False)
    axis = alt.Axis(labelExpr=SHORT, labelOverlap="greedy")
    x = alt.X("profit_likely:Q", title=f"Profit of a month, {locale.currency}", axis=axis, scale=scale)
    tips = [alt.Tooltip("label:N", title="Factor"), *(alt.Tooltip(f"{c}:Q", title=t, format=",.0f") for c, t in _PROFITS.items())]
    base = alt.Chart(shown).encode(y=row_axis())
    layers = [
        base.mark_bar(style="loss", height=14).encode(x=x, x2="profit_worst:Q", tooltip=tips),
        base.mark_bar(style="gain", height=14).encode(x=x, x2="profit_best:Q", tooltip=tips),
        base.mark_tick(style="strong-guide", height=20, thickness=2).encode(x=x, tooltip=tips),
        *row_words(shown),
    ]
    return themed(alt.layer(*layers), locale, row_step())


_PROFITS = {"profit_worst": "Profit at its worst", "profit_likely": "Profit at likely", "profit_best": "Profit at its best"}
_VALUES = {"worst": "Worst", "likely": "Likely", "best": "Best"}
_MOVED = {
    "label": Heading("Factor"), **{f"{name}_written": Heading(label) for name, label in _VALUES.items()},
    **{name: Heading(f"{label}, a month", "money") for name, label in _PROFITS.items()}, "swing": Heading("Difference, a month", "money"),
}  # fmt: skip


def _moved(table: pd.DataFrame, locale: Locale) -> pd.DataFrame:
    """The factors' values stand in one column whatever their unit, so they are written out."""
    words = {f"{name}_written": [_value(f, v, locale) for f, v in zip(table.factor, table[name], strict=True)] for name in _VALUES}
    return table.assign(**words)


def _value(factor: str, value: float, locale: Locale) -> str:
    if factor in _RATES:
        return locale.rate(value)
    return locale.money(value) if factor in ("aov", "monthly_cost") else locale.number(value, 0)
