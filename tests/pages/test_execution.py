import datetime

from tests.pages.filled import save
from tests.pages.seen import headline, part, slips, texts
from workbook.answers.execution import Execution, Issues
from workbook.answers.plan import People
from workbook.answers.schedule import Schedule
from workbook.pages import execution as page
from workbook.store import Change

TODAY = datetime.date(2028, 2, 10)


def measures(*rows):
    return [{"_id": f"x{n}", **dict(zip(("what", "owner", "due", "weight", "status", "done_on"), row, strict=False))} for n, row in enumerate(rows)]


def test_late_work_is_told_with_its_days(tea):
    shown = page.execution(TODAY)
    assert headline(shown) == "The work is 10 days behind the plan"
    assert "Checkout without account: 10 days late, The nephew." in texts(shown)
    assert slips(shown) == []


def test_done_work_closes_the_gap(tea):
    shown = page.execution(TODAY)
    save(tea, Execution, measures=measures(("Texts", "Ida", "2028-02-01", "10", "done", "2028-02-03"), ("Launch", "Jo", "2028-03-01", "30")))
    assert headline(shown) == "The work is on schedule"
    assert part(shown, "Result").finding["figures"][0]["value"] == "25%"


def test_the_plan_is_taken_over_once(tea):
    save(tea, Execution, measures=[])
    shown = page.execution(TODAY)
    part(shown, "Actions")._pressed({"label": page.TAKE})
    taken = {m.id: m for m in tea.answers(Execution).measures}
    assert (taken["s-t10"].owner, taken["s-t10"].due) == ("Shop assistant", datetime.date(2027, 8, 23))
    assert {m.what for m in taken.values()} >= {task.what for task in tea.answers(Schedule).tasks}
    assert all(m.due for m in taken.values())
    assert page.take_over() == "Everything that the plan names stands here already."


def test_whoever_does_it_takes_it_over_with_all_weekly_hours(tea):
    rows = [
        {"what": "Answer enquiries", "days": "20", "hours": "3", "hours_per": "week", "responsible": "Ida; Jo", "accountable": "Vera"},
        {"what": "Decide", "days": "1", "hours": "2", "accountable": "Vera"},
    ]
    save(tea, Execution, measures=[])
    save(tea, Schedule, tasks=[{"_id": f"q{n}", **row} for n, row in enumerate(rows)], start="2027-03-01", closed=[])
    page.take_over()
    told = [(m.what, m.owner, m.weight) for m in tea.answers(Execution).measures]
    assert told[:2] == [("Answer enquiries", "Ida, Jo", 12), ("Decide", "Vera", 2)]


def test_a_moved_milestone_is_followed(tea):
    shown = page.execution(TODAY)
    stone = {"_id": "m1", "what": "Checkout without account", "owner": "The nephew", "due": "2028-02-28"}
    save(tea, Schedule, tasks=[])
    save(tea, People, milestones=[stone])
    assert "31 January 2028 here, 28 February 2028 in the plan." in part(shown, "Notice").text
    page.follow()
    assert tea.answers(Execution).measures[0].due == datetime.date(2028, 2, 28)
    assert part(shown, "Notice").text == ""


def test_the_day_list_has_measures_issues_and_second_looks(tea):
    shown = page.day_list(TODAY)
    rows = [(row[0], row[1], row[3]) for row in part(shown, "TableView").table["rows"]]
    assert rows == [
        ("The managing sister", "Late by 21 days", "Issue"),
        ("The nephew", "Late by 10 days", "Finish"),
        ("The nephew", "Within 7 days", "Second look"),
    ]
    save(tea, Issues, issues=[{"_id": "i1", "what": "Contract", "until": "2028-01-20", "state": "solved"}])
    assert len(part(shown, "TableView").table["rows"]) == 2
    assert slips(shown) == []


def test_an_empty_workbook_asks_for_a_measure(desk):
    assert "Enter the first measure" in part(page.execution(TODAY), "Result").empty
    assert "Nothing is late" in part(page.day_list(TODAY), "Notice").text
    assert page.take_over().startswith("The plan names nothing yet")


def test_what_is_done_is_not_told_to_have_other_days(tea):
    shown = page.execution(TODAY)
    page.take_over()
    rows = tea.stored(Execution)["measures"].raw
    late = [{**row, "due": "2027-01-08", "status": "done", "done_on": "2027-01-07"} for row in rows]
    save(tea, Execution, measures=late)
    assert part(shown, "Notice").text == ""


def test_measures_of_another_tab_stay(tea):
    page.execution(TODAY)
    stored = tea.stored(Execution)["measures"]
    more = [*stored.raw, {"_id": "b", "what": "Bake", "owner": "Ida", "due": "2028-02-20"}]
    tea.store.save(tea.workbook, Execution.FORM, {"measures": Change(more, None, stored.revision)}, "other tab")
    page.take_over()
    assert "Bake" in [measure.what for measure in tea.answers(Execution).measures]
    assert not [one for one in tea.store.history(tea.workbook, Execution.FORM, "measures") if one.rival]


def test_milestones_and_goals_weigh_nothing(tea):
    rows = [
        {"what": "Write the pages", "days": "5", "hours": "10", "responsible": "Ida"},
        {"what": "Launch", "milestone": "yes", "starts": "2027-03-08"},
        {"what": "Goal: 30 orders", "milestone": "yes", "starts": "2027-10-31"},
    ]
    save(tea, Execution, measures=[])
    save(tea, Schedule, tasks=[{"_id": f"q{n}", **row} for n, row in enumerate(rows)], start="2027-03-01", closed=[])
    page.take_over()
    assert [m.weight for m in tea.answers(Execution).measures] == [10, 0, 0]
    blank = [{**item, "weight": ""} for item in tea.stored(Execution)["measures"].raw]
    save(tea, Execution, measures=blank)
    shown = part(page.execution(datetime.date(2027, 4, 1)), "Result").finding
    assert [figure["value"] for figure in shown["figures"]] == ["0%", "100%", "2"]
    assert "milestones and goals weigh nothing" in shown["means"]


def test_done_after_its_last_day_is_told_in_words(tea):
    save(tea, Execution, measures=measures(("Texts", "Ida", "2028-02-01", "10", "done", "2028-02-03"), ("Launch", "Jo", "2028-03-01", "30")))
    late = part(page.execution(TODAY), "Result").finding["figures"][2]
    assert (late["value"], late["note"]) == ("0", "1 measure done after the last day")
