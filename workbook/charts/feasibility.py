"""The scorecard's sensitivity drawn: how far each score is from turning the verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt
import pandas as pd

from workbook.charts.picture import Heading, Picture, nothing
from workbook.charts.rows import numbered, row_axis, row_step, row_words
from workbook.charts.theme import themed

if TYPE_CHECKING:
    from workbook.answers.locale import Locale

_TITLE = "What would turn the verdict"
_COLUMNS = {
    "label": Heading("Criterion"), "aspect_label": Heading("Aspect"),
    "weight": Heading("Share of all weight", "rate", 1), "score": Heading("Score now", "count"),
    "flip_score": Heading("Score that turns it", "count"), "flip_score_verdict": Heading("Verdict then"),
    "flip_weight": Heading("Weight that turns it", "rate", 1), "flip_weight_verdict": Heading("Verdict with that weight"),
}  # fmt: skip


def sensitivity(table: pd.DataFrame, locale: Locale) -> Picture:
    """Draw `feasibility_sensitivity.table`: a dot at each score, a line to the score that would turn the verdict."""
    known = table.dropna(subset=["score"]) if len(table) else table
    if known.empty:
        return nothing(_TITLE, "No criterion has a score yet.")
    shown = known.assign(distance=(known.flip_score - known.score).abs())
    shown = shown.sort_values(["distance", "weight"], ascending=[True, False], na_position="last")
    near = shown[shown.distance <= 1]
    return Picture(_chart(shown, locale), _title(near), _summary(near, shown, locale), shown, _COLUMNS)


def _chart(known: pd.DataFrame, locale: Locale) -> Any:
    figures = [_turns(s, v) for s, v in zip(known.flip_score, known.flip_score_verdict, strict=True)]
    shown = numbered(known, known.label, figures)
    axis = alt.Axis(values=[0, 1, 2, 3, 4], format="d", title="Score, 0 to 4")
    x = alt.X("score:Q", scale=alt.Scale(domain=[-0.1, 4.1], nice=False), axis=axis)
    turning = alt.Chart(shown.dropna(subset=["flip_score"])).encode(y=row_axis())
    layers = [
        turning.mark_rule(style="guide", strokeDash=[4, 3], strokeWidth=1.5).encode(x=x, x2="flip_score:Q"),
        turning.mark_point(style="second", shape="diamond", size=110, filled=True, opacity=1).encode(x="flip_score:Q", tooltip=_tips()),
        alt.Chart(shown).mark_circle(style="accent", size=130, opacity=1).encode(x=x, y=row_axis(), tooltip=_tips()),
        *row_words(shown),
    ]
    return themed(alt.layer(*layers), locale, row_step())


def _tips() -> list[alt.Tooltip]:
    return [
        alt.Tooltip("label:N", title="Criterion"),
        alt.Tooltip("score:Q", title="Score now"),
        alt.Tooltip("flip_score:Q", title="Turns at score"),
        alt.Tooltip("flip_score_verdict:N", title="Then"),
    ]


def _turns(score: float, verdict: object) -> str:
    return f"{score:.0f} → {verdict}" if isinstance(verdict, str) else ""


def _title(near: pd.DataFrame) -> str:
    if near.empty:
        return "No single point turns the verdict"
    if len(near) == 1:
        return f"One point on “{near.label.iloc[0]}” turns the verdict"
    return f"One point on any of {len(near)} criteria turns the verdict"


def _summary(near: pd.DataFrame, shown: pd.DataFrame, locale: Locale) -> str:
    firm = int(shown.distance.isna().sum())
    steady = "Every criterion could move by one point and the verdict would stand. "
    named = "; ".join(f"“{label}”" for label in near.label.head(3))
    first = f"Nearest to turning it: {named}. " if len(near) else steady
    return f"{first}{_firm(firm, len(shown), locale)}{_weight(shown, locale)}"


def _firm(firm: int, every: int, locale: Locale) -> str:
    """How many criteria cannot turn the verdict."""
    if not firm:
        return "Each criterion could turn the verdict alone."
    return f"{locale.count(firm)} of {locale.count(every)} criteria cannot turn the verdict alone, whatever {'its' if firm == 1 else 'their'} score."


def _weight(shown: pd.DataFrame, locale: Locale) -> str:
    turning = shown.dropna(subset=["flip_weight"])
    if turning.empty:
        return " No single weight turns it."
    first = turning.loc[(turning.flip_weight - turning.weight).abs().sort_values().index[0]]
    now, then = locale.rate(first.weight, 1), locale.rate(first.flip_weight, 1)
    return f" If “{first.label}” made up {then} of all weight instead of {now}, the verdict would be “{first.flip_weight_verdict}”."
