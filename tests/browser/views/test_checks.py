"""Exercises answered in a browser, by keyboard."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.views_page import Board
from tests.widgets import exercises
from workbook.lessons.draw import right_number
from workbook.store.desk import Desk
from workbook.widgets import Checks
from workbook.widgets.check import Check


def test_check_is_answered_by_keyboard(board: Board, desk: Desk) -> None:
    board.add(Checks([exercises.one_of()], desk))
    board.page.get_by_label("Revenue per cost").focus()
    board.page.keyboard.press("Space")
    board.page.keyboard.press("Enter")
    expect(board.page.get_by_text("A typical mistake: Revenue taken for profit.")).to_be_visible()
    expect(board.page.get_by_text("You have 2 tries.")).to_be_visible()
    expect(board.page.get_by_label("Revenue per cost")).to_be_focused()


def test_check_ends_and_begins_afresh(board: Board, desk: Desk) -> None:
    check = Check(exercises.number(), desk)
    board.add(Checks([exercises.number()], desk))
    right = right_number(check._exercise, check._kept().variant)
    before = board.page.locator(".wb-question").inner_text()
    board.page.get_by_label("Your answer (visits)").fill(f"{right:.0f}")
    board.page.keyboard.press("Enter")
    expect(board.page.locator(".wb-verdict")).to_be_focused()
    board.page.get_by_role("button", name="Try a fresh variant").click()
    expect(board.page.get_by_label("Your answer (visits)")).to_be_focused()
    assert board.page.locator(".wb-question").inner_text() != before


def test_check_says_what_form_is_meant(board: Board, desk: Desk) -> None:
    board.add(Checks([exercises.number()], desk))
    board.page.get_by_role("button", name="Check the answer").click()
    expect(board.page.get_by_role("alert").filter(has_text="Enter")).to_have_text("Error: Enter a number.")
    expect(board.page.get_by_label("Your answer (visits)")).to_have_attribute("aria-invalid", "true")
    board.page.get_by_role("button", name="Check the answer").click()  # said again, it is told again
    expect(board.page.get_by_role("alert").filter(has_text="Enter")).to_have_text("Error: Enter a number.")


def test_checks_of_a_step_are_answered_one_by_one(board: Board, desk: Desk) -> None:
    board.add(Checks([exercises.one_of(), exercises.number()], desk))
    board.page.get_by_label("Your answer (visits)").fill("12")  # typed and not sent: another one's answer leaves it alone
    board.page.get_by_label("Revenue per cost").check()
    board.page.get_by_role("button", name="Check the answer").first.click()
    expect(board.page.get_by_text("A typical mistake: Revenue taken for profit.")).to_have_count(1)
    expect(board.page.get_by_label("Your answer (visits)")).to_have_value("12")
    expect(board.page.get_by_text("You have 3 tries.")).to_be_visible()


def test_an_error_is_not_told_again_when_another_one_is_answered(board: Board, desk: Desk) -> None:
    board.add(Checks([exercises.one_of(), exercises.number()], desk))
    board.page.get_by_role("button", name="Check the answer").last.click()
    error = board.page.get_by_role("alert").filter(has_text="Enter a number.")
    before = error.evaluate_handle("el => el.firstChild")
    board.page.get_by_label("Revenue per cost").check()
    board.page.get_by_role("button", name="Check the answer").first.click()
    expect(board.page.get_by_text("A typical mistake: Revenue taken for profit.")).to_be_visible()
    assert error.evaluate("(el, before) => el.firstChild === before", before)  # what is written anew is spoken anew


def test_feedback_is_there_after_a_reload(board: Board, desk: Desk) -> None:
    Check(exercises.match(), desk).hear({"type": "answer", "raw": {"ctr": "shown", "cvr": "shown", "cpc": "clicked"}})
    board.add(Checks([exercises.match()], desk))
    expect(board.page.get_by_label("CVR")).to_have_value("shown")
    expect(board.page.locator(".wb-verdict")).to_contain_text("Partly right")
