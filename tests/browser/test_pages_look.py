"""Every page at every width, empty and filled in: readable for everybody, nothing sideways, nothing from elsewhere.

A chapter is loaded once; its steps are gone through at each width. What a page may not do (errors, requests to other machines) fails the
test when its browser profile is closed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, expect

from tests.browser.filling import LONG, Forms, figure_value, prefill, whole
from tests.browser.running import App
from workbook.answers.chapters import CHAPTERS

WIDTHS = (1280, 768, 320)
ALL: dict[str, object] = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
COLOURS: dict[str, object] = {"type": "rule", "values": ["color-contrast"]}  # what a dark page may change


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """A server whose workbook is half filled in, so that results and charts are looked at too."""
    running = App(tmp_path_factory.mktemp("look")).start()
    prefill(running)
    yield running
    running.stop()


def is_too_wide(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))


def settled(page: Page) -> None:
    """Two frames after the last change of size."""
    page.evaluate("() => new Promise((done) => setTimeout(() => requestAnimationFrame(() => done(true)), 250))")


def axe(page: Page, rules: dict[str, object]) -> list[str]:
    """The faults that axe finds by these rules; its code is put into the page once."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate("rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})", rules)["violations"]
    return [f"{fault['id']} ({fault['impact']}): {node['html'][:200]}" for fault in found for node in fault["nodes"]]


def audited(forms: Forms, step: str, width: int, rules: dict[str, object]) -> list[str]:
    page = forms.page
    page.set_viewport_size({"width": width, "height": 900})
    settled(page)
    faults = [f"{step} at {width}: {fault}" for fault in axe(page, rules)]
    return [*faults, f"{step} at {width}: wider than the page"] if is_too_wide(page) else faults


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda chapter: chapter.notebook)
def test_every_step_at_every_width(page: Page, shop: App, chapter: object) -> None:
    forms = Forms(page, shop)
    steps = [step.anchor for step in chapter.steps]
    forms.open(f"{chapter.notebook}#{steps[0]}")
    if chapter.notebook == "06_analysis":
        forms.step.get_by_role("button", name="Load the sample of Hollin Tea").click()
        expect(forms.step.locator(".wb-reading")).to_have_count(5, timeout=LONG)
    faults: list[str] = []
    for step in steps:
        forms.open(f"{chapter.notebook}#{step}")
        for width in WIDTHS:
            faults += audited(forms, step, width, ALL)
    page.emulate_media(color_scheme="dark")
    faults += [f"dark: {fault}" for step in steps for fault in audited(forms.open(f"{chapter.notebook}#{step}"), step, 768, COLOURS)]
    assert "Traceback" not in whole(page)
    assert faults == []


def test_german_numbers(page: Page, shop: App) -> None:
    forms = Forms(page, shop).open("00_start#company")
    forms.choose("How are numbers written?", "1.234,56 (German)")
    forms.saved()
    forms.open("02_strategy#budget")
    expect(forms.step.locator(".wb-headline").first).to_contain_text("€", timeout=LONG)
    forms.answer("Investment at the start (€)", "1,5k")
    forms.saved()
    expect(forms.step.locator(".wb-message", has_text=re.compile(r"1\.500\sEUR"))).to_be_visible()
    forms.answer("Investment at the start (€)", "6.800,00")
    forms.saved()
    assert re.fullmatch(r"1\d\.\d{3}\s€", figure_value(page, "Net present value"))
    forms.open("05_promotion#media-plan")
    expect(page.get_by_role("table", name="The plan in a normal month")).to_contain_text(re.compile(r"1\.000\s€"), timeout=LONG)
    forms.open("00_start#company").choose("How are numbers written?", "1,234.56 (English)")
    forms.saved()
