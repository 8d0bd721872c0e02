"""One page and the widgets' modules over HTTP, without a workbook behind them."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.browser.sheets import imported
from workbook.server.vega import vega_module
from workbook.widgets.stub import STATIC

STRICT = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; script-src 'self'"


class _Files(http.server.SimpleHTTPRequestHandler):
    def translate_path(self, path: str) -> str:
        name = path.split("?")[0].lstrip("/")
        if name == "static/vega.js":
            return str(vega_module())
        return str(STATIC / name.removeprefix("static/") if name.startswith("static/") else Path(self.directory) / name)

    def end_headers(self) -> None:
        if policy := self.server.policy:  # type: ignore[attr-defined]
            self.send_header("Content-Security-Policy", policy)
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
    policy = ""


@contextmanager
def served(folder: Path, policy: str = "") -> Iterator[str]:
    """The address of `page.html` in a folder; a strict policy forbids what Playwright's `wait_for_function` does."""
    server = _Server(("127.0.0.1", 0), functools.partial(_Files, directory=str(folder)))
    server.policy = policy
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/page.html"
    server.shutdown()
    server.server_close()
