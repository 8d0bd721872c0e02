"""Results, tables and lists in a browser: read, sorted, searched; every view at three widths, light and dark."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.views.samples import CARDS, CHAPTERS, FILTERS, drawn, everything, result, table
from tests.browser.views_page import Board
from workbook.store.desk import Desk
from workbook.widgets import Catalogue, Facts, Finding, Result, TaskList


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 768, 320])
def test_views_are_accessible(board: Board, desk: Desk, axe: Callable[[Page], list[str]], width: int, scheme: str) -> None:
    board.page.set_viewport_size({"width": width, "height": 900})
    board.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    for widget in everything(desk):
        board.add(widget)
    drawn(board)
    board.page.locator("summary").evaluate_all("all => all.forEach((one) => (one.parentElement.open = true))")
    assert axe(board.page) == []
    assert board.page.evaluate("document.documentElement.scrollWidth") <= width


def test_result_is_said_once(board: Board) -> None:
    view = result()
    board.add(view)
    live = board.page.locator("[role=status]")
    expect(live).to_have_text("")
    view.show(Finding("Go", "good"))
    board.sync()
    expect(live).to_have_text("Good: Go")


def test_markup_stays_text(board: Board) -> None:
    view = Result()
    view.show(Finding("<img src=x onerror=alert(1)>", points=("<b>bold</b>",)))
    board.add(view)
    expect(board.page.get_by_role("heading", level=3)).to_have_text("<img src=x onerror=alert(1)>")


def test_empty_result_says_what_is_missing(board: Board) -> None:
    board.add(Result("Enter a budget."))
    expect(board.page.locator(".wb-empty")).to_have_text("Enter a budget.")


def first_cells(page: Page) -> list[str]:
    return page.locator("tbody tr > :nth-child(2)").all_inner_texts()


def test_table_sorts_by_keyboard(board: Board) -> None:
    board.add(table())
    head = board.page.get_by_role("columnheader", name="Visits")
    head.get_by_role("button").focus()
    board.page.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "descending")
    assert first_cells(board.page)[:3] == ["29", "28", "27"]
    board.page.keyboard.press("Enter")
    assert first_cells(board.page)[:3] == ["0", "1", "2"]


def test_table_shows_all(board: Board) -> None:
    board.add(table())
    assert board.page.locator("tbody tr").count() == 15
    board.page.get_by_role("button", name="Show all 30 rows").click()
    assert board.page.locator("tbody tr").count() == 30
    expect(board.page.get_by_role("button", name="Show the first 15 rows")).to_be_focused()


def test_catalogue_narrows(board: Board) -> None:
    board.add(Catalogue(CARDS, FILTERS, noun=("channel", "channels")))
    shown = board.page.locator(".wb-entry:visible")
    board.page.get_by_label("Search").fill("sear ads")
    expect(shown).to_have_count(1)
    board.page.get_by_label("Search").fill("")
    board.page.get_by_label("Cost").select_option("free")
    expect(board.page.get_by_text("2 of 4 channels")).to_be_visible()
    board.page.get_by_role("button", name="Show all").click()
    expect(shown).to_have_count(4)


def test_card_opens_by_keyboard(board: Board) -> None:
    board.add(Catalogue(CARDS, FILTERS))
    board.page.locator(".wb-entry summary").first.focus()
    board.page.keyboard.press("Enter")
    expect(board.page.get_by_text("Choose twenty words.").first).to_be_visible()


def test_blocked_step_is_no_link(board: Board) -> None:
    board.add(TaskList(CHAPTERS, {"title": "Budget", "href": "02_strategy.ipynb#budget"}))
    assert board.page.get_by_role("link").all_inner_texts() == ["Continue where you were\nBudget", "Strategy", "Set the budget"]
    expect(board.page.get_by_text("Cannot start yet")).to_be_visible()


def test_facts_fold_on_a_narrow_screen(board: Board) -> None:
    board.page.set_viewport_size({"width": 320, "height": 700})
    board.add(Facts("About us", ["Tea."]))
    expect(board.page.get_by_text("Tea.")).to_be_hidden()
    board.page.get_by_text("About us").click()
    expect(board.page.get_by_text("Tea.")).to_be_visible()
