"""Enquiries drawn: when they come, and how many of the qualified ones become customers by response time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt
import pandas as pd

from workbook.charts.picture import Heading, Picture, nothing
from workbook.charts.rows import numbered, row_axis, row_step, row_words
from workbook.charts.theme import themed

if TYPE_CHECKING:
    from workbook.answers.locale import Locale

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_HOURS = {
    "day": Heading("Weekday"), "time": Heading("Hour"), "enquiries": Heading("Enquiries", "count"), "answered": Heading("Answered", "count"),
    "answer_rate": Heading("Answered ÷ enquiries", "rate"),
}  # fmt: skip
_CLASSES = {
    "label": Heading("First response"), "qualified": Heading("Qualified enquiries", "count"), "customers": Heading("Customers", "count"),
    "rate": Heading("Customers ÷ qualified", "rate"), "low": Heading("Likely from", "rate"), "high": Heading("to", "rate"),
}  # fmt: skip


def heat_map(hours: pd.DataFrame, locale: Locale) -> Picture:
    """Draw `metrics.enquiries.Enquiries.hours`: a field per weekday and hour, darker where more ask."""
    if hours.empty:
        return nothing("When they ask", "The enquiries have no time, or there are none yet.", hours, _HOURS)
    table = hours.assign(day=[_NAMES[d] for d in hours.weekday], time=[f"{h:02d}:00" for h in hours.hour])
    if "answered" in table:
        table = table.assign(answer_rate=table.answered / table.enquiries)
    total = int(hours.enquiries.sum())
    top = hours.iloc[int(hours.enquiries.to_numpy().argmax())]
    away = hours[(hours.weekday >= 5) | (hours.hour < 8) | (hours.hour >= 18)].enquiries.sum() / total
    title = f"{locale.rate(away, 0)} of the enquiries come in the evening, at night or at the weekend"
    hour = int(top.hour)
    summary = (
        f"Most come on {_NAMES[int(top.weekday)]} between {hour} and {hour + 1} o'clock: {locale.count(top.enquiries)} of {locale.count(total)}. "
        "Evening and night: from 18 to 8 o'clock."
    )
    return Picture(_heat(table, locale), title, summary, table, _HOURS)


def _heat(table: pd.DataFrame, locale: Locale) -> Any:
    grid = pd.MultiIndex.from_product([range(7), range(24)], names=["weekday", "hour"]).to_frame(index=False)
    shown = grid.merge(table[["weekday", "hour", "enquiries"]], how="left", on=["weekday", "hour"])
    count = shown.enquiries.fillna(0)
    when = [f"{_NAMES[d]}, {h} to {h + 1} o'clock" for d, h in zip(shown.weekday, shown.hour, strict=True)]
    shown = shown.assign(enquiries=count, short=[DAYS[d] for d in shown.weekday], when=when, told=[locale.count(n) for n in count])
    x = alt.X("hour:O", title="Hour of the day", axis=alt.Axis(values=[0, 6, 12, 18, 23], labelAngle=0, grid=False))
    y = alt.Y("short:O", sort=list(DAYS), title=None)
    color = alt.Color("enquiries:Q", scale=alt.Scale(range="ramp"), legend=alt.Legend(title="Enquiries", format="~g", tickCount=3))
    tips = [alt.Tooltip("when:N", title="When"), alt.Tooltip("told:N", title="Enquiries")]
    return themed(alt.Chart(shown).mark_rect().encode(x=x, y=y, color=color, tooltip=tips), locale, 230)


def by_response(classes: pd.DataFrame, locale: Locale) -> Picture:
    """Draw `metrics.response.Response.classes`: customers per qualified enquiry with intervals, the fastest class first."""
    title = "Customers by response time"
    if classes.empty:
        return nothing(title, "The list must say when an enquiry was first answered and whether an order came of it.", classes, _CLASSES)
    full = classes[classes.qualified >= 10]
    if len(full) > 1:
        first, last = full.iloc[0], full.iloc[-1]
        title = f"{first.label}: {locale.rate(first.rate, 0)} become customers; {last.label[0].lower() + last.label[1:]}: {locale.rate(last.rate, 0)}"
    few = len(classes) - len(full)
    summary = "The bars are 95% intervals (Wilson)." + (
        f" {locale.things(few, 'class holds', 'classes hold')} fewer than 10 enquiries and say little." if few else ""
    )
    return Picture(_intervals(classes, locale), title, summary, classes, _CLASSES)


def _intervals(classes: pd.DataFrame, locale: Locale) -> Any:
    figures = [f"{locale.rate(r.rate, 0)} of {locale.count(r.qualified)}" for r in classes.itertuples()]
    shown = numbered(classes, classes.label, figures)
    axis = alt.Axis(labelExpr="format(datum.value, '.0%')", labelOverlap="greedy", tickCount=5)
    x = alt.X("low:Q", title="Customers ÷ qualified enquiries", scale=alt.Scale(domain=[0, 1]), axis=axis)
    tips = [alt.Tooltip("label:N", title="First response"), alt.Tooltip("figure:N", title="Customers")]
    base = alt.Chart(shown).encode(y=row_axis())
    layers = [
        base.mark_rule(style="accent", strokeWidth=3).encode(x=x, x2="high:Q"),
        base.mark_circle(style="accent", size=130, opacity=1).encode(x="rate:Q", tooltip=tips),
        *row_words(shown),
    ]
    return themed(alt.layer(*layers), locale, row_step())
