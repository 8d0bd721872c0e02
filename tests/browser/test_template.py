"""The page itself: steps, addresses, what shows when, what a failure looks like."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import until
from tests.browser.running import GONE, App, kernel_id
from tests.conftest import PATIENCE

CHAPTER = "01_strategy.ipynb"
Open = Callable[..., Page]


def say(page: Page, step: str, state: str, form: str = "f") -> None:
    """What a form does when its state changes."""
    event = "new CustomEvent('workbook:state', {bubbles: true, detail})"
    page.evaluate(
        f"([step, detail]) => document.querySelector(`[data-step=${{step}}]`).dispatchEvent({event})", [step, {"form": form, "state": state}]
    )


def test_start_is_the_first_page(open_page: Open, sample: App) -> None:
    page = open_page(sample)
    expect(page).to_have_url(sample.address + "00_start.ipynb")
    expect(page.get_by_role("heading", level=1)).to_have_text("Start")


def test_only_the_current_step_shows(open_page: Open, sample: App) -> None:
    page = open_page(sample, CHAPTER)
    expect(page.locator("section[data-step]:visible")).to_have_count(1)
    expect(page.get_by_role("heading", level=2, name="Step 1 of 3: Purpose")).to_be_visible()


def test_next_and_the_browsers_back(open_page: Open, sample: App) -> None:
    page = open_page(sample, CHAPTER)
    page.get_by_role("link", name="Next step Competitors").click()
    expect(page.get_by_role("heading", level=2, name="Step 2 of 3: Competitors")).to_be_focused()
    page.go_back()
    expect(page.get_by_role("heading", level=2, name="Step 1 of 3: Purpose")).to_be_visible()


def test_step_list_marks_the_current_step(open_page: Open, sample: App) -> None:
    page = open_page(sample, f"{CHAPTER}#competitors")
    expect(page.locator(".wb-steps [aria-current=step]")).to_contain_text("Competitors")


def test_address_of_a_field(open_page: Open, sample: App) -> None:
    page = open_page(sample, f"{CHAPTER}#budget.monthly_budget")
    expect(page.get_by_label("Monthly budget")).to_be_focused()


def test_widgets_talk_to_python(open_page: Open, sample: App) -> None:
    page = open_page(sample, CHAPTER)
    page.get_by_role("button", name="Press").click()
    expect(page.get_by_text("pressed", exact=True)).to_be_visible()


def test_two_widgets_of_one_cell(open_page: Open, sample: App) -> None:
    page = open_page(sample, f"{CHAPTER}#competitors")
    expect(page.get_by_role("button", name="one")).to_be_visible()
    expect(page.get_by_role("button", name="two")).to_be_visible()


def test_page_that_connects_late_knows_all_widgets(open_page: Open, sample: App) -> None:
    page = open_page(sample, "02_website.ipynb")
    expect(page.get_by_role("button", name="early")).to_be_visible()


def test_failed_cell_is_a_sentence(open_page: Open, sample: App) -> None:
    page = open_page(sample, f"{CHAPTER}#competitors")
    expect(page.locator("section.wb-current [role=alert]")).to_contain_text("could not be prepared")
    assert "secret" not in page.content()
    assert "ValueError: invalid literal" in sample.log


def test_no_code_no_warnings_no_teachers_notes(open_page: Open, sample: App) -> None:
    source = open_page(sample, CHAPTER).content()
    assert not [words for words in ("ipywidgets.VBox", "not for visitors", "For the teacher", "{#") if words in source]


def test_states_come_from_the_forms(open_page: Open, sample: App) -> None:
    page = open_page(sample, CHAPTER)
    say(page, "purpose", "completed", "a")
    say(page, "purpose", "not_started", "b")
    say(page, "budget", "completed")
    expect(page.locator(".wb-steps a[href='#purpose']")).to_contain_text("In progress")
    expect(page.locator(".wb-steps a[href='#budget']")).to_contain_text("Completed")
    expect(page.locator("#wb-progress")).to_have_text("1 of 2 completed")


def test_continue_leads_on(open_page: Open, sample: App) -> None:
    page = open_page(sample, f"{CHAPTER}#competitors")
    go_on = "step => document.querySelector(`[data-step=${step}]`).dispatchEvent(new CustomEvent('workbook:continue', {bubbles: true}))"
    page.evaluate(go_on, "competitors")
    expect(page.get_by_role("heading", level=2, name="Step 3 of 3: Budget")).to_be_focused()
    page.evaluate(go_on, "budget")
    expect(page.get_by_role("heading", level=1)).to_have_text("Website")


def test_text_before_the_kernel(open_page: Open, sample: App, page: Page) -> None:
    page.route_web_socket("**", lambda line: None)  # nothing comes from the kernel
    open_page(sample, CHAPTER, wait=False)
    expect(page.get_by_text("A shop without a purpose")).to_be_visible()
    expect(page.locator(".wb-preparing:visible")).to_have_count(1)


def test_everything_without_javascript(browser: Browser, sample: App) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(sample.address + CHAPTER)
    expect(page.locator("section[data-step]:visible")).to_have_count(3)
    context.close()


def test_everything_on_paper(open_page: Open, sample: App) -> None:
    page = open_page(sample, f"{CHAPTER}#budget")
    page.emulate_media(media="print")
    expect(page.locator("section[data-step]:visible")).to_have_count(3)
    expect(page.get_by_role("banner")).to_be_hidden()


def test_chapters_by_keyboard(open_page: Open, sample: App) -> None:
    page = open_page(sample, CHAPTER)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Website")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="Website")).to_be_hidden()


def test_no_such_page(open_page: Open, sample: App, allowed: list[str]) -> None:
    allowed.append("404")
    page = open_page(sample, "09_nothing.ipynb", wait=False)
    expect(page.get_by_role("heading", level=1)).to_have_text("There is no page at this address")
    expect(page.get_by_role("main").get_by_role("link")).to_have_text(["Start", "Strategy", "Website"])


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 768, 320])
def test_accessible_and_not_too_wide(open_page: Open, sample: App, axe: Callable[[Page], list[str]], width: int, scheme: str) -> None:
    page = open_page(sample, f"{CHAPTER}#budget")
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_closing_a_page_ends_its_kernel(open_page: Open, own_app: App) -> None:
    page = open_page(own_app, CHAPTER)
    process = own_app.kernel(page)
    page.goto("about:blank")
    process.wait(timeout=PATIENCE / 1000)
    deadline = time.monotonic() + 20  # the kernel of a page that was loaded once more ends at the server's next look
    while own_app.kernels() and time.monotonic() < deadline:
        page.wait_for_timeout(200)
    assert own_app.kernels() == []


def test_foreign_widgets_load_the_page_once_more_and_only_once(open_page: Open, sample: App, page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if request.is_navigation_request() else None)
    open_page(sample, CHAPTER)
    assert asked == [sample.address + CHAPTER, f"{sample.address}{CHAPTER}?whole="]


def test_saved_at(open_page: Open, sample: App) -> None:
    page = open_page(sample, CHAPTER)
    expect(page.locator("#wb-status [role=status]")).to_have_count(1)  # the line is there that hears it
    event = "detail => document.querySelector('main').dispatchEvent(new CustomEvent('workbook:save', {bubbles: true, detail}))"
    page.evaluate(event, {"status": "saving"})
    expect(page.locator("#wb-status [role=status]")).to_have_text("Saving…")
    page.evaluate(event, {"status": "saved", "at": page.evaluate("new Date(new Date().setHours(14, 2)).toISOString()")})
    expect(page.locator("#wb-status [role=status]")).to_have_text("Saved 14:02")


def beating(open_page: Open, app: App, page: Page) -> Page:
    """A page that has heard from its kernel, and whose clock can be moved on."""
    page.clock.install()
    open_page(app, CHAPTER)
    expect(page.locator("#wb-status [role=status]")).to_have_count(1)
    page.wait_for_timeout(2500)
    return page


def lost(page: Page) -> None:
    """Five seconds on, by the page's own clock, the notice is there: a busy machine is slow, not late."""
    page.clock.run_for(5000)
    expect(page.locator("#wb-notice [role=alert]")).to_contain_text("Connection lost. Keep typing")


def test_killed_kernel(open_page: Open, sample: App, page: Page) -> None:
    page = beating(open_page, sample, page)
    sample.kill_kernel(page)
    lost(page)
    before = kernel_id(page)
    page.get_by_role("button", name="Reconnect").click()
    until(page, f"JSON.parse(document.getElementById('jupyter-config-data')?.textContent ?? '{{}}').kernelId !== '{before}'", 30_000)
    expect(page.locator(".wb-lost:not(:empty)")).to_have_count(0)


def test_server_gone_and_back(open_page: Open, own_app: App, page: Page, allowed: list[str]) -> None:
    allowed += GONE
    page = beating(open_page, own_app, page)
    own_app.stop()
    lost(page)
    page.get_by_role("button", name="Reconnect").click()
    expect(page.locator("#wb-notice")).to_contain_text("does not answer yet")
    own_app.start()
    page.get_by_role("button", name="Reconnect").click()
    expect(page.locator(".wb-lost:not(:empty)")).to_have_count(0)


def test_network_lost_and_back(open_page: Open, sample: App, page: Page, allowed: list[str]) -> None:
    allowed += ["WebSocket", "ERR_INTERNET_DISCONNECTED", "Failed to fetch"]
    page = beating(open_page, sample, page)
    page.route("**/alive/**", lambda route: route.abort("internetdisconnected"))
    sample.kernel(page).suspend()  # nothing comes through
    lost(page)
    page.unroute("**/alive/**")
    sample.kernel(page).resume()
    expect(page.locator("#wb-notice [role=alert]")).to_be_empty()


def test_calculating_is_not_lost(open_page: Open, sample: App) -> None:
    page = open_page(sample, f"{CHAPTER}#budget")
    page.get_by_role("button", name="Calculate").click()
    page.wait_for_timeout(7000)
    expect(page.locator("#wb-notice [role=alert]")).to_be_empty()


STEP = """() => {
  const section = document.querySelector("[data-step=competitors]");
  const parts = `<form class="wb-form" aria-label="Sites"></form><div class="wb-view wb-result"><div class="wb-card">Verdict</div></div>
    <form class="wb-form" aria-label="Map"></form><div class="wb-view wb-chart"><figure>Map</figure></div>`;
  section.querySelector("h2").insertAdjacentHTML("afterend", parts);
  window.press = (name) => {
    const form = section.querySelector(`form[aria-label=${name}]`);
    const detail = { again: Boolean(form.dataset.said), stay: (sentence) => { form.dataset.said = sentence; } };
    form.dispatchEvent(new CustomEvent("workbook:continue", { bubbles: true, detail }));
  };
}"""


def test_continue_stays_once_for_what_the_answers_give(open_page: Open, sample: App) -> None:
    page = open_page(sample, f"{CHAPTER}#competitors")
    page.evaluate(STEP)
    page.evaluate("press('Sites')")
    expect(page.locator(".wb-card")).to_be_focused()
    expect(page.locator("form[aria-label=Sites]")).to_have_attribute(
        "data-said", "Saved. Read what your answers give, then press again to go on to “Map”."
    )
    page.evaluate("press('Sites')")
    expect(page.locator("form[aria-label=Map]")).to_be_focused()
    page.evaluate("press('Map')")
    expect(page.locator("figure")).to_be_focused()
    page.evaluate("press('Map')")
    expect(page.get_by_role("heading", level=2, name="Step 3 of 3: Budget")).to_be_focused()
