"""The foundations drawn: the maturity of the work as a radar, and what one lever or another would leave."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

import altair as alt
import pandas as pd

from workbook.charts.picture import Heading, Picture, nothing
from workbook.charts.rows import numbered, row_axis, row_step, row_words
from workbook.charts.theme import SHORT, themed
from workbook.metrics.levers import Month
from workbook.metrics.levers import levers as worked_out
from workbook.metrics.maturity import TOP, Part, weakest

if TYPE_CHECKING:
    from workbook.answers.locale import Locale

_PARTS = {"part": Heading("Part of the work"), "level": Heading("Level, 0 to 4", "count"), "meaning": Heading("What that means")}
_LEVERS = {
    "lever": Heading("What changes"), "left": Heading("Left a month", "money"), "gain": Heading("More than today", "money"),
    "orders": Heading("Orders", "number", 1),
}  # fmt: skip
_SIDES: tuple[Literal["left", "center", "right"], ...] = ("left", "center", "right")
_REACH = 5.6
"""How far the drawing goes beyond its middle, in levels: the names stand outside the last ring."""


def radar(parts: Sequence[Part], locale: Locale) -> Picture:
    """Draw the levels of all parts around one middle; the weakest is marked."""
    known = [p for p in parts if p.level is not None]
    if len(known) < 3:
        return nothing("Maturity of the work", "Give at least three parts a level; then they are drawn here.")
    weak = weakest(parts)
    rows = [(p.title, p.level, p.levels[p.level] if p.level is not None and p.levels else "") for p in parts]
    table = pd.DataFrame(rows, columns=["part", "level", "meaning"])
    title = f"The chain is as strong as “{weak[0].title}”" if len(weak) == 1 else f"{locale.count(len(weak))} parts share the lowest level"
    lowest = ", ".join(f"“{p.title}”" for p in weak)
    summary = f"At level {weak[0].level}: {lowest}. At level {max(p.level or 0 for p in known)}: " + ", ".join(
        f"“{p.title}”" for p in known if p.level == max(q.level or 0 for q in known)
    )
    open_ = [p.title for p in parts if p.level is None]
    left = f" No level yet: {', '.join(open_)}." if open_ else ""
    return Picture(_spider(parts, {p.title for p in weak}, locale), title, f"{summary}.{left}", table, _PARTS)


def _spider(parts: Sequence[Part], weak: set[str], locale: Locale) -> Any:
    angle = {p.title: 2 * math.pi * n / len(parts) for n, p in enumerate(parts)}
    shown = pd.DataFrame([_place(p, angle[p.title], weak) for p in parts if p.level is not None]).assign(order=lambda f: range(len(f)))
    rings = pd.DataFrame([{"ring": r, "order": n, **_at(r, angle[p.title])} for r in range(1, TOP + 1) for n, p in enumerate([*parts, parts[0]])])
    names = pd.DataFrame([{"name": p.short, "side": _side(angle[p.title]), **_at(TOP + 0.55, angle[p.title])} for p in parts])
    marks = pd.DataFrame([{"text": str(r), **_at(r, 0.0)} for r in range(1, TOP + 1)])
    outline = pd.concat([shown, shown.head(1).assign(order=len(shown))], ignore_index=True)
    x, y = alt.X("x:Q", axis=None, scale=_round("width")), alt.Y("y:Q", axis=None, scale=_round("height", turned=True))
    tips = [alt.Tooltip("part:N", title="Part"), alt.Tooltip("level:Q", title="Level"), alt.Tooltip("meaning:N", title="Today")]
    layers = [
        alt.Chart(rings).mark_line(style="guide", strokeWidth=1).encode(x=x, y=y, order="order:Q", detail="ring:N"),
        alt.Chart(marks).mark_text(style="faint", dx=8, align="left").encode(x=x, y=y, text="text:N"),
        alt.Chart(outline).mark_line(style="accent", strokeWidth=2.5).encode(x=x, y=y, order="order:Q"),
        alt.Chart(shown[~shown.weak]).mark_circle(style="accent", size=90, opacity=1).encode(x=x, y=y, tooltip=tips),
        alt.Chart(shown[shown.weak]).mark_point(style="loss", shape="diamond", size=200, filled=True, opacity=1).encode(x=x, y=y, tooltip=tips),
        *(
            alt.Chart(names[names.side == side])
            .mark_text(style="label", baseline="middle", align=_narrow("center", side))
            .encode(x=x, y=y, text="name:N")
            for side in _SIDES
        ),
    ]
    return themed(alt.layer(*layers), locale, 360)


def _round(side: str, *, turned: bool = False) -> alt.Scale:
    """A scale that keeps a circle round whatever the width: the middle of the side, and as far from it as the shorter side allows."""
    ends = [alt.expr(f"{side} / 2 {sign} min(width, height) / 2") for sign in ("-", "+")]
    return alt.Scale(domain=[-_REACH, _REACH], range=ends[::-1] if turned else ends, zero=False, nice=False)


def _narrow(small: str, wide: str) -> Any:
    """One alignment on a telephone, where a name beside its arm would leave the screen, another elsewhere."""
    return alt.expr(f"width < 420 ? '{small}' : '{wide}'")


def _side(angle: float) -> str:
    """On which side of its text's anchor a name stands, so that it does not lie on the rings."""
    return "center" if abs(math.sin(angle)) < 0.1 else "left" if math.sin(angle) > 0 else "right"


def _at(radius: float, angle: float) -> dict[str, float]:
    return {"x": radius * math.sin(angle), "y": radius * math.cos(angle)}


def _place(part: Part, angle: float, weak: set[str]) -> dict[str, Any]:
    level = part.level or 0
    meaning = part.levels[level] if part.levels else ""
    return {"part": part.title, "level": level, "meaning": meaning, "weak": part.title in weak, **_at(level, angle)}


def levers(month: Month, locale: Locale) -> Picture:
    """Draw what is left of a month, today and with one thing doubled."""
    table = worked_out(month)
    bought, changed = table.iloc[1], dict(zip(table.lever.iloc[1:], map(float, table.left.iloc[1:]), strict=True))
    most = max(changed.values())
    best = [f"“{lever}”" for lever, left in changed.items() if math.isclose(left, most)]
    title = f"{' or '.join(best)} leaves most: {locale.money(most, 0)} a month"
    more = f"{locale.money(abs(bought.gain), 0)} {'more' if bought.gain >= 0 else 'less'} than today"
    summary = f"Today {locale.money(table.left.iloc[0], 0)} are left. Twice the visits, bought, would leave {more}."
    return Picture(_bars(table, locale), title, summary, table, _LEVERS)


def _bars(table: pd.DataFrame, locale: Locale) -> Any:
    shown = numbered(table, table.lever, [locale.money(v, 0) for v in table.left])
    x = alt.X("left:Q", title=f"Left a month, {locale.currency}", axis=alt.Axis(labelExpr=SHORT))
    tips = [alt.Tooltip("lever:N", title="What changes"), alt.Tooltip("figure:N", title="Left a month")]
    base = alt.Chart(shown).encode(x=x, y=row_axis(), tooltip=tips)
    gain, loss = (base.transform_filter(f"datum.left {sign} 0").mark_bar(style=style, height=14) for sign, style in ((">=", "accent"), ("<", "loss")))
    return themed(alt.layer(gain, loss, *row_words(shown)), locale, row_step())
