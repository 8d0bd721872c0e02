"""A document shown as it will be printed, from the same blocks as its Markdown and Word files."""

from __future__ import annotations

import base64
from typing import Any

import anywidget
import traitlets

from workbook.report.document import Block, Bullets, Document, Heading, Paragraph, Picture, Table, clean
from workbook.widgets.awaited import Awaited
from workbook.widgets.stub import stub


class DocumentView(Awaited, anywidget.AnyWidget):
    """A sheet of paper on the page; `show` replaces what is on it."""

    _esm = stub("document")
    document = traitlets.Dict().tag(sync=True)
    alert = traitlets.Unicode().tag(sync=True)

    def show(self, document: Document) -> None:
        """Put a document on the sheet."""
        self.alert = ""
        self.document = {"title": clean(document.title), "subtitle": clean(document.subtitle), "blocks": [_drawn(b) for b in document.blocks]}

    def clear(self) -> None:
        """Take everything off the sheet."""
        self.document = {}


def _drawn(block: Block) -> dict[str, Any]:
    match block:
        case Heading(text, level):
            return {"kind": "heading", "text": clean(text), "level": level}
        case Paragraph(text, style):
            return {"kind": "paragraph", "text": clean(text), "style": style}
        case Bullets(items, numbered):
            return {"kind": "bullets", "items": [clean(item) for item in items], "numbered": numbered}
        case Table(head, rows, _, caption):
            align = [block.aligned(i) for i in range(len(head))]
            return {"kind": "table", "head": list(head), "rows": [list(row) for row in rows], "align": align, "caption": caption}
        case Picture(png, caption, alt):
            return {"kind": "picture", "src": f"data:image/png;base64,{base64.b64encode(png).decode()}", "caption": caption, "alt": alt}
