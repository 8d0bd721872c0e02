"""Returned answers: a file with a row per person and a column per question, as a survey tool, a form service or a spreadsheet writes it.

Nothing is understood here, only read: letters in any encoding, cells divided by comma, semicolon or tab, the first sheet of a workbook. A row whose
cells do not fit the head is kept apart with its line, because it would put answers under other questions.
"""

from __future__ import annotations

import csv
import io
import itertools
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from workbook.sources.encoding import as_utf8
from workbook.sources.head import DELIMITERS
from workbook.sources.kinds import kind_of
from workbook.sources.parts import parts_of
from workbook.sources.refusal import Unreadable

MOST_ROWS = 50_000
MOST_COLUMNS = 500
_LOOK_AT = 200


@dataclass(frozen=True)
class Sheet:
    """The head, the rows below it with their lines in the file, rows that do not fit the head (line, cells), and how many were empty."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    unfit: tuple[tuple[int, int], ...] = ()
    empty: int = 0


def read_answers(path: Path | str, name: str | None = None) -> Sheet:
    """Read a CSV, TSV or XLSX file of answers.

    Raises
    ------
    Unreadable
        When there is no head with rows below it. The message is a sentence for the person who chose the file.
    """
    path = Path(path)
    shown = name or path.name
    try:
        with tempfile.TemporaryDirectory(prefix="workbook-") as scratch:
            text = as_utf8(path, Path(scratch)) if kind_of(path) == "text" else parts_of(path, Path(scratch))[0].text
            return sheet_of(text.path.read_text("utf-8-sig"), shown)
    except Unreadable as refusal:
        raise Unreadable(str(refusal).replace(f"`{path.name}", f"`{shown}")) from refusal


def sheet_of(text: str, shown: str) -> Sheet:
    r"""Take a text apart.

    >>> sheet_of("q1;q2\nyes;1,5\n;\nno;2;3", "a.csv")
    Sheet(header=('q1', 'q2'), rows=(('yes', '1,5'),), lines=(2,), unfit=((4, 3),), empty=1)
    """
    rows = _rows(text, _delimiter(text), shown)
    above = next((place for place, (_, cells) in enumerate(rows) if any(cells)), None)
    if above is None or above + 1 >= len(rows):
        message = f"`{shown}` must have a line with the questions, and below it a line for each person. Take the template, or export it again."
        raise Unreadable(message)
    header = _cut(rows[above][1])
    if len(header) > MOST_COLUMNS or len(rows) > MOST_ROWS:
        message = f"`{shown}` has {len(rows):,} rows and {len(header):,} columns; at most {MOST_ROWS:,} and {MOST_COLUMNS:,} are read. Cut it down."
        raise Unreadable(message)
    kept: list[tuple[int, tuple[str, ...]]] = []
    unfit, empty = [], 0
    for line, cells in rows[above + 1 :]:
        if not any(cells):
            empty += 1
        elif _fits(cells, header):
            kept.append((line, (*cells[: len(header)], *[""] * (len(header) - len(cells)))))
        else:
            unfit.append((line, len(cells)))
    return Sheet(header, tuple(cells for _, cells in kept), tuple(line for line, _ in kept), tuple(unfit), empty)


def _fits(cells: tuple[str, ...], header: tuple[str, ...]) -> bool:
    """No more cells than the head has, blank ones aside; where there are fewer, the last questions were left blank."""
    return not any(cells[len(header) :])


def _cut(cells: tuple[str, ...]) -> tuple[str, ...]:
    width = max(place for place, cell in enumerate(cells, 1) if cell)
    return cells[:width]


def _rows(text: str, delimiter: str, shown: str) -> list[tuple[int, tuple[str, ...]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    found: list[tuple[int, tuple[str, ...]]] = []
    before = 0
    try:
        for cells in reader:
            found.append((before + 1, tuple(cell.strip() for cell in cells)))
            before = reader.line_num
    except csv.Error as problem:
        message = f"`{shown}` cannot be taken apart after line {before}: a quotation mark is open there, or a cell is far too long. Save it again."
        raise Unreadable(message) from problem
    return found


def _delimiter(text: str) -> str:
    """The mark that divides most lines in the same way into most cells; a comma where there is one column alone."""
    lines = [*itertools.islice(io.StringIO(text, newline=""), _LOOK_AT)]
    best, mark = 0, ","
    for delimiter in DELIMITERS:
        try:
            widths = Counter(len(cells) for cells in csv.reader(lines, delimiter=delimiter) if any(cells))
        except csv.Error:
            continue
        width, times = max(widths.items(), key=lambda item: item[1] * (item[0] - 1), default=(1, 0))
        if times * (width - 1) > best:
            best, mark = times * (width - 1), delimiter
    return mark


__all__ = ["Sheet", "read_answers", "sheet_of"]
