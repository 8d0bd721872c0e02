"""Several parts in one cell: a form, its result and its chart stand one under the other, in reading order."""

from __future__ import annotations

import os
from typing import Any

from IPython.display import display

VIEWS = "application/vnd.workbook.views+json"
"""Several widgets' ids in one message; the server of the page makes Jupyter's own of it, one for each."""


class Panel:
    """Parts of a page that belong together; the last line of a cell shows them all.

    Parameters
    ----------
    *parts : object
        Widgets, other panels, or None for what is not there in this case.

    Examples
    --------
    >>> len(Panel("form", None, Panel("result", "chart")).parts)
    3
    """

    def __init__(self, *parts: Any) -> None:
        inner = [part.parts if isinstance(part, Panel) else (part,) for part in parts if part is not None]
        self.parts: tuple[Any, ...] = tuple(part for group in inner for part in group)

    def _ipython_display_(self) -> None:
        ids = [getattr(part, "model_id", None) for part in self.parts]
        if os.environ.get("WORKBOOK_TOGETHER") == "1" and all(ids):
            display({VIEWS: ids}, raw=True)
        else:
            display(*self.parts)
