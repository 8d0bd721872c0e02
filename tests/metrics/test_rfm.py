"""Fifths by rank, alike for equal customers and on every engine, and segments that say what to do."""

import duckdb
import numpy as np
import pandas as pd
import pytest

from workbook.answers.customers import SEGMENTS as CHOICES
from workbook.answers.locale import Locale
from workbook.metrics import rfm_finding
from workbook.metrics.purchases import purchases
from workbook.metrics.rfm import SEGMENTS, rfm, segments


def orders(counts, gaps):
    """Customer n places `counts[n]` orders of 10 each, the last one `gaps[n]` days before the end."""
    rows = [(f"c{n:02}", gap + 3 * k) for n, (count, gap) in enumerate(zip(counts, gaps, strict=True)) for k in range(count)]
    frame = pd.DataFrame(rows, columns=["customer_id", "ago"])
    at = pd.Timestamp("2026-12-31") - pd.to_timedelta(frame.ago, unit="D")
    return frame.assign(order_id=[f"o{n}" for n in range(len(frame))], ordered_at=at, quantity=1, revenue=1000)


LADDER = orders([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], [90, 80, 70, 60, 50, 40, 30, 20, 10, 0])


@pytest.mark.parametrize("engine", [lambda frame: frame, duckdb.from_df], ids=["pandas", "duckdb"])
def test_fifths_without_ties(engine):
    scored = rfm(purchases(engine(LADDER))).sort_values("customer_id")
    assert scored[["r", "f", "m"]].to_numpy().tolist() == [[k, k, k] for k in (1, 1, 2, 2, 3, 3, 4, 4, 5, 5)]
    assert scored.value.tolist() == [10.0 * n for n in range(1, 11)]


def test_equal_customers_have_equal_scores():
    scored = rfm(purchases(orders([1] * 7 + [2, 2, 5], [5] * 10)))
    assert scored.groupby("orders").f.nunique().tolist() == [1, 1, 1]
    assert scored.r.unique().tolist() == [3]


def test_the_order_of_rows_changes_nothing():
    there, back = (rfm(purchases(frame)) for frame in (LADDER, LADDER[::-1].reset_index(drop=True)))
    pd.testing.assert_frame_equal(there, back)


def test_every_customer_is_in_one_segment():
    rng = np.random.default_rng(1)
    scored = rfm(purchases(orders(rng.integers(1, 6, 80), rng.integers(0, 300, 80))))
    table = segments(scored)
    assert table.customers.sum() == 80
    assert table.value_share.sum() == pytest.approx(1)
    assert set(table.segment) <= {s.name for s in SEGMENTS}


def test_who_bought_often_and_is_away_is_leaving():
    scored = rfm(purchases(orders([6, 6, 1, 1, 1, 1, 2, 2, 2, 2], [200, 1, 2, 3, 4, 5, 6, 7, 8, 9]))).set_index("customer_id")
    assert scored.segment[["c00", "c01", "c02"]].tolist() == ["leaving", "best", "new"]
    finding = rfm_finding.finding(segments(scored.reset_index()), "revenue", Locale())
    assert "4 customers used to buy often" in finding.means


def test_choices_of_the_form_are_the_segments():
    assert {s.name: s.label for s in SEGMENTS} == CHOICES


def test_nobody_is_said():
    assert rfm(purchases(LADDER.assign(customer_id=None))).empty
