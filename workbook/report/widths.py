"""How wide a table's columns are on paper."""

from __future__ import annotations

import math

from workbook.report.document import Table

SHORT = 17
"""Characters up to which a column is as wide as its longest cell; a day, “30 September 2026”, is in one line."""
FIGURES = 22
"""The same for a column of figures, whose longest cell is its title."""


def widths(table: Table) -> list[float]:
    """The share of each column in the width that is left; 0 is as wide as its longest cell, for short ones. One column always takes what is left.

    >>> widths(Table(("Channel", "What it is"), (("E-mail", "Letters to people who have asked for them"),)))
    [0.0, 6.4]
    """
    if table.widths:
        return list(table.widths)
    longest = [max(map(len, column)) for column in zip(table.head, *table.rows, strict=True)]
    most = [FIGURES if table.aligned(n) == "right" else SHORT for n in range(len(longest))]
    shares = [0.0 if n <= short else round(math.sqrt(min(n, 220)), 1) for n, short in zip(longest, most, strict=True)]
    if not any(shares) and shares:
        shares[0 if table.aligned(0) == "left" else longest.index(max(longest))] = 1.0
    return shares
