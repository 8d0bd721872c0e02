import datetime as dt
import math

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbook.answers.locale import Locale
from workbook.metrics import prepost, search
from workbook.metrics import search_finding as said
from workbook.metrics.ctr_curve import PUBLISHED, fit
from workbook.metrics.search_chances import cannibalised, striking
from workbook.metrics.tables import MissingColumns

L = Locale()
ENGINES = {"duckdb": duckdb.connect().from_df, "polars": pl.from_pandas, "polars lazy": lambda frame: pl.from_pandas(frame).lazy()}
DAYS = pd.date_range("2026-01-05", periods=84)
TEA = [
    ("hollin tea", "/", 1.2, 90),
    ("green tea", "/green", 5.0, 300),
    ("green tea", "/shop", 9.0, 100),
    ("tea set", "/set", 12.0, 200),
    ("rare", "/set", None, 3),
]


def _table(growth=1.0, changed=1.0, noise=None):
    """Queries by page and day; the page /green grows by `changed` from the eighth week on, everything by `growth`."""
    rows = []
    for n, day in enumerate(DAYS):
        for query, page, position, impressions in TEA:
            later = n >= 49
            shown = impressions * (growth if later else 1)
            rate = 0.3 / (position or 20) * (changed if later and page == "/green" else 1)
            clicks = round(shown * rate) if noise is None else noise.poisson(shown * rate)
            rows.append(
                {"date": day, "query": query, "page": page, "impressions": round(shown), "clicks": clicks, "position": position, "engine": "google"}
            )
    return pd.DataFrame(rows).astype({"position": "float64"})


ROWS = _table()


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    "work",
    [
        lambda t: search.by_query(t, ("hollin",)),
        search.by_page,
        search.by_query_and_page,
        lambda t: search.brand_split(t, ("hollin",)),
        lambda t: prepost.daily(t, pages=("/green",), brand=("hollin",)),
        lambda t: prepost.daily(t, queries=("GREEN",)),
        prepost.daily,
    ],
)
def test_engines_agree(engine, work):
    pd.testing.assert_frame_equal(work(ENGINES[engine](ROWS)), work(ROWS), check_dtype=False)


def test_position_is_weighted_by_impressions():
    rows = pd.DataFrame({"query": ["tea"] * 3, "impressions": [300, 100, 50], "clicks": [9, 1, 0], "position": [2.0, 6.0, None]})
    found = search.by_query(rows).iloc[0]
    assert (found.position, found.impressions, found.ctr) == (3.0, 450, 10 / 450)


def test_no_position_is_no_zero():
    found = search.by_query(pd.DataFrame({"query": ["tea"], "impressions": [9], "clicks": [1]}))
    assert math.isnan(found.position.iloc[0])


def test_rows_without_impressions_are_no_rows():
    assert search.by_query(pd.DataFrame({"query": ["tea"], "impressions": [0], "clicks": [0], "position": [1.0]})).empty


def test_brand_and_other_are_everything():
    parts = search.brand_split(ROWS, ("hollin",))
    assert parts.clicks.sum() == ROWS.clicks.sum()
    assert parts.share.sum() == pytest.approx(1)


def test_a_table_without_queries_is_named():
    with pytest.raises(MissingColumns, match="query"):
        search.by_query(pd.DataFrame({"page": ["/"], "impressions": [1], "clicks": [0]}))


def test_days_come_from_dates_or_from_the_period():
    twin = pd.DataFrame({"query": ["a"], "period_start": pd.to_datetime(["2026-01-01"]), "period_end": pd.to_datetime(["2026-01-31"])})
    assert (search.days(ROWS), search.days(twin), search.days(twin[["query"]])) == (84, 31, None)


@pytest.mark.parametrize(
    ("name", "words"),
    [("Hollin Tea", ("hollin tea", "hollintea", "hollin")), ("The Blue Cup GmbH", ("the blue cup", "thebluecup", "blue")), ("", ()), ("AB", ())],
)
def test_brand_words_are_proposed(name, words):
    assert search.brand_words(name) == words


def test_days_hold_less_than_queries_is_no_share():
    assert search.withheld(pd.DataFrame({"clicks": [5], "impressions": [9]}), pd.DataFrame({"clicks": [4], "impressions": [9]})) is None


def _queries(rng, n, top=0.3, fall=1.0, spread=0.0):
    position = rng.uniform(1, 20, n)
    impressions = rng.integers(500, 20_000, n)
    rate = np.minimum(top / position**fall * rng.lognormal(0, spread, n), 1)
    return pd.DataFrame(
        {"query": [f"q{i}" for i in range(n)], "position": position, "impressions": impressions, "clicks": rng.binomial(impressions, rate)}
    )


@pytest.mark.parametrize(("top", "fall"), [(0.3, 1.0), (0.2, 0.7), (0.45, 1.4)])
def test_curve_finds_what_was_put_in(top, fall):
    curve = fit(_queries(np.random.default_rng(3), 60, top, fall))
    assert curve.at(1).value == pytest.approx(top, rel=0.06)
    assert curve.fall == pytest.approx(fall, rel=0.06)


def test_band_holds_the_truth_mostly():
    curves = [fit(_queries(np.random.default_rng(seed), 25, spread=0.4)) for seed in range(40)]
    assert sum(c.at(5).holds(0.06 * math.exp(0.08)) for c in curves) >= 33  # nine of ten are promised


def test_without_queries_the_published_range_stands():
    curve = fit(pd.DataFrame({"position": [], "impressions": [], "clicks": []}))
    assert not curve.own
    assert curve.at(1).low < PUBLISHED[0] < curve.at(1).value < PUBLISHED[1] < curve.at(1).high


@settings(deadline=None, max_examples=25)
@given(st.lists(st.tuples(st.floats(1, 40), st.integers(0, 10_000), st.floats(0, 1)), max_size=12))
def test_curve_never_rises(rows):
    known = pd.DataFrame({"position": [r[0] for r in rows], "impressions": [r[1] for r in rows], "clicks": [int(r[1] * r[2]) for r in rows]})
    curve = fit(known)
    rates = [curve.at(p).value for p in (1, 2, 3, 5, 8, 13, 20)]
    assert rates == sorted(rates, reverse=True)
    assert all(0 <= curve.at(p).low <= curve.at(p).value <= curve.at(p).high <= 1 for p in (1, 5, 20))


def test_more_spread_gives_a_wider_band():
    narrow, wide = (fit(_queries(np.random.default_rng(1), 30, spread=s)).at(3) for s in (0.0, 0.8))
    assert wide.high - wide.low > 2 * (narrow.high - narrow.low)


def test_striking_distance_has_its_borders():
    rows = pd.DataFrame({
        "query": list("abcdef"), "position": [3.9, 4.0, 20.0, 20.1, 8.0, 8.0], "impressions": [500, 500, 500, 500, 99, 500],
        "clicks": [9] * 6, "brand": [False] * 5 + [True],
    })  # fmt: skip
    assert set(striking(rows, fit(rows), target=3)["query"]) == {"b", "c"}


def test_potential_is_impressions_times_the_difference():
    curve = fit(_queries(np.random.default_rng(2), 40))
    gain = curve.gain(1000, 10, 3)
    assert gain.value == pytest.approx(1000 * (curve.at(3).value - curve.at(10).value))
    assert gain.low < gain.value < gain.high
    assert curve.gain(1000, 2, 3).value == 0


def test_pages_share_a_query():
    shared = cannibalised(search.by_query_and_page(ROWS), ("hollin",))
    assert shared[["query", "page", "share"]].values.tolist() == [["green tea", "/green", 0.75], ["green tea", "/shop", 0.25]]


ON = DAYS[49].date()


def _effect(table, on=ON, **chosen):
    return prepost.effect(prepost.weekly(prepost.daily(table, **chosen), on))


def test_season_is_taken_out():
    found = _effect(_table(growth=2.0, changed=1.5), pages=("/green",))
    assert found.change.value == pytest.approx(0.5, abs=0.05)
    assert found.shown
    assert found.control
    alone = _effect(_table(growth=2.0, changed=1.5))
    assert not alone.control
    assert alone.change.value > 1


def test_no_effect_is_rarely_shown():
    shown = [_effect(_table(noise=np.random.default_rng(seed)), pages=("/green",)).shown for seed in range(20)]
    assert sum(shown) <= 3


def test_too_few_weeks_tell_nothing():
    assert _effect(ROWS, on=DAYS[10].date(), pages=("/green",)) is None
    assert _effect(ROWS.head(0), pages=("/green",)) is None
    assert said.change_finding(None, "It", L).headline == "The effect of the change cannot be told yet"


def test_drift_before_is_seen():
    weeks = pd.DataFrame({"week": range(-6, 4), "changed": [100.0 * 1.2**n for n in range(10)], "control": [100.0 + n % 2 for n in range(10)]})
    found = prepost.effect(weeks)
    assert found.drifting
    assert "Both groups went different ways" in " ".join(said.change_finding(found, "It", L).points)


def test_weeks_are_whole():
    weeks = prepost.weekly(prepost.daily(ROWS), dt.date(2026, 2, 26))
    assert weeks.week.tolist() == list(range(-7, 4))
    assert weeks.changed.nunique() == 1


def test_a_day_without_rows_counts_as_none():
    series = pd.DataFrame({"date": pd.to_datetime(["2026-01-01", "2026-01-14"]), "changed": [7.0, 7.0]})
    assert prepost.weekly(series, dt.date(2026, 1, 8)).changed.tolist() == [7.0, 7.0]


def test_findings_say_what_they_do_not_mean():
    parts = search.brand_split(ROWS, ("hollin",))
    queries = search.by_query(ROWS, ("hollin",))
    curve = fit(queries[~queries.brand])
    near = striking(queries, curve)
    told = [
        said.brand_finding(parts, L, search.Withheld(0.4, 0.3)), said.brand_finding(parts, L, named=False),
        said.reach_finding(near, curve, 3, 84, L), said.reach_finding(near.head(0), curve, 3, None, L),
        said.shared_finding(None, L), said.shared_finding(near.head(0), L), said.shared_finding(cannibalised(search.by_query_and_page(ROWS)), L),
        said.change_finding(_effect(_table(changed=2.0), pages=("/green",)), "Titles", L), said.change_finding(_effect(ROWS), "Titles", L),
    ]  # fmt: skip
    assert [f.headline for f in told if not (f.means and f.means_not and f.next_step)] == []
    assert "withholds" in told[0].points[0]
