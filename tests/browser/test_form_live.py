from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import until
from tests.browser.filling import LONG
from tests.browser.running import App

STATEMENT = "The goal in one sentence"


@pytest.fixture
def served(tmp_path: Path) -> Iterator[App]:
    running = App(tmp_path / "home").start()
    yield running
    if running.process is not None and running.process.poll() is None:
        running.stop()


@pytest.fixture
def allowed() -> list[str]:
    return ["console:"]  # a server that is ended on purpose


def arrive(page: Page, served: App) -> None:
    page.goto(f"{served.address}02_strategy.ipynb#goals")
    page.get_by_role("textbox", name=STATEMENT).wait_for(timeout=60_000)


def saved(page: Page) -> None:
    until(page, "window.lastSave === 'saved'", LONG)


def listen(page: Page) -> None:
    page.evaluate("addEventListener('workbook:save', (event) => { window.lastSave = event.detail.status })")


def test_answer_is_there_after_a_reload(served: App, page: Page) -> None:
    arrive(page, served)
    listen(page)
    page.get_by_role("textbox", name=STATEMENT).fill("60 orders a month")
    saved(page)
    page.reload()
    expect(page.get_by_role("textbox", name=STATEMENT)).to_have_value("60 orders a month", timeout=60_000)


def test_ended_server_loses_nothing(served: App, page: Page) -> None:
    arrive(page, served)
    listen(page)
    served.stop()
    page.get_by_role("textbox", name=STATEMENT).fill("60 orders a month")
    expect(page.get_by_text("The connection is lost.").first).to_be_visible()
    page.get_by_role("textbox", name=STATEMENT).fill("60 orders a month from the website")
    served.start()
    page.reload()
    expect(page.get_by_role("textbox", name=STATEMENT)).to_have_value("60 orders a month from the website", timeout=60_000)
    until(page, "!Object.keys(localStorage).some((key) => key.includes('strategy.goals'))", LONG)
