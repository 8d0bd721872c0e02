from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, ClassVar

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.form_page import draw, field, form, served
from workbook.answers import fields
from workbook.store.desk import Desk, open_desk
from workbook.widgets.form import Form

pytestmark = pytest.mark.browser

NOON = datetime(2026, 9, 30, 12, tzinfo=UTC)
SMALL = form(field("budget", "money", width="s"), field("owner"))


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served() as url:
        yield url


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    opened.set_default_timeout(10_000)
    faults: list[str] = []
    opened.on("pageerror", lambda error: faults.append(str(error)))
    yield opened
    context.close()
    assert faults == []


def statuses(page: Page) -> list[str]:
    return page.evaluate("window.heard.filter((one) => one.name === 'workbook:save').map((one) => one.status)")


@pytest.fixture
def still(page: Page, address: str) -> Page:
    """The form on a page whose clock stands still until it is moved on: a busy machine is slow, not late."""
    page.clock.install(time=NOON)
    draw(page, address, SMALL)
    page.clock.pause_at(NOON + timedelta(hours=1))
    return page


def test_typing_is_saved_within_two_seconds(still: Page) -> None:
    still.get_by_label("Owner").press_sequentially("Ada")
    still.clock.run_for(2000)
    still.wait_for_function("window.kernel.kept.owner === 'Ada'")
    expect(still.get_by_label("Owner")).to_be_focused()
    assert statuses(still)[-1] == "saved"


def test_leaving_saves_at_once(still: Page) -> None:
    still.get_by_label("Owner").fill("Ada")
    still.keyboard.press("Tab")
    still.wait_for_function("window.kernel.kept.owner === 'Ada'")


def test_draft_ends_with_the_acknowledgement(still: Page) -> None:
    still.get_by_label("Owner").fill("Ada")
    assert still.evaluate("JSON.parse(localStorage['workbook:w1:strategy.budget:owner']).raw") == "Ada"
    still.clock.run_for(2000)
    still.wait_for_function("localStorage.length === 0")


def test_lost_connection_is_told_and_typing_goes_on(still: Page) -> None:
    still.evaluate("window.kernel.silent = true")
    still.get_by_label("Owner").fill("Ada")
    still.clock.run_for(5000)
    still.wait_for_function("window.heard.at(-1)?.status === 'lost'")
    expect(still.get_by_text("The connection is lost.")).to_be_visible()
    still.get_by_label("Owner").fill("Ada Lovelace")
    still.evaluate("window.kernel.silent = false")
    still.clock.run_for(8000)
    still.wait_for_function("window.kernel.kept.owner === 'Ada Lovelace'")
    expect(still.get_by_text("The connection is lost.")).to_have_count(0)


def test_text_is_there_after_a_reload(page: Page, address: str) -> None:
    draw(page, address, SMALL)
    page.evaluate("window.kernel.silent = true")
    page.get_by_label("Owner").fill("Ada")
    draw(page, address, SMALL)
    expect(page.get_by_label("Owner")).to_have_value("Ada")
    page.wait_for_function("window.kernel.kept.owner === 'Ada' && localStorage.length === 0")


def test_refusal_is_told_and_tried_again(page: Page, address: str) -> None:
    draw(page, address, SMALL)
    page.evaluate("window.kernel.refuses = 'Not saved: the disk is full.'")
    page.get_by_label("Owner").fill("Ada")
    expect(page.get_by_text("Not saved: the disk is full.")).to_be_visible()
    page.evaluate("window.kernel.refuses = ''")
    page.wait_for_function("window.kernel.kept.owner === 'Ada'")
    expect(page.get_by_text("Not saved: the disk is full.")).to_have_count(0)


def test_conflict_shows_both_texts(page: Page, address: str) -> None:
    draw(page, address, SMALL)
    page.evaluate("window.kernel.conflicts = {owner: {raw: 'Grace', revision: 4, at: '2026-09-30T14:02:00Z', writer: 'other'}}")
    page.get_by_label("Owner").fill("Ada")
    box = page.get_by_role("group", name="Two texts for Owner")
    expect(box).to_contain_text("Grace")
    box.get_by_role("button", name="Take the text of the other tab").press("Enter")
    expect(page.get_by_label("Owner")).to_have_value("Grace")
    page.wait_for_function("window.sent.at(-1).bases.owner === 4 && window.sent.at(-1).changes.owner === 'Grace'")


def test_conflict_keeps_own_text(page: Page, address: str) -> None:
    draw(page, address, SMALL)
    page.evaluate("window.kernel.conflicts = {owner: {raw: 'Grace', revision: 4, at: '2026-09-30T14:02:00Z', writer: 'other'}}")
    page.get_by_label("Owner").fill("Ada")
    page.get_by_role("button", name="Keep the text on this page").click()
    page.wait_for_function("window.sent.at(-1).bases.owner === 4 && window.kernel.kept.owner === 'Ada'")


def test_focused_field_is_left_alone(page: Page, address: str) -> None:
    draw(page, address, SMALL)
    page.get_by_label("Owner").focus()
    page.evaluate("model.set('raws', {owner: 'Grace', budget: '500'})")
    expect(page.get_by_label("Budget (€)")).to_have_value("500")
    expect(page.get_by_label("Owner")).to_have_value("")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Owner")).to_have_value("Grace")


def test_states_are_told(page: Page, address: str) -> None:
    draw(page, address, SMALL)
    page.get_by_label("Owner").fill("Ada")
    page.wait_for_function("window.heard.filter((one) => one.name === 'workbook:state').length === 2")
    assert page.evaluate("window.heard.filter((one) => one.name === 'workbook:state').map((one) => one.state)") == ["not_started", "in_progress"]


def test_alert_is_shown(page: Page, address: str) -> None:
    draw(page, address, SMALL)
    page.evaluate("model.set('alert', 'Something went wrong on our side.')")
    expect(page.get_by_role("alert").filter(has_text="Something went wrong")).to_be_visible()


class Persona(fields.Item):
    name: str | None = fields.text("Name")
    age: int | None = fields.count("Age", optional=True)


class Plan(fields.Answers):
    FORM: ClassVar[str] = "strategy.budget"
    TITLE: ClassVar[str] = "Plan"

    budget: float | None = fields.money("Budget", unit="a month")
    close: float | None = fields.rate("Close rate", unusual=(None, 0.5))
    personas: tuple[Persona, ...] = fields.group("Personas", Persona, item_label="Persona", layout="table", min_items=1)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = open_desk(f"sqlite:///{tmp_path}/workbook.db", "ada")
    yield opened
    opened.store.close()


def join(page: Page, address: str, desk: Desk) -> Form:
    """The page with a real form behind it: what the browser sends goes to Python and comes back, without a server between."""
    widget = Form(Plan, desk)
    names = ("schema", "raws", "revisions", "messages", "state", "alert")
    heard: list[dict[str, Any]] = []
    widget.send = heard.append  # type: ignore[method-assign]

    def to_python(content: dict[str, Any]) -> dict[str, Any]:
        heard.clear()
        widget._receive(widget, content, [])
        return {"traits": {name: getattr(widget, name) for name in names}, "messages": list(heard)}

    page.expose_function("toPython", to_python)
    draw(page, address, widget.schema, **{name: getattr(widget, name) for name in names if name != "schema"})
    return widget


def test_typed_answer_reaches_the_model(page: Page, address: str, desk: Desk) -> None:
    join(page, address, desk)
    page.get_by_label("Budget (€ a month)").fill("€ 1 500,50")
    page.keyboard.press("Tab")
    expect(page.locator(".wb-message", has_text="Understood as")).to_be_visible()
    assert desk.answers(Plan).budget == 1500.5


def test_form_is_completed_by_keyboard(page: Page, address: str, desk: Desk) -> None:
    join(page, address, desk)
    page.get_by_role("button", name="Save and continue").press("Enter")
    expect(page.locator(".wb-summary li")).to_have_count(3)
    page.get_by_role("link", name="Enter the budget").press("Enter")
    page.keyboard.type("500")
    page.get_by_role("textbox", name="Close rate").fill("60")
    page.get_by_role("textbox", name="Persona 1 Name").fill("Ada")
    page.get_by_role("button", name="Save and continue").press("Enter")
    page.wait_for_function("window.heard.some((one) => one.name === 'workbook:continue')")
    expect(page.locator(".wb-message", has_text="Is this right?")).to_be_visible()
    assert desk.checked(Plan).complete


def test_ambiguous_number_is_asked(page: Page, address: str, desk: Desk) -> None:
    join(page, address, desk)
    page.get_by_label("Budget (€ a month)").fill("1.234")
    page.keyboard.press("Tab")
    page.locator(".wb-choices button").first.click()
    expect(page.get_by_label("Budget (€ a month)")).not_to_have_value("1.234")
    page.wait_for_function("localStorage.length === 0")
    assert desk.answers(Plan).budget is not None


def test_two_tabs_end_in_a_choice(page: Page, address: str, desk: Desk) -> None:
    join(page, address, desk)
    other = page.context.new_page()
    join(other, address, desk)
    page.get_by_label("Budget (€ a month)").fill("500")
    page.wait_for_function("window.heard.at(-1)?.status === 'saved'")
    other.get_by_label("Budget (€ a month)").fill("700")
    other.get_by_role("button", name="Keep the text on this page").click()
    other.wait_for_function("window.heard.at(-1)?.status === 'saved'")
    assert desk.answers(Plan).budget == 700
    assert len(desk.store.history(desk.workbook, Plan.FORM, "budget")) >= 2
