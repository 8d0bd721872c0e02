import datetime

import numpy as np

from workbook.answers.locale import Locale
from workbook.answers.schedule import STAGE_NAMES
from workbook.charts import fees as paying
from workbook.charts import schedule as drawing
from workbook.metrics.fees import FeeOffer
from workbook.metrics.schedule import Job, Timetable, timetable
from workbook.metrics.workdays import Calendar
from workbook.metrics.workload import workload

LOCALE = Locale("de_DE", "EUR")
JOBS = (
    Job("a", "Write", "build", days=5, hours=20, responsible=("Ida",)),
    Job("b", "Film", "build", days=2, hours=4, responsible=("Vera",)),
    Job("m", "Launch", "launch", after=("a", "b"), milestone=True),
)
FOUND = timetable(JOBS, datetime.date(2027, 3, 1), Calendar())


def test_what_holds_the_end_is_told_apart():
    picture = drawing.gantt(FOUND, STAGE_NAMES, LOCALE, goals={"300 orders": datetime.date(2027, 3, 4)})
    assert dict(zip(picture.table.task, picture.table.kind, strict=True)) == {"Write": "Holds the end", "Film": "Has room", "Launch": "Milestone"}
    assert picture.title == "2 tasks and 1 milestone in 1 week, done on 5 March 2027"
    assert "Goal: 300 orders" in str(picture.chart.to_dict()["datasets"])


def test_a_goal_on_the_day_of_a_milestone_has_no_second_row():
    picture = drawing.gantt(FOUND, STAGE_NAMES, LOCALE, goals={"300 orders": datetime.date(2027, 3, 5)})
    assert "Goal:" not in str(picture.chart.to_dict()["datasets"])


def test_a_full_week_is_the_message():
    picture = drawing.workload(workload(FOUND.placed, {"Ida": 12, "Vera": 12}, Calendar()), LOCALE)
    assert picture.title == "Ida has 8,0\u00a0h too many in the week from 1 Mar"
    assert picture.chart.to_dict()["layer"]


def test_nothing_is_said_to_be_missing():
    assert drawing.gantt(Timetable(), STAGE_NAMES, LOCALE).chart is None
    assert drawing.workload(workload((), {}, Calendar()), LOCALE).chart is None


def test_the_crossing_is_in_the_title():
    picture = paying.crossing(FeeOffer("Fixed", 400), FeeOffer("Per order", per_result=2.5), np.linspace(100, 300, 21), LOCALE, "orders")
    assert picture.title == "Both cost the same at 160 orders a month; the forecast expects 200"
    assert picture.chart.to_dict()["layer"]


def test_offers_that_never_meet():
    picture = paying.crossing(FeeOffer("Fixed", 400), FeeOffer("Both", 500, 2.5), np.linspace(100, 300, 21), LOCALE, "orders")
    assert picture.title.startswith("The offers never cost the same")
