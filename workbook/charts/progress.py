"""Progress drawn: what should be done by each day, and what is done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import altair as alt
import pandas as pd

from workbook.charts.picture import Heading, Picture, nothing
from workbook.charts.theme import themed
from workbook.metrics.progress import Standing, curve

if TYPE_CHECKING:
    from workbook.answers.locale import Locale

_COLUMNS = {"day": Heading("Day", "date"), "planned": Heading("Planned by then", "rate", 0), "done": Heading("Done by then", "rate", 0)}
KINDS = ["Planned", "Done"]


def progress(found: Standing | None, locale: Locale) -> Picture:
    """Draw planned against done, day by day."""
    if found is None:
        return nothing("Planned and done", "Enter the first measure with its last day.", None, _COLUMNS)
    table = curve(found.tasks, found.today)
    title = f"{locale.rate(found.done, 0)} is done; {locale.rate(found.planned, 0)} should be"
    counted = f"By {locale.date(found.today)}, counted by {'hours' if found.by_hours else 'the number'} of finished measures."
    summary = f"{counted} The last one is due on {locale.date(found.ends)}."
    return Picture(_chart(table, found, locale), title, summary, table, _COLUMNS)


def _chart(table: pd.DataFrame, found: Standing, locale: Locale) -> Any:
    days = table.assign(day=pd.to_datetime(table.day))
    parts = [days.rename(columns={name: "share"})[["day", "share"]].assign(kind=kind) for name, kind in zip(("planned", "done"), KINDS, strict=True)]
    long = pd.concat(parts, ignore_index=True).dropna(subset=["share"])
    long = long.assign(written=[locale.rate(s, 0) for s in long.share], on=[locale.date(d.date()) for d in long.day])
    x = alt.X("day:T", title=None, axis=alt.Axis(labelOverlap="greedy", labelSeparation=10, grid=False, tickCount=6))
    y = alt.Y(
        "share:Q",
        title="Share of all hours" if found.by_hours else "Share of all measures",
        axis=alt.Axis(format=".0%", grid=True),
        scale=alt.Scale(domain=[0, 1.12], nice=False),
    )
    color = alt.Color("kind:N", sort=KINDS, scale=alt.Scale(domain=KINDS, range="category"), legend=alt.Legend(title=None))
    dash = alt.StrokeDash("kind:N", sort=KINDS, scale=alt.Scale(domain=KINDS, range=[[5, 4], [1, 0]]), legend=alt.Legend(title=None))
    tips = [alt.Tooltip("kind:N", title="Line"), alt.Tooltip("on:N", title="By"), alt.Tooltip("written:N", title="Share")]
    now = pd.DataFrame({"day": [pd.Timestamp(found.today)], "text": ["today"]})
    early = pd.Timestamp(found.today) < days.day.min() + (days.day.max() - days.day.min()) / 2  # the word stands on the side with more room
    side: Literal["left", "right"] = "left" if early else "right"
    base = alt.Chart(long).encode(x=x, y=y, color=color)
    return themed(
        alt.layer(
            alt.Chart(now).mark_rule(style="guide").encode(x="day:T"),
            alt.Chart(now).mark_text(style="faint", align=side, dx=4 if early else -4, baseline="top")
            .encode(x="day:T", y=alt.value(2), text="text:N"),
            base.mark_line(interpolate="step-after", strokeWidth=2.5).encode(strokeDash=dash),
            base.mark_circle(size=36, opacity=1).encode(tooltip=tips),
        ),
        locale, 240,
    )  # fmt: skip
