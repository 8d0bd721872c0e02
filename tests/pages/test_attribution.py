"""The step that shares out the orders: what it says of a sample, and what it says when journeys cannot be told."""

import pytest

from tests.pages.seen import headline, slips, texts
from workbook.pages import files
from workbook.pages.attribution import attribution
from workbook.sources import sample_files


def test_nothing_loaded_says_what_is_needed(desk):
    assert any("Journeys need visits" in text for text in texts(attribution()))


@pytest.fixture
def loaded(desk):
    for path in sample_files("tea"):
        files.take(path, f"tea: {path.name}")
    return desk


def test_sample_stands_beside_its_truth(loaded):
    page = attribution()
    told = texts(page)
    assert headline(page).startswith("Paid Social gets 7 to 43 of 217 new customers")
    assert {"Truth: lost without it", "Truth of the simulated market"} <= set(told)
    assert any("not incrementality" in text for text in told)
    assert slips(page) == []
    assert "Paid Social is credited with 7 to 43" in loaded.kept("finding")["attribution"]["text"]
