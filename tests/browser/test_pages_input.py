"""Input that is not as wished, on the real page: a sentence that says what to do, and nothing else is touched."""

from __future__ import annotations

import io
import re
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.conftest import check, watch
from tests.browser.filling import LONG, Forms, prefill, whole
from tests.browser.running import App
from workbook.answers import strategy
from workbook.answers.fields import DONT_KNOW
from workbook.store.desk import open_desk

COST = "Investment at the start (€)"
START = "The work begins on"
PROBLEM = "Which problem does the plan solve, and what is that worth?"


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    running = App(tmp_path_factory.mktemp("input")).start()
    prefill(running)
    yield running
    running.stop()


@pytest.fixture(scope="module")
def forms(browser: Browser, shop: App) -> Iterator[Forms]:
    context = browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 900})
    faults = watch(context)
    yield Forms(context.new_page(), shop)
    context.close()
    check(faults, [])


def said(forms: Forms, label: str) -> Locator:
    """What stands beside a field."""
    return forms.step.locator(".wb-field", has=forms.page.get_by_role("textbox", name=label)).locator(".wb-message:visible")


@pytest.mark.parametrize(
    ("typed", "understood"),
    [("1,5", "1.50 EUR"), ("1 000,50", "1,000.50 EUR"), ("1.2k", "1,200 EUR")],
)
def test_amount_is_understood_and_shown(forms: Forms, typed: str, understood: str) -> None:
    forms.open("02_strategy#budget").answer(COST, typed)
    forms.saved()
    expect(said(forms, COST)).to_contain_text(understood)
    expect(forms.field(COST)).to_have_value(typed)


@pytest.mark.parametrize("typed", ["€ 500", "1,234.50", "500 EUR"])
def test_amount_written_as_usual_needs_no_remark(forms: Forms, typed: str) -> None:
    forms.open("02_strategy#budget").answer(COST, typed)
    forms.saved()
    expect(said(forms, COST)).to_have_count(0)
    expect(forms.field(COST)).to_have_value(typed)


def test_share_is_understood(forms: Forms) -> None:
    forms.open("02_strategy#budget").answer("Discount rate a year (%)", "12 %")
    forms.saved()
    assert forms.field("Discount rate a year (%)").input_value() == "12 %"
    expect(forms.step.locator("[aria-invalid=true]")).to_have_count(0)


def test_ambiguous_number_is_asked(forms: Forms) -> None:
    forms.open("02_strategy#budget").answer(COST, "1.234")
    forms.saved()
    asked = said(forms, COST)
    expect(asked.get_by_role("button")).to_have_count(2)
    asked.get_by_role("button", name="1,234").press("Enter")
    expect(forms.field(COST)).not_to_have_value("1.234")
    forms.saved()


@pytest.mark.parametrize(("place", "label", "typed", "sentence"), [
    ("02_strategy#budget", COST, "a lot", "number"),
    ("02_strategy#schedule", START, "30 February 2027", "February"),
])  # fmt: skip
def test_not_an_answer_is_said_on_continue(forms: Forms, place: str, label: str, typed: str, sentence: str) -> None:
    forms.open(place).answer(label, typed)
    forms.saved()
    forms.go_on()
    summary = forms.step.locator(".wb-summary")
    expect(summary).to_be_focused(timeout=LONG)
    expect(said(forms, label)).to_contain_text("Error:")
    expect(said(forms, label)).to_contain_text(sentence)
    expect(forms.field(label)).to_have_value(typed)
    expect(forms.field(label)).to_have_attribute("aria-invalid", "true")
    forms.answer(label, "")
    forms.saved()


def test_ten_megabytes_pasted(forms: Forms) -> None:
    forms.open("07_plan#people").field(PROBLEM).focus()
    paste = """() => { const data = new DataTransfer(); data.setData("text/plain", "word ".repeat(2 * 1024 * 1024));
      document.activeElement.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true})) }"""
    forms.page.evaluate(paste)
    expect(forms.step.get_by_text("The text had 10,485,760 characters.", exact=False)).to_be_visible()
    forms.page.keyboard.press("Tab")
    forms.saved()
    forms.answer(PROBLEM, "The lease ends.")
    forms.saved()


def packed(content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Queries.csv", content)
    return out.getvalue()


FILES = {
    "photo.csv": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + bytes(range(256)) * 40,
    "empty.csv": b"",
    "cut.zip": packed(b"Top queries,Clicks\n" + b"tea,1\n" * 5000)[:90],
    "wide.csv": (",".join(f"column {n}" for n in range(10_000)) + "\n" + ",".join("1" for _ in range(10_000)) + "\n").encode(),
}


@pytest.mark.parametrize("name", FILES)
def test_file_that_is_none(forms: Forms, shop: App, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(FILES[name])
    forms.open("06_analysis#load").upload(tmp_path / name)
    expect(forms.step.locator(f".wb-files > li[data-state=failed]:has-text('{name}')")).to_be_visible(timeout=LONG)
    expect(forms.outcome(name)).to_contain_text(name)
    assert len(forms.outcome(name).inner_text()) < 600
    expect(forms.step.locator(".wb-reading")).to_have_count(0)
    assert "Traceback" not in whole(forms.page)
    assert "Traceback" not in shop.log


def test_formulas_are_only_text(forms: Forms, tmp_path: Path) -> None:
    lines = [
        "order_id,ordered_at,product,quantity,revenue,currency",
        "1,2026-05-01,\"=cmd|' /C calc'!A0\",1,10.00,EUR",
        "2,2026-05-02,@SUM(A1),1,12.00,EUR",
    ]
    (tmp_path / "formulas.csv").write_text("\n".join(lines) + "\n", "utf-8")
    forms.open("06_analysis#load").upload(tmp_path / "formulas.csv")
    reading = forms.step.locator(".wb-reading", has_text="formulas.csv")
    expect(reading).to_be_visible(timeout=LONG)
    reading.get_by_text("See the first rows").press("Enter")
    expect(reading).to_contain_text("=cmd|")
    reading.get_by_role("button", name="Remove").press("Enter")
    expect(forms.step.locator(".wb-reading")).to_have_count(0, timeout=LONG)


def test_failure_is_a_sentence_and_in_the_log(forms: Forms, shop: App) -> None:
    forms.open("06_analysis#load").step.get_by_role("button", name="Load the sample of Hollin Tea").press("Enter")
    expect(forms.step.locator(".wb-reading")).to_have_count(5, timeout=LONG)
    for table in (shop.home / "files").rglob("*.parquet"):
        table.write_bytes(b"not a table any more")
    forms.open("06_analysis#channels").answer("Margin rate of an order (%)", "40")
    expect(forms.step.locator("[role=alert]", has_text=".").first).to_be_visible(timeout=LONG)
    forms.saved()
    assert "Traceback" not in whole(forms.page)
    deadline = time.monotonic() + 10
    told = re.compile(r"cannot be read any more.*File \"|error.*File \"", re.DOTALL)  # what failed, and the lines of code that led to it
    while not told.search(shop.log) and time.monotonic() < deadline:
        forms.page.wait_for_timeout(200)
    assert told.search(shop.log)


def test_damaged_files_can_be_taken_out(forms: Forms) -> None:
    forms.page.reload()
    forms.open("06_analysis#load")
    for left in range(4, -1, -1):
        forms.step.get_by_role("button", name="Remove").first.press("Enter")
        expect(forms.step.locator(".wb-reading")).to_have_count(left, timeout=LONG)


def test_not_knowing_is_kept_as_an_answer(forms: Forms, shop: App) -> None:
    step = forms.open("02_strategy#budget").step
    unknown = step.locator(".wb-field", has=forms.page.get_by_role("textbox", name="Discount rate a year (%)")).get_by_label("I do not know yet")
    unknown.check()
    forms.saved()
    forms.page.reload()
    whole(forms.page)
    expect(unknown).to_be_checked()
    desk = open_desk(shop.database)
    assert desk.stored(strategy.Budget)["discount_rate"].raw == DONT_KNOW
    unknown.uncheck()
    forms.saved()
