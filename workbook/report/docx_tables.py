"""Tables of the Word document: thin lines, a head that is repeated on every page, columns as wide as what stands in them."""

from __future__ import annotations

import math
import re
from typing import Any

from workbook.report.breaks import in_one_piece
from workbook.report.document import Table, clean
from workbook.report.widths import widths

PAPER = 16.2
"""Centimetres between the margins."""
A_CHARACTER, EDGES = 0.205, 0.47
"""Centimetres, about: a character in the size of tables, in the widest of usual fonts, and what a cell keeps free."""
LONG = 240
"""Characters from which a row may go on over the page: as one piece it can find no room on any."""
LEAST, ROOM = 1.4, 3.6
"""Centimetres: the least width of a short column, and of a column of sentences."""
LINE, STRONG, SHADE = "DCD8CD", "7B868C", "F2F6F5"


def add_table(file: Any, table: Table, *, stays: bool = False) -> None:
    """Put a table at the end of a python-docx document; a short one stays in one piece, and with what follows where it `stays` with that."""
    from docx.shared import Cm, Pt

    if table.caption:
        file.add_paragraph(clean(table.caption), style="Caption").paragraph_format.keep_with_next = True
    grid = file.add_table(rows=0, cols=len(table.head))
    grid.autofit = False
    _lines(grid)
    wide, rows, whole = _centimetres(table), (table.head, *table.rows), in_one_piece(table)
    for number, row in enumerate(rows):
        line = grid.add_row()
        _row(line, head=number == 0, whole=max(map(len, row), default=0) < LONG)
        for column, text in enumerate(row):
            cell = line.cells[column]
            cell.width = Cm(wide[column])
            _write(cell, clean(text), right=table.aligned(column) == "right", head=number == 0)
            if (whole and number < len(rows) - 1) or number == 0 or stays:
                cell.paragraphs[0].paragraph_format.keep_with_next = True
    for column, centimetres in enumerate(wide):
        grid.columns[column].width = Cm(centimetres)
    after = file.add_paragraph().paragraph_format
    after.space_after, after.line_spacing, after.keep_with_next = Pt(0), Pt(6 if stays else 10), stays or None


def _centimetres(table: Table) -> list[float]:
    """The width of each column: short ones as their longest cell, the long ones share what is left.

    Where that leaves sentences too little room, every column gets its longest word, so that none is broken, and a part of the rest.
    """
    columns = list(zip(table.head, *table.rows, strict=True))
    longest = [max(map(len, column)) for column in columns]
    words = [_least(column) for column in columns]
    shares = widths(table)
    sized = [word if share else max(LEAST, word, n * A_CHARACTER + EDGES) for word, share, n in zip(words, shares, longest, strict=True)]
    short = sum(size for size, share in zip(sized, shares, strict=True) if not share)
    if PAPER - short < ROOM * sum(1 for share in shares if share) or sum(sized) > PAPER:
        sized, shares = words, [share or math.sqrt(n) for share, n in zip(shares, longest, strict=True)]
    return _shared(sized, shares)


def _shared(sized: list[float], shares: list[float]) -> list[float]:
    """What is left of the paper, given out by shares; where nothing is left, all are narrowed alike."""
    left = PAPER - sum(sized)
    if left < 0:
        return [size * PAPER / sum(sized) for size in sized]
    return [size + left * share / (sum(shares) or 1) for size, share in zip(sized, shares, strict=True)]


def _least(column: tuple[str, ...]) -> float:
    """Centimetres that the longest word of a column needs; a word of more than 26 characters may be broken.

    >>> round(_least(("Responsible", "Ada")), 2)
    2.72
    """
    words = [len(word) for text in column for word in re.split(r"\s+|(?<=[-/])", clean(text))]
    return max(LEAST - EDGES, min(max(words), 26) * A_CHARACTER) + EDGES


def _lines(grid: Any) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    borders = OxmlElement("w:tblBorders")
    for side in ("w:bottom", "w:insideH"):
        line = OxmlElement(side)
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", LINE)):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    grid._tbl.tblPr.append(borders)


def _row(line: Any, *, head: bool, whole: bool) -> None:
    from docx.oxml import OxmlElement

    properties = line._tr.get_or_add_trPr()
    if whole:
        properties.append(OxmlElement("w:cantSplit"))
    if head:
        properties.append(OxmlElement("w:tblHeader"))


def _write(cell: Any, text: str, *, right: bool, head: bool) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    paragraph = cell.paragraphs[0]
    run = paragraph.add_run(text)
    run.font.size, run.bold = Pt(8 if head else 9), head
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if head:
        _shade(cell)


def _shade(cell: Any) -> None:
    """The colour of the head and the line under it."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    properties = cell._tc.get_or_add_tcPr()
    borders, line, shade = OxmlElement("w:tcBorders"), OxmlElement("w:bottom"), OxmlElement("w:shd")
    for name, value in (("val", "single"), ("sz", "8"), ("space", "0"), ("color", STRONG)):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", SHADE)):
        shade.set(qn(f"w:{name}"), value)
    properties.append(borders)
    properties.append(shade)
