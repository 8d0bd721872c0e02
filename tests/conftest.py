"""What tests of pages share, wherever they stand: one Chromium, and their place at the end."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

PAGES = Path(__file__).parent / "browser"
CHROMIUM = next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)
PATIENCE = 15_000
"""Milliseconds that a test waits for what must come; a busy machine is slow, not wrong."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of pages, and put them last: while Playwright runs, this thread has an event loop and no other can be started."""
    files = {item.path for item in items if PAGES in item.path.parents or "browser" in getattr(item, "fixturenames", ())}
    for item in items:
        if item.path in files:
            item.add_marker(pytest.mark.browser)
    items.sort(key=lambda item: item.path in files)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium without a window. Missing, it skips the test on one's own machine and fails it in CI."""
    if CHROMIUM is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("Chromium is missing: `make test` installs it on Debian and Ubuntu.")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield running
        running.close()
