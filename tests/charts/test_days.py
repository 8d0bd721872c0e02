"""Weeks and months are marked where they begin; a plan has a mark at either end."""

import datetime

import pandas as pd
import pytest

from workbook.answers.locale import Locale
from workbook.charts.cohorts import _cohort
from workbook.charts.days import day_axis, mondays, plan_axis, plan_marks


@pytest.mark.parametrize("days", [23, 60, 150, 200])
def test_marks_are_few_and_mondays(days):
    first = datetime.date(2027, 1, 16)
    found = mondays([first, first + datetime.timedelta(days=days)])
    assert {day.weekday() for day in found} == {0}
    assert 3 <= len(found) <= 8


def test_a_short_and_a_long_time_have_marks_of_their_own():
    fortnight, years = pd.date_range("2027-01-18", periods=14), pd.date_range("2027-01-18", periods=900)
    assert [day_axis(days, Locale()).to_dict().get("tickCount") for days in (fortnight, years)] == [6, 6]
    assert day_axis(fortnight, Locale("de_DE"), weekly=True).to_dict()["format"] == "%-d %b"
    assert day_axis(fortnight, Locale("en_US"), weekly=True).to_dict()["format"] == "%b %-d"


def test_months_have_the_pages_words():
    assert [_cohort(pd.Timestamp(day), "month", Locale("de_DE")) for day in ("2026-05-01", "2026-10-01")] == ["May 26", "Oct 26"]


def test_a_plan_begins_and_ends_on_a_mark():
    marked = plan_marks(datetime.date(2027, 1, 11), datetime.date(2027, 10, 31))
    assert (marked[0], marked[-1], len(marked)) == (datetime.date(2027, 1, 1), datetime.date(2027, 11, 1), 6)
    assert "'%Y'" in plan_axis("start:T", marked[0], marked[-1], Locale()).to_dict()["axis"]["labelExpr"]


def test_weeks_of_a_plan_are_written_in_the_readers_order():
    first, last = datetime.date(2027, 1, 13), datetime.date(2027, 1, 20)
    written = [plan_axis("start:T", first, last, Locale(language)).to_dict()["axis"]["labelExpr"] for language in ("de_DE", "en_US")]
    assert ["'%-d %b'" in written[0], "'%b %-d'" in written[1]] == [True, True]
