"""What the sample has to find besides channels: a test with a true effect, and two pages that share a query."""

import numpy as np
import pytest

from workbook.market import simulate
from workbook.market.company import Trial
from workbook.market.trial import NEW, OLD, chances
from workbook.metrics import search
from workbook.metrics.ab_test_data import count
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
