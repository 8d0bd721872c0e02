"""The plan as PDF and as pictures of its pages: typeset by Typst, which needs no other program, no network and no installed fonts.

The file is tagged (PDF/UA-1): a screen reader finds headings, tables with their heads, the words of the charts, the language and the title.
The same document always gives the same bytes. Everything that was typed travels as data and is never read as markup.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, Literal

from workbook.report.coverage import BOX, folders, showable, unbroken
from workbook.report.document import Block, Bullets, Document, Heading, Paragraph, Picture, Table, clean
from workbook.report.drawing import svg

TEMPLATE = Path(__file__).with_name("plan.typ")
FULL_WIDTH = 640
"""Units of a drawing that is as wide as the text."""
SHORT = 16
"""Characters up to which a column is as wide as its longest cell."""


def to_pdf(document: Document) -> bytes:
    """Print a document as a tagged PDF.

    >>> to_pdf(Document("Plan", "Leaf & Kettle", (Heading("Goals"),)))[:5]
    b'%PDF-'
    """
    return bytes(_compiler(document).compile(format="pdf", pdf_standards=["ua-1"], timestamp=0))


def pages(document: Document, kind: Literal["svg", "png"] = "svg", ppi: float = 96) -> tuple[bytes, ...]:
    """A picture of each page, as it will be printed.

    >>> len(pages(Document("Plan", "Leaf & Kettle", (Heading("Goals"),))))
    2
    """
    made = _compiler(document).compile(format=kind, ppi=ppi)
    return tuple(made) if isinstance(made, list) else (bytes(made),)


def _compiler(document: Document) -> Any:
    typst = import_module("typst")
    data = json.dumps(_told(document), ensure_ascii=False)
    return typst.Compiler(input=TEMPLATE.read_bytes(), root=TEMPLATE.parent, font_paths=_fonts(folders()), sys_inputs={"plan": data})


@cache
def _fonts(places: tuple[Path, ...]) -> Any:
    return import_module("typst").Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(places))


def _told(document: Document) -> dict[str, Any]:
    """The document as the template wants it."""
    lang, _, region = document.words_in.partition("-")
    blocks = [told for block in document.blocks for told in _blocks(block)]
    own = {"Source Sans Pro", "Source Serif Pro", "DejaVu Sans"}
    return {
        "title": _text(document.title) or "Plan", "author": _text(document.subtitle), "written": _text(document.written_on),
        "running": _text(" · ".join(filter(None, (document.subtitle, document.title)))), "lang": lang, "region": region,
        "paper": "us-letter" if document.letter else "a4", "fonts": [f for f in _fonts(folders()).families() if f not in own],
        "blocks": [*blocks, *_without_drawing(json.dumps(blocks, ensure_ascii=False))],
    }  # fmt: skip


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
            drawn = svg(spec)
            yield {"kind": "picture", "svg": drawn, "caption": _text(caption), "alt": _text(alt), "width": _share(drawn)}


def _table(table: Table) -> dict[str, Any]:
    return {
        "kind": "table",
        "caption": _text(table.caption),
        "head": [_text(text) for text in table.head],
        "rows": [[_text(text) for text in row] for row in table.rows],
        "right": [table.aligned(n) == "right" for n in range(len(table.head))],
        "widths": list(table.widths) or _widths(table),
    }


def _widths(table: Table) -> list[float]:
    """How wide each column is, compared with the others; 0 is as wide as its longest cell, for short ones."""
    columns = list(zip(table.head, *table.rows, strict=True))
    if not table.rows:
        return [1.0] * len(table.head)
    longest = [max(map(len, column)) for column in columns]
    wide = [0.0 if n <= SHORT else round(math.sqrt(min(n, 220)), 1) for n in longest]
    return wide if any(wide) else [1.0 if n == longest.index(max(longest)) else 0.0 for n in range(len(wide))]


def _share(drawn: str) -> float:
    """The part of the width of the text that a drawing takes."""
    width = float(drawn.split('width="', 1)[1].split('"', 1)[0])
    return min(1.0, width / FULL_WIDTH)


def _text(text: str) -> str:
    return unbroken(showable(" ".join(clean(text).split())))


def _without_drawing(all_text: str) -> list[dict[str, Any]]:
    """A remark at the end where boxes stand for characters."""
    if BOX not in all_text:
        return []
    said = f"{BOX} stands for a character that the fonts of this file do not have. The Word file and the Markdown file hold it as it was typed."
    return [{"kind": "paragraph", "text": said, "style": "note"}]
