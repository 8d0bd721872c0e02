"""A button that makes a file and hands it over: the plan, the tables, the whole workbook.

The file is made when it is asked for, from the answers as they are at that moment.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import traitlets

from workbook.widgets.guard import guard
from workbook.widgets.island import Island, drawn_by
from workbook.widgets.sending import Sending

FAILED = "The file could not be made. Your answers are kept; try again, and tell your teacher if it fails again."


class Download(Island, Sending):
    """A button, and beside it what becomes of the file.

    Parameters
    ----------
    label : str
        What the button says: "Download the plan (DOCX)".
    make : callable
        Makes the file: `() -> (file name, mime type, bytes)`.
    hint : str
        What is in the file, in a sentence.
    """

    _esm = drawn_by("download")
    label = traitlets.Unicode().tag(sync=True)
    hint = traitlets.Unicode().tag(sync=True)

    def __init__(self, label: str, make: Callable[[], tuple[str, str, bytes]], hint: str = "") -> None:
        super().__init__(label=label, hint=hint)
        self._make = make
        self.on_msg(Download._asked)

    def _asked(self, content: dict[str, Any], buffers: object = None) -> None:
        if self.answered(content) or content.get("type") != "make":
            return
        made: tuple[str, str, bytes] | None = None
        with guard(self):
            made = self._make()
        if made is None:
            self.send({"type": "failed", "text": FAILED})
        else:
            self.offer(*made)
