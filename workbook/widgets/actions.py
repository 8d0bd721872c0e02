"""A row of buttons, each with something that Python does, and one line that says what became of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import anywidget
import traitlets

from workbook.widgets.guard import guard
from workbook.widgets.stub import stub


class Actions(anywidget.AnyWidget):
    """Buttons that do something on the page.

    Parameters
    ----------
    actions : mapping of label to callable
        What each button does; what it returns is shown as a sentence.
    hint : str
        What the buttons are for.
    """

    _esm = stub("actions")
    labels = traitlets.List(traitlets.Unicode()).tag(sync=True)
    hint = traitlets.Unicode().tag(sync=True)
    said = traitlets.Unicode().tag(sync=True)
    alert = traitlets.Unicode().tag(sync=True)

    def __init__(self, actions: Mapping[str, Callable[[], str | None]], hint: str = "") -> None:
        super().__init__(labels=list(actions), hint=hint)
        self._actions = dict(actions)
        self.on_msg(Actions._pressed)

    def offer(self, actions: Mapping[str, Callable[[], str | None]]) -> None:
        """Replace the buttons."""
        self._actions, self.labels = dict(actions), list(actions)

    def _pressed(self, content: dict[str, Any], buffers: object = None) -> None:
        act = self._actions.get(str(content.get("label")))
        if act is None:
            return
        with guard(self):
            self.said = act() or ""
        self.send({"type": "done"})
