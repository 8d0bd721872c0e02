import math

import pytest
from scipy import stats

from workbook.metrics.intervals import newcombe, two_proportion_z, weighted_poisson, wilson


def test_two_proportions_of_definitions() -> None:
    t = two_proportion_z(5, 83, 12, 99)
    assert (round(t.z, 4), round(t.p, 4)) == (-1.4078, 0.1592)


@pytest.mark.parametrize(("k", "n"), [(0, 10), (3, 40), (40, 40), (120, 4000)])
def test_wilson_agrees_with_scipy(k: int, n: int) -> None:
    theirs = stats.binomtest(k, n).proportion_ci(method="wilson")
    ours = wilson(k, n)
    assert (ours.low, ours.high) == pytest.approx((theirs.low, theirs.high), abs=1e-12)


def test_newcombe_published_example() -> None:
    i = newcombe(56, 70, 48, 80)  # Newcombe 1998, table II, method 10
    assert (round(i.low, 4), round(i.high, 4)) == (0.0524, 0.3339)


@pytest.mark.parametrize("n", [1, 7, 300])
def test_equal_weights_are_poisson(n: int) -> None:
    i = weighted_poisson(5.0 * n, 25.0 * n, 5.0)
    exact = (stats.chi2.ppf(0.025, 2 * n) / 2, stats.chi2.ppf(0.975, 2 * n + 2) / 2)
    assert (i.low / 5, i.high / 5) == pytest.approx(exact)


def test_zero_events_have_an_upper_bound() -> None:
    i = weighted_poisson(0, 0, 40)
    assert (i.low, round(i.high / 40, 2)) == (0, 3.69)


def test_no_trials_are_blank() -> None:
    assert math.isnan(wilson(0, 0).low)
    assert math.isnan(newcombe(0, 0, 1, 5).low)


def test_part_above_whole_is_refused() -> None:
    with pytest.raises(ValueError, match="12 of 5"):
        wilson(12, 5)
