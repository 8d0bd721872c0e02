"""The pages of a document as they will be printed: a strip of small ones, each of which opens in full.

The pages are set when somebody looks, and each travels only when it comes into view.
"""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from typing import Any

import traitlets

from workbook.widgets.awaited import Awaited
from workbook.widgets.guard import guarded
from workbook.widgets.island import Island, drawn_by


class PagesView(Awaited, Island):
    """A strip of pages; `show` replaces them."""

    _esm = drawn_by("pages")
    pages = traitlets.Dict().tag(sync=True)
    alert = traitlets.Unicode().tag(sync=True)

    def __init__(self) -> None:
        super().__init__()
        self._drawn: tuple[bytes, ...] = ()
        self.on_msg(PagesView._asked)

    def show(self, title: str, drawn: Sequence[bytes], width: float = 210, height: float = 297) -> None:
        """Show pages, each an SVG; `width` and `height` are those of the paper, in any unit."""
        with self.hold_sync():
            self.alert = ""
            edition = int(self.pages.get("edition", 0)) + (tuple(drawn) != self._drawn)
            self._drawn = tuple(drawn)
            self.pages = {"title": title, "count": len(self._drawn), "edition": edition, "width": width, "height": height}

    def clear(self) -> None:
        """Take the pages away."""
        self._drawn, self.pages = (), {}

    @guarded
    def _asked(self, content: Any, buffers: object = None) -> None:
        """Send one page, packed: SVG shrinks to a sixth."""
        number = content.get("page") if isinstance(content, dict) and content.get("type") == "page" else None
        if isinstance(number, int) and 0 <= number < len(self._drawn):
            packed = gzip.compress(self._drawn[number], 5, mtime=0)
            self.send({"type": "page", "page": number, "edition": self.pages["edition"]}, buffers=[packed])


__all__ = ["PagesView"]
