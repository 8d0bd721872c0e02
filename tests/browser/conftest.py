"""A real browser and a real server for tests of pages.

`app` serves the workbook's own notebooks; `open_page(app, "02_strategy.ipynb#budget")` gives a page whose fields are
there. A test fails when its page writes an error to the console, throws, or asks any other machine for anything;
`allowed` takes the words of errors that a test brings about on purpose.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Error, Page

from tests.browser.running import App
from tests.conftest import PATIENCE

HERE = Path(__file__).parent
OURS = {"127.0.0.1", "localhost", "::1", ""}


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """The workbook, served with a database of its own for all tests together."""
    running = App(tmp_path_factory.mktemp("app")).start()
    yield running
    running.stop()


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """The server with the small notebooks of `pages/`, for tests of the page itself."""
    running = App(tmp_path_factory.mktemp("sample"), HERE / "pages").start()
    yield running
    running.stop()


@pytest.fixture
def own_app(tmp_path: Path) -> Iterator[App]:
    """The server with the small notebooks, for one test alone: it may be ended."""
    running = App(tmp_path / "home", HERE / "pages").start()
    yield running
    if running.process is not None and running.process.poll() is None:
        running.stop()


@pytest.fixture
def allowed() -> list[str]:
    """Regular expressions of errors that this test brings about."""
    return []


def watch(context: BrowserContext) -> list[str]:
    """Note what a page may not do: errors, exceptions, requests to other machines."""
    noted: list[str] = []
    context.on(
        "console", lambda message: noted.append(f"console: {message.text} ({message.location.get('url', '')})") if message.type == "error" else None
    )
    context.on("weberror", lambda error: noted.append(f"exception: {error.error}"))
    context.on("request", lambda request: noted.append(f"elsewhere: {request.url}") if _elsewhere(request.url) else None)
    return noted


def _elsewhere(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme not in {"data", "blob", "about"} and (parts.hostname or "") not in OURS


def check(noted: list[str], allowed: list[str]) -> None:
    """Fail when something was noted that is not allowed."""
    left = [line for line in noted if not any(re.search(words, line) for words in allowed)]
    assert not left, "\n".join(left)


@pytest.fixture
def context(browser: Browser, allowed: list[str]) -> Iterator[BrowserContext]:
    """A browser profile without a past; several pages of it are several tabs."""
    fresh = browser.new_context(locale="en-GB", timezone_id="Europe/Berlin", viewport={"width": 1280, "height": 900})
    noted = watch(fresh)
    yield fresh
    fresh.close()
    check(noted, allowed)


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """One tab."""
    return context.new_page()


def until(page: Page, condition: str, timeout: float = PATIENCE) -> None:
    """Ask again and again whether something holds on the page. Playwright's own way makes code from text, which the pages' policy forbids."""
    deadline = time.monotonic() + timeout / 1000
    while not _holds(page, condition):
        assert time.monotonic() < deadline, f"This did not come true in {timeout / 1000:.0f} s: {condition}"
        page.wait_for_timeout(50)


def _holds(page: Page, condition: str) -> bool:
    """Whether it holds now; a page that is just being left says nothing."""
    try:
        return bool(page.evaluate(condition))
    except Error as problem:
        if "context was destroyed" in str(problem) or "navigat" in str(problem):
            return False
        raise


def ready(page: Page, timeout: float = 60_000) -> Page:
    """Wait until all that the cells show is drawn: by our own client, or by Jupyter's, with which a page of foreign widgets is loaded anew."""
    cells = """() => {
      const cells = [...document.querySelectorAll(".wb-cell")];
      const drawn = "drawn" in document.documentElement.dataset || cells.every((cell) => cell.querySelector(".jp-OutputArea-child"));
      return drawn && !document.body.innerText.includes("Loading widget");
    }"""
    until(page, cells, timeout)
    return page


@pytest.fixture
def open_page(page: Page) -> Callable[..., Page]:
    """Open an address of a served workbook and wait for its fields: `open_page(app, "02_strategy.ipynb")`."""

    def open_it(app: App, name: str = "", *, wait: bool = True) -> Page:
        page.goto(app.address + name)
        return ready(page) if wait else page

    return open_it


@pytest.fixture
def axe() -> Callable[[Page], list[str]]:
    """Accessibility faults of a page (WCAG 2.2 A and AA), each in a line; `[]` is what a test wants."""

    def run(page: Page) -> list[str]:
        tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
        found = Axe().run(page, options={"runOnly": {"type": "tag", "values": tags}}).response["violations"]
        return [f"{fault['id']} ({fault['impact']}): {node['html'][:200]}" for fault in found for node in fault["nodes"]]

    return run
