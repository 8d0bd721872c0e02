"""Whether the rows that were read add up to the totals that the report itself states.

Totals rows are left out of the data (adding them in doubles everything) and are compared with the sum of the rows instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import duckdb

from workbook.sources.connection import name
from workbook.sources.formats import Match
from workbook.sources.reading import Control

_ADDITIVE = ("count", "number", "money")
_NOT_ADDED = ("position", "reach", "average_duration", "visitors", "rating", "line")


def controls(db: duckdb.DuckDBPyConnection, source: str, match: Match, line_of: dict[int, int]) -> tuple[Control, ...]:
    """Compare the totals rows in `source` (typed rows) with the sums of its data rows.

    A report can hold several totals (of the account, of a network); the one that fits best is the control.
    """
    columns = [
        column for column in match.format.columns if column.kind in _ADDITIVE and column.name in match.positions and column.name not in _NOT_ADDED
    ]
    if not columns:
        return ()
    names = ", ".join(name(column.name) for column in columns)
    stated = db.execute(f"SELECT _n, _label, {names} FROM {source} WHERE _skip = 'total' ORDER BY _n LIMIT 100").fetchall()
    if not stated:
        return ()
    sums = ", ".join(f"sum({name(column.name)})" for column in columns)
    found = db.execute(f"SELECT count(*), {sums} FROM {source} WHERE _skip IS NULL AND _reason IS NULL").fetchone()
    assert found is not None
    rows = [_compare(columns, row, found, line_of.get(row[0], 0)) for row in stated]
    return max(rows, key=_fit)


def _compare(columns: Sequence[Any], stated: Sequence[Any], found: Sequence[Any], line: int) -> tuple[Control, ...]:
    result = []
    for number, column in enumerate(columns):
        told, summed = stated[number + 2], found[number + 1]
        if told is None:
            continue
        # each row was rounded to a hundredth (money: to a minor unit) before it was written
        slack = {"count": 0.0, "money": 0.5 * found[0] + 1, "number": 0.005 * found[0] + 0.005}[column.kind]
        total = float(summed or 0)
        result.append(Control(column.name, float(told), total, abs(float(told) - total) <= slack, stated[1] or "", line, column.kind == "money"))
    return tuple(result)


def _fit(row: tuple[Control, ...]) -> tuple[int, float]:
    return sum(control.agrees for control in row), sum(control.stated for control in row)
