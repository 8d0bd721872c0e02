"""The plan as PDF and as pictures of its pages: typeset by Typst, which needs no other program, no network and no installed fonts.

The file is tagged (PDF/UA-1): a screen reader finds headings, tables with their heads, the words of the charts, the language and the title.
The same document always gives the same bytes. Everything that was typed travels as data and is never read as markup.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal

from workbook.report.breaks import in_one_piece, rows_in_one_piece, tied
from workbook.report.coverage import BOX, folders, showable, unbroken
from workbook.report.document import Block, Bullets, Document, Heading, Paragraph, Picture, Table, clean, one_line
from workbook.report.drawing import drawn, press, svg
from workbook.report.widths import widths

TEMPLATE = Path(__file__).with_name("plan.typ")
FULL_WIDTH = 760
"""Units of a drawing that would be as wide as the text: a usual one, of some 630, leaves room for a second one on the page."""
TALLEST = 0.9
"""The greatest height of a drawing, in widths of the text."""


def to_pdf(document: Document) -> bytes:
    """Print a document as a tagged PDF.

    >>> to_pdf(Document("Plan", "Leaf & Kettle", (Heading("Goals"),)))[:5]
    b'%PDF-'
    """
    return _set(document, "pdf")[0]


def pages(document: Document) -> tuple[bytes, ...]:
    """A picture (SVG) of each page, as it will be printed.

    >>> len(pages(Document("Plan", "Leaf & Kettle", (Heading("Goals"),))))
    2
    """
    return _set(document, "svg")


def _set(document: Document, form: Literal["pdf", "svg"]) -> tuple[bytes, ...]:
    told, template = _told(drawn(document)), TEMPLATE.read_text("utf-8")
    made = press("pages", format=form, template=template, folders=[str(place) for place in folders()], data=told)["made"]
    return tuple(base64.b64decode(one) for one in made)


def _told(document: Document) -> dict[str, Any]:
    """The document as the template wants it."""
    lang, _, region = document.words_in.partition("-")
    blocks = [told | {"sticky": sticky} for block, sticky in tied(tuple(_stepwise(document.blocks))) for told in _blocks(block)]
    return {
        "title": _text(document.title) or "Plan", "author": _text(document.subtitle), "written": _text(document.written_on),
        "running": _text(" · ".join(filter(None, (document.subtitle, document.title)))), "lang": lang, "region": region,
        "paper": "us-letter" if document.letter else "a4", "numbered": document.contents,
        "blocks": [*blocks, *_without_drawing(json.dumps(blocks, ensure_ascii=False))],
    }  # fmt: skip


def _stepwise(blocks: Iterable[Block]) -> Iterable[Block]:
    """The same blocks, no heading more than one level below the one before: a screen reader counts the levels."""
    before = 0
    for block in blocks:
        if isinstance(block, Heading):
            before = min(block.level, before + 1)
            yield Heading(block.text, before)
        else:
            yield block


def _blocks(block: Block) -> Iterable[dict[str, Any]]:
    match block:
        case Heading(text, level):
            yield {"kind": "heading", "text": _text(text), "level": level}
        case Paragraph(text, style):
            yield from ({"kind": "paragraph", "text": _text(line), "style": style} for line in clean(text).splitlines() if line.strip())
        case Bullets(items, numbered):
            yield {"kind": "bullets", "items": [_text(item) for item in items], "numbered": numbered}
        case Table():
            yield _table(block)
        case Picture(spec, caption, alt):
            yield {"kind": "picture", "svg": svg(spec), "caption": _text(caption), "alt": _text(alt), "width": _share(svg(spec))}


def _table(table: Table) -> dict[str, Any]:
    return {
        "kind": "table",
        "caption": _text(table.caption),
        "head": [_text(text) for text in table.head],
        "rows": [[_text(text) for text in row] for row in table.rows],
        "right": [table.aligned(n) == "right" for n in range(len(table.head))],
        "widths": widths(table),
        "whole": in_one_piece(table),
        "whole_rows": rows_in_one_piece(table),
    }


def _share(picture: str) -> float:
    """The part of the width of the text that a drawing takes; a tall one is made smaller, so that a page holds more than it."""
    width, height = (float(picture.split(f'{side}="', 1)[1].split('"', 1)[0]) for side in ("width", "height"))
    return min(1.0, width / FULL_WIDTH, width / height * TALLEST)


def _text(text: str) -> str:
    return unbroken(showable(one_line(text)))


def _without_drawing(all_text: str) -> list[dict[str, Any]]:
    """A remark at the end where boxes stand for characters."""
    if BOX not in all_text:
        return []
    said = f"{BOX} stands for a character that the fonts of this file do not have. The Word file and the Markdown file hold it as it was typed."
    return [{"kind": "paragraph", "text": said, "style": "note", "sticky": False}]
