import pytest

from tests.pages.filled import save
from tests.pages.seen import headline, part, slips, texts
from workbook.answers.evaluation import Evaluation
from workbook.answers.promotion import MediaPlan
from workbook.answers.start import Setup
from workbook.pages import evaluation, files, next_plan
from workbook.pages.compared import compared
from workbook.report.evaluation import evaluation as section
from workbook.sources.samples import sample_files

HAND = {"_id": "h", "channel": "email", "cost": "100", "orders": "30", "revenue": "1,260", "visits": "900"}


@pytest.fixture
def loaded(tea):
    for path in sample_files("tea"):
        if path.stem in ("orders", "promotion"):
            files.take(path, f"tea: {path.name}")
    return tea


def cells(page, channel):
    table = part(page, "TableView").table
    return {row[1]: row for row in table["rows"] if row[0].startswith(channel)}


def test_plan_stands_beside_actual(loaded):
    page = evaluation.evaluation()
    found = compared()
    row = cells(page, "Search")["Cost, EUR"]
    spent = found.actual.set_index("channel").cost["search_ads"]
    assert (row[2], row[3], row[6]) == ("1,800", f"{spent:g}", "favourable")
    assert cells(page, "Database e-mail")["Cost, EUR"][6] == "not measured"
    assert "Database e-mail (EDM): measure first." in " ".join(texts(page))
    assert slips(page) == []
    assert headline(page) in str(section(loaded))


def test_days_without_figures_are_left_out_on_both_sides(loaded):
    save(loaded, Evaluation, first="2026-07-01", last="2026-12-31")
    page = evaluation.evaluation()
    assert compared().months == pytest.approx(26 / 31)
    assert "only these days have figures so far" in part(page, "Result").finding["means"]


def test_counted_by_hand_fills_in(tea):
    page = evaluation.evaluation()
    assert part(page, "Notice").text.startswith("There are no figures yet")
    save(tea, Evaluation, first="2026-05-01", last="2026-05-31", by_hand=[HAND])
    assert cells(page, "Database e-mail")["Orders"][3] == "30"
    assert part(page, "Notice").text == ""
    assert slips(page) == []


def test_two_currencies_are_not_compared(loaded):
    page = evaluation.evaluation()
    save(loaded, Setup, currency="USD")
    assert "the files are in EUR" in part(page, "Notice").text
    assert part(page, "Result").finding == {}
    assert loaded.kept("evaluation") == {}


def test_the_next_plan_is_taken_over_and_put_back(loaded):
    page = next_plan.next_plan()
    before = loaded.stored(MediaPlan)["lines"].raw
    assert headline(page).startswith("With what was seen, a month is expected to leave")
    assert slips(page) == []
    part(page, "Actions")._pressed({"label": next_plan.TAKE})
    social = next(line for line in loaded.answers(MediaPlan).lines if line.channel == "social")
    assert social.budget == 0
    assert headline(page) == "The figures change nothing in the media plan"
    part(page, "Actions")._pressed({"label": next_plan.BACK})
    assert loaded.stored(MediaPlan)["lines"].raw == before


def test_a_plan_changed_since_is_not_put_back(loaded):
    next_plan.take_over()
    save(loaded, MediaPlan, lines=[])
    assert next_plan.put_back().startswith("There is nothing to put back")
