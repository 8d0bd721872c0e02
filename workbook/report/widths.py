"""How wide a table's columns are on paper."""

from __future__ import annotations

import math

from workbook.report.document import Table

SHORT = 16
"""Characters up to which a column is as wide as its longest cell."""


def widths(table: Table) -> list[float]:
    """The share of each column in the width that is left; 0 is as wide as its longest cell, for short ones.

    >>> widths(Table(("Channel", "What it is"), (("E-mail", "Letters to people who have asked for them"),)))
    [0.0, 6.4]
    """
    if table.widths:
        return list(table.widths)
    longest = [max(map(len, column)) for column in zip(table.head, *table.rows, strict=True)]
    return [0.0 if n <= SHORT else round(math.sqrt(min(n, 220)), 1) for n in longest]
