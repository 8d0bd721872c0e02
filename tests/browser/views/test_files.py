"""Files on their way in and out, between a real browser and a real widget."""

from __future__ import annotations

import io
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.views.samples import table
from tests.browser.views_page import Board
from workbook.widgets import Download, Upload


def choose(page: Page, name: str, data: bytes) -> None:
    page.locator("input[type=file]").set_input_files([{"name": name, "mimeType": "text/csv", "buffer": data}])


def test_file_arrives_whole(board: Board, tmp_path: Path) -> None:
    data = bytes(range(256)) * 24_000
    board.add(Upload(tmp_path, lambda path, name: f"{path.stat().st_size} bytes read."))
    choose(board.page, "orders.csv", data)
    expect(board.page.get_by_text(f"{len(data)} bytes read.")).to_be_visible(timeout=20_000)
    assert (tmp_path / "orders.csv").read_bytes() == data


def test_files_go_one_after_the_other(board: Board, tmp_path: Path) -> None:
    board.add(Upload(tmp_path, lambda path, name: f"{name} read."))
    files = [{"name": f"{i}.csv", "mimeType": "text/csv", "buffer": b"a,b"} for i in range(3)]
    board.page.locator("input[type=file]").set_input_files(files)  # type: ignore[arg-type]
    expect(board.page.locator("li[data-state=done]")).to_have_count(3)


def test_upload_is_cancelled(board: Board, tmp_path: Path) -> None:
    board.add(Upload(tmp_path, lambda path, name: None))
    board.page.evaluate("window.deaf = true")  # the server does not answer
    choose(board.page, "orders.csv", b"a,b")
    board.page.get_by_role("button", name="Cancel").click()
    expect(board.page.get_by_text("Cancelled. Nothing was kept.")).to_be_visible()
    board.page.evaluate("window.deaf = false")
    board.page.get_by_role("button", name="Try again").click()
    expect(board.page.get_by_text("The file has been read.")).to_be_visible()


def test_refusal_is_a_sentence(board: Board, tmp_path: Path) -> None:
    board.add(Upload(tmp_path, lambda path, name: None, max_bytes=10))
    choose(board.page, "orders.csv", b"a" * 11)
    expect(board.page.get_by_text("“orders.csv” is larger than 10 bytes.")).to_be_visible()


def test_dropped_file_arrives(board: Board, tmp_path: Path) -> None:
    board.add(Upload(tmp_path, lambda path, name: f"{name} read."))
    board.page.evaluate(
        """() => {
          const data = new DataTransfer();
          data.items.add(new File(["a,b"], "dropped.csv"));
          document.querySelector(".wb-drop").dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
        }"""
    )
    expect(board.page.get_by_text("dropped.csv read.")).to_be_visible()


def test_download_is_whole(board: Board) -> None:
    data = bytes(range(256)) * 8_000
    board.add(Download("Download the plan", lambda: ("plan.docx", "application/x", data)))
    with board.page.expect_download() as saved:
        board.page.get_by_role("button", name="Download the plan").click()
    assert saved.value.path().read_bytes() == data
    expect(board.page.get_by_role("status")).to_have_text("plan.docx (2 MB) is in your downloads.")


def test_table_is_saved_as_a_workbook(board: Board) -> None:
    from openpyxl import load_workbook

    board.add(table())
    with board.page.expect_download() as saved:
        board.page.get_by_role("button", name="Excel").click()
    sheet = load_workbook(io.BytesIO(saved.value.path().read_bytes())).active
    assert sheet is not None
    assert sheet.max_row == 31
