"""The way a trainee goes, from the first answer to the plan: one browser, one workbook, station after station.

The stations build on each other as they do for a person; each has its test, so that a failure names the place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import check, watch
from tests.browser.filling import LONG, Forms, drawn, figure_value, whole
from tests.browser.running import App

EXPORTS = Path(__file__).parents[1] / "fixtures" / "exports"
ONLINE_RETAIL = Path(__file__).parents[3] / "shared" / "reference" / "online_retail_uci352.csv.gz"
SCORES = {
    "Can a customer judge the product without touching it?": "2",
    "Do customers already look for this kind of product online?": "4",
    "Can the product or service be delivered": "4",
    "Is there a difference that matters to customers": "3",
    "Do customers come back, or bring others?": "3",
    "Are near rivals online": "3",
    "Is there a group of customers or a question": "3",
    "Can a click or a contact be bought": "2",
    "Do law and platforms allow": "4",
    "Is the money for setting up available": "3",
    "Can running costs be carried": "2",
    "Does the margin leave room": "3",
    "Can cost and return be attributed": "1",
    "Is there somebody who knows customers": "3",
    "Is there somebody who can run site": "1",
    "Are there fixed hours each week": "2",
}
TEA = {
    "Impressions a month": ("400 000", "500 000", "600 000"),
    "Click rate (CTR)": ("1,5 %", "2 %", "2.5"),
    "Landing rate": ("85", "90", "95"),
    "Close rate": ("1.6", "2", "3"),
    "Order value": ("38", "€ 42", "48"),
    "Margin rate": ("42", "45", "47"),
}
MONTHLY = {"Spent on media each month": "1.5k", "People and tools each month": "90", "Investment at the start": "6800"}
OUTLOOK = {"Months until full effect": "0", "Months to look ahead": "12", "Discount rate a year": "10"}


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """A server of its own, so that the workbook is new."""
    running = App(tmp_path_factory.mktemp("walk")).start()
    yield running
    running.stop()


@pytest.fixture(scope="module")
def noted() -> list[str]:
    """What the page may not do, as it happens."""
    return []


@pytest.fixture(scope="module")
def forms(browser: Browser, shop: App, noted: list[str]) -> Iterator[Forms]:
    context = browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 900}, accept_downloads=True)
    faults = watch(context)
    page = context.new_page()
    page.set_default_timeout(LONG)
    yield Forms(page, shop)
    context.close()
    noted.extend(faults)
    check(faults, [])


def test_start_by_keyboard(forms: Forms) -> None:
    page = forms.open("00_start#company").page
    forms.choose("Which company do you work on?", re.compile("^Hollin Tea"))
    forms.answer("What does the company sell, and to whom?", "Loose tea, to people who taste the difference.")
    forms.choose("How are numbers written?", "1,234.56 (English)")
    forms.choose("Currency", "Euro (€)")
    forms.saved()
    forms.go_on()
    expect(page.get_by_role("heading", level=2, name="Step 2 of 5: See what there is to do")).to_be_focused()
    expect(page.locator(".wb-steps a[href='#company']")).to_contain_text("Completed")


def test_feasibility_by_keyboard(forms: Forms) -> None:
    page = forms.open("02_strategy#feasibility").page
    expect(page.get_by_role("complementary", name="About Hollin Tea").first).to_be_visible()
    for row, value in SCORES.items():
        forms.score(row, value)
    forms.saved()
    expect(forms.step.locator(".wb-headline")).to_contain_text(re.compile("Go|Start|worth|conditions", re.IGNORECASE), timeout=LONG)
    assert figure_value(page, "Product").endswith("%")
    drawn(page, re.compile("turns the verdict"))


def test_business_model_is_recommended(forms: Forms) -> None:
    forms.open("02_strategy#business-model")
    answers = {
        "What does a typical first order cost": "10 to 300 euros", "Is the price known before": "Yes, one list price",
        "How many people take part": "One", "How long from first interest": "Hours to days",
        "How much advice": "A good page answers it", "Where is it bought": "From us directly", "Is it adapted": "No, always the same",
    }  # fmt: skip
    for question, option in answers.items():
        forms.choose(re.compile(f"^{question}"), option)
    expect(forms.step.locator(".wb-headline")).to_contain_text("Sell directly", timeout=LONG)
    forms.choose("Which model do you choose?", re.compile("^Sell directly"))
    forms.saved()


def test_goal_is_judged(forms: Forms) -> None:
    forms.open("02_strategy#goals")
    forms.choose("What is it about?", "Sell")
    forms.answer("The goal in one sentence", "240 orders a month from the web shop")
    forms.choose("Measured by", "Orders")
    forms.answer(re.compile("^Today"), "180")
    forms.answer(re.compile("^Target"), "240")
    forms.choose("Per", "Month")
    forms.answer(re.compile("^Reached by"), "30/06/2027")
    forms.answer(re.compile("^Where is it measured"), "Shop orders export")
    forms.answer(re.compile("^Who is responsible"), "Managing sister")
    forms.saved()
    expect(forms.step.locator(".wb-message", has_text="30 June 2027").first).to_be_visible()
    expect(forms.step.locator(".wb-headline")).not_to_be_empty()


def test_budget_with_the_cases_numbers(forms: Forms) -> None:
    page = forms.open("02_strategy#budget").page
    forms.choose("Do customers ask before they buy?", "No")
    for row, values in TEA.items():
        forms.cells(row, **dict(zip(("worst", "likely", "best"), values, strict=True)))
    for label, text in (MONTHLY | OUTLOOK).items():
        forms.answer(re.compile(f"^{label}"), text)
    forms.saved()
    expect(forms.step.locator(".wb-message", has_text="1,500").first).to_be_visible()
    drawn(page, re.compile("^Close rate: nothing moves the profit more"))
    drawn(page, re.compile("months end with a loss in"))
    drawn(page, re.compile("impressions are likely to become 180 orders"))
    drawn(page, re.compile("^The money is back|cash|back", re.IGNORECASE))


def test_net_present_value_of_the_case(forms: Forms) -> None:
    page = forms.open("02_strategy#budget").page
    month = 500_000 * 0.02 * 0.9 * 0.02 * 42 * 0.45 - 1_590
    worth = sum(month / 1.1 ** (m / 12) for m in range(1, 13)) - 6_800
    assert figure_value(page, "Net present value") == f"€{worth:,.0f}"
    assert figure_value(page, "Payback, discounted").startswith(("4", "month 4", "Month 4"))


def test_site_is_scored_with_evidence(forms: Forms) -> None:
    page = forms.open("04_sales_force#checklist").page
    forms.answer(re.compile("^Which site or page"), "shop.example")
    seen = {
        "Does a first-time visitor see within five seconds": ("1", "Two of three outsiders said: a spa."),
        "Do the menu's words match": ("0", "Hearth, Meadow, Dawn."),
        "Does a visitor reach the main products": ("1", "Four clicks to the Darjeeling."),
        "Does the site's search find products": ("0", "darjeling: nothing."),
    }
    for row, (score, evidence) in seen.items():
        forms.score(row, score)
        forms.answer(re.compile(f"^{re.escape(row)}.* Evidence"), evidence)
    forms.saved()
    drawn(page, re.compile("of the attainable points"))
    forms.open("04_sales_force#weak-points")
    expect(page.get_by_role("table", name="Weak points, most rewarding first").locator("tbody tr")).to_have_count(4, timeout=LONG)
    drawn(forms.page)


def test_rival_by_the_same_list(forms: Forms) -> None:
    forms.open("04_sales_force#rivals")
    forms.answer(re.compile("^First rival"), "Leafwright")
    forms.answer(re.compile("^Do the menu's words match.* First"), "3")
    forms.answer(re.compile("^Does the site's search find.* First"), "2")
    forms.saved()
    expect(forms.step.locator("figure")).to_contain_text("Leafwright", timeout=LONG)
    drawn(forms.page)


def test_catalogue_is_searched_and_filtered(forms: Forms) -> None:
    page = forms.open("05_promotion#catalogue").page
    count = forms.step.locator(".wb-count")
    expect(count).to_have_text("22 channels")
    forms.step.get_by_role("searchbox").focus()
    page.keyboard.type("affiliate")
    expect(count).to_contain_text("of 22 channels")
    card = forms.step.locator("#wb-entry-affiliate")
    card.locator("summary").press("Enter")
    expect(card.get_by_role("heading", name="When to stop")).to_be_visible()
    forms.step.get_by_role("button", name="Show all").press("Enter")
    forms.step.get_by_role("combobox", name="Cost").select_option(label="Free")
    expect(count).to_contain_text(re.compile(r"^\d+ of 22"))


def test_channels_that_fit(forms: Forms) -> None:
    forms.open("05_promotion#fit")
    forms.choose("What is the promotion mainly for?", "Sell")
    forms.choose("Whom do you want to reach?", "Consumers")
    forms.tick("How old are they, mostly?", "45 to 64")
    forms.tick("Where do they look and gather?", "They search when they need it", "Their inbox")
    forms.answer(re.compile("^What can be spent on media"), "1,500")
    forms.answer(re.compile("^When must the first effect"), "2027-03-01")
    forms.saved()
    expect(forms.step.get_by_role("table", name="All channels, best fit first").locator("tbody tr").first).to_be_visible(timeout=LONG)
    expect(forms.step.locator(".wb-reasons--plus")).to_be_visible()


def test_media_plan_adds_up(forms: Forms) -> None:
    page = forms.open("05_promotion#media-plan").page
    lines = [("Search advertisements (auction)", "900", "0.50"), ("Database e-mail (EDM)", "100", "0.20")]
    for number, (channel, budget, price) in enumerate(lines, 1):
        if number > 1:
            forms.add("channel")
        forms.choose(re.compile(f"^Channel {number} Channel"), channel)
        forms.answer(re.compile(f"^Channel {number} Budget"), budget)
        forms.answer(re.compile(f"^Channel {number} Cost per click"), price)
    forms.saved()
    total = page.get_by_role("table", name="The plan in a normal month").locator("tr", has_text="Whole plan")
    expect(total).to_contain_text("€1,000", timeout=LONG)
    expect(total).to_contain_text("2,300")  # 900 ÷ 0.50 + 100 ÷ 0.20 clicks
    drawn(forms.page)


def test_sample_is_loaded_by_its_button(forms: Forms) -> None:
    forms.open("06_analysis#load")
    forms.step.get_by_role("button", name="Load the sample of Hollin Tea").press("Enter")
    files = forms.step.locator(".wb-reading")
    expect(files).to_have_count(5, timeout=LONG)
    expect(files.filter(has_text="tea: orders.csv")).to_contain_text("658")


def test_own_report_accounts_for_itself(forms: Forms) -> None:
    forms.open("06_analysis#load").upload(EXPORTS / "google_ads_utf8.csv")
    expect(forms.outcome("google_ads_utf8.csv")).to_contain_text("Google Ads report: 5 rows read, 5 left out", timeout=LONG)
    reading = forms.step.locator(".wb-reading", has=forms.page.get_by_role("heading", name="google_ads_utf8.csv"))
    expect(reading).to_contain_text("The file's own total of cost (line 9, “Total: Campaigns”) agrees: €2,033.80.")
    reading.get_by_text("5 rows skipped, and why").press("Enter")
    expect(reading).to_contain_text("A totals row")


def test_channels_are_compared(forms: Forms) -> None:
    page = forms.open("06_analysis#channels").page
    table = page.get_by_role("table", name="Key figures per channel")
    expect(table.locator("tr", has_text="All channels")).to_contain_text("€", timeout=LONG)
    drawn(forms.page)


def test_sales_and_customers(forms: Forms) -> None:
    page = forms.open("06_analysis#customers").page
    drawn(page, re.compile("Revenue was highest"))
    assert figure_value(page, "Repeat purchase rate").endswith("%")


def test_decisions_are_taken_over(forms: Forms) -> None:
    page = forms.open("06_analysis#decisions").page
    drawn(forms.page)
    forms.step.get_by_role("button", name="Take over these proposals").press("Enter")
    expect(forms.step.get_by_role("group", name="Decision 1")).to_be_visible(timeout=LONG)
    expect(forms.field(re.compile("^Channel")).first).not_to_have_value("")
    assert page.locator(".wb-conflict").count() == 0


def test_question_leads_to_the_empty_field(forms: Forms) -> None:
    page = forms.open("07_plan#questions").page
    expect(forms.step.locator("ol ol a").first).to_be_visible(timeout=LONG)
    before = forms.step.locator("ol ol a").count()
    forms.open("07_plan#people")
    forms.answer(re.compile("^Which problem does the plan solve"), "The smallest shop's lease ends; its turnover must come from the web shop.")
    forms.answer(re.compile("^Why this way"), "A marketplace would keep the customers' addresses.")
    forms.saved()
    forms.open("07_plan#questions")
    expect(forms.step.locator("ol ol a")).not_to_have_count(before, timeout=LONG)
    assert forms.step.locator("ol ol a").count() < before
    forms.step.get_by_role("link", name=re.compile("day to day", re.IGNORECASE)).first.press("Enter")
    expect(page.get_by_label(re.compile("^How does it run day to day"))).to_be_focused()


def test_document_contains_what_was_typed(forms: Forms) -> None:
    forms.open("07_plan#document")
    sheet = forms.step.locator(".wb-doc")
    for words in (
        "Hollin Tea",
        "Loose tea, to people who taste the difference.",
        "240 orders a month from the web shop",
        "Leafwright",
    ):
        expect(sheet).to_contain_text(words, timeout=LONG)


def test_downloads_open_with_the_same_numbers(forms: Forms, tmp_path: Path) -> None:
    worth = figure_value(forms.open("02_strategy#budget").page, "Net present value")
    page = forms.open("07_plan#document").page
    for button, name in (("Download as Word", "plan.docx"), ("Download as Markdown", "plan.md")):
        with page.expect_download(timeout=LONG) as download:
            forms.step.get_by_role("button", name=button).press("Enter")
        download.value.save_as(tmp_path / name)
    paper = docx.Document(str(tmp_path / "plan.docx"))
    words = "\n".join([p.text for p in paper.paragraphs] + [c.text for t in paper.tables for row in t.rows for c in row.cells])
    for text in (words, (tmp_path / "plan.md").read_text("utf-8")):
        assert worth in text
        assert "240 orders a month from the web shop" in text


@pytest.mark.skipif(not ONLINE_RETAIL.exists(), reason="The public order file is not beside the project.")
def test_half_a_million_order_lines(forms: Forms) -> None:
    forms.open("06_analysis#load").upload(ONLINE_RETAIL)
    reading = forms.step.locator(".wb-reading", has=forms.page.get_by_role("heading", name=ONLINE_RETAIL.name))
    expect(reading).to_be_visible(timeout=180_000)
    expect(reading).to_contain_text("541,909", timeout=LONG)


def test_walk_left_nothing_behind(forms: Forms, shop: App) -> None:
    assert "Traceback" not in whole(forms.page)
    before, traceback, after = shop.log.partition("Traceback")
    assert not traceback, before[-1000:] + traceback + after[:4000]


def test_tasks_know_what_was_done(forms: Forms) -> None:
    page: Page = forms.open("00_start#tasks").page
    expect(page.locator(".wb-chapter", has_text="Strategy")).to_contain_text(re.compile(r"of \d+ completed"), timeout=LONG)
    expect(page.get_by_role("link", name=re.compile("Continue where you were"))).to_be_visible()


def test_a_word_is_looked_up_from_any_page(forms: Forms) -> None:
    page: Page = forms.open("06_analysis#load").page
    page.locator(".wb-chapters > summary").press("Enter")
    page.get_by_role("link", name="Look up a word").press("Enter")
    words = page.locator("section.wb-current")
    expect(words.get_by_role("heading", name=re.compile("Look up a word"))).to_be_visible(timeout=LONG)
    words.get_by_label("Search").fill("divided margin rate")
    words.locator("summary", has_text="Break-even ROAS").press("Enter")
    expect(words.get_by_text("1 ÷ margin rate")).to_be_visible()
