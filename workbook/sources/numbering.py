"""Line numbers as an editor counts them, for the rows that are reported.

DuckDB counts rows. In a file without blank lines, broken rows or line ends inside quotes, that is the line; any other is
walked once more, and only when there is something to report.
"""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator
from pathlib import Path


def line_numbers(path: Path, head_end: int, delimiter: str, width: int, wanted: Collection[int], above: int = 0) -> dict[int, int]:
    """Map the n-th row of the right width after the header (counted from 1) to its line in the file."""
    missing, found, good = set(wanted), {}, 0
    for line, cells in _records(path, head_end, delimiter) if missing else ():
        if len(cells) == width and (width > 1 or cells):
            good += 1
            if good in missing:
                found[good] = line + above
                if len(found) == len(missing):
                    break
    return found


def record_lines(path: Path, head_end: int, delimiter: str, records: Collection[int], above: int = 0) -> dict[int, int]:
    """Map DuckDB's count of records (blank and broken ones and the lines of the head included) to lines in the file."""
    wanted, found = set(records), {}
    for count, (line, _) in enumerate(_records(path, head_end, delimiter), start=head_end + 1):
        if count in wanted:
            found[count] = line + above
            if len(found) == len(wanted):
                break
    return {record: found.get(record, record + above) for record in wanted}


def _records(path: Path, head_end: int, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Each record below the head with the line it begins on."""
    before = csv.field_size_limit(1 << 30)
    try:
        with path.open(encoding="utf-8", errors="replace", newline="") as file:
            for _ in range(head_end):
                file.readline()
            reader, line = csv.reader(file, delimiter=delimiter), head_end
            for cells in reader:
                yield line + 1, cells
                line = head_end + reader.line_num
    finally:
        csv.field_size_limit(before)
