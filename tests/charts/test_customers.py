"""Charts of customers and baskets: drawn from real calculations, in the reader's words, and a sentence where there is nothing."""

import datetime

import numpy as np
import pandas as pd
import pytest
import vl_convert

from workbook.answers.locale import Locale
from workbook.charts import baskets as pairs
from workbook.charts import cohorts, customers
from workbook.metrics import cohorts as grouping
from workbook.metrics.baskets import baskets
from workbook.metrics.baskets_finding import with_advice
from workbook.metrics.lifetime_holdout import hold_out
from workbook.metrics.purchases import purchases
from workbook.metrics.rfm import rfm, segments

L = Locale("de_DE", "EUR")


def bought(customers=150, days=360, seed=3):
    rng = np.random.default_rng(seed)
    rows = []
    for n in range(customers):
        day, gap = rng.integers(0, days - 60), rng.gamma(2, 20)
        while day < days:
            rows.append((f"c{n}", day, int(rng.integers(500, 5000))))
            day += 1 + int(rng.exponential(gap))
            if rng.random() < 0.25:
                break
    frame = pd.DataFrame(rows, columns=["customer_id", "day", "revenue"])
    at = pd.Timestamp("2026-01-01") + pd.to_timedelta(frame.day, unit="D")
    return purchases(frame.assign(order_id=[f"o{n}" for n in range(len(frame))], ordered_at=at, quantity=1))


BOUGHT = bought()
COHORTS = grouping.cohorts(BOUGHT, "month")
NOBODY = grouping.cohorts(purchases(pd.DataFrame({"order_id": ["o"], "customer_id": [None], "ordered_at": [pd.Timestamp("2026-01-01")]})))
BASKETS = baskets(pd.DataFrame([(n, p) for n in range(40) for p in (("tea", "pot") if n < 12 else ("cup",))], columns=["order_id", "product"]))
FULL = {
    "grid": lambda: cohorts.cohort_grid(COHORTS, L),
    "grid of worth": lambda: cohorts.cohort_grid(COHORTS, L, "worth"),
    "grid by week": lambda: cohorts.cohort_grid(grouping.cohorts(BOUGHT, "week"), L, "cumulative"),
    "curve": lambda: cohorts.value_by_age(COHORTS, L),
    "segments": lambda: customers.segment_shares(segments(rfm(BOUGHT)), "revenue", L),
    "over time": lambda: customers.hold_out_over_time(hold_out(BOUGHT), L),
    "by frequency": lambda: customers.hold_out_by_frequency(hold_out(BOUGHT), L),
    "lifts": lambda: pairs.lifts(with_advice(BASKETS.pairs), L),
}
EMPTY = {
    "grid": lambda: cohorts.cohort_grid(NOBODY, L),
    "one period": lambda: cohorts.cohort_grid(grouping.cohorts(bought(5, 61), "month", end=datetime.date(2026, 1, 1)), L),
    "curve": lambda: cohorts.value_by_age(NOBODY, L),
    "segments": lambda: customers.segment_shares(pd.DataFrame(), "", L),
    "over time": lambda: customers.hold_out_over_time(None, L),
    "by frequency": lambda: customers.hold_out_by_frequency(None, L),
    "lifts": lambda: pairs.lifts(with_advice(BASKETS.pairs[:0]), L),
}


@pytest.mark.parametrize("name", FULL)
def test_picture_is_drawn(name):
    picture = FULL[name]()
    spec = picture.chart.to_dict()
    svg = vl_convert.vegalite_to_svg(spec)
    assert "NaN" not in svg
    assert spec["width"] == "container"
    assert sum(len(rows) for rows in spec["datasets"].values()) < 1_000
    assert len(picture.table)
    assert not [h.label for h in picture.headings.values() if "_" in h.label]


@pytest.mark.parametrize("name", EMPTY)
def test_nothing_to_draw_is_said(name):
    picture = EMPTY[name]()
    assert picture.chart is None
    assert picture.summary.endswith(".")


def test_what_has_not_come_is_not_in_the_grid():
    cells = next(rows for rows in FULL["grid"]().chart.to_dict()["datasets"].values() if "text" in rows[0] and len(rows) > 20)
    assert {cell["age"] for cell in cells if cell["label"] == "Dez. 26"} <= {0}
