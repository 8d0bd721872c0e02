"""Competitors drawn: five axes with a mark per site, and the map of where everybody stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import altair as alt
import pandas as pd

from workbook.charts.picture import Heading, Picture, nothing
from workbook.charts.rows import numbered, row_axis, row_step, row_words
from workbook.charts.theme import themed
from workbook.metrics.competitors import OWN, Compared

if TYPE_CHECKING:
    from workbook.answers.locale import Locale

_COLUMNS = {
    "axis": Heading("Axis"),
    "site": Heading("Site"),
    "points": Heading("Points, 0 to 5", "number", 0),
    "weight": Heading("Weight", "number", 0),
}
_PLACES = {"name": Heading("Who"), "x": Heading("Left to right", "number", 1), "y": Heading("Bottom to top", "number", 1)}


def matrix(compared: Compared, locale: Locale) -> Picture:
    """Draw the points of all sites, a row per axis."""
    if compared.gaps.empty:
        return nothing("Competitors on five axes", "Score your own site and one competitor on the same axis.")
    first = compared.gaps.iloc[0]
    title = f"{first.rival} is furthest ahead in {str(first.axis).lower()}" if first.cost > 0 else "No competitor is ahead on any axis"
    told = [f"{g.axis}: you {g.own:.0f}, best competitor {g.best:.0f}" for g in compared.gaps.itertuples()]
    return Picture(_rows(compared, locale), title, "; ".join(told) + ".", compared.table, _COLUMNS)


def _rows(compared: Compared, locale: Locale) -> Any:
    axes = list(dict.fromkeys(compared.table.axis))
    weights = compared.table.drop_duplicates("axis").set_index("axis").weight
    spans = compared.table.groupby("axis", sort=False).points.agg(["min", "max"]).loc[axes].reset_index()
    spans = numbered(spans, axes, [f"weight {locale.number(weights[a])}" for a in axes])
    sites = list(dict.fromkeys([OWN, *compared.table.site]))
    shown = compared.table.merge(spans[["axis", "row"]], on="axis")
    scale = alt.Scale(domain=[-0.1, 5.1], nice=False)
    x = alt.X("points:Q", scale=scale, axis=alt.Axis(values=[0, 1, 2, 3, 4, 5], format="d", title="Points, 0 to 5"))
    legend = alt.Legend(title=None)
    color = alt.Color("site:N", sort=sites, scale=alt.Scale(domain=sites), legend=legend)
    shape = alt.Shape("site:N", scale=alt.Scale(domain=sites, range=["circle", "square", "triangle-up", "diamond"][: len(sites)]), legend=legend)
    tips = [alt.Tooltip("site:N", title="Site"), alt.Tooltip("axis:N", title="Axis"), alt.Tooltip("points:Q", title="Points")]
    marks = alt.Chart(shown).mark_point(filled=True, size=140, opacity=1).encode(x=x, y=row_axis(), color=color, shape=shape, tooltip=tips)
    rules = alt.Chart(spans).mark_rule(style="guide", strokeWidth=1.5).encode(x="min:Q", x2="max:Q", y=row_axis())
    return themed(alt.layer(rules, marks, *row_words(spans)), locale, row_step())


def positioning(places: Sequence[tuple[str, float, float]], ends: tuple[str, str, str, str], locale: Locale) -> Picture:
    """Draw who stands where. `places`: (name, x, y), one's own first; `ends`: left, right, lower, upper."""
    if len(places) < 2:
        return nothing("Positioning map", "Name both axes, place yourself, and add one competitor.")
    table = pd.DataFrame(places, columns=["name", "x", "y"]).assign(own=[True] + [False] * (len(places) - 1))
    mine = table.iloc[0]
    near = table.iloc[1:].assign(distance=lambda f: ((f.x - mine.x) ** 2 + (f.y - mine.y) ** 2) ** 0.5).sort_values("distance").iloc[0]
    close = near.distance < 2
    title = f"You stand where {near['name']} stands" if close else f"Nobody stands close to you; nearest is {near['name']}"
    free = _free_corner(table, ends)
    summary = f"Across: {ends[0]} to {ends[1]}. Up: {ends[2]} to {ends[3]}.{f' Nobody stands at {free}: room, or no demand?' if free else ''}"
    return Picture(_map(table, ends, locale), title, summary, table, _PLACES)


def _free_corner(table: pd.DataFrame, ends: tuple[str, str, str, str]) -> str:
    corners = {(a, b): f"“{ends[0 if a else 1]}, {ends[2 if b else 3]}”" for a in (True, False) for b in (True, False)}
    taken = set(zip((table.x < 5).tolist(), (table.y < 5).tolist(), strict=True))
    return " or ".join(words for corner, words in corners.items() if corner not in taken)


def _map(table: pd.DataFrame, ends: tuple[str, str, str, str], locale: Locale) -> Any:
    scale = alt.Scale(domain=[-0.6, 10.6], nice=False)
    x = alt.X("x:Q", scale=scale, axis=alt.Axis(values=[5], labels=False, title=f"{ends[0]}  ←  →  {ends[1]}"))
    y = alt.Y("y:Q", scale=scale, axis=alt.Axis(values=[5], labels=False, grid=True, title=f"{ends[2]}  ←  →  {ends[3]}"))
    tips = [alt.Tooltip("name:N", title="Who")]
    base = alt.Chart(table)
    others = base.transform_filter("!datum.own").mark_point(style="muted-line", filled=True, shape="square", size=140, opacity=1)
    own = base.transform_filter("datum.own").mark_point(style="accent", filled=True, size=220, opacity=1)
    words = base.mark_text(style="label", dy=-16).encode(x=x, y=y, text="name:N")
    return themed(alt.layer(others.encode(x=x, y=y, tooltip=tips), own.encode(x=x, y=y, tooltip=tips), words), locale, 340)
