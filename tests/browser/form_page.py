"""A page with one form and a stand-in for its kernel, for tests that look at drawing, keyboard and saving."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

from playwright.sync_api import Page

from tests.browser import small_server

HERE = Path(__file__).parent / "form"


def served() -> AbstractContextManager[str]:
    """The address of the page, while it is served."""
    return small_server.served(HERE)


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
