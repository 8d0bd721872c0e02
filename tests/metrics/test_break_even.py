import pytest

from workbook.answers.locale import Locale
from workbook.metrics.break_even import break_even, finding

L = Locale("en_GB", "EUR")
TEA = {"landing_rate": 0.9, "close_rate": 0.02, "aov": 40, "margin_rate": 0.5}


def test_an_order_costs_at_most_its_margin() -> None:
    b = break_even(TEA, 1_000, 60)
    assert (b.cpa, b.cpc, b.roas, b.orders) == (20, pytest.approx(0.36), 2, 50)
    assert finding(b, L).headline == "An order may cost at most €20"


def test_enquiries_stand_between_click_and_order() -> None:
    pumps = {"landing_rate": 1, "enquiry_rate": 0.05, "close_rate": 0.2, "aov": 5_000, "margin_rate": 0.3}
    assert break_even(pumps, 1_500, 3).cpc == pytest.approx(15)


@pytest.mark.parametrize(("orders", "tone"), [(50, "good"), (49, "bad")])
def test_tone_follows_the_orders(orders: float, tone: str) -> None:
    assert finding(break_even(TEA, 1_000, orders), L).tone == tone


def test_part_of_an_order_pays_nothing() -> None:
    figures = finding(break_even(TEA, 1_001, 60), L).figures
    assert figures[3].value == "51"


@pytest.mark.parametrize("none", ["aov", "margin_rate"])
def test_no_margin_has_no_limit(none: str) -> None:
    assert "no margin" in finding(break_even({**TEA, none: 0}, 1_000, 60), L).headline


def test_no_cost_asks_for_it() -> None:
    found = finding(break_even(TEA, 0, 60), L)
    assert (found.tone, "No monthly cost" in found.points[0]) == ("neutral", True)
