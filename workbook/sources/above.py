"""Quotation marks above a table: a title of two lines, a column's name of two, a line such as `"Big" sale`.

DuckDB passes over lines by the rules of rows: a cell of two lines is one, and a mark that closes too early makes the next lines part of the same row.
Where that could move the place at which the table begins, the lines above are taken away first, so that no row goes with them.
"""

from __future__ import annotations

import csv
import io
import shutil
from dataclasses import replace
from pathlib import Path

from workbook.sources.encoding import Text
from workbook.sources.head import Head
from workbook.sources.parts import Part


def begun(part: Part, head: Head, folder: Path) -> tuple[Part, Head]:
    """The table with its header on the first line, where quotation marks stand above or in it in such a way; any other one as it is."""
    if _plain(part.text.path, head.end, head.delimiter):
        return part, head
    target = folder / f"{part.text.path.stem}-begun.txt"
    with part.text.path.open("rb") as source, target.open("wb") as out:
        for _ in range(head.end):
            line = source.readline()
        single = io.StringIO()
        csv.writer(single, delimiter=head.delimiter, lineterminator="\r\n" if line.endswith(b"\r\n") else "\n").writerow(
            map(_on_one_line, head.header)
        )
        out.write(single.getvalue().encode())
        shutil.copyfileobj(source, out, 1 << 20)
    titles = tuple(line for line in range(1, head.line) if head.preamble[line - 1].strip(' ,;|"\t\r\n'))
    made = replace(
        part,
        text=Text(target, part.text.encoding, part.text.newlines - head.end + 1),
        above=part.above + head.end - 1,
        notes=(*part.notes, *head.preamble),
        noted=(*part.noted, *(part.above + line for line in titles)),
    )
    return made, replace(head, line=1, end=1, preamble=())


def _plain(path: Path, lines: int, delimiter: str) -> bool:
    """Whether each of the first lines is a row of its own, however one looks at it."""
    with path.open(encoding="utf-8-sig", newline="\n") as file:
        first = [file.readline() for _ in range(lines)]
    if not any('"' in line for line in first):
        return True
    try:
        return len(list(csv.reader(io.StringIO("".join(first), newline=""), delimiter=delimiter, strict=True))) == lines
    except csv.Error:
        return False


def _on_one_line(title: str) -> str:
    return " ".join(title.split("\n"))
