"""Search, tests and decisions in a browser: one server, one workbook with the tea sample, walked to a decision."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.filling import LONG, Forms, drawn, tea


@pytest.fixture(scope="module")
def forms(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Forms]:
    """The tea company with its sample."""
    with tea(browser, tmp_path_factory.mktemp("decide")) as walk:
        yield walk


def saved(forms: Forms, place: Locator, button: str, to: Path) -> Path:
    """What a button downloads."""
    with forms.page.expect_download(timeout=LONG) as download:
        place.get_by_role("button", name=button, exact=True).press("Enter")
    download.value.save_as(to / download.value.suggested_filename)
    return to / download.value.suggested_filename


def test_search_is_read(forms: Forms) -> None:
    forms.open("06_analysis#search")
    expect(forms.step.locator(".wb-headline").first).to_contain_text("own name", timeout=LONG)
    drawn(forms.page, re.compile("Position 1 is clicked by"))
    expect(forms.step.get_by_role("table", name="Queries in striking distance")).to_be_visible()


def test_downloads_are_real_files(forms: Forms, tmp_path: Path) -> None:
    forms.open("06_analysis#search")
    chart = forms.step.locator("figure").first
    picture, drawing, sheet = (saved(forms, chart, kind, tmp_path) for kind in ("PNG", "SVG", "Excel"))
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert "Position" in drawing.read_text("utf-8")
    assert [cell.value for cell in openpyxl.load_workbook(sheet).active[1]][:2] == ["Position", "Expected click rate"]
    table = forms.step.locator(".wb-table", has=forms.page.get_by_role("heading", name="Queries", exact=True))
    rows = list(csv.DictReader(io.StringIO(saved(forms, table, "CSV", tmp_path).read_text("utf-8-sig"))))
    assert {row["Query"] for row in rows} >= {"hollin tea", "tea gift box"}
    book = openpyxl.load_workbook(saved(forms, table, "Excel", tmp_path)).active
    assert [row[1].value for row in book.iter_rows(min_row=2)] == [int(row["Impressions"]) for row in rows]


def test_a_change_is_told_against_the_others(forms: Forms) -> None:
    forms.open("06_analysis#search")
    forms.answer(re.compile("^On which day"), "10 June 2026")
    forms.answer(re.compile("^Which ones"), "/green-tea")
    forms.saved()
    drawn(forms.page, re.compile("^Changed: .* control: "))


def test_a_test_is_read_from_counts(forms: Forms) -> None:
    forms.open("06_analysis#tests")
    for row, cells in {"A, as before": ("83", "5"), "B, the new one": ("99", "12")}.items():
        forms.cells(row, **dict(zip(("visitors", "successes"), cells, strict=True)))
    forms.saved()
    expect(forms.step.locator(".wb-headline", has_text="A difference is not shown: A 6.02%, B 12.1%")).to_be_visible(timeout=LONG)
    expect(forms.step).to_contain_text("0.1592")
    drawn(forms.page, re.compile("^After 10 looks"))


def test_a_finding_becomes_a_decision(forms: Forms) -> None:
    forms.open("06_analysis#decisions")
    forms.step.get_by_role("button", name="Take over: Search", exact=True).press("Enter")
    expect(forms.field(re.compile("^Channel or topic")).first).to_have_value("Search", timeout=LONG)
    forms.choose(re.compile("What changes"), "Site")
    forms.answer(re.compile("Because"), "Three pages stand just below the places that are clicked.")
    forms.answer(re.compile("Who carries it out"), "The nephew")
    forms.saved()
    expect(forms.step.get_by_role("button", name="Take over: Search", exact=True)).to_have_count(0)


def test_what_has_changed_since_is_said(forms: Forms) -> None:
    forms.open("06_analysis#search")
    forms.answer(re.compile("^Words of your own name"), "hollin, gift box")
    forms.saved()
    forms.open("06_analysis#decisions")
    expect(forms.step.locator(".wb-headline", has_text="has changed since")).to_be_visible(timeout=LONG)
    expect(forms.field(re.compile("^Figure behind it")).first).to_have_value(re.compile("own name"))
