"""Customers and baskets on the page: one server, the sample loaded once, three steps, and what can be taken away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, expect

from tests.browser.filling import LONG, Forms, drawn, figure_value, tea


@pytest.fixture(scope="module")
def forms(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Forms]:
    """The tea company with its sample."""
    with tea(browser, tmp_path_factory.mktemp("customers")) as walk:
        yield walk


def test_cohorts_are_followed(forms: Forms) -> None:
    page = forms.open("06_analysis#customers").page
    drawn(page, re.compile("Share of each cohort that bought again"))
    drawn(page, re.compile("What a customer has brought by each week of age"))
    forms.choose("By the first order's", "Month")
    drawn(page, re.compile("What a customer has brought by each month of age"))
    assert figure_value(page, "Repeat purchase rate") == "20.9%"


def test_numbers_of_the_grid_fit_a_telephone(forms: Forms) -> None:
    page = forms.open("06_analysis#customers").page
    page.set_viewport_size({"width": 320, "height": 900})
    drawn(page, re.compile("Share of each cohort that bought again"))
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.set_viewport_size({"width": 1280, "height": 900})


def test_segments_say_what_to_do(forms: Forms) -> None:
    page = forms.open("06_analysis#segments").page
    table = page.get_by_role("table", name="Segments, and what to do with each")
    expect(table.locator("tr", has_text="Leaving")).to_contain_text("Win back first", timeout=LONG)
    drawn(page, re.compile("brings most"))
    expect(forms.step).to_contain_text("cannot be told well enough to plan with")


def test_a_segment_is_taken_away(forms: Forms, tmp_path: Path) -> None:
    page = forms.open("06_analysis#segments").page
    forms.choose("List only", "Leaving")
    head = page.locator(".wb-table-head", has=page.get_by_role("heading", name="Customers of the segment Leaving"))
    expect(head).to_be_visible(timeout=LONG)
    with page.expect_download(timeout=LONG) as download:
        head.get_by_role("button", name="Excel").press("Enter")
    download.value.save_as(tmp_path / "leaving.xlsx")
    rows = list(openpyxl.load_workbook(tmp_path / "leaving.xlsx").active.iter_rows(values_only=True))
    assert sum(row[1] == "Leaving" for row in rows) == 11


def test_baskets_are_judged_against_chance(forms: Forms) -> None:
    page = forms.open("06_analysis#baskets").page
    drawn(page, re.compile("times as often as by chance"))
    table = page.get_by_role("table", name="Pairs of products")
    expect(table.locator("tbody tr")).to_have_count(15, timeout=LONG)
    forms.answer(re.compile("^Only with this product"), "Gift box")
    expect(table.locator("tbody tr")).to_have_count(5, timeout=LONG)
