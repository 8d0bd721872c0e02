"""The checklist drawn: groups beside the rivals', and weak points by effort and gain."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import altair as alt
import pandas as pd

from workbook.charts.picture import Heading, Picture, nothing
from workbook.charts.placing import apart
from workbook.charts.rows import numbered, row_axis, row_step, row_words
from workbook.charts.theme import themed
from workbook.metrics.sales_force import OWN

if TYPE_CHECKING:
    from workbook.answers.locale import Locale

SHOWN = 20
"""How many weak points the matrix shows: more would hide the first ones."""

_SCORES = {"group": Heading("Group"), "site": Heading("Site"), "share": Heading("Of the attainable points", "rate", 0)}
_POINTS = {
    "rank": Heading("No.", "count"), "label": Heading("Item"), "group": Heading("Group"), "score": Heading("Score", "count"),
    "effect": Heading("Effect, 1 to 5", "count"), "effort": Heading("Effort, 1 to 5", "count"), "gain": Heading("Gain", "number", 1),
    "priority": Heading("Gain per effort", "number", 1), "quadrant": Heading("Kind"),
}  # fmt: skip


def group_scores(own: pd.DataFrame, rivals: Mapping[str, pd.DataFrame], locale: Locale, *, name: str = OWN) -> Picture:
    """Draw `metrics.sales_force.group_scores` of the own site and of rivals, over the same items, as dots on one line per group."""
    sites = {name: own, **rivals}
    table = pd.concat([f[["group", "share"]].assign(site=s) for s, f in sites.items()], ignore_index=True)
    known = table.dropna(subset=["share"])
    mine = known[known.site == name]
    if mine.empty:
        return nothing("Scores by group", "Score at least one item of the checklist first.")
    worst, best = mine.sort_values("share").iloc[0], mine.sort_values("share").iloc[-1]
    if len(mine) == 1:
        title, strongest = f"“{worst.group}” has {locale.rate(worst.share, 0)} of the attainable points", "No other group is scored yet. "
    else:
        title = f"Weakest: “{worst.group}” with {locale.rate(worst.share, 0)} of the attainable points"
        strongest = f"Strongest is “{best.group}” with {locale.rate(best.share, 0)}. "
    summary = f"{strongest}{_beside(known, name)}"
    return Picture(_groups(known, list(sites), locale), title, summary.strip(), table, _SCORES)


def _beside(known: pd.DataFrame, name: str) -> str:
    wide = known.pivot(index="group", columns="site", values="share")
    others = [c for c in wide.columns if c != name]
    if not others:
        return ""
    leads = {rival: [f"“{group}”" for group, row in wide.iterrows() if row[rival] > row[name]] for rival in others}
    told = [f"{rival} leads in {', '.join(groups)}." for rival, groups in leads.items() if groups]
    return " ".join(told) or "No rival leads in any group."


def _groups(known: pd.DataFrame, sites: list[str], locale: Locale) -> Any:
    order = list(dict.fromkeys(known.group))
    spans = known.groupby("group", sort=False).share.agg(["min", "max"]).loc[order].reset_index()
    mine = known[known.site == sites[0]].set_index("group").share
    spans = numbered(spans, order, [locale.rate(mine.get(g), 0) for g in order])
    shown = known.merge(spans[["group", "row"]], on="group").assign(text=[locale.rate(s, 0) for s in known.share])
    shapes = ["circle", "square", "triangle-up", "diamond"][: len(sites)]
    x = alt.X("share:Q", title="Share of the attainable points", axis=alt.Axis(format=".0%", values=[0, 0.25, 0.5, 0.75, 1]))
    x = x.scale(domain=[0, 1])
    legend = alt.Legend(title=None) if len(sites) > 1 else None
    color = alt.Color("site:N", sort=sites, scale=alt.Scale(domain=sites), legend=legend)
    shape = alt.Shape("site:N", sort=sites, scale=alt.Scale(domain=sites, range=shapes), legend=legend)
    tips = [alt.Tooltip("site:N", title="Site"), alt.Tooltip("group:N", title="Group"), alt.Tooltip("text:N", title="Score")]
    points = alt.Chart(shown).mark_point(filled=True, size=140, opacity=1).encode(x=x, y=row_axis(), color=color, shape=shape, tooltip=tips)
    rules = alt.Chart(spans).mark_rule(style="guide", strokeWidth=1.5).encode(x="min:Q", x2="max:Q", y=row_axis())
    return themed(alt.layer(rules, points, *row_words(spans)), locale, row_step())


def priority_matrix(priorities: pd.DataFrame, locale: Locale) -> Picture:
    """Draw `metrics.sales_force.priorities`: numbered weak points by effort and gain. The table says which number is which."""
    title = "Weak points by effort and gain"
    known = priorities.dropna(subset=["gain", "effort"]) if len(priorities) else priorities
    if known.empty:
        return nothing(title, "No weak point is known: either nothing is scored yet or every item has full score.")
    wins = known[known["quadrant"] == "quick win"]
    title = f"{locale.count(len(wins))} quick wins: much to gain, little work" if len(wins) > 1 else f"Begin with “{known.label.iloc[0]}”"
    first = ", ".join(f"{locale.count(r)} “{label}”" for r, label in zip(known["rank"].head(5), known.label.head(5), strict=True))
    left = f" The chart shows the first {locale.count(SHOWN)} of {locale.count(len(known))}." if len(known) > SHOWN else ""
    return Picture(_matrix(known.head(SHOWN), locale), title, f"In order of gain per effort: {first}.{left}", known, _POINTS)


def _matrix(known: pd.DataFrame, locale: Locale) -> Any:
    x_domain, y_domain = (0.4, 5.6), (0.0, 5.5)
    placed = known.assign(**apart(known.effort, known.gain, x_domain, y_domain), mark=[locale.count(r) for r in known["rank"]])
    x = alt.X(
        "x:Q", title="Effort, 1 little to 5 much", scale=alt.Scale(domain=x_domain, nice=False), axis=alt.Axis(values=[1, 2, 3, 4, 5], format="d")
    )
    y = alt.Y(
        "y:Q",
        title="Gain: effect × what is missing",
        scale=alt.Scale(domain=y_domain, nice=False),
        axis=alt.Axis(values=[0, 1, 2, 3, 4, 5], format="d", grid=True),
    )
    tips = [
        alt.Tooltip("mark:N", title="No."),
        alt.Tooltip("label:N", title="Item"),
        alt.Tooltip("group:N", title="Group"),
        alt.Tooltip("quadrant:N", title="Kind"),
    ]
    dots = alt.Chart(placed).encode(x=x, y=y)
    return themed(
        alt.layer(
            alt.Chart(pd.DataFrame({"x": [3.5]})).mark_rule(style="guide").encode(x="x:Q"),
            alt.Chart(pd.DataFrame({"y": [2.0]})).mark_rule(style="guide").encode(y="y:Q"),
            *_corners(x, y),
            dots.mark_circle(style="accent", size=330, opacity=1).encode(tooltip=tips),
            dots.mark_text(style="on-accent", fontWeight=600, fontSize=11).encode(text="mark:N", tooltip=tips),
        ),
        locale, 380,
    )  # fmt: skip


def _corners(x: alt.X, y: alt.Y) -> list[alt.Chart]:
    """The names of the four quadrants."""
    corners = pd.DataFrame({
        "x": [0.45, 5.55, 0.45, 5.55], "y": [5.35, 5.35, 0.12, 0.12], "side": ["left", "right", "left", "right"],
        "text": ["Quick wins", "Projects", "Fill-ins", "Leave"],
    })  # fmt: skip
    return [
        alt.Chart(corners[corners.side == side]).mark_text(style="faint", align=side, fontWeight=600).encode(x=x, y=y, text="text:N")
        for side in ("left", "right")
    ]
