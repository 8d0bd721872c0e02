"""Files in which very many cells are missing or too many: their rows of another width are taken out before the engine reads the rest.

DuckDB keeps a row that does not fit once for every cell that is missing or too many: one damaged line of 140 KB with 70,000 cells costs it 1.9 GB.
A few such rows are its business, because it counts them exactly. When a quick look counts thousands of cells out of place, the file is walked
record by record, and only the rows of the header's width go on.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from workbook.sources.broken import MOST, Broken, wrong_width
from workbook.sources.head import Head
from workbook.sources.parts import Part

TOLERATED = 5_000
"""So many cells too many or missing, in all rows together, are left to DuckDB: each costs it up to 25 KB."""
_PIECE = 1 << 22
_LONGEST = 1 << 21
_WITH_CELLS = 1_000
_AS_IS: dict[str, Any] = {"encoding": "utf-8", "errors": "surrogateescape"}


@dataclass(frozen=True)
class Evened:
    """A part whose rows have the header's width; `count` rows were taken out, and `broken` are the first ones of them."""

    part: Part
    count: int = 0
    broken: tuple[Broken, ...] = ()


def evened(part: Part, head: Head, folder: Path, *, quoted: bool) -> Evened:
    """The part as it is, or, when thousands of cells are out of place, a copy without the rows that have too many or too few."""
    if out_of_place(part.text.path, head) <= TOLERATED:
        return Evened(part)
    target = folder / f"{part.text.path.stem}-evened.txt"
    found = _Taken(part.above, len(head.header))
    with part.text.path.open(newline="\n", **_AS_IS) as file, target.open("w", newline="", **_AS_IS) as out:
        out.writelines(file.readline() for _ in range(head.end))
        for line, cells, text in _records(file, head, quoted):
            if found.fits(cells):
                out.writelines(text)
            else:  # its lines stay, so that the others keep their numbers
                found.take(line, cells, "".join(text).strip("\r\n").count("\n"))
                out.writelines("\r\n" if piece.endswith("\r\n") else "\n" for piece in text if piece.endswith("\n"))
    return Evened(replace(part, text=replace(part.text, path=target)), found.count, tuple(found.broken))


@dataclass
class _Taken:
    """The rows that are taken out, while they are gathered."""

    above: int
    width: int
    count: int = 0
    broken: list[Broken] = field(default_factory=list)

    def fits(self, cells: Sequence[str]) -> bool:
        """Whether the engine takes this row, or is the one to judge it; blank cells beyond the last column are nothing."""
        return not cells or len(cells) == self.width or (len(cells) > self.width and not any(cells[self.width :]))

    def take(self, line: int, cells: Sequence[str], swallowed: int) -> None:
        self.count += 1
        if self.count <= MOST:
            kept = tuple(cells[: self.width]) if self.count <= _WITH_CELLS else ()
            self.broken.append(Broken(line + self.above, wrong_width(len(cells), self.width, swallowed), kept))


def out_of_place(path: Path, head: Head) -> int:
    """About how many cells are missing or too many, counted line by line: as if a text between quotation marks ended with its line."""
    found = 0
    with path.open("rb") as file:
        for _ in range(head.end):
            file.readline()
        while found <= TOLERATED and (piece := file.read(_PIECE) + file.readline(_LONGEST)):
            inside = len(head.header) - 1
            if piece.count(head.delimiter.encode()) != piece.count(b"\n") * inside:  # counting once is ten times as quick
                found += _deviations(piece, ord(head.delimiter), inside)
    return found


def _deviations(piece: bytes, mark: int, wanted: int) -> int:
    r"""How far the lines of this piece are from the wanted number of delimiters, added up; blank lines count as they should be.

    >>> _deviations(b'a,b,c\na,b\n\na,"b,b,b",c,d\n', ord(","), 2)
    2
    """
    import numpy as np

    letters = np.frombuffer(piece, np.uint8)
    ends = np.flatnonzero(letters == ord("\n"))
    if not piece.endswith(b"\n"):
        ends = np.append(ends, len(piece))
    marks = np.flatnonzero(letters == mark)
    if b'"' in piece and len(marks):
        quotes, begins = np.flatnonzero(letters == ord('"')), np.concatenate(([0], ends + 1))
        start = begins[np.searchsorted(begins, marks, side="right") - 1]
        marks = marks[(np.searchsorted(quotes, marks) - np.searchsorted(quotes, start)) % 2 == 0]
    each = np.diff(np.searchsorted(marks, ends), prepend=0)
    return int(np.abs(each - wanted)[np.diff(ends, prepend=-1) > 2].sum())


def _records(file: Any, head: Head, quoted: bool) -> Iterator[tuple[int, list[str], list[str]]]:
    """Each record below the head: the line it begins on, its cells, its text; no cells where quotation marks do not close."""
    text: list[str] = []

    def lines() -> Iterator[str]:
        while line := file.readline(_LONGEST):
            text.append(line)
            yield line

    reader = csv.reader(lines(), delimiter=head.delimiter, quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE, strict=True)
    line, before = head.end + 1, csv.field_size_limit(_LONGEST)
    try:
        while True:
            try:
                cells = next(reader)
            except csv.Error:
                cells = []
            except StopIteration:
                return
            yield line, cells, text
            line += sum(piece.count("\n") for piece in text)
            text.clear()
    finally:
        csv.field_size_limit(before)
