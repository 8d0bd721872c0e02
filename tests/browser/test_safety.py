"""In a browser: no page breaks its own policy, what a visitor types is text wherever it shows, and the ways through a full room."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import ready
from tests.browser.filling import LONG, Forms
from tests.browser.running import App
from workbook.answers.chapters import CHAPTERS
from workbook.server.headers import policy

HOSTILE = "<img src=x onerror=\"document.title='broken'\"><script>document.title='broken'</script>&amp;{{7*7}}"


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """The workbook, where each browser has a place of its own and there is room for two pages."""
    options = ("--visitors", "each", "--room", "2", "--unused-after", "60")
    running = App(tmp_path_factory.mktemp("shared"), options=options).start()
    yield running
    running.stop()


def watched(context: BrowserContext) -> list[str]:
    """What the policy has stopped, as it happens."""
    broken: list[str] = []
    context.expose_function("broken", lambda told: broken.append(told))
    context.add_init_script("addEventListener('securitypolicyviolation', (e) => broken(`${e.violatedDirective}: ${e.blockedURI} ${e.sample}`))")
    return broken


def test_pages_keep_their_policy_and_texts_stay_texts(page: Page, context: BrowserContext, shared: App) -> None:
    broken = watched(context)
    forms = Forms(page, shared).open("00_start#company")
    forms.choose("Which company do you work on?", "My own company")
    forms.answer("Company name", HOSTILE)
    forms.saved()
    for chapter in CHAPTERS[1:]:
        answer = page.goto(f"{shared.address}{chapter.notebook}.ipynb")
        assert answer is not None
        assert answer.headers["content-security-policy"] == policy(whole=False)
        ready(page)
        for step in chapter.steps:
            page.evaluate("step => { location.hash = step }", step.anchor)
            expect(page.locator("section.wb-current")).to_have_attribute("data-step", step.anchor)
    expect(page.get_by_text("<img src=x").first).to_be_attached(timeout=LONG)  # the plan names the company
    assert "broken" not in page.title()
    assert page.locator("img[src=x]").count() == 0
    assert broken == []


def test_full_room_opens_by_itself(browser: Browser, shared: App) -> None:
    inside = [browser.new_context() for _ in range(2)]
    pages = [each.new_page() for each in inside]
    for each in pages:
        ready(each.goto(f"{shared.address}00_start.ipynb") and each)
    waiting = browser.new_context()
    page = waiting.new_page()
    page.goto(f"{shared.address}02_strategy.ipynb#goals")
    expect(page.get_by_role("status")).to_have_text("You are next.")
    without = browser.new_context(java_script_enabled=False).new_page()
    without.goto(f"{shared.address}02_strategy.ipynb")
    expect(without.get_by_role("status")).to_have_text("You are number 2 in the line.")
    pages[0].goto(f"{shared.address}02_strategy.ipynb")  # going on takes no second place, though others wait
    ready(pages[0])
    without.context.close()
    pages[1].close()
    expect(page.locator("section.wb-current")).to_have_attribute("data-step", "goals", timeout=LONG)
    ready(page)
    for context in (*inside, waiting):
        context.close()


def test_private_link_is_shown_where_a_copy_is_kept(page: Page, shared: App) -> None:
    Forms(page, shared).open("00_start#keep")
    page.get_by_role("link", name="Show my private link").click()
    expect(page.get_by_role("heading", name="Your private link")).to_be_visible()
    assert "/workbook/open/v-" in page.get_by_label("Your link").input_value()
