"""Line numbers as an editor counts them, for the rows that are reported.

DuckDB counts rows. In a file without blank lines, broken rows or line ends inside quotes, that is the line; any other is
walked once more, and only when there is something to report.
"""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path


def line_numbers(
    path: Path, head_end: int, delimiter: str, width: int, wanted: Collection[int], above: int = 0, *, quoted: bool = True
) -> dict[int, int]:
    """Map the n-th row of the right width after the header (counted from 1) to its line in the file."""
    missing, found, good = set(wanted), {}, 0
    for line, cells in _records(path, head_end, delimiter, quoted) if missing else ():
        if len(cells) == width and (width > 1 or cells):
            good += 1
            if good in missing:
                found[good] = line + above
                if len(found) == len(missing):
                    break
    return found


def between(wanted: Collection[int], head_end: int, broken: Sequence[int], above: int = 0) -> dict[int, int]:
    """The same for a file in which every line is one row, good or broken: `broken` are the lines of the broken ones.

    >>> between([1, 2, 3], 1, [3])
    {1: 2, 2: 4, 3: 5}
    """
    found, passed, lines = {}, 0, sorted(line - above for line in broken)
    for row in sorted(wanted):
        while passed < len(lines) and lines[passed] <= row + head_end + passed:
            passed += 1
        found[row] = row + head_end + passed + above
    return found


def lines_at(path: Path, offsets: Collection[int]) -> dict[int, int]:
    """The line on which each byte of a file stands."""
    found: dict[int, int] = {}
    position = lines = 0
    with path.open("rb") as file:
        for offset in sorted(set(offsets)):
            while position < offset:
                piece = file.read(min(1 << 22, offset - position))
                if not piece:
                    break
                position += len(piece)
                lines += piece.count(b"\n")
            found[offset] = lines + 1
    return found


def _records(path: Path, head_end: int, delimiter: str, quoted: bool) -> Iterator[tuple[int, list[str]]]:
    """Each record below the head with the line it begins on."""
    before = csv.field_size_limit(1 << 30)
    try:
        with path.open(encoding="utf-8", errors="replace", newline="") as file:
            for _ in range(head_end):
                file.readline()
            reader, line = csv.reader(file, delimiter=delimiter, quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE), head_end
            for cells in reader:
                yield line + 1, cells
                line = head_end + reader.line_num
    finally:
        csv.field_size_limit(before)
