"""The simulated market: same seed, same market; tables that fit together; a truth that shows."""

import pandas as pd
import pytest

from workbook.market import companies, company, events_of, simulate, truth_of, write_samples
from workbook.market.flow import flow_of, incremental_orders

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
    few = clicks[clicks < 100].index
    assert all(0.6 * clicks[name] < visits[name] <= clicks[name] for name in clicks.index.difference(few))


def test_orders_belong_to_visitors(market):
    """But for visits on days when the counting failed."""
    visits, orders = market.tables["visits"], market.tables["orders"]
    failed = events_of(market).set_index("kind").loc["outage"]
    unseen = orders[~orders.visitor_id.isin(visits.visitor_id)]
    assert unseen.ordered_at.between(failed["first"], failed["last"] + pd.Timedelta(days=12)).all()
    assert unseen.order_id.nunique() < 0.1 * orders.order_id.nunique()


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


def test_people_travel_over_channels(market):
    journeys = market.tables["visits"].groupby("visitor_id").channel.agg(["size", "nunique"])
    assert 0.1 < (journeys["size"] > 1).mean() < 0.4
    assert (journeys["nunique"] > 1).mean() > 0.08


def test_visits_are_as_declared(market):
    truth = flow_of(market.company.id)
    assert truth.orders(market.company) == pytest.approx(sum(c.visits_a_day * c.orders_a_visit for c in market.company.channels))
    assert (truth.first >= 0).all()


def test_truth_without_a_channel_is_what_a_rerun_shows():
    days = 1456
    orders = [simulate("tea", seed=2, days=days, without=name).tables["orders"] for name in ("", "Paid Social")]
    with_it, without = (frame[~frame.order_id.str.startswith("r")].order_id.nunique() for frame in orders)
    assert (with_it - without) / days == pytest.approx(incremental_orders("tea", "Paid Social"), rel=0.15)


def test_what_stands_beside_a_channel_is_not_what_it_brings():
    truth = truth_of(simulate("tea", days=7)).set_index("channel")
    assert truth.incremental_orders["Paid Social"] > 4 * truth.expected_first_orders["Paid Social"]
    assert truth.incremental_orders["Affiliates"] < 0.3 * truth.expected_first_orders["Affiliates"]


def test_outage_and_press_show(market):
    days = market.tables["visits"].groupby(market.tables["visits"].started_at.dt.normalize()).size()
    events = events_of(market).set_index("kind")
    usual = days.median()
    assert (days.loc[events.loc["outage", "first"] : events.loc["outage", "last"]] < 0.2 * usual).all()
    assert days.loc[events.loc["press", "first"]] > 1.2 * usual


def test_rewritten_page_rises(market):
    found, change = market.tables["search"], events_of(market).set_index("kind").loc["change"]
    query = next(query for query in market.company.queries if query.change)
    own = found[found["query"] == query.query]
    before, after = own[own.date < change["first"]].position.mean(), own[own.date >= change["first"]].position.mean()
    assert after < 0.8 * before


def test_platforms_claim_more_than_they_brought(market):
    promotion, orders = market.tables["promotion"], market.tables["orders"]
    brought = orders[orders.channel.isin(promotion.channel)].order_id.nunique()
    assert promotion.conversions.sum() > brought


def test_weekday_shows(market):
    days = market.tables["visits"].groupby(market.tables["visits"].started_at.dt.normalize()).size()
    median = days.groupby(days.index.day_of_week).median()
    assert median.idxmax() in pd.Series(market.company.weekdays).nlargest(2).index


def test_samples_are_the_same_bytes_and_small(tmp_path):
    first, second = (write_samples(tmp_path / name, seed=1) for name in ("a", "b"))
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]
    assert sum(path.stat().st_size for path in first) < 3_000_000
