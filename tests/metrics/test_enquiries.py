import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pytest

from workbook.answers.locale import Locale
from workbook.metrics.enquiries import HOUR, enquiries
from workbook.metrics.enquiries_finding import cost_of_slowness, finding
from workbook.metrics.response import mantel_haenszel, response

L = Locale()


def asked(n=300, seed=1):
    random = np.random.default_rng(seed)
    start = pd.Timestamp("2026-01-05")
    bought = random.random(n) < 0.3
    return pd.DataFrame({
        "enquiry_id": [f"e{i}" for i in range(n)],
        "created_at": start + pd.to_timedelta(random.integers(0, 28 * 24 * 3600, n), unit="s"),
        "channel": random.choice(["ads", "email"], n), "kind": random.choice(["form", "chat"], n), "topic": random.choice(["Price", "Delivery"], n),
        "first_response_s": random.exponential(20_000, n).round(), "answered": True, "qualified": random.random(n) < 0.7,
        "order_id": pd.Series([f"o{i}" if b else None for i, b in enumerate(bought)], dtype="str"),
    })  # fmt: skip


@pytest.mark.parametrize("engine", [duckdb.from_df, pl.from_pandas])
def test_engines_agree(engine):
    here, there = enquiries(asked()), enquiries(engine(asked()))
    for name in ("total", "channels", "topics", "hours"):
        pd.testing.assert_frame_equal(getattr(here, name), getattr(there, name)[getattr(here, name).columns], check_dtype=False)
    assert response(engine(asked())).difference == response(asked()).difference


def test_rates_count_only_what_is_known():
    table = pd.DataFrame({"qualified": pd.array([True, False, None, None], dtype="boolean"), "channel": "ads"})
    found = enquiries(table)
    assert found.total.qualified_rate.iloc[0] == 0.5
    assert not found.has("customer_rate")
    assert "what became of the enquiries cannot be told" in " ".join(found.missing)


def test_hours_are_those_of_the_clock():
    found = enquiries(pd.DataFrame({"created_at": pd.to_datetime(["2026-01-05 00:30", "2026-01-11 23:59"])})).hours
    assert found[["weekday", "hour"]].to_numpy().tolist() == [[0, 0], [6, 23]]


def test_classes_hold_every_qualified_enquiry_once():
    table = asked()
    found = response(table.assign(first_response_s=table.first_response_s.where(table.index % 10 != 0)))
    assert found.classes.qualified.sum() == table.qualified.sum()
    assert found.in_time[1] + found.later[1] == table.qualified.sum()
    assert found.classes.label.iloc[-1] == "Not answered"


def test_lost_orders_by_hand():
    table = pd.DataFrame({"first_response_s": [600.0] * 50 + [90_000.0] * 100, "order_id": ["o"] * 25 + [None] * 25 + ["o"] * 20 + [None] * 80})
    found = response(table, promise_s=HOUR, margin=40.0)
    assert found.lost.value == pytest.approx(100 * (0.5 - 0.2))
    assert found.lost.low < 30 < found.lost.high
    told = cost_of_slowness(found, L)
    assert "If time alone made the difference, answers after 1 hour cost about 30 orders" in told.headline
    assert any(figure.value == "€1,200" for figure in told.figures)


def test_confounding_disappears_within_the_groups():
    kinds = [("easy", 600.0, 80, 40), ("easy", 90_000.0, 20, 10), ("hard", 600.0, 20, 2), ("hard", 90_000.0, 80, 8)]
    rows = [(k, s, "o" if i < hits else None) for k, s, n, hits in kinds for i in range(n)]
    found = response(pd.DataFrame(rows, columns=["kind", "first_response_s", "order_id"]), promise_s=HOUR)
    assert found.difference.value > 0.2
    assert found.within.value == pytest.approx(0)


def test_one_group_is_the_plain_difference():
    groups = pd.DataFrame({"in_time": [True, False], "hits": [6, 3], "n": [12, 12]})
    assert mantel_haenszel(groups, [])[0].value == pytest.approx(0.25)


@pytest.mark.parametrize("table", [asked(4), asked(0), asked(40).drop(columns="order_id"), asked(40).drop(columns="first_response_s")])
def test_little_is_told_of_little(table):
    assert finding(enquiries(table), L).headline
    assert "no comparison yet" in (text := cost_of_slowness(response(table), L).headline) or "cannot be told" in text
