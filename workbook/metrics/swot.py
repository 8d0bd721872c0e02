"""From four lists to strategies: each pair of an inner and an outer point is a question, and the weightiest pairs are answered first.

    strength × opportunity   use it: grow                weakness × opportunity   mend it, or let the opportunity go
    strength × threat        defend with it              weakness × threat        get out of the way, or take precautions

A list alone decides nothing (Weihrich 1982, who turned the lists into this matrix). The weight of a pair is the product of its two weights.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import pandas as pd

from workbook.answers.finding import Figure, Finding

if TYPE_CHECKING:
    from workbook.answers.locale import Locale

PAIRS = {
    ("strength", "opportunity"): ("Use", "Use “{inner}” to take “{outer}”."),
    ("weakness", "opportunity"): ("Mend", "Mend “{inner}”, or “{outer}” goes to somebody else."),
    ("strength", "threat"): ("Defend", "Set “{inner}” against “{outer}”."),
    ("weakness", "threat"): ("Avoid", "Take precautions before “{outer}” meets “{inner}”."),
}


class PointLike(Protocol):
    """One point; those of the form are."""

    @property
    def kind(self) -> str | None: ...  # noqa: D102
    @property
    def what(self) -> str | None: ...  # noqa: D102
    @property
    def weight(self) -> int | None: ...  # noqa: D102


@dataclass(frozen=True)
class Point:
    """A point by itself, without a form."""

    kind: str | None
    what: str | None
    weight: int | None = None


def strategies(points: Sequence[PointLike]) -> pd.DataFrame:
    """Every pair of an inner and an outer point, the weightiest first. Columns: way, strategy, inner, outer, weight.

    >>> strategies([Point("strength", "own repair shop", 3), Point("opportunity", "people mend again", 2)]).strategy[0]
    'Use “own repair shop” to take “people mend again”.'
    """
    rows = []
    for (inner, outer), (way, words) in PAIRS.items():
        for a in (p for p in points if p.kind == inner and p.what):
            for b in (p for p in points if p.kind == outer and p.what):
                said = words.format(inner=str(a.what).rstrip("."), outer=str(b.what).rstrip("."))
                rows.append((way, said, a.what, b.what, (a.weight or 2) * (b.weight or 2)))
    frame = pd.DataFrame(rows, columns=["way", "strategy", "inner", "outer", "weight"])
    return frame.sort_values("weight", ascending=False, kind="stable", ignore_index=True)


def finding(points: Sequence[PointLike], locale: Locale) -> Finding:
    """The strategies worth thinking about first, and which list is still empty."""
    kinds = {"strength": "strengths", "weakness": "weaknesses", "opportunity": "opportunities", "threat": "threats"}
    counted = {kind: sum(p.kind == kind and bool(p.what) for p in points) for kind in kinds}
    absent = [kinds[k] for k, n in counted.items() if not n]
    pairs = strategies(points)
    if pairs.empty:
        return Finding(
            headline="No strategy yet", next_step=f"Add {absent[0] if absent else 'a point'}: a strategy needs one point inside and one outside."
        )
    figures = tuple(Figure(kinds[k].capitalize(), locale.count(n)) for k, n in counted.items())
    return Finding(
        headline=str(pairs.strategy.iloc[0]).rstrip("."),
        tone="warn" if absent else "neutral",
        figures=figures,
        points=tuple(str(s) for s in pairs.strategy.iloc[1:5]),
        reasons_against=(f"There are no {' and no '.join(absent)} yet: the picture is too kind or too dark.",) if absent else (),
        means="Each line pairs something inside the company with something outside. The most important pairs stand first.",
        means_not="The lines are questions, not decisions: leave out a pair that makes no sense.",
        next_step="Choose two of them, and write for each what you would do in the next three months.",
    )
