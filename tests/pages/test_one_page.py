import datetime
import io

import docx
import pypdf

from tests.pages.filled import budget as typed
from tests.pages.filled import save
from tests.pages.seen import part, slips, texts
from workbook.answers.execution import Execution
from workbook.answers.one_page import OnePage
from workbook.answers.plan import People
from workbook.answers.schedule import Schedule
from workbook.answers.strategy import Budget, Goals
from workbook.pages.execution import take_over
from workbook.pages.one_page import one_page
from workbook.pages.strategy import budget
from workbook.report.one_page import one_page as write
from workbook.report.one_page_docx import to_one_page
from workbook.report.one_page_pdf import to_one_page_pdf

TODAY = datetime.date(2027, 11, 22)


def words(desk):
    return str(write(desk, TODAY).blocks)


def test_its_figures_are_those_of_the_pages(tea):
    shown = [figure for result in budget().parts for figure in getattr(result, "finding", {}).get("figures", ())]
    page = words(tea)
    for label in ("Profit, middle of the range", "Chance of a loss", "Orders a month", "Payback, discounted", "Break-even cost per order (CPA)"):
        (figure,) = [f for f in shown if f["label"] == label]
        assert f"'{label}', '{figure['value']}'" in page, label
    assert "'Cost in 24 months', '€66,560'" in page


def test_it_has_all_six_parts(tea):
    save(tea, Schedule, start="2027-12-01")
    page = one_page(TODAY)
    told = " ".join(texts(page))
    for words_of in (
        "Release 6,800 euros",
        "30 November 2027",
        "Checkout without account",
        "1 December 2027",
        "The work begins",
        "Cost per order",
        "Stop rule",
        "360 orders",
    ):
        assert words_of in told
    assert "Still open" not in told
    assert slips(page) == []


def test_the_three_largest_measures_stand_in_the_order_of_their_days(tea):
    rows = [("Small", "2027-12-01", "1"), ("Late", "2028-03-01", "30"), ("Soon", "2028-01-01", "20"), ("Middle", "2028-02-01", "25")]
    measures = [{"_id": f"x{n}", "what": what, "owner": "Ida", "due": due, "weight": hours} for n, (what, due, hours) in enumerate(rows)]
    save(tea, Execution, measures=measures)
    page = words(tea)
    assert page.index("('Soon'") < page.index("('Middle'") < page.index("('Late'")
    assert "'Small'" not in page


def test_goals_milestones_and_routine_are_no_measures(tea):
    tasks = [
        {"_id": "a", "what": "Answer enquiries", "stage": "run", "days": "40", "hours": "3", "hours_per": "week"},
        {"_id": "b", "what": "Launch", "stage": "launch", "milestone": "yes", "starts": "2028-01-10"},
        {"_id": "c", "what": "Goal: 360 orders", "stage": "evaluate", "milestone": "yes", "starts": "2028-05-31"},
        {"_id": "d", "what": "Set up the measuring", "stage": "build", "days": "3", "hours": "6"},
    ]
    save(tea, Execution, measures=[])
    save(tea, Schedule, start="2027-12-01", tasks=tasks, closed=[])
    take_over()
    told = str(next(block for block in write(tea, TODAY).blocks if getattr(block, "head", ("",))[0] == "Measure").rows)
    assert "Set up the measuring" in told
    assert "Mend eight points of the site" in told
    assert "Run " in told
    assert not [word for word in ("Answer enquiries", "Launch", "Goal") if word in told]


def test_a_change_changes_the_page(tea):
    page = one_page(TODAY)
    before = str(part(page, "DocumentView").document)
    save(tea, Budget, start_cost="20,000")
    assert str(part(page, "DocumentView").document) != before
    assert "€20,000 at the start" in str(part(page, "DocumentView").document)


def test_a_cost_that_is_not_known_is_said(tea):
    save(tea, Budget, start_cost="?")
    told = {
        figure["label"]: found for found in (getattr(part, "finding", None) or {} for part in budget().parts) for figure in found.get("figures", ())
    }
    for found in (told["Chance of a loss"], told["Net present value"]):
        assert "counted as nothing: investment at the start" in " ".join(found["points"])
        assert found["tone"] != "good"
    assert "02_strategy.ipynb#budget.start_cost" in [block.href for block in write(tea, TODAY).blocks if getattr(block, "style", "") == "missing"]


def test_what_could_go_wrong_is_no_range_that_only_goes_up(tea):
    factors = {**typed()["factors"], "aov": {"worst": "40", "likely": "40", "best": "400"}}
    save(tea, Budget, factors=factors)
    assert "at its worst value alone" in words(tea)
    assert "Order value: at its worst" not in words(tea)


def test_a_goal_without_a_figure_gets_its_own(tea):
    goal = {"_id": "g", "statement": "More bookings", "activity": "sales", "measure": "orders", "baseline": "5", "target": "14", "period": "month"}
    save(tea, Goals, goals=[{**goal, "due": "2028-06-30", "source": "list", "owner": "Ida"}])
    assert "'More bookings: 14 orders per month by 30 June 2028'" in words(tea)
    save(tea, Goals, goals=[{**goal, "statement": "More bookings by the end of June", "measure": "repeat_rate", "due": "2028-06-30"}])
    assert "'More bookings by the end of June: 14% over a month'" in words(tea)
    save(tea, Goals, goals=[{**goal, "statement": "Fourteen or twice as many bookings"}])
    assert "'Fourteen or twice as many bookings'" in words(tea)


def test_what_is_open_leads_to_its_field(desk):
    gaps = [block.href for block in write(desk, TODAY).blocks if getattr(block, "style", "") == "missing"]
    assert "07_plan.ipynb#one-page.ask" in gaps
    assert len(gaps) >= 6


def test_word_has_the_same_words_on_narrow_margins(tea):
    file = docx.Document(io.BytesIO(to_one_page(write(tea, TODAY))))
    assert "Decision needed by 30 November 2027." in [p.text for p in file.paragraphs]
    assert file.sections[0].left_margin.cm < 2.1


def test_the_pdf_has_one_page_however_much_is_said(tea):
    long = "A sentence that says rather a lot about one thing. " * 8
    save(tea, People, problem=long)
    save(tea, OnePage, ask=long[:390], worry=long[:290])
    file = pypdf.PdfReader(io.BytesIO(to_one_page_pdf(write(tea, TODAY))))
    assert len(file.pages) == 1
    told = " ".join(file.pages[0].extract_text().split())
    assert "Decision needed by 30 November 2027." in told
    assert "€22,069" in told


def test_days_that_have_passed_are_not_called_next(tea):
    assert "All days of the plan have passed." in str(write(tea, datetime.date(2040, 1, 1)).blocks)
    assert "have passed" not in words(tea)


def test_the_next_dates_are_those_of_the_schedule_in_order(tea):
    aim = tea.answers(Goals).goals[0]
    tasks = [
        {"_id": "g", "what": f"Reached: {aim.statement}", "milestone": "yes", "starts": aim.due.isoformat()},
        {"_id": "b", "what": "First reading", "milestone": "yes", "starts": "2028-02-01"},
        {"_id": "a", "what": "Launch", "milestone": "yes", "starts": "2028-01-10"},
    ]
    save(tea, Schedule, start="2027-12-01", tasks=tasks)
    page = words(tea)
    days = ("('1 December 2027', 'The work begins')", "('10 January 2028', 'Launch')", "('1 February 2028', 'First reading')")
    places = [page.index(day) for day in days]
    assert places == sorted(places)
    assert f"Goal: {aim.statement}" not in page


def test_tasks_without_a_milestone_give_the_next_dates(tea):
    save(tea, Schedule, start="2027-12-01", closed=[], tasks=[{"_id": "a", "what": "Write the pages", "days": "5", "hours": "5"}])
    assert "('7 December 2027', 'Write the pages, done')" in words(tea)
