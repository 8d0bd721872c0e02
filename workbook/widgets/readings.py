"""The files that were loaded, each with an account of itself: what was read, left out and not understood, and why.

A figure is worth as much as the file behind it. So every line that was not used is counted and explained, totals that the file itself
states are held against what was read, and what the file does not say is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import traitlets

from workbook.widgets.awaited import Awaited
from workbook.widgets.guard import guard
from workbook.widgets.island import Island, drawn_by
from workbook.widgets.upload import Refused


class Readings(Awaited, Island):
    """A list of loaded files.

    Parameters
    ----------
    on_remove : callable
        `(id)`: a file is taken out.
    on_answer : callable
        `(id, key, value)`: a question about a file is answered. Both may raise `Refused(sentence)`, which is shown as it is.
    """

    _esm = drawn_by("readings")
    files: traitlets.List[dict[str, Any]] = traitlets.List().tag(sync=True)
    alert = traitlets.Unicode().tag(sync=True)

    def __init__(self, on_remove: Callable[[str], None], on_answer: Callable[[str, str, Any], None]) -> None:
        super().__init__()
        self._on_remove, self._on_answer = on_remove, on_answer
        self.on_msg(Readings._heard)

    def show(self, files: Iterable[Mapping[str, Any]]) -> None:
        """Show the files.

        Parameters
        ----------
        files : iterable of mapping
            `{"id", "name", "title", "facts": [{"label", "value"}], "warnings": [str], "controls": [{"text", "agrees"}],
            "left_out": [{"title", "rows": [{"line", "reason"}], "more": str}], "questions": [{"key", "text", "choices": [{"value", "label"}]}],
            "previews": [{"title": str, "columns": [str], "rows": [[str]]}]}`.
        """
        self.files = [dict(file) for file in files]

    def _heard(self, content: dict[str, Any], buffers: object = None) -> None:
        self.alert = ""
        with guard(self):
            try:
                self._do(content)
            except Refused as refused:
                self.alert = str(refused)
        self.send({"type": "done"})

    def _do(self, content: dict[str, Any]) -> None:
        if content.get("type") == "remove":
            self._on_remove(str(content.get("id")))
        elif content.get("type") == "answer":
            self._on_answer(str(content.get("id")), str(content.get("key")), content.get("value"))
