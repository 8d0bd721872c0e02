"""What the samples have to find besides channels: a test with a true effect, pages that share a query, products that go together."""

import numpy as np
import pandas as pd
import pytest

from workbook.market import companies, simulate
from workbook.market import company as market_company
from workbook.market.company import Trial
from workbook.market.linked import margin_an_order, with_linked
from workbook.market.people import _with_lines
from workbook.market.searches import divided, searches_of
from workbook.market.trial import NEW, OLD, chances
from workbook.metrics import ctr_curve, search, search_chances
from workbook.metrics.ab_test_data import count
from workbook.metrics.baskets import baskets
from workbook.metrics.search_chances import cannibalised


@pytest.fixture(scope="module")
def market():
    return simulate("tea")


def test_every_visitor_saw_one_page(market):
    seen = market.tables["visits"].groupby("visitor_id").variant.nunique()
    assert seen.eq(1).all()


def test_the_effect_can_be_found(market):
    found = count(market.tables["visits"], market.tables["orders"], "variant", OLD, NEW)
    assert abs(found.a.visitors - found.b.visitors) < 3 * np.sqrt(found.a.visitors + found.b.visitors)
    assert found.b.successes / found.b.visitors > 1.1 * found.a.successes / found.a.visitors


@pytest.mark.parametrize("lift", [0.0, 0.4, 1.0])
def test_buyers_and_pages_stand_as_if_the_page_came_first(lift):
    rate = 0.05
    other, buyer = chances(Trial("a page", lift), rate)
    new = other * (1 - rate) + buyer * rate
    assert new == pytest.approx(0.5)
    assert (buyer * rate / new) / ((1 - buyer) * rate / (1 - new)) == pytest.approx(1 + lift)


def test_two_pages_share_a_query(market):
    found = cannibalised(search.by_query_and_page(market.tables["search"]), ("hollin",))
    assert found["query"].unique().tolist() == ["loose green tea"]
    assert found.share.max() < 0.75


@pytest.mark.parametrize("company", [truth.id for truth in companies()])
def test_only_linked_products_stand_together(company):
    """What an analysis finds in a year of orders is what is declared, no more and no less."""
    sold = simulate(company, days=364)
    found = baskets(sold.tables["orders"]).rules
    assert {frozenset(pair) for pair in zip(found["first"], found.second, strict=True)} == {
        frozenset((link.first, link.then)) for link in sold.company.links
    }


@pytest.mark.parametrize("truth", companies(), ids=lambda truth: truth.id)
def test_margin_of_an_order_is_what_orders_have(truth):
    rng, n = np.random.default_rng(3), 20_000
    heads = pd.DataFrame({"order_id": np.arange(n).astype(str), "visitor_id": "v1", "channel": "Direct", "campaign": None})
    orders = with_linked(rng, truth, _with_lines(rng, truth, heads.assign(ordered_at=pd.Timestamp("2026-05-01"))))
    kept = orders[orders.status == "paid"].margin.sum() / 100 / n
    assert margin_an_order(truth) == pytest.approx(kept, rel=0.03)


@pytest.mark.parametrize("company", [truth.id for truth in companies()])
def test_search_has_something_of_everything(company):
    """The own name, queries within reach, two pages that compete, a curve of one's own."""
    found = simulate(company).tables["search"]
    words = search.brand_words(market_company(company).name)
    rows = search.by_query(found, words)
    curve = ctr_curve.fit(rows[~rows.brand])
    assert rows.brand.sum() >= 2
    assert len(search_chances.striking(rows, curve)) >= 3
    assert cannibalised(search.by_query_and_page(found), words)["query"].nunique() == 1


def test_dividing_searches_adds_and_loses_none():
    truth = market_company("tea")
    whole = searches_of(np.random.default_rng(1), truth, np.full(30, 40))
    parts = divided(np.random.default_rng(2), truth, whole)
    assert parts[["impressions", "clicks"]].sum().equals(whole[["impressions", "clicks"]].sum())
