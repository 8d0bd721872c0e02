import re
from collections.abc import Callable
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pytest

from workbook.metrics import funnel_table
from workbook.metrics.decide_evidence import evidence
from workbook.metrics.kpi import MixedCurrencies, kpis
from workbook.metrics.purchases import valid_purchases
from workbook.metrics.repeat import repeat_rate
from workbook.metrics.revenue import revenue_by_period
from workbook.metrics.tables import small

DAYS = pd.date_range("2026-01-01", periods=100)
N = 2_000


def _when(random: np.random.Generator, n: int) -> pd.Series:  # type: ignore[type-arg]
    return pd.Series(DAYS[0] + pd.to_timedelta(random.integers(0, 100 * 86_400, n), unit="s"))


def _tables() -> dict[str, pd.DataFrame]:
    random = np.random.default_rng(0)
    promotion = pd.DataFrame({"date": DAYS.repeat(2), "channel": ["ads", "email"] * 100, "campaign": ["a", "b"] * 100, "currency": "EUR"})
    promotion = promotion.assign(**{c: random.integers(10, 10_000, 200) for c in ("cost", "impressions", "clicks")}, conversions=1)
    visits = pd.DataFrame({"channel": random.choice(["ads", "email", None], N), "campaign": "a", "started_at": _when(random, N)})
    enquiries = pd.DataFrame({"channel": random.choice(["ads", "email"], 300), "created_at": _when(random, 300)})
    enquiries = enquiries.assign(qualified=random.choice([True, False, None], 300))
    orders = pd.DataFrame({"order_id": random.integers(0, 200, 300), "channel": "ads", "ordered_at": _when(random, 300), "currency": "EUR"})
    orders = orders.assign(customer_id=random.choice(["x", "y", "z", None], 300), status=random.choice(["paid", "Cancelled", None], 300))
    orders = orders.assign(revenue=random.integers(1, 10_000, 300), margin=random.integers(1, 1_000, 300))
    return {"promotion": promotion, "visits": visits.assign(engaged=True), "enquiries": enquiries, "orders": orders}


TABLES = _tables()
ENGINES: dict[str, Callable[[pd.DataFrame], Any]] = {
    "duckdb": duckdb.connect().from_df,
    "polars": pl.from_pandas,
    "polars lazy": lambda frame: pl.from_pandas(frame).lazy(),
}


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("by", [("channel",), ("channel", "campaign"), ("date",), ("channel", "date")])
def test_engines_agree(engine: str, by: tuple[str, ...]) -> None:
    here = kpis(**TABLES, by=by)
    there = kpis(**{name: ENGINES[engine](t) for name, t in TABLES.items()}, by=by)
    pd.testing.assert_frame_equal(here.table, there.table[here.table.columns])


@pytest.mark.parametrize("engine", ENGINES)
def test_engines_agree_on_the_rest(engine: str) -> None:
    orders, promotion = TABLES["orders"], TABLES["promotion"]
    moved, spent = ENGINES[engine](orders), ENGINES[engine](promotion)
    assert repeat_rate(moved) == repeat_rate(orders)
    assert evidence(spent, moved) == evidence(promotion, orders)
    pd.testing.assert_frame_equal(revenue_by_period(moved, "week"), revenue_by_period(orders, "week"))


def test_total_is_pooled_not_averaged() -> None:
    k = kpis(**TABLES)
    assert k.total.ctr == pytest.approx(k.table.clicks.sum() / k.table.impressions.sum())
    assert k.total.ctr != pytest.approx(k.table.ctr.mean())


def test_chain_equals_the_totals() -> None:
    t = kpis(**TABLES).table.set_index("channel").loc["ads"]
    product = t.impressions * t.ctr * t.landing_rate * t.enquiry_rate * t.close_rate * t.aov * (t.margin / t.revenue)
    assert product == pytest.approx(t.margin)


@pytest.mark.parametrize("by", [("channel",), ("channel", "date")])
def test_ratios_to_cost_count_paid_channels(by: tuple[str, ...]) -> None:
    day = pd.to_datetime(["2026-01-01", "2026-01-02", "2026-01-02", "2026-01-02"])
    ads = pd.DataFrame({"date": day[:1], "channel": "ads", "cost": 10_000, "clicks": 100})
    visits = pd.DataFrame({"date": day[[0, 1]], "channel": ["ads", "direct"], "sessions": [90, 900]})
    orders = pd.DataFrame(
        {"order_id": [1, 2, 3, 4], "channel": ["ads", "ads", "direct", "direct"], "ordered_at": day, "revenue": 20_000, "margin": 8_000}
    )
    total = kpis(promotion=ads, visits=visits, orders=orders, by=by).total
    assert total[["cpa", "roas", "roi", "landing_rate"]].tolist() == pytest.approx([50, 4, 0.6, 0.9])
    assert total[["orders", "revenue", "contribution", "visits"]].tolist() == [4, 800, 220, 990]


def test_days_are_no_channels() -> None:
    ads = pd.DataFrame({"date": DAYS[:1], "channel": "ads", "cost": 10_000})
    orders = pd.DataFrame({"order_id": [1, 2], "channel": "ads", "ordered_at": DAYS[:2], "revenue": 20_000})
    assert kpis(promotion=ads, orders=orders, by=("date",)).total.cpa == 50


def test_cancelled_orders_are_left_out() -> None:
    kept = TABLES["orders"][TABLES["orders"].status != "Cancelled"]
    assert kpis(orders=TABLES["orders"]).total.revenue == pytest.approx(kept.revenue.sum() / 100)


def test_unpaid_orders_are_no_sale_anywhere() -> None:
    orders = pd.DataFrame(
        {"order_id": [1, 2], "channel": "a", "customer_id": ["x", "y"], "quantity": 1, "revenue": 100, "status": ["paid", "pending"]}
    )
    assert kpis(orders=orders).total[["orders", "customers", "revenue"]].tolist() == [1, 1, 1]
    assert small(valid_purchases(orders)).order_id.tolist() == [1]


def test_customer_of_two_channels_counts_once() -> None:
    orders = pd.DataFrame({"order_id": [1, 2], "channel": ["a", "b"], "customer_id": ["x", "x"], "revenue": [100, 100]})
    assert kpis(orders=orders).total.customers == 1


def test_missing_tables_are_named() -> None:
    k = kpis(promotion=TABLES["promotion"])
    assert not k.has("orders")
    assert not k.has("roas")
    assert [m.split(":")[0] for m in k.missing] == [f"There is no table of {n}" for n in ("visits", "enquiries", "orders")]


def test_no_table_at_all() -> None:
    assert kpis().table.empty


def test_currencies_are_not_added() -> None:
    with pytest.raises(MixedCurrencies, match="EUR, USD"):
        kpis(promotion=TABLES["promotion"], orders=TABLES["orders"].assign(currency="USD"))


def test_yen_have_no_cents() -> None:
    assert kpis(promotion=TABLES["promotion"].assign(currency="JPY")).total.cost == TABLES["promotion"].cost.sum()


def test_daily_twin_is_added_up() -> None:
    daily = pd.DataFrame({"date": DAYS[:2], "channel": "ads", "sessions": [30, 12]})
    assert kpis(visits=daily).total.visits == 42


def test_margin_rate_stands_in() -> None:
    orders = TABLES["orders"].drop(columns="margin")
    assert "no margin" in kpis(orders=orders).missing[-1]
    assert kpis(orders=orders, margin_rate=0.4).total.margin == pytest.approx(0.4 * kpis(orders=orders).total.revenue)


def test_blank_margins_are_not_zero() -> None:
    blank = TABLES["orders"].assign(margin=pd.Series([None] * 300, dtype="Int64"))
    half = TABLES["orders"].assign(margin=TABLES["orders"].margin.astype("Int64").where(TABLES["orders"].order_id > 100))
    assert not kpis(orders=blank).has("margin")
    assert kpis(orders=blank, margin_rate=0.4).has("margin")
    assert "rows have no margin" in " ".join(kpis(orders=half).missing)


def test_blanks_are_told_in_words() -> None:
    enquiries = pd.DataFrame({"channel": ["a"] * 3_000, "created_at": DAYS[0], "qualified": [True] * 1_000 + [None] * 2_000})
    ads = TABLES["promotion"].assign(conversions=pd.array([1] * 150 + [None] * 50, dtype="Int64"))
    told = " ".join(kpis(enquiries=enquiries, promotion=ads).missing)
    assert "most rows do not say whether the enquiry was qualified" in told
    assert "some rows have no conversions as the platform claims them" in told
    assert not re.search(r"\d|claimed|no qualified", told)


def test_part_refunds_are_taken_off() -> None:
    orders = pd.DataFrame(
        {"order_id": [1], "channel": ["ads"], "revenue": [1_000], "margin": [400], "refunded": [250], "status": ["partly_refunded"]}
    )
    assert kpis(orders=orders).total[["revenue", "margin"]].tolist() == [7.5, 3.0]


def test_tables_of_the_sources_room() -> None:
    from workbook.sources.engine import tables

    moved = tables(TABLES)
    k = kpis(promotion=moved.promotion, visits=moved.visits, enquiries=moved.enquiries, orders=moved.orders)
    pd.testing.assert_frame_equal(kpis(**TABLES).table, k.table[kpis(**TABLES).table.columns])


def test_lacking_column_is_named() -> None:
    with pytest.raises(ValueError, match="not there: channel"):
        kpis(enquiries=pd.DataFrame({"created_at": DAYS}))


def test_unknown_key_is_refused() -> None:
    with pytest.raises(ValueError, match="got device"):
        kpis(by=("device",))


def test_funnel_leaves_out_what_was_not_measured() -> None:
    f = funnel_table.funnel({"impressions": 1_000, "visits": 100, "orders": float("nan")})
    assert (f.stage.tolist(), f.step_rate.tolist()[1]) == (["impressions", "visits"], 0.1)


def test_months_are_marked_complete() -> None:
    days = pd.to_datetime(["2026-01-01", "2026-02-28", "2026-03-03"])
    orders = pd.DataFrame({"order_id": [1, 2, 3], "ordered_at": days, "revenue": [100, 200, 300]})
    assert revenue_by_period(orders, "month").complete.tolist() == [True, True, False]


def test_repeat_without_customers() -> None:
    orders = pd.DataFrame({"order_id": [1], "customer_id": pd.Series([None], dtype="str"), "ordered_at": pd.to_datetime(["2026-01-01"])})
    assert repeat_rate(orders).customers == 0
