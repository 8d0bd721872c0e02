"""The titles of decisions and of the media plan, with one channel, with none, and with a loss."""

import pytest

from workbook.answers.locale import Locale
from workbook.charts.decisions import decision_intervals
from workbook.charts.media_plan import media_plan
from workbook.metrics.decide import Evidence, decide_all, table
from workbook.metrics.media_plan import Line, plan

L = Locale()


def _channel(customers: int, name: str = "ads") -> Evidence:
    return Evidence(name, 1_000, customers, customers * 30, customers * 900, 30)


@pytest.mark.parametrize(
    ("customers", "title"),
    [
        ((3,), "ads0 surely does not pay"),
        ((200,), "ads0 surely pays"),
        ((30,), "Whether ads0 pays cannot be told yet"),
        ((3, 30), "No channel surely pays, ads0 surely does not"),
        ((200, 3), "1 of 2 channels surely pays, ads1 surely does not"),
        ((200, 300, 3, 4), "2 of 4 channels surely pay, 2 channels surely do not"),
        ((200, 30), "1 of 2 channels surely pays"),
    ],
)
def test_who_surely_pays(customers, title):
    found = decide_all([_channel(n, f"ads{place}") for place, n in enumerate(customers)])
    assert decision_intervals(table(found), L).title == title


def test_shares_of_a_gain_name_their_base():
    lines = [Line("post", 500, 0.02, 80, 0.4, price=0.5), Line("banner", 500, 0.02, 80, 0.4, price=5)]
    drawn = media_plan(plan(lines), L)
    assert drawn.title == "post: 50% of the cost, 100% of what the gaining channels leave"
    assert "Shares of the contribution are of the €140 that the others leave; the €436 lost are not in them." in drawn.summary
