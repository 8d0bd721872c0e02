"""Buying and spending models against published figures and simulated customers."""

import datetime
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from workbook.answers.locale import Locale
from workbook.metrics import bg_nbd, gamma_gamma, lifetime_value
from workbook.metrics.bg_nbd_rows import histories
from workbook.metrics.lifetime_finding import hold_out_finding
from workbook.metrics.lifetime_holdout import HoldOut, hold_out
from workbook.metrics.lifetime_summary import customer_summary
from workbook.metrics.purchases import purchases

REFERENCE = Path(__file__).parents[3] / "shared" / "reference"
TRUTH = bg_nbd.BgNbd(0.5, 4.0, 0.8, 2.4, 0, 1, 1)
SPEND = gamma_gamma.GammaGamma(6.25, 3.74, 15.45, 0, 1)
needs_reference = pytest.mark.skipif(not REFERENCE.exists(), reason="the reference data are not here")


@pytest.fixture(scope="module")
def cdnow():
    return pd.read_csv(REFERENCE / "cdnow_customers_summary.csv")


@pytest.fixture(scope="module")
def transactions():
    names = ["master", "customer_id", "day", "quantity", "dollars"]
    rows = pd.read_csv(REFERENCE / "CDNOW_sample.txt", sep=r"\s+", header=None, names=names, dtype={"customer_id": str})
    cents = (rows.dollars * 100).round().astype("int64")
    return rows.assign(order_id=range(len(rows)), ordered_at=pd.to_datetime(rows.day.astype(str)), revenue=cents)


@needs_reference
def test_published_buying_model(cdnow):
    model = bg_nbd.fit(cdnow.x, cdnow.t_x, cdnow["T"])
    assert np.round(model.parameters, 4).tolist() == [0.2426, 4.4135, 0.7929, 2.4258]
    assert round(model.log_likelihood, 2) == -9582.43
    assert bg_nbd.expected_purchases(model, 39, [2], [30.43], [38.86]).round(3).tolist() == [1.226]


@needs_reference
def test_published_spending_model(cdnow):
    model = gamma_gamma.fit_spend(cdnow.x, cdnow.zbar)
    assert (round(model.p, 2), round(model.q, 2), round(model.gamma, 2), model.customers) == (6.25, 3.74, 15.45, 946)


@needs_reference
def test_summary_of_transactions_is_the_published_one(cdnow, transactions):
    until = (datetime.date(1997, 9, 30) - datetime.date(1970, 1, 1)).days
    own = customer_summary(purchases(transactions), until=until).set_index("customer_id")
    theirs = cdnow.assign(customer_id=cdnow.ID.map("{:04d}".format)).set_index("customer_id").loc[own.index]
    assert (own.frequency == theirs.x).all()
    gaps = [(own.recency - theirs.t_x).abs().max(), (own["T"] - theirs["T"]).abs().max(), (own.monetary_value.fillna(0) - theirs.zbar).abs().max()]
    assert max(gaps) < 0.0051  # they round to two decimals


@needs_reference
def test_hold_out_is_foretold(transactions):
    cut = (datetime.date(1997, 9, 30) - datetime.date(1970, 1, 1)).days
    found = hold_out(purchases(transactions), cut=cut)
    assert found.over_time.actual.iloc[-1] > found.over_time[~found.over_time.held_out].actual.iloc[-1]
    assert found.error < 0.13 < 0.5 < found.naive_error
    assert found.by_frequency.customers.sum() == 2357  # eight paid nothing at all


@pytest.mark.parametrize("at", [(0.3, 3.0, 0.7, 2.0), (2.0, 40.0, 3.0, 0.4)])
def test_gradient_is_the_slope(at):
    rng = np.random.default_rng(1)
    T = rng.uniform(5, 50, 200)
    x = rng.integers(0, 6, 200)
    found = histories(x, np.where(x > 0, T * rng.uniform(0.1, 1, 200), 0), T)
    slopes = bg_nbd._value_and_slopes(at, found)[1]
    for i, step in enumerate(np.eye(4) * 1e-6):
        up, down = (bg_nbd.log_likelihood(tuple(np.array(at) + sign * step), found) for sign in (1, -1))
        assert slopes[i] == pytest.approx((up - down) / 2e-6, rel=1e-4, abs=1e-4)


@pytest.mark.parametrize(("a", "b"), [(0.8, 2.4), (1.0, 1.0), (0.5, 0.5), (29.0, 300.0), (4000.0, 40000.0)])
def test_expectation_is_the_mean_of_simulated_customers(a, b):
    model = bg_nbd.BgNbd(0.5, 4.0, a, b, 0, 1, 1)
    rng = np.random.default_rng(2)
    rate, leaves = rng.gamma(0.5, 1 / 4.0, 200_000), rng.beta(a, b, 200_000).clip(1e-12)
    assert bg_nbd.expected_repeats(model, [30])[0] == pytest.approx((-np.expm1(-rate * leaves * 30) / leaves).mean(), rel=0.02)


def test_nobody_came_back_is_not_determined():
    assert not bg_nbd.fit([0] * 50, [0] * 50, [20] * 50).determined


@pytest.mark.parametrize(
    ("row", "sentence"),
    [((1, 0, 5), "`recency` must be above 0"), ((1, 9, 5), "`recency` must lie between"), ((0.5, 1, 5), "`frequency` must be whole")],
)
def test_rows_that_contradict_themselves_are_named(row, sentence):
    with pytest.raises(ValueError, match=sentence):
        bg_nbd.fit(*([value] for value in row))


def shop(seed, customers=400, weeks=52.2):
    """Customers who buy by the model, what they did until today, and what they brought in the time after, discounted by the month."""
    rng = np.random.default_rng(seed)
    T = rng.uniform(8, 52, customers)
    rate, leaves = rng.gamma(TRUTH.r, 1 / TRUTH.alpha, customers), rng.beta(TRUTH.a, TRUTH.b, customers)
    level = rng.gamma(SPEND.q, 1 / SPEND.gamma, customers)
    x, t_x, spent, later, t = (np.zeros(customers) for _ in range(5))
    alive = np.ones(customers, bool)
    while alive.any():
        t = t + np.where(alive, rng.exponential(1 / rate), 0)
        alive &= t < T + weeks
        amount, seen, after = rng.gamma(SPEND.p, 1 / level), alive & (t <= T), alive & (t > T)
        x, t_x, spent = x + seen, np.where(seen, t, t_x), spent + np.where(seen, amount, 0)
        later += np.where(after, amount / 1.1 ** (np.ceil(np.where(after, t - T, 0) / lifetime_value.MONTH) / 12), 0)
        alive &= rng.random(customers) >= leaves
    mean = np.divide(spent, x, out=np.full(customers, np.nan), where=x > 0)
    return pd.DataFrame({"frequency": x, "recency": t_x, "T": T, "monetary_value": mean}), later.sum()


def test_ranges_hold_what_comes():
    held, outlook = [], lifetime_value.Outlook(12, 0.1)
    for seed in range(12):
        people, came = shop(seed)
        buying, spending = bg_nbd.fit(people.frequency, people.recency, people["T"]), gamma_gamma.fit_spend(people.frequency, people.monetary_value)
        if buying.determined and spending.determined:
            held.append(lifetime_value.total_value(people, buying, spending, outlook, level=0.9, sample=150).holds(came))
    assert len(held) >= 11
    assert np.mean(held) >= 0.75


@pytest.mark.parametrize(("foretold", "says"), [(90.0, "Use the value"), (40.0, "Do not plan with the value yet")])
def test_a_model_that_misses_by_half_is_not_planned_with(foretold, says):
    tried = HoldOut(TRUTH, 0, 13.0, actual=100.0, expected=foretold, naive=10.0, over_time=pd.DataFrame(), by_frequency=pd.DataFrame())
    assert hold_out_finding(tried, Locale()).next_step.startswith(says)
