"""Charts in a browser: drawn when seen, in the colours of the page, on paper, saved."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.views.samples import chart, drawn, picture
from tests.browser.views_page import Board
from workbook.answers.locale import Locale


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


@pytest.mark.parametrize(("kind", "start"), [("PNG", b"\x89PNG"), ("SVG", b"<svg"), ("CSV", b"\xef\xbb\xbfChannel"), ("Excel", b"PK")])
def test_chart_is_saved(board: Board, kind: str, start: bytes) -> None:
    board.add(chart())
    drawn(board)
    with board.page.expect_download() as saved:
        board.page.get_by_role("button", name=kind).click()
    assert saved.value.suggested_filename == f"Channel 4 costs most.{kind.lower().replace('excel', 'xlsx')}"
    assert saved.value.path().read_bytes().startswith(start)


def test_data_are_printed_before_the_library_is_there(board: Board) -> None:
    board.page.evaluate("document.querySelector('main').style.paddingTop = '4000px'")
    board.add(chart())
    board.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    expect(board.page.locator(".wb-data")).to_have_attribute("open", "")
