"""Weeks are marked where they begin."""

import datetime

import pandas as pd
import pytest

from workbook.answers.locale import Locale
from workbook.charts.cohorts import _cohort
from workbook.charts.days import day_axis, mondays


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
