"""Tables that say less than they should: columns divided by blanks only, no header, titles that are blank or stand twice.

Old programs write columns one under the other, with blanks between them and no titles. Such a table is brought to the shape of the others before
it is read: tabs between the cells, and a header that says what the cells look like ("Column 3 (date)"). Lines keep their numbers.
"""

from __future__ import annotations

import csv
import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from workbook.sources.encoding import Text
from workbook.sources.head import DELIMITERS, Head
from workbook.sources.mapping import first_rows
from workbook.sources.parts import Part
from workbook.sources.values import share

_LOOK_AT = 60
_LOOKS = {
    "date": "date", "share": "share", "padded": "code", "whole": "whole number", "amount": "number", "address": "e-mail", "channel": "channel",
    "page": "page", "currency": "currency",
}  # fmt: skip
_OURS = re.compile(r"Column \d+ \([a-z -]+\)")


def with_tabs(part: Part, folder: Path) -> Part:
    """The same table with tabs between its cells, when nothing but blanks divides them; any other table as it is."""
    with part.text.path.open(encoding="utf-8-sig", newline="\n") as file:
        lines = [line.strip() for line in itertools.islice(file, _LOOK_AT) if line.strip()]
    if not _is_aligned(lines):
        return part
    target = folder / f"{part.text.path.stem}-tabs.txt"
    with part.text.path.open(encoding="utf-8-sig", newline="\n") as source, target.open("w", encoding="utf-8", newline="") as out:
        for line in source:
            out.write("\t".join(line.split()) + "\n")
    return replace(part, text=Text(target, part.text.encoding, part.text.newlines))


def titled(part: Part, head: Head, folder: Path) -> tuple[Part, Head]:
    """A table of unknown shape with a header in which each title is there, and there once."""
    if not _without_header(head, first_rows(part.text.path, head)):
        return part, replace(head, header=_single(head.header))
    rows = [list(head.header), *first_rows(part.text.path, head)]
    titles = tuple(f"Column {place + 1} ({_look([row[place] for row in rows])})" for place in range(len(head.header)))
    target = folder / f"{part.text.path.stem}-titled.txt"
    with part.text.path.open(encoding="utf-8-sig", newline="\n") as source, target.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, delimiter=head.delimiter, lineterminator="\n").writerow(titles)
        for _ in range(head.line - 1):
            source.readline()
        for piece in iter(lambda: source.read(1 << 20), ""):
            out.write(piece)
    text = Text(target, part.text.encoding, part.text.newlines - (head.line - 1) + 1)
    noted = tuple(line for line in range(1, head.line) if head.preamble[line - 1].strip(' ,;|"\t\r\n'))
    lines = (*part.noted, *(part.above + line for line in noted))
    made = replace(part, text=text, above=part.above + head.line - 2, notes=(*part.notes, *head.preamble), noted=lines)
    return made, Head(head.delimiter, titles, 1, 1, (), None)


def untitled(header: Sequence[str]) -> bool:
    """Whether the titles are ours because the file had none. Such files look alike: orders and costs may have equal kinds of cells.

    >>> untitled(["Column 1 (date)", "Column 2 (number)"]), untitled(["Day", "Column 2 (number)"])
    (True, False)
    """
    return bool(header) and all(_OURS.fullmatch(title) for title in header)


def _is_aligned(lines: Sequence[str]) -> bool:
    """Whether all lines have the same number of words, at least one of them always a number or a day, and no delimiter."""
    if len(lines) < 2 or any(mark in line for line in lines for mark in DELIMITERS):
        return False
    rows = [line.split() for line in lines]
    (width, times), *_ = Counter(map(len, rows)).most_common(1)
    if width < 2 or times < 0.9 * len(rows):
        return False
    columns = zip(*(row for row in rows[1:] if len(row) == width), strict=True)
    return any(max(share("amount", column), share("date", column)) == 1 for column in columns)


def _without_header(head: Head, rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first row is data: a day or a number stands where the rows below have days or numbers. A year may be a title."""
    if not rows:
        return False
    for place, cell in enumerate(head.header):
        below = [row[place] for row in rows]
        if share("date", [cell]) and share("date", below) > 0.8:
            return True
    numbers = [place for place in range(len(head.header)) if share("amount", [row[place] for row in rows]) > 0.8]
    filled = [head.header[place] for place in numbers if head.header[place].strip()]
    return bool(filled) and share("amount", filled) == 1 and not all(re.fullmatch(r"(19|20)\d\d", cell) for cell in filled)


def _look(cells: Sequence[str]) -> str:
    return next((word for look, word in _LOOKS.items() if share(look, cells) > 0.8), "text")


def _single(header: Sequence[str]) -> tuple[str, ...]:
    """Each title once, and none blank.

    >>> _single(["Date", "", "Date"])
    ('Date', 'Column 2', 'Date (3)')
    """
    seen: set[str] = set()
    titles = []
    for place, title in enumerate(header, start=1):
        shown = title or f"Column {place}"
        titles.append(f"{shown} ({place})" if shown.casefold() in seen else shown)
        seen.add(shown.casefold())
    return tuple(titles)
