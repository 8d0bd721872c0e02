"""A page with views whose kernel is the test: real widgets in Python, real modules in Chromium, messages between them."""

from __future__ import annotations

import base64
import functools
import re
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import anywidget
from playwright.sync_api import Page

from tests.browser import small_server

HERE = Path(__file__).parent / "views"


def served() -> AbstractContextManager[str]:
    """The address of the page, while it is served."""
    return small_server.served(HERE, small_server.STRICT)


class Board:
    """One open page and the widgets on it."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self._widgets: dict[str, anywidget.AnyWidget] = {}
        self._sent: dict[str, list[dict[str, Any]]] = {}
        page.expose_function("toPython", self._heard)
        page.goto(address)
        page.wait_for_selector("html[data-ready]")

    def add(self, widget: anywidget.AnyWidget) -> str:
        """Put a widget on the page; what it changes later goes there with `sync`."""
        name = f"view{len(self._widgets)}"
        self._widgets[name], self._sent[name] = widget, []
        widget.comm.publish_msg = functools.partial(self._record, name)  # what a kernel would send to the browser
        module = re.search(r"(\w+)\.js`", str(widget._esm))
        state = {k: v for k, v in widget.get_state().items() if not k.startswith("_") and k not in {"layout", "tabbable", "tooltip"}}
        self.page.evaluate("([id, module, state]) => window.add(id, module, state)", [name, module[1] if module else "", state])
        return name

    def sync(self) -> None:
        """Send to the page what the widgets have changed."""
        for name in self._widgets:
            self.page.evaluate("([id, messages]) => window.take(id, messages)", [name, self._taken(name)])

    def _record(self, name: str, msg_type: str, data: dict[str, Any] | None = None, buffers: Any = None, **_: Any) -> None:
        message = {**(data or {}), "buffers": [base64.b64encode(b).decode() for b in buffers or ()]}
        self._sent[name].append(message)

    def _heard(self, name: str, content: dict[str, Any], buffers: list[str]) -> list[dict[str, Any]]:
        self._widgets[name]._handle_custom_msg(content, [memoryview(base64.b64decode(b)) for b in buffers])
        return self._taken(name)

    def _taken(self, name: str) -> list[dict[str, Any]]:
        sent, self._sent[name] = self._sent[name], []
        return sent
