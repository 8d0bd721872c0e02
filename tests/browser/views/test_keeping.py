"""What has not changed stays as the reader left it: loaded files and the plan on its sheet."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import expect

from tests.browser.conftest import until
from tests.browser.views_page import Board
from workbook.report.document import Document, Paragraph, Table
from workbook.widgets import DocumentView, Readings

CURRENCY = {"key": "currency", "text": "Which currency is it?", "choices": [{"value": "USD", "label": "USD"}, {"value": "AUD", "label": "AUD"}]}
CODE = {"key": "code", "text": "Which code is it?", "choices": []}


def reading(number: str, *questions: dict[str, Any], rows: str = "5") -> dict[str, Any]:
    return {
        "id": number,
        "name": f"{number}.csv",
        "title": "Order file",
        "facts": [{"label": "Rows", "value": rows}],
        "warnings": [],
        "controls": [],
        "left_out": [{"title": "1 row refused, and why", "rows": [{"line": "7", "reason": "The date is blank."}], "more": ""}],
        "questions": list(questions),
        "previews": [{"title": "Order lines", "columns": ["order_id"], "rows": [["1"]]}],
    }


def ignore(*_: Any) -> None:
    """Nothing is done with what is answered."""


def test_focus_and_details_outlive_another_file(board: Board) -> None:
    view = Readings(ignore, ignore)
    view.show([reading("a", CODE)])
    board.add(view)
    board.page.locator("summary").first.click()
    field = board.page.get_by_label("Which code is it?")
    field.fill("EU")
    view.show([reading("a", CODE, rows="6"), reading("b")])
    board.sync()
    expect(board.page.locator(".wb-reading")).to_have_count(2)
    expect(board.page.locator("dd").first).to_have_text("6")
    expect(field).to_be_focused()
    expect(field).to_have_value("EU")
    expect(board.page.get_by_text("The date is blank.").first).to_be_visible()


def test_focus_stays_in_the_answered_file(board: Board) -> None:
    view = Readings(ignore, lambda *_: view.show([reading("a"), reading("b")]))
    view.show([reading("a", CURRENCY), reading("b")])
    board.add(view)
    board.page.get_by_role("button", name="USD").press("Enter")
    expect(board.page.get_by_role("heading", name="a.csv")).to_be_focused()


def test_focus_stays_in_the_list_without_the_file(board: Board) -> None:
    view = Readings(lambda _: view.show([reading("b")]), ignore)
    view.show([reading("a"), reading("b")])
    board.add(view)
    board.page.get_by_role("button", name="Remove a.csv").press("Enter")
    expect(board.page.get_by_role("heading", level=3)).to_have_text("b.csv")
    expect(board.page.get_by_role("list", name="Loaded files")).to_be_focused()


def sheet_with(*texts: str) -> Document:
    rows = tuple((f"Channel {i}", "1") for i in range(40))
    return Document("Plan", "Hollin & Daughters", (*(Paragraph(text) for text in texts), Table(("Channel", "Orders"), rows)))


def test_plan_keeps_its_place(board: Board) -> None:
    view = DocumentView()
    view.show(sheet_with("First."))
    board.add(view)
    table = board.page.get_by_role("region", name="Channel, Orders")
    table.focus()
    board.page.mouse.wheel(0, 400)
    until(board.page, "scrollY > 300")
    before = table.evaluate("el => el.getBoundingClientRect().top")
    view.show(sheet_with("First, in other words.", "Second."))
    board.sync()
    expect(board.page.get_by_text("Second.")).to_have_count(1)
    expect(table).to_be_focused()
    assert abs(table.evaluate("el => el.getBoundingClientRect().top") - before) < 2


def test_failed_plan_is_told(board: Board) -> None:
    view = DocumentView()
    board.add(view)
    view.alert = "The plan could not be written."
    board.sync()
    expect(board.page.get_by_role("alert")).to_have_text("The plan could not be written.")
