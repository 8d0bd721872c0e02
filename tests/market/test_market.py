"""The simulated market: same seed, same market; tables that fit together; a truth that shows."""

import pandas as pd
import pytest

from workbook.market import companies, company, simulate, truth_of, write_samples

IDS = [truth.id for truth in companies()]


@pytest.fixture(scope="module", params=IDS)
def market(request):
    return simulate(request.param, seed=1)


def test_same_seed_same_market():
    first, second = simulate("tea", seed=3, days=14), simulate("tea", seed=3, days=14)
    assert all(first.tables[name].equals(second.tables[name]) for name in first.tables)


def test_another_seed_another_market():
    assert not simulate("tea", seed=3, days=14).tables["visits"].equals(simulate("tea", seed=4, days=14).tables["visits"])


def test_unknown_company():
    with pytest.raises(ValueError, match="tea, pumps, soda"):
        company("coffee")


def test_clicks_lead_to_visits(market):
    clicks = market.tables["promotion"].groupby("channel").clicks.sum()
    visits = market.tables["visits"].groupby("channel").size()
    assert all(0.6 * clicks[name] < visits[name] <= clicks[name] for name in clicks.index)


def test_orders_belong_to_visitors(market):
    visits, orders = market.tables["visits"], market.tables["orders"]
    assert set(orders.visitor_id) <= set(visits.visitor_id)


def test_enquiries_lead_to_their_orders(market):
    won = market.tables["enquiries"].order_id.dropna()
    assert set(won) <= set(market.tables["orders"].order_id)


def test_ids_are_unique(market):
    assert market.tables["visits"].visit_id.is_unique
    assert market.tables["enquiries"].enquiry_id.is_unique
    assert not market.tables["orders"].duplicated(["order_id", "line"]).any()


def test_everything_happens_in_the_quarter(market):
    end = pd.Timestamp(market.start) + pd.Timedelta(days=market.days)
    assert market.tables["orders"].ordered_at.max() < end
    assert market.tables["search"].date.max() < end


def test_margin_is_revenue_less_cost(market):
    orders = market.tables["orders"]
    assert ((orders.margin > 0) & (orders.margin < orders.revenue)).all()
    assert (orders.revenue == orders.quantity * orders.unit_price).all()


def test_some_customers_come_back(market):
    orders = market.tables["orders"]
    assert 0.1 < (orders.groupby("customer_id").order_id.nunique() > 1).mean() < 0.6


def test_one_channel_loses_one_pays_one_is_too_small(market):
    truth = truth_of(market).set_index("channel")
    enough = truth[truth.expected_first_orders >= 8] if market.company.id == "pumps" else truth[truth.expected_first_orders >= 20]
    assert truth.true_return.min() < 0.5
    assert enough.true_return.max() > 1.5
    assert truth.expected_first_orders.min() < 10


def test_platforms_claim_more_than_they_brought(market):
    promotion, orders = market.tables["promotion"], market.tables["orders"]
    brought = orders[orders.channel.isin(promotion.channel)].order_id.nunique()
    assert promotion.conversions.sum() > brought


def test_weekday_shows(market):
    per_day = market.tables["visits"].groupby(market.tables["visits"].started_at.dt.day_of_week).size()
    expected = pd.Series(market.company.weekdays)
    assert per_day.idxmin() in expected.nsmallest(2).index


def test_samples_are_the_same_bytes_and_small(tmp_path):
    first, second = (write_samples(tmp_path / name, seed=1) for name in ("a", "b"))
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]
    assert sum(path.stat().st_size for path in first) < 3_000_000
