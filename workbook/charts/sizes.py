"""A scale for numbers of very unlike size, such as impressions and orders."""

from __future__ import annotations

import altair as alt

from workbook.charts.theme import SHORT


def many_sizes(top: float, title: str) -> tuple[alt.Scale, alt.Axis]:
    """Scale and axis for numbers of very unlike size, from 0: equal steps are equal multiples."""
    powers = [10.0**k for k in range(12) if 10.0**k <= top * 1.2]
    values = [0.0, *powers[:: 2 if len(powers) > 4 else 1]]
    axis = alt.Axis(values=values, labelExpr=SHORT, title=f"{title}, logarithmic", labelOverlap="greedy")
    return alt.Scale(type="symlog", constant=1, domain=[0, max(1.0, top * 1.2)], nice=False), axis
