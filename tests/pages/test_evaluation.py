import datetime

import pytest

from tests.pages.filled import save
from tests.pages.seen import headline, part, slips, texts
from workbook.answers.evaluation import Evaluation
from workbook.answers.promotion import MediaPlan
from workbook.answers.schedule import Schedule
from workbook.answers.start import Setup
from workbook.answers.strategy import Goals
from workbook.pages import evaluation, files, next_plan
from workbook.pages.compared import compared
from workbook.report.evaluation import evaluation as section
from workbook.sources.samples import sample_files
from workbook.store import Change, ReadOnly

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


@pytest.mark.parametrize("taken", [False, True])
def test_what_could_not_be_kept_is_not_noted_either(loaded, monkeypatch, taken):
    """Else a budget that was never changed would count as raised by these days."""
    if taken:
        next_plan.take_over()
    before = loaded.kept(next_plan.KEPT)
    monkeypatch.setattr(loaded.store, "save", refuse)
    with pytest.raises(ReadOnly):
        (next_plan.put_back if taken else next_plan.take_over)()
    assert (loaded.kept(next_plan.KEPT), bool(before)) == (before, taken)


def refuse(*_):
    raise ReadOnly


def elsewhere(desk, model, **raws):
    """Another tab's kernel writes, and this one has not heard of it."""
    known = desk.store.answers(desk.workbook, model.FORM)
    desk.store.save(desk.workbook, model.FORM, {name: Change(raw, None, known[name].revision) for name, raw in raws.items()}, "other tab")


def test_the_next_plan_stands_on_what_another_tab_wrote(loaded):
    page = next_plan.next_plan()
    lines = [{**line, "cpc": "9.99"} if line["channel"] == "search_ads" else line for line in loaded.stored(MediaPlan)["lines"].raw]
    elsewhere(loaded, MediaPlan, lines=lines)
    part(page, "Actions")._pressed({"label": next_plan.TAKE})
    last = loaded.store.history(loaded.workbook, MediaPlan.FORM, "lines")[-1]
    assert (last.rival, last.writer.partition("/")[0]) == (False, next_plan.WRITER)


def test_a_budget_changed_by_hand_is_not_judged_by_the_same_days_again(loaded):
    next_plan.take_over()
    lines = [{**line, "budget": "150"} if line["channel"] == "social" else line for line in loaded.stored(MediaPlan)["lines"].raw]
    save(loaded, MediaPlan, lines=lines)
    assert not [p for p in next_plan.proposal() if "budget" in p.changes]


def test_other_days_speak_again_after_taking_over(loaded):
    save(loaded, Evaluation, first="2026-07-01", last="2026-07-26")
    lines = loaded.stored(MediaPlan)["lines"].raw
    next_plan.take_over()
    save(loaded, Evaluation, first="", last="")
    loaded.put(MediaPlan, {"lines": lines}, next_plan.WRITER)
    assert [p for p in next_plan.proposal() if "budget" in p.changes]


def test_a_goal_for_the_cost_of_an_order_is_measured(loaded):
    goal = {"_id": "g", "statement": "An order costs 20", "measure": "cpa", "target": "20", "due": "2026-12-31"}
    save(loaded, Goals, goals=[goal])
    page = evaluation.evaluation()
    goals = [one for one in page.parts if type(one).__name__ == "TableView"][1]
    assert goals.table["rows"][0][-1] in ("favourable", "unfavourable", "as planned")


def test_what_the_files_know_better_is_said_to_be_left_out(loaded):
    save(loaded, Evaluation, first="2026-07-01", last="2026-12-31", by_hand=[{**HAND, "channel": "search_ads"}])
    told = part(evaluation.evaluation(), "Result").finding["means"]
    assert "Counted by hand and not used" in told
    assert "must be of these days too" in told


def own_company(desk):
    save(desk, Setup, company="own", company_name="Spoke and Chain")


def own_files(desk):
    own_company(desk)
    for path in sample_files("tea"):
        if path.stem in ("orders", "promotion"):
            files.take(path, path.name)


def test_a_sample_is_not_held_against_the_plan_of_another_company(loaded):
    page = evaluation.evaluation()
    own_company(loaded)
    assert part(page, "Notice").text.startswith("These are figures of a sample (Hollin Tea), not of your company")
    assert "have not been compared yet" in str(section(loaded))
    assert part(next_plan.next_plan(), "Actions").labels == []


def test_beside_a_sample_counts_what_was_counted_by_hand(loaded):
    own_company(loaded)
    save(loaded, Evaluation, first="2028-05-01", last="2028-05-31", by_hand=[HAND])
    assert compared().total.orders == 30


def test_files_that_end_before_the_plan_begins_are_not_compared(tea):
    own_files(tea)
    told = part(evaluation.evaluation(), "Notice").text
    assert told.startswith("These files end before the plan begins: nothing to compare yet.")
    assert part(next_plan.next_plan(), "Actions").labels == []


def test_days_before_the_plan_are_left_out(tea):
    own_files(tea)
    save(tea, Schedule, start="2026-06-01")
    assert compared().period[0] == datetime.date(2026, 6, 1)


def test_a_difference_in_percent_is_that_of_the_figures_shown(loaded):
    table = part(evaluation.evaluation(), "TableView").table
    row = cells(evaluation.evaluation(), "Search")["Orders"]
    planned, actual, difference = (float(cell.replace("−", "-").replace(",", "")) for cell in row[2:5])
    assert table["columns"][5]["label"] == "Difference, %"
    assert difference == actual - planned
    assert row[5].replace("−", "-") == f"{round(100 * difference / planned)}%"


def test_only_what_was_taken_over_can_be_put_back(loaded):
    buttons = part(next_plan.next_plan(), "Actions")
    assert buttons.labels == [next_plan.TAKE]
    buttons._pressed({"label": next_plan.TAKE})
    assert buttons.labels == [next_plan.BACK]
