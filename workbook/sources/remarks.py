"""What is to be known about some of the rows that were read: declared with the format, counted here, said with the file.

A share of impressions that is only known as "less than 10%" is no number to add up or to average; a result that is no purchase is no conversion.
"""

from __future__ import annotations

import duckdb

from workbook.sources.coerce import BOUND
from workbook.sources.connection import name
from workbook.sources.formats import Match, Remark


def remarks_on(db: duckdb.DuckDBPyConnection, source: str, match: Match) -> tuple[str, ...]:
    """The sentences that hold for rows of `source` (typed rows of one table), each with the number of rows."""
    wanted = (*match.format.remarks, *_bounds(match))
    if not wanted:
        return ()
    counts = ", ".join(f"count(*) FILTER ({remark.when})" for remark in wanted)
    found = db.execute(f"SELECT {counts} FROM {source} WHERE _skip IS NULL AND _reason IS NULL").fetchone() or ()
    return tuple(remark.say.replace("{rows}", counted(count)) for remark, count in zip(wanted, found, strict=True) if count)


def counted(rows: int) -> str:
    """A number of rows in words.

    >>> counted(1), counted(1200)
    ('1 row', '1,200 rows')
    """
    return "1 row" if rows == 1 else f"{rows:,} rows"


def _bounds(match: Match) -> list[Remark]:
    return [
        Remark(
            f"{name(column.name + BOUND)} IS NOT NULL",
            f"`{column.name.replace('_', ' ')}` is only known as a bound, such as less than 10%, in {{rows}}: kept as a bound, never as the number.",
        )
        for column in match.format.columns
        if column.kind == "rate" and column.name in match.positions
    ]
