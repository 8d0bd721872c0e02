"""Filling in a form as a person does: a field is found by its words, typed into, and left.

`Forms(page)` knows the page; `answer`, `choose`, `score`, `cell` and `tick` fill in, `saved` waits until Python has confirmed.
With `keys=True` (the default for choices) nothing is clicked: the focus is moved and keys are pressed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import check, ready, until, watch
from tests.browser.running import App
from workbook import lessons
from workbook.answers import plan, promotion, sales_force, start, strategy
from workbook.answers.fields import Answers
from workbook.store.desk import open_desk

LONG = 60_000
"""Milliseconds that the first answer of a kernel may take on a busy machine."""


@dataclass
class Forms:
    """One open page of the workbook."""

    page: Page
    app: App

    def open(self, place: str) -> Forms:
        """Go to `02_strategy#budget`; a page that is open already only changes its step."""
        name, _, step = place.partition("#")
        address = f"{self.app.address}{name}.ipynb"
        if self.page.url.partition("#")[0] != address:
            self.page.goto(f"{address}#{step}" if step else address)
            ready(self.page)
        elif step:
            self.page.evaluate("step => { location.hash = step }", step)
        if step:
            expect(self.step).to_have_attribute("data-step", step)
        return self

    @property
    def step(self) -> Locator:
        """The step that shows."""
        return self.page.locator("section[data-step].wb-current")

    def field(self, label: str | re.Pattern[str]) -> Locator:
        """A text field of the step by its label."""
        return self.step.get_by_role("textbox", name=label)

    def answer(self, label: str | re.Pattern[str], text: str) -> Locator:
        """Type a text, and leave the field."""
        field = self.field(label)
        field.focus()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)
        self.page.keyboard.press("Tab")
        return field

    def choose(self, question: str | re.Pattern[str], option: str | re.Pattern[str]) -> None:
        """Choose by keyboard, in a list or among radio buttons."""
        listed = self.step.get_by_role("combobox", name=question)
        asked = self.step.get_by_role("radiogroup", name=question)
        expect(listed.or_(asked).first).to_be_visible(timeout=LONG)  # how it is asked is known only once it is there
        if listed.count():
            listed.focus()
            listed.select_option(label=option)  # a key in Chromium's list depends on the platform
            return
        radio = asked.get_by_role("radio", name=option)
        radio.focus()
        self.page.keyboard.press("Space")
        expect(radio).to_be_checked()

    def tick(self, question: str, *options: str) -> None:
        """Tick boxes by keyboard."""
        for option in options:
            box = self.step.get_by_role("group", name=question).get_by_role("checkbox", name=option)
            box.focus()
            self.page.keyboard.press("Space")
            expect(box).to_be_checked()

    def score(self, row: str, value: str) -> None:
        """Give a score in a scorecard."""
        radio = self.step.get_by_role("radiogroup", name=row).get_by_role("radio", name=re.compile(rf"^{re.escape(value)}"))
        radio.focus()
        self.page.keyboard.press("Space")
        expect(radio).to_be_checked()

    def cells(self, row: str, **texts: str) -> None:
        """Type into the cells of a row of a table, by their headings."""
        for column, text in texts.items():
            self.answer(f"{row} {column.replace('_', ' ').capitalize()}", text)

    def add(self, what: str) -> None:
        """Add an item to a group."""
        self.step.get_by_role("button", name=f"Add a {what}").press("Enter")

    def saved(self) -> None:
        """Wait until nothing typed is on its way any more."""
        waiting = "() => !Object.keys(localStorage).some((key) => key.startsWith('workbook:')) && !document.querySelector('.wb-conflict')"
        until(self.page, waiting, LONG)
        expect(self.page.locator("#wb-status [role=status]")).to_have_text(re.compile("^Saved"), timeout=LONG)

    def go_on(self) -> None:
        """Press "Save and continue"."""
        self.step.get_by_role("button", name="Save and continue").press("Enter")

    def upload(self, *files: Path) -> None:
        """Choose files of one's own and wait until each has its sentence."""
        self.step.locator("input[type=file]").set_input_files([str(file) for file in files])

    def outcome(self, file: str) -> Locator:
        """What became of an uploaded file."""
        return self.step.locator(".wb-files > li", has_text=file).last.locator(".wb-outcome")


def drawn(page: Page, title: str | re.Pattern[str] = "") -> Locator:
    """The first chart of the step (with this title), drawn; a chart is drawn when it comes into view."""
    charts = page.locator("section.wb-current .wb-chart").filter(has=page.locator(".wb-stage"))
    chart = (charts.filter(has=page.get_by_role("heading", name=title)) if title else charts).first
    expect(chart).to_be_attached(timeout=LONG)
    chart.scroll_into_view_if_needed(timeout=LONG)
    expect(chart.locator(".wb-stage svg")).to_be_visible(timeout=LONG)
    return chart


def figure_value(page: Page, label: str) -> str:
    """A figure of a result on the page, as it reads."""
    item = page.locator("section.wb-current .wb-figures > div", has=page.locator("dt", has_text=re.compile(rf"^{re.escape(label)}")))
    expect(item.first).to_be_visible(timeout=LONG)
    return item.first.locator(".wb-figure").inner_text()


def whole(page: Page) -> str:
    """Everything the page says."""
    return page.locator("body").inner_text()


@contextmanager
def tea(browser: Browser, home: Path) -> Iterator[Forms]:
    """The tea company chosen and its sample loaded, at a server of its own; what the browser complained about is told at the end."""
    running = App(home).start()
    context = browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 900}, accept_downloads=True)
    faults = watch(context)
    page = context.new_page()
    page.set_default_timeout(LONG)
    walk = Forms(page, running)
    walk.open("00_start#company")
    walk.choose("Which company do you work on?", re.compile("^Hollin Tea"))
    walk.saved()
    walk.open("06_analysis#load")
    walk.step.get_by_role("button", name="Load the sample of Hollin Tea").press("Enter")
    expect(walk.step.locator(".wb-reading")).to_have_count(5, timeout=LONG)
    yield walk
    context.close()
    running.stop()
    check(faults, [])


def prefill(app: App) -> None:
    """Answers as an earlier visit would have left them: the tea company with scores, a forecast, a site and a media plan."""
    desk = open_desk(app.database)
    for model, raws in ANSWERED.items():
        desk.put(model, raws, "earlier")


def _grid(column: str, texts: dict[str, str]) -> dict[str, dict[str, str]]:
    return {row: {column: text} for row, text in texts.items()}


_RANGES = {
    "impressions": ("400000", "500000", "600000"), "ctr": ("1.5", "2", "2.5"), "landing_rate": ("85", "90", "95"),
    "close_rate": ("1.6", "2", "3"), "aov": ("38", "42", "48"), "margin_rate": ("42", "45", "47"),
}  # fmt: skip

ANSWERED: dict[type[Answers], dict[str, object]] = {
    start.Setup: {"company": "tea", "offer": "Loose tea for people who taste the difference.", "language": "en_GB", "currency": "EUR"},
    strategy.Feasibility: {"criteria": _grid("score", {"understood_unseen": "2", "searched_for": "4", "margin_room": "3", "web_skill": "1"})},
    strategy.BusinessModel: {"deal": _grid("answer", {"price": lessons.deal_questions()[0].options[1].value}), "chosen": "a"},
    strategy.Goals: {"goals": [{"_id": "g1", "activity": "sales", "statement": "240 orders a month", "measure": "orders", "target": "240"}]},
    strategy.Budget: {
        "via_enquiry": "no", "factors": {row: dict(zip(("worst", "likely", "best"), values, strict=True)) for row, values in _RANGES.items()},
        "media_monthly": "1500", "team_monthly": "90", "start_cost": "6800", "ramp_months": "0", "horizon_months": "12", "discount_rate": "10",
    },
    sales_force.Checklist: {"items": _grid("score", {item.id: str(n % 4) for n, item in enumerate(lessons.checklist()[:12])})},
    sales_force.Rivals: {"rival_a": "Leafwright", "items": _grid("a", {item.id: "3" for item in lessons.checklist()[:12]})},
    promotion.Fit: {"goal": "sales", "audience": "consumers", "places": ["search", "email"], "budget_monthly": "1500"},
    promotion.MediaPlan: {"lines": [
        {"_id": "l1", "channel": "search_ads", "budget": "900", "cpc": "0.5"}, {"_id": "l2", "channel": "email", "budget": "100", "cpc": "0.2"},
    ]},
    plan.People: {"problem": "The lease ends.", "reasons": "A marketplace keeps the addresses.", "start": "2027-02-01"},
}  # fmt: skip
