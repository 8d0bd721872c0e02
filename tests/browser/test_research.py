"""Market research in the browser: a questionnaire put together, its table taken away, filled in, brought back, and read."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.filling import LONG, Forms, drawn, figure_value
from tests.browser.running import App

CHOICES = ("Search engine", "A recommendation", "Social network")


def answered(template: Path, target: Path) -> Path:
    """The template filled in for sixty people, as it comes back from a German spreadsheet: semicolons, one value beyond the scale."""
    head = next(csv.reader(template.read_text("utf-8-sig").splitlines()))
    assert [code.partition("_")[2] for code in head] == ["", "heard", "ease"]
    rows = [[str(n), CHOICES[n % 3 if n > 30 else 0], "9" if n == 7 else str(1 + n % 5)] for n in range(1, 61)]
    target.write_text("\n".join(";".join(row) for row in [head, *rows]), "cp1252")
    return target


def test_from_questions_to_answers(app: App, page: Page, tmp_path: Path, axe: Callable[[Page], list[str]]) -> None:
    page.set_default_timeout(LONG)
    forms = Forms(page, app).open("02_strategy#questionnaire")
    for topic in ("How they found you", "How easy"):
        forms.step.get_by_role("button", name=f"Add “{topic}”").press("Enter")
        expect(forms.step).to_contain_text("Added as question", timeout=LONG)
        expect(forms.step.get_by_role("button", name=f"Add “{topic}”")).to_have_count(0, timeout=LONG)
    expect(forms.step.get_by_role("group", name="Question 2", exact=True)).to_be_visible(timeout=LONG)
    with page.expect_download(timeout=LONG) as download:
        forms.step.get_by_role("button", name="Table for the answers (CSV)").press("Enter")
    download.value.save_as(tmp_path / "answers.csv")

    forms.open("02_strategy#answers").upload(answered(tmp_path / "answers.csv", tmp_path / "back.csv"))
    expect(forms.outcome("back.csv")).to_contain_text("60 people read; 2 of 2 questions found.", timeout=LONG)
    forms.choose("Who could answer?", "Everybody was asked")
    assert figure_value(page, "Answers") == "60"
    expect(page.get_by_role("table", name="Cells that could not be read")).to_contain_text("It must lie between 1 and 5.", timeout=LONG)
    drawn(page, re.compile("“Search engine” leads with 67"))
    forms.choose("Look at", "2. How easy or difficult was it to find what you were looking for?")
    forms.choose("Split by", "1. How did you first hear of us?")
    drawn(page, re.compile("no sure difference between the groups"))
    forms.step.get_by_role("button", name="Keep this result for the plan").press("Enter")
    expect(forms.step).to_contain_text("Kept: it stands in the plan", timeout=LONG)
    assert axe(page) == []
    page.set_viewport_size({"width": 320, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
