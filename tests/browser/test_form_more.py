"""What stands behind "More": closed and counted, opened by whatever has to be seen, and whole on paper."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.form_page import draw, field, form, options, served
from tests.browser.test_form_drawing import kept, paste

pytestmark = pytest.mark.browser

TASK = [
    field("what", label="Task"), field("start", "date", label="First day", width="s"),
    field("stage", "one_of", options=options("Prepare", "Build"), folded=True), field("hours", "number", unit="h", width="xs", folded=True),
    field("informed", optional=True, folded=True),
]  # fmt: skip
MANY = {"item_label": "Task", "item_plural": "Tasks", "min_items": 1, "max_items": 9}
ROWS = {**field("tasks", "group"), "item": TASK, "layout": "table", **MANY}
CARDS = {**field("cards", "group"), "item": TASK, "layout": "cards", **MANY}
FORM = form(ROWS, CARDS, field("remark", width="l", optional=True, folded=True))
RAWS = {"tasks": [{"_id": "t1", "what": "Write", "stage": "build", "hours": "8"}, {"_id": "t2", "what": "Launch"}]}
WRONG = {"tasks/t2/hours": {"level": "error", "text": "Enter the hours", "choices": []}}


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served() as url:
        yield url


@pytest.fixture
def drawn(page: Page, address: str) -> Page:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.set_default_timeout(8000)
    return draw(page, address, FORM, raws=RAWS)


def more(page: Page, name: str) -> Locator:
    return page.locator("details", has=page.locator("summary", has_text=name))


def test_closed_and_counted(drawn: Page) -> None:
    first = more(drawn, "More about task 1").first
    expect(first.locator("summary")).to_contain_text("2 of 3 answered")
    expect(drawn.get_by_role("textbox", name="Task 1 Hours")).to_be_hidden()
    first.locator("summary").press("Enter")
    drawn.get_by_role("textbox", name="Task 1 Informed").fill("Vera")
    expect(first.locator("summary")).to_contain_text("3 of 3 answered")
    tasks = kept(drawn, "tasks")
    assert (tasks[0]["informed"], tasks[0]["hours"]) == ("Vera", "8")


def test_an_error_opens_it(drawn: Page) -> None:
    drawn.evaluate("says => { window.kernel.says = says }", WRONG)
    drawn.get_by_role("button", name="Save and continue").click()
    drawn.get_by_role("link", name="Enter the hours").click()
    expect(drawn.get_by_role("textbox", name="Task 2 Hours")).to_be_focused()
    expect(drawn.get_by_role("textbox", name="Task 1 Hours")).to_be_hidden()


def test_an_address_opens_it(page: Page, address: str) -> None:
    draw(page, f"{address}#budget.tasks/t1/hours", FORM, raws=RAWS)
    expect(page.get_by_role("textbox", name="Task 1 Hours")).to_be_focused()
    page.evaluate("location.hash = 'budget.remark'")
    expect(page.get_by_label("Remark")).to_be_focused()


def test_paper_shows_all(drawn: Page) -> None:
    drawn.emulate_media(media="print")
    expect(drawn.get_by_role("textbox", name="Task 1 Hours")).to_be_visible()
    expect(drawn.get_by_label("Remark")).to_be_visible()


def test_rows_are_pasted_moved_and_removed_with_both_lines(drawn: Page) -> None:
    drawn.get_by_role("textbox", name="Task 1 Task").focus()
    paste(drawn, "Film\t2027-02-01\tprepare\t5\nTest\t2027-02-08\tbuild\t2\n")
    drawn.get_by_role("button", name="Move up task 2").click()
    assert [(task["what"], task["start"], task["stage"], task["hours"]) for task in kept(drawn, "tasks")] == [
        ("Test", "2027-02-08", "build", "2"),
        ("Film", "2027-02-01", "prepare", "5"),
    ]
    drawn.get_by_role("button", name="Remove task 1").first.click()
    expect(drawn.locator(".wb-group-table .wb-more")).to_have_count(1)


def test_a_row_takes_little_room(drawn: Page) -> None:
    assert drawn.locator("tbody.wb-item-rows").first.bounding_box()["height"] < 130
