"""What the comparison of the channels says first, and what it does not say."""

import pandas as pd

from workbook.answers.locale import Locale
from workbook.metrics.kpi import kpis
from workbook.metrics.kpi_finding import finding
from workbook.metrics.kpi_mistakes import mistakes

L = Locale()


def found(margins, costs, channels=("ads", "mail", "Unassigned")):
    """One order per channel with its margin, and what the channel cost, in euros."""
    told = list(zip(channels, margins, costs, strict=False))
    orders = pd.DataFrame([{"order_id": str(n), "channel": c, "revenue": 100 * m + 1, "margin": 100 * m} for n, (c, m, _) in enumerate(told)])
    return kpis(orders=orders, promotion=pd.DataFrame([{"channel": c, "cost": 100 * cost} for c, _, cost in told]))


def test_who_leaves_and_who_loses_is_written_alike():
    assert finding(found((1_300, 10), (15, 48.5)), (), L).headline == "ads leaves most: €1,285; mail loses €39"


def test_where_all_lose_nobody_leaves_most():
    told = finding(found((10, 10), (300, 150)), (), L)
    assert told.headline == "ads loses most: €290; none leaves a profit"
    assert "that loses most" in told.next_step
    assert finding(found((10,), (300,)), (), L).headline == "ads loses €290; none leaves a profit"


def test_where_none_loses_nobody_is_looked_for_who_does():
    assert "that leaves least" in finding(found((500, 400), (300, 150)), (), L).next_step


def test_orders_without_a_channel_are_counted_once_and_alike():
    (said,) = (m for m in mistakes(found((500, 400, 10), (0, 0, 0)), L) if m.name == "Orders without a channel")
    assert said.text.startswith("33% of the orders")
