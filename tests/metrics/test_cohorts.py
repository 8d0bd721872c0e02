"""Cohorts: counted by hand, adding up to customers, blank where the future is, alike on every engine."""

import datetime
import math

import duckdb
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbook.answers.locale import Locale
from workbook.metrics import cohorts_finding
from workbook.metrics.cohorts import by_age, cohorts
from workbook.metrics.purchases import purchases

DAY = datetime.date(2026, 1, 1)
HAND = [
    ("a", "2026-01-10", 10),
    ("a", "2026-02-03", 5),
    ("a", "2026-03-01", 5),
    ("b", "2026-01-20", 20),
    ("b", "2026-03-09", 10),
    ("c", "2026-02-10", 8),
]


def orders(rows):
    frame = pd.DataFrame(rows, columns=["customer_id", "ordered_at", "euros"])
    at = pd.to_datetime(frame.ordered_at)
    return frame.assign(order_id=[f"o{n}" for n in range(len(frame))], ordered_at=at, quantity=1, revenue=frame.euros.astype("int64") * 100)


@pytest.mark.parametrize("engine", [lambda frame: frame, duckdb.from_df], ids=["pandas", "duckdb"])
def test_counted_by_hand(engine):
    found = cohorts(purchases(engine(orders(HAND))), "month", end=datetime.date(2026, 3, 15))
    assert found.wide("active").fillna(-1).to_numpy().tolist() == [[2, 1, 2], [1, 0, -1]]
    assert found.wide("cumulative").fillna(-1).to_numpy().tolist() == [[15.0, 17.5, 25.0], [8.0, 8.0, -1.0]]
    assert found.wide("complete").to_numpy().tolist()[0] == [True, True, False]


def test_all_ages_together_leave_the_open_month_out():
    found = cohorts(purchases(orders(HAND)), "month", end=datetime.date(2026, 3, 15))
    assert by_age(found)[["age", "size", "active", "cumulative"]].to_numpy().tolist() == [[0, 3, 3, 38 / 3], [1, 2, 1, 38 / 3 + 2.5]]


def test_weeks_begin_on_monday():
    found = cohorts(purchases(orders([("a", "2026-01-04", 1), ("b", "2026-01-05", 1)])), "week", end=datetime.date(2026, 1, 11))
    assert sorted(found.cells.cohort.unique()) == [pd.Timestamp("2025-12-29"), pd.Timestamp("2026-01-05")]
    assert found.cells.complete.all()


bought = st.lists(st.tuples(st.sampled_from("abcdefgh"), st.integers(0, 200), st.integers(1, 90)), min_size=1, max_size=40)


@settings(max_examples=12, deadline=None)
@given(bought, st.sampled_from(["month", "week"]))
def test_cohorts_add_up_to_customers(rows, every):
    found = cohorts(purchases(orders([(who, DAY + datetime.timedelta(days=day), euros) for who, day, euros in rows])), every)
    assert found.customers == len({who for who, _, _ in rows})
    assert math.isclose(found.cells.worth.sum(), sum(euros for _, _, euros in rows))
    assert found.cells.orders.sum() == len(rows)
    assert (found.cells.active <= found.cells["size"]).all()


def history(again, customers=60, months=6):
    """Customers who first buy in month m, and of whom the share `again(m)` buys a month later."""
    rows = []
    for month in range(months):
        for n in range(customers):
            rows.append((f"{month}-{n}", f"2026-{month + 1:02}-10", 10))
            if n < again(month) * customers:
                rows.append((f"{month}-{n}", f"2026-{month + 2:02}-10", 10))
    return cohorts(purchases(orders(rows)), "month", end=datetime.date(2026, 6, 30))


@pytest.mark.parametrize(
    ("again", "words"),
    [
        (lambda month: 0.3, "come back as often as"),
        (lambda month: 0.1 + 0.5 * (month < 2), "less often than"),
        (lambda month: 0.6 - 0.5 * (month < 2), "more often than"),
    ],
)
def test_newer_beside_older(again, words):
    finding = cohorts_finding.finding(history(again), Locale())
    assert words in finding.headline
    assert "says nothing" in finding.means_not


def test_few_customers_are_not_compared():
    assert cohorts_finding.finding(history(lambda month: 0.3, customers=3), Locale()).headline.startswith("Too few customers")


def test_nobody_is_said():
    empty = orders(HAND).assign(customer_id=None)
    assert cohorts_finding.finding(cohorts(purchases(empty)), Locale()).headline == "No order names its customer"


def test_wide_is_blank_beyond_today():
    wide = cohorts(purchases(orders(HAND)), "month", end=datetime.date(2026, 3, 31)).wide()
    assert np.isnan(wide.iloc[1, 2])
