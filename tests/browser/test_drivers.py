"""Attention, channels, drivers and enquiries in a browser: one server, one workbook with the pump maker's sample."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import check, watch
from tests.browser.filling import LONG, Forms, drawn
from tests.browser.running import App
from workbook.pages import files, here
from workbook.sources.samples import sample_files


@pytest.fixture(scope="module")
def forms(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Forms]:
    """A workbook with the sample, loaded before the page opens."""
    home = tmp_path_factory.mktemp("drivers")
    running = App(home).start()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WORKBOOK_HOME", str(home))
        patch.setenv("WORKBOOK_DATABASE", running.database)
        here.desk.cache_clear()
        for path in sample_files("pumps"):
            files.take(path, f"pumps: {path.name}")
        here.desk().store.close()
        here.desk.cache_clear()
    context = browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 900})
    faults = watch(context)
    page = context.new_page()
    page.set_default_timeout(LONG)
    yield Forms(page, running)
    context.close()
    running.stop()
    check(faults, [])


def pictured(forms: Forms, name: str) -> None:
    """Pictures of the step on three widths, where a folder for them is named."""
    folder = os.environ.get("WORKBOOK_PICTURES")
    for width in (1280, 768, 320) if folder else ():
        forms.page.set_viewport_size({"width": width, "height": 900})
        for chart in forms.step.locator(".wb-stage").all():
            chart.scroll_into_view_if_needed()
        forms.page.wait_for_timeout(1500)
        forms.page.screenshot(path=str(Path(str(folder)) / f"{name}-{width}.png"), full_page=True)
    if folder:
        forms.page.set_viewport_size({"width": 1280, "height": 900})


def test_unusual_days_are_marked(forms: Forms) -> None:
    forms.open("06_analysis#attention")
    expect(forms.step.locator(".wb-headline").first).to_contain_text(re.compile(r"expected \d+ to \d+"), timeout=LONG)
    drawn(forms.page, re.compile("Visits by day"))
    pictured(forms, "attention")


def test_another_measure_is_drawn_at_once(forms: Forms) -> None:
    forms.open("06_analysis#attention")
    forms.choose("Measure", "Enquiries")
    forms.saved()
    drawn(forms.page, re.compile("Enquiries by day"))


def test_sums_stay_below_a_sorted_table(forms: Forms) -> None:
    forms.open("06_analysis#channels")
    table = forms.step.get_by_role("table", name="Key figures per channel")
    expect(table.locator("tbody tr").last).to_contain_text("All channels", timeout=LONG)
    table.get_by_role("button", name="Cost", exact=True).press("Enter")
    expect(table.locator("th[aria-sort=descending]")).to_have_count(1)
    expect(table.locator("tbody tr").last).to_contain_text("All channels")
    expect(forms.step.locator(".wb-result")).to_contain_text("The chain of the channels with impressions")
    pictured(forms, "channels")


def test_parts_of_the_change_and_its_diagnosis(forms: Forms) -> None:
    forms.open("06_analysis#drivers")
    drawn(forms.page, re.compile("the largest part"))
    expect(forms.step.get_by_role("table", name="Diagnoses, and what speaks for and against them")).to_contain_text("Precision of the traffic")
    pictured(forms, "drivers")


def test_enquiries_are_followed(forms: Forms) -> None:
    forms.open("06_analysis#enquiries")
    drawn(forms.page, re.compile("of the enquiries come in the evening"))
    expect(forms.step.get_by_role("table", name="Enquiries by channel").locator("tbody tr").last).to_contain_text("All enquiries")
    pictured(forms, "enquiries")
