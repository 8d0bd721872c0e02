"""The one page as a Word file that stays on one page: the plan's styles with narrow margins, in type as large as the words allow."""

from __future__ import annotations

import io
import math
from typing import Any

from workbook.report.document import Block, Bullets, Document, Heading, Paragraph, Table
from workbook.report.docx import to_docx

SIZES = (10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0)
"""Points: the sizes of the text that are tried, the largest first."""
HEIGHT, WIDTH = 735.0, 482.0
"""Points between the margins of A4, a little kept free: no two programs break lines alike."""
LINE, CHARACTER = 1.23, 0.5
"""The height of a line and the width of a character, about, in sizes of the text."""
TITLE, PART, ROW = 2.1, 1.25, 4.0
"""Sizes of title and headings in sizes of the text, and points between the rows of a table."""


def to_one_page(document: Document) -> bytes:
    """Print a document in type that one page can hold; the bytes begin a zip archive.

    >>> to_one_page(Document("Plan", "Leaf & Kettle", ()))[:2]
    b'PK'
    """
    import docx
    from docx.shared import Cm

    file, size = docx.Document(io.BytesIO(to_docx(document))), fitting(document)
    for section in file.sections:
        section.left_margin = section.right_margin = Cm(2)
        section.top_margin = section.bottom_margin = Cm(1.4)
        section.header_distance = section.footer_distance = Cm(0.7)
        for paragraph in section.footer.paragraphs:
            paragraph.clear()
    _smaller(file, size)
    _tables(file, size)
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def fitting(document: Document) -> float:
    """The largest size of the text in which everything stands on one page, about.

    >>> fitting(Document("Plan", "Tea", (Paragraph("Sell more tea."),))), fitting(Document("Plan", "Tea", (Paragraph("Sell more tea. " * 500),)))
    (10.5, 8.0)
    """
    return next((size for size in SIZES if sum(_height(block, size) for block in document.blocks) + 5 * size <= HEIGHT), SIZES[-1])


def _height(block: Block, size: float) -> float:
    match block:
        case Heading():
            return size * PART * LINE + 9
        case Paragraph(text):
            return _lines(text, WIDTH, size) * size * LINE + 2
        case Bullets(items):
            return sum(_lines(item, WIDTH - 20, size) * size * LINE + 1 for item in items)
        case Table():
            return _rows(block, size)
        case _:
            return 0.0


def _rows(table: Table, size: float) -> float:
    """Columns share the width by their longest cells; the caption and the room after the table count as a line each."""
    longest = [max(map(len, column)) for column in zip(table.head, *table.rows, strict=True)]
    wide = [WIDTH * n / sum(longest) for n in longest]
    lines = [max(_lines(text, width, size - 0.5) for text, width in zip(row, wide, strict=True)) for row in (table.head, *table.rows)]
    return sum(n * (size - 0.5) * LINE + ROW for n in lines) + (2 if table.caption else 1) * size * LINE


def _lines(text: str, width: float, size: float) -> int:
    return max(1, math.ceil(len(text) * size * CHARACTER / width))


def _smaller(file: Any, size: float) -> None:
    from docx.shared import Pt

    looks = {"Normal": (size, 0, 2), "Title": (size * TITLE, 0, 2), "Subtitle": (size + 0.5, 0, 4), "Heading 1": (size * PART, 7, 2),
             "Caption": (size - 1, 0, 2), "List Bullet": (size, 0, 1), "List": (size, 0, 1)}  # fmt: skip
    for name, (points, before, after) in looks.items():
        style: Any = file.styles[name]
        style.font.size = Pt(points)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    for run in (run for paragraph in file.paragraphs for run in paragraph.runs if run.font.size):
        run.font.size = Pt(size + 1)
    for paragraph in file.paragraphs:
        if not paragraph.text:
            paragraph.paragraph_format.space_after, paragraph.paragraph_format.line_spacing = Pt(0), Pt(4)


def _tables(file: Any, size: float) -> None:
    from docx.shared import Pt

    for cell in (cell for table in file.tables for row in table.rows for cell in row.cells):
        for paragraph in cell.paragraphs:
            paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(ROW / 4)
            for run in paragraph.runs:
                run.font.size = Pt(size - 0.5)


__all__ = ["fitting", "to_one_page"]
