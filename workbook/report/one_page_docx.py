"""The one page as a Word file that stays on one page: the plan's styles in smaller type, with narrow margins."""

from __future__ import annotations

import io
from typing import Any

from workbook.report.document import Document
from workbook.report.docx import to_docx

_SIZES = {"Normal": 9.5, "Title": 20, "Subtitle": 10.5, "Heading 1": 12}


def to_one_page(document: Document) -> bytes:
    """Print a document in small type; the bytes begin a zip archive.

    >>> to_one_page(Document("Plan", "Leaf & Kettle", ()))[:2]
    b'PK'
    """
    import docx
    from docx.shared import Cm, Pt

    file = docx.Document(io.BytesIO(to_docx(document)))
    for section in file.sections:
        section.left_margin = section.right_margin = Cm(2)
        section.top_margin = section.bottom_margin = Cm(1.4)
        section.header_distance = section.footer_distance = Cm(0.7)
    for name, size in _SIZES.items():
        style: Any = file.styles[name]
        style.font.size = Pt(size)
        style.paragraph_format.space_before = Pt(7 if name == "Heading 1" else 0)
        style.paragraph_format.space_after = Pt(2 if name != "Subtitle" else 4)
    for name in ("List Bullet", "List"):
        file.styles[name].paragraph_format.space_after = Pt(1)
    for paragraph in file.paragraphs:
        if not paragraph.text:
            paragraph.paragraph_format.space_after = Pt(0)
            paragraph.paragraph_format.line_spacing = Pt(4)
    _small_tables(file)
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def _small_tables(file: Any) -> None:
    from docx.shared import Pt

    for cell in (cell for table in file.tables for row in table.rows for cell in row.cells):
        for paragraph in cell.paragraphs:
            paragraph.paragraph_format.space_after = Pt(0)
            for run in paragraph.runs:
                run.font.size = Pt(9)


__all__ = ["to_one_page"]
