"""What a chart says besides what it shows: a title that says what is seen, a summary in words, its data as a table."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pandas as pd


@dataclass(frozen=True)
class Picture:
    """A chart with its words and data.

    `chart` is an `altair` chart, or `None` when there is nothing to draw: the summary then says what is missing.
    """

    chart: Any | None
    title: str
    summary: str
    table: pd.DataFrame = field(default_factory=pd.DataFrame)


def nothing(title: str, missing: str, table: pd.DataFrame | None = None) -> Picture:
    """A picture that cannot be drawn yet.

    >>> nothing("Profit", "Enter the forecast's factors first.").chart is None
    True
    """
    return Picture(None, title, missing, pd.DataFrame() if table is None else table)


__all__ = ["Picture", "nothing"]
