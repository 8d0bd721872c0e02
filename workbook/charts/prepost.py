"""A change drawn: clicks by week of what was changed and of the rest, each as a share of its weeks before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt
import pandas as pd

from workbook.charts.picture import Heading, Picture, nothing
from workbook.charts.theme import themed

if TYPE_CHECKING:
    import datetime

    from workbook.answers.locale import Locale

GROUPS = {"changed": "Changed", "control": "Control"}
_COLUMNS = {
    "start": Heading("Week from", "date"),
    "changed": Heading("Clicks, changed", "count"),
    "level": Heading("Changed, of the weeks before", "rate", 0),
    "control": Heading("Clicks, control", "count"),
}


def change(weeks: pd.DataFrame, on: datetime.date, locale: Locale) -> Picture:
    """Draw `metrics.prepost.weekly`: both groups, 100 % being the mean of the weeks before."""
    before = weeks[weeks.week < 0] if len(weeks) else weeks
    if len(before) < 1 or before.changed.mean() <= 0 or not (weeks.week >= 0).any():
        return nothing("Before and after", "Whole weeks before and after the change are needed.", weeks, _COLUMNS)
    groups = [name for name in GROUPS if name in weeks and before[name].mean() > 0]
    parts = [
        pd.DataFrame({"start": weeks.start, "group": GROUPS[name], "level": weeks[name] / before[name].mean(), "clicks": weeks[name]})
        for name in groups
    ]
    after = weeks[weeks.week >= 0]
    levels = {name: float(after[name].mean() / before[name].mean()) for name in groups}
    title = "Changed: " + locale.rate(levels["changed"], 0) + " of the clicks before"
    title += f", control: {locale.rate(levels['control'], 0)}" if "control" in levels else ""
    summary = f"Whole weeks next to {locale.date(on)}: {locale.count(len(before))} before, {locale.count(len(after))} after."
    told = weeks.assign(level=weeks.changed / before.changed.mean())
    return Picture(_lines(pd.concat(parts, ignore_index=True), on, locale), title, summary, told, _COLUMNS)


def _lines(shown: pd.DataFrame, on: datetime.date, locale: Locale) -> Any:
    shown = shown.assign(week=[locale.date(d) for d in shown.start], number=[locale.count(c) for c in shown.clicks])
    begins = [alt.DateTime(year=d.year, month=d.month, date=d.day) for d in sorted(set(shown.start))]  # not the Sundays that a calendar would take
    x = alt.X("start:T", title="Week from", axis=alt.Axis(labelOverlap="greedy", labelSeparation=8, grid=False, values=begins))
    y = alt.Y("level:Q", title="Clicks, weeks before = 100 %", axis=alt.Axis(format=".0%", grid=True), scale=alt.Scale(zero=True))
    names = [name for name in GROUPS.values() if name in set(shown.group)]
    legend = alt.Legend(title=None, values=names)
    color = alt.Color("group:N", scale=alt.Scale(domain=list(GROUPS.values()), range="category"), legend=legend)
    dash = alt.StrokeDash("group:N", scale=alt.Scale(domain=list(GROUPS.values()), range=[[1, 0], [5, 4]]), legend=legend)
    tips = [alt.Tooltip("group:N", title="Group"), alt.Tooltip("week:N", title="Week from"), alt.Tooltip("number:N", title="Clicks")]
    cut = alt.Chart(pd.DataFrame({"on": [pd.Timestamp(on)]}))
    layers = [
        cut.mark_rule(style="strong-guide", strokeDash=[3, 3]).encode(x="on:T"),
        alt.Chart(shown).mark_line(strokeWidth=2).encode(x=x, y=y, color=color, strokeDash=dash),
        alt.Chart(shown).mark_circle(size=45, opacity=1).encode(x=x, y=y, color=color, tooltip=tips),
    ]
    return themed(alt.layer(*layers), locale, 260)
