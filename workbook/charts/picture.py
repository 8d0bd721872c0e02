"""What a chart says besides what it shows: a title that says what is seen, a summary in words, its data as a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import pandas as pd

Kind = Literal["text", "count", "number", "money", "rate", "date"]


@dataclass(frozen=True)
class Heading:
    """What a column of the data is called and how its values are written. `digits` fixes the decimals; without it the locale decides."""

    label: str
    kind: Kind = "text"
    digits: int | None = None


@dataclass(frozen=True)
class Picture:
    """A chart with its words and data.

    `chart` is an `altair` chart, or `None` when there is nothing to draw: the summary then says what is missing.
    `columns` names the columns of `table` that a reader sees, in their order; the others are for the drawing alone.
    """

    chart: Any | None
    title: str
    summary: str
    table: pd.DataFrame = field(default_factory=pd.DataFrame)
    columns: Mapping[str, Heading] = field(default_factory=dict)

    @property
    def headings(self) -> dict[str, Heading]:
        """The headings whose columns the table has.

        >>> Picture(None, "Profit", "", pd.DataFrame({"a": [1]}), {"a": Heading("Month", "count"), "b": Heading("Profit", "money")}).headings
        {'a': Heading(label='Month', kind='count', digits=None)}
        """
        return {name: heading for name, heading in self.columns.items() if name in self.table.columns}


def nothing(title: str, missing: str, table: pd.DataFrame | None = None, columns: Mapping[str, Heading] | None = None) -> Picture:
    """A picture that cannot be drawn yet.

    >>> nothing("Profit", "Enter the forecast's factors first.").chart is None
    True
    """
    return Picture(None, title, missing, pd.DataFrame() if table is None else table, columns or {})


__all__ = ["Heading", "Kind", "Picture", "nothing"]
