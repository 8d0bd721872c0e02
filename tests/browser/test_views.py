"""The views in a real browser: drawn, used by keyboard, at three widths, in light and dark, on paper."""

from __future__ import annotations

import io
import re
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import altair as alt
import pandas as pd
import pytest
from playwright.sync_api import Page, expect

from tests.browser.views_page import Board, served
from tests.widgets import exercises
from workbook.answers.locale import Locale
from workbook.charts import Picture
from workbook.lessons.draw import right_number
from workbook.store.desk import Desk, open_desk
from workbook.widgets import (
    Catalogue,
    ChartView,
    Check,
    Column,
    Download,
    Facts,
    Figure,
    Finding,
    Notice,
    Result,
    TableView,
    TaskList,
    Upload,
)

FINDING = Finding(
    "Wait: the margin does not carry the cost yet",
    "warn",
    figures=(Figure("Cost per order", "€41.20", "goal: €30"), Figure("Orders", "118")),
    reasons_for=("Enquiries have doubled.",),
    reasons_against=("Each order loses €4.70.",),
    means="Each additional order costs more than it brings.",
    means_not="It does not mean that search ads never pay.",
    next_step="Raise the conversion rate first.",
)
TABLE = pd.DataFrame(
    {"channel": [f"Channel {i}" for i in range(30)], "visits": [(7 * i) % 30 for i in range(30)], "cost": [1234.5 * i for i in range(30)]}
)
COLUMNS = {"channel": Column("Channel"), "visits": Column("Visits", "count"), "cost": Column("Cost of the whole year", "money")}
CARDS = [
    {
        "id": f"c{i}",
        "title": title,
        "lead": "What it is, in a line.",
        "tags": ["Paid" if i % 2 else "Free"],
        "values": {"cost": "paid" if i % 2 else "free"},
        "attributes": [{"label": "Reach", "value": "4 of 5"}],
        "sections": [{"title": "How to begin", "points": ["Choose twenty words."]}],
    }
    for i, title in enumerate(["Search engine optimisation", "Search ads", "E-mail", "Coupons"])
]
FILTERS = [{"name": "cost", "label": "Cost", "options": ["paid", "free"]}]
CHAPTERS = [
    {
        "title": "Strategy",
        "href": "02_strategy.ipynb",
        "steps": [
            {"title": "Set the budget", "href": "02_strategy.ipynb#budget", "state": "in_progress"},
            {"title": "Run the market", "href": "06_analysis.ipynb#run", "state": "blocked", "note": "Set a budget first."},
        ],
    }
]


@pytest.fixture
def board(page: Page) -> Iterator[Board]:
    with served() as address:
        yield Board(page, address)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = open_desk(f"sqlite:///{tmp_path}/workbook.db", "ada")
    yield opened
    opened.store.close()


def picture() -> Picture:
    few = TABLE.head(5)
    chart = alt.Chart(few).mark_bar().encode(x="cost:Q", y="channel:N", tooltip=["channel:N", "cost:Q"])
    return Picture(chart, "Channel 4 costs most", "It costs 4 938 of 12 345.", few)


def chart(locale: Locale | None = None) -> ChartView:
    view = ChartView(locale)
    view.show(picture(), columns=COLUMNS, note="Sample data.")
    return view


def table() -> TableView:
    view = TableView()
    view.show(TABLE, title="Costs", columns=COLUMNS, note="Source: sample.")
    return view


def result() -> Result:
    view = Result()
    view.show(FINDING)
    return view


def everything(desk: Desk) -> list:
    check = Check(exercises.one_of(), desk)
    check._handle_custom_msg({"type": "answer", "raw": "ctr"}, [])
    checks = [check, Check(exercises.many_of(), desk), Check(exercises.match(), desk), Check(exercises.number(), desk)]
    lists = [
        Catalogue(CARDS, FILTERS, title="Channels"),
        TaskList(CHAPTERS, {"title": "Budget", "href": "#budget"}),
        Facts("About us", ["Tea."], ["Since 1987."]),
    ]
    files = [Upload(tempfile.gettempdir(), lambda path, name: None, accept=[".csv"]), Download("Download the plan", lambda: ("a", "b", b""))]
    return [chart(), result(), table(), *checks, *lists, *files, Notice("Old data.", tone="warn", links={"Upload again": "#x"}), Result()]


def drawn(board: Board) -> None:
    board.page.wait_for_selector(".wb-chart[data-drawn=screen] svg")


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


def test_library_waits_for_a_chart(board: Board) -> None:
    asked: list[str] = []
    board.page.on("request", lambda request: asked.append(request.url))
    board.page.evaluate("document.querySelector('main').style.paddingTop = '4000px'")
    board.add(chart())
    board.page.wait_for_timeout(300)
    assert not [url for url in asked if url.endswith("vega.js")]
    board.page.locator(".wb-chart").scroll_into_view_if_needed()
    drawn(board)


def test_library_comes_once(board: Board) -> None:
    asked: list[str] = []
    board.page.on("request", lambda request: asked.append(request.url))
    board.add(chart())
    board.add(chart())
    expect(board.page.locator(".wb-chart[data-drawn=screen]")).to_have_count(2)
    assert len([url for url in asked if url.endswith("vega.js")]) == 1


def test_chart_has_words_and_data(board: Board) -> None:
    board.add(chart(Locale("de_DE")))
    drawn(board)
    expect(board.page.get_by_role("img", name="Channel 4 costs most. It costs 4 938 of 12 345.")).to_be_visible()
    board.page.get_by_text("Show the data").click()
    expect(board.page.get_by_role("row", name="Channel 1")).to_contain_text(re.compile("1.235\\s€"))


def test_axis_follows_the_locale(board: Board) -> None:
    board.add(chart(Locale("de_DE")))
    drawn(board)
    expect(board.page.locator(".wb-stage svg")).to_contain_text("1.000")


def test_chart_follows_the_colour_scheme(board: Board) -> None:
    board.add(chart())
    drawn(board)
    board.page.emulate_media(color_scheme="dark")
    expect(board.page.locator(".wb-stage path[fill='#63c4bd']").first).to_be_attached()


def test_chart_fits_a_new_width(board: Board) -> None:
    board.add(chart())
    drawn(board)
    board.page.set_viewport_size({"width": 500, "height": 900})
    expect(board.page.locator(".wb-stage svg[width='468']")).to_be_visible()  # 500 less the margins of the page


def test_new_chart_replaces_the_old(board: Board) -> None:
    view = chart()
    board.add(view)
    drawn(board)
    view.show(picture(), title="Another title")
    board.sync()
    drawn(board)
    expect(board.page.get_by_role("heading", level=3)).to_have_text("Another title")
    expect(board.page.locator(".wb-stage svg.marks")).to_have_count(1)


@pytest.fixture
def no_library(allowed: list[str]) -> None:
    allowed.extend([r"vega\.js", "Failed to load resource", "ERR_FAILED"])


@pytest.mark.usefixtures("no_library")
def test_data_stand_in_for_the_drawing(board: Board) -> None:
    board.page.route("**/vega.js", lambda route: route.abort())
    board.add(chart())
    expect(board.page.get_by_text("The drawing could not be loaded. Its data stand below.")).to_be_visible()
    expect(board.page.get_by_role("rowheader", name="Channel 4")).to_be_visible()


def test_printing_draws_charts_out_of_sight(board: Board) -> None:
    board.page.emulate_media(color_scheme="dark")
    board.add(chart())
    drawn(board)
    board.page.evaluate("document.querySelector('main').style.paddingBottom = '6000px'")
    board.page.evaluate("document.querySelector('main').append(Object.assign(document.createElement('div'), {style: 'height: 5000px'}))")
    board.add(chart())
    board.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    expect(board.page.locator(".wb-chart[data-drawn=paper] svg.marks")).to_have_count(2)
    assert "#63c4bd" not in board.page.locator(".wb-stage").first.inner_html()


@pytest.mark.parametrize(("kind", "start"), [("PNG", b"\x89PNG"), ("SVG", b"<svg"), ("CSV", b"\xef\xbb\xbfChannel")])
def test_chart_is_saved(board: Board, kind: str, start: bytes) -> None:
    board.add(chart())
    drawn(board)
    with board.page.expect_download() as saved:
        board.page.get_by_role("button", name=kind).click()
    assert saved.value.suggested_filename == f"Channel 4 costs most.{kind.lower()}"
    assert saved.value.path().read_bytes().startswith(start)


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


def test_table_is_saved_as_a_workbook(board: Board) -> None:
    from openpyxl import load_workbook

    board.add(table())
    with board.page.expect_download() as saved:
        board.page.get_by_role("button", name="Excel").click()
    sheet = load_workbook(io.BytesIO(saved.value.path().read_bytes())).active
    assert sheet is not None
    assert sheet.max_row == 31


def test_check_is_answered_by_keyboard(board: Board, desk: Desk) -> None:
    board.add(Check(exercises.one_of(), desk))
    board.page.get_by_label("Revenue per cost").focus()
    board.page.keyboard.press("Space")
    board.page.keyboard.press("Enter")
    expect(board.page.get_by_text("A typical mistake: Revenue taken for profit.")).to_be_visible()
    expect(board.page.get_by_text("You have 2 tries.")).to_be_visible()
    expect(board.page.get_by_label("Revenue per cost")).to_be_focused()


def test_check_ends_and_begins_afresh(board: Board, desk: Desk) -> None:
    check = Check(exercises.number(), desk)
    board.add(check)
    right = right_number(check._exercise, check._kept().variant)
    before = board.page.locator(".wb-question").inner_text()
    board.page.get_by_label("Your answer (visits)").fill(f"{right:.0f}")
    board.page.keyboard.press("Enter")
    expect(board.page.locator(".wb-verdict")).to_be_focused()
    board.page.get_by_role("button", name="Try a fresh variant").click()
    expect(board.page.get_by_label("Your answer (visits)")).to_be_focused()
    assert board.page.locator(".wb-question").inner_text() != before


def test_check_says_what_form_is_meant(board: Board, desk: Desk) -> None:
    board.add(Check(exercises.number(), desk))
    board.page.get_by_role("button", name="Check the answer").click()
    expect(board.page.get_by_role("alert").filter(has_text="Enter")).to_have_text("Error: Enter a number.")
    expect(board.page.get_by_label("Your answer (visits)")).to_have_attribute("aria-invalid", "true")


def test_feedback_is_there_after_a_reload(board: Board, desk: Desk) -> None:
    Check(exercises.match(), desk)._handle_custom_msg({"type": "answer", "raw": {"ctr": "shown", "cvr": "shown", "cpc": "clicked"}}, [])
    board.add(Check(exercises.match(), desk))
    expect(board.page.get_by_label("CVR")).to_have_value("shown")
    expect(board.page.locator(".wb-verdict")).to_contain_text("Partly right")


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
