"""Where the table begins: titles, dates and `#` lines stand above the header of many exports.

The lines above say which account and which days the report is about, so they are kept. The header is the first row that fits a
known format, under any of the delimiters in use; failing that, the first row of the shape that most rows have.
"""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from workbook.sources.formats import Format, Match, best_match
from workbook.sources.refusal import Unreadable

DELIMITERS = (",", ";", "\t", "|")
MAX_COLUMNS = 1000
_LOOK_AT = 60
_LINE_LIMIT = 1 << 18


@dataclass(frozen=True)
class Head:
    """How a table starts. `line` is the header's line number, `end` the last physical line of it; `preamble` the lines above."""

    delimiter: str
    header: tuple[str, ...]
    line: int
    end: int
    preamble: tuple[str, ...]
    match: Match | None


@dataclass(frozen=True)
class _Row:
    line: int
    end: int
    cells: tuple[str, ...]


def find_head(path: Path, name: str, formats: Sequence[Format] | None = None) -> Head:
    """Find the header of the table in a UTF-8 text file; `formats` narrows what is looked for."""
    lines = _first_lines(path)
    _refuse_width(lines, name)
    hits = []
    for delimiter in DELIMITERS:
        rows = _rows(lines, delimiter)
        for number, row in enumerate(rows):
            narrow = 1 < len(row.cells) <= MAX_COLUMNS
            found = best_match(row.cells, formats, [below.cells for below in rows[number + 1 :]]) if narrow else None
            if found:
                hits.append((found.score, -row.line, delimiter, row, found))
                break
    if hits:
        _, _, delimiter, row, found = max(hits, key=lambda hit: hit[:2])
        return Head(delimiter, row.cells, row.line, row.end, tuple(lines[: row.line - 1]), found)
    return _unknown_head(lines, name)


def _first_lines(path: Path) -> list[str]:
    with path.open(encoding="utf-8-sig", newline="\n") as file:
        return list(itertools.takewhile(bool, (file.readline(_LINE_LIMIT) for _ in range(_LOOK_AT))))


def _rows(lines: Sequence[str], delimiter: str) -> list[_Row]:
    reader = csv.reader(io.StringIO("".join(lines), newline=""), delimiter=delimiter)
    rows, before = [], 0
    try:
        for cells in reader:
            rows.append(_Row(before + 1, reader.line_num, tuple(cell.strip() for cell in cells)))
            before = reader.line_num
    except csv.Error:
        return rows
    return rows


def _refuse_width(lines: Sequence[str], name: str) -> None:
    widest = max((line.count(mark) + 1 for line in lines for mark in DELIMITERS), default=1)
    if widest > MAX_COLUMNS and not re.search(r'"', "".join(lines)):
        message = f"`{name}` has {widest:,} columns; a report has at most {MAX_COLUMNS:,}. Export rows as rows, with one column per figure."
        raise Unreadable(message)


def _unknown_head(lines: Sequence[str], name: str) -> Head:
    best: tuple[int, str, int, list[_Row]] | None = None
    for delimiter in DELIMITERS:
        rows = [row for row in _rows(lines, delimiter) if len(row.cells) > 1]
        if not rows:
            continue
        width, times = Counter(len(row.cells) for row in rows).most_common(1)[0]
        if width > 1 and (best is None or times * (width - 1) > best[0]):
            best = (times * (width - 1), delimiter, width, rows)
    if best is None:
        message = f"`{name}` holds no table: no two columns are divided by a comma, a semicolon or a tab. Export the report as CSV."
        raise Unreadable(message)
    _, delimiter, width, rows = best
    if width > MAX_COLUMNS:
        message = f"`{name}` has {width:,} columns; a report has at most {MAX_COLUMNS:,}. Export rows as rows, with one column per figure."
        raise Unreadable(message)
    row = _below_titles([row for row in rows if len(row.cells) == width])
    return Head(delimiter, row.cells, row.line, row.end, tuple(lines[: row.line - 1]), None)


def _below_titles(rows: Sequence[_Row]) -> _Row:
    """The first row that is filled about as far as the others: a spreadsheet's title is as wide as its table and fills one cell of it."""
    filled = [sum(map(bool, row.cells)) for row in rows]
    usual = sorted(filled)[len(filled) // 2]
    return next((row for row, count in zip(rows, filled, strict=True) if count > usual / 2), rows[0])
