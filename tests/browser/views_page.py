"""A page with views whose kernel is the test: real widgets in Python, real modules in Chromium, messages between them."""

from __future__ import annotations

import base64
import functools
import http.server
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import anywidget
from playwright.sync_api import Page

from tests.browser.sheets import imported
from workbook.server.vega import vega_module
from workbook.widgets.stub import STATIC

HERE = Path(__file__).parent / "views"
STRICT = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; script-src 'self'"


class _Files(http.server.SimpleHTTPRequestHandler):
    def translate_path(self, path: str) -> str:
        name = path.split("?")[0].lstrip("/")
        if name == "static/vega.js":
            return str(vega_module())
        return str(STATIC / name.removeprefix("static/") if name.startswith("static/") else HERE / name)

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", STRICT)
        super().end_headers()

    def do_GET(self) -> None:
        if self.path != "/sheets.css":
            return super().do_GET()
        self.send_response(200)
        self.send_header("Content-Type", "text/css")
        self.end_headers()
        self.wfile.write(imported())

    def log_message(self, *args: object) -> None:
        pass


class _Server(http.server.ThreadingHTTPServer):
    request_queue_size = 128  # a page asks for all its modules at once


@contextmanager
def served() -> Iterator[str]:
    server = _Server(("127.0.0.1", 0), functools.partial(_Files))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/page.html"
    server.shutdown()
    server.server_close()


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
