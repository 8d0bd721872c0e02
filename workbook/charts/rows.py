"""Rows that can be read on any width: each row's name stands above its marks on the left, its figure on the right.

Names beside the marks would leave a telephone's screen no room for the marks themselves, and figures at the ends of bars would cross lines.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

import altair as alt
import pandas as pd

STEP = 46
"""Pixels per row: the line of words and the marks below it."""


def numbered(frame: pd.DataFrame, names: Iterable[object], figures: Iterable[object]) -> pd.DataFrame:
    """The frame with `row` (its order), `name` (cut where it is very long) and `figure` (already written).

    >>> numbered(pd.DataFrame({"x": [1]}), ["Search ads"], ["12"]).to_dict("records")
    [{'x': 1, 'row': 0, 'name': 'Search ads', 'figure': '12'}]
    """
    short = [textwrap.shorten(str(n), 100, placeholder=" …") for n in names]
    return frame.assign(row=range(len(frame)), name=short, figure=[str(f) for f in figures])


def row_axis() -> alt.Y:
    """The y position of a row; its name is drawn by `row_words`."""
    return alt.Y("row:O", axis=None)


def row_words(shown: pd.DataFrame, *, lift: float = 12) -> list[alt.Chart]:
    """Name on the left and figure on the right, `lift` pixels above the row's middle."""
    base = alt.Chart(shown).encode(y=row_axis())
    room = 16 + 7.5 * max((len(f) for f in shown.figure), default=0)
    short = alt.expr(f"max(60, width - {room:.0f})")  # a long name ends in an ellipsis before it meets the figure
    return [
        base.mark_text(style="label", align="left", baseline="bottom", dy=-lift, limit=short).encode(x=alt.value(0), text="name:N"),
        base.mark_text(style="faint", align="right", baseline="bottom", dy=-lift).encode(x=alt.value("width"), text="figure:N"),
    ]


def row_step() -> alt.Step:
    """The height of a chart of rows."""
    return alt.Step(STEP)
