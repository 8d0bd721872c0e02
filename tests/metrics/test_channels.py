import datetime as dt
import math

import duckdb
import pandas as pd
import pytest

from workbook.answers.locale import Locale
from workbook.metrics.kpi import kpis
from workbook.metrics.kpi_finding import chain_told, finding
from workbook.metrics.kpi_limits import chain, limits, shares
from workbook.metrics.kpi_mistakes import mistakes
from workbook.metrics.kpi_window import Cycle, Window, sales_cycle, window, within
from workbook.metrics.linked import Linked
from workbook.metrics.precision import precision

L = Locale()
JAN, MARCH = dt.date(2026, 1, 1), dt.date(2026, 3, 31)


def ads(**more):
    return pd.DataFrame({"channel": ["ads", "social"], "cost": [10_000, 20_000], "impressions": [5_000, 50_000], "clicks": [100, 200], **more})


def orders(channels, revenue=10_000, margin=4_000):
    return pd.DataFrame({"order_id": range(len(channels)), "channel": channels, "revenue": revenue, "margin": margin})


def found(sold=("ads",) * 5 + ("social",) * 3, **more):
    visits = pd.DataFrame({"channel": ["ads"] * 80 + ["social"] * 150, "started_at": pd.Timestamp("2026-01-05")})
    return kpis(promotion=ads(**more), visits=visits, orders=orders(list(sold)))


def names(k, **more):
    return [m.name for m in mistakes(k, L, **more)]


def test_chain_is_a_product():
    *factors, (name, total) = chain(found())
    assert name == "margin"
    assert math.prod(value for _, value in factors) == pytest.approx(total)
    assert total == pytest.approx(found().total.margin)
    assert "55,000 impressions ×" in chain_told(found(), L)


def test_limits_say_the_same_three_times():
    table = limits(found())
    assert ((table.cpa < table.break_even_cpa) == (table.left > 0)).all()
    assert ((table.roas > table.break_even_roas) == (table.left > 0)).all()
    assert ((table.cpc < table.break_even_cpc) == (table.left > 0)).all()


def test_shares_above_one_have_no_interval():
    visits = pd.DataFrame({"channel": ["ads"] * 300, "started_at": pd.Timestamp("2026-01-05")})
    assert "landing_rate" not in set(shares(kpis(promotion=ads().head(1), visits=visits)).rate)


def test_roas_above_one_that_loses_is_named():
    told = next(m for m in mistakes(found(), L) if m.name == "ROAS taken for profit")
    assert told.text == "social brings back 1.5 in revenue per unit of cost and still loses €80: it would break even at 2.5."


def test_claims_above_the_order_list_are_named():
    assert "Claims taken for orders" in names(found(conversions=[9, 4]))
    assert "Claims taken for orders" not in names(found(conversions=[5, 3]))


def test_a_mean_of_ratios_is_named():
    told = next(m for m in mistakes(found(), L) if m.name == "Mean of ratios")
    assert "The mean click rate is 1.2%, all together have 0.545%" in told.text


@pytest.mark.parametrize("total", ["Total", "Gesamt", " All channels "])
def test_a_totals_row_is_named(total):
    assert "A totals row among the rows" in names(kpis(orders=orders(["ads", total])))


def test_orders_without_channel_are_named():
    assert "Orders without a channel" in names(kpis(orders=orders(["ads", None])))


def test_unlike_periods_are_named_and_a_lag_answers_them():
    spans = {"spent": (JAN, MARCH), "sold": (dt.date(2026, 3, 1), MARCH)}
    assert "Different periods" in names(found(), **spans)
    assert "Different periods" not in names(found(), lag=28, **spans)


def test_long_sales_cycles_are_named():
    assert "Cost and orders of different people" in names(found(), cycle=Cycle(12, 40, 50))
    assert "Cost and orders of different people" not in names(found(), cycle=Cycle(0, 9, 50))


def test_nothing_is_said_of_nothing():
    assert mistakes(kpis(), L) == ()
    assert finding(kpis(), (), L).headline


@pytest.mark.parametrize("engine", [lambda f: f, duckdb.from_df])
def test_a_window_cuts_days_channel_and_currency(engine):
    table = pd.DataFrame({
        "date": pd.to_datetime(["2026-01-01", "2026-01-02", "2026-01-02", "2026-01-02", "2026-01-03"]), "channel": ["a", "a", "b", "a", "a"],
        "currency": ["EUR", "EUR", "EUR", "USD", "EUR"], "cost": [1, 2, 4, 8, 16],
    })  # fmt: skip
    day = (dt.date(2026, 1, 2), dt.date(2026, 1, 2))
    assert within(engine(table), "date", day, Window(channel="a", currency="EUR")).collect("pandas").to_native().cost.tolist() == [2]


def test_a_lag_keeps_the_orders_inside_the_files():
    w = window((JAN, MARCH), 30, MARCH)
    assert (w.sold[1], w.sold[0] - w.spent[0], w.sold[1] - w.spent[1]) == (MARCH, dt.timedelta(days=30), dt.timedelta(days=30))


def test_cycle_needs_known_visitors():
    visits = pd.DataFrame({"channel": ["a"], "started_at": [pd.Timestamp("2026-01-05")]})
    assert sales_cycle(visits, orders(["a"])) is None


def test_few_visits_tell_no_channel_from_another():
    frame = pd.DataFrame({"channel": ["a", "b"], "date": [pd.Timestamp("2026-01-05")] * 2, "visits": [40.0, 900.0], "orders": [2.0, 30.0]})
    row = precision(Linked(frame, "EUR", False, ())).set_index("channel").loc["a"]
    assert row.verdict == "not to be told"
    assert row.needed > 40


def test_visits_without_channels_are_held_against_the_sum_only():
    visits = pd.DataFrame({"channel": [None] * 200, "started_at": pd.Timestamp("2026-01-05")})
    k = kpis(promotion=ads(), visits=visits, orders=orders(["ads"] * 5 + ["social"] * 3))
    assert k.table[["landing_rate", "cvr"]].isna().all(axis=None)
    assert (k.total.cvr, math.isnan(k.total.landing_rate)) == (0.04, True)
    assert set(shares(k).rate) == {"ctr"}
    assert any(said.startswith("The visits name no channel") for said in k.missing)
    assert found().missing == kpis(promotion=ads(), visits=visits.assign(channel="ads"), orders=orders(["ads"])).missing


def test_visits_of_other_days_are_told():
    assert "Visits of other days" in names(found(), seen=(JAN, MARCH), sold=(JAN, dt.date(2026, 12, 31)))
    assert "Visits of other days" not in names(found(), seen=(JAN, MARCH), sold=(JAN, MARCH))
