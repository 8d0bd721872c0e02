"""Columns of Word tables: no word is broken, and a long row may go on over the page."""

import io

import docx
from docx.oxml.ns import qn

from workbook.report.document import Document, Table
from workbook.report.docx import to_docx

WORD = 0.19
"""Centimetres of a character in the table's size."""


def test_no_head_is_broken():
    head = ("Segment", "What they want", "Size", "Responsible", "Potential", "Share", "Remark")
    row = ("Parents", "A bicycle that lasts and a workshop that is open when school is out", "1,200", "Ida", "€1,285", "12%", "a short remark")
    grid = docx.Document(io.BytesIO(to_docx(Document("Plan", "Shop", (Table(head, (row,)),))))).tables[0]
    wide = [column.width.cm for column in grid.columns]
    assert sum(wide) < 16.4
    assert all(cm > max(map(len, text.split())) * WORD for cm, text in zip(wide, head, strict=True))


def test_a_long_row_may_go_on_over_the_page():
    rows = (("Search", "short"), ("E-mail", "sentence after sentence " * 30))
    grid = docx.Document(io.BytesIO(to_docx(Document("Plan", "Shop", (Table(("Channel", "What it is"), rows),))))).tables[0]
    assert [row._tr.trPr is not None and row._tr.trPr.find(qn("w:cantSplit")) is not None for row in grid.rows] == [True, True, False]
