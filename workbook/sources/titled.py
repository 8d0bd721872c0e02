"""A text that holds several tables one below the other, each under its title: scheduled reports, snapshots, the report of one mailing.

A report by mail has no fixed shape: a title, a table, a blank line, the next title. It is cut only where at least two of its pieces are tables
that are known here, or where its lines are "key: value" pairs of one known record; any other file stays in one piece.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from workbook.sources.formats import best_match, plain
from workbook.sources.head import DELIMITERS, MAX_COLUMNS

MOST_BYTES = 32 << 20
"""Reports of several tables are small; a larger file is one table."""
_SHARE = re.compile(r"\([^()]*%\)$")


@dataclass(frozen=True)
class Piece:
    """A stretch of lines: `above` counts the lines before it, `titles` are lines above it that stand alone, on the lines `titled`."""

    lines: tuple[str, ...]
    above: int
    titles: tuple[str, ...] = ()
    titled: tuple[int, ...] = ()


def pieces(path: Path) -> tuple[Piece, ...]:
    """The tables of a text, when it holds several; nothing when it is one table."""
    if path.stat().st_size > MOST_BYTES:
        return ()
    with path.open(encoding="utf-8-sig", newline="\n") as file:
        lines = file.readlines()
    record = _record(lines)
    if record:
        return record
    found = _stretches(lines)
    heads = {header for piece in found if (header := _header(piece))}
    return _with_separators(found, lines) if len(heads) >= 2 else ()


def _with_separators(found: Sequence[Piece], lines: Sequence[str]) -> tuple[Piece, ...]:
    """The pieces; rows of nothing but delimiters between them are told with the first."""
    inside = {line for piece in found for line in (*piece.titled, *range(piece.above + 1, piece.above + len(piece.lines) + 1))}
    outside = tuple(number for number, line in enumerate(lines, start=1) if line.strip() and number not in inside)
    return replace(found[0], titled=tuple(sorted((*found[0].titled, *outside)))), *found[1:]


def _stretches(lines: Sequence[str]) -> list[Piece]:
    """The lines between blank ones; a single line is the title of what follows, and rows without a header go on with the table before."""
    found: list[Piece] = []
    titles: list[tuple[int, str]] = []
    for start, end in _runs(lines):
        run = tuple(lines[start:end])
        if len(run) == 1 and not _is_table(Piece(run, start)):
            titles.append((start + 1, run[0].strip()))
        elif found and not titles and not _is_table(Piece(run, start)):
            before = found.pop()
            found.append(Piece((*before.lines, *lines[before.above + len(before.lines) : end]), before.above, before.titles, before.titled))
        else:
            found.append(Piece(run, start, tuple(text for _, text in titles), tuple(line for line, _ in titles)))
            titles = []
    return found


def _runs(lines: Sequence[str]) -> list[tuple[int, int]]:
    runs, start = [], None
    for number, line in enumerate([*lines, ""]):
        if line.strip(' ,;|"\t\r\n'):
            start = number if start is None else start
        elif start is not None:
            runs.append((start, number))
            start = None
    return runs


def _is_table(piece: Piece) -> bool:
    return bool(_header(piece))


def _header(piece: Piece) -> tuple[str, ...]:
    """The header of a known table, when it is one of the first lines; else nothing."""
    first = "".join(piece.lines[:20])
    found = (
        tuple(map(plain, rows[at]))
        for mark in DELIMITERS
        for rows in [_cells(first, mark)]
        for at in range(min(3, len(rows)))
        if 1 < len(rows[at]) <= MAX_COLUMNS and best_match(rows[at], rows=rows[at + 1 :])
    )
    return next(found, ())


def _cells(text: str, delimiter: str) -> list[list[str]]:
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:
        return []


def _record(lines: Sequence[str]) -> tuple[Piece, ...]:
    """One record written as `Key:,value` lines, turned into a table of one row; the other lines are the rest of the report."""
    pairs: dict[str, str] = {}
    seen: set[str] = set()
    rest: list[str] = []
    if not any(re.match(r'"?[^,;\t"]{2,40}:"?[,;\t]', line) for line in lines[:30]):
        return ()
    for line in lines:
        cells = next((row for mark in DELIMITERS for row in _cells(line, mark) if len(row) >= 2), [""])
        key = cells[0].strip().removesuffix(":")
        if len(cells) >= 2 and cells[0].strip().endswith(":") and not any(cells[2:]) and plain(key) not in seen:
            seen.add(plain(key))
            pairs[key] = _SHARE.sub("", cells[1].strip()).rstrip()
        else:
            rest.append(line)
    if len(pairs) > MAX_COLUMNS or not best_match(list(pairs)):
        return ()
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([list(pairs), list(pairs.values())])
    return Piece(tuple(out.getvalue().splitlines(keepends=True)), 0), *(Piece(run.lines, run.above) for run in _stretches(rest) if len(run.lines) > 1)
