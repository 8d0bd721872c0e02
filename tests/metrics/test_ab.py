import math

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from scipy import stats

from workbook.answers.locale import Locale
from workbook.metrics import ab_plan, ab_test_data
from workbook.metrics import ab_test_finding as said
from workbook.metrics.ab_split import split
from workbook.metrics.ab_test import Sample, means, shares
from workbook.metrics.peeking import false_positives
from workbook.metrics.sample_size import duration, per_variant, smallest_effect
from workbook.metrics.tables import MissingColumns

L = Locale()
ENGINES = {
    "pandas": lambda frame: frame,
    "duckdb": duckdb.connect().from_df,
    "polars": pl.from_pandas,
    "polars lazy": lambda f: pl.from_pandas(f).lazy(),
}


def test_published_two_shares():
    c = shares(5, 83, 12, 99)
    assert (round(c.statistic, 4), round(c.p, 4)) == (-1.4078, 0.1592)
    assert c.difference.holds(0)
    assert not c.shown


def test_difference_is_that_of_newcombe():
    c = shares(48, 80, 56, 70)
    assert [round(x, 4) for x in (c.difference.value, c.difference.low, c.difference.high)] == [0.2, 0.0524, 0.3339]
    assert c.uplift.low > 0


def test_welch_is_that_of_scipy():
    rng = np.random.default_rng(4)
    a, b = rng.normal(20, 3, 40), rng.normal(22, 9, 25)
    c = means(*(Sample(len(x), x.mean(), x.std(ddof=1)) for x in (a, b)))
    theirs = stats.ttest_ind(a, b, equal_var=False)
    interval = theirs.confidence_interval()
    assert (c.statistic, c.p) == pytest.approx((theirs.statistic, theirs.pvalue))
    assert (-c.difference.high, -c.difference.low) == pytest.approx((interval.low, interval.high))


def test_means_of_one_value_are_blank():
    assert math.isnan(means(Sample(1, 5, 0), Sample(9, 5, 1)).p)


def test_equal_means_without_scatter_do_not_differ():
    assert (means(Sample(5, 2, 0), Sample(5, 2, 0)).p, means(Sample(5, 2, 0), Sample(5, 3, 0)).p) == (1.0, 0.0)


@settings(deadline=None, max_examples=60)
@given(st.integers(1, 400), st.integers(1, 400), st.floats(0, 1), st.floats(0, 1))
def test_variants_can_change_places(n, m, share, other):
    a, b = round(n * share), round(m * other)
    here, there = shares(a, n, b, m), shares(b, m, a, n)
    assert here.p == pytest.approx(there.p)
    assert here.difference.low == pytest.approx(-there.difference.high)
    assert here.difference.low - 1e-12 <= here.difference.value <= here.difference.high + 1e-12
    assume(not math.isnan(here.uplift.low))
    assert here.uplift.low - 1e-9 <= here.uplift.value <= here.uplift.high + 1e-9


@settings(deadline=None, max_examples=60)
@given(st.integers(5, 400), st.integers(5, 400), st.floats(0.05, 1), st.floats(0.05, 1))
@example(22, 48, 3 / 22, 20 / 48)  # twice the share lies below the upper end of its interval
def test_uplift_and_difference_agree(n, m, share, other):
    c = shares(max(1, round(n * share)), n, max(1, round(m * other)), m)
    assume(abs(c.difference.low) > 1e-6 and abs(c.difference.high) > 1e-6)
    assert (c.uplift.low > 0, c.uplift.high < 0) == (c.difference.low > 0, c.difference.high < 0)


@pytest.mark.parametrize(
    ("counts", "verdict"), [((5000, 5000), "ok"), ((5000, 5250), "ok"), ((5000, 5280), "warn"), ((5000, 5400), "refuse"), ((0, 0), "ok")]
)
def test_split_is_judged(counts, verdict):
    assert split(counts).verdict == verdict


def test_split_is_that_of_scipy():
    assert split([821, 915, 870], [1, 1, 1]).p == pytest.approx(stats.chisquare([821, 915, 870]).pvalue)
    assert split([90, 10], [0.9, 0.1]).p == 1


def test_split_needs_a_share_each():
    with pytest.raises(ValueError, match="a share above 0 for each"):
        split([5, 5], [1])


@pytest.mark.parametrize(("rate", "effect", "n"), [(0.20, 0.05, 1030), (0.10, 0.02, 3623), (0.5, 0.1, 390)])
def test_sample_size_by_the_convention(rate, effect, n):
    assert per_variant(rate, effect) == n
    assert smallest_effect(rate, n) == pytest.approx(effect, rel=0.001)


def test_half_the_effect_needs_four_times_as_many():
    assert per_variant(0.1, 0.01) / per_variant(0.1, 0.02) == pytest.approx(4, rel=0.1)


@pytest.mark.parametrize(("rate", "effect"), [(0, 0.1), (1, 0.1), (0.9, 0.2), (0.2, 0)])
def test_sample_size_of_nothing_is_refused(rate, effect):
    with pytest.raises(ValueError, match="must be shares between 0 and 1"):
        per_variant(rate, effect)


def test_duration_is_in_whole_weeks():
    assert duration(1030, 100).days == 21
    assert duration(1030, 100, share=0.5).weeks == 6
    assert duration(1030, 0) is None


def test_power_is_what_the_size_promises():
    n, rng = per_variant(0.2, 0.05), np.random.default_rng(6)
    found = [shares(rng.binomial(n, 0.2), n, rng.binomial(n, 0.25), n).p < 0.05 for _ in range(400)]
    assert 0.74 < np.mean(found) < 0.87


@pytest.mark.parametrize(("looks", "published"), [(1, 0.05), (2, 0.083), (5, 0.142), (10, 0.193), (20, 0.248)])
def test_peeking_as_published(looks, published):
    found = false_positives(looks)["rate"].iloc[-1]
    assert found == pytest.approx(published, abs=0.02)


def test_peeking_is_reproducible_and_grows():
    a, b = false_positives(12, runs=500), false_positives(12, runs=500)
    pd.testing.assert_frame_equal(a, b)
    assert a["rate"].is_monotonic_increasing
    assert not a.equals(false_positives(12, runs=500, seed=2))


def test_peeking_without_looks_is_refused():
    with pytest.raises(ValueError, match="must be 1 or more"):
        false_positives(0)


VISITS = pd.DataFrame({
    "visitor_id": ["a", "a", "b", "c", "d", "e", "e", None],
    "landing_page": ["/Old ", "/old", "/old", "/new", "/new", "/old", "/new", "/new"],
    "started_at": pd.to_datetime(["2026-01-02"] * 8), "started_at_s": [1767312000] * 8, "engaged": [True, False, False, True, True, True, True, True],
})  # fmt: skip
ORDERS = pd.DataFrame({
    "order_id": ["1", "2", "3", "4", "5"], "visitor_id": ["a", "a", "c", "d", "b"], "revenue": [1000, 500, 900, 300, 700],
    "ordered_at": pd.to_datetime(["2026-01-03", "2026-01-04", "2026-01-03", "2026-01-01", "2026-01-03"]),
    "ordered_at_s": [1767398400, 1767484800, 1767398400, 1767225600, 1767398400], "status": ["paid", "paid", "paid", "paid", "cancelled"],
})  # fmt: skip


@pytest.mark.parametrize("engine", ENGINES)
def test_variants_are_counted_by_visitor(engine):
    make = ENGINES[engine]
    found = ab_test_data.count(make(VISITS), make(ORDERS), "landing_page", "/old", "/NEW")
    assert (found.a.visitors, found.a.successes, found.b.visitors, found.b.successes, found.both) == (2, 1, 2, 1, 1)
    assert (found.a.revenue.mean, found.b.revenue.mean) == (750, 450)  # what was ordered before the visit, and cancelled, is none of it
    assert found.a.revenue.deviation == pytest.approx(np.std([1500, 0], ddof=1))


@pytest.mark.parametrize("engine", ENGINES)
def test_engaged_is_read_from_the_visits(engine):
    found = ab_test_data.count(ENGINES[engine](VISITS), None, "landing_page", "/old", "/new", "engaged")
    assert (found.a.successes, found.b.successes) == (1, 2)


@pytest.mark.parametrize("engine", ENGINES)
def test_values_of_a_column(engine):
    found = ab_test_data.values(ENGINES[engine](VISITS), "landing_page")
    assert found.values.tolist() == [["/new", 3], ["/old", 3], ["/Old ", 1]]


def test_an_unknown_variant_has_no_visitors():
    assert ab_test_data.count(VISITS, ORDERS, "landing_page", "/old", "/none").b.visitors == 0


def test_a_missing_table_is_named():
    with pytest.raises(MissingColumns, match="no table of enquiries"):
        ab_test_data.count(VISITS, None, "landing_page", "/old", "/new", "enquiry")


def test_not_shown_is_not_no_effect():
    found = said.finding(shares(5, 83, 12, 99), split([83, 99]), L)
    assert found.headline == "A difference is not shown: A 6.02%, B 12.1%"
    assert found.means_not == said.NOT_NO_EFFECT


def test_a_broken_split_refuses():
    found = said.finding(shares(500, 5000, 700, 5400), split([5000, 5400]), L)
    assert found.headline == "The split is broken: nothing can be concluded"
    assert "p value" not in [figure.label for figure in found.figures]


def test_reading_early_is_peeking():
    found = said.finding(shares(20, 200, 50, 200), split([200, 200]), L, planned=1000)
    assert found.headline == "B looks better, but the test is not over"
    assert "peeking" in " ".join(found.points)


def test_every_finding_says_what_it_does_not_mean():
    planned = ab_plan.plan(0.02, 0.005, 50)
    told = [
        said.finding(shares(40, 400, 90, 400), split([400, 400]), L), said.finding(shares(90, 400, 40, 400), None, L),
        said.finding(means(Sample(50, 20, 3), Sample(50, 25, 3)), split([50, 50]), L, share=False, money=True),
        said.finding(shares(5, 100, 9, 140), split([100, 140]), L), ab_plan.finding(planned, L), ab_plan.finding(ab_plan.plan(0.2, 0.05), L),
        ab_plan.peeking_finding(0.19, 10, L), ab_plan.peeking_finding(0.05, 1, L),
    ]  # fmt: skip
    assert [f.headline for f in told if not (f.means and f.means_not and f.next_step)] == []
    assert planned.takes.weeks > ab_plan.LONG_WEEKS
