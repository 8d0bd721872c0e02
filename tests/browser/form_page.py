"""A page with one form and a stand-in for its kernel, for tests that look at drawing, keyboard and saving."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.sheets import imported

STATIC = Path(__file__).parents[2] / "workbook" / "widgets" / "static"

HERE = Path(__file__).parent / "form"


class _Files(http.server.SimpleHTTPRequestHandler):
    def translate_path(self, path: str) -> str:
        name = path.split("?")[0].lstrip("/")
        return str(STATIC / name.removeprefix("static/") if name.startswith("static/") else HERE / name)

    def do_GET(self) -> None:
        if self.path != "/sheets.css":
            return super().do_GET()
        self.send_response(200)
        self.send_header("Content-Type", "text/css")
        self.end_headers()
        self.wfile.write(imported())

    def log_message(self, *args: object) -> None:
        pass


@contextmanager
def served() -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Files))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/page.html"
    server.shutdown()
    server.server_close()


def draw(page: Page, address: str, schema: dict, **state: object) -> Page:
    page.goto(address)
    page.wait_for_function("window.ready")
    page.evaluate("state => window.draw(state)", {"schema": schema, **state})
    return page


def field(name: str, kind: str = "text", label: str = "", **more: object) -> dict:
    """A field as the schema describes it."""
    plain = {"hint": "", "why": "", "unit": "", "optional": False, "dont_know": False, "width": "m", "max_length": 200, "options": []}
    return {"name": name, "kind": kind, "label": label or name.replace("_", " ").capitalize(), **plain, **more}


def options(*labels: str, **hints: str) -> list[dict]:
    return [{"value": label.lower(), "label": label, "hint": hints.get(label.lower(), "")} for label in labels]


def form(*fields: dict, title: str = "Budget", intro: str = "") -> dict:
    return {"form": "strategy.budget", "title": title, "intro": intro, "decimal": ",", "currency": "EUR", "fields": list(fields)}
