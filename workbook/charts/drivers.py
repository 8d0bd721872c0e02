"""What moved the result, drawn: a waterfall from one period to the other, and each channel's ask rate beside the others'."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt
import pandas as pd

from workbook.charts.picture import Heading, Picture, nothing
from workbook.charts.rows import numbered, row_axis, row_step, row_words
from workbook.charts.theme import SHORT, themed

if TYPE_CHECKING:
    from workbook.answers.locale import Locale
    from workbook.metrics.drivers import Tree

_PARTS = {
    "label": Heading("Factor"), "part": Heading("Part of the change", "money"), "low": Heading("Likely from", "money"),
    "high": Heading("to", "money"),
}  # fmt: skip
GOALS = {"revenue": "Revenue", "contribution": "Contribution after advertising"}
_PERCENT = "format(datum.value, '.3~%')"


def waterfall(tree: Tree, locale: Locale) -> Picture:
    """Draw `metrics.drivers.Tree`: the earlier result, a bar per factor, the later result."""
    name = GOALS[tree.goal]
    if tree.parts.empty:
        return nothing(name, "Nothing was sold in either period, so there is nothing to divide.")
    largest = tree.parts.iloc[int(tree.parts.part.abs().to_numpy().argmax())]
    way = "rose" if tree.change > 0 else "fell"
    title = f"{name} {way} by {locale.money(abs(tree.change))}; the largest part: {largest.label.lower()} ({sign(largest.part, locale)})"
    if round(tree.change, 2) == 0:
        title = f"{name} stayed the same; the largest part: {largest.label.lower()} ({sign(largest.part, locale)})"
    summary = f"From {locale.money(tree.before)} to {locale.money(tree.after)}. The parts of all factors and channels add up to the change."
    return Picture(_waterfall(tree, locale), title, summary, tree.parts, _PARTS)


def sign(amount: float, locale: Locale) -> str:
    """An amount with its sign."""
    return f"{'+' if amount > 0 else '−' if amount < 0 else ''}{locale.money(abs(amount))}"


def _waterfall(tree: Tree, locale: Locale) -> Any:
    parts = tree.parts
    ends = tree.before + parts.part.cumsum()
    starts = ends - parts.part
    rows = pd.DataFrame({
        "label": ["Earlier period", *parts.label, "Later period"],
        "start": [0.0, *starts, 0.0],
        "end": [tree.before, *ends, tree.after],
        "style": ["muted", *("accent" if part >= 0 else "loss" for part in parts.part), "muted"],
        "told": ["", *(f"likely {sign(lo, locale)} to {sign(hi, locale)}" for lo, hi in zip(parts.low, parts.high, strict=True)), ""],
    })  # fmt: skip
    figures = [locale.money(tree.before), *(sign(part, locale) for part in parts.part), locale.money(tree.after)]
    shown = numbered(rows, rows.label, figures)
    low, high = min(0.0, rows.end.min(), rows.start.min()), max(0.0, rows.end.max(), rows.start.max())
    axis = alt.Axis(labelExpr=SHORT, labelOverlap="greedy")
    x = alt.X("start:Q", title=f"{GOALS[tree.goal]}, {locale.currency}", scale=alt.Scale(domain=[low, high or 1], nice=False), axis=axis)
    tips = [alt.Tooltip("label:N", title="Factor"), alt.Tooltip("figure:N", title="Part"), alt.Tooltip("told:N", title="Range")]
    bars = [
        alt.Chart(shown[shown["style"] == style]).mark_bar(style=style, height=14, minBandSize=2).encode(x=x, x2="end:Q", y=row_axis(), tooltip=tips)
        for style in ("muted", "accent", "loss")
        if (shown["style"] == style).any()
    ]
    zero = alt.Chart(pd.DataFrame({"x": [0.0]})).mark_rule(style="guide").encode(x="x:Q")
    return themed(alt.layer(*bars, zero, *row_words(shown)), locale, row_step())


_VERDICT = {"above": "Above the others", "below": "Below the others", "not to be told": "Cannot be told yet", "alone": "The only channel"}


def precision(table: pd.DataFrame, locale: Locale, *, asked: str) -> Picture:
    """Draw `metrics.precision.precision`: the ask rate of each channel with its interval, and the rate of all others as a mark.

    `asked` is "enquiries" or "orders".
    """
    columns = precision_columns(asked)
    if table.empty:
        return nothing("Precision of the traffic", f"Visits and {asked} with their channel are needed.", table, columns)
    told = table.assign(verdict_text=[_VERDICT[v] for v in table.verdict])
    below = [str(c) for c in table.channel[table.verdict == "below"]]
    above = [str(c) for c in table.channel[table.verdict == "above"]]
    alone = bool((table.verdict == "alone").all())
    open_ones = int((table.verdict == "not to be told").sum())
    title = "Only one channel has visits" if alone else _title(above, below, asked)
    summary = (
        f"{locale.things(open_ones, 'channel')} cannot be told from the others yet." if open_ones else "Every channel can be told from the others."
    )
    summary = "There is no other to compare it with: the visits name no channel, or only this one." if alone else summary
    return Picture(_intervals(told, locale, asked), title, summary, told, columns)


def precision_columns(asked: str) -> dict[str, Heading]:
    """The columns of the table, with the denominators in their names."""
    return {
        "channel": Heading("Channel"), "clicks": Heading("Clicks", "count"), "visits": Heading("Visits", "count"),
        "landing_rate": Heading("Visits ÷ clicks", "number", 2), "asked": Heading(asked.capitalize(), "count"),
        "ask_rate": Heading(f"{asked.capitalize()} ÷ visits", "rate"), "ask_low": Heading("Likely from", "rate"), "ask_high": Heading("to", "rate"),
        "others": Heading("All others", "rate"), "verdict_text": Heading("Against the others"),
        "needed": Heading("Visits that would tell", "count"), "qualified_rate": Heading("Qualified ÷ enquiries", "rate"),
        "qualified_low": Heading("Qualified from", "rate"), "qualified_high": Heading("Qualified to", "rate"),
    }  # fmt: skip


def _title(above: list[str], below: list[str], asked: str) -> str:
    act = "ask" if asked == "enquiries" else "order"
    if not above and not below:
        return f"No channel's visitors {act} clearly more or less often than the others'"
    told = []
    if above:
        told.append(f"{_and(above)} {act} more often than the others")
    if below:
        told.append(f"{_and(below)} less often" if above else f"{_and(below)} {act} less often than the others")
    return "Visitors from " + ", from ".join(told)


def _and(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _intervals(table: pd.DataFrame, locale: Locale, asked: str) -> Any:
    figures = [
        f"{locale.rate(r)} ({locale.rate(lo)} – {locale.rate(hi)})" for r, lo, hi in zip(table.ask_rate, table.ask_low, table.ask_high, strict=True)
    ]
    shown = numbered(table, table.channel, figures)
    axis = alt.Axis(labelExpr=_PERCENT, labelOverlap="greedy", tickCount=5)
    x = alt.X("ask_low:Q", title=f"{asked.capitalize()} ÷ visits", scale=alt.Scale(domain=[0, float(table.ask_high.max()) or 1]), axis=axis)
    tips = [
        alt.Tooltip("channel:N", title="Channel"),
        alt.Tooltip("figure:N", title="Rate"),
        alt.Tooltip("verdict_text:N", title="Against the others"),
    ]
    base = alt.Chart(shown).encode(y=row_axis())
    others = alt.Chart(shown.dropna(subset=["others"])).encode(y=row_axis())
    layers = [
        base.mark_rule(style="accent", strokeWidth=3).encode(x=x, x2="ask_high:Q"),
        base.mark_circle(style="accent", size=130, opacity=1).encode(x="ask_rate:Q", tooltip=tips),
        others.mark_tick(style="strong-guide", height=18, thickness=2).encode(x="others:Q"),
        *row_words(shown),
    ]
    return themed(alt.layer(*layers), locale, row_step())
