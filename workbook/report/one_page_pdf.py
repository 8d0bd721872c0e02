"""The one page as a tagged PDF of exactly one page: the type is as large as the page allows, and what room is left lies between the parts."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from workbook.report.coverage import folders, showable, unbroken
from workbook.report.document import Block, Bullets, Document, Heading, Paragraph, Table, one_line
from workbook.report.drawing import press
from workbook.report.one_page import ASK

TEMPLATE = Path(__file__).with_name("one_page.typ")


def to_one_page_pdf(document: Document) -> bytes:
    """Print a document on one page.

    >>> to_one_page_pdf(Document("Plan", "Leaf & Kettle", (Heading("Goals"),)))[:5]
    b'%PDF-'
    """
    lang, _, region = document.words_in.partition("-")
    data = {
        "title": _text(document.title), "author": _text(document.subtitle), "lang": lang, "region": region,
        "paper": "us-letter" if document.letter else "a4", "sections": _sections(document),
    }  # fmt: skip
    made = press("pages", format="pdf", template=TEMPLATE.read_text("utf-8"), folders=[str(place) for place in folders()], data=data)["made"]
    return base64.b64decode(made[0])


def _sections(document: Document) -> list[dict[str, Any]]:
    """The page part by part; `ask` marks the one that is set off from the others."""
    sections: list[dict[str, Any]] = []
    for block in document.blocks:
        if isinstance(block, Heading):
            sections.append({"title": _text(block.text), "ask": block.part == ASK, "blocks": []})
        elif sections:
            sections[-1]["blocks"] += _told(block)
    return sections


def _told(block: Block) -> Iterator[dict[str, Any]]:
    match block:
        case Paragraph(text, style):
            yield {"kind": "paragraph", "text": _text(text), "style": style}
        case Bullets(items):
            yield {"kind": "bullets", "items": [_text(item) for item in items]}
        case Table():
            yield _table(block)


def _table(table: Table) -> dict[str, Any]:
    """A table; `wide` is the column that takes the room that is left, the one with the most words."""
    columns = list(zip(*table.rows, strict=True)) if table.rows else [()] * len(table.head)
    longest = [max((len(cell) for cell in column), default=0) for column in columns]
    return {
        "kind": "table",
        "head": [_text(text) for text in table.head],
        "rows": [[_text(text) for text in row] for row in table.rows],
        "right": [table.aligned(n) == "right" for n in range(len(table.head))],
        "wide": longest.index(max(longest)),
        "caption": _text(table.caption),
    }


def _text(text: str) -> str:
    return unbroken(showable(one_line(text)))


__all__ = ["to_one_page_pdf"]
