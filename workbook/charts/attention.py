"""Attention drawn: each day beside the band of what was expected, unusual days marked by their shape."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt
import pandas as pd

from workbook.charts.days import day_axis
from workbook.charts.picture import Heading, Picture, nothing
from workbook.charts.theme import SHORT, themed

if TYPE_CHECKING:
    from workbook.answers.locale import Locale
    from workbook.metrics.season import Season

_SHAPES = {"high": "triangle-up", "low": "triangle-down"}
_NAMES = {"high": "Above the band", "low": "Below the band"}


def over_time(found: Season, label: str, locale: Locale, *, title: str) -> Picture:
    """Draw `metrics.season.Season` of a measure called `label`; `title` is the one message."""
    every = found.every
    columns = _columns(label, every)
    if found.table.value.dropna().empty:
        return nothing(label, f"No {every} is known yet.", found.table, columns)
    table = found.table.assign(weekday=found.table.day.dt.day_name()) if every == "day" else found.table
    return Picture(_chart(found, label, locale), title, _summary(found, locale), table, columns)


def _summary(found: Season, locale: Locale) -> str:
    table, every = found.table, found.every
    known = table.value.dropna()
    span = f"{locale.date(table.day.iloc[0])} to {locale.date(table.day.iloc[-1])}"
    gaps = len(table) - len(known)
    missing = f" {locale.things(gaps, every)} missing: the line is broken there." if gaps else ""
    band = " The band shows what was expected." if found.judged else ""
    return f"{span}: {locale.count(known.min())} to {locale.count(known.max())} a {every}.{band}{missing}"


def _columns(label: str, every: str) -> dict[str, Heading]:
    return {
        "day": Heading("Day" if every == "day" else "Week from", "date"),
        "weekday": Heading("Weekday"),
        "value": Heading(label, "count"),
        "expected": Heading("Expected", "count"),
        "low": Heading("Band from", "count"),
        "high": Heading("Band to", "count"),
        "kind": Heading("What it was"),
    }


def _chart(found: Season, label: str, locale: Locale) -> Any:
    shown = _written(found, locale)
    x = alt.X("day:T", title=None, axis=day_axis(shown.day, locale, weekly=found.every == "week", grid=False))
    title = f"{label} a {found.every}"
    y = alt.Y("value:Q", title=title, axis=alt.Axis(labelExpr=SHORT, grid=True), scale=alt.Scale(zero=True))
    tips = [alt.Tooltip("on:N", title=found.every.capitalize()), alt.Tooltip("seen:N", title=label), alt.Tooltip("band:N", title="Expected")]
    base = alt.Chart(shown)
    layers: list[Any] = []
    if found.judged:
        layers.append(base.mark_area(style="soft", opacity=0.45).encode(x=x, y=alt.Y("low:Q", title=title), y2="high:Q"))
        layers.append(base.mark_line(style="guide", strokeDash=[4, 3]).encode(x=x, y="level:Q"))
    layers.append(base.mark_line(style="accent-line", strokeWidth=1.5, invalid="break-paths-show-domains").encode(x=x, y=y))
    if len(shown) <= 120:
        layers.append(alt.Chart(shown.dropna(subset=["value"])).mark_circle(style="accent", size=22, opacity=1).encode(x=x, y=y, tooltip=tips))
    layers += _marks(shown, x, y, tips)
    return themed(alt.layer(*layers), locale, 300)


def _marks(shown: pd.DataFrame, x: alt.X, y: alt.Y, tips: list[alt.Tooltip]) -> list[alt.Chart]:
    """Unusual periods, told apart by shape and named in the legend."""
    odd = shown[shown.kind.isin(_SHAPES)]
    if odd.empty:
        return []
    odd = odd.assign(mark=odd.kind.map(_NAMES))
    there = [name for name in _NAMES.values() if name in set(odd.mark)]
    shapes = [shape for kind, shape in _SHAPES.items() if _NAMES[kind] in there]
    legend = alt.Legend(title=None)
    shape = alt.Shape("mark:N", scale=alt.Scale(domain=there, range=shapes), legend=legend)
    return [alt.Chart(odd).mark_point(style="loss", filled=True, size=130, opacity=1).encode(x=x, y=y, shape=shape, tooltip=tips)]


def _written(found: Season, locale: Locale) -> pd.DataFrame:
    table = found.table
    return table.assign(
        on=[locale.weekday(d) if found.every == "day" else locale.date(d) for d in table.day],
        seen=[locale.count(v) for v in table.value],
        band=[f"{locale.count(lo)} to {locale.count(hi)}" for lo, hi in zip(table.low, table.high, strict=True)],
    )
