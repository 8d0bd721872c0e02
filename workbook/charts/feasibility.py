"""The scorecard's sensitivity drawn: how far each score is from turning the verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt
import pandas as pd

from workbook.charts.picture import Picture, nothing
from workbook.charts.theme import LINES, themed, wrapped

if TYPE_CHECKING:
    from workbook.answers.locale import Locale

_TITLE = "What would turn the verdict"


def sensitivity(table: pd.DataFrame, locale: Locale) -> Picture:
    """Draw `feasibility_sensitivity.table`: a dot at each score, a line to the score that would turn the verdict."""
    known = table.dropna(subset=["score"]) if len(table) else table
    if known.empty:
        return nothing(_TITLE, "No criterion has a score yet.", table)
    shown = known.assign(name=known.label.map(wrapped), distance=(known.flip_score - known.score).abs())
    shown = shown.sort_values(["distance", "weight"], ascending=[True, False], na_position="last")
    near = shown[shown.distance <= 1]
    return Picture(_chart(shown, locale), _title(near), _summary(near, shown, locale), table)


def _chart(shown: pd.DataFrame, locale: Locale) -> alt.LayerChart:
    order = shown.name.tolist()
    base = alt.Chart(shown).encode(y=alt.Y("name:N", sort=order, title=None, axis=alt.Axis(labelExpr=LINES)))
    axis = alt.Axis(values=[0, 1, 2, 3, 4], format="d", title="Score, 0 to 4")
    x = alt.X("score:Q", scale=alt.Scale(domain=[0, 4.6], nice=False), axis=axis)
    turning = base.transform_filter("isValid(datum.flip_score)")
    layers = [
        turning.mark_rule(style="guide", strokeDash=[4, 3], strokeWidth=1.5).encode(x=x, x2="flip_score:Q"),
        turning.mark_point(style="second", shape="diamond", size=110, filled=True).encode(x="flip_score:Q", tooltip=_tips()),
        turning.mark_text(style="label", align="left", dx=11).encode(x="rightmost:Q", text="words:N"),
        base.mark_circle(style="accent", size=130, opacity=1).encode(x=x, tooltip=_tips()),
    ]
    marked = shown.assign(rightmost=shown[["score", "flip_score"]].max(axis=1), words=[_turns(v) for v in shown.flip_score_verdict])
    return themed(alt.layer(*layers, data=marked), locale, alt.Step(34))


def _tips() -> list[alt.Tooltip]:
    return [
        alt.Tooltip("label:N", title="Criterion"),
        alt.Tooltip("score:Q", title="Score now"),
        alt.Tooltip("flip_score:Q", title="Turns at score"),
        alt.Tooltip("flip_score_verdict:N", title="Then"),
    ]


def _turns(verdict: object) -> str:
    return f"→ {verdict}" if isinstance(verdict, str) else ""


def _title(near: pd.DataFrame) -> str:
    if near.empty:
        return "No single point turns the verdict"
    if len(near) == 1:
        return f"One point on “{near.label.iloc[0]}” turns the verdict"
    return f"One point on any of {len(near)} criteria turns the verdict"


def _summary(near: pd.DataFrame, shown: pd.DataFrame, locale: Locale) -> str:
    firm = int(shown.distance.isna().sum())
    first = (
        f"Nearest to turning it: {', '.join(near.label.head(3))}. "
        if len(near)
        else "Every criterion could move by one point and the verdict would stand. "
    )
    return f"{first}{locale.count(firm)} of {locale.count(len(shown))} criteria cannot turn the verdict alone, whatever their score."
