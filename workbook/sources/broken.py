"""Rows that cannot be divided into the table's cells: which they are, and whether they are short totals rows."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from workbook.sources.connection import literal, name
from workbook.sources.head import Head
from workbook.sources.numbering import lines_at
from workbook.sources.parts import Part

MOST = 100_000
"""How many left-out lines are listed one by one; beyond, they are counted."""
_ROW = "trim(csv_line, chr(13) || chr(10))"
_SWALLOWED = f"length({_ROW}) - length(replace({_ROW}, chr(10), ''))"
_COUNTED = "CAST(column_idx AS HUGEINT) * CASE WHEN error_type = 'TOO MANY COLUMNS' THEN -1 ELSE 1 END"  # the last surplus cell has counted all
_REASONS = {
    "MISSING COLUMNS": "The row has {found}; the header has {width}.",
    "TOO MANY COLUMNS": "The row has {found}; the header has {width}. A text with a comma or semicolon in it needs quotation marks around it.",
    "UNQUOTED VALUE": "A quotation mark stands where none can, or opens and never closes, so the row cannot be divided into cells.",
    "LINE SIZE OVER MAXIMUM": "The row is longer than 2 MB: a quotation mark at its beginning opens and never closes.",
    "INVALID ENCODING": "The row holds bytes that are no letters.",
}


@dataclass(frozen=True)
class Broken:
    """One row that has no place in the table: its line, the reason, and the cells it has (empty when it cannot be divided)."""

    line: int
    reason: str
    cells: tuple[str, ...] = ()


def broken_rows(db: duckdb.DuckDBPyConnection, rejects: str, part: Part, head: Head) -> tuple[int, tuple[Broken, ...]]:
    """How many rows DuckDB could not divide, and the first ones of them with their lines."""
    total = db.execute(f"SELECT count(DISTINCT line) FROM {name(rejects)}").fetchone()
    count = int(total[0]) if total else 0
    if not count:
        return 0, ()
    first = ", ".join(f"first({column} ORDER BY column_idx)" for column in ("error_type", "left(csv_line, 2000)", _SWALLOWED))
    told = f"first(error_message ORDER BY {_COUNTED})"
    rows = db.execute(f"SELECT min(line_byte_position), {told}, {first} FROM {name(rejects)} GROUP BY line ORDER BY line LIMIT {MOST}").fetchall()
    lines = lines_at(part.text.path, [row[0] for row in rows])
    return count, tuple(
        _broken(lines[at] + part.above, kind, text or "", message or "", swallowed, head) for at, message, kind, text, swallowed in rows
    )


def short_totals(broken: Sequence[Broken], db: duckdb.DuckDBPyConnection) -> tuple[Broken, ...]:
    """Those of the broken rows that are totals rows written with fewer cells."""
    found = []
    for row in broken[:1000]:
        first = next((cell for cell in row.cells if cell), "")
        told = db.execute("SELECT is_total_label(cleaned($1))", [first]).fetchone() if first else None
        if told and told[0]:
            found.append(row)
    return tuple(found)


def as_rows(totals: Sequence[Broken], width: int) -> str:
    """Short totals rows as rows of the table, numbered by their negative line."""
    selects = []
    for row in totals:
        cells = [*row.cells, *[""] * width][:width]
        values = ", ".join(f"CAST({literal(cell)} AS VARCHAR) AS c{number}" for number, cell in enumerate(cells))
        selects.append(f"SELECT CAST({-row.line} AS BIGINT) AS _n, {values}")
    return " UNION ALL ".join(selects)


def wrong_width(cells: int, width: int, swallowed: int) -> str:
    """Why a row of so many cells has no place in a table of `width` columns; `swallowed` counts the further lines it reaches over.

    >>> wrong_width(3, 5, 0)
    'The row has 3 cells; the header has 5.'
    """
    kind = "MISSING COLUMNS" if cells < width else "TOO MANY COLUMNS"
    return _REASONS[kind].format(found=_cells(cells), width=width) + _with_it(swallowed)


def _cells(count: int) -> str:
    return "1 cell" if count == 1 else f"{count:,} cells"


def _with_it(swallowed: int) -> str:
    if swallowed <= 0:
        return ""
    return " It takes the next line with it." if swallowed == 1 else f" It takes the next {swallowed:,} lines with it."


def _broken(line: int, kind: str, text: str, message: str, swallowed: int, head: Head) -> Broken:
    found = re.search(r"Found: (\d+)", message)
    said = _cells(int(found.group(1))) if found else "another number of cells"
    reason = _REASONS.get(kind, "The row cannot be divided into cells.").format(found=said, width=len(head.header)) + _with_it(swallowed)
    if kind not in ("MISSING COLUMNS", "TOO MANY COLUMNS"):
        return Broken(line, reason)
    try:
        cells = next(csv.reader(io.StringIO(text.lstrip("\r\n"), newline=""), delimiter=head.delimiter), [])
    except csv.Error:
        cells = []
    return Broken(line, reason, tuple(cells))
