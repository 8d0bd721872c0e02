"""Nothing typed is lost: reload, another page and back, a closed browser, a killed kernel, a killed server, two tabs."""

from __future__ import annotations

import signal
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.filling import LONG, Forms, whole
from tests.browser.running import GONE, App

PLACE = "07_plan#people"
PROBLEM = "Which problem does the plan solve, and what is that worth?"
REASONS = "Why this way and not another?"
OPERATION = "How does it run day to day?"
UNFORESEEN = "What happens when something unforeseen comes up?"
LOST = "Connection lost. Keep typing"


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    running = App(tmp_path_factory.mktemp("resilience")).start()
    yield running
    running.stop()


@pytest.fixture
def forms(page: Page, shop: App) -> Forms:
    return Forms(page, shop).open(PLACE)


def has(forms: Forms, label: str, text: str) -> None:
    expect(forms.field(label)).to_have_value(text, timeout=LONG)


def reconnect(page: Page) -> None:
    page.get_by_role("button", name="Reconnect").click()
    expect(page.locator(".wb-lost:not(:empty)")).to_have_count(0, timeout=LONG)


def beating(page: Page) -> None:
    """The page has heard from its kernel."""
    expect(page.locator("#wb-status [role=status]")).to_be_attached(timeout=LONG)
    page.wait_for_timeout(1500)


def test_reload_and_another_page(forms: Forms) -> None:
    forms.answer(PROBLEM, "The lease of the smallest shop ends.")
    forms.saved()
    forms.page.reload()
    has(forms, PROBLEM, "The lease of the smallest shop ends.")
    forms.open("00_start#tasks").open(PLACE)
    has(forms, PROBLEM, "The lease of the smallest shop ends.")


def test_reload_in_the_middle_of_a_word(forms: Forms) -> None:
    forms.field(OPERATION).focus()
    forms.page.keyboard.type("Neph")
    forms.page.reload()  # before anything was sent
    has(forms, OPERATION, "Neph")
    forms.saved()


def test_closed_browser(forms: Forms, browser: Browser, shop: App) -> None:
    forms.answer(UNFORESEEN, "Managing sister")
    forms.saved()
    forms.page.context.close()
    again = browser.new_context()
    try:
        has(Forms(again.new_page(), shop).open(PLACE), UNFORESEEN, "Managing sister")
    finally:
        again.close()


def test_killed_kernel(forms: Forms, shop: App) -> None:
    page = forms.page
    beating(page)
    shop.kill_kernel(page)
    expect(page.locator("#wb-notice [role=alert]")).to_contain_text(LOST)
    forms.answer(REASONS, "Typed while nothing answered")
    reconnect(page)
    has(forms, REASONS, "Typed while nothing answered")
    forms.saved()
    page.evaluate("localStorage.clear()")
    page.reload()
    has(forms, REASONS, "Typed while nothing answered")


def test_killed_server(forms: Forms, shop: App, allowed: list[str]) -> None:
    allowed += GONE
    page = forms.page
    forms.answer(UNFORESEEN, "The elder sister")
    forms.saved()
    beating(page)
    shop.stop(signal.SIGKILL)
    forms.answer(REASONS, "Typed without a server")
    expect(page.locator("#wb-notice [role=alert]")).to_contain_text(LOST)
    shop.start()
    expect(page.locator("#wb-notice [role=alert]")).to_contain_text("The workbook is there again", timeout=LONG)
    reconnect(page)
    has(forms, UNFORESEEN, "The elder sister")
    has(forms, REASONS, "Typed without a server")
    forms.saved()


def test_two_tabs_with_the_same_field(forms: Forms, shop: App) -> None:
    other = Forms(forms.page.context.new_page(), shop).open(PLACE)
    forms.answer(PROBLEM, "One text")
    forms.saved()
    other.answer(PROBLEM, "Another text")
    choice = other.step.get_by_role("group", name=f"Two texts for {PROBLEM}")
    expect(choice).to_contain_text("One text", timeout=LONG)
    expect(choice).to_contain_text("Another text")
    choice.get_by_role("button", name="Take the text of the other tab").press("Enter")
    other.saved()
    has(other, PROBLEM, "One text")


def test_two_tabs_with_different_fields(forms: Forms, shop: App) -> None:
    other = Forms(forms.page.context.new_page(), shop).open(PLACE)
    forms.answer(REASONS, "The assistant")
    other.answer(OPERATION, "The nephew")
    forms.saved()
    other.saved()
    forms.page.reload()
    has(forms, REASONS, "The assistant")
    has(forms, OPERATION, "The nephew")
    assert "Traceback" not in whole(forms.page)
