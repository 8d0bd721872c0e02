"""Numbers in the place of long texts: what a step that sorts millions of rows costs is decided by the width of what it sorts by.

A visitor is known by a text such as `GA1.2.1234567890.1767225600`. Sorted by that, ten million visits cost twice as much as sorted by a number.
Nobody reads these numbers: they stand for the text inside one calculation, and never leave it.
"""

from __future__ import annotations

from typing import Any

import narwhals as nw


def numbered(frame: nw.LazyFrame[Any], column: str, name: str) -> nw.LazyFrame[Any]:
    """The frame with a column `name` that tells the same rows apart as `column`: in DuckDB a number, elsewhere the text itself.

    The number is DuckDB's 64-bit hash of the text. Two of five million visitors have the same one with a probability of less than one in a million
    (n² / 2⁶⁵); then they would be counted as one visitor.

    >>> import duckdb
    >>> rows = nw.from_native(duckdb.sql("SELECT unnest(['v', 'w', 'v']) AS visitor_id"))
    >>> one, other, again = numbered(rows, "visitor_id", "_who").collect("pandas").to_native()["_who"]
    >>> one == again, one == other
    (True, False)
    """
    if not frame.implementation.is_duckdb():
        return frame.with_columns(**{name: nw.col(column).cast(nw.String)})
    native: Any = frame.to_native()
    made: nw.LazyFrame[Any] = nw.from_native(native.project(f'*, hash("{column}") AS "{name}"')).lazy()
    return made
