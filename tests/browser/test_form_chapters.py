from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.form_page import draw, served
from workbook.answers.chapters import CHAPTERS
from workbook.answers.check import check
from workbook.answers.fields import Answers
from workbook.answers.locale import Locale
from workbook.answers.sales_force import Checklist
from workbook.answers.schema import schema
from workbook.widgets.form import messages_of

pytestmark = pytest.mark.browser

MODELS = [model for chapter in CHAPTERS for step in chapter.steps for model in step.forms]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served() as url:
        yield url


def show(page: Page, address: str, model: type[Answers]) -> Page:
    locale = Locale()
    return draw(page, address, schema(model, locale), messages=messages_of(check(model, {}, locale)))


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.FORM)
def test_every_form_of_the_workbook(browser: Browser, address: str, model: type[Answers]) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 900})
    show(page, address, model)
    page.evaluate("document.querySelectorAll('details').forEach((one, at) => { one.open = at < 5 })")
    found = Axe().run(page)
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.close()
    assert found.response["violations"] == [], found.generate_report()
    assert wide <= 320


def test_levels_are_shown_on_demand(page: Page, address: str) -> None:
    show(page, address, Checklist)
    row = page.locator("tbody tr:not(.wb-group-row)").first
    row.locator("summary").click()
    expect(row.locator("dd")).to_have_count(len(Checklist.specs()["items"].rows[0].levels))


def test_part_leads_to_its_first_open_row(page: Page, address: str) -> None:
    show(page, address, Checklist)
    page.locator(".wb-part").nth(1).click()
    body = page.locator("tbody").nth(1)
    expect(body.locator("input[type=radio]").first).to_be_focused()
