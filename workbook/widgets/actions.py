"""A row of buttons, each with something that Python does, and one line that says what became of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import traitlets

from workbook.store.errors import StoreError
from workbook.widgets.guard import guard
from workbook.widgets.island import Island, drawn_by
from workbook.widgets.upload import Refused


@dataclass(frozen=True)
class Go:
    """What an action returns to lead the browser to another page, or to load this one again."""

    href: str


Action = Callable[[], "str | Go | None"]


class Actions(Island):
    """Buttons that do something on the page.

    Parameters
    ----------
    actions : mapping of label to callable
        What each button does; what it returns is shown as a sentence, or is a `Go`. What `Refused(sentence)` and the store say is shown as it is.
    hint : str
        What the buttons are for.
    """

    _esm = drawn_by("actions")
    labels = traitlets.List(traitlets.Unicode()).tag(sync=True)
    hint = traitlets.Unicode().tag(sync=True)
    said = traitlets.Unicode().tag(sync=True)
    alert = traitlets.Unicode().tag(sync=True)

    def __init__(self, actions: Mapping[str, Action], hint: str = "") -> None:
        super().__init__(labels=list(actions), hint=hint)
        self._actions = dict(actions)
        self.on_msg(Actions._pressed)

    def offer(self, actions: Mapping[str, Action]) -> None:
        """Replace the buttons."""
        self._actions, self.labels = dict(actions), list(actions)

    def _pressed(self, content: dict[str, Any], buffers: object = None) -> None:
        act = self._actions.get(str(content.get("label")))
        if act is None:
            return
        self.alert = ""
        outcome: str | Go | None = None
        with guard(self):
            try:
                outcome = act()
            except (Refused, StoreError) as refused:
                outcome = str(refused)
        self.said = outcome if isinstance(outcome, str) else ""
        self.send({"type": "done", "href": outcome.href if isinstance(outcome, Go) else ""})
