"""A document shown as it will be printed, from the same blocks as its files, with the texts that can be edited."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

import traitlets

from workbook.report.document import Block, Bullets, Document, Heading, Paragraph, Picture, Table, clean
from workbook.report.drawing import drawn, svg
from workbook.report.texts import Text
from workbook.store.errors import StoreError
from workbook.widgets.awaited import Awaited
from workbook.widgets.guard import guarded
from workbook.widgets.island import Island, drawn_by

Edit = Callable[[str, str], "str | None"]


class DocumentView(Awaited, Island):
    """A sheet of paper on the page; `show` replaces what is on it.

    Parameters
    ----------
    on_edit : callable, optional
        `(what, part) -> address or None` when somebody wants to "edit" the text of a part, to "keep" their own although the answers have
        changed, to have the "generated" one again, or to take their own "back" after that. An address leads the browser to where it is edited.
    """

    _esm = drawn_by("document")
    document = traitlets.Dict().tag(sync=True)
    texts = traitlets.Dict().tag(sync=True)
    alert = traitlets.Unicode().tag(sync=True)

    def __init__(self, on_edit: Edit | None = None) -> None:
        super().__init__()
        self._on_edit = on_edit
        self.on_msg(DocumentView._asked)

    def show(self, document: Document, texts: Mapping[str, Text] | None = None) -> None:
        """Put a document on the sheet; `texts` says of each part whose text may be edited what is known about it."""
        told = {"title": clean(document.title), "subtitle": clean(document.subtitle), "blocks": [_drawn(b) for b in drawn(document).blocks]}
        with self.hold_sync():
            self.alert = ""
            self.texts = {part: {**asdict(text), "outdated": text.outdated} for part, text in (texts or {}).items()}
            self.document = told

    def clear(self) -> None:
        """Take everything off the sheet."""
        self.document = {}

    @guarded
    def _asked(self, content: Any, buffers: object = None) -> None:
        kind, part = content.get("type"), str(content.get("part"))
        if self._on_edit is None or kind not in ("edit", "keep", "generated", "back") or part not in self.texts:
            return
        self.alert = ""
        try:
            self.send({"type": "done", "href": self._on_edit(kind, part) or ""})
        except StoreError as error:
            self.alert = str(error)


def _drawn(block: Block) -> dict[str, Any]:
    match block:
        case Heading(text, level, part):
            return {"kind": "heading", "text": clean(text), "level": level, "part": part}
        case Paragraph(text, style, href):
            return {"kind": "paragraph", "text": clean(text), "style": style, "href": href}
        case Bullets(items, numbered):
            return {"kind": "bullets", "items": [clean(item) for item in items], "numbered": numbered}
        case Table(head, rows, _, caption):
            align = [block.aligned(i) for i in range(len(head))]
            return {"kind": "table", "head": list(head), "rows": [list(row) for row in rows], "align": align, "caption": caption}
        case Picture(spec, caption, alt):
            return {"kind": "picture", "svg": svg(spec), "caption": clean(caption), "alt": clean(alt)}
