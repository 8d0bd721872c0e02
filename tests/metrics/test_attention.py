import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pytest

from workbook.answers.locale import Locale
from workbook.metrics.anomalies import anomalies, check_first, shift_told, told
from workbook.metrics.attention import MEASURES, Daily, attention
from workbook.metrics.attention_finding import finding
from workbook.metrics.season import season
from workbook.metrics.shifts import shifts

L = Locale()
WEEK = np.array([1, 1, 1, 1, 1, 0.4, 0.3])


def counts(weeks=13, level=200.0, seed=1):
    random = np.random.default_rng(seed)
    values = random.poisson(level * np.tile(WEEK, weeks)).astype(float)
    return pd.DataFrame({"day": pd.date_range("2026-01-05", periods=7 * weeks), "value": values})


def changed(series, first, last, value):
    days = series.day.between(first, last)
    return series.assign(value=series.value.where(~days, value))


def test_weekends_are_not_unusual():
    kinds = pd.concat([season(counts(seed=seed)).table.kind for seed in range(20)])
    assert (kinds != "as expected").mean() < 0.01


def test_the_week_is_found_again():
    found = season(counts())
    assert np.allclose(found.week, WEEK / WEEK.mean(), atol=0.1)
    assert found.strength > 0.8


def test_an_outage_is_one_event_in_words():
    series = changed(counts(), "2026-03-03", "2026-03-05", 4.0)
    (event,) = anomalies(season(series))
    assert told(event, MEASURES["visits"], "day", L).startswith("Tuesday 3 March 2026 to Thursday 5 March 2026: 4 visits a day, expected 1")


def test_missing_days_are_no_zeros():
    gone, zero = changed(counts(), "2026-03-03", "2026-03-03", np.nan), changed(counts(), "2026-03-03", "2026-03-03", 0.0)
    (missing,), (empty,) = anomalies(season(gone)), anomalies(season(zero))
    assert "gap in the data, not a day without visits" in told(missing, MEASURES["visits"], "day", L)
    assert ": 0 visits, expected" in told(empty, MEASURES["visits"], "day", L)


def test_what_was_expected_does_not_follow_the_outage():
    clean, struck = season(counts()).table, season(changed(counts(), "2026-03-03", "2026-03-07", 0.0)).table
    days = clean.day.between("2026-03-03", "2026-03-07")
    assert np.allclose(clean.expected[days], struck.expected[days], rtol=0.15)


def test_a_new_level_is_told_with_its_day():
    series = counts()
    series = series.assign(value=series.value.where(series.day < "2026-02-23", (series.value * 0.5).round()))
    (shift,) = season(series).shifts
    assert abs((shift.day - pd.Timestamp("2026-02-23")).days) <= 1
    assert "instead of" in shift_told(shift, MEASURES["visits"], L)


def test_growth_is_no_jump():
    random = np.random.default_rng(0)
    assert [shifts(2 * np.sqrt(random.poisson(np.linspace(100, 300, 91)) + 0.375)) for _ in range(10)] == [()] * 10


@pytest.mark.parametrize(("days", "says"), [(10, "Fewer than 14 days"), (20, "Fewer than 28 days"), (91, "Less than two years")])
def test_short_series_say_what_is_not_possible(days, says):
    daily = Daily(MEASURES["visits"], counts().head(days))
    found = daily.season()
    assert says in " ".join(finding(daily, found, anomalies(found), L).points)


def test_weeks_are_whole_and_known():
    series = changed(counts(), "2026-02-04", "2026-02-04", np.nan)
    weeks = season(series.iloc[2:-3], "week").table
    assert (weeks.day.dt.day_name().unique().tolist(), len(weeks), weeks.value.isna().sum()) == (["Monday"], 11, 1)


def visits_of(series):
    days = series.day.repeat(series.value.fillna(0).astype(int))
    return pd.DataFrame({"started_at": days.to_numpy() + np.timedelta64(3600, "s"), "channel": "ads", "page_views": 2})


@pytest.mark.parametrize("engine", [duckdb.from_df, pl.from_pandas])
def test_engines_count_alike(engine):
    visits = visits_of(counts(weeks=3, level=5.0))
    for name, daily in attention(visits=visits).items():
        pd.testing.assert_frame_equal(daily.table, attention(visits=engine(visits))[name].table, check_dtype=False)


def test_an_empty_day_is_zero_only_where_chance_explains_it():
    many, few = (visits_of(changed(counts(level=level), "2026-03-03", "2026-03-03", 0.0)) for level in (200, 3))
    assert attention(visits=many)["visits"].missing == 1
    assert attention(visits=few)["visits"].missing == 0


def test_a_report_without_a_row_does_not_tell():
    days = pd.to_datetime(["2026-01-05", "2026-01-07"])
    report = pd.DataFrame({"date": days, "channel": ["ads", "email"], "visits": [3, 4]})
    assert attention(visits=report)["visits"].missing == 1
    assert attention(visits=report, channel="ads")["visits"].table.value.fillna(-1).tolist() == [3, -1, 0]


def test_other_sources_give_the_clue():
    struck, steady = season(changed(counts(), "2026-03-03", "2026-03-04", 4.0)), season(counts(seed=2))
    (lost,), (paused,) = anomalies(struck, {"clicks": steady}), anomalies(struck, {"clicks": struck})
    assert "look at the tracking first" in check_first(lost, MEASURES["visits"], "day")
    assert "unusually low as well" in check_first(paused, MEASURES["visits"], "day")


def test_every_day_missing_but_few():
    series = counts().assign(value=lambda f: f.value.where(f.index % 3 == 0))
    assert season(series).table.kind.value_counts()["missing"] == 60


def test_a_bad_week_is_no_new_level():
    week = np.array([200.0] * 40 + [120, 130, 145, 160, 175, 190, 198] + [200.0] * 40)
    assert shifts(2 * np.sqrt(week + 0.375)) == ()


def test_a_mailing_now_and_then_is_no_advertising_of_the_day():
    days = pd.date_range("2026-01-05", periods=28)
    ads = pd.DataFrame({"date": days, "channel": "Paid Search", "clicks": 10})
    mailing = pd.DataFrame({"date": days[::7], "channel": "Email", "clicks": 200})
    both = pd.concat([ads, mailing])
    assert attention(promotion=both)["clicks"].table.value.tolist() == [10.0] * 28
    assert attention(promotion=both, channel="Email")["clicks"].table.value.sum() == 800
    assert attention(promotion=mailing)["clicks"].table.value.sum() == 800
