import math

import pytest

from workbook.metrics import money


def test_npv_of_definitions() -> None:
    assert money.npv(10_000, [1_000] * 12, 0.01) == pytest.approx(1_255.08, abs=0.005)


def test_payback_plain_and_discounted() -> None:
    assert (money.payback(10_000, 1_000), money.discounted_payback(10_000, 1_000, 0.01)) == (10, 11)


def test_payback_never_comes() -> None:
    assert math.isinf(money.discounted_payback(10_000, 100, 0.01))
    assert math.isinf(money.payback(10, 0))


@pytest.mark.parametrize(("first", "value"), [("later", 266.67), ("now", 366.67)])
def test_lifetime_value_variants(first: str, value: float) -> None:
    assert money.lifetime_value(100, 0.8, 0.1, first=first) == pytest.approx(value, abs=0.005)  # type: ignore[arg-type]


def test_roas_four_loses_at_twenty_percent() -> None:
    assert money.roas(4_000, 1_000) < money.break_even_roas(0.2)


def test_no_margin_is_refused() -> None:
    with pytest.raises(ValueError, match="must be above 0"):
        money.break_even_roas(0)


def test_ratio_without_cost_is_blank() -> None:
    assert math.isnan(money.roas(100, 0))
