"""All tables of the plan as a spreadsheet: a sheet each, numbers as numbers, days as days, the head fixed.

Whoever checks a plan adds up its columns. What somebody typed is always kept as text: a name that begins with "=" is never run as a formula
(source: OWASP, "CSV Injection").
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from workbook.report.document import Block, Cell, Document, Heading, Picture, Table, clean

NARROW, WIDE = 10, 60
"""Characters: a column's least and greatest width."""
CONTENTS = "Contents"


def to_xlsx(document: Document) -> bytes:
    """Print the tables of a document, and the figures behind its charts, as XLSX.

    >>> to_xlsx(Document("Plan", "Leaf & Kettle", (Heading("Goals"), Table(("Goal",), (("Sell",),)))))[:2]
    b'PK'
    """
    from openpyxl import Workbook

    book = Workbook()
    book.properties.title, book.properties.creator = clean(document.title), clean(document.subtitle)
    book.properties.language = document.words_in
    front = book.active
    assert front is not None  # a new workbook has one sheet
    listed = [(sheet_name(title, seen), title, table) for title, table, seen in _named(tables(document.blocks))]
    for name, _, table in listed:
        _fill(book.create_sheet(name), table, document.currency)
    _contents(front, document, [(name, title) for name, title, _ in listed])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def tables(blocks: tuple[Block, ...]) -> Iterator[tuple[str, Table]]:
    """Each table with what it is called: its own name or caption, or the headings it stands under; then the figures behind the charts."""
    under: dict[int, str] = {}
    drawn = []
    for block in blocks:
        if isinstance(block, Heading):
            under = {level: text for level, text in under.items() if level < block.level} | {block.level: block.text}
        elif isinstance(block, Table) and block.head:
            yield block.name or block.caption or next(reversed(under.values()), "Table"), block
        elif isinstance(block, Picture) and block.data is not None:
            drawn.append((f"Chart: {block.data.name or block.caption}", block.data))
    yield from drawn


def sheet_name(title: str, taken: frozenset[str]) -> str:
    """A name that a spreadsheet accepts: 31 characters, no signs of its own, each once.

    >>> sheet_name("What is done: by whom?", frozenset()), sheet_name("Goals", frozenset({"goals"}))
    ('What is done by whom', 'Goals 2')
    """
    plain = " ".join(re.sub(r"[\[\]:*?/\\]", " ", clean(title)).split()).strip("'") or "Table"
    tries = (plain[: 31 - len(end)].rstrip() + end for end in ("", *(f" {n}" for n in range(2, 1000))))
    return next(name for name in tries if name.lower() not in taken | {CONTENTS.lower(), "history"})


def _named(found: Iterator[tuple[str, Table]]) -> Iterator[tuple[str, Table, frozenset[str]]]:
    taken: frozenset[str] = frozenset()
    for title, table in found:
        yield title, table, taken
        taken |= {sheet_name(title, taken).lower()}


def _contents(sheet: Any, document: Document, listed: list[tuple[str, str]]) -> None:
    from openpyxl.styles import Font

    sheet.title = CONTENTS
    for down, text in enumerate((document.title, document.subtitle, document.written_on), 1):
        _put(sheet.cell(down, 1), Cell(clean(text)), "")
    sheet.cell(1, 1).font = Font(bold=True, size=14)
    for down, (name, title) in enumerate(listed, 5):
        cell = sheet.cell(down, 1)
        _put(cell, Cell(clean(title)), "")
        target = name.replace("'", "''")
        cell.hyperlink = f"#'{target}'!A1"
        cell.font = Font(underline="single", color="0B6566")
    sheet.column_dimensions["A"].width = WIDE


def _fill(sheet: Any, table: Table, currency: str) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    cells = table.cells or tuple(tuple(Cell(text) for text in row) for row in table.rows)
    for across, label in enumerate(table.head, 1):
        head = sheet.cell(1, across)
        _put(head, Cell(clean(label)), currency)
        head.font, head.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
        column = [row[across - 1] for row in cells]
        longest = max((len(cell.text) for cell in column), default=0)
        sheet.column_dimensions[get_column_letter(across)].width = max(NARROW, min(WIDE, max(longest, len(label)) + 2))
        for down, cell in enumerate(column, 2):
            _put(sheet.cell(down, across), cell, currency)
            sheet.cell(down, across).alignment = Alignment(wrap_text=len(cell.text) > WIDE, vertical="top")
    sheet.freeze_panes = "A2"


def _put(cell: Any, told: Cell, currency: str) -> None:
    """Write a value with its format; a text stays a text even when it looks like a formula."""
    if told.value is None or told.kind == "text":
        cell.value = told.text
        if told.text:
            cell.data_type = "s"
        return
    decimals = f".{'0' * told.digits}" if told.digits else ""
    formats = {"money": f'#,##0{decimals} "{currency}"', "rate": f"0{decimals}%", "date": "yyyy-mm-dd"}
    cell.value = told.value
    cell.number_format = formats.get(told.kind, f"#,##0{decimals}")
