"""A goal held against a period: the days are asked for their share of the way, and the whole against the whole."""

import datetime
import math

import pandas as pd
import pytest

from workbook.answers.strategy import Goal
from workbook.metrics.inputs.evaluation import by_channel, goal, total

D = datetime.date
START, DUE = D(2026, 1, 1), D(2026, 12, 31)
JUNE = (D(2026, 6, 1), D(2026, 6, 30))
QUARTER = (D(2026, 4, 1), D(2026, 6, 30))


def rising(**more):
    return Goal(**{"measure": "orders", "baseline": 100, "target": 464, "period": "month", "due": DUE} | more)


def test_a_month_is_asked_for_its_mean_and_not_for_its_last_day():
    assert goal(rising(), {}, JUNE, START).plan == pytest.approx(100 + (151 + 180) / 2)


def test_three_months_are_asked_for_three_means():
    assert goal(rising(), {}, QUARTER, START).plan == pytest.approx(3 * (100 + (90 + 180) / 2))


def test_a_rate_is_held_against_its_mean():
    cheaper = Goal(measure="cpa", baseline=400, target=36, due=DUE)
    held = goal(cheaper, {"cpa": 200.0}, QUARTER, START)
    assert (held.plan, held.verdict) == (pytest.approx(400 - (90 + 180) / 2), "favourable")


def test_a_goal_in_total_is_asked_for_what_the_days_add():
    assert goal(rising(baseline=0, target=364, period="total"), {}, JUNE, START).plan == pytest.approx(30)


def test_a_goal_in_total_without_a_beginning_is_not_planned():
    assert goal(rising(period="total"), {"orders": 30.0}, JUNE, None).verdict == "not planned"


def test_without_a_beginning_the_target_holds():
    assert goal(rising(), {}, JUNE, None).plan == 464


def channels(**columns):
    return total(pd.DataFrame({"channel": ["ads", "mail"], "cost": [100.0, math.nan], "orders": [10.0, 5.0]} | columns))


def test_a_contribution_is_that_of_every_channel():
    assert channels(margin=[150.0, 60.0]).contribution == 110


def test_an_unknown_margin_leaves_the_contribution_unknown():
    found = channels(margin=[150.0, math.nan])
    assert math.isnan(found.contribution)
    assert goal(Goal(measure="contribution", target=500, period="month"), found.to_dict(), JUNE, None).verdict == "not measured"


def test_without_any_cost_there_is_no_contribution():
    assert math.isnan(channels(cost=[math.nan, math.nan], margin=[1.0, 1.0]).contribution)


@pytest.mark.parametrize("due", [START, D(2025, 12, 1)])
def test_a_goal_in_total_that_is_over_before_it_begins_is_not_planned(due):
    assert goal(rising(period="total", due=due), {"orders": 30.0}, JUNE, START).verdict == "not planned"


def test_two_lines_of_a_channel_are_one_channel():
    plan = pd.DataFrame({"channel": ["ads", "mail", "ads"], "cost": [100.0, 20.0, 50.0], "enquiries": [math.nan, 3.0, math.nan]})
    assert by_channel(plan).cost.tolist() == [150, 20]
    assert by_channel(plan).enquiries.isna().tolist() == [True, False]
