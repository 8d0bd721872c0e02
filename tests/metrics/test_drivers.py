import datetime as dt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbook.metrics.drivers import chain_of, drivers, factors_of, last_two, shapley, values_of
from workbook.metrics.linked import STAGES, Linked, linked

FIRST, SECOND = dt.date(2026, 1, 5), dt.date(2026, 1, 6)
PERIODS = ((FIRST, FIRST), (SECOND, SECOND))
LEVELS = st.lists(st.floats(0, 1e6, allow_subnormal=False), min_size=2, max_size=7)


def table(*rows):
    frame = pd.DataFrame(list(rows), columns=["channel", "date", *STAGES, "cost"])
    return Linked(frame.assign(date=pd.to_datetime(frame.date)), "EUR", True, ())


ONE_DAY = st.tuples(*[st.integers(0, 5_000)] * 6, st.integers(-2_000, 5_000), st.integers(0, 3_000))


@settings(max_examples=40, deadline=None)
@given(LEVELS.flatmap(lambda old: st.tuples(st.just(old), st.lists(st.floats(0, 1e6, allow_subnormal=False), min_size=len(old), max_size=len(old)))))
def test_shapley_parts_add_up(pair):
    before, after = ([np.array([v]) for v in values] for values in pair)
    change = np.prod(after) - np.prod(before)
    assert sum(float(p[0]) for p in shapley(before, after)) == pytest.approx(change, rel=1e-9, abs=1e-9 * np.prod(np.maximum(after, before) + 1))


def test_shapley_is_known_by_hand():
    before, after = ([np.array([v]) for v in values] for values in ((100, 0.1, 50), (200, 0.05, 60)))
    assert [round(float(p[0]), 4) for p in shapley(before, after)] == [408.3333, -416.6667, 108.3333]


@settings(max_examples=12, deadline=None)
@given(st.lists(st.tuples(ONE_DAY, ONE_DAY), min_size=1, max_size=2))
def test_parts_of_any_channels_add_up_to_the_change(days):
    rows = [(f"c{n}", day, *map(float, values)) for n, pair in enumerate(days) for day, values in zip((FIRST, SECOND), pair, strict=True)]
    for goal, worth in (("revenue", lambda f: f.revenue), ("contribution", lambda f: f.margin - f.cost)):
        found = table(*rows)
        if goal == "revenue":
            found = Linked(found.table.assign(orders=found.table.orders + (found.table.revenue > 0)), "EUR", True, ())
        tree = drivers(found, PERIODS, goal, draws=1)
        values = worth(found.table).groupby(found.table.date).sum()
        assert tree.change == pytest.approx(values.iloc[1] - values.iloc[0], abs=1e-6)
        assert tree.parts.part.sum() == pytest.approx(tree.change, rel=1e-9, abs=1e-5)
        assert np.nansum(tree.channels[tree.parts.factor], axis=1) == pytest.approx(tree.channels.change.to_numpy(), rel=1e-9, abs=1e-5)


@settings(max_examples=60, deadline=None)
@given(ONE_DAY, ONE_DAY)
def test_product_of_the_chain_is_the_total(old, new):
    before, after = (dict(zip(STAGES, map(float, values), strict=False)) for values in (old, new))
    chain = chain_of(STAGES, before, after)
    if chain and chain[-1] == "margin":
        arrays = [{s: np.array([p[s]]) for s in STAGES} for p in (before, after)]
        assert np.prod(values_of(chain, *arrays)) == pytest.approx(before["margin"], rel=1e-9, abs=1e-6)
        assert np.prod(values_of(chain, *arrays[::-1])) == pytest.approx(after["margin"], rel=1e-9, abs=1e-6)


def test_a_shift_to_a_poorer_channel_is_no_worse_site():
    rich, poor = [0, 0, 100, 20, 10, 1000, 500, 0], [0, 0, 100, 2, 1, 100, 50, 0]
    more = [0, 0, 500, 10, 5, 500, 250, 0]
    tree = drivers(table(("rich", FIRST, *rich), ("poor", FIRST, *poor), ("rich", SECOND, *rich), ("poor", SECOND, *more)), PERIODS)
    parts = tree.parts.set_index("factor").part
    levels = tree.levels.set_index("factor")
    assert (parts.visits, parts.enquiry_rate) == (pytest.approx(400), pytest.approx(0))
    assert levels.after.enquiry_rate < levels.before.enquiry_rate / 2  # the pooled rate falls although no channel's did


def test_factors_name_the_way_without_enquiries():
    assert factors_of(("impressions", "visits", "orders", "revenue", "margin")) == ("impressions", "landing_rate", "close_rate", "aov", "margin_rate")


def test_two_weeks_are_compared_weekday_by_weekday():
    before, after = last_two((dt.date(2026, 1, 1), dt.date(2026, 1, 20)))
    assert ((before[1] - before[0]).days, after[0] - before[0], after[1]) == (6, dt.timedelta(days=7), dt.date(2026, 1, 20))


def test_ranges_hold_the_parts_and_grow_with_chance():
    random = np.random.default_rng(0)
    days = pd.date_range("2026-01-05", periods=56)
    frame = pd.DataFrame({"channel": "ads", "date": days, "visits": random.poisson(100, 56), "orders": random.poisson(2, 56)}).astype(
        {"visits": float}
    )
    found = Linked(frame.assign(orders=frame.orders.astype(float), revenue=frame.orders * 50.0), "EUR", False, ())
    tree = drivers(found, last_two((days[0].date(), days[-1].date())))
    parts = tree.parts.set_index("factor")
    assert (parts.low <= parts.part).all()
    assert (parts.high >= parts.part).all()
    assert parts.high.close_rate - parts.low.close_rate > 3 * (parts.high.visits - parts.low.visits)


def test_search_stands_beside_the_visits_it_brought():
    search = pd.DataFrame({"date": pd.to_datetime(["2026-01-05"]), "query": ["tea"], "impressions": [100], "clicks": [7]})
    visits = pd.DataFrame({"started_at": pd.to_datetime(["2026-01-05"] * 5), "channel": "organic search"})
    row = linked(search=search, visits=visits).table.iloc[0]
    assert (row.channel, row.impressions, row.clicks, row.visits) == ("organic search", 100, 7, 5)


def test_orders_that_no_visit_names_are_held_against_clicks():
    day, both = [FIRST, SECOND] * 2, ["ads", "ads", "not known", "not known"]
    rows = {"channel": both, "date": pd.to_datetime(day), "clicks": [50.0, 60, 0, 0], "visits": [0.0, 0, 100, 120], "orders": [5.0, 6, 0, 0]}
    found = Linked(pd.DataFrame(rows).assign(revenue=lambda f: 10 * f.orders), "EUR", False, ())
    labels = drivers(found, PERIODS, draws=1).parts.set_index("factor").label
    assert labels["close_rate"] == "Orders ÷ clicks"
    known = drivers(Linked(found.table.assign(visits=80.0), "EUR", False, ()), PERIODS, draws=1).parts.set_index("factor").label
    assert known["close_rate"] == "Orders ÷ visits"
