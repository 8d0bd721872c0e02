"""Products bought together: hand-counted baskets, chance, and the public order file."""

import duckdb
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbook.metrics.basket_sets import larger_sets
from workbook.metrics.baskets import baskets, judged_together, lift_interval
from workbook.metrics.tables import MissingColumns

SOLD = {"quantity": 1, "revenue": 100}


def lines(*sets):
    rows = [(f"o{n}", product) for n, basket in enumerate(sets) for product in basket]
    return pd.DataFrame(rows, columns=["order_id", "product"]).assign(**SOLD)


HAND = lines(*[("tea", "pot")] * 6, *[("tea",)] * 4, *[("cup",)] * 10)


@pytest.mark.parametrize("frame", [HAND, duckdb.from_df(HAND)], ids=["pandas", "duckdb"])
def test_pair_counted_by_hand(frame):
    found = baskets(frame)
    assert (found.baskets, found.several, found.products, found.least) == (20, 6, 3, 5)
    pair = found.pairs.iloc[0]
    assert (pair["first"], pair.second, pair.together, pair.support) == ("pot", "tea", 6, 0.3)
    assert (pair.confidence, pair.back, pair.lift) == (1.0, 0.6, 2.0)


def test_what_was_not_sold_is_in_no_basket():
    returned = HAND.assign(status=np.where(HAND.order_id.str.endswith(("0", "1")), "cancelled", "paid"))
    assert baskets(returned, least=1).pairs.together.tolist() == [4]


def test_a_product_on_two_lines_counts_once():
    assert baskets(pd.concat([HAND, HAND])).pairs.together.tolist() == [6]


def test_chance_is_called_chance():
    rng = np.random.default_rng(1)
    drawn = lines(*[tuple(f"p{k}" for k in np.flatnonzero(rng.random(30) < 0.1)) for _ in range(400)])
    assert baskets(drawn).rules.empty


def test_interval_holds_the_true_lift():
    rng = np.random.default_rng(2)
    cells = rng.multinomial(2000, [0.05, 0.05, 0.10, 0.80], 400).astype(float)
    _, low, high = lift_interval(cells[:, 0], cells[:, 0] + cells[:, 1], cells[:, 0] + cells[:, 2], 2000)
    assert 0.92 <= np.mean((low <= 0.05 / (0.1 * 0.15)) & (high >= 0.05 / (0.1 * 0.15))) <= 0.98


def test_adjusted_p_keeps_its_order():
    assert judged_together(np.array([0.04, 0.01, 0.02]), 3).tolist() == pytest.approx([0.04, 0.03, 0.03])


@settings(max_examples=15, deadline=None)
@given(st.lists(st.frozensets(st.sampled_from("abcde"), min_size=1), min_size=8, max_size=40))
def test_pairs_are_those_counted_one_by_one(sets):
    found = baskets(lines(*sets), least=1).pairs
    counted = {(p.first, p.second): p.together for p in found.itertuples()}
    assert all(n == sum({one, other} <= basket for basket in sets) for (one, other), n in counted.items())
    assert len(counted) == sum(any({a, b} <= basket for basket in sets) for a in "abcde" for b in "abcde" if a < b)


def test_larger_set_says_more_than_its_pairs():
    sets = [("tea", "pot", "cup")] * 40 + [("tea", "pot")] * 5 + [("tea",)] * 60 + [("pot",)] * 60 + [("cup",)] * 30 + [("jam",)] * 300
    rule = larger_sets(lines(*sets), baskets(lines(*sets))).iloc[0]
    assert (rule["items"], rule.then, rule.together) == (("pot", "tea"), "cup", 40)
    assert rule.confidence == pytest.approx(40 / 45)
    assert rule.shorter == pytest.approx(40 / 105)


def test_one_product_each_makes_no_pair():
    assert baskets(lines(("tea",), ("cup",))).pairs.empty


def test_products_are_asked_for():
    with pytest.raises(MissingColumns, match="product"):
        baskets(pd.DataFrame({"order_id": ["a"]}))
