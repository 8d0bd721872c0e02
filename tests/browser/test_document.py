"""The plan in a browser: its pages, a text of one's own and back, the four files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import docx
import openpyxl
import pypdf
import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.conftest import check, until, watch
from tests.browser.filling import LONG, Forms
from tests.browser.running import App
from tests.pages.filled import fill, save
from workbook.answers.plan_texts import PlanTexts
from workbook.answers.strategy import Goals
from workbook.store.desk import open_desk

OWN = "We keep the third shop by selling tea to people who come back."


@pytest.fixture(scope="module")
def forms(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Forms]:
    """A complete workbook, opened at the plan."""
    running = App(tmp_path_factory.mktemp("document")).start()
    desk = open_desk(running.database)
    fill(desk)
    save(desk, PlanTexts, texts=[])
    desk.store.close()
    context = browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 900}, accept_downloads=True)
    faults = watch(context)
    page = context.new_page()
    page.set_default_timeout(LONG)
    yield Forms(page, running).open("07_plan#document")
    context.close()
    running.stop()
    check(faults, [])


def sheet(forms: Forms) -> Locator:
    return forms.step.locator(".wb-doc")


def test_the_text_is_there_with_its_charts(forms: Forms) -> None:
    expect(sheet(forms)).to_contain_text("360 orders a month before the lease ends", timeout=LONG)
    expect(sheet(forms).locator("figure svg[role=img]")).to_have_count(4, timeout=LONG)


def test_tables_are_read_whole_on_a_telephone(forms: Forms) -> None:
    forms.page.set_viewport_size({"width": 320, "height": 900})
    cut = """() => [...document.querySelectorAll('[data-step="document"] .wb-doc__table')]
        .map((box) => [box.ariaLabel, box.scrollWidth - box.clientWidth]).filter(([, over]) => over > 1)"""
    tables = sheet(forms).locator(".wb-doc__table").count()
    found = forms.page.evaluate(cut)
    forms.page.set_viewport_size({"width": 1280, "height": 900})
    assert (found, tables > 10) == ([], True)


def test_pages_open_in_full(forms: Forms) -> None:
    page = forms.page
    pages = forms.step.get_by_role("button", name=re.compile(r"^Page \d+ of \d+, in full"))
    expect(pages.first).to_be_visible(timeout=LONG)
    assert pages.count() >= 8
    pages.nth(1).press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("status")).to_have_text(re.compile(r"^Page 2 of"))
    until(page, "() => document.querySelector('.wb-pages__full').naturalWidth > 300", LONG)
    page.keyboard.press("ArrowRight")
    expect(dialog.get_by_role("status")).to_have_text(re.compile(r"^Page 3 of"))
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def test_a_step_without_faults_for_assistive_tools(forms: Forms, axe) -> None:
    assert axe(forms.page) == []


def test_a_text_of_ones_own_and_back(forms: Forms) -> None:
    sheet(forms).get_by_role("button", name="Edit the text: Objectives").press("Enter")
    field = forms.step.get_by_role("textbox", name="Your text")
    expect(field).to_have_value(re.compile("^The plan pursues two goals"), timeout=LONG)
    expect(field).to_be_focused()
    forms.page.keyboard.press("Control+a")
    forms.page.keyboard.type(OWN)
    forms.page.keyboard.press("Tab")
    expect(sheet(forms)).to_contain_text(OWN, timeout=LONG)
    expect(sheet(forms)).not_to_contain_text("The plan pursues two goals")
    forms.saved()


def test_changed_answers_show_both_texts(forms: Forms) -> None:
    desk = open_desk(forms.app.database)
    save(desk, Goals, goals=[desk.stored(Goals)["goals"].raw[0]])
    desk.store.close()
    forms.page.reload()
    changed = sheet(forms).get_by_role("note")
    expect(changed).to_contain_text("The answers under this text have changed since you wrote it.", timeout=LONG)
    expect(changed).to_contain_text("The plan pursues one goal")
    expect(sheet(forms)).to_contain_text(OWN)
    changed.get_by_role("button", name="Keep your text").press("Enter")
    expect(changed).to_have_count(0, timeout=LONG)


def downloaded(forms: Forms, button: str, to: Path) -> Path:
    with forms.page.expect_download(timeout=LONG) as download:
        forms.step.get_by_role("button", name=button).press("Enter")
    download.value.save_as(to / download.value.suggested_filename)
    return to / download.value.suggested_filename


def test_every_file_opens_with_the_own_text(forms: Forms, tmp_path: Path) -> None:
    word = docx.Document(str(downloaded(forms, "Download as Word", tmp_path)))
    paper = pypdf.PdfReader(downloaded(forms, "Download as PDF", tmp_path))
    plain = downloaded(forms, "Download as Markdown", tmp_path).read_text("utf-8")
    tables = openpyxl.load_workbook(downloaded(forms, "Download the tables (XLSX)", tmp_path))
    assert OWN in [paragraph.text for paragraph in word.paragraphs]
    assert OWN in " ".join(" ".join(page.extract_text() for page in paper.pages).split())
    assert OWN in plain
    assert tables["Objectives"]["C2"].value == 360


def test_the_generated_text_comes_back(forms: Forms) -> None:
    sheet(forms).get_by_role("button", name="Use the generated text again: Objectives").press("Enter")
    expect(sheet(forms)).to_contain_text("The plan pursues one goal", timeout=LONG)
    expect(sheet(forms)).not_to_contain_text(OWN)
    expect(forms.step.get_by_role("textbox", name="Your text")).to_have_count(0)


def test_the_own_text_comes_back(forms: Forms) -> None:
    sheet(forms).get_by_role("button", name="Take your own text back: Objectives").press("Enter")
    expect(sheet(forms)).to_contain_text(OWN, timeout=LONG)
    expect(forms.step.get_by_role("textbox", name="Your text")).to_have_value(OWN)
