import math
from dataclasses import replace

import numpy as np
import pytest

from workbook.answers.locale import Locale
from workbook.metrics.decide import Evidence, Rules, decide, decide_all, reason, table

L = Locale()


def _channel(customers: int, margin: float, cost: float) -> Evidence:
    return Evidence("x", cost, customers, customers * margin, customers * margin**2, margin)


def test_many_orders_decide() -> None:
    assert [decide(_channel(n, 10, 1_000)).decision for n in (40, 120, 300)] == ["stop", "continue", "increase"]


def test_few_orders_do_not() -> None:
    j = decide(_channel(4, 30, 100))
    assert j.decision == "wait"
    assert 0 < j.more_customers < math.inf
    assert "would settle it" in reason(j, L)


@pytest.mark.parametrize(("customers", "margin"), [(9, 130), (6, 150), (30, 25), (12, 100)])
def test_the_needed_number_settles_it_and_less_does_not(customers: int, margin: float) -> None:
    e = _channel(customers, margin, 1_000 if margin > 30 else 600)
    j = decide(e)
    assert j.decision == "wait"
    times = 1 + j.more_customers / customers
    assert [decide(replace(e, cost=e.cost * t, customers=customers * t, margin=e.margin * t, squares=e.squares * t)).decision == "wait"
            for t in (times, 0.98 * times)] == [False, True]  # fmt: skip
    assert "Not enough data yet" in reason(j, L)
    assert f"{math.ceil(j.more_customers):,} more customer" in reason(j, L)


def test_zero_orders_stop_in_time() -> None:
    early, late = (decide(_channel(0, 0, cost), margin_per_customer=40).decision for cost in (100, 130))
    assert (early, late) == ("wait", "stop")


def test_planned_sample_comes_first() -> None:
    j = decide(_channel(2, 10, 1_000), Rules(planned_cost=2_000))
    assert (j.decision, j.more_cost) == ("wait", 1_000)


def test_increment_lowers_the_return() -> None:
    assert decide(_channel(120, 10, 1_000), Rules(incremental=0.5)).decision == "stop"


def test_near_one_is_never_settled() -> None:
    assert math.isinf(decide(_channel(100, 10, 1_000)).more_cost)


def test_returns_above_sales() -> None:
    j = decide(Evidence("x", 100, 3, -50, 5_000, 20))
    assert j.back.low < j.back.value < 0


def test_channels_without_cost_are_left_out() -> None:
    assert decide_all([Evidence("seo", 0, 5, 100, 2_000, 20)]) == ()
    assert table(()).empty


def test_interval_covers_the_truth() -> None:
    random, held = np.random.default_rng(2), 0
    for _ in range(400):
        margins = random.gamma(2, 20, random.poisson(12))  # expected sum 480
        e = Evidence("x", 480, len(margins), margins.sum(), (margins**2).sum(), margins.max(initial=0))
        held += decide(e).back.holds(1.0)
    assert held / 400 == pytest.approx(0.93, abs=0.06)  # never below its 90 %
    assert held / 400 >= 0.87


def _nameless(customers: int, margin: float = 10) -> Evidence:
    return Evidence("not known", 0, customers, customers * margin, customers * margin**2, margin)


def test_orders_without_a_channel_may_be_its_own() -> None:
    assert decide_all([_channel(40, 10, 1_000), _nameless(30)])[0].decision == "stop"  # 70 of 1,000 would still lose
    (held,) = decide_all([_channel(40, 10, 1_000), _nameless(39), replace(_channel(90, 10, 100), channel="y", cost=0)])
    assert held.decision == "stop"
    (held,) = decide_all([_channel(60, 10, 1_000), _nameless(55)])
    assert (held.decision, held.unnamed, held.orders) == ("wait", 55, 115)
    assert "55 of 115 orders name no channel" in reason(held, L)


def test_no_channel_stops_while_most_orders_name_none() -> None:
    (held,) = decide_all([_channel(4, 10, 100_000), _nameless(96)])
    assert (held.decision, held.unnamed) == ("wait", 96)
    (paying,) = decide_all([_channel(300, 10, 1_000), _nameless(900)])
    assert (paying.decision, paying.unnamed) == ("increase", 0)


def test_without_any_order_nothing_is_decided() -> None:
    (found,) = decide_all([_channel(0, 0, 5)])
    assert (found.decision, found.back.high) == ("wait", math.inf)
    assert reason(found, L).startswith("€5 was spent, and no order of any channel is known")
